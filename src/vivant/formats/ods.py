"""Sheets of an ods, read from its XML."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vivant.formats.grids import MOST_COLUMNS
from vivant.formats.odf import refuse_encryption, spoken_text
from vivant.formats.packages import Package, attribute, local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_REPEATS = 1000
"""A row written once and repeated more than this is a filled column, not notes."""


def ods_sheets(package: Package) -> Iterator[tuple[str, bool, Iterator[tuple[int, list[str]]]]]:
    """Each sheet: name, whether it is hidden, rows (number, cells). Raises Unreadable."""
    refuse_encryption(package)
    root = package.xml("content.xml")
    if root is None:
        return
    hidden = {
        attribute(style, "name")
        for style in root.iter()
        if local(style.tag) == "style"
        and any(local(part.tag) == "table-properties" and attribute(part, "display") == "false" for part in style)
    }
    for table in root.iter():
        if local(table.tag) == "table":
            yield attribute(table, "name"), attribute(table, "style-name") in hidden, _rows(table)


def _rows(table: "Element") -> Iterator[tuple[int, list[str]]]:
    number = 1
    for row in table.iter():
        if local(row.tag) != "table-row":
            continue
        cells = _cells(row)
        repeats = _repeats(row, "number-rows-repeated")
        if any(cells):
            for step in range(min(repeats, MOST_REPEATS)):
                yield number + step, cells
        number += repeats


def _cells(row: "Element") -> list[str]:
    cells: list[str] = []
    for cell in row:
        if local(cell.tag) not in ("table-cell", "covered-table-cell"):
            continue
        value = _value(cell)
        room = MOST_COLUMNS - len(cells)
        cells += [value] * min(_repeats(cell, "number-columns-repeated"), room)
    return cells


def _value(cell: "Element") -> str:
    if (day := attribute(cell, "date-value")) and local(cell.tag) == "table-cell":
        return day.removesuffix("T00:00:00")
    return "\n".join(spoken_text(part) for part in cell if local(part.tag) == "p")


def _repeats(element: "Element", name: str) -> int:
    value = attribute(element, name)
    return int(value) if value.isdigit() and len(value) < 9 else 1
