"""JSON lines: one object a line. Coded texts to learn from or to measure on, and texts to be coded."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from vivant.coding.codebook import Codebook
from vivant.coding.labelled import LabelledText
from vivant.corpus import Faults, Problem
from vivant.formats.decoding import decode
from vivant.formats.files import LIMIT, Unreadable, megabytes, read_bytes, sniff

Row = TypeVar("Row")


class _RefusedError(ValueError):
    """A line that is skipped; says why, in French."""


def read_labelled(
    source: Path | BinaryIO, codebook: Codebook | None = None
) -> tuple[list[LabelledText], list[Problem]]:
    """Coded texts: keys ``text`` and ``primary``; ``secondary`` (null, absent, a code or a list) and ``group``.

    With a codebook, a code that is not one of its leaves is refused. A bad line is skipped and told by its number.
    Raises Unreadable if nothing can be read of the file.
    """
    leaves = {code.key for code in codebook.leaves()} if codebook else None
    return _read(source, lambda data: _labelled(data, leaves))


def read_texts(source: Path | BinaryIO) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Objects that have a ``text``, with all their keys, in order. A bad line is skipped and told by its number.

    Raises Unreadable if nothing can be read of the file.
    """
    return _read(source, _text_row)


def read_ids(source: Path | BinaryIO) -> tuple[list[str], list[Problem]]:
    """The ``id`` of each object, once, in order; a number is read as its digits. A line without one is told.

    Raises Unreadable if nothing can be read of the file.
    """
    ids, problems = _read(source, _id)
    return list(dict.fromkeys(ids)), problems


def _read(source: Path | BinaryIO, make: Callable[[dict[str, Any]], Row]) -> tuple[list[Row], list[Problem]]:
    name, data = _bytes(source)
    lines, problems = _lines(data, name)
    faults = Faults(name)
    rows: list[Row] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            rows.append(make(_object(line)))
        except _RefusedError as refused:
            faults.tell(f"ligne {number}", f"{refused} ; ligne sautée.")
    return rows, [*problems, *faults.problems()]


def _lines(data: bytes, name: str) -> tuple[list[str], list[Problem]]:
    """Only a line feed ends a line of JSON: other separators may stand inside a text."""
    if b"\0" not in data:  # zeros are the mark of UTF-16, and valid UTF-8
        try:
            return data.decode("utf-8-sig").split("\n"), []
        except UnicodeDecodeError:
            pass
    decoded = decode(data)
    return decoded.text.split("\n"), [Problem(name, place, message) for place, message in decoded.remarks]


def _bytes(source: Path | BinaryIO) -> tuple[str, bytes]:
    """The name for messages, and the bytes, unless they are those of something else than a text."""
    if isinstance(source, Path):
        name, data = source.name, read_bytes(source)
    else:
        name, data = "entrée standard", source.read(LIMIT + 1)
        if len(data) > LIMIT:
            raise Unreadable(f"plus de {megabytes(LIMIT)} : coupez le fichier en plusieurs.")
    kind = sniff(data, ".txt")
    if kind != "txt":
        found = "document Office" if kind == "ole" else kind
        raise Unreadable(
            f"c'est un {found}, et on attend des lignes JSON, une par texte : vérifiez que c'est le bon fichier."
        )
    return name, data


def _object(line: str) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except json.JSONDecodeError as error:
        place = f" ; vérifiez autour du caractère {error.pos + 1}" if error.pos else ""
        raise _RefusedError(f"ce n'est pas un objet JSON complet sur une ligne{place}") from None
    except (ValueError, RecursionError):
        raise _RefusedError("ce n'est pas un objet JSON complet sur une ligne") from None
    if not isinstance(data, dict):
        raise _RefusedError("on attend un objet JSON, entre accolades")
    return data


def _id(data: dict[str, Any]) -> str:
    value = data.get("id")
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        raise _RefusedError("il manque « id », l'identifiant de l'extrait")
    return str(value)


def _text_row(data: dict[str, Any]) -> dict[str, Any]:
    text = data.get("text")
    if not isinstance(text, str):
        raise _RefusedError("il manque « text », un texte entre guillemets")
    if not text.strip():
        raise _RefusedError("« text » est vide")
    return data


def _labelled(data: dict[str, Any], leaves: set[str] | None) -> LabelledText:
    text = _text_row(data)["text"]
    primary, secondary, group = data.get("primary"), data.get("secondary"), data.get("group")
    if not isinstance(primary, str) or not primary:
        raise _RefusedError("il manque « primary », la clé du code principal")
    others = secondary if isinstance(secondary, list) else [secondary] if secondary else []
    if not all(isinstance(code, str) for code in others):
        raise _RefusedError("« secondary » est une clé de code, une liste de clés ou null")
    if group is not None and not isinstance(group, str | int):
        raise _RefusedError("« group » est un texte")
    for code in (primary, *others):
        if leaves is not None and code not in leaves:
            raise _RefusedError(f"le code « {code} » n'est pas à poser dans ce livre de codes")
    kept = tuple(code for code in dict.fromkeys(others) if code != primary)
    return LabelledText(text, primary, kept, "" if group is None else str(group))
