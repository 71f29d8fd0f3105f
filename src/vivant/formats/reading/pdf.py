"""The text layer of a pdf: lines put back into paragraphs by where they stand on the page."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from vivant.formats.decoding import clean_text
from vivant.formats.files import Unreadable
from vivant.formats.marks import mark_length
from vivant.formats.packages import DAMAGED, LOCKED
from vivant.formats.reading.docx import FOOTER, HEADER
from vivant.formats.reading.lines import Reading, Writer
from vivant.language import fold

SCANNED = (
    "aucun texte : ce pdf est une image (document numérisé). Retrouvez le document d'origine (.docx, .odt), "
    "ou passez-le par un logiciel de reconnaissance de caractères."
)
MOST_PAGES = 2000
SOFT_HYPHENS = "\x02\u00ad\ufffe"
"""What the reader gives for a hyphen that a line end made."""


@dataclass(slots=True)
class Printed:
    """A printed line: its page (from 1), its words, and where they stand, in points (y grows upwards)."""

    page: int
    text: str
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    size: float = 0.0
    first_word: float = 0.0
    aside: str = ""


def read_pdf(data: bytes) -> Reading:
    """The paragraphs of a pdf, placed by page. Raises Unreadable: damaged, under a password, or without any text."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(LOCKED if "assword" in str(error) else DAMAGED) from None
    writer = Writer()
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise Unreadable(f"{count} pages, au plus {MOST_PAGES} : coupez le fichier en plusieurs.")
        pages = [list(_lines_of_page(document, number, writer)) for number in range(1, count + 1)]
    finally:
        document.close()
    if not any(pages):
        raise Unreadable(SCANNED)
    if blank := [str(number) for number, lines in enumerate(pages, 1) if not lines]:
        where = (
            f"page {blank[0]}" if len(blank) == 1 else f"pages {', '.join(blank[:10])}{'…' if len(blank) > 10 else ''}"
        )
        writer.remarks.append((where, "aucun texte (page blanche ou image) : si elle porte des notes, tapez-les."))
    _mark_repeated(pages)
    lines = [line for page in pages for line in page]
    _write(lines, writer)
    return writer.reading()


def _lines_of_page(document: Any, number: int, writer: Writer) -> Iterator[Printed]:
    import pypdfium2

    try:
        page = document[number - 1]
        layer = page.get_textpage()
        text = layer.get_text_range()
    except pypdfium2.PdfiumError:
        writer.remarks.append((f"page {number}", "page illisible, laissée de côté : vérifiez l'original."))
        return
    # Characters out of the basic plane count for two in the layer: positions are then unknown, and only words decide.
    is_placed = len(text) == layer.count_chars()
    start = 0
    for raw in re.split(r"(\r\n|[\r\n])", text):
        if raw.strip():
            words = raw.strip()
            first = start + raw.index(words)
            line = Printed(number, words)
            if is_placed:
                _place(layer, line, first)
            yield line
        start += len(raw)
    layer.close()
    page.close()


def _place(layer: Any, line: Printed, first: int) -> None:
    from pypdfium2 import raw

    left, _, right, top = layer.get_charbox(first, loose=True)
    line.left, line.top = left, top
    line.size = raw.FPDFText_GetFontSize(layer, first)
    word = len(line.text.split(maxsplit=1)[0])
    line.first_word = layer.get_charbox(first + word - 1, loose=True)[2] - left
    line.right = layer.get_charbox(first + len(line.text) - 1, loose=True)[2]
    line.right = max(line.right, right)


def _mark_repeated(pages: list[list[Printed]]) -> None:
    """Set aside the line that opens or closes most pages, whatever numbers it holds."""
    for position, reason in ((0, HEADER), (-1, FOOTER)):
        edges = [page[position] for page in pages if len(page) > 1]
        keys = Counter(_shape(line.text) for line in edges)
        for line in edges:
            if keys[_shape(line.text)] > max(1, len(edges) / 2):
                line.aside = reason


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", fold(text))


def _write(lines: list[Printed], writer: Writer) -> None:
    body = median(line.size for line in lines)
    margins: dict[int, float] = {}
    for line in lines:
        margins[line.page] = max(line.right, margins.get(line.page, 0.0))
    index = 0
    while index < len(lines):
        first = last = lines[index]
        text = first.text
        index += 1
        while index < len(lines) and _goes_on(first, last, lines[index], margins[last.page]):
            last = lines[index]
            text = _joined(text, last.text)
            index += 1
        heading = 0 if first.size <= body * 1.12 or mark_length(text) else 1 if first.size > body * 1.45 else 2
        writer.add(_words(text, writer), f"page {first.page}", heading=heading, aside=first.aside)


def _words(text: str, writer: Writer) -> str:
    return clean_text(text.translate(dict.fromkeys(map(ord, SOFT_HYPHENS), "-")), writer.remarks)


def _joined(text: str, more: str) -> str:
    if text[-1] in SOFT_HYPHENS:
        return text[:-1] + more
    # A hyphen that was typed stays: nothing tells "peut-/être" from "parte-/nariat".
    return text + more if text[-1] == "-" and text[-2:-1].isalpha() and more[:1].islower() else f"{text} {more}"


def _goes_on(first: Printed, above: Printed, line: Printed, margin: float) -> bool:
    """Whether a printed line is the rest of the paragraph that ``first`` opens and ``above`` leads to."""
    if mark_length(line.text) or first.aside or line.aside:
        return False
    is_open = above.text[-1] not in '.!?…:;»”"'
    if above.page != line.page:
        return is_open and line.text[0].islower()
    if not line.size or not above.size:
        return is_open and line.text[0].islower() and len(above.text) > 60
    if abs(line.size - above.size) > 0.6 or above.top - line.top > 1.9 * line.size or above.top < line.top:
        return False
    is_full = above.right + line.first_word + 0.3 * line.size > margin
    if mark_length(first.text) and line.left > first.left + 0.4 * line.size:
        return is_full or line.text[0].islower()
    return is_full and (is_open or line.text[0].islower() or line.left <= first.left + 0.5)
