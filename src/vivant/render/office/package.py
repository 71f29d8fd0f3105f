"""A docx or an odt is a zip of parts: its tree goes through pandoc, then parts are changed or added here."""

import json
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

from vivant.render.charts import svg
from vivant.render.fonts import FACES
from vivant.render.office.blocks import Writer
from vivant.render.pdf import LISTED, pages_of_headings
from vivant.render.press import pictures
from vivant.render.tools import pandoc
from vivant.render.tree import API
from vivant.render.typeset import depths
from vivant.synthesis.document import Bars, Contents, Document, Entry, Heading, HeatMap, Table

Finish = Callable[[dict[str, bytes], Writer], None]
"""Changes the parts of the package, by name, in place."""
OLD = (1980, 1, 1, 0, 0, 0)
"""Date of every part: the same document gives the same bytes."""
DATED = {"docProps/core.xml", "meta.xml"}
DATES = re.compile(rb"<(dcterms:created|dcterms:modified|meta:creation-date|dc:date)\b[^>]*>[^<]*</\1>")


def write_package(document: Document, to: str, writer: Writer, finish: Finish) -> bytes:
    """The bytes of a docx or odt."""
    with tempfile.TemporaryDirectory(prefix="vivant-") as name:
        folder = Path(name)
        source = folder / "tree.json"
        with source.open("w", encoding="utf-8") as stream:
            stream.writelines(_pieces(document, writer))
        for index, picture in enumerate(pictures([svg(chart) for chart in writer.drawings])):
            (folder / f"dessin-{index}.png").write_bytes(picture)
        out = folder / f"document.{to}"
        pandoc(source, to, out)
        with zipfile.ZipFile(out) as package:
            parts = {entry.filename: package.read(entry) for entry in package.infolist() if not entry.is_dir()}
        for part in DATED & parts.keys():
            parts[part] = DATES.sub(b"", parts[part])
        finish(parts, writer)
        return _zip(parts, out)


def anchors_of(document: Document) -> frozenset[str]:
    """Names of the places of a document that links may lead to."""
    names = {block.id for block in document.blocks if isinstance(block, Heading | Table | Bars | HeatMap)}
    names |= {f"e-{block.ref.id}" for block in document.blocks if isinstance(block, Entry)}
    return frozenset(names | {block.table.id for block in document.blocks if isinstance(block, Bars | HeatMap)})


def headings_of(document: Document) -> list[tuple[int, Heading]]:
    """Headings with their depth, in order."""
    depth = depths()
    return [(depth(block.level), block) for block in document.blocks if isinstance(block, Heading)]


def listed_headings(contents: Contents, document: Document) -> list[tuple[int, Heading, str]]:
    """The headings that the contents list: depth, heading, and page as the pdf has it, an estimate until the program
    that opens the file works it out; "1" below the fourth level, which has none."""
    pages = iter(pages_of_headings(document))
    ranked = [(rank, block, str(next(pages, 1)) if rank <= LISTED else "1") for rank, block in headings_of(document)]
    return [(rank, block, page) for rank, block, page in ranked if rank <= contents.depth]


def fonts() -> Iterator[tuple[str, bytes]]:
    """Faces by style name: both formats carry their letters with them."""
    return ((style, path.read_bytes()) for style, path in FACES.items())


def _pieces(document: Document, writer: Writer) -> Iterator[str]:
    """The tree as JSON, a block at a time: a long document is never whole in memory twice."""
    meta = {"lang": document.language, "title": document.title}
    values = {key: {"t": "MetaString", "c": value} for key, value in meta.items()}
    yield f'{{"pandoc-api-version":{json.dumps(API)},"meta":{json.dumps(values)},"blocks":['
    blocks = (node for block in document.blocks for node in writer.block(block))
    for index, node in enumerate(chain(writer.cover(document), blocks)):
        yield ("," if index else "") + json.dumps(node)
    yield "]}"


def _zip(parts: dict[str, bytes], out: Path) -> bytes:
    """``mimetype`` first and stored, as odt asks; the rest in the order met."""
    first: Iterable[str] = (name for name in parts if name == "mimetype")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name in [*first, *(name for name in parts if name != "mimetype")]:
            entry = zipfile.ZipInfo(name, OLD)
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(entry, parts[name])
    return out.read_bytes()
