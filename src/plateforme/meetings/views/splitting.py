"""Two groups out of one: proposed, adjusted by hand, then made."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plateforme.meetings.forms.splitting import GroupsForm
from plateforme.meetings.models import Meeting, Registration
from plateforme.meetings.reads.registering import guidance, mix
from plateforme.meetings.splitting import Member, split
from plateforme.meetings.views.found import meeting_seen
from plateforme.meetings.writes import splitting
from plateforme.networks.door import network_page
from plateforme.networks.models import Membership
from plateforme.networks.roles import Permission

FEWEST = 4
"""Under this, two groups are not groups."""


@network_page(needs=Permission.PLAN_MEETINGS)
def two_groups(request: HttpRequest, member: Membership, meeting: UUID) -> HttpResponse:
    page = meeting_seen(member, meeting)
    rows = splitting.movable(page)
    if len(rows) < FEWEST or page.is_past or page.cancelled_at:
        messages.info(request, _("Il n'y a pas de quoi former deux groupes à cette rencontre."))
        return redirect("meetings:registrations", member.network.slug, page.pk)
    form = GroupsForm(request.POST or None, meeting=page)
    second = _chosen(request, rows) if request.method == "POST" else _proposed(rows)
    if request.method == "POST" and request.POST.get("gesture") == "make" and form.is_valid():
        try:
            other = splitting.split(page, form.cleaned_data["everyone"], second, form.when(), by=member)
        except splitting.HasChanged:
            messages.warning(request, _("La liste a changé entre-temps. Voici une nouvelle proposition."))
            return redirect("meetings:split", member.network.slug, page.pk)
        messages.success(request, _("Le deuxième groupe est prêt. Les personnes qui changent sont prévenues."))
        return redirect("meetings:registrations", member.network.slug, other.pk)
    if request.POST.get("gesture") != "make":
        form.errors.clear()
    return render(request, "meetings/two_groups.html", {"meeting": page, "form": form, **_groups(page, rows, second)})


def _proposed(rows: list[Registration]) -> set[UUID]:
    """The registrations of the second group, as the method proposes them."""
    people = [Member(row.pk, row.participant.sector, str(row.participant.organization_id or "")) for row in rows]
    return {UUID(str(one.key)) for one in split(people)[1]}


def _chosen(request: HttpRequest, rows: list[Registration]) -> set[UUID]:
    """The groups on screen, with those ticked having changed sides."""
    known = {str(row.pk) for row in rows}
    second = set(request.POST.getlist("second")) & known
    ticked = set(request.POST.getlist("swap")) & known
    return {UUID(key) for key in second ^ ticked}


def _groups(meeting: Meeting, rows: list[Registration], second: set[UUID]) -> dict[str, Any]:
    parts = [[row for row in rows if (row.pk in second) is there] for there in (False, True)]
    groups = [
        {
            "number": number,
            "rows": sorted(part, key=lambda row: row.participant.sort_name),
            "mix": mix(row.participant for row in part),
            "guidance": guidance(len(part)),
        }
        for number, part in enumerate(parts, 1)
    ]
    return {"groups": groups, "second": second, "everyone": [row.pk for row in rows]}
