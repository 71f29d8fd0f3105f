"""Which codes a group speaks of more, or less, than the others do: chi-squared and its residuals."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vivant.analysis.counts import Crossing

GAP = 2
"""Excerpts that a striking cell has more, or fewer, than expected."""


@dataclass(frozen=True, slots=True)
class Residuals:
    """A test of independence on a crossing. Tables have the shape of its counts.

    ``p`` is None when the test is not ``valid``: Cochran's conditions fail (an expected count below 1, or more than a
    fifth of them below 5), or fewer than two rows or two columns hold something. ``adjusted`` are the adjusted
    standardised residuals, about normal where the expected count is not small; None in an empty row or column, and
    where a row or column holds everything.
    """

    chi2: float
    dof: int
    p: float | None
    valid: bool
    adjusted: tuple[tuple[float | None, ...], ...]
    expected: tuple[tuple[float, ...], ...]


class Striking(NamedTuple):
    """A cell that departs from independence: above zero said more there than elsewhere, below zero less."""

    row: str
    column: str
    residual: float
    excerpts: int


def residuals(crossing: Crossing) -> Residuals:
    """The test of independence of rows and columns, without Yates's correction; empty rows and columns are left out.

    The test takes each count for another excerpt. Where excerpts bear several codes this does not hold: give a crossing
    made by ``cross_primary``. Even so, excerpts of one workshop answer one another: read p as an order of
    magnitude. Sources: Pearson (1900); Cochran (1954), Biometrics 10, p. 417-451; Haberman (1973), Biometrics 29,
    p. 205-220.

    >>> found = residuals(Crossing(("frein", "lien"), ("a1", "a2"), ((10, 20), (30, 40))))
    >>> round(found.chi2, 4), found.dof, round(found.p, 3), [round(value, 2) for value in found.adjusted[0]]
    (0.7937, 1, 0.373, [-0.89, 0.89])
    """
    rows, columns, total = crossing.row_totals, crossing.column_totals, crossing.total
    expected = tuple(tuple(row * column / total if total else 0.0 for column in columns) for row in rows)
    cells = [
        (count, hoped)
        for counts, hopes in zip(crossing.counts, expected, strict=True)
        for count, hoped in zip(counts, hopes, strict=True)
        if hoped
    ]
    chi2 = sum((count - hoped) ** 2 / hoped for count, hoped in cells)
    dof = max(sum(map(bool, rows)) - 1, 0) * max(sum(map(bool, columns)) - 1, 0)
    valid = dof > 0 and _large_enough([hoped for _, hoped in cells])
    adjusted = tuple(
        tuple(_adjusted(count, row, column, total) for count, column in zip(counts, columns, strict=True))
        for counts, row in zip(crossing.counts, rows, strict=True)
    )
    return Residuals(chi2, dof, _chi2_tail(chi2, dof) if valid else None, valid, adjusted, expected)


def striking(found: Residuals, crossing: Crossing, threshold: float = 2.0) -> list[Striking]:
    """The cells whose adjusted residual is at least ``threshold`` away from zero, strongest first.

    A cell must also be at least two excerpts away from what is expected: where nearly nothing may vary, one excerpt
    makes a great residual. About one cell in twenty passes a threshold of 2 by chance alone.
    """
    cells = [
        Striking(row, column, residual, crossing.counts[i][j])
        for i, row in enumerate(crossing.rows)
        for j, column in enumerate(crossing.columns)
        if (residual := found.adjusted[i][j]) is not None
        and abs(residual) >= threshold
        and abs(crossing.counts[i][j] - found.expected[i][j]) >= GAP
    ]
    return sorted(cells, key=lambda cell: -abs(cell.residual))


def _large_enough(expected: Sequence[float]) -> bool:
    """Cochran's conditions."""
    return min(expected) >= 1 and sum(hoped < 5 for hoped in expected) <= 0.2 * len(expected)


def _adjusted(count: int, row: int, column: int, total: int) -> float | None:
    if not 0 < row < total or not 0 < column < total:
        return None
    hoped = row * column / total
    return float((count - hoped) / (hoped * (1 - row / total) * (1 - column / total)) ** 0.5)


def _chi2_tail(chi2: float, dof: int) -> float:
    from scipy.special import chdtrc

    return float(chdtrc(dof, chi2))
