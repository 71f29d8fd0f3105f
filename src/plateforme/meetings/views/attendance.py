"""Taking attendance: in the room on a phone, on screen with a signature, or later from the paper sheet."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from plateforme.meetings.forms.attendance import RecordForm, SignatureForm, WalkinForm
from plateforme.meetings.models import Attendance, Meeting, Participant
from plateforme.meetings.reads import attendance as reads
from plateforme.meetings.views.found import meeting_seen
from plateforme.meetings.writes import attendance as writes
from plateforme.networks.asked import asked
from plateforme.networks.door import network_page
from plateforme.networks.models import Membership
from plateforme.networks.roles import Permission

FROM_PAPER_AFTER = timedelta(hours=6)
"""Past the end by so much, one most often copies the paper sheet."""


@network_page(needs=Permission.TAKE_ATTENDANCE)
def attendance(request: HttpRequest, member: Membership, meeting: UUID) -> HttpResponse:
    found = meeting_seen(member, meeting)
    name = "attendance.html#list" if request.headers.get("HX-Request") else "attendance.html"
    return render(request, f"meetings/{name}", _shown(request, member, found))


@require_POST
@network_page(needs=Permission.TAKE_ATTENDANCE)
def attendance_record(request: HttpRequest, member: Membership, meeting: UUID) -> HttpResponse:
    found = meeting_seen(member, meeting)
    form = RecordForm(request.POST)
    if not form.is_valid():
        raise Http404
    said = form.cleaned_data
    _record(request, member, found, said["participant"], said["id"], said["means"])
    return _back(request, member, found)


@require_POST
@network_page(needs=Permission.TAKE_ATTENDANCE)
def attendance_undo(request: HttpRequest, member: Membership, meeting: UUID, attendance: UUID) -> HttpResponse:
    found = meeting_seen(member, meeting)
    row = Attendance.objects.seen_by(member).filter(pk=attendance, meeting=found).select_related("participant").first()
    if row is not None:
        writes.undo(row, by=member)
    return _back(request, member, found)


@network_page(needs=Permission.TAKE_ATTENDANCE)
def attendance_walkin(request: HttpRequest, member: Membership, meeting: UUID) -> HttpResponse:
    """Someone who was not on the list; when their name is known, one says first whether it is the same person."""
    found = meeting_seen(member, meeting)
    begun = {"means": _means(request, found), "name": asked(request, "name")}
    form = WalkinForm(request.POST or None, reader=member, initial=begun)
    known: list[Participant] = []
    if form.is_valid():
        known = [] if form.cleaned_data["is_new"] else reads.namesakes(member, form.cleaned_data["name"])
        if not known:
            _record(request, member, found, form.walkin(), form.cleaned_data["id"], form.cleaned_data["means"])
            return _to_list(request, member, found)
    rows = [reads.Row(person) for person in known]
    shown = {"meeting": found, "form": form, "known": rows, "means": _means(request, found)}
    return render(request, "meetings/walkin.html", shown)


@network_page(needs=Permission.TAKE_ATTENDANCE)
def attendance_sign(request: HttpRequest, member: Membership, meeting: UUID, participant: UUID) -> HttpResponse:
    found = meeting_seen(member, meeting)
    person = get_object_or_404(Participant.objects.seen_by(member).select_related("organization"), pk=participant)
    form = SignatureForm(request.POST or None, initial={"id": uuid4()})
    if form.is_valid():
        strokes, key = form.cleaned_data["signature"], form.cleaned_data["id"]
        if row := Attendance.objects.seen_by(member).filter(meeting=found, participant=person).first():
            writes.sign(row, strokes, by=member)
        else:
            _record(request, member, found, person.pk, key, Attendance.Means.SIGNED, strokes)
        return _to_list(request, member, found)
    return render(request, "meetings/sign.html", {"meeting": found, "person": person, "form": form})


def _record(
    request: HttpRequest, member: Membership, meeting: Meeting, person: Any, key: UUID, means: str, signature: str = ""
) -> None:
    how = Attendance.Means(means)
    try:
        writes.record(meeting, person=person, id=key, means=how, by=member, signature=signature)
    except writes.ListClosedError as closed:
        messages.error(request, str(closed))
    except (Participant.DoesNotExist, IntegrityError):  # of another network; a number that served elsewhere
        raise Http404 from None


def _shown(request: HttpRequest, member: Membership, meeting: Meeting) -> dict[str, Any]:
    words, means = asked(request, "q"), _means(request, meeting)
    return {
        "meeting": meeting,
        "list": reads.attendance_list(meeting, member, words),
        "words": words,
        "means": means,
        "from_paper": means == Attendance.Means.ENTERED,
        "is_closed": meeting.edition.anonymised_at is not None,
        "is_coming": meeting.starts_at > timezone.now() + timedelta(hours=2),
    }


def _means(request: HttpRequest, meeting: Meeting) -> Attendance.Means:
    """Ticked in the room, or entered from paper: as asked, else by the hour."""
    chosen = asked(request, "means")
    if chosen in (Attendance.Means.TICKED, Attendance.Means.ENTERED):
        return Attendance.Means(chosen)
    is_over = meeting.ends_at + FROM_PAPER_AFTER < timezone.now()
    return Attendance.Means.ENTERED if is_over else Attendance.Means.TICKED


def _back(request: HttpRequest, member: Membership, meeting: Meeting) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return render(request, "meetings/attendance.html#list", _shown(request, member, meeting))
    return _to_list(request, member, meeting)


def _to_list(request: HttpRequest, member: Membership, meeting: Meeting) -> HttpResponse:
    """The list again, as it was asked for."""
    kept = {name: request.POST[name] for name in ("q", "means") if request.POST.get(name)}
    address = reverse("meetings:attendance", args=[member.network.slug, meeting.pk])
    return redirect(f"{address}?{urlencode(kept)}" if kept else address)
