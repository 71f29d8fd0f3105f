"""Inviting to a meeting by mail, once; and no more to someone who says no."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plateforme.accounts import letters
from plateforme.accounts.models import Letter
from plateforme.meetings.models import Correspondent, Meeting, Silence
from plateforme.meetings.models.people import CONTACT_CIRCLE
from plateforme.meetings.models.silence import mark_of
from plateforme.meetings.reads.addresses import in_full, registration_of
from plateforme.meetings.reads.feeds import invitation
from plateforme.meetings.reads.invitations import Round, addresses, round_of
from plateforme.networks import journal
from plateforme.networks.circles import Circle
from plateforme.networks.models import Membership, Network
from plateforme.ui.templatetags.french import jour

NEAR = timedelta(days=1)


@transaction.atomic
def invite(
    meeting: Meeting, ticked: Iterable[str], extra: Iterable[str], *, again: bool = False, by: Membership
) -> Round:
    """Write to those ticked and typed who are neither registered, nor already invited, nor unwilling."""
    found = round_of(meeting, addresses(meeting, ticked, extra), again=again)
    _write(meeting, _known(meeting.network, found.to))
    if found.to:
        people = ngettext("une personne", "%(count)d personnes", len(found.to)) % {"count": len(found.to)}
        words = _("%(theme)s (%(people)s)") % {"theme": meeting, "people": people}
        journal.record(by, "meeting.invited", words, subject=meeting, circle=Circle(meeting.circle))
    return found


def letter(meeting: Meeting) -> tuple[str, str]:
    """Subject and body of the invitation, the same for everyone."""
    subject = _("Invitation : %(theme)s, %(day)s") % {"theme": meeting.theme, "day": jour(meeting.starts_at)}
    words = {"meeting": meeting, "network": meeting.network, "url": registration_of(meeting)}
    return subject, render_to_string("meetings/letters/meeting_invitation.txt", words)


def leaves_with_others(meeting: Meeting) -> bool:
    """Invitations wait for the others of the day, unless the meeting is so near that they would come too late."""
    return meeting.starts_at > letters.next_round() + NEAR


def forget_waiting(meeting: Meeting) -> None:
    """Invitations that have not left yet do not: the meeting is called off."""
    _waiting(meeting).delete()


def mend_waiting(meeting: Meeting) -> None:
    """Invitations that have not left yet say what was changed."""
    subject, body = letter(meeting)
    for one in _waiting(meeting):
        one.subject, one.body = subject, body
        one.calendar = invitation(meeting, one.to, "PUBLISH", url=registration_of(meeting))
        one.save(update_fields=["subject", "body", "calendar"])


def _waiting(meeting: Meeting) -> QuerySet[Letter]:
    """Known by the event they carry."""
    unsent = Letter.objects.filter(sent_at=None, claim=None, problem="", calendar_method="PUBLISH")
    return unsent.filter(calendar__contains=f"UID:{meeting.pk}")


def _write(meeting: Meeting, people: list[tuple[str, Correspondent]]) -> None:
    subject, body = letter(meeting)
    urgency = Letter.Urgency.TOGETHER if leaves_with_others(meeting) else Letter.Urgency.NOW
    for email, known in people:
        letters.write(
            email,
            subject,
            body,
            sender_name=meeting.network.name,
            reply_to=meeting.network.contact_email,
            calendar=invitation(meeting, email, "PUBLISH", url=registration_of(meeting)),
            calendar_method="PUBLISH",
            unsubscribe_url=in_full("meetings:letters_off", known.token),
            urgency=urgency,
        )
    link = Correspondent.invited_to.through
    pairs = [link(correspondent_id=known.pk, meeting_id=meeting.pk) for _email, known in people]
    link.objects.bulk_create(pairs, ignore_conflicts=True)


def _known(network: Network, emails: list[str]) -> list[tuple[str, Correspondent]]:
    """Each address with its row, made if the network writes to it for the first time."""
    rows = [Correspondent(network=network, mark=mark_of(email)) for email in emails]
    Correspondent.objects.bulk_create(rows, ignore_conflicts=True)
    known = {one.mark: one for one in Correspondent.objects.of(network, emails)}
    return [(email, known[mark_of(email)]) for email in emails]


@transaction.atomic
def fall_silent(known: Correspondent) -> None:
    """Saying no, from the link of a letter. Twice changes nothing."""
    _one, new = Silence.objects.get_or_create(network=known.network, mark=known.mark)
    if new:
        _tell(known, "letters.refused")


@transaction.atomic
def speak_again(known: Correspondent) -> None:
    """Saying yes again."""
    gone, _each = Silence.objects.filter(network=known.network, mark=known.mark).delete()
    if gone:
        _tell(known, "letters.accepted")


def _tell(known: Correspondent, verb: str) -> None:
    who = str(_("une personne invitée"))
    journal.record(None, verb, network=known.network, name=who, circle=CONTACT_CIRCLE)


def forget_old_addresses() -> int:
    """Marks of addresses invited to nothing for the months the network keeps contacts; returns how many went. A refusal
    is kept elsewhere, and stays."""
    gone = 0
    for network in Network.objects.all():
        since = timezone.now() - timedelta(days=round(network.contact_months * 365.25 / 12))
        recent = Correspondent.objects.filter(network=network, invited_to__starts_at__gte=since)
        old = Correspondent.objects.filter(network=network).exclude(pk__in=recent.values("pk"))
        gone += old.delete()[1].get("meetings.Correspondent", 0)
    return gone
