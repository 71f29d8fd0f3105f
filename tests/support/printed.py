"""What someone finds who opens a document that we wrote, and what they would find by taking it to pieces."""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pikepdf
import pypdfium2


class Page(HTMLParser):
    """The ids, links and headings of an html page, as a reader of screens gets them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.headings: list[str] = []
        self._words: list[str] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if name := values.get("id"):
            self.ids.add(name)
        if tag == "a":
            self.links.append(values.get("href") or "")
        if re.fullmatch("h[2-6]", tag):
            self._words = []

    def handle_data(self, data: str) -> None:
        if self._words is not None:
            self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if re.fullmatch("h[2-6]", tag) and self._words is not None:
            self.headings.append(plain("".join(self._words)))
            self._words = None


def plain(text: str) -> str:
    """With ordinary spaces."""
    return " ".join(text.split())


def pages(pdf: Path) -> list[str]:
    """The text of each page."""
    opened = pypdfium2.PdfDocument(pdf)
    try:
        return [plain(page.get_textpage().get_text_bounded()) for page in opened]
    finally:
        opened.close()


def bookmarks(pdf: Path) -> list[str]:
    """The titles of the outline, in order."""
    opened = pypdfium2.PdfDocument(pdf)
    try:
        return [plain(mark.get_title()) for mark in opened.get_toc()]
    finally:
        opened.close()


def everything(path: Path) -> str:
    """Every word that the file holds: text, descriptions, properties, comments; with and without its markup.

    Without markup too, because an office suite may cut a name between two tags.
    """
    return plain(" ".join(_pieces(path)))


def _pieces(path: Path) -> Iterator[str]:
    content = path.read_bytes()
    if path.suffix == ".pdf":
        yield from pages(path)
        yield from _strings(content)
        return
    texts = [content]
    if path.suffix in (".docx", ".odt"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            yield from package.namelist()
            yield package.comment.decode()
            texts = [package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels", ".svg"))]
    for text in texts:
        written = text.decode("utf-8")
        yield html.unescape(written)
        yield html.unescape(re.sub("<[^>]*>", "", written))


def _strings(content: bytes) -> Iterator[str]:
    """Every string of a pdf's objects: properties, bookmarks, descriptions, spoken words; and its XMP packet."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        yield pdf.Root.Metadata.read_bytes().decode("utf-8")
        waiting: list[object] = [*pdf.objects, pdf.trailer]
        while waiting:
            value = waiting.pop()
            if isinstance(value, pikepdf.String):
                yield str(value)
            elif isinstance(value, pikepdf.Array):
                waiting += [one for one in value if not _indirect(one)]
            elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
                waiting += [one for _, one in value.items() if not _indirect(one)]


def _indirect(value: object) -> bool:
    """Met elsewhere, in the list of the objects."""
    return isinstance(value, pikepdf.Object) and value.is_indirect
