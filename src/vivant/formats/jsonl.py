"""JSON lines: one object a line. Coded texts to learn from or to measure on, and texts to be coded."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from vivant.coding.codebook import Codebook
from vivant.coding.labelled import LabelledText
from vivant.corpus import Problem
from vivant.formats.decoding import decode
from vivant.formats.files import LIMIT, Unreadable, read_bytes

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


def write_lines(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Each object as a line, accents as they are; half characters, which no encoding takes, as JSON escapes them."""
    for row in rows:
        line = json.dumps(row, ensure_ascii=False)
        has_half = any("\ud800" <= character <= "\udfff" for character in line) if not line.isascii() else False
        yield (json.dumps(row) if has_half else line) + "\n"


def _read(source: Path | BinaryIO, make: Callable[[dict[str, Any]], Row]) -> tuple[list[Row], list[Problem]]:
    name, data = _bytes(source)
    lines, problems = _lines(data, name)
    rows: list[Row] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            rows.append(make(_object(line)))
        except _RefusedError as refused:
            problems.append(Problem(name, f"ligne {number}", f"{refused} ; ligne sautée."))
    return rows, problems


def _lines(data: bytes, name: str) -> tuple[list[str], list[Problem]]:
    """Only a line feed ends a line of JSON: other separators may stand inside a text."""
    try:
        return data.decode("utf-8-sig").split("\n"), []
    except UnicodeDecodeError:
        decoded = decode(data)
        return decoded.text.split("\n"), [Problem(name, place, message) for place, message in decoded.remarks]


def _bytes(source: Path | BinaryIO) -> tuple[str, bytes]:
    if isinstance(source, Path):
        return source.name, read_bytes(source)
    data = source.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise Unreadable(f"plus de {LIMIT // 1_000_000} Mo : coupez le fichier en plusieurs.")
    return "entrée standard", data


def _object(line: str) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError) as error:
        told = f" ({error.msg}, caractère {error.pos + 1})" if isinstance(error, json.JSONDecodeError) else ""
        raise _RefusedError(f"ce n'est pas un objet JSON complet sur une ligne{told}") from None
    if not isinstance(data, dict):
        raise _RefusedError("on attend un objet JSON, entre accolades")
    return data


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
