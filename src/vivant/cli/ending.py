"""How a command ends: its problems on standard error, its exit code."""

import sys
from collections.abc import Iterable
from typing import NoReturn

import click

from vivant.corpus import Problem

DONE, WITH_PROBLEMS, WRONG_USE, NOTHING_WRITTEN = 0, 1, 2, 3


def end(problems: Iterable[Problem] = ()) -> NoReturn:
    """Done: 0, or 1 with the problems listed."""
    sys.exit(WITH_PROBLEMS if tell(problems) else DONE)


def stop(problems: Iterable[Problem | str]) -> NoReturn:
    """Nothing was written: 3, with the reasons."""
    tell(problems)
    sys.exit(NOTHING_WRITTEN)


def tell(problems: Iterable[Problem | str]) -> int:
    """Print each problem on a line of standard error; how many there were."""
    told = [str(problem) for problem in problems]
    for line in told:
        click.echo(line, err=True)
    return len(told)
