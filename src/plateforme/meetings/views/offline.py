"""The device's side: the worker and the installable application, and what was noted without network arriving."""

import json
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from plateforme.accounts.door import public_page
from plateforme.meetings.forms.offline import Body, UnreadableError, body
from plateforme.meetings.models import Meeting
from plateforme.meetings.reads import offline as reads
from plateforme.meetings.views.found import meeting_seen
from plateforme.meetings.writes.offline import take
from plateforme.networks.door import network_page
from plateforme.networks.models import Membership
from plateforme.networks.roles import Permission


@require_safe
@public_page
def service_worker(request: HttpRequest) -> HttpResponse:
    """Asked for from the root, so that it serves all pages; never kept, so that a new one is seen at once."""
    place = json.dumps(reads.place())
    answer = render(request, "meetings/service-worker.js", {"place": place}, content_type="text/javascript")
    answer["Cache-Control"] = "no-cache"
    return answer


@require_safe
@public_page
def web_manifest(request: HttpRequest) -> HttpResponse:
    return JsonResponse(reads.manifest(), content_type="application/manifest+json")


@require_safe
@public_page
def without_network(request: HttpRequest) -> HttpResponse:
    return render(request, "meetings/without_network.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@network_page(needs=Permission.TAKE_ATTENDANCE)
def send_attendance(request: HttpRequest, member: Membership, meeting: UUID) -> HttpResponse:
    """GET: a fresh token, and whose session it is. POST: gestures; each one is answered: kept, already or refused."""
    found = meeting_seen(member, meeting)
    if request.method != "POST":
        return JsonResponse({"token": get_token(request), "person": reads.mark_of(member.user)})
    try:
        sent = body(request.body)
    except UnreadableError as problem:
        return JsonResponse({"reason": str(problem)}, status=400)
    if sent.person != reads.mark_of(member.user):
        return JsonResponse({"reason": "other"}, status=409)
    return JsonResponse({"answers": _answers(found, sent, member)})


def _answers(meeting: Meeting, sent: Body, member: Membership) -> list[dict[str, object]]:
    taken = [take(meeting, one, by=member) for one in sent.said]
    return [reads.told(answer) for answer in (*taken, *sent.refused)]
