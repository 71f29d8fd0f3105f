"""``vivant excerpts`` and ``vivant scrub``: what the importer read, and a text without names."""

import dataclasses
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vivant.cli.aside import written_aside
from vivant.cli.ending import DONE, WITH_PROBLEMS, end, reason, stop, tell
from vivant.cli.given import DASH, STANDARD_INPUT, name_of, read, refuse_twice, text_of
from vivant.corpus import Problem

if TYPE_CHECKING:
    from vivant.corpus import NoteSheet


@click.command(short_help="Montre ce que la lecture des notes a compris.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FICHIER...")
def excerpts(files: tuple[Path, ...]) -> None:
    """Montre ce que la lecture des notes a compris : une ligne JSON par extrait.

    Attention : le texte est brut, les noms de personnes n'y sont pas encore remplacés.
    FICHIER « - » : un texte, par l'entrée standard.
    """
    refuse_twice(*files)
    tell(["Texte brut : les noms de personnes ne sont pas remplacés. Ne le diffusez pas tel quel."])
    told = found = 0
    for sheet in _sheets(files):
        told += tell(sheet.problems)  # before the excerpts: who reads these may stop at any time
        for excerpt in sheet.excerpts:
            found += 1
            click.echo(json.dumps(dataclasses.asdict(excerpt), ensure_ascii=False))
    if not found:
        stop(["Aucun extrait lu."])
    sys.exit(WITH_PROBLEMS if told else DONE)


def _sheets(files: Sequence[Path]) -> "Iterator[NoteSheet]":
    """Each file's, as soon as it is read; all at once only when names must be told apart by their folders."""
    from vivant.formats.notes import read_many, read_notes

    stored = [path for path in files if path != DASH]
    alike = len({path.name for path in stored}) < len(stored)
    sheets = iter(read_many(stored)) if alike else map(read_notes, stored)
    for path in files:
        yield _typed() if path == DASH else next(sheets)


def _typed() -> "NoteSheet":
    """The sheet of what standard input gives, which never touches the disk."""
    from hashlib import sha256

    from vivant.corpus import NoteSheet
    from vivant.formats.files import Unreadable
    from vivant.formats.reading.plain import read_txt
    from vivant.formats.understanding.outline import understand

    try:
        data = text_of(DASH)
    except Unreadable as error:
        told = Problem(STANDARD_INPUT, error.place, error.message)
        return NoteSheet(STANDARD_INPUT, "", (), (), problems=(told,))
    return understand(STANDARD_INPUT, read_txt(data)).sheet((), sha256(data).hexdigest())


@click.command(short_help="Remplace les noms de personnes par des mots neutres.")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), metavar="FICHIER")
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="SORTIE",
    help="Écrit ce qui a été remplacé, une ligne JSON chacun (lisible par vous seul : il contient les noms).",
)
@click.option("--model", is_flag=True, help="Ajoute l'avis du modèle de l'extra [noms], s'il est installé.")
def scrub(file: Path, report: Path | None, model: bool) -> None:
    """Remplace noms de personnes et indices indirects par des mots neutres ; le texte sort ligne pour ligne.

    FICHIER est un .txt, ou « - » pour l'entrée standard. Trouver des noms est un résultat : le code de retour est 0.
    """
    from vivant.scrub import Scrubber, report_lines
    from vivant.scrub.tagger import MissingExtraError, spacy_tagger

    _check(file, report)
    data = read(file, lambda: text_of(file))
    text, problems = _decoded(data, name_of(file))
    try:
        tagger = spacy_tagger() if model else None
    except MissingExtraError as error:
        raise click.UsageError(str(error)) from error
    clean, findings = Scrubber([text], tagger=tagger).scrub(text)
    if report:
        _write_private(report, (json.dumps(row, ensure_ascii=False) for row in report_lines(findings, text)))
    click.echo(clean.encode("utf-8"), nl=False)
    end(problems)


def _check(file: Path, report: Path | None) -> None:
    if file != DASH and file.suffix.lower() != ".txt":
        raise click.UsageError("donnez un fichier .txt, ou « - » pour l'entrée standard.")
    if report == DASH:
        raise click.UsageError("--report : donnez un nom de fichier, ce qu'il contient ne doit pas s'afficher.")
    if report and (report.resolve() == file.resolve() or (report.exists() and file.exists() and report.samefile(file))):
        raise click.UsageError(f"--report : « {report.name} » est le texte lui-même ; donnez un autre nom.")


def _decoded(data: bytes, name: str) -> tuple[str, list[Problem]]:
    """The characters of a text, its line ends as they are; any encoding but UTF-8 is told, as the output is UTF-8.

    A text of which characters are lost ends the command: names would hide there.
    """
    from vivant.formats.decoding import decode_exact

    if b"\0" not in data:
        try:
            return data.decode("utf-8"), []
        except UnicodeDecodeError:
            pass
    decoded = decode_exact(data)
    problems = [Problem(name, place, message) for place, message in decoded.remarks]
    if "\ufffd" in decoded.text:
        stop([*problems, "Rien n'a été écrit : des noms pourraient se cacher dans ce qui ne se lit pas."])
    tell([f"{name} : lu en {decoded.encoding} ; le texte sort en UTF-8."])
    return decoded.text, problems


def _write_private(path: Path, lines: Iterable[str]) -> None:
    try:
        with written_aside(path, private=True) as aside, aside.open("w", encoding="utf-8") as stream:
            stream.writelines(f"{line}\n" for line in lines)
    except OSError as error:
        told = f"écriture impossible : {reason(error)} ; donnez un autre endroit à --report."
        stop([Problem(str(path), "", told)])
