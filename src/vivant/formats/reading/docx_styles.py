"""Styles of paragraphs of a docx: which are headings, lists, quotations."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vivant.formats.packages import Package, attribute, local
from vivant.language import fold

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_HEADING = re.compile(r"(?:heading|titre|title) ?([1-9])$")


@dataclass(frozen=True, slots=True)
class Style:
    """What a style of paragraphs says, its parents included."""

    heading: int = 0
    bullet: int = 0
    bold: bool = False
    quoted: bool = False
    contents: bool = False
    struck: bool = False
    hidden: bool = False


PLAIN = Style()


def styles_of(package: Package) -> dict[str, Style]:
    """The styles of a document by their ids, each with what its parents say."""
    root = package.xml("word/styles.xml")
    raw = {attribute(part, "styleId"): part for part in root if local(part.tag) == "style"} if root is not None else {}
    styles: dict[str, Style] = {}
    for key in raw:
        chain: list[str] = []
        above = key
        while above in raw and above not in chain and above not in styles:
            chain.append(above)
            above = next((attribute(part, "val") for part in raw[above] if local(part.tag) == "basedOn"), "")
        for name in reversed(chain):
            base = next((attribute(part, "val") for part in raw[name] if local(part.tag) == "basedOn"), "")
            styles[name] = _style(raw[name], styles.get(base, PLAIN))
    return styles


def _style(element: "Element", base: Style) -> Style:
    name = fold(next((attribute(part, "val") for part in element if local(part.tag) == "name"), ""))
    parts = {local(part.tag): part for group in element if local(group.tag) in ("pPr", "rPr") for part in group}
    heading = base.heading
    if found := _HEADING.match(name):
        heading = int(found.group(1)) + 1
    elif name in ("title", "titre", "titre du document"):
        heading = 1
    elif name in ("subtitle", "sous-titre"):
        heading = 2
    elif "outlineLvl" in parts and attribute(parts["outlineLvl"], "val") in "012345678":
        heading = int(attribute(parts["outlineLvl"], "val")) + 2

    def flag(mark: str, inherited: bool) -> bool:
        return attribute(parts[mark], "val") not in ("0", "false", "off") if mark in parts else inherited

    return Style(
        heading=heading,
        bullet=int(name[-1])
        if name[-2:-1] == " " and name[-1:] in "23456789" and "numPr" in parts
        else 1
        if "numPr" in parts
        else base.bullet,
        bold=flag("b", base.bold),
        quoted="quote" in name or "citation" in name or base.quoted,
        contents=name.startswith(("toc ", "tm ", "table des matieres")) or base.contents,
        struck=flag("strike", base.struck),
        hidden=flag("vanish", base.hidden),
    )
