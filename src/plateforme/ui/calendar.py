"""A month laid out in weeks, with what happens each day."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Entry:
    """Something on a day: its words, its address, and the hour as it is read ("14 h 30")."""

    day: date
    label: str
    url: str
    hour: str = ""


@dataclass(frozen=True)
class Day:
    date: date
    within: bool
    today: bool
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True)
class Month:
    first: date
    weeks: list[list[Day]]

    @property
    def previous(self) -> date:
        """
        >>> month_of(2018, 1).previous
        datetime.date(2017, 12, 1)
        """
        return date(self.first.year - (self.first.month == 1), (self.first.month - 2) % 12 + 1, 1)

    @property
    def next(self) -> date:
        return date(self.first.year + (self.first.month == 12), self.first.month % 12 + 1, 1)

    @property
    def is_empty(self) -> bool:
        return not any(day.entries for week in self.weeks for day in week)


def month_of(year: int, month: int, entries: Iterable[Entry] = (), *, today: date | None = None) -> Month:
    """The month, Monday first; entries of other days than those shown are left out.

    >>> [day.date.day for day in month_of(2018, 1).weeks[0]]
    [1, 2, 3, 4, 5, 6, 7]
    """
    by_day = defaultdict(list)
    for entry in entries:
        by_day[entry.day].append(entry)
    weeks = [
        [Day(day, day.month == month, day == today, by_day[day]) for day in week]
        for week in Calendar().monthdatescalendar(year, month)
    ]
    return Month(date(year, month, 1), weeks)
