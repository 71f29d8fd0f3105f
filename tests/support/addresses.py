"""Every address of the place, found by itself: a page added tomorrow is asked the same questions."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from plateforme.accounts.door import Door

OUTSIDE = ("allauth.", "django.", "plateforme.accounts.identity.")
"""Views that are not ours: sign-in and its machinery, static files. Their own tests ask them."""


@dataclass(frozen=True)
class Address:
    """``name`` as ``reverse`` takes it; ``keys``: what it must be given besides; ``door``: None when nobody said."""

    name: str
    route: str
    keys: tuple[str, ...]
    door: Door | None

    def __str__(self) -> str:
        return self.name or self.route


def addresses(patterns: Any = None, before: str = "", space: str = "") -> Iterator[Address]:
    """All our addresses, whatever file they stand in."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from addresses(entry.url_patterns, route, inner)
        elif isinstance(entry, URLPattern) and not entry.callback.__module__.startswith(OUTSIDE):
            keys = tuple(re.findall(r"<(?:\w+:)?(\w+)>", route))
            yield Address(f"{space}{entry.name or ''}", route, keys, getattr(entry.callback, "door", None))


def readable(response: HttpResponse) -> str:
    """The words of an answer, whatever its format: page, table, calendar, zipped sheets, pdf."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    if body[:5] == b"%PDF-":
        import pypdfium2

        return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(body))
    return re.sub(r"\r?\n[ \t]", "", body.decode("utf-8", "replace"))  # calendars fold their long lines


CHANGING = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"|"token": "[^"]*"|data-now="[^"]*"'
    r'|value="[0-9a-f-]{36}"|DTSTAMP:\S+',
    re.I,
)
"""What differs between two answers that say the same."""


def settled(text: str) -> str:
    return CHANGING.sub("", text)
