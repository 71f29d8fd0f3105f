"""What those who came thought of a meeting: counts and words, never a person."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, cast

from django.db.models import Field
from django.utils.translation import gettext_lazy as _

from plateforme.meetings.models import Meeting, MeetingReview
from plateforme.meetings.reads.runsheet import previous
from plateforme.networks.circles import Reader
from plateforme.networks.roles import Permission

OPEN_DAYS = 7
"""Days after the meeting during which one may still answer."""

SCALE = ((4, _("Tout à fait")), (3, _("Plutôt")), (2, _("Pas vraiment")), (1, _("Pas du tout")))


@dataclass(frozen=True, slots=True)
class Scores:
    """How one question was answered. ``parts``: words of the scale with their number; ``n``: those who answered it."""

    question: str
    n: int
    parts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Results:
    """``n`` answers. Below the threshold ``shown`` is false and nothing else is said."""

    n: int
    least: int
    shown: bool
    scores: tuple[Scores, ...] = ()
    keep: tuple[str, ...] = ()
    change: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ToChange:
    """What was asked to change at an earlier meeting."""

    meeting: Meeting
    words: tuple[str, ...]


def is_open(meeting: Meeting, at: datetime) -> bool:
    """From the beginning of the meeting to seven days after its end; never for a cancelled one."""
    return meeting.cancelled_at is None and meeting.starts_at <= at <= closes_at(meeting)


def closes_at(meeting: Meeting) -> datetime:
    return meeting.review_open_until or meeting.ends_at + timedelta(days=OPEN_DAYS)


def results(meeting: Meeting, reader: Reader) -> Results:
    """The answers of a meeting, once there are as many as the network's threshold. One query."""
    rows = list(MeetingReview.objects.seen_by(reader).filter(meeting=meeting))
    least = reader.network.threshold
    if len(rows) < least:
        return Results(len(rows), least, shown=False)
    return Results(
        len(rows),
        least,
        shown=True,
        scores=tuple(_scores(rows, name) for name in ("heard", "useful")),
        keep=shuffled("keep", (row.keep for row in rows)),
        change=shuffled("change", (row.change for row in rows)),
    )


def to_change(meeting: Meeting, reader: Reader) -> ToChange | None:
    """What the meeting before, in the same edition, asked to change; for those who prepare this one."""
    if not (reader.may(Permission.PLAN_MEETINGS) and reader.may(Permission.READ_REVIEWS)):
        return None
    before = previous(meeting, reader)
    found = results(before, reader) if before else None
    return ToChange(before, found.change) if before and found and found.change else None


def shuffled(question: str, words: Iterable[str]) -> tuple[str, ...]:
    """In an order that tells neither who came first nor which two answers are of one hand."""
    said = (text.strip() for text in words)
    return tuple(
        sorted((text for text in said if text), key=lambda text: sha256(f"{question} {text}".encode()).digest())
    )


def _scores(rows: list[MeetingReview], name: str) -> Scores:
    counts = Counter(getattr(row, name) for row in rows)
    question = cast("Field[Any, Any]", MeetingReview._meta.get_field(name)).verbose_name
    parts = tuple((str(words), counts[value]) for value, words in SCALE)
    return Scores(str(question), sum(number for _words, number in parts), parts)
