"""Rows of cells, whatever held them: csv, xlsx, ods."""

from collections.abc import Iterator
from dataclasses import dataclass

from vivant.formats.decoding import clean_text, decode
from vivant.formats.delimiters import records, separator
from vivant.formats.files import Unreadable
from vivant.formats.packages import Package

MOST_ROWS = 200_000
MOST_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: rows that hold something, each with its number as the person sees it. ``sheet`` is empty for a csv."""

    sheet: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    hidden: bool = False

    def place(self, row: int, column: int | None = None) -> str:
        """Where a row or a cell (column from 0) is.

        >>> Grid("Notes", ()).place(7, 1)
        'feuille Notes, cellule B7'
        """
        if not self.sheet:
            return f"ligne {row}"
        where = f"ligne {row}" if column is None else f"cellule {letters(column)}{row}"
        return f"feuille {self.sheet}, {where}"


@dataclass(frozen=True, slots=True)
class Grids:
    """The sheets of a file, in order, with remarks (place, message) and, for a csv, how it was read."""

    sheets: tuple[Grid, ...]
    remarks: tuple[tuple[str, str], ...] = ()
    encoding: str = ""
    delimiter: str = ""


def letters(column: int) -> str:
    """The name of a column, counted from 0.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def read_grids(data: bytes, kind: str) -> Grids:
    """The sheets of a csv, xlsx or ods. Raises Unreadable."""
    if kind == "xlsx":
        from vivant.formats.xlsx import xlsx_sheets

        return _collected(xlsx_sheets(Package(data), data))
    if kind == "ods":
        from vivant.formats.ods import ods_sheets

        return _collected(ods_sheets(Package(data)))
    decoded = decode(data)
    remarks = list(decoded.remarks)
    delimiter = separator(decoded.text)
    rows = tuple((number, cells) for number, cells in records(decoded.text, delimiter, remarks) if any(cells))
    return Grids((Grid("", rows),), tuple(remarks), decoded.encoding, delimiter)


def _collected(sheets: Iterator[tuple[str, bool, Iterator[tuple[int, list[str]]]]]) -> Grids:
    remarks: list[tuple[str, str]] = []
    grids = []
    for name, hidden, rows in sheets:
        kept: list[tuple[int, tuple[str, ...]]] = []
        for number, cells in rows:
            if len(kept) >= MOST_ROWS:
                raise Unreadable(
                    f"plus de {MOST_ROWS} lignes : coupez le tableau en plusieurs fichiers.", f"feuille {name}"
                )
            stripped = tuple(clean_text(cell, []).strip() for cell in _trimmed(cells))
            if any(stripped):
                kept.append((number, stripped))
        grids.append(Grid(name, tuple(kept), hidden))
    return Grids(tuple(grids), tuple(remarks))


def _trimmed(cells: list[str]) -> list[str]:
    last = max((index for index, cell in enumerate(cells) if cell), default=-1)
    return cells[: last + 1]
