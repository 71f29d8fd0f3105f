"""Markdown as GitHub reads it: plain headings, pipe tables, charts as their table, numbers of excerpts in brackets."""

import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from vivant.render import tree
from vivant.render.columns import letters
from vivant.render.tools import pandoc
from vivant.render.tree import API, Node
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
    Heading,
    HeatMap,
    Inline,
    Line,
    Link,
    Notice,
    Paragraph,
    Pull,
    Quotation,
    Strong,
    Table,
    Terms,
    numbers,
)

DRAFT = "À rédiger\u00a0:"
NUMBERS = re.compile(r"\\\[([\d–, ]+)\\\](?![(:\[])")
"""Numbers between brackets that pandoc has escaped: they read better bare, and lead nowhere all the same."""
TITLES = 1
"""The title of the document is the first heading: all others go one rung down."""


def write_markdown(document: Document) -> bytes:
    """The bytes of a typeset document whose blocks are in memory. Raises ToolError when pandoc refuses."""
    writer = _Writer(document)
    with tempfile.TemporaryDirectory(prefix="vivant-") as name:
        source, out = Path(name) / "tree.json", Path(name) / "document.md"
        blocks = [*_cover(document), *(node for block in document.blocks for node in writer.block(block))]
        source.write_text(json.dumps({"pandoc-api-version": API, "meta": {}, "blocks": blocks}), encoding="utf-8")
        pandoc(source, "gfm-raw_html", out)
        written = out.read_text(encoding="utf-8")
    return NUMBERS.sub(r"[\1]", written).encode()


def slug(text: str) -> str:
    """The name that GitHub gives to a heading.

    >>> slug("I. Des obstacles divers")
    'i-des-obstacles-divers'
    """
    return re.sub(r"[^\w -]", "", text.lower()).strip().replace(" ", "-")


def _cover(document: Document) -> Iterator[Node]:
    yield tree.heading(TITLES, tree.words(document.title))
    if document.subtitle:
        yield tree.para([tree.emphasis(tree.words(document.subtitle))])
    place = " · ".join(part for part in (document.network, document.date) if part)
    for text in (place, document.description):
        if text:
            yield tree.para(tree.words(text))
    if document.status:
        yield tree.quote([tree.para([tree.strong(tree.words(document.status))])])
    if document.credits:
        yield tree.bullets([[tree.plain(_defined(*credit))] for credit in document.credits])


def _defined(term: str, said: str) -> list[Node]:
    return [tree.strong(tree.words(term)), *tree.words(f"\u00a0: {said}")]


class _Writer:
    def __init__(self, document: Document) -> None:
        depth = depths()
        self.headings = [(depth(block.level), block) for block in document.blocks if isinstance(block, Heading)]
        self.ranks = iter([rank for rank, _ in self.headings])
        self.slugs: dict[str, str] = {}
        self.in_draft = False
        used: dict[str, int] = {slug(document.title): 1}
        for _, heading in self.headings:
            name = slug(heading.text)
            again = used.get(name, 0)
            used[name] = again + 1
            self.slugs.setdefault(heading.id, f"{name}-{again}" if again else name)

    def block(self, value: Block) -> list[Node]:
        """Drafts that follow one another stand under one mark."""
        draft = isinstance(value, Paragraph | Bullets) and value.role == "draft"
        mark = [tree.para([tree.strong(tree.words(DRAFT))])] if draft and not self.in_draft else []
        self.in_draft = draft
        return [*mark, *self._block(value)]

    def _block(self, value: Block) -> list[Node]:
        match value:
            case Heading():
                return [tree.heading(min(6, next(self.ranks) + TITLES), tree.words(value.text))]
            case Paragraph():
                return [tree.para(self.line(value.line))]
            case Bullets():
                return [tree.bullets([[tree.plain(self.line(item))] for item in value.items])]
            case Pull():
                source = value.attribution + (f" {numbers(value.quotation.refs)}" if value.quotation.refs else "")
                lines = [tree.para(tree.words(value.quotation.text)), tree.para(tree.words(f"— {source.strip()}"))]
                return [tree.quote(lines if source else lines[:1])]
            case Notice():
                title = [tree.para([tree.strong(tree.words(value.title))])] if value.title else []
                return [tree.quote([*title, *(tree.para(self.line(line)) for line in value.lines)])]
            case Terms():
                return [tree.bullets([[tree.plain(_defined(*entry))] for entry in value.entries])]
            case Contents():
                return self._contents(value)
            case Entry():
                return self._entry(value)
            case _:
                return self._table(value)

    def line(self, line: Line) -> list[Node]:
        return [node for part in line for node in self._part(part)]

    def _part(self, part: Inline) -> list[Node]:
        match part:
            case Strong():
                return tree.around(tree.strong, part.text)
            case Emphasis() | Quotation():
                return tree.around(tree.emphasis, part.text)
            case Evidence():
                return tree.words(f"\u202f{numbers(part.refs)}") if part.refs else []
            case Link() if part.target in self.slugs:
                return [tree.link(tree.words(part.text), self.slugs[part.target])]
            case _:
                return tree.words(part.text)

    def _contents(self, value: Contents) -> list[Node]:
        """A list as deep as the headings shown; it carries no heading, so that GitHub does not list it too."""
        shown = [(rank, heading) for rank, heading in self.headings if rank <= value.depth]
        return [tree.para([tree.strong(tree.words(value.title))]), *self._nest(shown, 1)]

    def _nest(self, shown: list[tuple[int, Heading]], rank: int) -> list[Node]:
        items: list[list[Node]] = []
        for index, (level, heading) in enumerate(shown):
            if level == rank:
                rest = shown[index + 1 :]
                end = next((i for i, (other, _) in enumerate(rest) if other <= rank), len(rest))
                link = tree.link(tree.words(heading.text), self.slugs[heading.id])
                items.append([tree.plain([link]), *self._nest(rest[:end], rank + 1)])
        return [tree.bullets(items)] if items else []

    def _table(self, value: Table | Bars | HeatMap) -> list[Node]:
        if isinstance(value, Table):
            caption, table = value.caption, value
        else:
            table = value.table
            caption = " — ".join(dict.fromkeys(part for part in (value.caption, table.caption) if part))
        head = [[tree.plain(tree.words(text))] for text in table.header]
        rows = [[[tree.plain(self.line(cell))] for cell in row] for row in table.rows]
        above = [tree.para([tree.strong(tree.words(caption))])] if caption else []
        below = [tree.para([tree.emphasis(tree.words(table.note))])] if table.note else []
        return [*above, tree.table([], letters(table), (), head, rows), *below]

    def _entry(self, value: Entry) -> list[Node]:
        about = " — ".join(part for part in (value.where, " · ".join(value.codes), value.mark) if part)
        inner = [tree.strong(tree.words(f"[{value.ref.number}]")), *tree.words(f" {value.text}")]
        return [tree.para([*inner, {"t": "LineBreak"}, tree.emphasis(tree.words(about))] if about else inner)]
