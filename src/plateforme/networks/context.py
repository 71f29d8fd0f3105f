"""What the frame of every page needs: whose page it is, where one can go."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from plateforme.networks.door import memberships
from plateforme.networks.panels import Link, links, shown


def around(request: HttpRequest) -> dict[str, Any]:
    """``reader`` and ``network`` inside a network; ``navigation``: pairs (link, whether this page is under it);
    ``memberships``: the networks one may switch to; ``head``: panels of the head of the page;
    ``accessibility``: the state that the law asks to say, until PLATEFORME_LEGAL_ACCESSIBILITY tells another."""
    reader = getattr(request, "reader", None)
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    found = links(reader) if reader else []
    here = _nearest(found, request.path)
    return {
        "base_template": "networks/base.html",  # what ui/form_page.html and ui/confirm.html extend
        "accessibility": settings.LEGAL_FACTS.get("accessibility", _("non conforme")),
        "reader": reader,
        "network": reader.network if reader else None,
        "navigation": [(link, link is here) for link in found],
        "head": shown("head", request, reader) if signed_in else (),
        "memberships": partial(memberships, request) if signed_in else (),
    }


def _nearest(found: list[Link], path: str) -> Link | None:
    """The link this page is at or below: the longest, and the network's own address only for its own page."""
    above = [link for link in found if path == link.url or (link.order and path.startswith(link.url))]
    return max(above, key=lambda link: len(link.url), default=None)
