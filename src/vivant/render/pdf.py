"""The printed document: one typst template that reads the document as JSON. PDF/UA-1 is enforced by the compiler."""

from importlib import resources
from typing import Any

from vivant.render import palette, press
from vivant.render.charts import svg
from vivant.render.columns import letters, shares
from vivant.render.fonts import FAMILY
from vivant.render.proofs import runs
from vivant.render.typeset import depths
from vivant.synthesis.document import Bars, Block, Document, Entry, Heading, HeatMap, Ref, Table, as_data

SHORT = 60
"""Letters of the title that the running header holds."""
LISTED = 4
"""Levels of headings that contents may list."""


def write_pdf(document: Document) -> bytes:
    """The pages of a typeset document, the same bytes for the same document.

    Raises ToolError if the compiler refuses (a picture without description, for one).
    """
    return press.pdf(_template(), printed_data(document))


def pages_of_headings(document: Document) -> list[int]:
    """The printed page of each heading, in order, down to level ``LISTED``: an estimate of those of the
    documents that people edit, which are laid out alike."""
    return press.heading_pages(_template(), printed_data(document))


def _template() -> bytes:
    return resources.files("vivant.render").joinpath("template.typ").read_bytes()


def printed_data(document: Document) -> dict[str, Any]:
    """The values that the template reads: the document's own, and what it can't work out (charts, widths, places)."""
    anchors: dict[str, bool] = {}
    depth = depths()
    blocks = []
    for block in document.blocks:
        data = _data(block)
        if isinstance(block, Heading):
            data["depth"] = depth(block.level)
        name = _anchor(block)
        data["anchor"] = "" if name in anchors else name
        if name:
            anchors[name] = True
        blocks.append(data)
    _join_drafts(blocks)
    _bind_notes(blocks)
    names = ("title", "subtitle", "network", "date", "status", "description", "credits")
    colours = {name: getattr(palette, name.upper()) for name in ("ink", "soft", "rule", "wash", "draft", "opportunity")}
    return {
        **{name: getattr(document, name) for name in names},
        "short": document.title if len(document.title) <= SHORT else document.title[:SHORT].rsplit(" ", 1)[0] + "…",
        "language": document.language[:2],
        "region": document.language[3:5] or None,
        "font": FAMILY,
        "palette": colours,
        "anchors": anchors,
        "blocks": blocks,
    }


def _data(block: Block) -> dict[str, Any]:
    """``as_data``, with runs of numbers instead of references, drawings instead of values, widths of columns."""
    data: dict[str, Any] = _numbered(as_data(block))
    if isinstance(block, Bars | HeatMap):
        data |= {"svg": svg(block), "values": None}
        data["table"] |= {"shares": shares(block.table), "align": letters(block.table)}
    elif isinstance(block, Table):
        data |= {"shares": shares(block), "align": letters(block)}
    return data


def _join_drafts(blocks: list[dict[str, Any]]) -> None:
    """Drafts that follow one another stand under one mark: each learns whether it opens or closes its run."""
    drafts = [data.get("role") == "draft" for data in blocks]
    for data, before, draft, after in zip(blocks, [False, *drafts], drafts, [*drafts[1:], False], strict=False):
        if draft:
            data |= {"first": not before, "last": not after}


def _bind_notes(blocks: list[dict[str, Any]]) -> None:
    """Small print under a heading belongs to what follows: it stays on the page of it."""
    opening = False
    for data in blocks:
        opening = data["type"] == "Heading" or (opening and data.get("role") == "note")
        data["opens"] = opening


def _numbered(value: Any) -> Any:
    """The same tree; every list of references also has its ``numbers``."""
    if isinstance(value, list):
        return [_numbered(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "refs" in value:
        return value | {"numbers": runs(tuple(Ref(ref["number"], ref["id"]) for ref in value["refs"]))}
    return {key: _numbered(item) for key, item in value.items()}


def _anchor(block: Block) -> str:
    if isinstance(block, Heading | Table | Bars | HeatMap):
        return block.id
    return f"e-{block.ref.id}" if isinstance(block, Entry) and not block.again else ""
