"""Someone means to come, waits for a place, changes their mind. One gesture, one transaction.

Whoever changes who comes holds the meeting's row first: places are given one at a time, on both databases.
"""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from plateforme.meetings.models import Meeting, Participant, Registration
from plateforme.meetings.writes import answers, people
from plateforme.meetings.writes.attendance import behind
from plateforme.meetings.writes.changes import address_of
from plateforme.meetings.writes.people import Person
from plateforme.networks import journal
from plateforme.networks.models import Membership

State = Registration.State


class Closed(Exception):  # noqa: N818  read aloud: except Closed
    """Registrations closed while the form was being filled in."""


@transaction.atomic
def register(meeting: Meeting, person: Person, *, key: uuid.UUID, needs: str = "") -> Registration:
    """Someone registers by the public link. ``key`` is that of the form: sent twice, it counts once.

    Who is already known by address and name is not entered again, and nothing known of them changes: what is typed on a
    public page proves nothing. Their letter says what is true. Raises Closed.
    """
    meeting = _held(meeting)
    if not meeting.takes_registrations():
        raise Closed
    number = _number(meeting, key)
    if made := Registration.objects.filter(pk=number).select_related("participant").first():
        return made
    participant = people.known(meeting.network, person) or people.welcome(meeting.network, person)
    registration, changed = _place(meeting, participant, needs, number=number)
    answers.registered(registration, anew=changed)
    if changed:
        _journal(meeting, None, "registration.received")
    return registration


@transaction.atomic
def register_member(
    meeting: Meeting, member: Membership, person: Person, *, needs: str = "", double: Participant | None = None
) -> Registration:
    """A member registers, under their own entry. ``double``: the entry they say is theirs too. Raises Closed."""
    meeting = _held(meeting)
    if not meeting.takes_registrations():
        raise Closed
    participant = people.entry_for(member, person, double)
    registration, changed = _place(meeting, participant, needs)
    if changed:
        answers.registered(registration, anew=True)
        _journal(meeting, member, "registration.own")
    return registration


@transaction.atomic
def register_by_hand(
    meeting: Meeting, person: Person | Participant, *, by: Membership, needs: str = "", tell: bool = True
) -> Registration:
    """The team enters someone, who then has a place even where none was left: whoever does it sees the number."""
    meeting = _held(meeting)
    if isinstance(person, Person):
        person = people.known(meeting.network, person) or people.welcome(meeting.network, person, agreed=False)
    registration, changed = _place(meeting, person, needs, sure=True)
    if changed:
        if tell:
            answers.registered(registration, anew=True)
        _journal(meeting, by, "registration.made")
    return registration


@transaction.atomic
def cancel(registration: Registration, *, by: Membership | None = None) -> None:
    """Someone will not come; the first who waits gets the place. Cancelled twice, it is once."""
    meeting = _held(registration.meeting)
    registration.refresh_from_db()
    if registration.state == State.CANCELLED:
        return
    _set(registration, State.CANCELLED)
    answers.cancelled(registration, by_team=by is not None)
    _fill(meeting)
    if by:
        _journal(meeting, by, "registration.cancelled")
    else:
        _journal(meeting, None, "registration.withdrawn")


@transaction.atomic
def come_after_all(registration: Registration) -> Registration:
    """Someone who had cancelled comes, or waits at the end of the line. Raises Closed."""
    meeting = _held(registration.meeting)
    if not meeting.takes_registrations():
        raise Closed
    placed, changed = _place(meeting, registration.participant, registration.needs)
    if changed:
        answers.registered(placed, anew=True)
        _journal(meeting, None, "registration.received")
    return placed


@transaction.atomic
def give_place(registration: Registration, *, by: Membership) -> None:
    """The team gives a place to someone who waits or had cancelled, ahead of the line."""
    meeting = _held(registration.meeting)
    registration.refresh_from_db()
    if registration.state == State.CONFIRMED:
        return
    _set(registration, State.CONFIRMED)
    answers.place_freed(registration)
    _journal(meeting, by, "registration.placed")


