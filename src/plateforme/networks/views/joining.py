"""Coming in by a link: whoever holds it may read what it opens, and say yes once signed in."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from plateforme.accounts.door import public_page
from plateforme.accounts.entrance import let_in
from plateforme.accounts.models import User
from plateforme.networks.forms.founding import PresentForm
from plateforme.networks.models import Invitation, Membership
from plateforme.networks.writes import inviting


@never_cache
@public_page
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    found = Invitation.objects.select_related("network", "created_by").filter(token=token).first()
    user = request.user if isinstance(request.user, User) else None
    member = _member(found, user)
    if found is not None and member is not None:
        return redirect("networks:home", found.network.slug)
    if found is None or not found.is_open:
        return render(request, "networks/invitation_closed.html", status=404)
    if user is None:
        let_in(request)
        return render(request, "networks/invitation.html", {"invitation": found} | _ways_in(token))
    return _answer(request, found, user)


def _answer(request: HttpRequest, found: Invitation, user: User) -> HttpResponse:
    form = PresentForm(request.POST if request.method == "POST" else None, user=user)
    if form.is_valid():
        try:
            inviting.accept(found, user, person=form.cleaned_data.get("person", ""))
        except (inviting.ClosedError, inviting.NeedsOwnLetterError) as problem:
            needs_letter = isinstance(problem, inviting.NeedsOwnLetterError)
            return render(request, "networks/invitation_closed.html", {"needs_letter": needs_letter}, status=404)
        messages.success(request, _("Bienvenue dans le réseau « %(network)s ».") % {"network": found.network})
        return redirect("networks:home", found.network.slug)
    return render(request, "networks/invitation.html", {"invitation": found, "form": form})


def _member(found: Invitation | None, user: User | None) -> Membership | None:
    if found is None or user is None:
        return None
    return Membership.objects.current().filter(network=found.network, user=user).first()


def _ways_in(token: str) -> dict[str, str]:
    """Sign in or sign up, then back here."""
    back = urlencode({"next": reverse("networks:invitation", args=[token])})
    return {
        "sign_in": f"{reverse('account_login')}?{back}",
        "sign_up": f"{reverse('account_signup')}?{back}",
    }
