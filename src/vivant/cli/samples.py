"""``vivant samples``: the example editions, wherever the program is installed."""

import shutil
from pathlib import Path

import click

from vivant.cli.ending import reason, stop
from vivant.corpus import Problem
from vivant.formats.samples import samples_folder


@click.command(short_help="Copie les éditions d'exemple.")
@click.argument("destination", type=click.Path(path_type=Path, file_okay=False), metavar="DOSSIER")
def samples(destination: Path) -> None:
    """Copie les éditions d'exemple (inventées) dans DOSSIER, pour essayer ou pour partir d'un modèle."""
    try:
        if destination.exists() and any(destination.iterdir()):
            raise click.UsageError(f"« {destination} » n'est pas vide : choisissez un nouveau dossier.")
        shutil.copytree(samples_folder(), destination, dirs_exist_ok=True)
    except shutil.Error as error:
        told = f"{len(error.args[0])} fichiers d'exemple n'ont pas pu être copiés : vérifiez la place et vos droits."
        stop([Problem(str(destination), "", told)])
    except OSError as error:
        stop([Problem(str(destination), "", f"copie impossible : {reason(error)} ; choisissez un autre dossier.")])
    click.echo(f"Éditions d'exemple copiées dans {destination}. Essayez :")
    click.echo(f"  vivant synthesis {destination / 'edition-2018'} -o synthese.html --analysis analyse.html")
