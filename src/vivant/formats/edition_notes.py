"""The folder of notes of an edition: its files, found again by the names that ``edition.toml`` gives them."""

import posixpath
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

from vivant.corpus import Edition, NoteSheet, Problem, Workshop
from vivant.formats.notes import read_notes, without_copies


def note_files(folder: Path) -> list[Path]:
    """Every file a person put there, in order; hidden ones and lock files of office suites are not theirs."""
    if not folder.is_dir():
        return []
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not path.name.startswith("~$")
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.name not in {"Thumbs.db", "desktop.ini"}
    )


def read_sheets(notes: Path, edition: Edition, problems: list[Problem]) -> list[NoteSheet]:
    """The sheets of the folder, each file once, in the order of the workshops; a file of no workshop is told, and read.

    A sheet bears the path of its file in the folder, in NFC, whatever ``edition.toml`` and the disk write.
    """
    files = _files(notes, problems)
    if not notes.is_dir():
        told = "le dossier notes/ manque : créez-le à côté de edition.toml, et mettez-y les fichiers de notes."
        problems.append(Problem("edition.toml", "", told))
    holders: dict[str, list[Workshop]] = {}
    for workshop in edition.workshops:
        for name in _named(workshop, files, problems) if notes.is_dir() else ():
            held = holders.setdefault(name, [])
            if workshop not in held:
                held.append(workshop)
    for name in files:
        if name not in holders:
            told = "ce fichier n'est rattaché à aucun atelier : ajoutez son nom à « notes » dans edition.toml."
            problems.append(Problem(name, "", told))
            holders[name] = []
    return without_copies(read_notes(files[name], workshops=held, name=name) for name, held in holders.items())


def _files(notes: Path, problems: list[Problem]) -> dict[str, Path]:
    """The files by name, in NFC: an archive made on a Mac writes « é » as two characters."""
    files: dict[str, Path] = {}
    for path in note_files(notes):
        name = normalize("NFC", path.relative_to(notes).as_posix())
        if name in files:
            told = "deux fichiers portent ce nom, écrit de deux façons : renommez-en un ; le second n'est pas lu."
            problems.append(Problem(name, "", told))
        else:
            files[name] = path
    return files


def _named(workshop: Workshop, files: dict[str, Path], problems: list[Problem]) -> Iterator[str]:
    """The files that a workshop names; what leads to none is told."""
    place = f"atelier « {workshop.id} »"
    if not workshop.notes:
        told = 'aucun fichier de notes : ajoutez notes = ["…"], avec le nom d\'un fichier du dossier notes/.'
        problems.append(Problem("edition.toml", place, told))
    folded = {_folded(name): name for name in reversed(files)}  # of two names alike, the first stays
    for written in dict.fromkeys(workshop.notes):
        asked = posixpath.normpath(normalize("NFC", written).replace("\\", "/"))
        name = asked if asked in files else folded.get(_folded(asked))
        if name:
            yield name
        elif asked.startswith(("../", "/")) or asked == ".." or asked[1:2] == ":":
            told = f"« {written} » sort du dossier notes/ : copiez le fichier dans notes/ et donnez son nom seul."
            problems.append(Problem("edition.toml", place, told))
        else:
            told = (
                f"le fichier de notes « {written} » n'est pas dans le dossier notes/ : ajoutez-le ou corrigez son nom."
            )
            problems.append(Problem("edition.toml", place, told))


def _folded(name: str) -> str:
    return normalize("NFC", name.casefold())
