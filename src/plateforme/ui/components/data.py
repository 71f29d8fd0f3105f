"""What shows things and figures: tables, lists, marks, shares, months."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template import Context, Library
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from plateforme.ui.calendar import Month
from plateforme.ui.components.drawn import drawn

register = Library()


@register.simple_tag
def badge(label: str, tone: str = "") -> SafeString:
    """A state in one or two words. ``tone``: info, success, warning, danger or nothing; the words alone say it all."""
    return drawn("badge", label=label, tone=tone)


@register.simple_block_tag
def data_table(content: str, caption: str, hide_caption: bool = False) -> SafeString:
    """A table; inside: thead and tbody. Give each cell ``data-label``: on a phone every row becomes a card."""
    return drawn("data_table", content=content, caption=caption, hide_caption=hide_caption)


@register.simple_block_tag
def definitions(content: str) -> SafeString:
    """Names and their values; inside: ``{% definition %}``."""
    return drawn("definitions", items=content)


@register.simple_tag
def definition(term: str, value: object) -> SafeString:
    """A line of a list of definitions; nothing is drawn without a value (0 is one)."""
    return drawn("definition", term=term, value=value) if value or value == 0 else SafeString("")


@register.simple_block_tag
def stats(content: str) -> SafeString:
    """Figures side by side; inside: ``{% stat %}``."""
    return drawn("stats", items=content)


@register.simple_tag
def stat(figure: object, label: str, url: str = "", note: str = "") -> SafeString:
    """A figure and what it counts; with ``url`` it leads to what was counted."""
    return drawn("stat", figure=figure, label=label, url=url, note=note)


@dataclass(frozen=True)
class Share:
    """A part of a whole: where its bar starts and how long it is, in percent as SVG writes it; its colour, 1 to 6."""

    label: str
    value: int
    start: str
    length: str
    percent: int
    colour: int


def shares(parts: Iterable[tuple[str, int]]) -> list[Share]:
    """The parts, laid end to end. Nothing when all of them are zero.

    >>> [(share.label, share.start, share.length) for share in shares([("école", 3), ("soin", 1)])]
    [('école', '0.00', '75.00'), ('soin', '75.00', '25.00')]
    """
    kept = [(label, value) for label, value in parts if value > 0]
    total = sum(value for _, value in kept)
    found, before = [], 0
    for place, (label, value) in enumerate(kept):
        start, length = 100 * before / total, 100 * value / total
        found.append(Share(label, value, f"{start:.2f}", f"{length:.2f}", round(length), place % 6 + 1))
        before += value
    return found


@register.simple_tag
def share_bar(label: str, parts: Iterable[tuple[str, int]]) -> SafeString:
    """How a whole is made: ``parts`` are pairs (words, number). The words and numbers stand below the bar."""
    return drawn("share_bar", label=label, shares=shares(parts))


@register.simple_tag(takes_context=True)
def pagination(context: Context, page: Page[Any], parameter: str = "page") -> SafeString:
    """The pages of a long list; keeps what the address asks for otherwise. Nothing is drawn for a single page."""
    if page.paginator.num_pages < 2:
        return SafeString("")
    query = context["request"].GET.copy()
    query.pop(parameter, None)
    kept = f"?{query.urlencode()}&{parameter}=" if query else f"?{parameter}="
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return drawn("pagination", page=page, numbers=list(numbers), kept=kept, gap=page.paginator.ELLIPSIS)


@register.simple_block_tag
def filter_bar(content: str, reset: str = "", label: str = "") -> SafeString:
    """A form that asks (GET); inside: its fields. ``reset``: the whole list, when something is asked."""
    return drawn("filter_bar", fields=content, reset=reset, label=label or _("Filtrer"))


@register.simple_tag
def month_calendar(month: Month, previous_url: str = "", next_url: str = "") -> SafeString:
    """A month of ``plateforme.ui.calendar.month_of``; a list of the days with something in them on a phone."""
    return drawn("month_calendar", month=month, previous_url=previous_url, next_url=next_url)


@register.filter
def first_id(field: BoundField) -> str:
    """Where the link of an error leads: the field itself, or the first choice of a group."""
    return field.id_for_label or (field.subwidgets[0].id_for_label if field.subwidgets else field.auto_id)


@register.inclusion_tag("ui/forms/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, BaseForm]:
    """What is to mend, on top of a form whose fields are laid out one by one; ``{{ form }}`` has it already."""
    return {"form": form}
