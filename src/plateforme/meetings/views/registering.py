"""The public link of a meeting: whoever holds it registers, with an account or without one."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from plateforme.accounts.door import public_page
from plateforme.accounts.limits import limited
from plateforme.meetings.forms.registering import MemberForm, RegisterForm, said_of
from plateforme.meetings.models import Meeting, Registration
from plateforme.meetings.reads import feeds
from plateforme.meetings.reads.addresses import in_full
from plateforme.meetings.reads.invitations import may_go_out
from plateforme.meetings.reads.people import entry_of, may_be, said_of_member
from plateforme.meetings.reads.registering import organization_names, rank, standing
from plateforme.meetings.views.private import alone
from plateforme.meetings.writes.registering import Closed, register, register_member
from plateforme.networks.door import member_of
from plateforme.networks.models import Membership

MOST = 60
"""Registrations from one place in ten minutes: a room full of people may share one address."""
MOST_LETTERS = 6
"""Registrations under one address, from one place, in an hour: nobody's mailbox is filled by someone else."""
SHOWN = timedelta(minutes=15)
"""How long the page that follows a registration can be opened again, by the same browser."""


def by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view gets the ``meeting`` whose link it is. A link is passed on, and what it leads to may have closed since:
    a meeting that is not for the whole network opens for those who see it, once they are signed in."""

    @wraps(view)
    def enter(request: HttpRequest, token: str) -> HttpResponse:
        rows = Meeting.objects.filter(registration_token=token).select_related("network", "edition")
        meeting = rows.first()
        if meeting is None:
            return render(request, "meetings/link_closed.html", status=404)
        if may_go_out(meeting) or _is_seen(request, meeting):
            return view(request, meeting)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return render(request, "meetings/link_closed.html", status=404)

    return public_page(alone(enter))


def _is_seen(request: HttpRequest, meeting: Meeting) -> bool:
    member = member_of(request, meeting.network.slug)
    return member is not None and Meeting.objects.seen_by(member).filter(pk=meeting.pk).exists()


@by_link
def register_here(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """What the meeting is, and the form; a member signed in finds theirs filled in."""
    member = member_of(request, meeting.network.slug)
    now = standing(meeting)
    context = {"meeting": meeting, "network": meeting.network, "standing": now, "token": meeting.registration_token}
    if not now.is_open:
        return render(request, "meetings/register.html", context)
    return _member(request, member, meeting, context) if member else _visitor(request, meeting, context)


def _visitor(request: HttpRequest, meeting: Meeting, context: dict[str, Any]) -> HttpResponse:
    form = RegisterForm(
        request.POST or None,
        initial={"key": uuid.uuid4(), **_account(request)},
        network=str(meeting.network),
        organizations=organization_names(meeting.network),
    )
    if request.method == "POST" and form.is_valid():
        if form.is_from_a_machine:
            return redirect("meetings:registered", meeting.registration_token)
        if _too_many(request, meeting, form.cleaned_data["email"]):
            return render(request, "429.html", status=429)
        try:
            made = register(meeting, form.person(), key=form.cleaned_data["key"], needs=form.cleaned_data["needs"])
        except Closed:
            return redirect("meetings:register", meeting.registration_token)
        _remember(request, meeting, made, mailed=bool(form.cleaned_data["email"]))
        return redirect("meetings:registered", meeting.registration_token)
    return render(request, "meetings/register.html", context | {"form": form})


def _member(request: HttpRequest, member: Membership, meeting: Meeting, context: dict[str, Any]) -> HttpResponse:
    entry = entry_of(member)
    double = None if entry else may_be(member)
    held = Registration.objects.filter(meeting=meeting, participant=entry).first() if entry else None
    if held and held.state != Registration.State.CANCELLED:
        return render(request, "meetings/register.html", context | {"held": held, "entry": entry, "rank": rank(held)})
    form = MemberForm(
        request.POST or None,
        initial=said_of(entry) if entry else said_of_member(member),
        organizations=organization_names(meeting.network, member),
        double=double,
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        same = double if said.get("is_me") else None
        try:
            made = register_member(meeting, member, form.person(), needs=said["needs"], double=same)
        except Closed:
            return redirect("meetings:register", meeting.registration_token)
        _thank(request, made)
        return redirect("meetings:person", made.participant.token)
    return render(request, "meetings/register.html", context | {"form": form, "member": member})


@by_link
def registered(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """What follows. With an address given, it is the same whoever was known before: the letter says what is true."""
    token = meeting.registration_token
    context: dict[str, Any] = {"meeting": meeting, "network": meeting.network, "token": token}
    kept = request.session.get(f"registered:{meeting.pk}") or {}
    if (until := parse_datetime(kept.get("until", ""))) and until > timezone.now():
        context["mailed"] = kept["mailed"]
        if not kept["mailed"]:
            context |= _own(kept["registration"])
    else:
        context["mailed"] = True
    return render(request, "meetings/registered.html", context)


@by_link
def registration_file(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The meeting, for one's calendar."""
    answer = HttpResponse(feeds.one(meeting, ""), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="rencontre.ics"'
    return answer


def _account(request: HttpRequest) -> dict[str, str]:
    """Someone signed in who is not of this network types less."""
    user = request.user
    return {"name": user.name, "email": user.email} if user.is_authenticated else {}


def _too_many(request: HttpRequest, meeting: Meeting, email: str) -> bool:
    if limited(request, f"register:{meeting.pk}", MOST, 600):
        return True
    return bool(email) and limited(request, f"register:{email.lower()}", MOST_LETTERS, 3600)


def _remember(request: HttpRequest, meeting: Meeting, made: Registration, *, mailed: bool) -> None:
    """Without an address, the browser that registered is the only one to which the personal link can be given."""
    request.session[f"registered:{meeting.pk}"] = {
        "registration": "" if mailed else str(made.pk),
        "mailed": mailed,
        "until": (timezone.now() + SHOWN).isoformat(),
    }


def _own(key: str) -> dict[str, Any]:
    """The registration just made by this browser, and the page of whoever it is."""
    rows = Registration.objects.select_related("participant", "meeting__network")
    made = rows.filter(pk=key, participant__erased_at=None).first()
    if made is None:
        return {}
    return {"registration": made, "rank": rank(made), "page": in_full("meetings:person", made.participant.token)}


def _thank(request: HttpRequest, made: Registration) -> None:
    if made.state == Registration.State.WAITING:
        words = _("Vous êtes sur la liste d'attente, au rang %(rank)s.") % {"rank": rank(made)}
    else:
        words = _("Votre inscription est confirmée.")
    messages.success(request, words)
