"""Tables written as people open them: csv, xlsx, ods. What is written is read back the same by ``read_table``.

A cell is always text. One that a spreadsheet would take for a formula gets an apostrophe before it; ``plain`` takes it
off, so that nothing changes on the way back.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from vivant.formats.decoding import NOT_TEXT

SUFFIXES = ("csv", "xlsx", "ods")
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
"""What each kind of table is for a browser."""

_FORMULA = re.compile(r"'*\s*[=+\-@\t\r|%]")
_GUARDED = re.compile(r"'+\s*[=+\-@\t\r|%]")
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"


def guarded(cell: str) -> str:
    """The text of a cell that no spreadsheet runs.

    >>> guarded("=1+1"), guarded("École"), guarded("'=1")
    ("'=1+1", 'École', "''=1")
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def plain(cell: str) -> str:
    """What was written before ``guarded``.

    >>> plain("'=1+1"), plain("'école"), plain("''=1")
    ('=1+1', "'école", "'=1")
    """
    return cell[1:] if _GUARDED.match(cell) else cell


def write_table(header: Sequence[str], rows: Iterable[Sequence[str]], kind: str, *, title: str = "Tableau") -> bytes:
    """The bytes of a table, its columns named by ``header``. ``kind``: csv, xlsx or ods; ``title`` names the sheet.

    >>> write_table(["nom"], [["=1"]], "csv").decode("utf-8-sig")
    "nom\\r\\n'=1\\r\\n"
    """
    lines = [list(header), *([guarded(_clean(cell)) for cell in row] for row in rows)]
    return {"csv": _csv, "xlsx": _xlsx, "ods": _ods}[kind](lines, title)


def _clean(cell: str) -> str:
    """The text without what no file holds, its line ends as line feeds."""
    return NOT_TEXT.sub("", _BREAKS.sub("\n", cell))


def _csv(lines: list[list[str]], title: str) -> bytes:
    """Semicolons and a byte order mark: what French spreadsheets open right at once."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(lines)
    return out.getvalue().encode("utf-8-sig")


def _xlsx(lines: list[list[str]], title: str) -> bytes:
    import openpyxl
    from openpyxl.cell import WriteOnlyCell

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", title)[:31])
    sheet.freeze_panes = "A2"
    for line in lines:
        cells = []
        for value in line:
            cell = WriteOnlyCell(sheet, value=value[:32_767])
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _ods(lines: list[list[str]], title: str) -> bytes:
    body = "".join(f"<table:table-row>{''.join(map(_ods_cell, line))}</table:table-row>" for line in lines)
    content = (
        f'<office:document-content xmlns:office="{_OFFICE}" xmlns:table="{_TABLE}" xmlns:text="{_TEXT}" '
        f'office:version="1.3"><office:body><office:spreadsheet><table:table table:name={quoteattr(title)}>'
        f"{body}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{_MANIFEST}" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{TYPES["ods"]}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(zipfile.ZipInfo("mimetype"), TYPES["ods"], zipfile.ZIP_STORED)
        package.writestr(zipfile.ZipInfo("content.xml"), head + content, zipfile.ZIP_DEFLATED)
        package.writestr(zipfile.ZipInfo("META-INF/manifest.xml"), head + manifest, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _ods_cell(value: str) -> str:
    """Text, whatever it looks like: a paragraph a line, its runs of spaces kept."""
    if not value:
        return "<table:table-cell/>"
    lines = (
        re.sub(r"  +", lambda run: f' <text:s text:c="{len(run[0]) - 1}"/>', escape(line)) for line in value.split("\n")
    )
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in lines)
    return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'
