"""Notes of workshops, from any supported file to a sheet: its text, its excerpts, and what each stretch of it is."""

import os
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

from vivant.corpus import NoteSheet, Problem, Workshop
from vivant.formats.files import SUFFIXES, Unreadable, ole_message, read_bytes, refuse_suffix, sniff
from vivant.formats.reading.lines import Reading
from vivant.formats.understanding.drafts import Drafts

__all__ = ["SUFFIXES", "name_of", "read_many", "read_notes", "without_copies"]

_SAME = {".text": "txt", ".markdown": "md", ".tsv": "csv"}


def read_notes(path: Path, *, workshops: Sequence[Workshop] = (), name: str | None = None) -> NoteSheet:
    """The sheet of one file. Raises nothing: a file that cannot be read gives an empty text and a problem.

    ``workshops`` are those that the edition says this file is about. One: every excerpt is its own, whatever the file
    says (a date that differs is a problem; a number of people noted is kept in ``NoteSheet.workshops``). Several: the
    titles and dates of the file choose between them. None: workshops and their ids are made from the file.
    ``name`` is what problems and ids call the file, ``name_of(path)`` if None: ids depend on it.
    """
    name = name_of(path) if name is None else name
    try:
        return _read(path, name, workshops)
    except Unreadable as error:
        return NoteSheet(name, "", (), (), problems=(Problem(name, error.place, error.message),))


def read_many(paths: Iterable[Path], *, workshops: Sequence[Workshop] = ()) -> list[NoteSheet]:
    """The sheets of several files, in order. Two files of one name are told apart by their folders.

    Copies are read as any file: ``without_copies`` tells them.
    """
    files = [_plain(path) for path in paths]
    names = _names(list(dict.fromkeys(files)))
    return [read_notes(path, workshops=workshops, name=names[path]) for path in files]


def name_of(path: Path) -> str:
    """What a file of notes is called, in NFC: ids of excerpts depend on it, so it is the same wherever it is asked.

    In the ``notes`` folder of an edition, the path from this folder, with slashes; elsewhere the file's own name.
    """
    path = _plain(path)
    for folder in path.parents:
        if folder.name == "notes" and (folder.parent / "edition.toml").is_file():
            return normalize("NFC", path.relative_to(folder).as_posix())
    return normalize("NFC", path.name)


def without_copies(sheets: Iterable[NoteSheet]) -> list[NoteSheet]:
    """The same sheets, in order; one whose file holds what another held before is emptied, and says so."""
    first: dict[str, str] = {}
    kept = []
    for sheet in sheets:
        if sheet.digest in first:
            kept.append(_copy(sheet.name, first[sheet.digest]))
        else:
            kept.append(sheet)
            if sheet.digest:  # empty for a file that could not be read
                first[sheet.digest] = sheet.name
    return kept


def _copy(name: str, first: str) -> NoteSheet:
    told = f"même contenu que « {first} » : ce fichier est laissé de côté ; retirez l'un des deux."
    if name == first:
        told = "fichier donné deux fois : il est compté une seule fois."
    return NoteSheet(name, "", (), (), problems=(Problem(name, "", told),))


def _plain(path: Path) -> Path:
    """The whole path without "..". Links stay: a file is called as it is given."""
    return Path(os.path.normpath(path.absolute()))


def _names(files: Sequence[Path]) -> dict[Path, str]:
    """The name of each file; of several with one name, the path from the folder that holds them all."""
    alike: dict[str, list[Path]] = {}
    for path in files:
        alike.setdefault(name_of(path), []).append(path)
    names = {}
    for name, paths in alike.items():
        common = os.path.commonpath([path.parent for path in paths]) if len(paths) > 1 else ""
        for path in paths:
            names[path] = normalize("NFC", path.relative_to(common).as_posix()) if common else name
    return names


def _read(path: Path, name: str, workshops: Sequence[Workshop]) -> NoteSheet:
    suffix = path.suffix.lower()
    refuse_suffix(suffix)
    data = read_bytes(path)
    kind = sniff(data, suffix)
    if kind == "ole":
        raise Unreadable(ole_message(data))
    drafts = _understood(name, data, kind)
    expected = _SAME.get(suffix, suffix.removeprefix("."))
    if kind != expected:
        said = f"l'extension {suffix}" if suffix else "l'absence d'extension"
        drafts.problems.insert(
            0,
            Problem(
                name, "", f"{said} ne dit pas ce que contient le fichier : lu comme {kind} ; renommez-le en .{kind}."
            ),
        )
    if not drafts.excerpts and not drafts.problems:
        drafts.problem(
            "", "aucun extrait trouvé : vérifiez que le fichier contient des notes, et pas seulement des titres."
        )
    return drafts.sheet(workshops, sha256(data).hexdigest())


def _understood(name: str, data: bytes, kind: str) -> Drafts:
    if kind in ("csv", "xlsx", "ods"):
        from vivant.formats.grids import read_grids
        from vivant.formats.understanding.grid_notes import understand_grids

        return understand_grids(name, read_grids(data, kind))
    from vivant.formats.understanding.outline import understand

    return understand(name, _reader(kind)(data))


def _reader(kind: str) -> Callable[[bytes], Reading]:
    """The reader of a format, imported only when a file asks for it."""
    match kind:
        case "docx":
            from vivant.formats.reading.docx import read_docx

            return read_docx
        case "odt":
            from vivant.formats.reading.odt import read_odt

            return read_odt
        case "rtf":
            from vivant.formats.reading.rtf import read_rtf

            return read_rtf
        case "pdf":
            from vivant.formats.reading.pdf import read_pdf

            return read_pdf
        case "md":
            from vivant.formats.reading.plain import read_md

            return read_md
    from vivant.formats.reading.plain import read_txt

    return read_txt
