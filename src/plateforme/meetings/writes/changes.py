"""Letters to those who registered, when a meeting moves or is called off; and to those who lead it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from plateforme.accounts import letters
from plateforme.meetings.models import Meeting, Participant, Registration, Silence
from plateforme.meetings.models.silence import mark_of
from plateforme.meetings.reads.addresses import in_full, page_of
from plateforme.meetings.reads.feeds import invitation
from plateforme.networks.models import Membership
from plateforme.ui.templatetags.french import jour


@dataclass(frozen=True, slots=True)
class Reached:
    """Someone to tell: where, their own page, and how their calendar shows the meeting."""

    email: str
    url: str
    part: str = "ACCEPTED"


def address_of(participant: Participant) -> str:
    """Where someone is written to: the address they gave, else their account's; empty when there is none."""
    return participant.email or (participant.user.email if participant.user else "")


def registered(meeting: Meeting) -> tuple[list[Reached], int]:
    """Those who come or wait and can be written to; and how many cannot: no address, or no letters wanted."""
    silent = set(Silence.objects.filter(network=meeting.network_id).values_list("mark", flat=True))
    rows = meeting.registrations.exclude(state=Registration.State.CANCELLED).select_related("participant__user")
    reached, others = [], 0
    for row in rows:
        email = address_of(row.participant)
        if not email or mark_of(email) in silent:
            others += 1
            continue
        part = "ACCEPTED" if row.state == Registration.State.CONFIRMED else "TENTATIVE"
        reached.append(Reached(email, in_full("meetings:person", row.participant.token), part))
    return reached, others


def tell_moved(meeting: Meeting, before: Meeting, *, by: Membership) -> int:
    subject = _("Changement : %(theme)s, %(day)s") % {"theme": meeting.theme, "day": jour(meeting.starts_at)}
    return _tell(meeting, subject, "moved", "REQUEST", by, before=before)


def tell_cancelled(meeting: Meeting, *, by: Membership) -> int:
    subject = _("Annulé : %(theme)s, %(day)s") % {"theme": meeting.theme, "day": jour(meeting.starts_at)}
    return _tell(meeting, subject, "cancelled", "CANCEL", by)


def _tell(meeting: Meeting, subject: str, name: str, method: str, by: Membership, before: Meeting | None = None) -> int:
    reached = {one.email: one for one in (*_team(meeting, by), *registered(meeting)[0])}
    for one in reached.values():
        words = {"meeting": meeting, "network": meeting.network, "before": before, "url": one.url}
        letters.write(
            one.email,
            subject,
            render_to_string(f"meetings/letters/meeting_{name}.txt", words),
            sender_name=meeting.network.name,
            reply_to=meeting.network.contact_email,
            calendar=invitation(meeting, one.email, method, part=one.part),
            calendar_method=method,
        )
    return len(reached)


def _team(meeting: Meeting, by: Membership) -> Iterator[Reached]:
    """Those who lead and note, but for the one who has just done it."""
    for people in (meeting.facilitators, meeting.note_takers):
        for member in people.exclude(pk=by.pk).filter(left_on=None).select_related("user"):
            yield Reached(member.user.email, page_of(meeting))
