"""A word two days before, once, to those who are expected."""

from datetime import timedelta

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from plateforme.accounts import letters
from plateforme.meetings.models import Meeting, Silence
from plateforme.meetings.models.silence import mark_of
from plateforme.meetings.reads.addresses import in_full
from plateforme.meetings.writes.changes import address_of
from plateforme.networks import journal
from plateforme.networks.circles import Circle
from plateforme.ui.templatetags.french import jour

BEFORE = timedelta(days=2)
JUST_REGISTERED = timedelta(days=1)
"""Someone who registered since yesterday has just had a confirmation."""


def send_reminders() -> int:
    """Run every hour: write the reminders that are due, each meeting once. Returns how many letters."""
    now = timezone.now()
    due = Meeting.objects.held().filter(reminded_at=None, starts_at__gt=now, starts_at__lte=now + BEFORE)
    return sum(remind(meeting) for meeting in due.select_related("network"))


@transaction.atomic
def remind(meeting: Meeting) -> int:
    """Whoever comes first does it: two workers at once write one letter to each."""
    now = timezone.now()
    if not Meeting.objects.held().filter(pk=meeting.pk, reminded_at=None).update(reminded_at=now):
        return 0
    since = meeting.registrations.confirmed().filter(registered_at__lt=now - JUST_REGISTERED)
    silent = set(Silence.objects.filter(network=meeting.network_id).values_list("mark", flat=True))
    written = 0
    for row in since.select_related("participant__user"):
        email = address_of(row.participant)
        if email and mark_of(email) not in silent:
            _write(meeting, email, in_full("meetings:person", row.participant.token))
            written += 1
    if written:
        journal.record(
            None, "meeting.reminded", meeting, network=meeting.network, subject=meeting, circle=Circle(meeting.circle)
        )
    return written


def _write(meeting: Meeting, email: str, url: str) -> None:
    letters.write(
        email,
        _("Rappel : %(theme)s, %(day)s") % {"theme": meeting.theme, "day": jour(meeting.starts_at)},
        render_to_string(
            "meetings/letters/meeting_reminder.txt", {"meeting": meeting, "network": meeting.network, "url": url}
        ),
        sender_name=meeting.network.name,
        reply_to=meeting.network.contact_email,
    )
