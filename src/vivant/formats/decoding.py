"""Bytes of a text to characters: which encoding, what to do with a mixture, what is no character at all."""

import re
from dataclasses import dataclass

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_OLD = ("cp1252", "mac_roman", "cp850")
_FRENCH = frozenset("éèêëàâçùûüôîïœæÉÈÊÀÇÔÎŒ’‘“”«»–—…•°€\u00a0\u202f")
NAMES = {"utf-8": "UTF-8", "cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp850": "MS-DOS (850)"}

_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# C0 and C1 controls but tab and line feed, marks that turn the reading direction, non-characters, lone surrogates.
NOT_TEXT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_MOJIBAKE = re.compile("Ã[©¨ª§\u00a0´®¹»¢]|â€[™œ¦“”]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, its encoding as a person names it, and remarks: (place, message) in French.

    ``decode`` gives texts with line feeds alone.
    """

    text: str
    encoding: str
    remarks: tuple[tuple[str, str], ...] = ()


def decode(data: bytes) -> Decoded:
    """Read UTF-8, UTF-16, UTF-32 (marked or not), Windows-1252, Mac Roman, MS-DOS, or lines of several of them.

    >>> decode("Prénom".encode("cp1252"))
    Decoded(text='Prénom', encoding='Windows-1252', remarks=())
    """
    remarks: list[tuple[str, str]] = []
    text, encoding = _characters(data, remarks)
    clean = clean_text(_LINE_BREAKS.sub("\n", text), remarks)
    if len(_MOJIBAKE.findall(clean)) > 1:
        remarks.append(
            (
                "",
                "des accents semblent abîmés (« Ã© » au lieu de « é ») : réenregistrez l'original en UTF-8 ; "
                "texte lu tel quel.",
            )
        )
    return Decoded(clean, encoding, tuple(remarks))


def decode_exact(data: bytes) -> Decoded:
    """The same, every character and line end as they are: for a text that is given back rather than understood.

    >>> decode_exact("Prénom\\r\\n".encode("cp1252")).text
    'Prénom\\r\\n'
    """
    remarks: list[tuple[str, str]] = []
    text, encoding = _characters(data, remarks)
    return Decoded(text, encoding, tuple(remarks))


def clean_text(text: str, remarks: list[tuple[str, str]]) -> str:
    """The text without what is no character (kept out, and said)."""
    if not NOT_TEXT.search(text):
        return text
    lines = [number for number, line in enumerate(text.split("\n"), 1) if NOT_TEXT.search(line)]
    clean, count = NOT_TEXT.subn("", text)
    # A mark at the head of a line, left by files glued together, is nobody's business.
    if count > text.count("\ufeff"):
        said = f"{_number(count)} de contrôle, sans mot, laissé de côté : si la ligne se lit mal, retapez-la."
        remarks.append((_places(lines), said))
    return clean


def _number(count: int) -> str:
    return "1 caractère" if count == 1 else f"{count} caractères"


def _places(lines: list[int]) -> str:
    shown = ", ".join(map(str, lines[:5]))
    return f"ligne {shown}" if len(lines) == 1 else f"lignes {shown}{'…' if len(lines) > 5 else ''}"


def _characters(data: bytes, remarks: list[tuple[str, str]]) -> tuple[str, str]:
    for mark, name in _BOMS:
        if data.startswith(mark):
            data = data[len(mark) :]
            if name != "utf-8":
                return _wide(data, name, remarks)
            break
    if name := _unmarked_wide(data):
        return _wide(data, name, remarks)
    try:
        return data.decode(), "UTF-8"
    except UnicodeDecodeError:
        return _line_by_line(data, remarks)


def _unmarked_wide(data: bytes) -> str:
    # French in UTF-16 has a zero in one byte out of two, nearly always on the same side.
    sample = data[:4096]
    half = max(len(sample) // 2, 1)
    if len(sample) < 4 or len(data) % 2:
        return ""
    if sample[1::2].count(0) > 0.7 * half and sample[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return ""


def _wide(data: bytes, name: str, remarks: list[tuple[str, str]]) -> tuple[str, str]:
    text = data.decode(name, "replace")
    if "\ufffd" in text:
        remarks.append(("", "des caractères sont abîmés (marqués \ufffd) : réenregistrez l'original en UTF-8."))
    return text, name[:6].upper()


def _line_by_line(data: bytes, remarks: list[tuple[str, str]]) -> tuple[str, str]:
    """Each line in UTF-8 if it is, in the likeliest old encoding of the file otherwise."""
    lines = data.split(b"\n")
    is_old = [False] * len(lines)
    decoded = [""] * len(lines)
    wide = 0
    for index, line in enumerate(lines):
        try:
            decoded[index] = line.decode()
            wide += not line.isascii()
        except UnicodeDecodeError:
            is_old[index] = True
    old = b"\n".join(line for line, flag in zip(lines, is_old, strict=True) if flag)
    encoding = _likeliest(old)
    for index, line in enumerate(lines):
        if is_old[index]:
            decoded[index] = _old(line, encoding)
    if wide:
        places = _places([number for number, flag in enumerate(is_old, 1) if flag])
        remarks.append(
            (
                places,
                f"ces lignes ne sont pas en UTF-8 comme le reste ; lues en {NAMES[encoding]} : relisez leurs accents.",
            )
        )
    return "\n".join(decoded), NAMES[encoding] if not wide else "UTF-8 et " + NAMES[encoding]


def _likeliest(data: bytes) -> str:
    """The encoding that makes the most French characters; Windows-1252 when nothing decides."""
    sample = bytes(byte for byte in data[:200_000] if byte > 127)
    return max(_OLD, key=lambda name: (sum(char in _FRENCH for char in _old(sample, name)), name == "cp1252"))


def _old(line: bytes, encoding: str) -> str:
    try:
        return line.decode(encoding)
    except UnicodeDecodeError:
        # Five bytes mean nothing in Windows-1252: they become controls, which are said and kept out.
        return "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in line)
