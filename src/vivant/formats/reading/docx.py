"""A docx from its XML: the text as accepted, and beside it what was deleted, struck, hidden, commented or boxed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vivant.formats.decoding import clean_text
from vivant.formats.files import Unreadable
from vivant.formats.packages import DAMAGED, Package, attribute, local
from vivant.formats.reading.docx_styles import PLAIN, Style, styles_of
from vivant.formats.reading.lines import Reading, Writer

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

DELETED = "suppression du suivi des modifications"
MOVED = "texte déplacé ailleurs (suivi des modifications)"
STRUCK = "texte rayé"
HIDDEN = "texte masqué"
BOXED = "zone de texte"
CONTENTS = "table des matières"
COMMENT = "commentaire"
HEADER = "en-tête de page"
FOOTER = "pied de page"

_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_ASIDE_BLOCKS = {"del": DELETED, "moveFrom": MOVED}
# Read elsewhere, or codes of fields: nothing that anyone wrote.
_SKIPPED = frozenset(
    {"pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "instrText", "delInstrText", "Fallback"}
)


@dataclass(slots=True)
class Words:
    """The words of a paragraph: those said (with what is bold), and those set aside with their reason."""

    said: list[str] = field(default_factory=list)
    asides: list[tuple[str, str]] = field(default_factory=list)
    plain_count: int = 0

    def add(self, text: str, reason: str, *, bold: bool) -> None:
        if not reason:
            self.said.append(text)
            self.plain_count += 0 if bold else len(text.strip())
        elif self.asides and self.asides[-1][0] == reason and not self.said_since:
            self.asides[-1] = (reason, self.asides[-1][1] + text)
        else:
            self.asides.append((reason, text))
        self.said_since = not reason

    said_since: bool = False


class DocxReader:
    """Reads one document. Places are said by paragraph, as no page exists before printing."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.writer = Writer()
        self.paragraphs = 0
        self.tables = 0
        self.styles = styles_of(package)
        self.held: Words | None = None

    def read(self) -> Reading:
        """Body, then notes, then what stands outside the text. Raises Unreadable."""
        root = self.package.xml("word/document.xml")
        body = None if root is None else next((part for part in root if local(part.tag) == "body"), None)
        if body is None:
            raise Unreadable(DAMAGED)
        self._blocks(body, "", None)
        if self.held:
            self._write(self.held, PLAIN, 0, self._place(), None)
        for kind, label in (("footnote", "note de bas de page"), ("endnote", "note de fin")):
            for number, note in enumerate(self._notes(f"word/{kind}s.xml", kind), 1):
                self._outside(note, f"{label} {number}", "")
        for number, note in enumerate(self._notes("word/comments.xml", "comment"), 1):
            self._outside(note, f"commentaire {number}", COMMENT)
        for start, reason in (("word/header", HEADER), ("word/footer", FOOTER)):
            for name in sorted(name for name in self.package.names if name.startswith(start) and name.endswith(".xml")):
                part = self.package.xml(name)
                if part is not None:
                    self._outside(part, reason, reason)
        return self.writer.reading()

    def _notes(self, name: str, kind: str) -> Iterator["Element"]:
        root = self.package.xml(name)
        for note in root if root is not None else ():
            # Word's own separators are notes with a type.
            if local(note.tag) == kind and not attribute(note, "type"):
                yield note

    def _outside(self, part: "Element", place: str, reason: str) -> None:
        for paragraph in part.iter():
            if local(paragraph.tag) == "p":
                words = Words()
                _gather(paragraph, words, "", PLAIN)
                for line in "".join(words.said).split("\n"):
                    self.writer.add(clean_text(line, []), place, aside=reason)
                for why, text in words.asides:
                    self.writer.add(clean_text(text.replace("\n", " "), []), place, aside=reason or why)

    def _place(self) -> str:
        return f"paragraphe {self.paragraphs}"

    def _blocks(self, parent: "Element", reason: str, cell: tuple[int, int, int] | None) -> None:
        for block in parent:
            name = local(block.tag)
            if name == "p":
                self._paragraph(block, reason, cell)
            elif name == "tbl":
                self._table(block, reason)
            elif name == "sdt":
                gallery = next(
                    (attribute(part, "val") for part in block.iter() if local(part.tag) == "docPartGallery"), ""
                )
                inner = CONTENTS if gallery == "Table of Contents" else reason
                for content in block:
                    if local(content.tag) == "sdtContent":
                        self._blocks(content, inner, cell)
            elif name not in _SKIPPED:
                self._blocks(block, reason or _ASIDE_BLOCKS.get(name, ""), cell)

    def _table(self, table: "Element", reason: str) -> None:
        self.tables += 1
        number = self.tables
        rows = list(_unwrapped(table, "tr"))
        for row_number, row in enumerate(rows, 1):
            properties = next((part for part in row if local(part.tag) == "trPr"), ())
            why = reason or next((DELETED for part in properties if local(part.tag) == "del"), "")
            for column, cell in enumerate(_unwrapped(row, "tc"), 1):
                self._blocks(cell, why, (number, row_number, column))

    def _paragraph(self, paragraph: "Element", reason: str, cell: tuple[int, int, int] | None) -> None:
        properties = next((part for part in paragraph if local(part.tag) == "pPr"), None)
        style, level, is_joined = self._properties(properties)
        words = self.held or Words()
        self.held = None
        _gather(paragraph, words, reason or (CONTENTS if style.contents else ""), style)
        if is_joined:
            # The mark that ended this paragraph was deleted: once accepted, the next one goes on with it.
            self.held = words
            return
        if cell is None and ("".join(words.said).strip() or words.asides):
            self.paragraphs += 1
        place = self._place() if cell is None else "tableau {}, ligne {}, colonne {}".format(*cell)
        self._write(words, style, level, place, cell)

    def _properties(self, properties: "Element | None") -> tuple[Style, int, bool]:
        style, level, outline, is_joined, is_listed = PLAIN, 0, 0, False, None
        for part in properties if properties is not None else ():
            name = local(part.tag)
            if name == "pStyle":
                style = self.styles.get(attribute(part, "val"), PLAIN)
            elif name == "outlineLvl" and attribute(part, "val") in "012345678":
                outline = int(attribute(part, "val")) + 2
            elif name == "numPr":
                values = {local(item.tag): attribute(item, "val") for item in part}
                is_listed = values.get("numId") != "0"
                level = int(values["ilvl"]) if values.get("ilvl", "").isdigit() else 0
            elif name == "rPr":
                is_joined = any(local(item.tag) == "del" for item in part)
        if outline and not style.heading:
            style = Style(heading=outline)
        if style.heading or is_listed is False:
            return style, 0, is_joined
        return style, max(style.bullet, level + 1) if is_listed or style.bullet else 0, is_joined

    def _write(self, words: Words, style: Style, level: int, place: str, cell: tuple[int, int, int] | None) -> None:
        said = clean_text("".join(words.said), self.writer.remarks)
        is_bold = bool(said.strip()) and not words.plain_count
        # A break inside a paragraph is how notes are typed on one bullet: each line is a line.
        for line in said.split("\n"):
            self.writer.add(
                line,
                place,
                heading=style.heading,
                bullet=level,
                bold=is_bold or style.bold,
                quoted=style.quoted,
                cell=cell,
            )
        for reason, text in words.asides:
            for line in text.split("\n"):
                if line.strip():
                    self.writer.add(clean_text(line, []), place, aside=reason, cell=cell)


