"""The page around the blocks: head, banner, contents, sections. Blocks are read once and never kept."""

import tempfile
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib import resources
from urllib.parse import quote

from vivant.render.fonts import FACES
from vivant.render.html.blocks import block
from vivant.render.palette import DRAFT
from vivant.render.typeset import depths, opens_credits, typeset
from vivant.synthesis.document import Contents, Document, Heading

CHUNK = 1 << 16
LONG = 2_000_000
"""Bytes of body above which a browser is told to lay out only the excerpts on the screen."""


def stream(document: Document) -> Iterator[str]:
    """The page in pieces, in constant memory however many blocks the document yields.

    The contents come before the blocks that they list: the body waits in a temporary file, the headings in memory.
    """
    printed = typeset(document)
    headings: list[Heading] = []
    contents: list[Contents] = []
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as body:
        body.writelines(_body(printed, headings, contents))
        long = ' class="long"' if body.tell() > LONG else ""
        body.seek(0)
        yield from _head(printed)
        yield from _navigation(contents[0] if contents else None, headings)
        yield f'<main id="page-main" tabindex="-1"{long}>\n'
        while piece := body.read(CHUNK):
            yield piece
    yield "</main>\n"
    yield from _foot(printed, own_credits=any(map(opens_credits, headings)))


def _body(document: Document, headings: list[Heading], contents: list[Contents]) -> Iterator[str]:
    """Blocks inside the sections that headings open; what is met on the way is noted for the contents."""
    depth, opened = depths(), 0
    evidence = quote(document.evidence)
    for value in document.blocks:
        if isinstance(value, Heading):
            rung = depth(value.level)
            yield "</section>\n" * max(0, opened - rung + 1)
            opened = rung
            name = min(rung + 1, 6)
            headings.append(value)
            words = escape(value.text, quote=False)
            yield f'<section>\n<h{name} class="level-{value.level}" id="{escape(value.id)}">{words}</h{name}>\n'
        elif isinstance(value, Contents):
            contents.append(value)
        else:
            yield block(value, evidence)
    yield "</section>\n" * opened


def _head(document: Document) -> Iterator[str]:
    title, language = escape(document.title, quote=False), escape(document.language)
    about = f'<meta name="description" content="{escape(document.description)}">\n' if document.description else ""
    full = f"{title} · {escape(document.network, quote=False)}" if document.network else title
    yield (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{full}</title>\n{about}'
        f"<style>\n{_style()}{_margins(document)}</style>\n</head>\n"
        '<body>\n<a class="skip" href="#page-main">Aller au texte</a>\n'
    )
    if document.status:
        words = escape(document.status, quote=False)
        yield f'<aside class="status" aria-label="État du document"><p>{words}</p></aside>\n'
    yield f'<header class="front">\n<h1>{title}</h1>\n'
    for name in ("subtitle", "network", "date", "description"):
        if words := escape(getattr(document, name), quote=False):
            yield f'<p class="{name}">{words}</p>\n'
    if document.home:
        yield f'<p class="home"><a href="{quote(document.home)}">Revenir à la synthèse</a></p>\n'
    yield "</header>\n"


def _navigation(contents: Contents | None, headings: list[Heading]) -> Iterator[str]:
    """Links to headings, nested as they are; the page is laid out in one column when there are none."""
    shown = [heading for heading in headings if contents and heading.level <= contents.depth]
    if not contents or not shown:
        return
    title = escape(contents.title, quote=False)
    yield '<nav class="contents" aria-labelledby="page-contents">'
    yield f'<p class="nav-title" id="page-contents">{title}</p>\n<ol>'
    depth, opened = depths(), 0
    for heading in shown:
        rung = depth(heading.level)
        if rung > opened:
            yield "<ol>" if opened else ""
        else:
            yield "</li>" + "</ol></li>" * (opened - rung)
        yield f'<li><a href="#{escape(heading.id)}">{escape(heading.text, quote=False)}</a>'
        opened = rung
    yield "</li>" + "</ol></li>" * (opened - 1) + "</ol>\n</nav>\n"


def _foot(document: Document, *, own_credits: bool) -> Iterator[str]:
    """Credits by role, unless a heading of the page opens them."""
    yield '<footer class="credits">\n'
    if document.credits and not own_credits:
        pairs = "".join(
            f"<div><dt>{escape(role, quote=False)}</dt><dd>{escape(people, quote=False)}</dd></div>"
            for role, people in document.credits
        )
        yield f"<dl>{pairs}</dl>\n"
    last = (document.network, document.date)
    yield f"<p>{escape(' · '.join(part for part in last if part), quote=False)}</p>\n</footer>\n</body>\n</html>\n"


def _margins(document: Document) -> str:
    """What the printed pages say at their foot; the banner itself is printed once, at the start."""
    words = "".join(c if c.isalnum() or c == " " else f"\\{ord(c):x} " for c in document.status)
    state = f'@bottom-left{{content:"{words}";font:700 9pt sans-serif;color:{DRAFT}}}' if words else ""
    return f'@page{{{state}@bottom-right{{content:counter(page)" / "counter(pages);font:9pt sans-serif}}}}\n'


@cache
def _style() -> str:
    """The sheet, with the two faces of the house inside: the page needs no other file."""
    sheet = resources.files("vivant.render.html").joinpath("style.css").read_text("utf-8")
    faces = "".join(
        f'@font-face{{font-family:"Atkinson Hyperlegible";font-weight:{weight};font-display:swap;'
        f'src:url("data:font/ttf;base64,{b64encode(FACES[face].read_bytes()).decode("ascii")}")}}\n'
        for face, weight in (("Regular", 400), ("Bold", 700))
    )
    return faces + sheet
