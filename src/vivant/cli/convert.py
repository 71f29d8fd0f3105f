"""``vivant convert``: a codebook from one format to the other."""

from pathlib import Path

import click

from vivant.cli.aside import written_aside
from vivant.cli.ending import end, reason, stop
from vivant.cli.given import DASH
from vivant.corpus import Problem

FORMATS = (".json", ".qdc")


@click.command(short_help="Convertit un livre de codes.")
@click.argument(
    "source", type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True), metavar="ENTRÉE"
)
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False), metavar="SORTIE")
def convert(source: Path, target: Path) -> None:
    """Convertit un livre de codes : JSON (.json) vers REFI-QDA (.qdc), et retour."""
    from vivant.formats.codebook import read_codebook, write_codebook

    _check(source, target)
    try:
        book = read_codebook(source)
    except ValueError as error:
        stop([str(error)])
    try:
        with written_aside(target) as aside:
            write_codebook(book, aside)
    except OSError as error:
        stop([Problem(str(target), "", f"écriture impossible : {reason(error)}.")])
    end()


def _check(source: Path, target: Path) -> None:
    if DASH in (source, target):
        raise click.UsageError(
            "« - » ne convient pas ici : donnez deux noms de fichiers, leur extension dit leur format."
        )
    for path in (source, target):
        if path.suffix.lower() not in FORMATS:
            raise click.UsageError(f"« {path.name} » : les formats d'un livre de codes sont {' et '.join(FORMATS)}.")
    if source.resolve() == target.resolve() or (target.exists() and target.samefile(source)):
        raise click.UsageError(f"« {target.name} » est à la fois l'entrée et la sortie : donnez un autre nom.")
