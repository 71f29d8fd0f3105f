"""Addresses in full, for what leaves the site: letters, calendars, printed codes."""

from django.conf import settings
from django.urls import reverse

from plateforme.meetings.models import Meeting


def in_full(name: str, *args: object) -> str:
    """The address of a page as one types it. Its host is the site's own, whatever host a request asked for."""
    return f"{settings.ORIGIN}{reverse(name, args=args)}"


def page_of(meeting: Meeting) -> str:
    """The page of a meeting, for whoever may see it."""
    return in_full("meetings:meeting", meeting.network.slug, meeting.pk)


def registration_of(meeting: Meeting) -> str:
    """Where anyone who holds the link registers."""
    return in_full("meetings:register", meeting.registration_token)
