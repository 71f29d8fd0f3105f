"""An odt from its XML: the text as accepted, and beside it what was deleted, struck, hidden, commented or boxed."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from vivant.formats.decoding import clean_text
from vivant.formats.files import Unreadable
from vivant.formats.odf import collapsed, refuse_encryption
from vivant.formats.packages import DAMAGED, Package, attribute, local
from vivant.formats.reading.docx import BOXED, COMMENT, CONTENTS, DELETED, FOOTER, HEADER, HIDDEN, STRUCK
from vivant.formats.reading.lines import Reading, Writer
from vivant.language import fold

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_INDEXES = frozenset({"table-of-content", "alphabetical-index", "illustration-index", "table-index", "bibliography"})
_SKIPPED = frozenset(
    {"sequence-decls", "forms", "variable-decls", "user-field-decls", "dde-connection-decls", "list-header-source"}
    | {
        "soft-page-break",
        "tracked-changes",
        "annotation-end",
        "note-citation",
        "shapes",
        "creator",
        "date",
        "list-style",
    }
)


@dataclass(frozen=True, slots=True)
class Style:
    """What a style of paragraphs or words says, its parents included."""

    heading: int = 0
    bold: bool = False
    quoted: bool = False
    struck: bool = False
    hidden: bool = False


@dataclass(slots=True)
class Words:
    """The words of a paragraph: (reason or empty, bold, text), then the notes called from it and the boxes on it."""

    parts: list[tuple[str, bool, str]] = field(default_factory=list)
    notes: list["Element"] = field(default_factory=list)
    boxes: list[tuple[str, "Element"]] = field(default_factory=list)


class OdtReader:
    """Reads one document."""

    def __init__(self, package: Package) -> None:
        refuse_encryption(package)
        self.writer = Writer()
        self.paragraphs = self.tables = self.comments = self.notes = 0
        self.content = package.xml("content.xml")
        self.outside = package.xml("styles.xml")
        self.styles = _styles([root for root in (self.outside, self.content) if root is not None])

    def read(self) -> Reading:
        """Body, then what was deleted, then headers and footers. Raises Unreadable."""
        root = self.content
        body = next((part for part in root.iter() if local(part.tag) == "text"), None) if root is not None else None
        if body is None:
            raise Unreadable(DAMAGED)
        self._blocks(body, "", 0, None)
        for changes in body:
            if local(changes.tag) == "tracked-changes":
                for deletion in changes.iter():
                    if local(deletion.tag) == "deletion":
                        self._simple(deletion, "suivi des modifications", DELETED)
        for part in self.outside.iter() if self.outside is not None else ():
            if (name := local(part.tag)).startswith("header") and part.tag.endswith(
                ("header", "header-left", "header-first")
            ):
                self._simple(part, HEADER, HEADER)
            elif name in ("footer", "footer-left", "footer-first"):
                self._simple(part, FOOTER, FOOTER)
        return self.writer.reading()

    def _simple(self, parent: "Element", place: str, reason: str) -> None:
        """Every paragraph under an element, words only."""
        for paragraph in parent.iter():
            if local(paragraph.tag) in ("p", "h"):
                words = Words()
                self._gather(paragraph, words, "", Style())
                for line in "".join(text for _, _, text in words.parts).split("\n"):
                    self.writer.add(clean_text(line, []), place, aside=reason)

    def _blocks(self, parent: "Element", reason: str, level: int, cell: tuple[int, int, int] | None) -> None:
        for block in parent:
            name = local(block.tag)
            if name in ("p", "h"):
                self._paragraph(block, reason, level, cell)
            elif name == "list":
                self._blocks(block, reason, level + 1, cell)
            elif name == "table":
                self._table(block, reason)
            elif name in ("frame", "text-box", "custom-shape"):
                self._simple(block, f"zone de texte après le paragraphe {self.paragraphs}", reason or BOXED)
            elif name not in _SKIPPED:
                self._blocks(block, reason or (CONTENTS if name in _INDEXES else ""), level, cell)

    def _table(self, table: "Element", reason: str) -> None:
        self.tables += 1
        number = self.tables
        for row_number, row in enumerate(_rows(table), 1):
            column = 0
            for cell in row:
                if local(cell.tag) in ("table-cell", "covered-table-cell"):
                    column += 1
                    self._blocks(cell, reason, 0, (number, row_number, column))

    def _paragraph(self, element: "Element", reason: str, level: int, cell: tuple[int, int, int] | None) -> None:
        style = self.styles.get(attribute(element, "style-name"), Style())
        heading = style.heading
        if local(element.tag) == "h":
            outline = attribute(element, "outline-level")
            heading = int(outline) + 1 if outline.isdigit() and len(outline) < 3 else 2
        words = Words()
        self._gather(element, words, reason, replace(style, bold=False))
        said = clean_text("".join(text for why, _, text in words.parts if not why), self.writer.remarks)
        asides = _asides(words.parts)
        if cell is None and (said.strip() or asides):
            self.paragraphs += 1
        place = f"paragraphe {self.paragraphs}" if cell is None else "tableau {}, ligne {}, colonne {}".format(*cell)
        is_bold = style.bold or all(bold for why, bold, text in words.parts if not why and text.strip())
        for line in said.split("\n"):
            self.writer.add(
                line,
                place,
                heading=heading,
                bullet=0 if heading else level,
                bold=is_bold,
                quoted=style.quoted,
                cell=cell,
            )
        for why, text in asides:
            for line in text.split("\n"):
                if line.strip():
                    self.writer.add(clean_text(line, []), place, aside=why, cell=cell)
        self._called_from(words, reason)

    def _called_from(self, words: Words, reason: str) -> None:
        """Notes are words of the writer; comments and boxes are set aside."""
        for note in words.notes:
            self.notes += 1
            self._simple(note, f"note {self.notes}", reason)
        for why, box in words.boxes:
            self.comments += why == COMMENT
            place = (
                f"commentaire {self.comments}" if why == COMMENT else f"zone de texte du paragraphe {self.paragraphs}"
            )
            self._simple(box, place, why)

    def _gather(self, element: "Element", words: Words, reason: str, style: Style) -> None:
        why = reason or (STRUCK if style.struck else HIDDEN if style.hidden else "")
        words.parts.append((why, style.bold, collapsed(element.text or "")))
        for child in element:
            name = local(child.tag)
            if name == "s":
                count = attribute(child, "c")
                words.parts.append((why, style.bold, " " * (int(count) if count.isdigit() and len(count) < 4 else 1)))
            elif name in ("tab", "line-break"):
                words.parts.append((why, style.bold, "\t" if name == "tab" else "\n"))
            elif name == "note":
                words.notes.append(child)
            elif name == "annotation":
                words.boxes.append((COMMENT, child))
            elif name in ("frame", "custom-shape", "text-box"):
                words.boxes.append((BOXED, child))
            elif name == "hidden-text" or attribute(child, "display") == "none":
                self._gather(child, words, reason or HIDDEN, style)
            elif name not in _SKIPPED:
                own = self.styles.get(attribute(child, "style-name"), Style()) if name == "span" else Style()
                merged = replace(
                    style,
                    bold=style.bold or own.bold,
                    struck=style.struck or own.struck,
                    hidden=style.hidden or own.hidden,
                )
                self._gather(child, words, reason, merged)
            words.parts.append((why, style.bold, collapsed(child.tail or "")))


def _asides(parts: list[tuple[str, bool, str]]) -> list[tuple[str, str]]:
    """Stretches set aside, those that touch one another made one."""
    found: list[tuple[str, str]] = []
    last = ""
    for why, _, text in parts:
        if not text:
            continue
        if why and why == last:
            found[-1] = (why, found[-1][1] + text)
        elif why:
            found.append((why, text))
        last = why
    return [(why, text) for why, text in found if text.strip()]


def _rows(table: "Element") -> Iterator["Element"]:
    for child in table:
        name = local(child.tag)
        if name == "table-row":
            yield child
        elif name in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(child)


def _styles(roots: list["Element"]) -> dict[str, Style]:
    raw = {attribute(part, "name"): part for root in roots for part in root.iter() if local(part.tag) == "style"}
    styles: dict[str, Style] = {}
    for key in raw:
        chain: list[str] = []
        above = key
        while above in raw and above not in chain and above not in styles:
            chain.append(above)
            above = attribute(raw[above], "parent-style-name")
        for name in reversed(chain):
            styles[name] = _style(raw[name], styles.get(attribute(raw[name], "parent-style-name"), Style()))
    return styles


def _style(element: "Element", base: Style) -> Style:
    name = fold(attribute(element, "display-name") or attribute(element, "name")).replace("_20_", " ")
    texts = [part for part in element if local(part.tag) == "text-properties"]
    outline = attribute(element, "default-outline-level")
    heading = int(outline) + 1 if outline.isdigit() and len(outline) < 3 else base.heading
    if name in ("title", "titre", "titre principal"):
        heading = 1
    elif name in ("subtitle", "sous-titre"):
        heading = 2

    def value(key: str) -> str:
        return next((found for part in texts if (found := attribute(part, key))), "")

    struck, weight = value("text-line-through-style") or value("text-line-through-type"), value("font-weight")
    return Style(
        heading=heading,
        bold=weight in ("bold", "600", "700", "800", "900") if weight else base.bold,
        quoted="quotation" in name or "citation" in name or base.quoted,
        struck=struck != "none" if struck else base.struck,
        hidden=value("display") == "none" or base.hidden,
    )


def read_odt(data: bytes) -> Reading:
    """The lines of an odt. Raises Unreadable."""
    try:
        return OdtReader(Package(data)).read()
    except RecursionError:
        raise Unreadable(DAMAGED) from None
