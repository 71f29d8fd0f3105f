"""Where the room is: the step that runs, the time it has left, what comes next."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from math import ceil

from plateforme.meetings.facilitation import Method, method
from plateforme.meetings.models import Meeting, RunSheetStep
from plateforme.meetings.reads.runsheet import steps_of
from plateforme.meetings.writes.room import current_step
from plateforme.networks.circles import Reader


@dataclass(frozen=True)
class Room:
    """The state of a meeting at a moment. ``current`` is None before the first step, ``following`` at the last one."""

    meeting: Meeting
    steps: tuple[RunSheetStep, ...]
    current: RunSheetStep | None
    now: datetime

    @property
    def following(self) -> RunSheetStep | None:
        place = self.steps.index(self.current) + 1 if self.current else 0
        return self.steps[place] if place < len(self.steps) else None

    @property
    def ends_at(self) -> datetime | None:
        """When the current step should be over."""
        if self.current is None or self.current.started_at is None:
            return None
        return self.current.started_at + timedelta(minutes=self.current.minutes)

    @property
    def minutes_left(self) -> int:
        """Of the current step, rounded up; below zero when it is late."""
        return ceil((self.ends_at - self.now) / timedelta(minutes=1)) if self.ends_at else 0

    @property
    def elapsed(self) -> int:
        """Minutes since the current step began, no more than it has."""
        return min(self.current.minutes, self.current.minutes - self.minutes_left) if self.current else 0

    @property
    def is_late(self) -> bool:
        return self.minutes_left < 0

    @property
    def figure(self) -> int:
        return abs(self.minutes_left)

    @property
    def planned_end(self) -> datetime:
        """When the whole would be over if the steps to come last what is planned."""
        begins = max(self.now, self.ends_at) if self.ends_at else max(self.now, self.meeting.starts_at)
        place = self.steps.index(self.current) + 1 if self.current else 0
        return begins + timedelta(minutes=sum(step.minutes for step in self.steps[place:]))

    @property
    def behind(self) -> int:
        """Minutes by which the whole would go past the hour announced; 0 when in time or before the meeting."""
        late = (self.planned_end - self.meeting.ends_at) // timedelta(minutes=1)
        return max(0, late) if self.current else 0

    @property
    def method(self) -> Method | None:
        return method(self.current.method) if self.current and self.current.method else None

    @property
    def states(self) -> list[tuple[RunSheetStep, str]]:
        """Each step with done, current or todo."""
        place = self.steps.index(self.current) if self.current else -1
        words = ("done", "current", "todo")
        return [(step, words[1 + (index > place) - (index < place)]) for index, step in enumerate(self.steps)]

    @property
    def version(self) -> str:
        """Changes with what the page shows: a page that already shows this has nothing to fetch."""
        shown = [(str(step.pk), step.title, step.minutes, str(step.started_at)) for step in self.steps]
        return sha256(repr(shown).encode()).hexdigest()[:16]


def room(meeting: Meeting, reader: Reader, now: datetime) -> Room:
    """The room of a meeting that this reader sees. One query."""
    steps = list(steps_of(meeting, reader))
    return Room(meeting, tuple(steps), current_step(steps), now)
