"""``vivant synthesis``: from the notes to the documents."""

import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from vivant.cli.ending import DONE, WITH_PROBLEMS, reason, stop, tell
from vivant.cli.progress import Progress
from vivant.corpus import Problem

if TYPE_CHECKING:
    from vivant.synthesis.comparison import Comparison
    from vivant.synthesis.compose import Synthesis
    from vivant.synthesis.document import Document
    from vivant.synthesis.material import Folder, Material
    from vivant.synthesis.study import Study

OUTPUT = click.Path(path_type=Path, dir_okay=False)


@click.command(short_help="Écrit la synthèse et l'analyse complète.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="DOSSIER|FICHIER...")
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    required=True,
    type=OUTPUT,
    metavar="SORTIE",
    help="La synthèse, autant de fois que voulu ; format selon l'extension : pdf, docx, odt, html, md.",
)
@click.option(
    "--analysis",
    "analyses",
    multiple=True,
    type=OUTPUT,
    metavar="SORTIE",
    help="L'analyse complète des comptes rendus, où mène chaque chiffre et chaque citation.",
)
@click.option(
    "--previous",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DOSSIER",
    help="L'édition d'avant : ajoute ce qui persiste, ce qui est nouveau, ce qui n'est plus dit.",
)
@click.option("--suggest", is_flag=True, help="Propose un code aux extraits que personne n'a codés, et le dit.")
def synthesis(
    paths: tuple[Path, ...], outputs: tuple[Path, ...], analyses: tuple[Path, ...], previous: Path | None, suggest: bool
) -> None:
    """Écrit la synthèse d'un dossier d'édition (edition.toml, notes/, …), ou de fichiers de notes seuls."""
    from vivant.synthesis.comparison import Comparison
    from vivant.synthesis.report import report, validated_too_soon

    _check_targets([*outputs, *analyses], [*paths, *([previous] if previous else [])])
    with Progress(len(outputs) + len(analyses) + 4) as progress:
        progress.step("lecture des notes")
        folder = _read(paths)
        progress.step("noms de personnes, codes")
        notices: list[Problem] = []
        material = _prepare(folder, notices, suggest=suggest)
        progress.step("sens des extraits")
        study, before = _studies(material, previous, notices)
        progress.step("rédaction")
        comparison = Comparison(before) if before else None
        written = _compose(study, comparison)
        failed = list(_write_all(study, written, comparison, outputs, analyses, progress))
    if len(failed) == len(outputs) + len(analyses):
        stop([*material.problems, *failed])
    tell(dict.fromkeys(notices))  # to be known, and nothing to mend
    problems = [*material.problems, *validated_too_soon(study, written), *failed]
    tell(problems)  # before the report: a reader that closes early (| head) must not lose them
    for line in report(study, written):
        click.echo(line)
    sys.exit(WITH_PROBLEMS if problems else DONE)


def _check_targets(targets: Sequence[Path], sources: Sequence[Path]) -> None:
    """Formats that can be written, in folders that exist, once each, and never over what is read."""
    from vivant.render.suffixes import SUFFIXES

    for path in targets:
        if path.suffix.lower() not in SUFFIXES:
            raise click.UsageError(f"« {path.name} » : les formats de sortie sont {', '.join(SUFFIXES)}.")
        if any(_is_read_by(source, path) for source in sources):
            raise click.UsageError(f"« {path} » fait partie de ce qui est lu : choisissez un autre nom de sortie.")
        if not path.resolve().parent.is_dir():
            raise click.UsageError(f"le dossier « {path.parent} » n'existe pas : créez-le d'abord.")
    resolved = [path.resolve() for path in targets]
    if twice := next((path for path in resolved if resolved.count(path) > 1), None):
        raise click.UsageError(f"« {twice.name} » est demandé deux fois.")


def _is_read_by(source: Path, target: Path) -> bool:
    """Writing there would destroy what a person typed, or be read as notes the next time."""
    from vivant.formats.edition import CODEBOOKS, TABLES

    source, target = source.resolve(), target.resolve()
    if not source.is_dir():
        return target == source
    if target.is_relative_to(source / "notes"):
        return True
    own = {"edition.toml", "texts.md", *CODEBOOKS, *(name for names in TABLES.values() for name in names)}
    if not (source / "edition.toml").is_file():
        return target.is_relative_to(source) and target.exists()
    return target.parent == source and target.name in own


