"""Tables, out and in: a file to keep, a file to send, what it would change, then yes or no."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plateforme.meetings.forms.tables import ExportForm, ImportForm
from plateforme.meetings.models import Edition, Meeting, TableDraft
from plateforme.meetings.tables import READ_BACK, TABLES, plan_of
from plateforme.meetings.tables.plan import Plan, What
from plateforme.meetings.writes import tables
from plateforme.networks.asked import key_asked
from plateforme.networks.door import network_page
from plateforme.networks.models import Membership
from plateforme.networks.roles import Permission
from vivant.formats.table_writing import SUFFIXES, TYPES, write_table

SHOWN = 100
"""Lines of each sort on the page that shows what a table would do; the others are counted."""


@network_page(needs=Permission.EXCHANGE_TABLES)
def send(request: HttpRequest, member: Membership) -> HttpResponse:
    """Both ways: what to keep, what to send."""
    if request.method == "GET" and "suffix" in request.GET:
        return _to_file(request, member)
    form = ImportForm(request.POST or None, request.FILES or None, member=member, initial={"table": "personnes"})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        draft = tables.keep(said["table"], said["file"].name, said["file"].read(), said["edition"], by=member)
        return redirect("meetings:import_check", member.network.slug, draft.pk)
    context = {"form": form, "export": ExportForm(member=member), "kinds": TABLES.values(), "columns": _columns()}
    return render(request, "meetings/tables.html", context)


def _to_file(request: HttpRequest, member: Membership) -> HttpResponse:
    form = ExportForm(request.GET, member=member)
    if not form.is_valid():
        raise Http404
    said = form.cleaned_data
    url = reverse("meetings:export", args=[member.network.slug, said["table"], said["suffix"]])
    return redirect(f"{url}?edition={said['edition'].pk}" if said["edition"] else url)


def _columns() -> list[dict[str, Any]]:
    """For each table read back, its columns, those needed first."""
    return [{"title": kind.title, "names": kind.columns, "required": kind.required} for kind in READ_BACK.values()]


@network_page(needs=Permission.EXCHANGE_TABLES)
def check(request: HttpRequest, member: Membership, draft: UUID) -> HttpResponse:
    """What the table would do; ``gesture``: write it, or forget it."""
    kept = get_object_or_404(TableDraft.objects.seen_by(member).select_related("edition"), pk=draft)
    if request.POST.get("gesture") == "drop":
        tables.drop(kept)
        messages.success(request, _("Le fichier est oublié. Rien n'a été changé."))
        return redirect("meetings:import", member.network.slug)
    if request.method == "POST":
        try:
            done = tables.apply(kept, request.POST.get("digest", ""), by=member)
        except tables.HasChanged:
            messages.warning(request, _("Quelque chose a changé entre-temps. Regardez de nouveau : rien n'est écrit."))
            return redirect("meetings:import_check", member.network.slug, kept.pk)
        messages.success(request, _done(done))
        return redirect("meetings:import", member.network.slug)
    found = plan_of(kept, member)
    context = {"draft": kept, "plan": found, "parts": _parts(found), "kind": READ_BACK[kept.table], "shown": SHOWN}
    return render(request, "meetings/table_check.html", context)


def _done(plan: Plan) -> str:
    number = len(plan.changes)
    return ngettext("Une ligne est écrite.", "%(number)s lignes sont écrites.", number) % {"number": number}


def _parts(plan: Plan) -> list[dict[str, Any]]:
    titles = {
        What.REFUSED: _("Refusées"),
        What.ADDED: _("Ajoutées"),
        What.CHANGED: _("Changées"),
        What.UNCHANGED: _("Déjà là, à l'identique"),
    }
    parts = []
    for what, title in titles.items():
        lines = plan.of(what)
        kept = [] if what == What.UNCHANGED else lines[:SHOWN]
        parts.append(
            {"what": what.value, "title": title, "lines": kept, "number": len(lines), "more": len(lines) - len(kept)}
        )
    return parts


@network_page(needs=Permission.EXCHANGE_TABLES)
def export(request: HttpRequest, member: Membership, table: str, suffix: str) -> HttpResponse:
    """A file of what this member sees. ``?edition=`` and ``?rencontre=`` hold it to one of them."""
    kind = TABLES.get(table)
    if kind is None or suffix not in SUFFIXES:
        raise Http404
    asked = {
        "edition": _asked(request, "edition", Edition.objects.seen_by(member)),
        "meeting": _asked(request, "rencontre", Meeting.objects.seen_by(member)),
    }
    content = write_table(kind.columns, kind.rows(member, asked), suffix, title=str(kind.title))
    answer = HttpResponse(content, content_type=TYPES[suffix])
    answer["Content-Disposition"] = f'attachment; filename="{table}.{suffix}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _asked(request: HttpRequest, name: str, rows: Any) -> Any:
    """The row asked for, None when none is; 404 when it is not one that the member sees."""
    return get_object_or_404(rows, pk=key_asked(request, name)) if request.GET.get(name) else None
