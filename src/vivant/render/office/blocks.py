"""Blocks as pieces of pandoc's tree, for docx and odt: every piece in a style that its reader finds in the list."""

from collections.abc import Callable, Iterator
from hashlib import sha256

from vivant.render import tree
from vivant.render.charts import height
from vivant.render.columns import MANY, letters, shares
from vivant.render.drawing import WIDTH
from vivant.render.office.styles import DRAWING_WIDTH
from vivant.render.proofs import runs
from vivant.render.tree import Node
from vivant.render.typeset import depths
from vivant.synthesis.document import (
    Bars,
    Block,
    Bullets,
    Contents,
    Document,
    Emphasis,
    Entry,
    Evidence,
    Figure,
    Heading,
    HeatMap,
    Inline,
    Line,
    Link,
    Notice,
    Paragraph,
    Pull,
    Quotation,
    Ref,
    Strong,
    Table,
    Terms,
)

LONGEST = 40
"""Letters in the name of a place: Word cuts what is longer."""
ROLES = {"lead": "Chapeau", "draft": "Brouillon", "note": "Note", "aside": "Aparté", "body": "Body Text"}
Summary = Callable[[Contents], Node]


class Writer:
    """Writes the blocks of one document. ``form`` is pandoc's name of the raw format, ``summary`` writes the contents,
    ``spell`` gives the name of a style as the format spells it. ``drawings`` are the charts met, in order."""

    def __init__(
        self, form: str, tab: str, summary: Summary, spell: Callable[[str], str], anchors: frozenset[str]
    ) -> None:
        self.form, self.tab, self.summary, self.spell, self.anchors = form, tab, summary, spell, anchors
        self.drawings: list[Bars | HeatMap] = []
        self.depth = depths()
        self.in_draft = self.opening = False

    def cover(self, document: Document) -> Iterator[Node]:
        """The title page, but the title: pandoc writes it from the metadata."""
        lines = [("Subtitle", document.subtitle), ("Couverture", document.network), ("Couverture", document.date)]
        lines += [("Couverture", document.description), ("Statut", document.status)]
        for style, text in lines:
            if text:
                yield self.styled(style, tree.words(text))
        for role, people in document.credits:
            yield self.styled("Remerciements", [tree.strong(tree.words(role)), {"t": "LineBreak"}, *tree.words(people)])

    def block(self, value: Block) -> Iterator[Node]:
        draft = isinstance(value, Paragraph | Bullets) and value.role == "draft"
        if draft and not self.in_draft:
            yield self.styled("Brouillon titre", [self.marked("Étiquette", tree.words("À rédiger"))])
        self.in_draft = draft
        note = isinstance(value, Paragraph) and value.role == "note"
        self.opening = isinstance(value, Heading) or (self.opening and note)
        yield from self._block(value)

    def styled(self, style: str, inner: list[Node]) -> Node:
        return tree.styled(self.spell(style), inner)

    def marked(self, style: str, inner: list[Node]) -> Node:
        return tree.span(self.spell(style), inner)

    def line(self, line: Line, mark: str = "") -> list[Node]:
        """A line; ``mark`` is a style for its words, set inside the links since the innermost style holds."""
        return [node for part in line for node in self._part(part, mark)]

    def _block(self, value: Block) -> Iterator[Node]:
        match value:
            case Heading():
                yield tree.heading(self.depth(value.level), tree.words(value.text), place_name(value.id))
            case Paragraph():
                style = "Note de titre" if self.opening else ROLES[value.role]
                yield self.styled(style, self.line(value.line))
            case Bullets():
                yield tree.bullets([[self.styled("Puce", self.line(item))] for item in value.items])
            case Pull():
                yield from self._pull(value)
            case Notice():
                yield from self._notice(value)
            case Terms():
                for term, said in value.entries:
                    yield self.styled("Terme", [tree.strong(tree.words(term)), *tree.words(f" {said}")])
            case Contents():
                yield self.summary(value)
            case Entry():
                yield from self._entry(value)
            case _:
                yield from self._plate(value)

    def _plate(self, value: Table | Bars | HeatMap) -> Iterator[Node]:
        if isinstance(value, Table):
            yield from self._table(value)
            return
        file = f"dessin-{len(self.drawings)}.png"
        self.drawings.append(value)
        picture = tree.image(value.alt, file, DRAWING_WIDTH)
        yield self.styled("Dessin", [tree.place(place_name(value.id)), picture])
        if value.caption:
            yield self.styled("Légende", tree.words(value.caption))
        yield from self._table(value.table)

    def _part(self, part: Inline, mark: str) -> list[Node]:
        if isinstance(part, Evidence):
            return self._proof(part.refs)
        inner = [self.marked(mark, tree.words(part.text))] if mark else tree.words(part.text)
        match part:
            case Strong():
                return [tree.strong(inner)]
            case Emphasis() | Quotation():
                return [tree.emphasis(inner)]
            case Figure() | Link() if part.target in self.anchors:
                return [tree.link(inner, place_name(part.target))]
            case _:
                return inner

    def _proof(self, refs: tuple[Ref, ...]) -> list[Node]:
        """Numbers between brackets; each leads to its excerpt where the document holds it."""
        inner = tree.words("\u202f[")
        for index, (number, key) in enumerate(runs(refs)):
            inner += tree.words(", ") if index else []
            shown = tree.words(number)
            inner += [tree.link(shown, place_name(f"e-{key}"))] if f"e-{key}" in self.anchors else shown
        return [self.marked("Preuve", [*inner, *tree.words("]")])] if refs else []

    def _pull(self, value: Pull) -> Iterator[Node]:
        yield self.styled("Citation", tree.words(value.quotation.text))
        if value.attribution or value.quotation.refs:
            yield self.styled("Attribution", [*tree.words(value.attribution), *self._proof(value.quotation.refs)])

    def _notice(self, value: Notice) -> Iterator[Node]:
        style = "Encadré brouillon" if value.tone == "draft" else "Encadré"
        if value.title:
            yield self.styled(f"{style} titre", tree.words(value.title))
        for line in value.lines:
            yield self.styled(style, self.line(line))

    def _table(self, value: Table) -> Iterator[Node]:
        mark = "Cellule serrée" if len(value.header) > MANY else "Cellule"
        head = [[tree.plain(self.line((Strong(text),), mark))] for text in value.header]
        rows = [[[tree.plain(self.line(line, mark))] for line in row] for row in value.rows]
        caption = [tree.place(place_name(value.id), tree.words(value.caption))]
        yield tree.table(caption, letters(value), shares(value), head, rows)
        if value.note:
            yield self.styled("Note", tree.words(value.note))

    def _entry(self, value: Entry) -> Iterator[Node]:
        number = [self.marked("Numéro", tree.words(str(value.ref.number)))]
        name = place_name(f"e-{value.ref.id}")
        inner = [tree.link(number, name)] if value.again else [tree.place(name, number)]
        tab = {"t": "RawInline", "c": [self.form, self.tab]}
        yield self.styled("Extrait", [*inner, tab, *tree.words(value.text)])
        about = " — ".join(part for part in (value.where, " · ".join(value.codes), value.mark) if part)
        if about:
            yield self.styled("Extrait source", tree.words(about))


def place_name(name: str) -> str:
    """The name of a place as both formats take it: a letter first, no more than 40.

    >>> place_name("s-frein_humain"), len(place_name("c-" + "x" * 60))
    ('s-frein_humain', 33)
    """
    if len(name) <= LONGEST and name[:1].isalpha():
        return name
    return "x" + sha256(name.encode()).hexdigest()[:32]


def drawing_size(chart: Bars | HeatMap) -> float:
    """Height of a chart on paper, in centimetres."""
    return DRAWING_WIDTH * height(chart) / WIDTH
