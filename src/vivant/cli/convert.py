"""``vivant convert``: a codebook from one format to the other."""

from pathlib import Path

import click

from vivant.cli.ending import end, stop

FORMATS = (".json", ".qdc")


@click.command(short_help="Convertit un livre de codes.")
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="ENTRÉE")
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False), metavar="SORTIE")
def convert(source: Path, target: Path) -> None:
    """Convertit un livre de codes : JSON (.json) vers REFI-QDA (.qdc), et retour."""
    from vivant.formats.codebook import read_codebook, write_codebook

    for path in (source, target):
        if path.suffix.lower() not in FORMATS:
            raise click.UsageError(f"« {path.name} » : les formats d'un livre de codes sont {' et '.join(FORMATS)}.")
    try:
        write_codebook(read_codebook(source), target)
    except (ValueError, OSError) as error:
        stop([str(error)])
    end()