def _unwrapped(parent: "Element", wanted: str) -> Iterator["Element"]:
    """Rows or cells, those inside content controls included."""
    for child in parent:
        name = local(child.tag)
        if name == wanted:
            yield child
        elif name not in _SKIPPED and name != "tbl":
            yield from _unwrapped(child, wanted)


def _gather(element: "Element", words: Words, reason: str, style: Style) -> None:
    """The words under a paragraph or an inline element, each with the reason to set it aside, or none."""
    for child in element:
        name = local(child.tag)
        if name == "r":
            _gather_run(child, words, reason, style)
        elif name in _ASIDE_BLOCKS:
            _gather(child, words, reason or _ASIDE_BLOCKS[name], style)
        elif name == "t":
            # Words outside any run: formulas.
            words.add(child.text or "", reason, bold=False)
        elif name not in _SKIPPED:
            _gather(child, words, reason, style)


def _gather_run(run: "Element", words: Words, reason: str, style: Style) -> None:
    marks = next((part for part in run if local(part.tag) == "rPr"), ())
    flags = {local(mark.tag): attribute(mark, "val") not in ("0", "false", "off", "none") for mark in marks}
    if flags.get("strike", style.struck) or flags.get("dstrike"):
        reason = reason or STRUCK
    if flags.get("vanish", style.hidden):
        reason = reason or HIDDEN
    bold = flags.get("b", False)
    for part in run:
        name = local(part.tag)
        if name in ("t", "delText"):
            words.add(part.text or "", reason or (DELETED if name == "delText" else ""), bold=bold)
        elif name in _CHARACTERS:
            words.add(_CHARACTERS[name], reason, bold=bold)
        elif name == "sym":
            words.add(_symbol(attribute(part, "char")), reason, bold=bold)
        elif name in ("AlternateContent", "pict", "drawing", "object"):
            for text in _boxes(part):
                words.add(text, BOXED, bold=bold)
                words.said_since = True


def _boxes(element: "Element") -> Iterator[str]:
    """The text of each box under a drawing. The same box is often given twice, for old and new Word: once is enough."""
    seen = set()
    for box in element.iter():
        if local(box.tag) != "txbxContent":
            continue
        paragraphs = [
            "".join(part.text or "" for part in p.iter() if local(part.tag) == "t") for p in box if local(p.tag) == "p"
        ]
        text = "\n".join(paragraphs)
        if text.strip() and text not in seen:
            seen.add(text)
            yield text


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def read_docx(data: bytes) -> Reading:
    """The lines of a docx. Raises Unreadable."""
    try:
        return DocxReader(Package(data)).read()
    except RecursionError:
        raise Unreadable(DAMAGED) from None
