"""What every answer says to the browser, unless the page says otherwise."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

UNUSED = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"
)
"""What no page of ours asks of a device: a page that would is not ours."""


def keep_nothing(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Computers are shared in many places of work: the page of who signed out is not one "back" away."""

    def tell(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Permissions-Policy", UNUSED)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return tell
