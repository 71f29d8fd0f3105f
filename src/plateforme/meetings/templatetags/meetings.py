"""``{% load meetings %}``: cards of meetings and rows of tabs, shared by several pages."""

from functools import lru_cache
from typing import Any
from uuid import UUID

from django.template import Context, Library
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from plateforme.meetings.models import Meeting
from plateforme.meetings.reads import tabs as reads
from plateforme.meetings.reads.calendar import ON_A_CARD
from plateforme.ui.components.layout import tab, tabs

register = Library()


@register.simple_tag(takes_context=True)
def meeting_card(context: Context, meeting: Meeting, confirmed: int | None = None, level: int = 2) -> SafeString:
    """A meeting among others. ``confirmed``: how many are expected or came, None for those who may not know."""
    said = (getattr(meeting, name) for name in ON_A_CARD)
    return _card(context["network"].slug, meeting.pk, confirmed, level, meeting.is_past, *said)


@lru_cache(maxsize=1024, typed=True)
def _card(slug: str, key: UUID, confirmed: int | None, level: int, _is_past: bool, *said: Any) -> SafeString:
    """Made once for all readers: nothing of who reads is in it, and what changes it is what it is remembered by."""
    meeting = Meeting(pk=key, **dict(zip(ON_A_CARD, said, strict=True)))
    there = reverse("meetings:meeting", args=[slug, key])
    context = {"meeting": meeting, "there": there, "confirmed": confirmed, "level": level}
    return render_to_string("meetings/meeting_card.html", context)


@register.simple_tag(takes_context=True)
def meeting_tabs(context: Context, meeting: Meeting) -> SafeString:
    """The pages of this meeting that the reader may open, the one on screen marked. Nothing when there is only one."""
    return _drawn(reads.tabs_of(meeting, context["reader"], context["request"].path), str(meeting))


@register.simple_tag(takes_context=True)
def list_tabs(context: Context, label: str, current: str) -> SafeString:
    """The ways to look at meetings; ``current``: coming, past, month or feeds."""
    return _drawn(reads.list_tabs(context["reader"], current), label)


def _drawn(found: list[reads.Tab], label: str) -> SafeString:
    if len(found) < 2:
        return SafeString("")
    drawn = "".join(tab(one.label, one.url, current=one.current) for one in found)
    return tabs(mark_safe(drawn), label)  # noqa: S308  made of tabs, each escaped by its template
