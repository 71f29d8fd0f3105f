"""Codebooks as files: our JSON, and REFI-QDA's ``.qdc``, which other programs of qualitative analysis read.

In a ``.qdc`` a code has one description. The parts of ours stand there under French titles that a person reads and this
module finds again; the key stands there too, as REFI-QDA knows codes by GUIDs alone.
"""

import json
import re
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from vivant.coding.codebook import Code, Codebook, codebook_from_data, codebook_to_data
from vivant.formats.decoding import decode
from vivant.formats.files import Unreadable, read_bytes
from vivant.formats.packages import local, parse_xml

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

CODES = uuid.UUID("0c1d0f0e-6f0e-5b0a-8f57-9b2a5d3c4e10")
"""Namespace of the GUIDs of codes: a key always gives the same one."""
NAMESPACE = "urn:QDA-XML:codebook:1.0"
_TITLES = {
    "apply": "À appliquer quand :",
    "not_apply": "À ne pas appliquer quand :",
    "examples": "Exemples :",
    "key": "Clé :",
}
_PART = re.compile("^(" + "|".join(map(re.escape, _TITLES.values())) + r")[ \t]*", re.MULTILINE)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def read_codebook(path: Path) -> Codebook:
    """The codebook of a ``.json`` or ``.qdc`` file. Raises ValueError with a French message naming the file."""
    try:
        data = read_bytes(path)
        if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
            return codebook_from_qdc(data, path.name)
    except Unreadable as error:
        raise ValueError(f"{path.name} : {error.message}") from None
    try:
        values = json.loads(decode(data).text)
    except (json.JSONDecodeError, RecursionError) as error:
        place = f", ligne {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise ValueError(
            f"{path.name}{place} : ce n'est pas du JSON : vérifiez virgules, guillemets et accolades."
        ) from None
    return codebook_from_data(values, path.name)


def write_codebook(book: Codebook, path: Path) -> None:
    """Write ``.qdc``, or JSON for any other extension."""
    if path.suffix.lower() == ".qdc":
        path.write_bytes(codebook_to_qdc(book))
    else:
        path.write_text(json.dumps(codebook_to_data(book), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def code_guid(key: str) -> str:
    """The GUID of a code, the same for ever.

    >>> code_guid("frein_humain") == code_guid("frein_humain")
    True
    """
    return str(uuid.uuid5(CODES, key))


def codebook_to_qdc(book: Codebook) -> bytes:
    """The codebook as REFI-QDA 1.5 (``CodeBook.xsd``): codes nested, each with its description."""
    from xml.etree import ElementTree

    ElementTree.register_namespace("", NAMESPACE)
    root = ElementTree.Element(_tag("CodeBook"), {"origin": book.title or "Partenariat vivant"})
    codes = ElementTree.SubElement(root, _tag("Codes"))
    pending = [(code, codes) for code in reversed(book.roots())]
    while pending:
        code, parent = pending.pop()
        element = ElementTree.SubElement(
            parent, _tag("Code"), {"guid": code_guid(code.key), "name": _xml(code.label), "isCodable": "true"}
        )
        ElementTree.SubElement(element, _tag("Description")).text = _xml(_description(code))
        pending += [(child, element) for child in reversed(book.children(code.key))]
    ElementTree.indent(root)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def codebook_from_qdc(data: bytes, source: str = "codebook.qdc") -> Codebook:
    """The codebook of a ``.qdc``, ours or another program's. Raises ValueError (French).

    A code of another program takes its key from its name; its whole description says when to apply it.
    """
    try:
        root = parse_xml(data)
    except Unreadable as error:
        raise ValueError(f"{source} : {error.message}") from None
    if local(root.tag) != "CodeBook":
        raise ValueError(
            f"{source} : ce n'est pas un livre de codes REFI-QDA (on attend « CodeBook ») : exportez-le en .qdc."
        )
    codes: list[Code] = []
    for part in root:
        if local(part.tag) == "Codes":
            _collect(part, codes)
    origin = root.get("origin") or ""
    try:
        return Codebook("" if origin == "Partenariat vivant" else origin, tuple(codes))
    except ValueError as error:
        raise ValueError(f"{source} : {error}") from None


def _collect(codes: "Element", found: list[Code]) -> None:
    """Codes in the order of the file, parents first; by hand, as nothing bounds their depth."""
    pending: list[tuple[Element, str | None]] = [(code, None) for code in reversed(codes) if local(code.tag) == "Code"]
    taken: set[str] = set()
    while pending:
        element, parent = pending.pop()
        label = (element.get("name") or "").strip()
        text = next((part.text or "" for part in element if local(part.tag) == "Description"), "")
        parts = _parts(text)
        key = parts.get("key") or _key(label, element.get("guid") or "", taken)
        taken.add(key)
        examples = tuple(
            line.removeprefix("- ").strip() for line in parts.get("examples", "").split("\n") if line.strip()
        )
        found.append(Code(key, label, parent, parts.get("apply", ""), parts.get("not_apply", ""), examples))
        pending += [(child, key) for child in reversed(element) if local(child.tag) == "Code"]


def _description(code: Code) -> str:
    parts = []
    if code.apply:
        parts.append(f"{_TITLES['apply']} {code.apply}")
    if code.not_apply:
        parts.append(f"{_TITLES['not_apply']} {code.not_apply}")
    if code.examples:
        lines = "\n".join(f"- {' '.join(example.split())}" for example in code.examples)
        parts.append(f"{_TITLES['examples']}\n{lines}")
    parts.append(f"{_TITLES['key']} {code.key}")
    return "\n".join(parts)


def _parts(description: str) -> dict[str, str]:
    """The titled parts of a description; what stands before any title is when to apply."""
    pieces = _PART.split(description.replace("\r\n", "\n"))
    names = {title: name for name, title in _TITLES.items()}
    parts = {names[title]: text.strip() for title, text in zip(pieces[1::2], pieces[2::2], strict=True)}
    if loose := pieces[0].strip():
        parts["apply"] = f"{loose}\n{parts['apply']}" if parts.get("apply") else loose
    return parts


def _key(label: str, guid: str, taken: set[str]) -> str:
    from vivant.formats.understanding.workshops import slug

    key = slug(label).replace("-", "_") or guid or "code"
    rank, base = 1, key
    while key in taken:
        rank += 1
        key = f"{base}_{rank}"
    return key


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _xml(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return _NOT_XML.sub("", text)
