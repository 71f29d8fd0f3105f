"""The same fault in a hundred rows is one problem: it names the rows, and is read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from vivant.corpus.problem import Problem

MOST_RUNS = 12
"""Runs of lines named at most; the lines after them are counted."""

_LINE = re.compile(r"(.*?)ligne (\d+)")


@dataclass
class Faults:
    """Faults met in a file, told once each, in the order first met, with all the places where they stand.

    >>> faults = Faults("attendance.csv")
    >>> for row in (2, 3, 4, 9):
    ...     faults.tell(f"ligne {row}", "atelier inconnu : corrigez-le.")
    >>> [str(problem) for problem in faults.problems()]
    ['attendance.csv, lignes 2 à 4, 9 : atelier inconnu : corrigez-le.']
    """

    source: str
    _places: dict[str, list[str]] = field(default_factory=dict)

    def tell(self, place: str, message: str) -> None:
        """One more place where this happened."""
        self._places.setdefault(message, []).append(place)

    def problems(self) -> list[Problem]:
        """One problem a message."""
        return [Problem(self.source, together(places), message) for message, places in self._places.items()]


def together(places: Iterable[str]) -> str:
    """Several places said as one: lines in order, three in a row or more as a run; other places as they are.

    >>> together(["ligne 2", "ligne 15", "ligne 3", "ligne 4", "ligne 3"])
    'lignes 2 à 4, 15'
    >>> together(["feuille Notes, ligne 7"])
    'feuille Notes, ligne 7'
    """
    lines: dict[str, set[int]] = {}
    others: dict[str, None] = {}
    for place in places:
        if match := _LINE.fullmatch(place):
            lines.setdefault(match[1], set()).add(int(match[2]))
        elif place:
            others[place] = None
    return " ; ".join([*(before + _lines(sorted(numbers)) for before, numbers in lines.items()), *others])


def _lines(numbers: list[int]) -> str:
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    shown = ", ".join(_run(*run) for run in runs[:MOST_RUNS])
    hidden = sum(last - first + 1 for first, last in runs[MOST_RUNS:])
    more = f" et {hidden} autre{'s' if hidden > 1 else ''}" if hidden else ""
    return f"ligne{'s' if len(numbers) > 1 else ''} {shown}{more}"


def _run(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}{', ' if last == first + 1 else ' à '}{last}"
