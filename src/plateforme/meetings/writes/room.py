"""What is done in the room: the first step begins, the next one follows, some minutes are added.

Each gesture says at which step it was made: pressed twice, or by two people, it moves once.
"""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from plateforme.meetings.models import Meeting, RunSheetStep
from plateforme.meetings.writes.attendance import behind
from plateforme.networks import journal
from plateforme.networks.models import Membership

LONGEST_STEP = 600


@transaction.atomic
def go_on(meeting: Meeting, *, at: UUID | None, by: Membership) -> None:
    """The step after ``at`` begins; the first one when ``at`` is None. Nothing when the room is elsewhere by now."""
    steps, current = _there(meeting)
    following = _after(steps, current)
    if _key(current) != at or following is None:
        return
    following.started_at = timezone.now()
    following.save(update_fields=["started_at"])
    _tell(meeting, following, by)


@transaction.atomic
def go_back(meeting: Meeting, *, at: UUID | None, by: Membership) -> None:
    """The step ``at`` had not begun after all: the room is again at the one before, which began when it did."""
    _steps, current = _there(meeting)
    if current is None or current.pk != at:
        return
    current.started_at = None
    current.save(update_fields=["started_at"])
    _tell(meeting, current, by)


@transaction.atomic
def add_minutes(meeting: Meeting, *, at: UUID | None, minutes: int, by: Membership) -> None:
    """The current step lasts longer; when its time is already over, the minutes count from now."""
    _steps, current = _there(meeting)
    if current is None or current.started_at is None or current.pk != at:
        return
    lasted = (timezone.now() - current.started_at) // timedelta(minutes=1)
    current.minutes = min(LONGEST_STEP, max(current.minutes, lasted) + minutes)
    current.save(update_fields=["minutes"])
    _tell(meeting, current, by)


@transaction.atomic
def start_again(meeting: Meeting, *, by: Membership) -> None:
    """After a rehearsal: no step has begun."""
    meeting.steps.update(started_at=None)
    journal.record(by, "room.reset", meeting, circle=behind(meeting), subject=meeting)


def current_step(steps: list[RunSheetStep]) -> RunSheetStep | None:
    """The last one begun, None before the meeting."""
    begun = [step for step in steps if step.started_at is not None]
    return max(begun, key=lambda step: (step.started_at, step.position), default=None)


def _there(meeting: Meeting) -> tuple[list[RunSheetStep], RunSheetStep | None]:
    Meeting.objects.select_for_update().only("pk").get(pk=meeting.pk)
    steps = list(meeting.steps.order_by("position", "pk"))
    return steps, current_step(steps)


def _after(steps: list[RunSheetStep], current: RunSheetStep | None) -> RunSheetStep | None:
    place = steps.index(current) + 1 if current else 0
    return steps[place] if place < len(steps) else None


def _key(step: RunSheetStep | None) -> UUID | None:
    return step.pk if step else None


def _tell(meeting: Meeting, step: RunSheetStep, by: Membership) -> None:
    journal.record(by, "room.moved", f"{meeting} : {step}", circle=behind(meeting), subject=meeting)
