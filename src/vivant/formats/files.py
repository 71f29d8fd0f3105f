"""A file as bytes: how large it may be, and what it holds whatever its name says."""

from pathlib import Path

LIMIT = 50_000_000
"""Bytes. Notes of a whole year weigh a few megabytes; beyond this the file is not read at all."""

TEXTS = {".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md", ".csv": "csv", ".tsv": "csv"}
PACKAGES = {".docx": "docx", ".odt": "odt", ".rtf": "rtf", ".pdf": "pdf", ".xlsx": "xlsx", ".ods": "ods"}
SUFFIXES: tuple[str, ...] = (*TEXTS, *PACKAGES)
"""Extensions of the files that can be read, lower case with their dot."""

CONVERT = {
    ".doc": "ouvrez-le dans Word ou LibreOffice et enregistrez-le en .docx ou .odt.",
    ".dot": "ouvrez-le dans Word ou LibreOffice et enregistrez-le en .docx ou .odt.",
    ".xls": "ouvrez-le dans Excel ou LibreOffice et enregistrez-le en .xlsx ou .ods.",
    ".pages": "dans Pages, choisissez Fichier, Exporter vers, Word.",
    ".numbers": "dans Numbers, choisissez Fichier, Exporter vers, Excel.",
    ".wps": "ouvrez-le dans LibreOffice et enregistrez-le en .odt.",
    ".wpd": "ouvrez-le dans LibreOffice et enregistrez-le en .odt.",
    ".sxw": "ouvrez-le dans LibreOffice et enregistrez-le en .odt.",
    ".fodt": "ouvrez-le dans LibreOffice et enregistrez-le en .odt.",
    ".docm": "enregistrez-le en .docx, sans macros.",
    ".xlsm": "enregistrez-le en .xlsx, sans macros.",
    ".html": "ouvrez-le dans un navigateur, copiez le texte dans un document et enregistrez-le en .docx ou .txt.",
    ".pptx": "copiez le texte des diapositives dans un document .docx ou .txt.",
    ".ppt": "copiez le texte des diapositives dans un document .docx ou .txt.",
    ".odp": "copiez le texte des diapositives dans un document .odt ou .txt.",
    ".zip": "décompressez-le et donnez les fichiers un par un.",
    ".msg": "copiez le texte du message dans un document .docx ou .txt.",
    ".eml": "copiez le texte du message dans un document .docx ou .txt.",
}
PICTURE = "image : le texte d'une photo ne se lit pas ; tapez les notes dans un document .docx, .odt ou .txt."
RECORDING = "enregistrement : il n'est pas transcrit ; tapez les notes dans un document .docx, .odt ou .txt."
PICTURES = (".jpg", ".jpeg", ".png", ".heic", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".svg")
RECORDINGS = (".mp3", ".m4a", ".wav", ".ogg", ".mp4", ".mov")

