"""The library of methods: found by size of group, time and purpose, read, printed, put in a run sheet."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from plateforme.meetings.facilitation import Family, for_group
from plateforme.meetings.facilitation import method as method_of
from plateforme.meetings.forms.runsheet import MethodFilter
from plateforme.meetings.reads.runsheet import meetings_to_prepare
from plateforme.networks.door import network_page
from plateforme.networks.models import Membership
from plateforme.networks.roles import Permission


@network_page(needs=Permission.READ)
def methods(request: HttpRequest, member: Membership) -> HttpResponse:
    form = MethodFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = for_group(asked.get("people"), asked.get("minutes"))
    families = [family for family in Family if asked.get("family") in (None, "", family)]
    groups = [(family, [one for one in found if one.family == family]) for family in families]
    return render(request, "meetings/methods.html", {"form": form, "groups": [pair for pair in groups if pair[1]]})


@network_page(needs=Permission.READ)
def method(request: HttpRequest, member: Membership, method: str) -> HttpResponse:
    found = method_of(method)
    if found is None:
        raise Http404
    may_plan = member.may(Permission.PLAN_MEETINGS)
    coming = meetings_to_prepare(member) if may_plan else []
    return render(request, "meetings/method.html", {"method": found, "coming": coming, "may_plan": may_plan})
