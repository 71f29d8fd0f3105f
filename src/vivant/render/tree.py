"""Pieces of pandoc's JSON tree, under short names. Words go in as values, never as markup."""

from collections.abc import Callable
from typing import Any

Node = dict[str, Any]
API = [1, 23, 1]
"""Version of the tree that these pieces follow."""
NOTHING = ["", [], []]
SIDES = {"l": "AlignLeft", "c": "AlignCenter", "r": "AlignRight"}


def words(text: str) -> list[Node]:
    """Text as it is; a new line stays one.

    >>> words("a b\\nc")
    [{'t': 'Str', 'c': 'a b'}, {'t': 'LineBreak'}, {'t': 'Str', 'c': 'c'}]
    """
    out: list[Node] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        out += [{"t": "LineBreak"}] if out else []
        out += [{"t": "Str", "c": line}]
    return out


def around(kind: Callable[[list[Node]], Node], text: str) -> list[Node]:
    """Words under ``strong`` or ``emphasis``, their outer spaces left out: Markdown takes no mark that touches a space.

    >>> around(strong, "oui ")
    [{'t': 'Strong', 'c': [{'t': 'Str', 'c': 'oui'}]}, {'t': 'Str', 'c': ' '}]
    """
    core = text.strip()
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :] if core else ""
    parts = [words(before) if before else [], [kind(words(core))] if core else [], words(after) if after else []]
    return [node for part in parts for node in part]


def strong(inner: list[Node]) -> Node:
    return {"t": "Strong", "c": inner}


def emphasis(inner: list[Node]) -> Node:
    return {"t": "Emph", "c": inner}


def link(inner: list[Node], target: str) -> Node:
    """To a place of the same document."""
    return {"t": "Link", "c": [NOTHING, inner, [f"#{target}", ""]]}


def place(name: str, inner: list[Node] | None = None) -> Node:
    """An anchor, around words or alone."""
    return {"t": "Span", "c": [[name, [], []], inner or []]}


def span(style: str, inner: list[Node]) -> Node:
    return {"t": "Span", "c": [["", [], [["custom-style", style]]], inner]}


def para(inner: list[Node]) -> Node:
    return {"t": "Para", "c": inner}


def styled(style: str, inner: list[Node]) -> Node:
    """A paragraph in a style of the document."""
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], [para(inner)]]}


def heading(level: int, inner: list[Node], name: str = "") -> Node:
    return {"t": "Header", "c": [level, [name, [], []], inner]}


def plain(inner: list[Node]) -> Node:
    """Words of a cell or of an item, not a paragraph of their own."""
    return {"t": "Plain", "c": inner}


def bullets(items: list[list[Node]]) -> Node:
    """Each item is a list of blocks."""
    return {"t": "BulletList", "c": items}


def quote(blocks: list[Node]) -> Node:
    return {"t": "BlockQuote", "c": blocks}


def raw(form: str, text: str) -> Node:
    return {"t": "RawBlock", "c": [form, text]}


def image(alt: str, file: str, centimetres: float) -> Node:
    return {"t": "Image", "c": [["", [], [["width", f"{centimetres}cm"]]], words(alt), [file, ""]]}


def table(
    caption: list[Node], sides: str, shares: tuple[float, ...], head: list[list[Node]], rows: list[list[list[Node]]]
) -> Node:
    """Cells are lists of blocks. ``shares`` empty leaves the widths to the writer."""
    widths: list[Node] = [{"t": "ColWidth", "c": share} for share in shares] or [{"t": "ColWidthDefault"}] * len(sides)
    columns = [[{"t": SIDES.get(side, "AlignLeft")}, width] for side, width in zip(sides, widths, strict=True)]
    described = [None, [plain(caption)] if caption else []]
    body = [NOTHING, 1, [], [_row(row) for row in rows]]
    return {"t": "Table", "c": [NOTHING, described, columns, [NOTHING, [_row(head)]], [body], [NOTHING, []]]}


def _row(cells: list[list[Node]]) -> list[Any]:
    return [NOTHING, [[NOTHING, {"t": "AlignDefault"}, 1, 1, cell] for cell in cells]]
