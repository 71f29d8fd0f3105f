"""A child is never more open than its parent: when a parent closes, what stands under it closes with it."""

from django.utils import timezone

from plateforme.meetings.models import Edition, Meeting, Paper
from plateforme.networks import journal
from plateforme.networks.circles import within
from plateforme.networks.models import Entry


def narrow_edition(edition: Edition) -> int:
    """Meetings of this edition become at most as open as it; returns how many changed."""
    open_ones = [meeting for meeting in edition.meetings.all() if not within(meeting.circle, edition.circle)]
    for meeting in open_ones:
        Meeting.objects.filter(pk=meeting.pk).update(circle=edition.circle, changed_at=timezone.now())
        meeting.circle = edition.circle
        narrow_meeting(meeting)
    _narrow_journal(edition)
    return len(open_ones)


def hold_edition(meeting: Meeting) -> None:
    """The edition of this meeting, held until the end of the transaction; had it closed while the form was being filled
    in, the meeting would close with it."""
    edition = Edition.objects.select_for_update().get(pk=meeting.edition_id)
    if not within(meeting.circle, edition.circle):
        meeting.circle = edition.circle


def narrow_meeting(meeting: Meeting) -> None:
    """The papers of this meeting, and what the journal says of it, become at most as open as it."""
    for paper in meeting.papers.all():
        if not within(paper.circle, meeting.circle):
            Paper.objects.filter(pk=paper.pk).update(circle=meeting.circle)
    _narrow_journal(meeting)


def _narrow_journal(subject: Edition | Meeting) -> None:
    for entry in Entry.objects.filter(network=subject.network_id, subject=journal.key_of(subject)):
        if not within(entry.circle, subject.circle):
            Entry.objects.filter(pk=entry.pk).update(circle=subject.circle)
