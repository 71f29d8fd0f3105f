"""The door of a network's pages: a stranger is told that there is nothing, a member without the right that it is not
theirs to do."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from plateforme.accounts.door import Door, View, call, marked
from plateforme.networks.models import Membership, Network, Visitor
from plateforme.networks.roles import Permission


def network_page(*, needs: Permission) -> Callable[[View], View]:
    """The view gets the ``member`` whose page it is: ``view(request, member, …)`` for ``/r/<network>/…``."""

    def through(view: View) -> View:
        @wraps(view)
        def enter(request: HttpRequest, network: str, **kwargs: Any) -> HttpResponse:
            member = member_of(request, network)
            if member is None:
                raise Http404
            if not member.may(needs):
                raise PermissionDenied
            request.reader = member  # type: ignore[attr-defined]  # what the frame around the page reads
            return call(view, request, member, **kwargs)

        return marked(enter, Door("network", needs))

    return through


def visitor_page(view: View) -> View:
    """A page of a network that anyone may open: the view gets a ``reader``, a member or a ``Visitor``."""

    @wraps(view)
    def enter(request: HttpRequest, network: str, **kwargs: Any) -> HttpResponse:
        reader = member_of(request, network) or Visitor(get_object_or_404(Network, slug=network))
        request.reader = reader  # type: ignore[attr-defined]
        return call(view, request, reader, **kwargs)

    return marked(login_not_required(enter), Door("visitor"))


def member_of(request: HttpRequest, slug: str) -> Membership | None:
    """The signed-in person's membership of this network today, with network, user and mandates at hand; or None."""
    return next((member for member in memberships(request) if member.network.slug == slug), None)


def memberships(request: HttpRequest) -> list[Membership]:
    """What the signed-in person belongs to today, by name of network. The database is asked once a request."""
    if not request.user.is_authenticated:
        return []
    found: list[Membership] | None = getattr(request, "memberships", None)
    if found is None:
        rows = Membership.objects.current().select_related("network", "user").prefetch_related("mandates")
        found = list(rows.filter(user=request.user.pk).order_by("network__name"))
        request.memberships = found  # type: ignore[attr-defined]
    return found
