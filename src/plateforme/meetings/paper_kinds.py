"""What an attached file is, read in its content: a name proves nothing.

Only kinds that one opens in an office suite or looks at: no page, no drawing that carries scripts, no macro.
"""

import zipfile
from io import BytesIO
from typing import NamedTuple

import puremagic
from django.utils.translation import gettext as _

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 5000
OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."
TYPES = {  # suffix -> media type told when it is served
    "pdf": "application/pdf",
    "odt": OPEN + "text",
    "ods": OPEN + "spreadsheet",
    "odp": OPEN + "presentation",
    "docx": OFFICE + "wordprocessingml.document",
    "xlsx": OFFICE + "spreadsheetml.sheet",
    "pptx": OFFICE + "presentationml.presentation",
    "png": "image/png",
    "jpg": "image/jpeg",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
}
ACCEPTED = ", ".join(TYPES)
MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
ENDS = {"pdf": b"%%EOF", "png": b"IEND", "jpg": b"\xff\xd9"}
MARKUP = ("<!doctype", "<html", "<head", "<body", "<script", "<svg", "<?xml", "<?php", "<!--", "<iframe", "#!", "%!")


class Refused(ValueError):  # noqa: N818  read aloud: raise Refused
    """This file is not taken; the message says why and what to do, in French."""


class PaperFile(NamedTuple):
    title: str
    suffix: str


def read_kind(name: str, content: bytes) -> PaperFile:
    """The title and the suffix under which a file is kept. Raises Refused."""
    stem, _dot, suffix = name.replace("\\", "/").rpartition("/")[2].rpartition(".")
    suffix = {"jpeg": "jpg", "text": "txt"}.get(suffix.lower(), suffix.lower())
    if suffix not in TYPES:
        raise Refused(_("Ce type de fichier n'est pas accepté. Types acceptés : %(kinds)s.") % {"kinds": ACCEPTED})
    if not content:
        raise Refused(_("Ce fichier est vide."))
    if len(content) > MOST_BYTES:
        raise Refused(too_big())
    _check(suffix, content)
    return PaperFile(" ".join(stem.split())[:150] or _("Document"), suffix)


def too_big() -> str:
    return _("Ce fichier dépasse 10 Mo. Allégez-le, ou partagez-le en plusieurs fichiers.")


def _check(suffix: str, content: bytes) -> None:
    if suffix in ("txt", "csv"):
        _check_text(content)
    elif suffix in ENDS:
        _check_signature(suffix, content)
    else:
        _check_package(suffix, content)


def _disguised() -> Refused:
    return Refused(_("Ce fichier n'est pas ce que son nom annonce. Enregistrez-le de nouveau depuis votre logiciel."))


def _damaged() -> Refused:
    return Refused(_("Ce fichier est abîmé ou incomplet. Enregistrez-le de nouveau, puis recommencez."))


def _check_text(content: bytes) -> None:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        words = content.decode(encoding)
    except UnicodeDecodeError:
        words = content.decode("cp1252", errors="replace")
    if any(character < " " and character not in "\t\n\r\f" for character in words):
        raise _disguised()
    if words.lstrip().lower().startswith(MARKUP):
        raise _disguised()


def _check_signature(suffix: str, content: bytes) -> None:
    try:
        found = puremagic.from_string(content[:4096])
    except (puremagic.PureError, ValueError):
        raise _disguised() from None
    if found.lstrip(".").replace("jpeg", "jpg").replace("jfif", "jpg") != suffix:
        raise _disguised()
    if ENDS[suffix] not in content[-65536:]:
        raise _damaged()


def _check_package(suffix: str, content: bytes) -> None:
    """A zip of an office suite: whole, of the kind announced, without macro, of a size one may unpack."""
    if not content.startswith(b"PK\x03\x04"):
        raise _disguised()
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Refused(_("Ce fichier est trop lourd une fois ouvert. Allégez-le."))
            if any(part.flag_bits & 1 for part in parts):
                raise Refused(_("Ce fichier est protégé par un mot de passe. Enregistrez-le sans mot de passe."))
            _check_parts(suffix, package)
            if package.testzip() is not None:
                raise _damaged()
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise error if isinstance(error, Refused) else _damaged() from error


def _check_parts(suffix: str, package: zipfile.ZipFile) -> None:
    names = package.namelist()
    if any(name.lower().endswith("vbaproject.bin") or name.startswith(("Basic/", "Scripts/")) for name in names):
        raise Refused(_("Ce fichier contient des macros. Enregistrez-le sans macros."))
    if suffix in MAIN_PART:
        if MAIN_PART[suffix] not in names or "[Content_Types].xml" not in names:
            raise _disguised()
    elif "mimetype" not in names or package.read("mimetype")[:100].strip() != TYPES[suffix].encode():
        raise _disguised()
