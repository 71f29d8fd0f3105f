"""Letters to those who register: short, with what one needs and a link. None to whoever asked for silence."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from plateforme.accounts import letters
from plateforme.accounts.models import Letter
from plateforme.meetings.models import Meeting, Participant, Registration, Silence
from plateforme.meetings.reads.addresses import in_full
from plateforme.meetings.reads.feeds import invitation
from plateforme.meetings.reads.registering import rank
from plateforme.meetings.writes.changes import address_of
from plateforme.networks.models import Membership, Network

State = Registration.State
QUIET = timedelta(hours=1)
"""The same letter is not sent again to one address within this time, whoever asks for it."""


def registered(registration: Registration, *, anew: bool) -> None:
    """Confirmed, or waiting; or that one was already registered, when nothing is new."""
    participant, meeting = registration.participant, registration.meeting
    if registration.state == State.CONFIRMED:
        subject = _("Votre inscription : %(theme)s") % {"theme": meeting.theme}
        _tell(participant, subject, "confirmed", meeting, calendar="REQUEST", once=not anew, anew=anew)
    else:
        subject = _("Liste d'attente : %(theme)s") % {"theme": meeting.theme}
        _tell(participant, subject, "waiting", meeting, once=not anew, anew=anew, place=rank(registration))


def place_freed(registration: Registration) -> None:
    subject = _("Une place s'est libérée : %(theme)s") % {"theme": registration.meeting.theme}
    _tell(registration.participant, subject, "place_freed", registration.meeting, calendar="REQUEST")


def cancelled(registration: Registration, *, by_team: bool) -> None:
    subject = _("Inscription annulée : %(theme)s") % {"theme": registration.meeting.theme}
    _tell(registration.participant, subject, "cancelled", registration.meeting, calendar="CANCEL", by_team=by_team)


def moved(registration: Registration, before: Meeting) -> None:
    """From one group to the other of the same meeting."""
    subject = _("Votre groupe : %(theme)s") % {"theme": registration.meeting.theme}
    calendar = "REQUEST" if registration.state == State.CONFIRMED else ""
    _tell(registration.participant, subject, "moved", registration.meeting, calendar=calendar, before=before)


def message(registration: Registration, subject: str, words: str, by: Membership) -> bool:
    """What the team writes to those who come; answers go to whoever wrote. Whether it leaves."""
    return _tell(
        registration.participant, subject, "message", registration.meeting, reply_to=by.user.email, words=words, by=by
    )


def own_link(participant: Participant) -> bool:
    """The link of one's page, asked for again. Whether it leaves."""
    subject = _("Votre page : %(network)s") % {"network": participant.network}
    return _tell(participant, subject, "own_link", None, once=True, whatever=True)


def own_links(people: list[Participant], email: str) -> None:
    """One letter for all the pages of one address."""
    subject = _("Vos pages personnelles")
    if _recent(email, subject):
        return
    pages = [(one, in_full("meetings:person", one.token)) for one in people]
    body = render_to_string("meetings/letters/registration_own_links.txt", {"pages": pages})
    letters.write(email, subject, body.strip())


def take_back(participant: Participant) -> None:
    """Letters that hold the link of someone's page, those that left and those that wait, are kept no more."""
    theirs = Q(body__contains=participant.token) | Q(unsubscribe_url__contains=participant.token)
    Letter.objects.filter(theirs, to=address_of(participant)).delete()


def is_silent(network: Network, email: str) -> bool:
    """Whether this address asked for no more letters."""
    return Silence.objects.holds(network, email)


def _recent(email: str, subject: str) -> bool:
    since = timezone.now() - QUIET
    plain = " ".join(subject.split())[:200]
    return Letter.objects.filter(to=email, subject=plain, written_at__gte=since).exists()


def _tell(
    participant: Participant,
    subject: str,
    name: str,
    meeting: Meeting | None,
    *,
    calendar: str = "",
    once: bool = False,
    whatever: bool = False,
    reply_to: str = "",
    **words: Any,
) -> bool:
    """``once``: not twice within ``QUIET``; ``whatever``: even to one who asked for silence, since they ask for it."""
    network, email = participant.network, address_of(participant)
    if not email or (not whatever and is_silent(network, email)) or (once and _recent(email, subject)):
        return False
    page = in_full("meetings:person", participant.token)
    context = {"participant": participant, "meeting": meeting, "network": network, "page": page, **words}
    letters.write(
        email,
        subject,
        render_to_string(f"meetings/letters/registration_{name}.txt", context).strip(),
        sender_name=network.name,
        reply_to=reply_to or network.contact_email,
        calendar=invitation(meeting, email, calendar, url=page) if meeting and calendar else "",
        calendar_method=calendar,
        unsubscribe_url=page,
    )
    return True
