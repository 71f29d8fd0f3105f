"""Calendars: one to subscribe to, one to keep, and the page where their addresses are made and closed."""

import hashlib
from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.utils.functional import Promise
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from plateforme.accounts.door import public_page
from plateforme.accounts.models import User
from plateforme.meetings.models import Participant
from plateforme.meetings.reads import feeds, subscribers
from plateforme.meetings.reads.addresses import in_full, page_of
from plateforme.meetings.views.found import meeting_seen
from plateforme.meetings.views.open_pages import open_page
from plateforme.meetings.writes import feeds as writes
from plateforme.networks.circles import Reader
from plateforme.networks.door import network_page
from plateforme.networks.models import Membership, Network
from plateforme.networks.roles import Permission


@public_page
def network_feed(request: HttpRequest, token: UUID) -> HttpResponse:
    network = get_object_or_404(Network, calendar_token=token)
    return _feed(request, subscribers.of_network(network), str(network))


@public_page
def person_feed(request: HttpRequest, token: UUID) -> HttpResponse:
    """A member's own feed, or that of someone who registered without account."""
    if user := User.objects.filter(calendar_token=token, is_active=True).first():
        return _feed(request, subscribers.of_user(user), _("Mes rencontres"))
    if found := Participant.objects.filter(calendar_token=token, erased_at=None).select_related("network").first():
        return _feed(
            request, subscribers.of_participant(found), _("Mes rencontres, %(name)s") % {"name": found.network}
        )
    raise Http404


def _feed(request: HttpRequest, rows: subscribers.Rows, title: str) -> HttpResponse:
    """Sent whole only when it changed. What went out of someone's sight changes the tag, not the last date: a
    calendar that knows dates alone is sent the whole."""
    held = list(rows)
    content = feeds.feed(held, title)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["ETag"] = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    answer["Cache-Control"] = "private, max-age=900"
    answer["Content-Disposition"] = 'inline; filename="rencontres.ics"'
    answer["X-Robots-Tag"] = "noindex"
    if held:
        answer["Last-Modified"] = http_date(max(meeting.changed_at for meeting, _url in held).timestamp())
    unchanged = get_conditional_response(request, etag=answer["ETag"], response=answer)
    return unchanged if isinstance(unchanged, HttpResponse) else answer


@open_page
def meeting_ics(request: HttpRequest, reader: Reader, meeting: UUID) -> HttpResponse:
    found = meeting_seen(reader, meeting)
    answer = HttpResponse(feeds.one(found, page_of(found)), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="rencontre.ics"'
    answer["Cache-Control"] = "private, no-cache"
    return answer


@network_page(needs=Permission.READ)
def addresses(request: HttpRequest, member: Membership) -> HttpResponse:
    own, shared = member.user.calendar_token, member.network.calendar_token
    own_url = in_full("meetings:person_feed", own) if own else ""
    context = {
        "own": own_url,
        "shared": in_full("meetings:network_feed", shared) if shared else "",
        "own_webcal": "webcal://" + own_url.partition("://")[2],
        "may_share": member.may(Permission.MANAGE_NETWORK),
    }
    return render(request, "meetings/feeds.html", context)


@network_page(needs=Permission.READ)
@require_POST
def change_address(request: HttpRequest, member: Membership) -> HttpResponse:
    """Open an address (again: the one before closes) or close it; the network's, by those who run it alone."""
    whose, gesture = request.POST.get("whose", ""), request.POST.get("gesture", "")
    if (whose, gesture) not in GESTURES:
        raise Http404
    if whose == "network" and not member.may(Permission.MANAGE_NETWORK):
        raise PermissionDenied
    write, words = GESTURES[whose, gesture]
    write(by=member)
    messages.success(request, str(words))
    return redirect("meetings:feeds", member.network.slug)


GESTURES: dict[tuple[str, str], tuple[Callable[..., object], Promise]] = {
    ("me", "open"): (writes.open_own_feed, gettext_lazy("Votre agenda a une nouvelle adresse.")),
    ("me", "close"): (writes.close_own_feed, gettext_lazy("L'adresse de votre agenda est fermée.")),
    ("network", "open"): (writes.open_network_feed, gettext_lazy("L'agenda du réseau a une nouvelle adresse.")),
    ("network", "close"): (writes.close_network_feed, gettext_lazy("L'adresse de l'agenda du réseau est fermée.")),
}
