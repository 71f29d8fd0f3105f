"""The run sheet: steps come, change, move and go."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max

from plateforme.meetings.facilitation import RunSheetTemplate, TemplateStep
from plateforme.meetings.models import Meeting, RunSheetStep
from plateforme.meetings.writes.attendance import behind
from plateforme.networks import journal
from plateforme.networks.models import Membership

COPIED = ("title", "minutes", "method", "purpose", "who", "material")


@transaction.atomic
def add_step(meeting: Meeting, *, by: Membership, **fields: Any) -> RunSheetStep:
    """A step at the end. ``fields``: title, minutes, and what else is known of it."""
    _hold(meeting)
    last = meeting.steps.aggregate(last=Max("position"))["last"]
    step = RunSheetStep.objects.create(meeting=meeting, position=0 if last is None else last + 1, **fields)
    _tell(meeting, by)
    return step


@transaction.atomic
def change_step(step: RunSheetStep, *, by: Membership, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(step, name, value)
    step.save(update_fields=fields.keys())
    _tell(step.meeting, by)


@transaction.atomic
def remove_step(step: RunSheetStep, *, by: Membership) -> None:
    meeting = step.meeting
    step.delete()
    _tell(meeting, by)


@transaction.atomic
def move_step(step: RunSheetStep, *, up: bool, by: Membership) -> None:
    """One place earlier or later; nothing changes at the ends."""
    _hold(step.meeting)
    steps = list(step.meeting.steps.order_by("position", "pk"))
    place = steps.index(step)
    other = place - 1 if up else place + 1
    if 0 <= other < len(steps):
        steps[place], steps[other] = steps[other], steps[place]
        _number(steps)
        _tell(step.meeting, by)


@transaction.atomic
def start_from_template(meeting: Meeting, template: RunSheetTemplate, *, by: Membership) -> None:
    """The steps of a ready-made run sheet, after those there are."""
    _append(meeting, (_written(step) for step in template.steps))
    _tell(meeting, by)


@transaction.atomic
def copy_steps(source: Meeting, meeting: Meeting, *, by: Membership) -> None:
    """The steps of another meeting, after those there are; none has begun."""
    take_steps(source, meeting)
    _tell(meeting, by)


def take_steps(source: Meeting, meeting: Meeting) -> None:
    """The same, as a part of a gesture that tells the journal itself."""
    steps = source.steps.order_by("position", "pk")
    _append(meeting, ({name: getattr(step, name) for name in COPIED} for step in steps))


@transaction.atomic
def clear(meeting: Meeting, *, by: Membership) -> None:
    """An empty sheet again."""
    meeting.steps.all().delete()
    _tell(meeting, by)


def _written(step: TemplateStep) -> dict[str, Any]:
    method = step.method.key if step.method else ""
    return {"title": step.title, "minutes": step.minutes, "purpose": step.purpose, "who": step.who, "method": method}


def _append(meeting: Meeting, steps: Iterable[dict[str, Any]]) -> None:
    _hold(meeting)
    last = meeting.steps.aggregate(last=Max("position"))["last"]
    first = 0 if last is None else last + 1
    rows = [RunSheetStep(meeting=meeting, position=first + index, **step) for index, step in enumerate(steps)]
    RunSheetStep.objects.bulk_create(rows)


def _number(steps: list[RunSheetStep]) -> None:
    for position, step in enumerate(steps):
        step.position = position
    RunSheetStep.objects.bulk_update(steps, ["position"])


def _hold(meeting: Meeting) -> None:
    """Two people at the same run sheet wait for one another."""
    Meeting.objects.select_for_update().only("pk").get(pk=meeting.pk)


def _tell(meeting: Meeting, by: Membership) -> None:
    journal.record(by, "runsheet.changed", meeting, circle=behind(meeting), subject=meeting)
