"""Pages that show to anyone what is public, and to members what they see."""

from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from plateforme.accounts.door import View
from plateforme.networks.circles import Reader
from plateforme.networks.door import visitor_page


def open_page(view: View) -> View:
    """``visitor_page``, where someone not signed in who asks for what is not public, or is not there at all, is asked
    to sign in: they may be a member coming from a letter."""

    @wraps(view)
    def enter(request: HttpRequest, reader: Reader, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, reader, **kwargs)
        except Http404:
            if request.user.is_authenticated:
                raise
            return redirect_to_login(request.get_full_path())

    return visitor_page(enter)
