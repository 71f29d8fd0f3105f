"""What a command is given to read: a file, or standard input for ``-``."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar

import click

from vivant.cli.ending import stop
from vivant.corpus import Problem

T = TypeVar("T")

FILE = click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True)
DASH = Path("-")
STANDARD_INPUT = "entrée standard"


def name_of(path: Path) -> str:
    """How messages call it."""
    return STANDARD_INPUT if path == DASH else path.name


def stream_of(path: Path) -> Path | BinaryIO:
    return sys.stdin.buffer if path == DASH else path


def bytes_of(path: Path) -> bytes:
    """All of it. Raises Unreadable for what cannot be read, is empty or too large."""
    from vivant.formats.files import LIMIT, Unreadable, megabytes, read_bytes

    if path != DASH:
        return read_bytes(path)
    data = sys.stdin.buffer.read(LIMIT + 1)
    if not data:
        raise Unreadable("rien n'est arrivé : vérifiez la commande qui précède.")
    if len(data) > LIMIT:
        raise Unreadable(f"plus de {megabytes(LIMIT)} : coupez le texte en plusieurs.")
    return data


def text_of(path: Path) -> bytes:
    """The bytes of a text. Raises Unreadable for what is something else, whatever its name says."""
    from vivant.formats.files import Unreadable, sniff

    data = bytes_of(path)
    kind = sniff(data, ".txt")
    if kind != "txt":
        found = "document Office" if kind == "ole" else kind
        raise Unreadable(f"c'est un {found}, pas un texte : enregistrez-le en .txt (UTF-8), ou donnez le bon fichier.")
    return data


@contextmanager
def as_file(path: Path) -> Iterator[Path]:
    """A file that readers of files can open: standard input is put aside for as long, where nobody else reads."""
    if path != DASH:
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        aside = Path(folder) / STANDARD_INPUT
        aside.write_bytes(read(path, lambda: bytes_of(path)))
        yield aside


def read(path: Path, make: "Callable[[], T]") -> "T":
    """What ``make`` reads of ``path``; when nothing can be read of it, that is said and the command ends."""
    from vivant.formats.files import Unreadable

    try:
        return make()
    except Unreadable as error:
        stop([Problem(name_of(path), error.place, error.message)])


def refuse_twice(*paths: Path | None) -> None:
    """Standard input can be read only once."""
    if paths.count(DASH) > 1:
        raise click.UsageError("« - », l'entrée standard, ne se lit qu'une fois : donnez un fichier pour le reste.")
