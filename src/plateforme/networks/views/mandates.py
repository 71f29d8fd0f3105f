"""Giving, renewing and ending a role; handing a network over."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from plateforme.networks.door import network_page
from plateforme.networks.forms.belonging import GiveRoleForm, UntilForm
from plateforme.networks.models import Mandate, Membership
from plateforme.networks.roles import Permission, Role
from plateforme.networks.views.members import current_member
from plateforme.networks.writes import belonging


@network_page(needs=Permission.MANAGE_MEMBERS)
def give_role(request: HttpRequest, reader: Membership, member: int) -> HttpResponse:
    person = current_member(reader, member)
    form = GiveRoleForm(request.POST or None, member=person)
    if form.is_valid():
        belonging.give_role(person, Role(form.cleaned_data["role"]), form.cleaned_data["until"], by=reader)
        messages.success(request, _("Le rôle est confié à %(person)s.") % {"person": person})
        return redirect("networks:member", reader.network.slug, person.pk)
    return render(request, "networks/give_role.html", {"form": form, "person": person})


@network_page(needs=Permission.MANAGE_MEMBERS)
def renew_role(request: HttpRequest, member: Membership, mandate: int) -> HttpResponse:
    held = _mandate(member, mandate)
    form = UntilForm(request.POST or None)
    if form.is_valid():
        belonging.give_role(held.membership, Role(held.role), form.cleaned_data["until"], by=member)
        messages.success(request, _("La date de fin est changée."))
        return redirect("networks:member", member.network.slug, held.membership_id)
    context = {"form": form, "person": held.membership, "label": held.get_role_display(), "held": held}
    return render(request, "networks/renew_role.html", context)


@network_page(needs=Permission.READ)
def end_role(request: HttpRequest, member: Membership, mandate: int) -> HttpResponse:
    """Each may give a role back; those who manage members end anyone's."""
    held = _mandate(member, mandate)
    if held.membership_id != member.pk and not member.may(Permission.MANAGE_MEMBERS):
        raise PermissionDenied
    if request.method == "POST":
        person, label = held.membership, held.get_role_display()
        try:
            belonging.end_role(held, by=member)
            messages.success(request, _("Le rôle « %(role)s » a pris fin.") % {"role": label})
        except belonging.LastStewardError as problem:
            messages.error(request, str(problem))
        return redirect("networks:member", member.network.slug, person.pk)
    return render(request, "networks/end_role.html", {"held": held, "person": held.membership})


@network_page(needs=Permission.MANAGE_MEMBERS)
def hand_over(request: HttpRequest, reader: Membership, member: int) -> HttpResponse:
    person = current_member(reader, member)
    if Role.STEWARD not in reader.roles or person == reader:
        raise PermissionDenied
    if request.method == "POST":
        belonging.hand_over(person, by=reader)
        messages.success(request, _("%(person)s coordonne maintenant le réseau. Merci à vous.") % {"person": person})
        return redirect("networks:member", reader.network.slug, person.pk)
    return render(request, "networks/hand_over.html", {"person": person})


def _mandate(member: Membership, key: int) -> Mandate:
    rows = Mandate.objects.seen_by(member).filter(membership__left_on=None)
    return get_object_or_404(rows.select_related("membership__user", "membership__network"), pk=key)
