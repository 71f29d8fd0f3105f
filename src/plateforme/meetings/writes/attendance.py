"""Who was there: noted once, whatever the number of phones and of tries."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plateforme.meetings.models import Attendance, Gesture, Meeting, Participant
from plateforme.meetings.writes.people import organization_named
from plateforme.networks import journal
from plateforme.networks.circles import Circle
from plateforme.networks.models import Entry, Membership, Network

STROKES = re.compile(r"(?:M\d{1,4} \d{1,4}(?: L\d{1,4} \d{1,4})+ ?){1,400}")
LONGEST_SIGNATURE = 20_000
UNDONE = "attendance.undone"


class ListClosedError(Exception):
    """Names of this meeting have become counts: nobody can be added any more."""


@dataclass(frozen=True, slots=True)
class Walkin:
    """Someone who was not on the list. ``id`` is made by the device: sent twice, it is one person."""

    id: UUID
    name: str
    profession: str = ""
    sector: str = ""
    organization: str = ""


@transaction.atomic
def record(
    meeting: Meeting,
    *,
    person: UUID | Walkin,
    id: UUID,  # noqa: A002  the name of the field
    means: Attendance.Means,
    at: datetime | None = None,
    by: Membership,
    signature: str = "",
) -> Attendance | None:
    """Someone is there. The same ``id``, or the same person at the same meeting, counts once: the first line stays.

    None when this very line was taken back since: a phone that sends it again does not bring it back.
    Raises ListClosedError once names are gone, Participant.DoesNotExist for a person of another network.
    """
    if meeting.edition.anonymised_at:
        raise ListClosedError(_("Les noms des personnes présentes ont été effacés : la liste est close."))
    if (sent := Attendance.objects.filter(pk=id, meeting=meeting).first()) is not None:
        return sent
    if _was_undone(id):
        return None
    participant = _participant(meeting.network, person)
    means, strokes = _as_signed(means, signature)
    said = {"id": id, "means": means, "signature": strokes, "at": at or timezone.now(), "recorded_by": by.user}
    attendance, new = Attendance.objects.get_or_create(
        meeting=meeting, participant=participant, defaults=said | _of_that_day(participant)
    )
    if new:
        Participant.objects.filter(pk=participant.pk).update(active_on=timezone.localdate())
        _tell(by, "attendance.recorded", attendance)
    return attendance


@transaction.atomic
def undo(attendance: Attendance, *, by: Membership, at: datetime | None = None) -> None:
    """It was a mistake: the person was not there. The line of the journal keeps its id, so that it stays undone; the
    hour is kept too, so that a tick made before it on a phone without network does not bring the person back."""
    journal.record(by, UNDONE, about=attendance.participant.user, circle=behind(attendance.meeting), subject=attendance)
    Gesture.objects.create(
        id=uuid4(),
        meeting=attendance.meeting,
        participant=attendance.participant,
        is_there=False,
        at=at or timezone.now(),
    )
    attendance.delete()


@transaction.atomic
def sign(attendance: Attendance, strokes: str, *, by: Membership) -> None:
    """A signature on screen, for someone already noted. What is not made of strokes alone is refused."""
    means, kept = _as_signed(Attendance.Means.SIGNED, strokes)
    Attendance.objects.filter(pk=attendance.pk).update(means=means, signature=kept)
    _tell(by, "attendance.signed", attendance)


def is_signature(strokes: str) -> bool:
    """Lines of a drawing and nothing else: digits, M and L.

    >>> is_signature("M10 12 L40 9 L52 30"), is_signature('M1 1" onload="x')
    (True, False)
    """
    return len(strokes) <= LONGEST_SIGNATURE and STROKES.fullmatch(strokes) is not None


def _as_signed(means: Attendance.Means, strokes: str) -> tuple[Attendance.Means, str]:
    if means != Attendance.Means.SIGNED:
        return means, ""
    return (means, strokes.strip()) if is_signature(strokes.strip()) else (Attendance.Means.TICKED, "")


def _of_that_day(participant: Participant) -> dict[str, Any]:
    """What the line keeps of someone, whatever they become."""
    return {name: getattr(participant, name) for name in ("profession", "sector", "organization")}


def _participant(network: Network, person: UUID | Walkin) -> Participant:
    if isinstance(person, UUID):
        return Participant.objects.get(pk=person, network=network)
    found, _new = Participant.objects.get_or_create(
        pk=person.id,
        defaults={
            "network": network,
            "name": " ".join(person.name.split()),
            "profession": person.profession,
            "sector": person.sector,
            "organization": organization_named(network, person.organization),
        },
    )
    if found.network_id != network.pk:
        raise Participant.DoesNotExist
    return found


def _was_undone(key: UUID) -> bool:
    """Whether a line of this id was taken back."""
    subject = journal.key_of(Attendance(pk=key))
    return Entry.objects.filter(subject=subject, verb=UNDONE).exists()


def _tell(by: Membership, verb: str, attendance: Attendance) -> None:
    """Without a name: the journal tells that the list changed, the list tells who is on it."""
    meeting, person = attendance.meeting, attendance.participant
    journal.record(by, verb, meeting, about=person.user, circle=behind(meeting), subject=meeting)


def behind(meeting: Meeting) -> Circle:
    """Who reads what was done backstage: those who run meetings, or fewer if fewer see the meeting."""
    open_to_many = meeting.circle in (Circle.PUBLIC, Circle.NETWORK)
    return Circle.EDITORIAL if open_to_many else Circle(meeting.circle)