def _read(paths: Sequence[Path]) -> "Folder":
    from vivant.formats.edition import BrokenEditionError, read_folder

    try:
        folder = read_folder(paths)
    except BrokenEditionError as error:
        stop([*error.problems, "Rien n'a été écrit : reprenez edition.toml."])
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    if not any(sheet.excerpts for sheet in folder.sheets):
        told = [*folder.problems, *(problem for sheet in folder.sheets for problem in sheet.problems)]
        stop([*told, "Aucune note lisible : rien n'a été écrit."])
    return folder


def _prepare(folder: "Folder", notices: list[Problem], *, suggest: bool) -> "Material":
    from vivant.cli.meaning import proposer
    from vivant.scrub import Decision, Scrubber
    from vivant.synthesis.material import prepare

    # The network's own name and the glossary are nobody's; people's decisions come first.
    own = {acronym for term in folder.glossary for acronym in term.acronyms}
    own |= {word for word in re.findall(r"\w{3,}", folder.edition.network) if word[0].isupper()}
    kept = [Decision(word, "keep") for word in sorted(own - {decision.text for decision in folder.decisions})]
    scrubber = Scrubber((sheet.text for sheet in folder.sheets), decisions=[*folder.decisions, *kept])
    return prepare(folder, scrubber.scrub, proposer(folder.codebook, notices) if suggest or folder.bare else None)


def _studies(material: "Material", previous: Path | None, notices: list[Problem]) -> tuple["Study", "Study | None"]:
    """The study of this edition and, when asked, of the one before: encoded together, so that they can be compared."""
    from vivant.cli.meaning import encode
    from vivant.synthesis.study import Study

    before = _prepare(_read([previous]), notices, suggest=False) if previous else None
    if before and previous:
        notices += [replace(told, source=f"{previous.name}/{told.source}") for told in before.problems]
        if not any(one.codes for one in before.coded):
            notices.append(Problem(previous.name, "", "rien n'y est codé : les deux éditions ne sont pas comparées."))
    texts = [one.excerpt.text for one in material.coded]
    earlier = [one.excerpt.text for one in before.coded] if before else []
    vectors, told = encode([*texts, *earlier])
    notices += told
    if vectors is None:
        return Study(material), Study(before) if before else None
    study = Study(material, vectors[: len(texts)])
    return study, Study(before, vectors[len(texts) :]) if before else None


def _compose(study: "Study", comparison: "Comparison | None") -> "Synthesis":
    from vivant.synthesis.compose import BrokenEvidenceError, compose

    try:
        return compose(study, comparison)
    except BrokenEvidenceError as error:
        stop([*study.material.problems, *error.problems, "Rien n'a été écrit : reprenez ces citations."])


def _write_all(
    study: "Study",
    written: "Synthesis",
    comparison: "Comparison | None",
    outputs: Sequence[Path],
    analyses: Sequence[Path],
    progress: Progress,
) -> Iterator[Problem]:
    from vivant.render import write

    for document, path in _documents(study, written, comparison, outputs, analyses):
        progress.step(path.name)
        with _told(path) as problems:
            write(document, path)
        yield from problems


def _documents(
    study: "Study",
    written: "Synthesis",
    comparison: "Comparison | None",
    outputs: Sequence[Path],
    analyses: Sequence[Path],
) -> Iterator[tuple["Document", Path]]:
    """Each document with the links that its format can follow: an html leads to the html of the other."""
    from vivant.synthesis.minutes import minutes

    page = next((path for path in analyses if path.suffix.lower() == ".html"), None)
    home = next((path for path in outputs if path.suffix.lower() == ".html"), None)
    for path in outputs:
        linked = page if path.suffix.lower() == ".html" else next(iter(analyses), None)
        if linked is None:
            yield written.alone(), path
        else:
            yield replace(written.linked, evidence=_link(path, linked)), path
    for path in analyses:
        yield minutes(study, written.cited, _link(path, home) if home else "", comparison), path


def _link(page: Path, target: Path) -> str:
    """How one file leads to another: a relative address, or a full one when no relative one exists (two drives)."""
    page, target = page.resolve(), target.resolve()
    if page.anchor != target.anchor:
        return target.as_uri()
    return quote(Path(os.path.relpath(target, page.parent)).as_posix())


@contextmanager
def _told(path: Path) -> Iterator[list[Problem]]:
    """What the writing of a file may meet, as a problem: the other files are still written."""
    problems: list[Problem] = []
    try:
        yield problems
    except OSError as error:
        problems.append(Problem(str(path), "", f"écriture impossible ({reason(error)})."))
