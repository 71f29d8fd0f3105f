"""Where an edition is: what is done, what is next, and the page where one does it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plateforme.meetings.models import Edition, Meeting, State
from plateforme.meetings.models.calendar import MeetingQuerySet
from plateforme.meetings.reads.calendar import ON_A_CARD
from plateforme.networks.circles import Reader
from plateforme.networks.roles import Permission
from plateforme.ui.templatetags.french import jour
from vivant.language.typography import NO_BREAK

ORDER = list(State)
SHOWN, LAST = 12, 4
"""Meetings on the page of an edition, and how many of them are over when more are to come."""


@dataclass(frozen=True, slots=True)
class Step:
    """``state``: done, current or todo. ``words`` says where it is; ``url`` does the next thing, when one may."""

    title: str
    state: str
    words: str = ""
    url: str = ""


def meetings_of(edition: Edition, reader: Reader) -> MeetingQuerySet:
    """All of them, each with what a card and the figures say of it."""
    return Meeting.objects.seen_by(reader).filter(edition=edition).only(*ON_A_CARD, "counted")


def near(meetings: list[Meeting]) -> list[Meeting]:
    """Those shown when there are many: the last ones and, mostly, the next ones."""
    past = sum(meeting.is_past for meeting in meetings)
    start = min(past - LAST, len(meetings) - SHOWN)
    return meetings[max(start, 0) :][:SHOWN]


def steps(edition: Edition, meetings: list[Meeting], reader: Reader) -> list[Step]:
    """The road of an edition. Its state says where it is; meetings say what remains of the two first parts.

    ``meetings``: those the reader sees.
    """
    held = [meeting for meeting in meetings if not meeting.cancelled_at]
    here = ORDER.index(State(edition.state))
    return [
        _objective(edition, reader, here),
        _planning(edition, held, reader, here),
        _meeting(edition, held, here),
        _later(_("Analyser les notes"), State.ANALYSING, here),
        _later(_("Écrire la synthèse"), State.WRITING, here),
        _later(_("Publier, faire savoir"), State.PUBLISHED, here),
        _later(_("Clore l'édition"), State.CLOSED, here),
    ]


def _objective(edition: Edition, reader: Reader, here: int) -> Step:
    url = reverse("meetings:edition_edit", args=[edition.network.slug, edition.pk])
    may = reader.may(Permission.MANAGE_EDITIONS)
    if edition.objective:
        return Step(_("Fixer l'objectif"), "done")
    return Step(_("Fixer l'objectif"), "todo" if here else "current", _("Une phrase suffit."), url if may else "")


def _planning(edition: Edition, held: list[Meeting], reader: Reader, here: int) -> Step:
    words = ngettext("Une rencontre.", "%(count)d rencontres.", len(held)) % {"count": len(held)} if held else ""
    url = reverse("meetings:plan", args=[edition.network.slug]) + f"?edition={edition.pk}"
    may = reader.may(Permission.PLAN_MEETINGS) and edition.state != State.CLOSED
    state = "done" if here or (not may and held) else "current" if edition.objective else "todo"
    return Step(_("Prévoir les rencontres"), state, words, url if may else "")


def _meeting(edition: Edition, held: list[Meeting], here: int) -> Step:
    past = [meeting for meeting in held if meeting.is_past]
    coming = next((meeting for meeting in held if not meeting.is_past), None)
    state = "done" if here > ORDER.index(State.MEETING) else "current" if here else "todo"
    words = ngettext("%(past)d sur %(all)d a eu lieu.", "%(past)d sur %(all)d ont eu lieu.", len(past))
    words = words % {"past": len(past), "all": len(held)} if held else ""
    if coming:
        words += " " + _("La prochaine : %(theme)s, %(day)s.") % {"theme": coming.theme, "day": jour(coming.starts_at)}
    url = reverse("meetings:meeting", args=[edition.network.slug, coming.pk]) if coming else ""
    return Step(_("Se rencontrer"), state, words.strip().replace(" :", f"{NO_BREAK}:"), url)


def _later(title: str, state: State, here: int) -> Step:
    place = ORDER.index(state)
    closed = state in (State.PUBLISHED, State.CLOSED) and here == place
    return Step(title, "done" if here > place or closed else "current" if here == place else "todo")
