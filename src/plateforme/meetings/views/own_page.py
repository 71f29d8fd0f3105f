"""The page of someone who comes, opened by their own link: what they said, what is kept, what they can undo."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plateforme.accounts.door import public_page
from plateforme.accounts.limits import limited
from plateforme.meetings import personal
from plateforme.meetings.forms.registering import FindLinkForm, PersonForm, said_of
from plateforme.meetings.models import Participant, Registration
from plateforme.meetings.reads.addresses import in_full
from plateforme.meetings.reads.people import claimable
from plateforme.meetings.reads.registering import organization_names, own_registrations
from plateforme.meetings.views.private import alone
from plateforme.meetings.writes import answers, feeds, people, registering

View = Callable[..., HttpResponse]


def own_page(view: View) -> View:
    """The view gets the ``participant`` whose link it is; any other link leads to the page that helps find one's."""

    @wraps(view)
    def enter(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
        rows = Participant.objects.filter(erased_at=None).select_related("network", "organization", "user")
        participant = rows.filter(token=token).first()
        if participant is None:
            return render(request, "meetings/link_closed.html", status=404)
        return view(request, participant, **kwargs)

    return public_page(alone(enter))


@own_page
def show(request: HttpRequest, participant: Participant) -> HttpResponse:
    token = participant.calendar_token
    context = {
        "participant": participant,
        "network": participant.network,
        "own": own_registrations(participant),
        "silent": bool(participant.email) and answers.is_silent(participant.network, participant.email),
        "calendar": in_full("meetings:person_feed", token) if token else "",
        "may_claim": _may_claim(request, participant),
        "about": personal.about(participant),
    }
    return render(request, "meetings/own_page.html", context)


@own_page
@require_POST
def cancel(request: HttpRequest, participant: Participant, registration: UUID) -> HttpResponse:
    registering.cancel(_own(participant, registration))
    messages.success(request, _("C'est noté : vous ne viendrez pas. Merci d'avoir prévenu."))
    return redirect("meetings:person", participant.token)


@own_page
@require_POST
def come_back(request: HttpRequest, participant: Participant, registration: UUID) -> HttpResponse:
    try:
        placed = registering.come_after_all(_own(participant, registration))
    except registering.Closed:
        messages.error(request, _("Les inscriptions sont closes. Écrivez au réseau s'il reste une place."))
    else:
        waits = placed.state == Registration.State.WAITING
        messages.success(request, _("Vous êtes sur la liste d'attente.") if waits else _("Une place vous attend."))
    return redirect("meetings:person", participant.token)


@own_page
def correct(request: HttpRequest, participant: Participant) -> HttpResponse:
    names = organization_names(participant.network)
    form = PersonForm(request.POST or None, initial=said_of(participant), organizations=names)
    if request.method == "POST" and form.is_valid():
        people.correct(participant, form.person())
        messages.success(request, _("C'est corrigé."))
        return redirect("meetings:person", participant.token)
    return render(request, "meetings/own_correct.html", _around(participant) | {"form": form})


@own_page
@require_POST
def mail(request: HttpRequest, participant: Participant) -> HttpResponse:
    """``stop=1``: no more letters; otherwise letters again."""
    if request.POST.get("stop"):
        people.silence(participant)
        messages.success(request, _("Ce réseau ne vous écrira plus."))
    else:
        people.unsilence(participant)
        messages.success(request, _("Vous recevrez de nouveau les courriels de ce réseau."))
    return redirect("meetings:person", participant.token)


@own_page
@require_POST
def calendar(request: HttpRequest, participant: Participant) -> HttpResponse:
    """``open=1``: a new address for the feed, which closes the one before; otherwise no feed any more."""
    if request.POST.get("open"):
        feeds.open_participant_feed(participant)
        messages.success(request, _("Votre agenda a une adresse. Copiez-la dans votre application d'agenda."))
    else:
        feeds.close_participant_feed(participant)
        messages.success(request, _("L'adresse de votre agenda ne donne plus rien."))
    return redirect("meetings:person", participant.token)


@own_page
@require_POST
def renew(request: HttpRequest, participant: Participant) -> HttpResponse:
    people.renew_link(participant)
    answers.own_link(participant)
    messages.success(
        request, _("Voici votre nouvelle page. Les liens d'avant n'ouvrent plus rien : gardez cette adresse.")
    )
    return redirect("meetings:person", participant.token)


@own_page
@require_POST
def tie(request: HttpRequest, participant: Participant) -> HttpResponse:
    if _may_claim(request, participant) and people.tie_to_account(participant, request.user):  # type: ignore[arg-type]
        messages.success(request, _("Ces venues sont maintenant reliées à votre compte."))
    else:
        messages.error(request, _("Ce compte ne peut pas être relié à cette page."))
    return redirect("meetings:person", participant.token)


@own_page
def data(request: HttpRequest, participant: Participant) -> HttpResponse:
    words = json.dumps(personal.export_of(participant), ensure_ascii=False, indent=2)
    answer = HttpResponse(words, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="mes-donnees.json"'
    return answer


@own_page
def erase(request: HttpRequest, participant: Participant) -> HttpResponse:
    if request.method == "POST":
        people.forget(participant)
        return render(request, "meetings/own_erased.html", {"network": participant.network})
    return render(request, "meetings/own_erase.html", _around(participant))


@public_page
@alone
def find_link(request: HttpRequest) -> HttpResponse:
    """One's page, sent to one's address. The answer is the same whether the address is known or not."""
    form = FindLinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if limited(request, "find_link", 10, 3600):
            return render(request, "429.html", status=429)
        people.send_links(form.cleaned_data["email"])
        return render(request, "meetings/link_sent.html")
    return render(request, "meetings/find_link.html", {"form": form})


def _around(participant: Participant) -> dict[str, Any]:
    return {"participant": participant, "network": participant.network}


def _own(participant: Participant, key: UUID) -> Registration:
    rows = participant.registrations.select_related("meeting__network", "participant__network")
    return get_object_or_404(rows, pk=key)


def _may_claim(request: HttpRequest, participant: Participant) -> bool:
    user = request.user
    return user.is_authenticated and claimable(user).filter(pk=participant.pk).exists()
