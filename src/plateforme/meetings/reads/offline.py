"""What a device needs to know in order to keep pages and send what was noted: whose it is, what it may keep."""

import re
from functools import cache
from typing import Any
from uuid import UUID

from django.templatetags.static import static
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from plateforme.accounts.models import User
from plateforme.meetings.writes.offline import Answer

KEPT_PAGES = ("attendance", "attendance_walkin", "room", "runsheet")
"""Pages of a meeting that a device keeps once they were opened there; no other page is ever kept."""

FILES = (
    "ui/css/tokens.css ui/css/base.css ui/css/components.css ui/css/views.css ui/css/forms.css ui/css/print.css "
    "ui/js/theme.js ui/js/page.js ui/fonts/atkinson-regular.woff2 ui/fonts/atkinson-bold.woff2 ui/icons/favicon.svg "
    "ui/icons/sprite.svg meetings/offline/kept-pages.js meetings/offline/kept.js meetings/offline/to-worker.js"
).split()
"""What the page shown without network is made of."""

ACCENT, GROUND = "#10545b", "#f7f1e6"


def mark_of(user: User) -> str:
    """What tells a device whose pages and gestures it holds, without saying who."""
    return salted_hmac("meetings.offline", str(user.pk), algorithm="sha256").hexdigest()[:20]


@cache
def place() -> dict[str, Any]:
    """What the worker knows of the site: the addresses it acts on."""
    return {
        "kept": [_pattern(name) for name in KEPT_PAGES],
        "account": "/" + reverse("account_login").strip("/").split("/")[0] + "/",
        "signOut": reverse("account_logout"),
        "files": static(""),
        "fallback": reverse("meetings:without_network"),
        "first": [static(path) for path in FILES],
    }


def manifest() -> dict[str, Any]:
    """The application as a phone installs it (W3C Web Application Manifest)."""
    icons = [("ui/icons/icon-192.png", 192, "any"), ("ui/icons/icon-512.png", 512, "any")]
    icons.append(("ui/icons/icon-maskable-512.png", 512, "maskable"))
    return {
        "id": "/",
        "name": _("Partenariat vivant"),
        "short_name": _("Partenariat"),
        "description": _("Se rencontrer, noter, comprendre et agir ensemble sur un territoire."),
        "lang": "fr",
        "dir": "ltr",
        "start_url": reverse("networks:mine"),
        "scope": "/",
        "display": "standalone",
        "theme_color": ACCENT,
        "background_color": GROUND,
        "icons": [
            {"src": static(path), "sizes": f"{side}x{side}", "type": "image/png", "purpose": purpose}
            for path, side, purpose in icons
        ],
    }


def told(answer: Answer) -> dict[str, Any]:
    """An answer as the device reads it."""
    people = [
        {"id": str(one.pk), "words": ", ".join(filter(None, (one.name, one.profession, str(one.organization or ""))))}
        for one in answer.namesakes
    ]
    return {
        "id": str(answer.id),
        "state": answer.state,
        "there": answer.is_there,
        "reason": answer.reason,
        "namesakes": people,
    }


def _pattern(name: str) -> str:
    """The addresses of a page, whatever the network and the meeting, as a JavaScript pattern."""
    network, meeting = "reseau-d-exemple", UUID(int=0)
    path = re.escape(reverse(f"meetings:{name}", args=[network, meeting]))
    path = path.replace(re.escape(network), "[-_a-zA-Z0-9]+").replace(re.escape(str(meeting)), "[-0-9a-f]{36}")
    return f"^{path}$"
