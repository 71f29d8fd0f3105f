"""Meetings: looked for, read, planned, changed, called off."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plateforme.meetings.forms.calendar import YEARS, CancelForm, ListForm, MeetingForm
from plateforme.meetings.models import Edition, Meeting, State
from plateforme.meetings.reads import calendar as reads
from plateforme.meetings.reads.pages import meeting_page
from plateforme.meetings.reads.registering import COMFORTABLE
from plateforme.meetings.views.found import meeting_seen
from plateforme.meetings.views.open_pages import open_page
from plateforme.meetings.writes import calendar as writes
from plateforme.meetings.writes.changes import registered
from plateforme.networks.asked import asked, page_asked
from plateforme.networks.circles import Circle, Reader
from plateforme.networks.door import network_page
from plateforme.networks.models import Membership
from plateforme.networks.panels import shown
from plateforme.networks.roles import Permission

A_PAGE = 20


@open_page
def meetings(request: HttpRequest, reader: Reader) -> HttpResponse:
    editions = Edition.objects.seen_by(reader)
    form = ListForm(request.GET, editions=editions)
    past = asked(request, "quand") == "passees"
    rows = reads.listed(reader, past=past, **form.asked)
    page = page_asked(request, rows, A_PAGE)
    context = {
        "form": form,
        "past": past,
        "view": "past" if past else "coming",
        "reset": request.path + ("?quand=passees" if past else "") if form.asked else "",
        "page": page,
        "meetings": reads.expected(page, reader),
        "asked": bool(form.asked),
        "may_plan": reader.may(Permission.PLAN_MEETINGS),
        "nothing_yet": not page.object_list and not Meeting.objects.seen_by(reader).exists(),
    }
    return render(request, "meetings/list.html", context)


@open_page
def month(request: HttpRequest, reader: Reader, year: int, month: int) -> HttpResponse:
    if year not in YEARS or not 1 <= month <= 12:
        raise Http404
    shown_month = reads.month(reader, year, month)
    slug, before, after = reader.network.slug, shown_month.previous, shown_month.next
    context = {
        "month": shown_month,
        "previous_url": reverse("meetings:month", args=[slug, before.year, before.month]),
        "next_url": reverse("meetings:month", args=[slug, after.year, after.month]),
        "may_plan": reader.may(Permission.PLAN_MEETINGS),
    }
    return render(request, "meetings/month.html", context)


@open_page
def meeting(request: HttpRequest, reader: Reader, meeting: UUID) -> HttpResponse:
    found = meeting_seen(reader, meeting)
    context = meeting_page(found, reader) | {"panels": shown("meeting", request, reader, meeting=found)}
    return render(request, "meetings/meeting.html", context)


@network_page(needs=Permission.PLAN_MEETINGS)
def plan(request: HttpRequest, member: Membership) -> HttpResponse:
    form = MeetingForm(
        request.POST or None,
        instance=Meeting(network=member.network, circle=Circle.NETWORK),
        initial={"capacity": COMFORTABLE[-1], "facilitators": [member.pk], "edition": asked(request, "edition")},
        member=member,
    )
    if request.method == "POST" and form.is_valid():
        return _planned(request, form, member)
    return render(request, "meetings/plan.html", {"form": form, "title": _("Prévoir une rencontre")})


@network_page(needs=Permission.PLAN_MEETINGS)
def again(request: HttpRequest, member: Membership, meeting: UUID) -> HttpResponse:
    """The same theme on another day: what is known is filled in already."""
    first = meeting_seen(member, meeting)
    form = MeetingForm(request.POST or None, instance=_copy(first), initial=_chosen(first), member=member)
    if request.method == "POST" and form.is_valid():
        return _planned(request, form, member)
    context = {"form": form, "title": _("Reprendre ce thème"), "first": first}
    return render(request, "meetings/plan.html", context)


def _copy(first: Meeting) -> Meeting:
    names = ("network", "circle", "kind", "theme", "question", "welcome", "place", "access", "capacity")
    known: dict[str, Any] = {name: getattr(first, name) for name in names}
    if first.edition.state != State.CLOSED:
        known["edition"] = first.edition
    return Meeting(again_of=first, **known)


def _chosen(first: Meeting) -> dict[str, Any]:
    starts, ends = timezone.localtime(first.starts_at), timezone.localtime(first.ends_at)
    return {
        "starts": starts.time(),
        "ends": ends.time(),
        "facilitators": [one.pk for one in first.facilitators.all()],
        "note_takers": [one.pk for one in first.note_takers.all()],
    }


def _planned(request: HttpRequest, form: MeetingForm, member: Membership) -> HttpResponse:
    data = form.cleaned_data
    made = writes.plan(
        form.instance,
        data["facilitators"],
        data["note_takers"],
        by=member,
        edition_title=data.get("edition_title", ""),
    )
    messages.success(request, _("La rencontre est prévue. Il reste à inviter."))
    return redirect("meetings:meeting", member.network.slug, made.pk)


@network_page(needs=Permission.PLAN_MEETINGS)
def edit(request: HttpRequest, member: Membership, meeting: UUID) -> HttpResponse:
    found = meeting_seen(member, meeting)
    if found.cancelled_at:
        raise PermissionDenied
    form = MeetingForm(request.POST or None, instance=found, member=member)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        told = writes.change(form.instance, data["facilitators"], data["note_takers"], by=member)
        messages.success(request, _("C'est enregistré.") + (" " + _told(told) if told else ""))
        return redirect("meetings:meeting", member.network.slug, found.pk)
    context = {"form": form, "meeting": meeting_seen(member, meeting), "told": len(registered(found)[0])}
    return render(request, "meetings/edit.html", context)


@network_page(needs=Permission.PLAN_MEETINGS)
def cancel(request: HttpRequest, member: Membership, meeting: UUID) -> HttpResponse:
    found = meeting_seen(member, meeting)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = writes.cancel(found, form.cleaned_data["why"], by=member)
        messages.success(request, _("La rencontre est annulée.") + (" " + _told(told) if told else ""))
        return redirect("meetings:meeting", member.network.slug, found.pk)
    reached, others = registered(found)
    return render(
        request, "meetings/cancel.html", {"form": form, "meeting": found, "reached": len(reached), "others": others}
    )


@network_page(needs=Permission.PLAN_MEETINGS)
def delete(request: HttpRequest, member: Membership, meeting: UUID) -> HttpResponse:
    found = meeting_seen(member, meeting)
    if request.method == "POST":
        try:
            writes.delete(found, by=member)
        except writes.NotEmptyError:
            messages.error(
                request, _("Des personnes se sont inscrites : annulez plutôt la rencontre, elles seront prévenues.")
            )
            return redirect("meetings:meeting", member.network.slug, found.pk)
        messages.success(request, _("La rencontre est supprimée."))
        return redirect("meetings:list", member.network.slug)
    return render(request, "meetings/delete.html", {"meeting": found})


def _told(letters: int) -> str:
    return ngettext("Un courriel part.", "%(count)d courriels partent.", letters) % {"count": letters}
