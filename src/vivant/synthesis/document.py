"""A document as values: what is said, with its evidence, before any format. ``vivant.render`` writes it.

Blocks are told apart by their class; ``as_data`` gives the same tree as plain JSON values for programs that cannot
read classes (the typst template).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Ref:
    """An excerpt as the documents name it: its number in the full analysis (from 1) and its id (anchor ``e-<id>``)."""

    number: int
    id: str


# --- inside a line -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that carry the sentence."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words set apart."""

    text: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words found in the excerpts ``refs``, guillemets included, edits shown in square brackets."""

    text: str
    refs: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Points to excerpts: links in html, numbers between brackets elsewhere ("[3, 12–14]")."""

    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text or a cell, with the place of the full analysis that lists what was counted.

    ``target`` is an anchor of the full analysis (``c-<code>``, ``c-<code>-<workshop>``, ``w-<workshop>``…), or empty.
    """

    text: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead elsewhere in the same document: ``target`` is the id of a block."""

    text: str
    target: str


Inline = Text | Strong | Emphasis | Quotation | Evidence | Figure | Link
Line = tuple[Inline, ...]

# --- blocks --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 is a part, 2 a chapter, 3 a section, 4 a run-in title. The title of the document is not a heading.

    ``text`` carries its own number ("I. ", "1. ") when it has one: writers count nothing.
    """

    level: int
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``lead``: the reviewed summary of a code; ``draft``: made by the tool, to be written by someone, shown so;
    ``note``: small print; ``aside``: between parentheses."""

    line: Line
    role: Literal["body", "lead", "draft", "note", "aside"] = "body"


@dataclass(frozen=True, slots=True)
class Bullets:
    """An unordered list, one level."""

    items: tuple[Line, ...]
    role: Literal["body", "draft"] = "body"


@dataclass(frozen=True, slots=True)
class Pull:
    """A significant excerpt set apart from the text, attributed by function ("une éducatrice, atelier 2")."""

    quotation: Quotation
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; the first cell of each row is its heading. ``align``: one letter a column, l, c or r."""

    id: str
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    align: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars, one group a row of ``table``: stacked when it has several columns of figures. ``values[row][column]``.

    ``alt`` says what the picture shows, ``caption`` what it means. The table is always given beside the picture.
    """

    id: str
    caption: str
    alt: str
    table: Table
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    tones: tuple[str, ...] = ()
    """One tone a row or, when stacked, a column: "obstacle", "opportunity" or "neutral"; neutral if empty."""


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A square of counts, darker when larger; ``None`` is a cell that says nothing (diagonal, masked)."""

    id: str
    caption: str
    alt: str
    table: Table
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A boxed remark: ``draft`` what is not validated or to be written, ``path`` a reading path, ``info`` the rest."""

    title: str
    lines: tuple[Line, ...]
    tone: Literal["draft", "path", "info"] = "info"


@dataclass(frozen=True, slots=True)
class Terms:
    """A glossary: each term with its definition."""

    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An excerpt in the full analysis, under its number: words, where and by whom, codes, and where it is cited.

    ``again`` is true when the excerpt has already been given in full: only the first carries the anchor ``e-<id>``.
    """

    ref: Ref
    text: str
    where: str
    codes: tuple[str, ...] = ()
    mark: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents stands here: headings of levels 1 to ``depth``."""

    title: str = "Sommaire"
    depth: int = 2


Block = Heading | Paragraph | Bullets | Pull | Table | Bars | HeatMap | Notice | Terms | Entry | Contents


@dataclass(frozen=True, slots=True)
class Document:
    """Title page values, then blocks. ``blocks`` may be an iterator read once: html is written as it comes.

    ``status`` is what every page says while nobody has validated ("Projet, non validé…"), empty once it is.
    ``evidence`` is where the anchors of evidence are: the file of the full analysis, relative, or "" for this document.
    ``home`` is the file of the synthesis that the full analysis leads back to, if any.
    """

    title: str
    subtitle: str
    blocks: Iterable[Block]
    network: str = ""
    date: str = ""
    status: str = ""
    description: str = ""
    evidence: str = ""
    home: str = ""
    language: str = "fr-FR"
    credits: tuple[tuple[str, str], ...] = ()
    """Role and people, for the title page."""

    def read(self) -> "Document":
        """The same document with its blocks in memory, so that several writers can read them."""
        return Document(
            **{f.name: getattr(self, f.name) for f in fields(self) if f.name != "blocks"}, blocks=tuple(self.blocks)
        )


def as_data(value: object) -> object:
    """Plain JSON values: a block or an inline becomes an object with its class in ``type``.

    >>> as_data(Paragraph((Text("Bonjour"),)))
    {'type': 'Paragraph', 'line': [{'type': 'Text', 'text': 'Bonjour'}], 'role': 'body'}
    """
    if is_dataclass(value):
        return {"type": type(value).__name__} | {f.name: as_data(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | list | Iterator):
        return [as_data(item) for item in value]
    return value


def plain(line: Line) -> str:
    """The words of a line, without its links; evidence as numbers.

    >>> plain((Text("Dit "), Quotation("« oui »", (Ref(3, "a"),)), Evidence((Ref(3, "a"), Ref(4, "b"), Ref(5, "c")))))
    'Dit « oui » [3–5]'
    """
    return "".join(f" {numbers(part.refs)}" if isinstance(part, Evidence) else part.text for part in line)


def numbers(refs: tuple[Ref, ...]) -> str:
    """Numbers of excerpts, in order, runs of three or more shortened.

    >>> numbers((Ref(9, "d"), Ref(3, "a"), Ref(4, "b"), Ref(5, "c")))
    '[3–5, 9]'
    """
    if not refs:
        return ""
    runs: list[list[int]] = []
    for number in sorted({ref.number for ref in refs}):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    return f"[{', '.join(parts)}]"
