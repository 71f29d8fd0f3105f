"""How a later step shows itself on an earlier page, which never hears of it: names in the settings, found at start.

A function of ``settings.NAVIGATION`` takes the reader and returns ``Link``s. A function of ``settings.PANELS[page]``
takes the request, the reader and what the page is about, and returns a ``Panel`` or None.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from plateforme.networks.circles import Reader
from plateforme.networks.roles import Permission


@dataclass(frozen=True, slots=True)
class Link:
    """A line of the navigation. ``order`` 0 is the network's own page, every other address standing below it."""

    label: str
    url: str
    order: int = 50


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a page: a template and what it reads."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    order: int = 50


def shown(page: str, request: HttpRequest, reader: Reader | None, **about: Any) -> list[Panel]:
    """The panels of a page for this reader, in order; no reader outside of networks, where only `head` has some."""
    found = (function(request, reader, **about) for function in named(*settings.PANELS.get(page, ())))
    return sorted((panel for panel in found if panel is not None), key=lambda panel: panel.order)


def links(reader: Reader) -> list[Link]:
    """The navigation of a network for this reader, in order."""
    return sorted(
        (link for function in named(*settings.NAVIGATION) for link in function(reader)), key=lambda link: link.order
    )


@cache
def named(*names: str) -> tuple[Callable[..., Any], ...]:
    return tuple(import_string(name) for name in names)


def navigation(reader: Reader) -> Iterator[Link]:
    if reader.may(Permission.READ):
        slug = reader.network.slug
        yield Link(_("Accueil"), reverse("networks:home", args=[slug]), 0)
        yield Link(_("Membres"), reverse("networks:members", args=[slug]), 80)
        yield Link(_("Journal"), reverse("networks:journal", args=[slug]), 90)
    if reader.may(Permission.MANAGE_NETWORK):
        yield Link(_("Réglages"), reverse("networks:settings", args=[reader.network.slug]), 95)
