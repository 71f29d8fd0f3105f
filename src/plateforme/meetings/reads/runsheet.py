"""How a meeting will go: each step on the clock, what to prepare, how far the whole is from the time there is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from plateforme.meetings.facilitation import Method, method
from plateforme.meetings.models import Kind, Meeting, RunSheetStep
from plateforme.networks.circles import Reader


@dataclass(frozen=True, slots=True)
class Line:
    """A step, when it begins and ends if all goes as planned, and its method if it still exists."""

    step: RunSheetStep
    starts_at: datetime
    ends_at: datetime
    method: Method | None
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class RunSheet:
    """The steps of a meeting, in order."""

    meeting: Meeting
    lines: tuple[Line, ...]

    @cached_property
    def minutes(self) -> int:
        return sum(line.step.minutes for line in self.lines)

    @property
    def too_much(self) -> int:
        """Minutes by which the steps go past the end of the meeting; 0 when they do not."""
        return max(0, self.minutes - self.meeting.minutes)

    @property
    def left(self) -> int:
        """Minutes of the meeting that no step uses; 0 when there are none."""
        return max(0, self.meeting.minutes - self.minutes)

    @property
    def material(self) -> tuple[str, ...]:
        """What to bring, each thing once, in the order of the steps: what the step says, then what its method asks."""
        asked = (thing for line in self.lines for thing in _material(line))
        return tuple(dict.fromkeys(asked))


def run_sheet(meeting: Meeting, reader: Reader) -> RunSheet:
    """The run sheet of a meeting that this reader sees. One query."""
    return RunSheet(meeting, timed(meeting.starts_at, list(steps_of(meeting, reader))))


def steps_of(meeting: Meeting, reader: Reader) -> Iterable[RunSheetStep]:
    return RunSheetStep.objects.seen_by(reader).filter(meeting=meeting).order_by("position", "pk")


def timed(starts_at: datetime, steps: Sequence[RunSheetStep]) -> tuple[Line, ...]:
    """Steps one after the other from a moment on."""
    lines, begins = [], starts_at
    for index, step in enumerate(steps):
        ends = begins + timedelta(minutes=step.minutes)
        lines.append(Line(step, begins, ends, method(step.method), index == 0, index == len(steps) - 1))
        begins = ends
    return tuple(lines)


def sources(meeting: Meeting, reader: Reader, most: int = 8) -> list[Meeting]:
    """Meetings with a run sheet one may start from: the first time of the same theme, then the latest ones."""
    prepared = RunSheetStep.objects.seen_by(reader).exclude(meeting=meeting).values("meeting")
    rows = Meeting.objects.seen_by(reader).filter(pk__in=prepared)
    latest = list(rows.order_by("-starts_at", "pk")[: most * 2])
    return sorted(latest, key=lambda one: one.pk != meeting.again_of_id)[:most]


def meetings_to_prepare(reader: Reader, most: int = 12) -> list[Meeting]:
    """Coming meetings, soonest first: those a method may be added to."""
    rows = Meeting.objects.seen_by(reader).coming().select_related("network")
    return list(rows.order_by("starts_at", "pk")[:most])


def previous(meeting: Meeting, reader: Reader) -> Meeting | None:
    """The meeting held before this one in its edition, committees aside."""
    rows = Meeting.objects.seen_by(reader).held().exclude(kind=Kind.COMMITTEE)
    return rows.filter(edition=meeting.edition_id, starts_at__lt=meeting.starts_at).order_by("-starts_at").first()


def _material(line: Line) -> tuple[str, ...]:
    own = tuple(thing.strip() for thing in line.step.material.split(",") if thing.strip())
    return own + (line.method.material if line.method else ())
