"""What the pages of a meeting begin with, and how its papers are sent."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from plateforme.meetings.models import Meeting
from plateforme.networks.circles import Reader


def meeting_seen(reader: Reader, key: UUID) -> Meeting:
    """The meeting of this id that this reader sees, with its edition and network; 404 otherwise."""
    return get_object_or_404(Meeting.objects.seen_by(reader).select_related("edition", "network"), pk=key)


def pdf(content: bytes, name: str) -> HttpResponse:
    """A paper to open or keep. It may hold names: nothing between us and the reader keeps a copy."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer
