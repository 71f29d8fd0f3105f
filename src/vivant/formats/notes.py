"""Notes of workshops, from any supported file to a sheet: its text, its excerpts, and what each stretch of it is."""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from vivant.corpus import NoteSheet, Problem, Workshop
from vivant.formats.files import SUFFIXES, Unreadable, ole_message, read_bytes, refuse_suffix, sniff
from vivant.formats.reading.lines import Reading
from vivant.formats.understanding.drafts import Drafts

__all__ = ["SUFFIXES", "read_many", "read_notes"]

_SAME = {".text": "txt", ".markdown": "md", ".tsv": "csv"}


def read_notes(path: Path, *, workshops: Sequence[Workshop] = (), name: str | None = None) -> NoteSheet:
    """The sheet of one file. Raises nothing: a file that cannot be read gives an empty text and a problem.

    ``workshops`` are those that the edition says this file is about. One: every excerpt is its own, whatever the file
    says (a date that differs is a problem; a number of people noted is kept in ``NoteSheet.workshops``). Several: the
    titles and dates of the file choose between them. None: workshops and their ids are made from the file.
    ``name`` is what problems and ids call the file, its own name if None: ids depend on it.
    """
    name = path.name if name is None else name
    try:
        return _read(path, name, workshops)
    except Unreadable as error:
        return NoteSheet(name, "", (), (), problems=(Problem(name, error.place, error.message),))


def read_many(paths: Iterable[Path], *, workshops: Sequence[Workshop] = ()) -> list[NoteSheet]:
    """The sheets of several files, in order. Two files of one name are told apart by their folders."""
    files = list(paths)
    names = [path.name for path in files]
    shown = [str(path) if names.count(path.name) > 1 else path.name for path in files]
    return [read_notes(path, workshops=workshops, name=name) for path, name in zip(files, shown, strict=True)]


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