_SIGNATURES = (
    (b"{\\rtf", "rtf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"ID3", "recording"),
    (b"OggS", "recording"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
)
_REFUSED = {"picture": PICTURE, "recording": RECORDING, "archive": f"archive : {CONVERT['.zip']}"}


class Unreadable(Exception):  # noqa: N818 - read aloud in "except Unreadable"
    """A file, or a part of it, that cannot be read. ``message`` (French) says what to do; ``place`` may be empty."""

    def __init__(self, message: str, place: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place


def megabytes(size: int) -> str:
    """A size as a person reads it.

    >>> megabytes(300_000_000)
    '300 Mo'
    """
    return f"{size / 1_000_000:.0f} Mo"


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises Unreadable when it is missing, a folder, empty, forbidden, or over ``LIMIT``.

    The size is looked at before anything is read, and again while reading (a pipe has no size).
    """
    try:
        if path.is_dir():
            raise Unreadable("c'est un dossier : donnez les fichiers de notes qu'il contient.")
        if (size := path.stat().st_size) > LIMIT:
            raise Unreadable(_too_large(size))
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except FileNotFoundError:
        raise Unreadable("fichier introuvable : vérifiez son nom et son dossier.") from None
    except PermissionError:
        raise Unreadable("lecture refusée : fermez-le s'il est ouvert ailleurs, ou vérifiez vos droits.") from None
    except (OSError, ValueError) as error:
        raise Unreadable(f"lecture impossible ({error}) : copiez le fichier ailleurs et recommencez.") from None
    if len(data) > LIMIT:
        raise Unreadable(_too_large(len(data)))
    if not data:
        raise Unreadable("fichier vide : vérifiez que les notes ont bien été enregistrées.")
    return data


def _too_large(size: int) -> str:
    much = f"{megabytes(size)}, au plus {megabytes(LIMIT)}"
    return f"fichier trop lourd ({much}) : retirez les images ou coupez-le en plusieurs."


def sniff(data: bytes, suffix: str) -> str:
    """What the bytes are: a value of ``TEXTS`` or ``PACKAGES``, or "ole" (old or encrypted Office).

    Texts have no signature: there the name decides between txt, md and csv. Raises Unreadable for what no reader knows.
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    found = next((kind for signature, kind in _SIGNATURES if data.startswith(signature)), "")
    if data[4:8] == b"ftyp":
        found = "picture" if data[8:12] in (b"heic", b"heix", b"mif1", b"avif") else "recording"
    if found in _REFUSED:
        raise Unreadable(_REFUSED[found])
    if found:
        return _sniff_zip(data, suffix) if found == "zip" else found
    if data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html", b"<?xml", b"%!ps")):
        raise Unreadable(f"page ou données à balises : {CONVERT['.html']}")
    if suffix in TEXTS:
        return TEXTS[suffix]
    if is_binary(data):
        raise Unreadable(_unknown(suffix))
    return "txt"


def _sniff_zip(data: bytes, suffix: str) -> str:
    # Member names stand in clear at both ends of a zip, even of a truncated one.
    ends = data[:20_000] + data[-200_000:]
    if b"application/vnd.oasis.opendocument.text" in data[:200]:
        return "odt"
    if b"application/vnd.oasis.opendocument.spreadsheet" in data[:200]:
        return "ods"
    for mark, kind in ((b"word/document", "docx"), (b"xl/workbook", "xlsx"), (b"xl/worksheets", "xlsx")):
        if mark in ends:
            return kind
    if suffix in (".docx", ".odt", ".xlsx", ".ods"):
        return PACKAGES[suffix]
    raise Unreadable(_unknown(suffix if suffix in CONVERT else ".zip"))


def _unknown(suffix: str) -> str:
    advice = CONVERT.get(suffix, "enregistrez les notes en .docx, .odt ou .txt.")
    if suffix in PACKAGES:
        return "contenu illisible, fichier abîmé ou tronqué : rouvrez l'original et enregistrez-le de nouveau."
    return f"format {suffix or 'inconnu'} non pris en charge : {advice}"


def refuse_suffix(suffix: str) -> None:
    """Raise Unreadable for an extension whose way of converting is known, before reading a byte."""
    if suffix in PICTURES:
        raise Unreadable(PICTURE)
    if suffix in RECORDINGS:
        raise Unreadable(RECORDING)
    if suffix in CONVERT and suffix not in SUFFIXES:
        raise Unreadable(_unknown(suffix))


def is_binary(data: bytes) -> bool:
    """Whether bytes cannot be a text: many control characters, and not the zeros of UTF-16."""
    sample = data[:8192]
    if (
        sample.startswith((b"\xff\xfe", b"\xfe\xff"))
        or max(sample[0::2].count(0), sample[1::2].count(0)) > len(sample) / 5
    ):
        return False
    control = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    return control > len(sample) / 20


def ole_message(data: bytes) -> str:
    """What to say of an OLE container: a document under a password, or the format of before 2007."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return (
            "document protégé par un mot de passe : ouvrez-le, retirez le mot de passe, enregistrez-le et recommencez."
        )
    if "WordDocument".encode("utf-16-le") in data:
        return _unknown(".doc")
    if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
        return _unknown(".xls")
    return "ancien format Office non pris en charge : enregistrez-le en .docx ou en .xlsx."
