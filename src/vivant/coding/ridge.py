"""A linear model of all features at once, solved exactly, with what it would say of rows it has not seen.

Ridge regression of the codes (one column each) on features too many to list: the n × n matrix of similarities between
rows is solved instead. Its leave-group-out answers come in closed form, so that calibration never asks for a second
training. Source: Rifkin and Lippert (2007), Notes on regularized least squares, MIT-CSAIL-TR-2007-025.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

RIDGE = 2.0
"""Strength of the penalty; rows have a squared norm of 1 to 2. Anything from 1 to 4 did as well on writers left out."""

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Ridge:
    """``weights``: for each block of features, one column a code. Answers are near 1 where a code applies, else 0."""

    weights: tuple[Floats, ...]
    offset: float

    def answers(self, blocks: Sequence[Any]) -> Floats:
        """n × codes, for the same blocks of features on n other rows."""
        total = sum(
            np.asarray(block @ weights, np.float64) for block, weights in zip(blocks, self.weights, strict=True)
        )
        return np.asarray(total) + self.offset


def learn(
    blocks: Sequence[Any],
    targets: Floats,
    trust: Floats,
    held_out: Sequence[Sequence[int]] = (),
) -> tuple[Ridge, Floats]:
    """The model, and the answers on the rows of ``held_out`` by a model that has not seen their group.

    ``blocks``: matrices of n rows, dense or sparse; ``targets``: n × codes; ``trust``: n positive weights, 2 counting
    as two equal rows; ``held_out``: groups of row numbers. The second value is n × codes, ``nan`` for other rows.
    """
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    offset = 1.0 / targets.shape[1]
    # One thread: on a busy machine two of them wait for one another, ten times longer; and sums keep their order.
    with threadpool_limits(1, user_api="blas"):
        factor = _factor(blocks, trust)
        duals = _solved(factor, targets - offset)
        weights = tuple(np.asarray(block.T @ duals, np.float64) for block in blocks)
        return Ridge(weights, offset), _left_out(factor, duals, targets, held_out)


def _factor(blocks: Sequence[Any], trust: Floats) -> Any:
    from scipy.linalg import cho_factor

    # Single precision is enough (the penalty keeps the matrix far from singular) and takes half the time.
    similarities = np.zeros((len(trust), len(trust)), np.float32, order="F")
    for block in blocks:
        for start in range(0, len(trust), _AT_ONCE):
            product = block @ block[start : start + _AT_ONCE].T
            similarities[:, start : start + _AT_ONCE] += (
                product if isinstance(product, np.ndarray) else product.toarray()
            )
    similarities[np.diag_indices_from(similarities)] += (RIDGE / trust).astype(np.float32)
    return cho_factor(similarities, lower=True, overwrite_a=True, check_finite=False)


def _solved(factor: Any, right: npt.NDArray[Any]) -> Floats:
    from scipy.linalg import cho_solve

    return np.asarray(cho_solve(factor, right.astype(np.float32), check_finite=False), np.float64)


def _left_out(factor: Any, duals: Floats, targets: Floats, held_out: Sequence[Sequence[int]]) -> Floats:
    """What models trained without each group say of it: the rows of the inverse are all it takes."""
    apart = np.full(targets.shape, np.nan)
    rows = [row for group in held_out for row in group]
    if not rows:
        return apart
    units = np.zeros((len(targets), len(rows)), np.float32)
    units[rows, np.arange(len(rows))] = 1.0
    inverse = _solved(factor, units)
    start = 0
    for group in held_out:
        columns = np.arange(start, start + len(group))
        corner = inverse[np.ix_(np.asarray(group), columns)]
        apart[list(group)] = targets[list(group)] - np.linalg.solve(corner, duals[list(group)])
        start += len(group)
    return apart


def rows_by_group(groups: Sequence[str], rows: Sequence[int]) -> list[list[int]]:
    """The rows, put together by group, in the order first met.

    >>> rows_by_group(["a", "b", "a"], [5, 6, 7])
    [[5, 7], [6]]
    """
    together: dict[str, list[int]] = defaultdict(list)
    for group, row in zip(groups, rows, strict=True):
        together[group].append(row)
    return list(together.values())
