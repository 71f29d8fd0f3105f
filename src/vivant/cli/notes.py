"""``vivant excerpts`` and ``vivant scrub``: what the importer read, and a text without names."""

import dataclasses
import json
import os
import sys
from pathlib import Path

import click

from vivant.cli.ending import end, stop
from vivant.corpus import Problem


@click.command(short_help="Montre ce que la lecture des notes a compris.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FICHIER...")
def excerpts(files: tuple[Path, ...]) -> None:
    """Montre ce que la lecture des notes a compris : une ligne JSON par extrait.

    Attention : le texte est brut, les noms de personnes n'y sont pas encore remplacés.
    """
    from vivant.formats.notes import read_notes

    click.echo("Texte brut : les noms de personnes ne sont pas remplacés. Ne le diffusez pas tel quel.", err=True)
    problems: list[Problem] = []
    found = 0
    for path in files:
        sheet = read_notes(path)
        problems += sheet.problems
        for excerpt in sheet.excerpts:
            found += 1
            click.echo(json.dumps(dataclasses.asdict(excerpt), ensure_ascii=False))
    if not found:
        stop([*problems, "Aucun extrait lu."])
    end(problems)


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

    if str(file) != "-" and file.suffix.lower() != ".txt":
        raise click.UsageError("donnez un fichier .txt, ou « - » pour l'entrée standard.")
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        stop(
            [
                Problem(
                    str(file), f"octet {error.start + 1}", "ce n'est pas de l'UTF-8 : réenregistrez le fichier ainsi."
                )
            ]
        )
    except OSError as error:
        stop([Problem(str(file), "", f"fichier illisible ({error.strerror}).")])
    try:
        tagger = spacy_tagger() if model else None
    except MissingExtraError as error:
        raise click.UsageError(str(error)) from error
    clean, findings = Scrubber([text], tagger=tagger).scrub(text)
    if report:
        _write_private(report, (json.dumps(row, ensure_ascii=False) for row in report_lines(findings, text)))
    sys.stdout.buffer.write(clean.encode("utf-8"))
    sys.stdout.buffer.flush()


def _write_private(path: Path, lines: object) -> None:
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.writelines(f"{line}\n" for line in lines)  # type: ignore[attr-defined]
    aside.replace(path)
