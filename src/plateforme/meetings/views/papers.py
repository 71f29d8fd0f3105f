"""Files joined to a meeting. They leave as files to keep, never as pages."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from plateforme.meetings.forms.papers import PaperForm
from plateforme.meetings.models import Meeting, Paper
from plateforme.meetings.paper_kinds import TYPES
from plateforme.meetings.views.found import meeting_seen
from plateforme.meetings.views.open_pages import open_page
from plateforme.meetings.writes import papers as writes
from plateforme.networks.circles import Reader
from plateforme.networks.door import network_page
from plateforme.networks.models import Membership
from plateforme.networks.roles import Permission


@open_page
def papers(request: HttpRequest, reader: Reader, meeting: UUID) -> HttpResponse:
    return _page(request, reader, meeting_seen(reader, meeting))


@network_page(needs=Permission.PLAN_MEETINGS)
def paper_add(request: HttpRequest, member: Membership, meeting: UUID) -> HttpResponse:
    found = meeting_seen(member, meeting)
    form = PaperForm(request.POST or None, request.FILES or None, meeting=found)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        writes.add_paper(found, data["file"].name, form.content, data["circle"], by=member, title=data["title"])
        messages.success(request, _("Le document est joint."))
        return redirect("meetings:papers", member.network.slug, found.pk)
    return _page(request, member, found, form)


def _page(request: HttpRequest, reader: Reader, meeting: Meeting, form: PaperForm | None = None) -> HttpResponse:
    plans = reader.may(Permission.PLAN_MEETINGS)
    context = {
        "meeting": meeting,
        "papers": Paper.objects.seen_by(reader).filter(meeting=meeting),
        "form": (form or PaperForm(meeting=meeting)) if plans else None,
    }
    return render(request, "meetings/papers.html", context)


@open_page
def paper(request: HttpRequest, reader: Reader, meeting: UUID, paper: UUID) -> HttpResponse:
    """The file itself. Whatever it holds, the browser keeps it aside and runs nothing of it."""
    found = _seen(reader, meeting, paper)
    try:
        with found.file.open("rb") as file:
            answer = HttpResponse(file.read(), content_type=TYPES[found.suffix])
    except FileNotFoundError as gone:
        raise Http404 from gone
    answer["Content-Disposition"] = content_disposition_header(True, f"{found.title}.{found.suffix}") or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-cache"
    return answer


@network_page(needs=Permission.PLAN_MEETINGS)
def paper_delete(request: HttpRequest, member: Membership, meeting: UUID, paper: UUID) -> HttpResponse:
    found = _seen(member, meeting, paper)
    if request.method == "POST":
        writes.remove_paper(found, by=member)
        messages.success(request, _("Le document est retiré."))
        return redirect("meetings:papers", member.network.slug, meeting)
    return render(request, "meetings/paper_delete.html", {"meeting": found.meeting, "paper": found})


def _seen(reader: Reader, meeting: UUID, paper: UUID) -> Paper:
    rows = Paper.objects.seen_by(reader).select_related("meeting__network", "meeting__edition")
    return get_object_or_404(rows, pk=paper, meeting=meeting)
