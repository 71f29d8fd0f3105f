"""``vivant samples``: the example editions, wherever the program is installed."""

import shutil
from pathlib import Path

import click

from vivant.formats.samples import samples_folder


@click.command(short_help="Copie les éditions d'exemple.")
@click.argument("destination", type=click.Path(path_type=Path, file_okay=False), metavar="DOSSIER")
def samples(destination: Path) -> None:
    """Copie les éditions d'exemple (inventées) dans DOSSIER, pour essayer ou pour partir d'un modèle."""
    if destination.exists() and any(destination.iterdir()):
        raise click.UsageError(f"« {destination} » n'est pas vide : choisissez un nouveau dossier.")
    shutil.copytree(samples_folder(), destination, dirs_exist_ok=True)
    click.echo(f"Éditions d'exemple copiées dans {destination}. Essayez :")
    click.echo(f"  vivant synthesis {destination / 'edition-2018'} -o synthese.html --analysis analyse.html")
