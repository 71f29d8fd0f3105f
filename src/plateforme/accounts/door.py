"""Who may come in without a network: everyone, or whoever is signed in. Every view says which, or goes through the door
of ``networks``; a test walks all addresses."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


class WriteInGetError(RuntimeError):
    """A page that is only read tried to change something."""


@dataclass(frozen=True, slots=True)
class Door:
    """How a view is entered: ``kind`` public, personal, network or visitor; ``needs`` the permission, if any."""

    kind: str
    needs: Any = None


def public_page(view: View) -> View:
    """Anyone, signed in or not. Nothing of a network is shown by such a view."""
    return marked(login_not_required(_reading(view)), Door("public"))


def personal_page(view: View) -> View:
    """Whoever is signed in sees what is theirs, as ``request.user``."""
    return marked(_reading(view), Door("personal"))


def marked(view: View, door: Door) -> View:
    view.door = door  # type: ignore[attr-defined]
    return view


def _reading(view: View) -> View:
    @wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return call(view, request, *args, **kwargs)

    return enter


def call(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """The answer of a view; while it only reads, the database refuses writes."""
    if request.method not in ("GET", "HEAD", "OPTIONS"):
        return view(request, *args, **kwargs)
    with connection.execute_wrapper(_refuse_writes):
        return view(request, *args, **kwargs)


WRITES = ("insert", "update", "delete", "replace", "create", "drop", "alter")
UNTOLD = ('"django_session"', '"cache"')
"""Tables of the machinery: a session is kept, a count of tries is made, whatever the page does."""


def _refuse_writes(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    words = sql[:200].lstrip().lower()
    if words.startswith(WRITES) and not any(table in words for table in UNTOLD):
        raise WriteInGetError(f"A page that is only read tried: {sql[:120]}")
    return execute(sql, params, many, context)
