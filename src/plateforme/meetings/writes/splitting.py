"""A large meeting becomes two, on the same theme and question."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from plateforme.meetings.models import Meeting, Registration
from plateforme.meetings.writes import answers
from plateforme.meetings.writes.attendance import behind
from plateforme.meetings.writes.runsheet import take_steps
from plateforme.networks import journal
from plateforme.networks.models import Membership

State = Registration.State


class HasChanged(Exception):  # noqa: N818  read aloud: except HasChanged
    """Who comes changed while the groups were being made."""


@dataclass(frozen=True, slots=True)
class When:
    """When and where the second group meets."""

    starts_at: datetime
    ends_at: datetime
    place: str


@transaction.atomic
def split(
    meeting: Meeting, everyone: Collection[UUID], second: Collection[UUID], when: When, *, by: Membership
) -> Meeting:
    """A second meeting with the registrations ``second``; those who go there are told.

    ``everyone``: the registrations shown when the groups were made. Raises HasChanged if they are others by now.
    """
    meeting = _held(meeting)
    rows = {row.pk: row for row in movable(meeting)}
    if set(rows) != set(everyone) or not set(second) < set(everyone):
        raise HasChanged
    other = _second(meeting, when)
    for key in second:
        _move(rows[key], meeting, other)
    _give_places(meeting)
    _give_places(other)
    for key in second:
        rows[key].refresh_from_db(fields=["state"])
        answers.moved(rows[key], meeting)
    journal.record(by, "meeting.split", meeting, subject=meeting, circle=behind(meeting))
    return other


@transaction.atomic
def move(registration: Registration, to: Meeting, *, by: Membership) -> None:
    """Someone goes to the other group; told, with a place."""
    before = _held(registration.meeting)
    to = _held(to)
    if Registration.objects.filter(meeting=to, participant=registration.participant).exists():
        return
    _move(registration, before, to)
    registration.state = State.CONFIRMED
    registration.save(update_fields=["state"])
    answers.moved(registration, before)
    journal.record(by, "registration.moved", to, subject=to, circle=behind(to))


def movable(meeting: Meeting) -> list[Registration]:
    """Those who come and those who wait: a second group has places for them too."""
    rows = meeting.registrations.filter(state__in=[State.CONFIRMED, State.WAITING])
    return list(
        rows.select_related("participant__organization", "participant__network").order_by("registered_at", "pk")
    )


def groups_of(meeting: Meeting) -> list[Meeting]:
    """The other groups of the same meeting, on the same theme: those one may go to instead."""
    first = meeting.again_of or meeting
    rows = Meeting.objects.filter(network=meeting.network_id, edition=meeting.edition_id, sort_theme=meeting.sort_theme)
    return [
        other
        for other in rows.held().filter(starts_at__gt=timezone.now()).exclude(pk=meeting.pk)
        if other.pk == first.pk or other.again_of_id == first.pk
    ]


def _held(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_for_update(of=("self",)).select_related("network", "edition").get(pk=meeting.pk)


def _second(meeting: Meeting, when: When) -> Meeting:
    """The same meeting elsewhere or at another time, with the same run sheet and the same team."""
    copied = ("network", "edition", "circle", "kind", "theme", "question", "welcome", "access", "capacity")
    other = Meeting.objects.create(
        again_of=meeting,
        starts_at=when.starts_at,
        ends_at=when.ends_at,
        place=when.place,
        registration_open=meeting.registration_open,
        **{name: getattr(meeting, name) for name in copied},
    )
    other.facilitators.set(meeting.facilitators.all())
    other.note_takers.set(meeting.note_takers.all())
    take_steps(meeting, other)
    return other


def _move(registration: Registration, before: Meeting, to: Meeting) -> None:
    registration.meeting = to
    registration.changed_at = timezone.now()
    registration.save(update_fields=["meeting", "changed_at"])


def _give_places(meeting: Meeting) -> None:
    """Those who waited have places now, as far as there are."""
    from plateforme.meetings.writes.registering import fill_places

    fill_places(meeting)
