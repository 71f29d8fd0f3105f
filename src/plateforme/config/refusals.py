"""What is refused before anything reads it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.defaults import bad_request

MOST_BYTES = 12_000_000
"""Of a request: the largest file that a page takes, and the form around it. What is larger would fill the disk of the
site before a form says no, whoever sends it."""


def refuse_early(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A body too large for any page; an address with the one character that databases refuse in a text."""

    def tell(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        asked = request.path + request.META.get("QUERY_STRING", "")
        if not length.isdecimal() or int(length[:20]) > MOST_BYTES or "\0" in asked or "%00" in asked:
            return bad_request(request, ValueError())
        return answer(request)

    return tell
