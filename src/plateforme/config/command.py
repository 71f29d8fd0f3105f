"""``plateforme``: what whoever keeps a site types. Anything else is a command of Django (``migrate``, ``shell``…)."""

import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from vivant.cli.ending import reason
from vivant.cli.french import speak_french

speak_french()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plateforme.config.settings")

DONE, PROBLEMS, NOTHING_DONE = 0, 1, 3


def main() -> None:
    """Our commands by their names; the rest goes to Django."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    name = next(iter(sys.argv[1:]), "")
    if name not in plateforme.commands and name and not name.startswith("-"):
        _django()
        return
    try:
        plateforme.main(prog_name="plateforme")
    except Exception as error:  # the last door: what no command foresaw
        if os.environ.get("PLATEFORME_TRACE") == "1":
            raise
        why = reason(error) if isinstance(error, OSError) else type(error).__name__
        _refuse(f"Rien n'a été fait : {why}. Relancez avec PLATEFORME_TRACE=1 pour le détail.")


def _django() -> None:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["plateforme", *sys.argv[1:]])
    if sys.argv[1] == "migrate":  # the table of the cache is no model's
        execute_from_command_line(["plateforme", "createcachetable", "--verbosity=0"])


def _set_up() -> None:
    import django

    django.setup()


def _refuse(told: str) -> NoReturn:
    click.echo(told, err=True)
    raise SystemExit(NOTHING_DONE)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def plateforme() -> None:
    """Le lieu où un réseau se retrouve.

    Sans autre réglage, tout est gardé dans un dossier de cette machine. Les réglages sont dans docs/guide/heberger.md.
    Les commandes de Django (migrate, createsuperuser, shell…) s'appellent de la même façon.

    Codes de retour : 0, fait ; 1, fait, avec des problèmes ; 2, mauvais usage ; 3, rien n'a été fait.
    """


@plateforme.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Adresse où écouter.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port où écouter.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Processus qui répondent.")
@click.option("--work/--no-work", default=True, help="Faire aussi le travail de fond (courriels, rappels).")
@click.option("--example", is_flag=True, help="Charger le réseau d'exemple si la base est vide.")
def serve(host: str, port: int, workers: int, work: bool, example: bool) -> None:
    """Met la base à jour puis sert le site, jusqu'à Ctrl-C."""
    from plateforme.config import serving

    if not serving.is_free(host, port):
        _refuse(f"Le port {port} est déjà pris. Essayez-en un autre, par exemple : --port {port % 65535 + 1}")
    os.environ.setdefault("PLATEFORME_ORIGIN", f"http://{host}:{port}")
    serving.end_when_asked()
    _set_up()
    serving.prepare()
    for line in _example() if example else ():
        click.echo(line)
    click.echo(f"Le site est servi sur {os.environ['PLATEFORME_ORIGIN']} (Ctrl-C pour arrêter).")
    _close_connections()
    serving.serve(host, port, workers, work=work)
    click.echo("Arrêté.")


def _close_connections() -> None:
    from django.db import connections

    connections.close_all()


def _example() -> list[str]:
    """The lines that say how to sign in, the example loaded if there is no network yet; nothing on a real site."""
    from plateforme.config import demo
    from plateforme.networks.models import Network

    if Network.objects.exists() and not Network.objects.filter(slug=demo.SLUG).exists():
        return []
    return demo.load()


@plateforme.command()
def demo() -> None:
    """Charge le réseau d'exemple : personnes et organisations inventées."""
    _set_up()
    from plateforme.config import demo as example
    from plateforme.config import serving

    serving.prepare()
    for line in example.load():
        click.echo(line)


@plateforme.command()
@click.option("--with-parent", is_flag=True, hidden=True)
def work(with_parent: bool) -> None:
    """Fait le travail de fond : courriels, rappels, effacements. Plusieurs peuvent tourner."""
    _set_up()
    from plateforme.config import working

    working.work(with_parent=with_parent)


@plateforme.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Garde tout (données et documents déposés) dans FILE. Le site peut rester ouvert."""
    _set_up()
    from plateforme.config import backing_up

    told = backing_up.back_up(file)
    click.echo(told)


@plateforme.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--replace", is_flag=True, help="Remplacer ce qui est déjà là.")
def restore(file: Path, replace: bool) -> None:
    """Remet en place ce que garde FILE. Arrêtez le site avant."""
    _set_up()
    from plateforme.config import restoring

    try:
        click.echo(restoring.restore(file, replace=replace))
    except restoring.RefusedError as error:
        _refuse(str(error))


@plateforme.command()
def check() -> None:
    """Dit ce qui manque à cette installation pour être sûre."""
    _set_up()
    from plateforme.config import health

    problems = health.problems()
    for problem in problems:
        click.echo(f"- {problem}", err=True)
    click.echo(f"{len(problems)} point(s) à reprendre." if problems else "Tout est en ordre.")
    raise SystemExit(PROBLEMS if problems else DONE)


if __name__ == "__main__":
    main()
