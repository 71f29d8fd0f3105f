"""Codes by workshop, by sector, by profession: how many excerpts bear each code in each group."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from vivant.analysis.coded import CodedExcerpt


@dataclass(frozen=True, slots=True)
class Crossing:
    """A table of counts, one row a code, one column a group. Raises ValueError if the shape does not fit the labels.

    Totals are sums of the table: an excerpt with two codes stands in two rows, so that a column's total is a number of
    codings, not of excerpts.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        if len(self.counts) != len(self.rows) or any(len(row) != len(self.columns) for row in self.counts):
            raise ValueError("a crossing has one row of counts per row and one count per column")

    @property
    def row_totals(self) -> tuple[int, ...]:
        return tuple(map(sum, self.counts))

    @property
    def column_totals(self) -> tuple[int, ...]:
        return tuple(sum(row[rank] for row in self.counts) for rank in range(len(self.columns)))

    @property
    def total(self) -> int:
        return sum(self.row_totals)


def cross(
    coded: Sequence[CodedExcerpt],
    codes: Sequence[str],
    group: Callable[[CodedExcerpt], str],
    *,
    columns: Sequence[str] = (),
) -> Crossing:
    """How many excerpts bear each code in each group, at either rank.

    Rows are ``codes``, in order; other codes are not counted. Columns are ``columns``, kept even when empty, then the
    groups met that they do not name, as first met. Excerpts without a group ("") have their own column, the last one.

    >>> from vivant.corpus import Excerpt
    >>> said = [("a1", ("lien", "frein")), ("a2", ("frein",)), ("", ("frein",)), ("a1", ())]
    >>> coded = [CodedExcerpt(Excerpt(str(n), "", "", 0, 0, "", n, w), codes) for n, (w, codes) in enumerate(said)]
    >>> cross(coded, ["frein", "lien"], lambda one: one.excerpt.workshop)
    Crossing(rows=('frein', 'lien'), columns=('a1', 'a2', ''), counts=((1, 1, 1), (1, 0, 0)))
    """
    return _table(((group(one), dict.fromkeys(one.codes)) for one in coded), codes, columns)


def cross_primary(
    coded: Sequence[CodedExcerpt],
    codes: Sequence[str],
    group: Callable[[CodedExcerpt], str],
    *,
    columns: Sequence[str] = (),
) -> Crossing:
    """The same table with only the primary code of each excerpt: each stands once at most, as a test supposes."""
    return _table(((group(one), one.codes[:1]) for one in coded), codes, columns)


def _table(said: Iterable[tuple[str, Iterable[str]]], codes: Sequence[str], columns: Sequence[str]) -> Crossing:
    rows = tuple(dict.fromkeys(codes))
    cells = {row: dict.fromkeys(columns, 0) for row in rows}
    met = dict.fromkeys(columns)
    for key, borne in said:
        for code in borne:
            if code in cells:
                met[key] = None
                cells[code][key] = cells[code].get(key, 0) + 1
    kept = tuple(sorted(met, key=lambda key: not key))  # stable: only the empty group moves
    return Crossing(rows, kept, tuple(tuple(cells[row].get(key, 0) for key in kept) for row in rows))
