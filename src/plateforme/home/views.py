"""The welcome page, and the search across a network."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plateforme.accounts.door import public_page
from plateforme.networks.asked import asked
from plateforme.networks.door import network_page
from plateforme.networks.models import Membership
from plateforme.networks.roles import Permission
from plateforme.networks.search import search as found_in


@public_page
def welcome(request: HttpRequest) -> HttpResponse:
    return render(request, "home/welcome.html")


@network_page(needs=Permission.READ)
def search(request: HttpRequest, member: Membership) -> HttpResponse:
    """Each module answers for what this member may see."""
    words = asked(request, "q")
    found = sorted(found_in(member, words), key=lambda one: one.kind)
    groups = [(kind, list(rows)) for kind, rows in groupby(found, key=lambda one: one.kind)]
    return render(request, "home/search.html", {"words": words, "groups": groups, "count": len(found)})
