"""Counts, crossings, specific words: what a set of coded excerpts says."""
