"""Who belongs to the network, one by one and all together; coming and going."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from plateforme.networks.asked import asked, page_asked
from plateforme.networks.door import network_page
from plateforme.networks.models import Membership
from plateforme.networks.panels import shown
from plateforme.networks.reads import members as reads
from plateforme.networks.roles import Permission, Role
from plateforme.networks.writes import belonging

A_PAGE = 50


@network_page(needs=Permission.READ)
def members(request: HttpRequest, member: Membership) -> HttpResponse:
    words, role = asked(request, "q"), asked(request, "role")
    page = page_asked(request, reads.members(member, words, role), A_PAGE)
    context = {
        "page": page,
        "lines": [(one, reads.role_labels(one)) for one in page],
        "words": words,
        "role": role,
        "roles": [one for one in Role if one != Role.PARTICIPANT],
        "may_invite": member.may(Permission.INVITE),
    }
    return render(request, "networks/members.html", context)


@network_page(needs=Permission.READ)
def member(request: HttpRequest, reader: Membership, member: int) -> HttpResponse:
    person = current_member(reader, member)
    context = {
        "person": person,
        "is_me": person == reader,
        "mandates": reads.mandates(person),
        "may_manage": reader.may(Permission.MANAGE_MEMBERS),
        "may_hand_over": Role.STEWARD in reader.roles and person != reader,
        "shows_address": person == reader or reader.may(Permission.SEE_CONTACTS),
        "panels": shown("member", request, reader, person=person),
    }
    return render(request, "networks/member.html", context)


@network_page(needs=Permission.READ)
def leave(request: HttpRequest, member: Membership) -> HttpResponse:
    if request.method == "POST":
        try:
            belonging.leave(by=member)
        except belonging.LastStewardError as problem:
            messages.error(request, str(problem))
            return redirect("networks:members", member.network.slug)
        messages.success(request, _("Vous avez quitté le réseau « %(network)s ».") % {"network": member.network})
        return redirect("networks:mine")
    context = {"is_last": belonging.is_last_steward(member), "is_alone": is_alone(member)}
    return render(request, "networks/leave.html", context)


@network_page(needs=Permission.MANAGE_MEMBERS)
def remove(request: HttpRequest, reader: Membership, member: int) -> HttpResponse:
    person = current_member(reader, member)
    if person == reader:
        raise PermissionDenied
    if request.method == "POST":
        try:
            belonging.remove(person, by=reader)
        except belonging.LastStewardError as problem:
            messages.error(request, str(problem))
            return redirect("networks:member", reader.network.slug, person.pk)
        messages.success(request, _("%(person)s ne fait plus partie du réseau.") % {"person": person})
        return redirect("networks:members", reader.network.slug)
    return render(request, "networks/remove.html", {"person": person})


def current_member(reader: Membership, key: int) -> Membership:
    """A member whom this reader knows, here today; 404 otherwise."""
    rows = Membership.objects.seen_by(reader).current().select_related("user", "network")
    return get_object_or_404(rows.prefetch_related("mandates"), pk=key)


def is_alone(member: Membership) -> bool:
    return not Membership.objects.seen_by(member).current().exclude(pk=member.pk).exists()
