"""An edition folder: ``edition.toml``, ``notes/``, and the files beside them, all optional. Bare note files too."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from vivant.coding.codebook import Codebook, default_codebook
from vivant.corpus import Edition, NoteSheet, Problem, Workshop
from vivant.formats.codebook import read_codebook
from vivant.formats.decoding import decode
from vivant.formats.edition_tables import read_attendance, read_codings, read_decisions, read_glossary
from vivant.formats.edition_toml import read_edition_toml
from vivant.formats.notes import read_many, read_notes
from vivant.synthesis.material import Folder
from vivant.synthesis.texts import FRAME, Texts, read_texts

TABLES = {
    "attendance": ("attendance.csv", "attendance.xlsx", "attendance.ods"),
    "codings": ("codings.csv", "codings.xlsx", "codings.ods"),
    "names": ("names.csv", "names.xlsx", "names.ods"),
    "glossary": ("glossary.csv", "glossary.xlsx", "glossary.ods"),
}
CODEBOOKS = ("codebook.json", "codebook.qdc")


def read_folder(paths: Sequence[Path]) -> Folder:
    """One edition folder, or note files. Never raises for what it finds in files: ``problems`` says it.

    Raises ValueError (French) for paths that don't exist or that mix a folder with other things.
    """
    for path in paths:
        if not path.exists():
            raise ValueError(f"« {path} » n'existe pas : vérifiez le chemin.")
    folders = [path for path in paths if path.is_dir()]
    if not folders:
        return _bare(list(paths))
    if len(paths) > 1:
        raise ValueError("donnez un seul dossier d'édition, ou des fichiers de notes.")
    if not (folders[0] / "edition.toml").is_file():
        place = folders[0] / "notes" if (folders[0] / "notes").is_dir() else folders[0]
        told = "pas de fichier edition.toml : les fichiers de notes sont lus seuls, sans liste de présence ni codage."
        return _bare(_note_files(place), [Problem(folders[0].name, "", told)])
    return _folder(folders[0])


def _folder(folder: Path) -> Folder:
    edition, problems = read_edition_toml(folder / "edition.toml")
    found = {name: _first(folder, names) for name, names in TABLES.items()}
    if path := found["attendance"]:
        attendance = read_attendance(path, edition, problems)
        edition = replace(edition, attendance=attendance)
    codings = read_codings(found["codings"], problems) if found["codings"] else ()
    decisions = read_decisions(found["names"], problems) if found["names"] else ()
    glossary = read_glossary(found["glossary"], problems) if found["glossary"] else ()
    codebook = _codebook(_first(folder, CODEBOOKS), problems)
    sheets = tuple(_sheets(folder / "notes", edition, problems))
    edition = _with_declared(edition, sheets)
    texts = _texts(folder / "texts.md", codebook, problems)
    return Folder(edition, sheets, codebook, codings, decisions, glossary, texts, tuple(problems))


def _bare(paths: list[Path], problems: Iterable[Problem] = ()) -> Folder:
    """Note files alone: the workshops are those that the files name, in the order of their dates."""
    sheets = tuple(read_many(paths))
    named: dict[str, Workshop] = {}
    for workshop in (workshop for sheet in sheets for workshop in sheet.workshops):
        named.setdefault(workshop.id, workshop)
    workshops = sorted(named.values(), key=lambda w: (w.held_on is None, w.held_on or 0))  # stable without a date
    years = {workshop.held_on.year for workshop in workshops if workshop.held_on}
    edition = Edition(
        "Synthèse des ateliers", year=years.pop() if len(years) == 1 else None, workshops=tuple(workshops)
    )
    return Folder(edition, sheets, problems=tuple(problems), bare=True)


def _sheets(notes: Path, edition: Edition, problems: list[Problem]) -> Iterator[NoteSheet]:
    """The sheets of the folder of notes, in the order of the workshops; a file of no workshop is told, and read."""
    holders: dict[str, list[Workshop]] = {}
    for workshop in edition.workshops:
        for name in workshop.notes:
            holders.setdefault(name, []).append(workshop)
    for name in list(holders):
        if not (notes / name).is_file():
            told = f"le fichier de notes « {name} » n'est pas dans le dossier notes/ : ajoutez-le ou corrigez son nom."
            problems.append(Problem("edition.toml", f"atelier « {holders.pop(name)[0].id} »", told))
    for path in _note_files(notes):
        name = path.relative_to(notes).as_posix()
        if name not in holders:
            told = "ce fichier n'est rattaché à aucun atelier : ajoutez son nom à « notes » dans edition.toml."
            problems.append(Problem(name, "", told))
            holders[name] = []
    for name, workshops in holders.items():
        yield read_notes(notes / name, workshops=workshops, name=name)


def _note_files(folder: Path) -> list[Path]:
    """Every file a person put there, in order; hidden ones and lock files of office suites are not theirs."""
    if not folder.is_dir():
        return []
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith((".", "~$")) and path.name not in {"Thumbs.db", "desktop.ini"}
    )


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
        problems.append(Problem(path.name, "", f"{error} Le livre de codes par défaut est pris à sa place."))
        return default_codebook()


def _texts(path: Path, codebook: Codebook, problems: list[Problem]) -> Texts:
    if not path.is_file():
        return Texts()
    decoded = decode(path.read_bytes())
    problems += [Problem(path.name, place, message) for place, message in decoded.remarks]
    texts = read_texts(decoded.text, path.name)
    roots = {f"{root.key}_{what}" for root in codebook.roots() for what in ("intro", "bilan")}
    known = {*FRAME, *roots, *(code.key for code in codebook.leaves())}
    for section in texts.sections.values():
        if section.key not in known:
            told = f"la section « {section.key} » n'est pas attendue ; celles qui le sont : {', '.join(sorted(known))}."
            problems.append(Problem(path.name, f"ligne {section.line}", told))
    return texts


def _first(folder: Path, names: Iterable[str]) -> Path | None:
    return next((folder / name for name in names if (folder / name).is_file()), None)
