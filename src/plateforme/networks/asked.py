"""What an address asks after its question mark, or a form sends with its gesture, when it is too little for a form."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

LONGEST = 200


def asked(request: HttpRequest, name: str) -> str:
    """The words of a parameter, on one line, without what a database refuses; nothing when it is not there."""
    sent = request.POST if request.method == "POST" else request.GET
    words = "".join(letter if letter.isprintable() else " " for letter in sent.get(name, "")[:LONGEST])
    return " ".join(words.split())


def key_asked(request: HttpRequest, name: str) -> UUID | None:
    """The key of a row; None when it is not there, or is no key."""
    try:
        return UUID(asked(request, name))
    except ValueError:
        return None


def page_asked(request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], most: int) -> Page[Any]:
    """The page of a long list that ``page`` names, of ``most`` rows; the first or the last when there is none such."""
    return Paginator(rows, most).get_page(asked(request, "page"))
