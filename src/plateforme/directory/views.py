"""Pages of the directory."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from plateforme.directory import reads, writes
from plateforme.directory.forms import AffiliationForm, MergeForm, OrganizationForm
from plateforme.directory.models import Affiliation, Organization
from plateforme.directory.sectors import Sector
from plateforme.networks.asked import asked, page_asked
from plateforme.networks.door import network_page
from plateforme.networks.models import Membership
from plateforme.networks.panels import shown
from plateforme.networks.roles import Permission

A_PAGE = 50


@network_page(needs=Permission.READ)
def organizations(request: HttpRequest, member: Membership) -> HttpResponse:
    words, sector = asked(request, "q"), asked(request, "secteur")
    page = page_asked(request, reads.organizations(member, words, sector), A_PAGE)
    context = {
        "page": page,
        "words": words,
        "sector": sector,
        "sectors": Sector.choices,
        "may_keep": member.may(Permission.KEEP_DIRECTORY),
    }
    return render(request, "directory/organizations.html", context)


@network_page(needs=Permission.READ)
def organization(request: HttpRequest, member: Membership, organization: str) -> HttpResponse:
    found = _organization(member, organization)
    may_keep = member.may(Permission.KEEP_DIRECTORY)
    context = {
        "organization": found,
        "people": reads.people(member, found),
        "may_keep": may_keep,
        "doubles": reads.doubles(member, found) if may_keep else [],
        "panels": shown("organization", request, member, organization=found),
    }
    return render(request, "directory/organization.html", context)


@network_page(needs=Permission.KEEP_DIRECTORY)
def add(request: HttpRequest, member: Membership) -> HttpResponse:
    form = OrganizationForm(request.POST or None, member=member)
    if form.is_valid():
        made = writes.add(form.cleaned_data, by=member)
        messages.success(request, _("L'organisation est ajoutée."))
        return redirect("directory:organization", member.network.slug, made.pk)
    return render(request, "directory/add.html", {"form": form})


@network_page(needs=Permission.KEEP_DIRECTORY)
def edit(request: HttpRequest, member: Membership, organization: str) -> HttpResponse:
    found = _organization(member, organization)
    form = OrganizationForm(request.POST or None, instance=_organization(member, organization), member=member)
    if form.is_valid():
        writes.change(found, form.cleaned_data, by=member)
        messages.success(request, _("C'est enregistré."))
        return redirect("directory:organization", member.network.slug, found.pk)
    return render(request, "directory/edit.html", {"form": form, "organization": found})


@network_page(needs=Permission.KEEP_DIRECTORY)
def merge(request: HttpRequest, member: Membership, organization: str) -> HttpResponse:
    """``organization`` is kept; the other one goes."""
    kept = _organization(member, organization)
    others = Organization.objects.seen_by(member).exclude(pk=kept.pk)
    form = MergeForm(request.POST or None, others=others, initial={"other": asked(request, "autre")})
    if form.is_valid():
        writes.merge(kept, form.cleaned_data["other"], by=member)
        messages.success(request, _("Les deux fiches n'en font plus qu'une."))
        return redirect("directory:organization", member.network.slug, kept.pk)
    return render(request, "directory/merge.html", {"form": form, "organization": kept})


@network_page(needs=Permission.READ)
def suggest(request: HttpRequest, member: Membership) -> HttpResponse:
    """Names while one types, as the options of a list."""
    words = asked(request, "q") or asked(request, "organization")
    return render(request, "directory/suggestions.html", {"names": reads.suggestions(member, words)})


@network_page(needs=Permission.READ)
def affiliate(request: HttpRequest, reader: Membership, member: int) -> HttpResponse:
    """Each says where they work; those who keep the directory say it for others."""
    person = get_object_or_404(
        Membership.objects.seen_by(reader).current().select_related("user", "network"), pk=member
    )
    _check_may_say(reader, person)
    form = AffiliationForm(request.POST or None, member=reader, initial={"starts_on": timezone.localdate()})
    if form.is_valid():
        said: dict[str, Any] = dict(form.cleaned_data)
        writes.affiliate(person, said.pop("organization"), said, by=reader)
        messages.success(request, _("C'est enregistré."))
        return redirect("networks:member", reader.network.slug, person.pk)
    return render(request, "directory/affiliate.html", {"form": form, "person": person, "is_me": person == reader})


@network_page(needs=Permission.READ)
def end_affiliation(request: HttpRequest, member: Membership, affiliation: int) -> HttpResponse:
    rows = Affiliation.objects.seen_by(member).select_related("membership__user", "organization")
    found = get_object_or_404(rows, pk=affiliation)
    _check_may_say(member, found.membership)
    if request.method == "POST":
        person = found.membership_id
        writes.end_affiliation(found, by=member)
        messages.success(request, _("C'est enregistré."))
        return redirect("networks:member", member.network.slug, person)
    return render(request, "directory/end_affiliation.html", {"affiliation": found})


def _organization(member: Membership, key: str) -> Organization:
    return get_object_or_404(Organization.objects.seen_by(member), pk=key)


def _check_may_say(reader: Membership, person: Membership) -> None:
    if person != reader and not reader.may(Permission.KEEP_DIRECTORY):
        raise PermissionDenied
