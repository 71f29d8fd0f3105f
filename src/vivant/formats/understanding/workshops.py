"""The workshops that a file speaks of, and how they meet those the edition knows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from vivant.corpus import Workshop
from vivant.formats.understanding.titles import Title
from vivant.language import fold


@dataclass(slots=True, eq=False)
class Meeting:
    """A workshop as the file tells it, growing as lines are read. Two are equal when they are the same one."""

    place: str
    theme: str = ""
    number: str = ""
    held_on: date | None = None
    declared: int | None = None
    where: str = ""
    question: str = ""
    is_guess: bool = False
    """Nothing surer than the first line, or a date met again, says that this is a workshop: a title replaces it."""
    typed: str = ""
    excerpts: int = 0

    @property
    def name(self) -> str:
        """What to call it when it has no theme."""
        if self.theme:
            return self.theme
        if self.number:
            return f"Atelier {self.number}"
        return f"Atelier du {self.held_on.strftime('%d/%m/%Y')}" if self.held_on else ""


class Meetings:
    """The workshops of one file, in the order met. ``current`` is that of the lines being read, None before any."""

    def __init__(self) -> None:
        self.all: list[Meeting] = []
        self.current: Meeting | None = None

    def start(self, title: Title, place: str, *, is_guess: bool = False) -> Meeting:
        """The workshop that a title opens: a new one, unless it is the one already met with the same theme and date."""
        current = self.current
        if current and current.is_guess and not current.excerpts and not (title.held_on and current.held_on):
            current.theme, current.number = title.theme, title.number
            current.held_on, current.declared = title.held_on or current.held_on, title.declared or current.declared
            current.is_guess = is_guess
            return current
        for met in self.all:
            if self._is_same(met, title):
                self.current = met
                break
        else:
            self.current = Meeting(place, title.theme, title.number, title.held_on, title.declared, is_guess=is_guess)
            self.all.append(self.current)
        self.current.declared = self.current.declared or title.declared
        return self.current

    def _is_same(self, met: Meeting, title: Title) -> bool:
        same_name = fold(met.theme) == fold(title.theme) and met.number == title.number
        if met.held_on and title.held_on:
            return met.held_on == title.held_on and (same_name or not title.theme)
        # Twice the same title without a date: two meetings, unless nothing was noted under the first.
        return same_name and met is self.current and not met.excerpts

    def date(self, day: date | None, place: str) -> bool:
        """A date met alone in a line. True when it opens another workshop: the same theme met again."""
        current = self.current
        if current is None:
            self.start(Title(held_on=day), place, is_guess=True)
            return False
        if day is None or current.held_on == day:
            return False
        if current.held_on is None and not current.excerpts:
            current.held_on = day
            return False
        self.start(Title(current.theme, current.number if not current.theme else "", day), place, is_guess=True)
        return True


def own_workshops(meetings: Sequence[Meeting], stem: str) -> list[Workshop]:
    """Workshops named by the file alone: the id is made of theme and date, so that two files of one workshop agree.

    >>> met = [Meeting("", "Le lien", held_on=date(2018, 1, 9)), Meeting("", "Le lien"), Meeting("", "Le lien")]
    >>> [workshop.id for workshop in own_workshops(met, "notes")]
    ['le-lien-2018-01-09', 'le-lien', 'le-lien-2']
    """
    found: list[Workshop] = []
    for meeting in meetings:
        theme = meeting.name or stem
        parts = [
            slug(meeting.theme or (f"atelier {meeting.number}" if meeting.number else "" if meeting.held_on else stem))
        ]
        parts += [meeting.held_on.isoformat()] if meeting.held_on else []
        base = key = "-".join(part for part in parts if part) or "atelier"
        rank = 1
        while any(key == workshop.id for workshop in found):
            rank += 1
            key = f"{base}-{rank}"
        found.append(Workshop(key, theme, meeting.question, meeting.held_on, meeting.where, (), meeting.declared))
    return found


def slug(text: str) -> str:
    """Letters and figures of a title, joined by dashes, 60 characters at most.

    >>> slug("L'école & la famille : qui fait quoi ?")
    'l-ecole-la-famille-qui-fait-quoi'
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(text))[:60].strip("-")


def known_workshop(meeting: Meeting, workshops: Sequence[Workshop]) -> Workshop | None:
    """Which of the edition's workshops a file means: by date, then by number, then by the words of the theme.

    None when nothing decides, or when two answers are as good.
    """
    if meeting.typed and (same := [one for one in workshops if meeting.typed in (one.id, one.theme)]):
        return same[0]
    if meeting.held_on and (same := [one for one in workshops if one.held_on == meeting.held_on]):
        if len(same) == 1:
            return same[0]
        workshops = same
    if (
        meeting.number
        and len(same := [one for one in workshops if re.search(rf"(?:^|\D)0*{meeting.number}$", one.id, re.I)]) == 1
    ):
        return same[0]
    scores = sorted(((_likeness(meeting.theme, one.theme), index) for index, one in enumerate(workshops)), reverse=True)
    if not scores or scores[0][0] < 0.5 or (len(scores) > 1 and scores[0][0] == scores[1][0]):
        return None
    found = workshops[scores[0][1]]
    return found if not (meeting.held_on and found.held_on) or meeting.held_on == found.held_on else None


def _likeness(one: str, other: str) -> float:
    """Share of the words of two themes that are in both, in [0, 1]; short words do not count."""
    first, second = ({word for word in re.findall(r"\w+", fold(theme)) if len(word) > 3} for theme in (one, other))
    return len(first & second) / len(first | second) if first | second else float(fold(one) == fold(other) != "")


def with_declared(workshop: Workshop, meetings: Sequence[Meeting]) -> Workshop:
    """The edition's workshop with the number of people that the file declares, if it does."""
    declared = next((meeting.declared for meeting in meetings if meeting.declared is not None), None)
    return replace(workshop, declared=declared if declared is not None else workshop.declared)
