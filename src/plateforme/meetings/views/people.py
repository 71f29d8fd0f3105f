"""People who come: found, read, corrected, told from their doubles."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plateforme.meetings.forms.people import PeopleFilter
from plateforme.meetings.forms.registering import PersonForm, said_of
from plateforme.meetings.models import Merge, Participant
from plateforme.meetings.reads.addresses import in_full
from plateforme.meetings.reads.people import doubles, history, people_seen
from plateforme.meetings.reads.registering import organization_names
from plateforme.meetings.writes import merging, people
from plateforme.networks.asked import key_asked, page_asked
from plateforme.networks.door import network_page
from plateforme.networks.models import Membership
from plateforme.networks.roles import Permission

A_PAGE = 40
PAIRS_A_PAGE = 20


@network_page(needs=Permission.PLAN_MEETINGS)
def people_list(request: HttpRequest, member: Membership) -> HttpResponse:
    form = PeopleFilter(request.GET, member=member)
    asked = form.cleaned_data if form.is_valid() else {}
    rows = people_seen(member, asked.get("q") or "", asked.get("secteur") or "", asked.get("organisation"))
    page = page_asked(request, rows, A_PAGE)
    context = {"page": page, "form": form, "asked": any(asked.values()), **_rights(member)}
    return render(request, "meetings/people.html", context)


@network_page(needs=Permission.PLAN_MEETINGS)
def card(request: HttpRequest, member: Membership, participant: UUID) -> HttpResponse:
    person = _person(member, participant)
    context = {"person": person, "history": history(person, member), **_rights(member)}
    return render(request, "meetings/person_card.html", context)


@network_page(needs=Permission.PLAN_MEETINGS)
def correct(request: HttpRequest, member: Membership, participant: UUID) -> HttpResponse:
    person = _person(member, participant)
    names = organization_names(member.network, member)
    form = PersonForm(request.POST or None, initial=said_of(person), organizations=names)
    if person.user_id:
        form.fields["email"].disabled = True
        form.fields["email"].help_text = _("Cette personne a un compte : elle change elle-même son adresse.")
    if request.method == "POST" and form.is_valid():
        people.correct(person, form.person(), by=member)
        messages.success(request, _("C'est corrigé."))
        return redirect("meetings:person_card", member.network.slug, person.pk)
    context = {
        "base_template": "networks/base.html",
        "title": _("Corriger la fiche de %(name)s") % {"name": person},
        "lead": _("Les présences déjà notées gardent le métier et la structure de ce jour-là."),
        "form": form,
        "submit": _("Enregistrer"),
        "cancel": reverse("meetings:person_card", args=[member.network.slug, person.pk]),
    }
    return render(request, "ui/form_page.html", context)


@network_page(needs=Permission.SEE_CONTACTS)
@require_POST
def send_link(request: HttpRequest, member: Membership, participant: UUID) -> HttpResponse:
    """To their address; to someone without one, a new link is shown once to whoever will give it to them."""
    person = _person(member, participant)
    if person.email:
        people.send_link(person, by=member)
        messages.success(request, _("Le lien personnel part à %(email)s.") % {"email": person.email})
    else:
        people.renew_link(person, by=member)
        words = _("Nouveau lien personnel de %(name)s, à lui remettre et à personne d'autre : %(link)s")
        messages.success(request, words % {"name": person, "link": in_full("meetings:person", person.token)})
    return redirect("meetings:person_card", member.network.slug, person.pk)


@network_page(needs=Permission.PLAN_MEETINGS)
def forget(request: HttpRequest, member: Membership, participant: UUID) -> HttpResponse:
    person = _person(member, participant)
    back = reverse("meetings:person_card", args=[member.network.slug, person.pk])
    if request.method == "POST":
        people.forget(person, by=member)
        messages.success(request, _("C'est effacé. Les venues restent comptées, sans nom."))
        return redirect("meetings:people", member.network.slug)
    context = {
        "base_template": "networks/base.html",
        "title": _("Effacer %(name)s") % {"name": person},
        "text": _("À faire quand la personne le demande. On ne peut pas revenir en arrière."),
        "consequences": [
            _("Ses inscriptions à venir sont annulées, les places vont à d'autres."),
            _("Son nom, son adresse, son métier et ses signatures disparaissent."),
            _("Ses venues restent comptées, sans dire qui."),
        ],
        "submit": _("Effacer"),
        "cancel": back,
        "form": forms.Form(),
    }
    return render(request, "ui/confirm.html", context)


@network_page(needs=Permission.PLAN_MEETINGS)
def doubles_list(request: HttpRequest, member: Membership) -> HttpResponse:
    """Entries that look alike, and what was decided this month."""
    page = page_asked(request, doubles(member), PAIRS_A_PAGE)
    since = timezone.now() - merging.UNDOABLE
    merges = Merge.objects.filter(network=member.network, undone_at=None, at__gte=since).select_related("kept", "by")
    context = {"page": page, "merges": merges, **_rights(member)}
    return render(request, "meetings/doubles.html", context)


@network_page(needs=Permission.PLAN_MEETINGS)
@require_POST
def merge(request: HttpRequest, member: Membership) -> HttpResponse:
    """``kept`` stays, ``gone`` becomes it."""
    kept, gone = _pair(request, member, "kept", "gone")
    try:
        merging.merge(kept, gone, by=member)
    except merging.CannotMerge:
        messages.error(
            request, _("Ces deux fiches sont reliées chacune à un compte : elles ne peuvent pas être réunies.")
        )
    else:
        messages.success(request, _("C'est réuni. Vous pouvez revenir en arrière pendant 30 jours, plus bas."))
    return redirect("meetings:doubles", member.network.slug)


@network_page(needs=Permission.PLAN_MEETINGS)
@require_POST
def tell_apart(request: HttpRequest, member: Membership) -> HttpResponse:
    one, other = _pair(request, member, "one", "other")
    merging.tell_apart(one, other, by=member)
    messages.success(request, _("C'est noté : ce sont deux personnes."))
    return redirect("meetings:doubles", member.network.slug)


@network_page(needs=Permission.PLAN_MEETINGS)
@require_POST
def unmerge(request: HttpRequest, member: Membership, merge: int) -> HttpResponse:
    made = get_object_or_404(Merge, pk=merge, network=member.network)
    if merging.undo(made, by=member):
        messages.success(request, _("Les deux fiches sont de nouveau séparées."))
    else:
        messages.error(request, _("Il est trop tard pour séparer ces fiches."))
    return redirect("meetings:doubles", member.network.slug)


def _rights(member: Membership) -> dict[str, Any]:
    return {
        "sees_contacts": member.may(Permission.SEE_CONTACTS),
        "may_exchange": member.may(Permission.EXCHANGE_TABLES),
    }


def _person(member: Membership, key: UUID) -> Participant:
    rows = Participant.objects.seen_by(member).filter(erased_at=None).select_related("network", "organization", "user")
    return get_object_or_404(rows, pk=key)


def _pair(request: HttpRequest, member: Membership, first: str, second: str) -> tuple[Participant, Participant]:
    rows = Participant.objects.seen_by(member).filter(erased_at=None)
    one, other = (get_object_or_404(rows, pk=key_asked(request, name)) for name in (first, second))
    if one.pk == other.pk:
        raise Http404
    return one, other
