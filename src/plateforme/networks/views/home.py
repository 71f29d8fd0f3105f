"""The first page of a network, and what its reader may do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plateforme.networks.door import network_page
from plateforme.networks.models import Entry, Membership
from plateforme.networks.panels import shown
from plateforme.networks.reads import grants, journal
from plateforme.networks.reads.members import role_labels, steward_notice
from plateforme.networks.roles import Permission, Role


@network_page(needs=Permission.READ)
def home(request: HttpRequest, member: Membership) -> HttpResponse:
    lines = Entry.objects.seen_by(member)[:5]
    context = {
        "member": member,
        "panels": shown("network_home", request, member),
        "lines": [(line, journal.sentence(line.verb, line.target)) for line in lines],
        "mandate": steward_notice(member),
        "may_invite": member.may(Permission.INVITE),
    }
    return render(request, "networks/home.html", context)


@network_page(needs=Permission.READ)
def rights(request: HttpRequest, member: Membership) -> HttpResponse:
    context = {
        "member": member,
        "roles": [(role, role in member.roles) for role in Role],
        "mine": role_labels(member),
        "grants": grants.grants(member),
        "circles": grants.circles(member),
    }
    return render(request, "networks/rights.html", context)
