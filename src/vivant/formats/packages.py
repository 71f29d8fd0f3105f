"""Documents that are zip files (docx, odt, xlsx, ods): their parts, read within limits."""

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from vivant.formats.files import Unreadable, megabytes

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

PART_LIMIT = 100_000_000
"""Bytes of one part once unzipped: 50,000 excerpts weigh 30 MB."""
TOTAL_LIMIT = 300_000_000
"""Bytes of all the parts that are read, once unzipped."""
DAMAGED = "fichier abîmé ou tronqué : rouvrez l'original, enregistrez-le de nouveau et renvoyez-le."
LOCKED = "document protégé par un mot de passe : ouvrez-le, retirez le mot de passe, enregistrez-le et recommencez."


class Package:
    """The parts of a zipped document. Sizes are checked as declared, then as they really come out."""

    def __init__(self, data: bytes) -> None:
        """Raises Unreadable when the zip is damaged or under a password."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise Unreadable(DAMAGED) from None
        if any(info.flag_bits & 1 for info in self._zip.infolist()):
            raise Unreadable(LOCKED)
        self._left = TOTAL_LIMIT
        self.names = frozenset(self._zip.namelist())

    def check(self, *starts: str) -> None:
        """Raise Unreadable if the parts whose name begins so declare more than the limits (for readers of others)."""
        sizes = [info.file_size for info in self._zip.infolist() if info.filename.startswith(starts)]
        if sum(sizes) > TOTAL_LIMIT or max(sizes, default=0) > PART_LIMIT:
            raise Unreadable(_bomb(sum(sizes)))

    def read(self, name: str) -> bytes:
        """The bytes of a part, empty when there is no such part."""
        if name not in self.names:
            return b""
        limit = min(PART_LIMIT, self._left)
        if (size := self._zip.getinfo(name).file_size) > limit:
            raise Unreadable(_bomb(size))
        try:
            with self._zip.open(name) as part:
                data = part.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
            raise Unreadable(DAMAGED) from None
        if len(data) > limit:
            raise Unreadable(_bomb(len(data)))
        self._left -= len(data)
        return data

    def xml(self, name: str) -> "Element | None":
        """The root of an XML part, None when there is no such part. No entity, no outside reference is followed."""
        data = self.read(name)
        return parse_xml(data) if data else None


def parse_xml(data: bytes) -> "Element":
    """The root of an XML text from a stranger. Raises Unreadable on broken XML and on entity bombs."""
    from xml.etree.ElementTree import Element, ParseError

    from defusedxml import ElementTree
    from defusedxml.common import DefusedXmlException

    try:
        root = ElementTree.fromstring(data)
    except DefusedXmlException:
        raise Unreadable(
            "le fichier contient des entités XML, refusées par prudence : enregistrez-le de nouveau."
        ) from None
    except (ParseError, ValueError, LookupError):
        raise Unreadable(DAMAGED) from None
    assert isinstance(root, Element)  # noqa: S101 - the stub says Any
    return root


def _bomb(size: int) -> str:
    return (
        f"le document se décompresse en {megabytes(size)} ou plus, ce qui n'arrive pas avec des notes : "
        "vérifiez d'où il vient, ou copiez son texte dans un nouveau document."
    )


def local(tag: object) -> str:
    """The name of an element or attribute without its namespace: files differ in namespaces, never in names.

    >>> local("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p")
    'p'
    """
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: "Element", name: str) -> str:
    """The value of an attribute whatever its namespace, empty when absent."""
    value = element.get(name)
    if value is None:
        value = next((found for key, found in element.items() if local(key) == name), "")
    return value
