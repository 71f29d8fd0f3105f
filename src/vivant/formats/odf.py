"""What texts and sheets of OpenDocument share: their words, their locks."""

import re
from typing import TYPE_CHECKING

from vivant.formats.files import Unreadable
from vivant.formats.packages import LOCKED, Package, attribute, local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


_BLANKS = re.compile("[ \t\r\n]+")


def refuse_encryption(package: Package) -> None:
    """Raise Unreadable for a document under a password: its manifest says so."""
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise Unreadable(LOCKED)


def collapsed(text: str) -> str:
    """Blanks as OpenDocument means them: a run of spaces, tabs and line ends in the XML is one space.

    >>> collapsed("deux \\n  mots ")
    'deux mots '
    """
    # Not \s, which would also take no-break spaces: they are the writer's own.
    return _BLANKS.sub(" ", text)


def spoken_text(element: "Element") -> str:
    """The words of a paragraph of a cell: spans, links, spaces, tabs, line breaks; neither notes nor comments."""
    parts = [collapsed(element.text or "")]
    for child in element:
        name = local(child.tag)
        if name == "s":
            count = attribute(child, "c")
            parts.append(" " * (int(count) if count.isdigit() and len(count) < 4 else 1))
        elif name == "tab":
            parts.append("\t")
        elif name == "line-break":
            parts.append("\n")
        elif name not in ("annotation", "annotation-end", "note"):
            parts.append(spoken_text(child))
        parts.append(collapsed(child.tail or ""))
    return "".join(parts)
