"""Who comes, for those who prepare: places, needs, mix, words to everyone."""

from typing import Any
from uuid import UUID

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from plateforme.accounts.limits import limited
from plateforme.meetings.forms.registering import ByHandForm, MessageForm
from plateforme.meetings.models import Meeting, Participant, Registration
from plateforme.meetings.reads.addresses import registration_of
from plateforme.meetings.reads.people import suggested
from plateforme.meetings.reads.registering import guidance, organization_names, registrations_of, standing
from plateforme.meetings.views.found import meeting_seen
from plateforme.meetings.writes import registering
from plateforme.meetings.writes.splitting import groups_of, move
from plateforme.networks.asked import asked, key_asked
from plateforme.networks.door import network_page
from plateforme.networks.models import Membership
from plateforme.networks.roles import Permission

MOST_LETTERS = 20
"""Letters to everyone that one person writes in an hour."""


@network_page(needs=Permission.PLAN_MEETINGS)
def registrations(request: HttpRequest, member: Membership, meeting: UUID) -> HttpResponse:
    page = meeting_seen(member, meeting)
    return render(request, "meetings/registrations.html", _around(page, member))


def _around(meeting: Meeting, member: Membership) -> dict[str, Any]:
    found = registrations_of(meeting, member)
    capacity = meeting.capacity
    return {
        "meeting": meeting,
        "found": found,
        "left": None if capacity is None else max(capacity - len(found.confirmed), 0),
        "over": capacity is not None and len(found.confirmed) > capacity,
        "guidance": None if meeting.is_past else guidance(len(found.confirmed) + len(found.waiting)),
        "standing": standing(meeting),
        "groups": _groups(member, meeting),
        "sees_contacts": member.may(Permission.SEE_CONTACTS),
        "address": registration_of(meeting),
        "may_export": member.may(Permission.EXCHANGE_TABLES),
        "only": f"?rencontre={meeting.pk}",
    }


def _groups(member: Membership, meeting: Meeting) -> list[Meeting]:
    """The other groups of the same theme that this member sees."""
    return list(Meeting.objects.seen_by(member).filter(pk__in=[group.pk for group in groups_of(meeting)]))


@network_page(needs=Permission.PLAN_MEETINGS)
def poster(request: HttpRequest, member: Membership, meeting: UUID) -> HttpResponse:
    """One page to print: the theme, the day, a code to scan, the address in clear."""
    page = meeting_seen(member, meeting)
    address = registration_of(page)
    code = segno.make(address, error="m").svg_inline(border=2, dark="#000", light="#fff", scale=1, omitsize=True)
    return render(request, "meetings/poster.html", {"meeting": page, "address": address, "code": code})


@network_page(needs=Permission.PLAN_MEETINGS)
def add(request: HttpRequest, member: Membership, meeting: UUID) -> HttpResponse:
    """Someone who telephoned: known already (``participant``), or entered here."""
    page = meeting_seen(member, meeting)
    if request.method == "POST" and request.POST.get("participant"):
        known = Participant.objects.seen_by(member).filter(erased_at=None)
        person = get_object_or_404(known, pk=key_asked(request, "participant"))
        return _added(request, page, registering.register_by_hand(page, person, by=member))
    form = ByHandForm(request.POST or None, organizations=organization_names(member.network, member))
    if request.method == "POST" and form.is_valid():
        needs = form.cleaned_data["needs"]
        return _added(request, page, registering.register_by_hand(page, form.person(), by=member, needs=needs))
    words = asked(request, "qui")
    context = {"meeting": page, "form": form, "words": words, "people": _others(member, page, words)}
    template = "meetings/registration_add.html"
    return render(request, template + ("#people" if request.headers.get("HX-Request") else ""), context)


def _others(member: Membership, meeting: Meeting, words: str) -> list[Participant]:
    """People known to the network, not yet on the list."""
    listed = meeting.registrations.exclude(state=Registration.State.CANCELLED).values_list("participant", flat=True)
    return suggested(member, words, apart_from=list(listed))


def _added(request: HttpRequest, meeting: Meeting, made: Registration) -> HttpResponse:
    messages.success(request, _("%(name)s est sur la liste.") % {"name": made.participant})
    return redirect("meetings:registrations", meeting.network.slug, meeting.pk)


@network_page(needs=Permission.PLAN_MEETINGS)
@require_POST
def give_place(request: HttpRequest, member: Membership, meeting: UUID, registration: UUID) -> HttpResponse:
    row = _row(member, meeting, registration)
    registering.give_place(row, by=member)
    messages.success(request, _("%(name)s a une place.") % {"name": row.participant})
    return redirect("meetings:registrations", member.network.slug, meeting)


@network_page(needs=Permission.PLAN_MEETINGS)
@require_POST
def cancel(request: HttpRequest, member: Membership, meeting: UUID, registration: UUID) -> HttpResponse:
    row = _row(member, meeting, registration)
    registering.cancel(row, by=member)
    words = _("L'inscription de %(name)s est annulée. « Donner une place » permet de revenir en arrière.")
    messages.success(request, words % {"name": row.participant})
    return redirect("meetings:registrations", member.network.slug, meeting)


@network_page(needs=Permission.PLAN_MEETINGS)
@require_POST
def change_group(request: HttpRequest, member: Membership, meeting: UUID, registration: UUID) -> HttpResponse:
    """To the other group of the same theme."""
    row = _row(member, meeting, registration)
    groups = _groups(member, row.meeting)
    to = next((group for group in groups if str(group.pk) == request.POST.get("group")), None)
    if to is None:
        messages.error(request, _("Ce groupe n'existe plus."))
    else:
        move(row, to, by=member)
        messages.success(request, _("%(name)s a changé de groupe. Un courriel part.") % {"name": row.participant})
    return redirect("meetings:registrations", member.network.slug, meeting)


@network_page(needs=Permission.PLAN_MEETINGS)
def write(request: HttpRequest, member: Membership, meeting: UUID) -> HttpResponse:
    """One letter each: nobody sees the address of anybody."""
    page = meeting_seen(member, meeting)
    found = registrations_of(page, member)
    form = MessageForm(request.POST or None, initial={"subject": page.theme})
    if request.method == "POST" and form.is_valid():
        if limited(request, f"write {member.pk}", MOST_LETTERS, 3600):
            return render(request, "429.html", status=429)
        data = form.cleaned_data
        number = registering.write_to_all(
            page, data["subject"], data["words"], by=member, waiting_too=data["waiting_too"]
        )
        words = ngettext("Une lettre part.", "%(number)s lettres partent.", number)
        messages.success(request, words % {"number": number})
        return redirect("meetings:registrations", member.network.slug, page.pk)
    return render(request, "meetings/registration_message.html", {"meeting": page, "form": form, "found": found})


def _row(member: Membership, meeting: UUID, registration: UUID) -> Registration:
    rows = Registration.objects.seen_by(member).filter(meeting=meeting)
    return get_object_or_404(rows.select_related("meeting__network", "participant__network"), pk=registration)
