"""What a table would change, line by line, before anything is written."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext

from vivant.corpus import Faults, Problem


class What(StrEnum):
    """What becomes of a line."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: where it stands, what it is about, what it does, and in which words (French).

    ``change`` is what to write, for the kind of table that made the line; None when there is nothing to write.
    """

    place: str
    about: str
    what: What
    words: tuple[str, ...] = ()
    change: Any = None


@dataclass(frozen=True, slots=True)
class Plan:
    """All the lines of a table, in order; ``problems`` of the file itself; ``remarks``: what comes with it, once."""

    lines: tuple[Line, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()

    def of(self, what: What | str) -> list[Line]:
        return [line for line in self.lines if line.what == what]

    @property
    def changes(self) -> list[Line]:
        """What will be written."""
        return [line for line in self.lines if line.what in (What.ADDED, What.CHANGED)]

    @property
    def refusals(self) -> list[Problem]:
        """Why lines are refused, the same reason told once with all its lines."""
        faults = Faults("")
        for line in self.of(What.REFUSED):
            for words in line.words:
                faults.tell(line.place, words)
        return faults.problems()

    @property
    def digest(self) -> str:
        """The same for two plans that would write the same things: what was shown is what will be done."""
        told = [(line.place, line.about, line.what.value, line.words) for line in self.lines]
        return sha256(repr((told, self.remarks)).encode()).hexdigest()


@dataclass
class Reading:
    """A line being read: its cells, and every fault met in it, each naming its column."""

    place: str
    cells: dict[str, str]
    faults: list[str] = field(default_factory=list)

    def cell(self, name: str) -> str:
        """The text of a column, empty when the table has no such column."""
        return self.cells.get(name, "")

    def has(self, name: str) -> bool:
        return bool(self.cells.get(name))

    def fault(self, column: str, words: str) -> None:
        self.faults.append(gettext("colonne « %(column)s » : %(words)s") % {"column": column, "words": words})

    def refused(self, about: str) -> Line:
        return Line(self.place, about, What.REFUSED, tuple(self.faults))


def difference(column: str, before: str, after: str) -> str:
    """A change of a cell, as one reads it."""
    words = gettext("%(column)s : « %(before)s » devient « %(after)s »") if before else "%(column)s : « %(after)s »"
    return words % {"column": column, "before": before, "after": after}


def counted(lines: Iterable[Line]) -> dict[str, int]:
    """How many lines of each kind."""
    found = dict.fromkeys((what.value for what in What), 0)
    for line in lines:
        found[line.what.value] += 1
    return found
