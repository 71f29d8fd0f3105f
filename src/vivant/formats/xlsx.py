"""Sheets of an xlsx, values as shown: dates in ISO form, whole numbers without a decimal point."""

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time

from vivant.formats.files import Unreadable
from vivant.formats.grids import MOST_COLUMNS
from vivant.formats.packages import DAMAGED, Package

Rows = Iterator[tuple[int, list[str]]]


def xlsx_sheets(package: Package, data: bytes) -> Iterator[tuple[str, bool, Rows]]:
    """Each sheet: name, whether it is hidden, rows (number, cells). Raises Unreadable."""
    import openpyxl

    package.check("xl/")
    with warnings.catch_warnings():
        # openpyxl warns of what it does not keep (validations, drawings): nothing here writes the file back.
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        except Exception:  # openpyxl lets KeyError, ValueError, XML errors… through on damaged files
            raise Unreadable(DAMAGED) from None
        try:
            for sheet in book.worksheets:
                sheet.reset_dimensions()
                yield sheet.title, sheet.sheet_state != "visible", _rows(sheet)
        finally:
            book.close()


def _rows(sheet: object) -> Rows:
    try:
        rows = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS)  # type: ignore[attr-defined]
        for number, cells in enumerate(rows, 1):
            yield number, [shown(cell) for cell in cells]
    except Unreadable:
        raise
    except Exception:  # the same: a damaged sheet fails in many ways
        raise Unreadable(DAMAGED, f"feuille {getattr(sheet, 'title', '')}") from None


def shown(value: object) -> str:
    """A cell as a person would copy it.

    >>> shown(3.0), shown(datetime(2018, 1, 9)), shown(None), shown(True)
    ('3', '2018-01-09', '', 'oui')
    """
    match value:
        case None:
            return ""
        case bool():
            return "oui" if value else "non"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
    return str(value).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
