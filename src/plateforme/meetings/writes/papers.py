"""Joining a file to a meeting, taking it away."""

from django.core.files.base import ContentFile
from django.db import transaction

from plateforme.meetings.models import Meeting, Paper
from plateforme.meetings.paper_kinds import read_kind
from plateforme.networks import journal
from plateforme.networks.circles import Circle, within
from plateforme.networks.models import Membership


@transaction.atomic
def add_paper(meeting: Meeting, name: str, content: bytes, circle: str, *, by: Membership, title: str = "") -> Paper:
    """Keep a file whose content is of an accepted kind. Raises ``paper_kinds.Refused``, ValueError if it would be more
    open than its meeting. The file goes if the transaction does."""
    kind = read_kind(name, content)
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("network").get(pk=meeting.pk)
    if not within(circle, meeting.circle):
        raise ValueError("a paper is never more open than its meeting")
    paper = Paper(network=meeting.network, meeting=meeting, circle=circle, title=title or kind.title)
    paper.suffix, paper.size = kind.suffix, len(content)
    paper.file.save(name, ContentFile(content), save=False)
    try:
        paper.save()
        journal.record(by, "paper.added", paper, subject=meeting, circle=Circle(circle))
    except BaseException:
        paper.file.delete(save=False)
        raise
    return paper


@transaction.atomic
def remove_paper(paper: Paper, *, by: Membership) -> None:
    """Take a file away for good."""
    journal.record(by, "paper.removed", paper, subject=paper.meeting, circle=Circle(paper.circle))
    paper.delete()
