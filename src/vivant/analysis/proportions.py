"""How sure a share is, and the difference of two: intervals that hold for small numbers too."""

from statistics import NormalDist


def difference_interval(
    successes: int, trials: int, other_successes: int, other_trials: int, level: float = 0.95
) -> tuple[float, float]:
    """Newcombe's interval for the difference of two independent proportions, from Wilson's intervals of each.

    In [-1, 1]; both numbers of trials are above 0.

    >>> [round(bound, 4) for bound in difference_interval(56, 70, 48, 80)]  # Newcombe's first example
    [0.0524, 0.3339]
    """
    share, other = successes / trials, other_successes / other_trials
    low, high = wilson_interval(successes, trials, level)
    other_low, other_high = wilson_interval(other_successes, other_trials, level)
    below = ((share - low) ** 2 + (other_high - other) ** 2) ** 0.5
    above = ((high - share) ** 2 + (other - other_low) ** 2) ** 0.5
    return share - other - below, share - other + above


def wilson_interval(successes: int, trials: int, level: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval of a proportion; ``trials`` is above 0. Source: Wilson (1927), JASA 22, p. 209-212.

    >>> [round(bound, 4) for bound in wilson_interval(0, 10)]
    [0.0, 0.2775]
    """
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = successes / trials
    centre = share + z * z / (2 * trials)
    spread = z * (share * (1 - share) / trials + z * z / (4 * trials * trials)) ** 0.5
    size = 1 + z * z / trials
    return max(0.0, (centre - spread) / size), min(1.0, (centre + spread) / size)
