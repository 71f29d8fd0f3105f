"""Planning, changing, calling off a meeting; taking its theme up again."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from plateforme.meetings.models import Edition, Meeting
from plateforme.meetings.writes import changes, editions, invitations, registering
from plateforme.meetings.writes.narrowing import hold_edition, narrow_meeting
from plateforme.meetings.writes.runsheet import take_steps
from plateforme.networks import journal
from plateforme.networks.circles import Circle
from plateforme.networks.models import Membership

WRITTEN = (
    *("edition", "circle", "kind", "theme", "sort_theme", "search_text", "question", "welcome", "starts_at", "ends_at"),
    *("place", "access", "capacity", "sequence", "changed_at", "reminded_at"),
    *("registration_open", "registration_until"),
)
"""What a change of a meeting writes: nothing that other gestures keep, such as its links."""


class NotEmptyError(Exception):
    """Someone registered, or came: such a meeting is called off, not deleted."""


@transaction.atomic
def plan(
    meeting: Meeting,
    facilitators: Iterable[Membership],
    note_takers: Iterable[Membership],
    *,
    by: Membership,
    edition_title: str = "",
) -> Meeting:
    """Keep a new meeting; with ``edition_title`` its edition is made on the way. Taken up again (``again_of``), it
    starts with the same run sheet."""
    meeting.network = by.network
    if edition_title:
        year = timezone.localtime(meeting.starts_at).year
        wanted = Edition(network=by.network, title=edition_title, year=year, circle=_around(meeting.circle))
        meeting.edition = editions.open_edition(wanted, by=by)
    hold_edition(meeting)
    meeting.save()
    meeting.facilitators.set(facilitators)
    meeting.note_takers.set(note_takers)
    if meeting.again_of:
        take_steps(meeting.again_of, meeting)
    _record(by, "meeting.taken_up" if meeting.again_of else "meeting.planned", meeting)
    return meeting


def _around(circle: str) -> Circle:
    """The circle of an edition made for a first meeting: the network's, wider if the meeting is for everyone."""
    return Circle.PUBLIC if circle == Circle.PUBLIC else Circle.NETWORK


@transaction.atomic
def change(
    meeting: Meeting, facilitators: Iterable[Membership], note_takers: Iterable[Membership], *, by: Membership
) -> int:
    """Keep what was changed in ``meeting``. When the day, the hour or the place is another, those who registered are
    told; returns how many letters were written."""
    hold_edition(meeting)
    before = Meeting.objects.select_for_update().get(pk=meeting.pk)
    moved = (before.starts_at, before.ends_at, before.place) != (meeting.starts_at, meeting.ends_at, meeting.place)
    meeting.sequence = before.sequence + moved
    meeting.reminded_at = None if before.starts_at != meeting.starts_at else before.reminded_at
    meeting.changed_at = timezone.now()
    meeting.save(update_fields=WRITTEN)
    meeting.facilitators.set(facilitators)
    meeting.note_takers.set(note_takers)
    narrow_meeting(meeting)
    if before.capacity != meeting.capacity:
        registering.fill_places(meeting)
    _record(by, "meeting.moved" if moved else "meeting.changed", meeting)
    invitations.mend_waiting(meeting)
    if not moved or meeting.is_past or before.cancelled_at:
        return 0
    return changes.tell_moved(meeting, before, by=by)


@transaction.atomic
def cancel(meeting: Meeting, why: str, *, by: Membership) -> int:
    """Call a meeting off. It stays on the page, marked so; those who registered are told. Twice changes nothing.

    Returns how many letters were written.
    """
    now = timezone.now()
    called_off = Meeting.objects.filter(pk=meeting.pk, cancelled_at=None)
    if not called_off.update(cancelled_at=now, cancelled_why=why, changed_at=now, sequence=F("sequence") + 1):
        return 0
    meeting.refresh_from_db()
    _record(by, "meeting.cancelled", meeting)
    invitations.forget_waiting(meeting)
    return 0 if meeting.is_past else changes.tell_cancelled(meeting, by=by)


@transaction.atomic
def delete(meeting: Meeting, *, by: Membership) -> None:
    """Erase a meeting that nobody registered for; its papers go with it. Raises NotEmptyError otherwise."""
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if locked.registrations.exists() or locked.attendances.exists():
        raise NotEmptyError
    _record(by, "meeting.deleted", meeting)
    invitations.forget_waiting(locked)
    locked.delete()


def _record(by: Membership, verb: str, meeting: Meeting) -> None:
    journal.record(by, verb, meeting, subject=meeting, circle=Circle(meeting.circle))
