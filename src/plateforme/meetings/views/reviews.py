"""The review at the end of a meeting: four questions on a phone, answers for those who lead."""

from uuid import UUID

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from plateforme.accounts.door import public_page
from plateforme.accounts.limits import limited
from plateforme.meetings.forms.reviews import ReviewForm
from plateforme.meetings.models import Meeting
from plateforme.meetings.reads import reviews as reads
from plateforme.meetings.reads.addresses import in_full
from plateforme.meetings.views.found import meeting_seen
from plateforme.meetings.views.private import alone
from plateforme.meetings.writes import reviews as writes
from plateforme.networks.door import network_page
from plateforme.networks.models import Membership
from plateforme.networks.roles import Permission

ANSWERED = "reviews"
ROOM_FULL, TEN_MINUTES = 60, 600
"""One address for a whole room: as many answers as a large room gives."""


@network_page(needs=Permission.READ_REVIEWS)
def reviews(request: HttpRequest, member: Membership, meeting: UUID) -> HttpResponse:
    found = meeting_seen(member, meeting)
    shown = {
        "meeting": found,
        "results": reads.results(found, member),
        "is_open": reads.is_open(found, timezone.now()),
        "closes_at": reads.closes_at(found),
        "url": in_full("meetings:review", found.review_token),
    }
    return render(request, "meetings/reviews.html", shown)


@network_page(needs=Permission.READ)
def review_code(request: HttpRequest, member: Membership, meeting: UUID) -> HttpResponse:
    """The QR code, for the screen of the room or the door."""
    found = meeting_seen(member, meeting)
    url = in_full("meetings:review", found.review_token)
    shown = {"meeting": found, "url": url, "code": qr_of(url)}
    return render(request, "meetings/review_code.html", shown)


@alone
@public_page
def review(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever holds the link answers once on a device: the session says which meetings it answered about."""
    found = get_object_or_404(Meeting.objects.select_related("network"), review_token=token)
    form = ReviewForm(request.POST or None)
    shown = {"meeting": found, "network": found.network, "form": form}
    if _has_answered(request, found):
        return render(request, "meetings/review_done.html", shown)
    if not reads.is_open(found, timezone.now()):
        return render(request, "meetings/review_closed.html", shown)
    if not form.is_valid():
        return render(request, "meetings/review.html", shown)
    if limited(request, f"review {found.pk}", ROOM_FULL, TEN_MINUTES):
        return render(request, "429.html", status=429)
    writes.answer(found, **form.cleaned_data)
    _remember(request, found)
    return render(request, "meetings/review_done.html", shown)


def qr_of(url: str) -> str:
    """The code of an address, as SVG markup without colours of its own."""
    return segno.make(url, error="m").svg_inline(scale=4, border=0, omitsize=True, svgclass=None, lineclass=None)


def _has_answered(request: HttpRequest, meeting: Meeting) -> bool:
    return str(meeting.pk) in request.session.get(ANSWERED, ())


def _remember(request: HttpRequest, meeting: Meeting) -> None:
    """Which meeting, never which answer."""
    request.session[ANSWERED] = [*request.session.get(ANSWERED, ()), str(meeting.pk)]
