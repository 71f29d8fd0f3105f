"""What the day itself adds to the page of a meeting."""

from django.http import HttpRequest

from plateforme.meetings.models import Meeting
from plateforme.meetings.reads import reviews
from plateforme.networks.circles import Reader
from plateforme.networks.panels import Panel


def to_change(request: HttpRequest, reader: Reader, meeting: Meeting) -> Panel | None:
    """What the meeting before asked to change, for those who prepare this one, until it is over."""
    found = None if meeting.is_past else reviews.to_change(meeting, reader)
    return Panel("meetings/panels/to_change.html", {"to_change": found}, order=30) if found else None
