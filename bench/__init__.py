"""The benchmark suite: whole processes, measured here and now, as figures and ratios."""
