"""``vivant``: the group of commands, and what happens when one ends badly."""

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO

import click

import vivant
from vivant.cli.agreement import agreement
from vivant.cli.coding import evaluate, suggest
from vivant.cli.convert import convert
from vivant.cli.ending import DONE, NOTHING_WRITTEN, reason
from vivant.cli.notes import excerpts, scrub
from vivant.cli.samples import samples
from vivant.cli.synthesis import synthesis


class ReaderLeftError(Exception):
    """Who read our output has closed it, as ``| head`` does."""


class Commands(click.Group):
    """A group from which a closed output comes out as ReaderLeftError: click would end with 1 by itself."""

    def make_context(self, *arguments: Any, **named: Any) -> click.Context:
        with _reader_may_leave():
            return super().make_context(*arguments, **named)

    def invoke(self, ctx: click.Context) -> Any:
        with _reader_may_leave():
            return super().invoke(ctx)


@contextmanager
def _reader_may_leave() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise ReaderLeftError from None


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    subcommand_metavar="COMMANDE …",
)
@click.version_option(vivant.__version__, prog_name="vivant", message="%(prog)s %(version)s")
def vivant_group() -> None:
    """Des notes d'atelier à une synthèse dont chaque phrase se remonte jusqu'aux mots.

    Codes de retour : 0, fait ; 1, fait, avec des problèmes listés sur la sortie d'erreur ; 2, mauvais usage ;
    3, rien n'a été écrit.
    """


for command in (synthesis, excerpts, suggest, evaluate, scrub, agreement, convert, samples):
    vivant_group.add_command(command)


def main() -> None:
    """Run the command line and leave with its exit code; no traceback is shown, but under ``VIVANT_TRACE=1``."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Half a character, which no encoding takes, comes out as \udXXX: JSON reads that back.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_run())


def _run() -> int:
    try:
        return vivant_group.main(prog_name="vivant", standalone_mode=False) or DONE
    except ReaderLeftError:
        _silence(sys.stdout, sys.stderr)
        return DONE
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return _ended("Interrompu.")
    except Exception as error:  # the last door: what no command foresaw
        if os.environ.get("VIVANT_TRACE") == "1":
            traceback.print_exc()
        return _ended(_sentence(error))


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno:
        where = f"« {error.filename} » : accès" if error.filename else "Sortie standard : écriture"
        return f"{where} impossible : {reason(error)}."
    name = type(error).__name__
    return f"Erreur inattendue ({name}) : rien de plus n'a été écrit ; relancez avec VIVANT_TRACE=1 pour le détail."


def _ended(told: str) -> int:
    with suppress(OSError):
        click.echo(told, err=True)
    try:
        sys.stdout.flush()
    except (OSError, ValueError, AttributeError):
        _silence(sys.stdout)
    return NOTHING_WRITTEN


def _silence(*streams: TextIO) -> None:
    """What these still hold goes nowhere: the interpreter's last flush would complain of it."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in streams:
            os.dup2(nowhere, stream.fileno())
