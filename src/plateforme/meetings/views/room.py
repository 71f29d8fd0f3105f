"""The room: what we do now, how long it still lasts, what comes next. On a phone or a projector."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from plateforme.meetings.reads import room as reads
from plateforme.meetings.reads.addresses import in_full
from plateforme.meetings.reads.reviews import is_open
from plateforme.meetings.views.found import meeting_seen
from plateforme.meetings.writes import room as writes
from plateforme.networks.door import network_page
from plateforme.networks.models import Membership
from plateforme.networks.roles import Permission

FIVE = 5


@never_cache
@network_page(needs=Permission.READ)
def room(request: HttpRequest, member: Membership, meeting: UUID) -> HttpResponse:
    """The page; or, for one that shows ``version``, what changed since: nothing (204) or the part to replace."""
    found = meeting_seen(member, meeting)
    state = reads.room(found, member, timezone.now())
    if request.headers.get("HX-Request"):
        same = request.GET.get("version") == state.version
        return HttpResponse(status=204) if same else _shown(request, member, state, "meetings/room.html#state")
    return _shown(request, member, state, "meetings/room.html")


@require_POST
@network_page(needs=Permission.PLAN_MEETINGS)
def room_move(request: HttpRequest, member: Membership, meeting: UUID) -> HttpResponse:
    """One gesture, made while the room was ``at`` a step: ``next``, ``back`` or ``more``."""
    found = meeting_seen(member, meeting)
    at, gesture = _step_key(request.POST.get("at", "")), request.POST.get("do")
    if gesture == "next":
        writes.go_on(found, at=at, by=member)
    elif gesture == "back":
        writes.go_back(found, at=at, by=member)
    elif gesture == "more":
        writes.add_minutes(found, at=at, minutes=FIVE, by=member)
    else:
        raise Http404
    if request.headers.get("HX-Request"):
        return _shown(request, member, reads.room(found, member, timezone.now()), "meetings/room.html#state")
    return redirect("meetings:room", member.network.slug, found.pk)


@network_page(needs=Permission.PLAN_MEETINGS)
def room_restart(request: HttpRequest, member: Membership, meeting: UUID) -> HttpResponse:
    found = meeting_seen(member, meeting)
    back = reverse("meetings:room", args=[member.network.slug, found.pk])
    if request.method == "POST":
        writes.start_again(found, by=member)
        return redirect(back)
    words = {
        "title": _("Reprendre le déroulé au début ?"),
        "text": _("Utile après une répétition. Aucune étape ne sera plus commencée ; le déroulé ne change pas."),
        "submit": _("Reprendre au début"),
    }
    return render(request, "ui/confirm.html", {**words, "cancel": back, "base_template": "networks/base.html"})


def _shown(request: HttpRequest, member: Membership, state: reads.Room, template: str) -> HttpResponse:
    may_lead = member.may(Permission.PLAN_MEETINGS)
    values = {
        "meeting": state.meeting,
        "room": state,
        "may_lead": may_lead,
        "review_url": in_full("meetings:review", state.meeting.review_token) if _is_end(state) else "",
    }
    return render(request, template, values)


def _is_end(state: reads.Room) -> bool:
    """At the last step, the review is at hand."""
    return state.current is not None and state.following is None and is_open(state.meeting, state.now)


def _step_key(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Http404 from None