@transaction.atomic
def fill_places(meeting: Meeting) -> int:
    """Places that are free go to those who wait, in order; returns how many. For whoever changes the capacity."""
    return _fill(_held(meeting))


@transaction.atomic
def withdraw_all(participant: Participant) -> None:
    """None of the meetings to come counts on this person any more; no letter is sent to them."""
    rows = Registration.objects.filter(participant=participant, meeting__starts_at__gt=timezone.now())
    for registration in rows.exclude(state=State.CANCELLED).select_related("meeting").order_by("meeting"):
        meeting = _held(registration.meeting)
        _set(registration, State.CANCELLED)
        _fill(meeting)


@transaction.atomic
def write_to_all(meeting: Meeting, subject: str, words: str, *, by: Membership, waiting_too: bool = False) -> int:
    """One letter each to those who come (and wait, if asked) and gave an address; returns how many were written."""
    states = [State.CONFIRMED, State.WAITING] if waiting_too else [State.CONFIRMED]
    rows = meeting.registrations.filter(state__in=states)
    told: set[str] = set()
    for registration in rows.select_related("participant__network", "participant__user", "meeting__network"):
        email = address_of(registration.participant)
        if email not in told and answers.message(registration, subject, words, by):
            told.add(email)
    _journal(meeting, by, "registration.written_to")
    return len(told)


def _held(meeting: Meeting) -> Meeting:
    """The meeting as it is now, held until the end of the transaction."""
    return Meeting.objects.select_for_update(of=("self",)).select_related("network").get(pk=meeting.pk)


def _number(meeting: Meeting, key: uuid.UUID) -> uuid.UUID:
    """That of the registration made by a form. The key leads to the number and never back: the team, who read numbers,
    cannot pass for whoever registered and be given their personal link."""
    digest = salted_hmac("meetings.registration", f"{meeting.pk} {key}", algorithm="sha256").digest()
    return uuid.UUID(bytes=digest[:16], version=4)


def _has_room(meeting: Meeting) -> bool:
    return meeting.capacity is None or meeting.registrations.confirmed().count() < meeting.capacity


def _place(
    meeting: Meeting, participant: Participant, needs: str, *, number: uuid.UUID | None = None, sure: bool = False
) -> tuple[Registration, bool]:
    """A place or a rank in the line, and whether anything changed."""
    _fill(meeting)
    registration = Registration.objects.filter(meeting=meeting, participant=participant).first()
    if registration and (registration.state == State.CONFIRMED or (registration.state == State.WAITING and not sure)):
        return registration, False
    registration = registration or Registration(id=number or uuid.uuid4(), meeting=meeting, participant=participant)
    registration.state = State.CONFIRMED if sure or _has_room(meeting) else State.WAITING
    registration.needs = needs or registration.needs
    registration.registered_at = registration.changed_at = timezone.now()
    registration.save()
    Participant.objects.filter(pk=participant.pk).update(active_on=timezone.localdate())
    return registration, True


def _fill(meeting: Meeting) -> int:
    if meeting.cancelled_at or meeting.starts_at <= timezone.now():
        return 0
    waiting = meeting.registrations.waiting().select_related("participant__network")
    if meeting.capacity is not None:
        if not waiting.exists():
            return 0
        waiting = waiting[: max(meeting.capacity - meeting.registrations.confirmed().count(), 0)]
    placed = list(waiting)
    for registration in placed:
        _set(registration, State.CONFIRMED)
        registration.meeting = meeting
        answers.place_freed(registration)
    return len(placed)


def _set(registration: Registration, state: Registration.State) -> None:
    registration.state = state
    registration.changed_at = timezone.now()
    registration.save(update_fields=["state", "changed_at"])


def _journal(meeting: Meeting, by: Membership | None, verb: str) -> None:
    """Without the name of who comes: the journal tells that the list changed, the list tells who is on it."""
    name = "" if by else str(_("Page d'inscription"))
    journal.record(by, verb, meeting, subject=meeting, network=meeting.network, circle=behind(meeting), name=name)
