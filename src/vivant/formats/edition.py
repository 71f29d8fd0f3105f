"""An edition folder: ``edition.toml``, ``notes/``, and the files beside them, all optional. Bare note files too."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from vivant.coding.codebook import Codebook, default_codebook
from vivant.coding.codings import Coding
from vivant.corpus import Edition, NoteSheet, Problem
from vivant.formats.bare_notes import bare_folder
from vivant.formats.codebook import read_codebook
from vivant.formats.edition_notes import note_files, read_sheets
from vivant.formats.edition_tables import read_attendance, read_codings, read_decisions, read_glossary
from vivant.formats.edition_texts import read_edition_texts
from vivant.formats.edition_toml import BrokenEditionError, read_edition_toml
from vivant.language import fold
from vivant.synthesis.material import Folder

__all__ = ["BrokenEditionError", "read_folder"]

TABLES = {
    "attendance": ("attendance.csv", "attendance.xlsx", "attendance.ods"),
    "codings": ("codings.csv", "codings.xlsx", "codings.ods"),
    "names": ("names.csv", "names.xlsx", "names.ods"),
    "glossary": ("glossary.csv", "glossary.xlsx", "glossary.ods"),
}
CODEBOOKS = ("codebook.json", "codebook.qdc")


def read_folder(paths: Sequence[Path]) -> Folder:
    """One edition folder, or note files. Never raises for what it finds in files: ``problems`` says it.

    Raises ValueError (French) for paths that don't exist or that mix a folder with other things, and
    BrokenEditionError, one of them, for an ``edition.toml`` that can't be read: no document is made of half an edition.
    """
    for path in paths:
        if not path.exists():
            raise ValueError(f"« {path} » n'existe pas : vérifiez le chemin.")
    folders = [path for path in paths if path.is_dir()]
    if not folders:
        return bare_folder(paths)
    if len(paths) > 1:
        raise ValueError("donnez un seul dossier d'édition, ou des fichiers de notes.")
    if not (folders[0] / "edition.toml").is_file():
        place = folders[0] / "notes" if (folders[0] / "notes").is_dir() else folders[0]
        told = "pas de fichier edition.toml : les fichiers de notes sont lus seuls, sans liste de présence ni codage."
        return bare_folder(note_files(place), [Problem(folders[0].name, "", told)])
    return _folder(folders[0])


def _folder(folder: Path) -> Folder:
    edition, problems = read_edition_toml(folder / "edition.toml")
    found = {name: _first(folder, names) for name, names in TABLES.items()}
    if path := found["attendance"]:
        attendance = read_attendance(path, edition, problems)
        edition = replace(edition, attendance=attendance)
    codings = read_codings(found["codings"], problems) if found["codings"] else ()
    edition, codings = _final(edition, codings, problems)
    decisions = read_decisions(found["names"], problems) if found["names"] else ()
    glossary = read_glossary(found["glossary"], problems) if found["glossary"] else ()
    codebook = _codebook(_first(folder, CODEBOOKS), problems)
    sheets = tuple(read_sheets(folder / "notes", edition, problems))
    edition = _with_declared(edition, sheets)
    texts = read_edition_texts(folder / "texts.md", codebook, problems)
    return Folder(edition, sheets, codebook, codings, decisions, glossary, texts, tuple(problems))


def _final(edition: Edition, codings: Sequence[Coding], problems: list[Problem]) -> tuple[Edition, tuple[Coding, ...]]:
    """The final coder by the name that the table gives; "Accord" and "accord " are one coder.

    One that coded nothing is told and left out: the union of all coders is then kept.
    """
    if not edition.final_coder:
        return edition, tuple(codings)
    asked = _folded(edition.final_coder)
    coders = list(dict.fromkeys(row.coder for row in codings if row.coder))
    alike = [coder for coder in coders if _folded(coder) == asked]
    if not alike:
        found = f"trouvés : {', '.join(f'« {coder} »' for coder in coders)}" if coders else "aucun n'est nommé"
        told = (
            f"final_coder : « {edition.final_coder} » n'est pas un codeur de la table des codages ({found}) : corrigez "
            "son nom ; en attendant, tous les codages comptent."
        )
        problems.append(Problem("edition.toml", "", told))
        return replace(edition, final_coder=""), tuple(codings)
    name = edition.final_coder if edition.final_coder in alike else alike[0]
    rows = tuple(replace(row, coder=name) if row.coder in alike else row for row in codings)
    return replace(edition, final_coder=name), rows


def _with_declared(edition: Edition, sheets: Iterable[NoteSheet]) -> Edition:
    """The number of people typed in the notes, kept on each workshop: it is used only without attendance list."""
    noted = {w.id: w.declared for sheet in sheets for w in sheet.workshops if w.declared is not None}
    workshops = tuple(w if w.declared is not None else replace(w, declared=noted.get(w.id)) for w in edition.workshops)
    return replace(edition, workshops=workshops)


def _codebook(path: Path | None, problems: list[Problem]) -> Codebook:
    if path is None:
        return default_codebook()
    try:
        return read_codebook(path)
    except ValueError as error:
        where, _, told = str(error).partition(" : ")  # it names its file, which the problem does too
        place = where.removeprefix(path.name).removeprefix(", ")
        problems.append(Problem(path.name, place, f"{told} Le livre de codes par défaut est pris à sa place."))
        return default_codebook()


def _folded(name: str) -> str:
    return " ".join(fold(name).split())


def _first(folder: Path, names: Iterable[str]) -> Path | None:
    return next((folder / name for name in names if (folder / name).is_file()), None)
