"""How a command ends: its problems on standard error, its exit code."""

import errno
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NoReturn

import click

from vivant.corpus import Problem
from vivant.corpus.faults import together

DONE, WITH_PROBLEMS, WRONG_USE, NOTHING_WRITTEN = 0, 1, 2, 3

REASONS = {
    errno.ENOENT: "le fichier ou le dossier n'existe pas",
    errno.EACCES: "vous n'en avez pas le droit",
    errno.EPERM: "vous n'en avez pas le droit",
    errno.EROFS: "le disque est en lecture seule",
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "votre place sur le disque est épuisée",
    errno.EFBIG: "le fichier est trop gros pour ce disque",
    errno.EISDIR: "c'est un dossier",
    errno.ENOTDIR: "un fichier tient la place d'un dossier du chemin",
    errno.EEXIST: "un fichier de ce nom existe déjà",
    errno.ENAMETOOLONG: "le nom est trop long",
    errno.ELOOP: "des raccourcis tournent en rond",
    errno.EBUSY: "le fichier est ouvert ailleurs",
    errno.EMFILE: "trop de fichiers sont ouverts",
    errno.ENFILE: "trop de fichiers sont ouverts",
    errno.ENOMEM: "la mémoire manque",
    errno.EIO: "le disque répond mal",
    errno.EINVAL: "ce nom ou cet endroit ne convient pas",
}
"""What a system says in its own language, in ours."""


def end(problems: Iterable[Problem] = ()) -> NoReturn:
    """Done: 0, or 1 with the problems listed."""
    sys.exit(WITH_PROBLEMS if tell(problems) else DONE)


def stop(problems: Iterable[Problem | str]) -> NoReturn:
    """Nothing was written: 3, with the reasons."""
    tell(problems)
    sys.exit(NOTHING_WRITTEN)


def tell(problems: Iterable[Problem | str]) -> int:
    """Print each problem on a line of standard error, one line for those that only their places set apart.

    How many there were.
    """
    told = list(problems)
    for line in _grouped(told):
        click.echo(line, err=True)
    return len(told)


def reason(error: OSError) -> str:
    """Why a file could not be read or written, without a capital nor a stop.

    >>> reason(PermissionError(errno.EACCES, "Permission denied"))
    "vous n'en avez pas le droit"
    """
    if error.errno in REASONS:
        return REASONS[error.errno]
    return f"le système a refusé (erreur {error.errno})" if error.errno else "le système a refusé"


def _grouped(problems: Iterable[Problem | str]) -> Iterator[str]:
    """Each problem at the rank of the first like it, with the places of all."""
    alike: dict[Problem | str, list[str]] = {}
    for problem in problems:
        if isinstance(problem, Problem):
            alike.setdefault(replace(problem, place=""), []).append(problem.place)
        else:
            alike.setdefault(problem, [])
    for problem, places in alike.items():
        yield str(replace(problem, place=together(places)) if isinstance(problem, Problem) else problem)
