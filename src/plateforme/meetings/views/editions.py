"""Editions: listed, read, opened, changed, moved along."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plateforme.meetings.forms.editions import EditionForm, StateForm
from plateforme.meetings.models import Edition, Meeting, State
from plateforme.meetings.reads import editions as reads
from plateforme.meetings.reads.calendar import expected
from plateforme.meetings.reads.figures import figures_among
from plateforme.meetings.reads.team import of_edition
from plateforme.meetings.views.open_pages import open_page
from plateforme.meetings.writes import editions as writes
from plateforme.networks.circles import Reader
from plateforme.networks.door import network_page
from plateforme.networks.models import Membership
from plateforme.networks.panels import shown
from plateforme.networks.roles import Permission


@open_page
def editions(request: HttpRequest, reader: Reader) -> HttpResponse:
    rows = list(Edition.objects.seen_by(reader))
    seen = Meeting.objects.seen_by(reader).held().filter(edition__in=rows).order_by()
    counts = dict(seen.values_list("edition").annotate(Count("pk")))
    context = {
        "editions": [(edition, counts.get(edition.pk, 0)) for edition in rows],
        "may_open": reader.may(Permission.MANAGE_EDITIONS),
    }
    return render(request, "meetings/editions.html", context)


@open_page
def edition(request: HttpRequest, reader: Reader, edition: UUID) -> HttpResponse:
    found = _seen(reader, edition)
    meetings = list(reads.meetings_of(found, reader))
    near = reads.near(meetings)
    before, after = writes.neighbours(found)
    context = {
        "edition": found,
        "plan_url": _asking("plan", found),
        "list_url": _asking("list", found),
        "meetings": expected(near, reader),
        "more_coming": bool(near) and near[-1] != meetings[-1],
        "more_past": bool(near) and near[0] != meetings[0],
        "steps": reads.steps(found, meetings, reader),
        "team": of_edition(found, meetings, reader),
        "figures": figures_among(found, meetings),
        "panels": shown("edition", request, reader, edition=found),
        "may_manage": reader.may(Permission.MANAGE_EDITIONS),
        "may_plan": reader.may(Permission.PLAN_MEETINGS) and found.state != State.CLOSED,
        "before": before,
        "after": after,
    }
    return render(request, "meetings/edition.html", context)


@network_page(needs=Permission.MANAGE_EDITIONS)
def edition_new(request: HttpRequest, member: Membership) -> HttpResponse:
    form = EditionForm(request.POST or None, member=member)
    if request.method == "POST" and form.is_valid():
        made = writes.open_edition(form.instance, by=member)
        messages.success(request, _("L'édition est ouverte."))
        return redirect("meetings:edition", member.network.slug, made.pk)
    return render(request, "meetings/edition_form.html", {"form": form, "title": _("Ouvrir une édition")})


@network_page(needs=Permission.MANAGE_EDITIONS)
def edition_edit(request: HttpRequest, member: Membership, edition: UUID) -> HttpResponse:
    found = _seen(member, edition)
    form = EditionForm(request.POST or None, instance=found, member=member)
    if request.method == "POST" and form.is_valid():
        closed = writes.change_edition(form.instance, by=member)
        words = ngettext(
            "Une rencontre est devenue aussi fermée qu'elle.",
            "%(count)d rencontres sont devenues aussi fermées qu'elle.",
            closed,
        )
        messages.success(request, _("L'édition est modifiée.") + (" " + words % {"count": closed} if closed else ""))
        return redirect("meetings:edition", member.network.slug, found.pk)
    context = {"form": form, "title": _("Modifier l'édition"), "edition": _seen(member, edition)}
    return render(request, "meetings/edition_form.html", context)


@network_page(needs=Permission.MANAGE_EDITIONS)
def edition_state(request: HttpRequest, member: Membership, edition: UUID) -> HttpResponse:
    """Moves on from the button of the edition's page; going back asks why, here."""
    found = _seen(member, edition)
    before, _after = writes.neighbours(found)
    form = StateForm(request.POST or None, edition=found, initial={"to": before})
    if request.method == "POST" and form.is_valid():
        writes.move(found, State(form.cleaned_data["to"]), form.cleaned_data["why"], by=member)
        return redirect("meetings:edition", member.network.slug, found.pk)
    return render(request, "meetings/edition_state.html", {"form": form, "edition": found, "before": before})


def _asking(name: str, edition: Edition) -> str:
    return reverse(f"meetings:{name}", args=[edition.network.slug]) + f"?edition={edition.pk}"


def _seen(reader: Reader, key: UUID) -> Edition:
    found = get_object_or_404(Edition.objects.seen_by(reader), pk=key)
    found.network = reader.network
    return found
