"""``vivant``: the group of commands."""

import sys

import click

import vivant
from vivant.cli.coding import agreement, evaluate, suggest
from vivant.cli.convert import convert
from vivant.cli.french import speak_french
from vivant.cli.notes import excerpts, scrub
from vivant.cli.samples import samples
from vivant.cli.synthesis import synthesis

speak_french()


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(vivant.__version__, prog_name="vivant", message="%(prog)s %(version)s")
def vivant_group() -> None:
    """Des notes d'atelier à une synthèse dont chaque phrase se remonte jusqu'aux mots.

    Codes de retour : 0, fait ; 1, fait, avec des problèmes listés sur la sortie d'erreur ; 2, mauvais usage ;
    3, rien n'a été écrit.
    """


for command in (synthesis, excerpts, suggest, evaluate, scrub, agreement, convert, samples):
    vivant_group.add_command(command)


def main() -> None:
    """Run the command line; a reader that closes early (``| head``) is no error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        vivant_group(prog_name="vivant")
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
