"""Pages of someone signed in, before any network."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plateforme.accounts.door import personal_page
from plateforme.accounts.limits import limited
from plateforme.accounts.models import User
from plateforme.networks.forms.founding import FoundForm
from plateforme.networks.models import Membership
from plateforme.networks.reads.members import role_labels
from plateforme.networks.writes import founding


@personal_page
def mine(request: HttpRequest) -> HttpResponse:
    """The networks of a person; whoever has a single one goes straight to it, unless they ask for the list."""
    user = cast("User", request.user)
    rows = Membership.objects.current().filter(user=user).select_related("network").prefetch_related("mandates")
    members = list(rows.order_by("network__name"))
    if len(members) == 1 and "liste" not in request.GET:
        return redirect("networks:home", members[0].network.slug)
    found = [(member, ", ".join(role_labels(member))) for member in members]
    return render(request, "networks/mine.html", {"members": found})


@personal_page
def new(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    form = FoundForm(request.POST or None, user=user)
    if form.is_valid():
        if limited(request, f"found {user.pk}", most=5, seconds=3600):
            return render(request, "429.html", status=429)
        said = form.cleaned_data
        member = founding.found(user, said["name"], said["department"], person=said.get("person", ""))
        messages.success(request, _("Le réseau est créé. Voici par où commencer."))
        return redirect("networks:home", member.network.slug)
    return render(request, "networks/new.html", {"form": form})
