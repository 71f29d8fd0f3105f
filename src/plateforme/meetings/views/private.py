"""Pages opened by a secret link: kept by no cache, listed by no search engine, told to no other site."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def alone(view: View) -> View:
    """``Referrer-Policy: same-origin`` tells nothing to another site. ``no-referrer`` would also make browsers send
    ``Origin: null`` with our own forms, which the protection against forged requests rightly refuses."""

    @wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        answer["Cache-Control"] = "private, no-store"
        answer["X-Robots-Tag"] = "noindex, nofollow"
        answer["Referrer-Policy"] = "same-origin"
        return answer

    return enter
