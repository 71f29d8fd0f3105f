"""The run sheet of a meeting: read by whoever sees the meeting, changed by those who prepare it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plateforme.meetings.facilitation import method, run_sheet_template, run_sheet_templates
from plateforme.meetings.forms.runsheet import StepForm
from plateforme.meetings.models import Meeting, RunSheetStep
from plateforme.meetings.reads import reviews
from plateforme.meetings.reads.printed import run_sheet_pdf
from plateforme.meetings.reads.runsheet import run_sheet, sources
from plateforme.meetings.views.found import meeting_seen, pdf
from plateforme.meetings.writes import runsheet as writes
from plateforme.networks.asked import asked, key_asked
from plateforme.networks.door import network_page
from plateforme.networks.models import Membership
from plateforme.networks.roles import Permission


@network_page(needs=Permission.READ)
def runsheet(request: HttpRequest, member: Membership, meeting: UUID) -> HttpResponse:
    found = meeting_seen(member, meeting)
    return render(request, "meetings/runsheet.html", _shown(request, member, found, StepForm(initial=_asked(request))))


@network_page(needs=Permission.READ)
def runsheet_pdf(request: HttpRequest, member: Membership, meeting: UUID) -> HttpResponse:
    found = meeting_seen(member, meeting)
    return pdf(run_sheet_pdf(run_sheet(found, member)), f"deroule-{localdate(found.starts_at)}")


@require_POST
@network_page(needs=Permission.PLAN_MEETINGS)
def step_add(request: HttpRequest, member: Membership, meeting: UUID) -> HttpResponse:
    found = meeting_seen(member, meeting)
    form = StepForm(request.POST)
    if form.is_valid():
        writes.add_step(found, by=member, **form.cleaned_data)
        return _back(request, member, found)
    return render(request, _page(request), _shown(request, member, found, form))


@network_page(needs=Permission.PLAN_MEETINGS)
def step(request: HttpRequest, member: Membership, meeting: UUID, step: UUID) -> HttpResponse:
    found = meeting_seen(member, meeting)
    row = _step(member, found, step)
    form = StepForm(request.POST or None, instance=row)
    if form.is_valid():
        writes.change_step(row, by=member, **form.cleaned_data)
        return redirect("meetings:runsheet", member.network.slug, found.pk)
    return render(request, "meetings/step.html", {"meeting": found, "step": row, "form": form})


@require_POST
@network_page(needs=Permission.PLAN_MEETINGS)
def step_move(request: HttpRequest, member: Membership, meeting: UUID, step: UUID) -> HttpResponse:
    found = meeting_seen(member, meeting)
    writes.move_step(_step(member, found, step), up=request.POST.get("to") == "up", by=member)
    return _back(request, member, found)


@require_POST
@network_page(needs=Permission.PLAN_MEETINGS)
def step_remove(request: HttpRequest, member: Membership, meeting: UUID, step: UUID) -> HttpResponse:
    found = meeting_seen(member, meeting)
    writes.remove_step(_step(member, found, step), by=member)
    return _back(request, member, found)


@require_POST
@network_page(needs=Permission.PLAN_MEETINGS)
def runsheet_start(request: HttpRequest, member: Membership, meeting: UUID) -> HttpResponse:
    """From a ready-made run sheet (``template``) or from another meeting (``source``)."""
    found = meeting_seen(member, meeting)
    if template := run_sheet_template(asked(request, "template")):
        writes.start_from_template(found, template, by=member)
    elif source := _source(member, key_asked(request, "source")):
        writes.copy_steps(source, found, by=member)
    else:
        messages.error(request, _("Choisissez un déroulé ou une rencontre d'où partir."))
    return redirect("meetings:runsheet", member.network.slug, found.pk)


@network_page(needs=Permission.PLAN_MEETINGS)
def runsheet_clear(request: HttpRequest, member: Membership, meeting: UUID) -> HttpResponse:
    found = meeting_seen(member, meeting)
    back = reverse("meetings:runsheet", args=[member.network.slug, found.pk])
    if request.method == "POST":
        writes.clear(found, by=member)
        return redirect(back)
    words = {
        "title": _("Vider le déroulé ?"),
        "text": _("Toutes les étapes de « %(theme)s » seront retirées.") % {"theme": found.theme},
        "submit": _("Vider le déroulé"),
    }
    return render(request, "ui/confirm.html", {**words, "cancel": back, "base_template": "networks/base.html"})


def _asked(request: HttpRequest) -> dict[str, Any]:
    """What the page of a method asks to add."""
    chosen = method(asked(request, "methode"))
    return {"method": chosen.key, "title": chosen.name, "minutes": chosen.minutes} if chosen else {}


def _shown(request: HttpRequest, member: Membership, meeting: Meeting, form: StepForm) -> dict[str, Any]:
    may_change = member.may(Permission.PLAN_MEETINGS)
    sheet = run_sheet(meeting, member)
    return {
        "meeting": meeting,
        "sheet": sheet,
        "form": form,
        "may_change": may_change,
        "is_asked": bool(form.initial) or form.is_bound,
        "templates": run_sheet_templates() if may_change and not sheet.lines else (),
        "sources": sources(meeting, member) if may_change and not sheet.lines else (),
        "to_change": reviews.to_change(meeting, member) if may_change else None,
    }


def _page(request: HttpRequest) -> str:
    """The part that changed for htmx, the whole page otherwise."""
    return "meetings/runsheet.html#sheet" if request.headers.get("HX-Request") else "meetings/runsheet.html"


def _back(request: HttpRequest, member: Membership, meeting: Meeting) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return render(request, _page(request), _shown(request, member, meeting, StepForm()))
    return redirect("meetings:runsheet", member.network.slug, meeting.pk)


def _step(member: Membership, meeting: Meeting, key: UUID) -> RunSheetStep:
    return get_object_or_404(RunSheetStep.objects.seen_by(member).select_related("meeting"), pk=key, meeting=meeting)


def _source(member: Membership, key: UUID | None) -> Meeting | None:
    return Meeting.objects.seen_by(member).filter(pk=key).first() if key else None
