"""Measures of agreement corrected for chance, on many weightings of the same excerpts at once.

Each is a ratio of sums over excerpts. A bootstrap draw is a count of how often each excerpt was drawn; hence a matrix
product gives the sums of all draws together. ``values``: excerpts × coders, answers numbered from 0, -1 where a coder
has not read. Each function gives one value a row of ``draws``, ``nan`` where it is not defined.
"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Draws = Floats
Values = npt.NDArray[np.int64]


def draws_of(n: int, draws: int, seed: int) -> Draws:
    """Row 0: each excerpt once. Then so many draws of n excerpts out of n, with replacement."""
    weights = np.ones((draws + 1, n))
    if n:
        chance = np.random.default_rng(seed)
        weights[1:] = chance.multinomial(n, np.full(n, 1.0 / n), size=draws)
    return weights


def mean_kappa(values: Values, answers: int, draws: Draws) -> Floats:
    """Cohen's kappa, the mean over pairs of coders where it is defined. In [-1, 1].

    Undefined for a pair that has no excerpt in common, or gave one same answer throughout.
    Source: Cohen (1960), Educational and Psychological Measurement 20(1), p. 37-46.
    """
    pairs = [
        _kappa(values[:, one], values[:, other], answers, draws)
        for one, other in combinations(range(values.shape[1]), 2)
    ]
    return _mean_of_defined(pairs, len(draws))


def _kappa(first: Values, second: Values, answers: int, draws: Draws) -> Floats:
    both = (first >= 0) & (second >= 0)
    left, right = np.eye(answers)[first[both]], np.eye(answers)[second[both]]
    weights = draws[:, both]
    total = weights.sum(axis=1)
    same = weights @ (first[both] == second[both]).astype(float)
    by_chance = ((weights @ left) * (weights @ right)).sum(axis=1)
    # Counts, not shares: where both used one same answer, numerator and denominator are exact zeros.
    return _ratio(total * same - by_chance, total * total - by_chance)


def _mean_of_defined(pairs: Sequence[Floats], size: int) -> Floats:
    if not pairs:
        return np.full(size, np.nan)
    table = np.array(pairs)
    return _ratio(np.nansum(table, axis=0), (~np.isnan(table)).sum(axis=0).astype(float))


def krippendorff_alpha(values: Values, distances: Floats, draws: Draws) -> Floats:
    """Krippendorff's alpha with any distance between answers (answers × answers, 0 on the diagonal). At most 1.

    Undefined when a single answer was given throughout. Source: Krippendorff (2011), Computing Krippendorff's
    alpha-reliability, University of Pennsylvania.
    """
    counts = _counts(values, len(distances))
    readers = counts.sum(axis=1)
    within = np.einsum("ic,ck,ik->i", counts, distances, counts, optimize=True) / np.maximum(readers - 1, 1)
    totals = draws @ counts
    observed = draws @ within
    expected = ((totals @ distances) * totals).sum(axis=1)
    return 1.0 - _ratio((totals.sum(axis=1) - 1) * observed, expected)


def gwet_ac1(values: Values, answers: int, draws: Draws) -> Floats:
    """Gwet's AC1 for two coders or more. At most 1; stays high when nearly all answers are the same one.

    Undefined with a single possible answer. Source: Gwet (2008), British Journal of Mathematical and Statistical
    Psychology 61(1), p. 29-48.
    """
    if answers < 2:
        return np.full(len(draws), np.nan)
    counts = _counts(values, answers)
    shares = _ratio(draws @ (counts / _readers(counts)), draws.sum(axis=1, keepdims=True))
    by_chance = (shares * (1 - shares)).sum(axis=1) / (answers - 1)
    return _ratio(percent_agreement(values, answers, draws) - by_chance, 1 - by_chance)


def percent_agreement(values: Values, answers: int, draws: Draws) -> Floats:
    """Share of the pairs of readings of an excerpt that give the same answer, mean over excerpts."""
    counts = _counts(values, answers)
    readers = _readers(counts)[:, 0]
    same = (counts * (counts - 1)).sum(axis=1) / (readers * np.maximum(readers - 1, 1))
    return _ratio(draws @ same, draws.sum(axis=1))


def masi_distances(sets: Sequence[frozenset[str]]) -> Floats:
    """MASI distance between sets of codes: 1 - Jaccard × 1, 2/3, 1/3 or 0 (equal, one in the other, crossed, disjoint).

    Two empty sets are equal. Source: Passonneau (2006), Measuring agreement on set-valued items, LREC.

    >>> masi_distances([frozenset("ab"), frozenset("a"), frozenset()]).round(3).tolist()
    [[0.0, 0.667, 1.0], [0.667, 0.0, 1.0], [1.0, 1.0, 0.0]]
    """
    table = [[_masi(one, other) for other in sets] for one in sets]
    return np.array(table, np.float64).reshape(len(sets), len(sets))


def _masi(one: frozenset[str], other: frozenset[str]) -> float:
    if one == other:
        return 0.0
    jaccard = len(one & other) / len(one | other)
    return 1.0 - jaccard * (2 / 3 if one < other or other < one else 1 / 3)


def _counts(values: Values, answers: int) -> Floats:
    """How many coders gave each answer: excerpts × answers."""
    ticked = (values[:, :, np.newaxis] == np.arange(answers)).astype(np.float64)
    return np.asarray(ticked.sum(axis=1), np.float64)


def _readers(counts: Floats) -> Floats:
    readers: Floats = np.maximum(counts.sum(axis=1, keepdims=True), 1.0)
    return readers


def _ratio(above: Floats, below: Floats) -> Floats:
    """``nan`` where the denominator is zero, up to rounding."""
    below = np.where(np.abs(below) < 1e-12, np.nan, below)
    return np.divide(above, below, dtype=np.float64)
