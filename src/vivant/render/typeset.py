"""What every format shares before it writes: French spaces and signs, numbers beside quotes, depth of headings."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from vivant.language.typography import french, guillemets
from vivant.synthesis.document import (
    Bars,
    Block,
    Document,
    Entry,
    Evidence,
    Heading,
    HeatMap,
    Inline,
    Line,
    Notice,
    Paragraph,
    Quotation,
    Text,
)

NOT_WORDS = frozenset(
    {"id", "target", "role", "align", "tone", "tones", "number", "refs", "ref", "level", "depth", "values", "again"}
    | {"evidence", "home", "language", "blocks"}
)
"""Fields that are names, measures or places: they are never touched."""


UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Signs that no format can hold; a carriage return goes with them, the new line after it stays."""


CREDITS = "credits"
"""Id of the heading under which a document says who made it."""


def typeset(document: Document) -> Document:
    """The document as it is printed. Blocks in memory stay in memory; an iterator of blocks stays one.

    Credits that have their own heading leave the title page, where blocks in memory allow to know it.
    """
    printed: Document = _words(document)
    blocks: Iterable[Block] = (_block(block, printed.status) for block in document.blocks)
    if not isinstance(document.blocks, Iterator):
        blocks = tuple(blocks)
        if any(map(opens_credits, blocks)):
            printed = replace(printed, credits=())
    return replace(printed, blocks=blocks, title=printed.title.strip() or "Sans titre")


def opens_credits(block: Block) -> bool:
    return isinstance(block, Heading) and block.id == CREDITS


def number_quotes(line: Line) -> Line:
    """A quote that is not followed by its evidence gets its own: all formats then show it the same way.

    >>> from vivant.synthesis.document import Ref, plain
    >>> plain(number_quotes((Quotation("« oui »", (Ref(3, "a"),)), Text("."))))
    '« oui » [3].'
    """
    out: list[Inline] = []
    for index, part in enumerate(line):
        out.append(part)
        if isinstance(part, Quotation) and part.refs:
            after = next((other for other in line[index + 1 :] if not _is_blank(other)), None)
            if not (isinstance(after, Evidence) and set(part.refs) <= set(after.refs)):
                out.append(Evidence(part.refs))
    return tuple(out)


def depths() -> Callable[[int], int]:
    """Gives each heading, in order, its depth from 1 with no rung skipped, as readers of screens need it.

    >>> depth = depths()
    >>> [depth(level) for level in (1, 2, 4, 2, 1, 3)]
    [1, 2, 3, 2, 1, 2]
    """
    open_levels: list[int] = []

    def depth(level: int) -> int:
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        return len(open_levels)

    return depth


def _block(block: Block, status: str) -> Block:
    words: Block = _words(block)
    if isinstance(words, Notice) and words.tone == "draft" and words.title == status:
        return replace(words, title="")  # every page says it already
    if isinstance(words, Paragraph) and words.role == "aside" and not _opens_with_parenthesis(words.line):
        return replace(words, line=(Text("("), *words.line, Text(")")))
    if isinstance(words, Bars | HeatMap) and not words.alt.strip():
        return replace(words, alt=words.caption.strip() or "Graphique : voir le tableau qui l’accompagne.")
    return words


def _words(value: Any) -> Any:
    """The same value with its texts typeset, whatever its class: a new block needs nothing here."""
    if isinstance(value, str):
        return french(guillemets(UNPRINTABLE.sub("", value)))
    if isinstance(value, tuple):
        return _line(value) if value and isinstance(value[0], Inline) else tuple(_words(item) for item in value)
    if isinstance(value, Entry):
        noted = french(UNPRINTABLE.sub("", value.text))
        return replace(value, **{name: _words(getattr(value, name)) for name in _spoken(Entry)} | {"text": noted})
    if isinstance(value, Quotation):
        return _line((value,))[0]
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{name: _words(getattr(value, name)) for name in _spoken(type(value))})
    return value


def _line(line: Line) -> Line:
    """A sign that opens one part is spaced from the last word of the part before: "<em>mot</em> ;"; an apostrophe that
    closes one is set as the next asks: "d'« oui »". Words of people keep their quotation marks."""
    done: list[Inline] = []
    before = ""
    for part, following in zip(line, [*line[1:], None], strict=True):
        if isinstance(part, Evidence):
            done.append(part)
            continue
        text = UNPRINTABLE.sub("", part.text)
        text = text if isinstance(part, Quotation) else guillemets(text)
        if text.endswith("'") and _is_elided(text, following):
            text = text[:-1] + "’"
        words = french(before + text)
        words = words[len(before) :] if words.startswith(before) else french(text)
        done.append(replace(part, text=words))
        before = words[-1:] or before
    return number_quotes(tuple(done))


def _is_elided(text: str, following: Inline | None) -> bool:
    if following is None or isinstance(following, Evidence):
        return False
    return french(text[-2:] + following.text[:1])[1:2] == "’"


@cache
def _spoken(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name not in NOT_WORDS)


def _is_blank(part: Inline) -> bool:
    return isinstance(part, Text) and not part.text.strip()


def _opens_with_parenthesis(line: Line) -> bool:
    return bool(line) and isinstance(line[0], Text) and line[0].text.startswith("(")
