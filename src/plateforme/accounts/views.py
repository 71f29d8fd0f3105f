"""The pages of one's account: what it holds, what is known of oneself, how to leave. How to sign in is allauth's."""

import time

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import (
    get_reauthentication_flows,
    raise_if_reauthentication_required,
)
from allauth.socialaccount.internal.flows.connect import connect
from allauth.socialaccount.internal.flows.signup import clear_pending_signup, get_pending_signup
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from plateforme.accounts import my_data, reads, writes
from plateforme.accounts.door import personal_page
from plateforme.accounts.forms import EraseForm, NameForm
from plateforme.accounts.models import User
from plateforme.accounts.personal import CannotErase

FRESH = 10 * 60
"""Seconds after which someone without password nor second factor signs in again before erasing everything."""


@personal_page
def index(request: HttpRequest) -> HttpResponse:
    user = _me(request)
    links = [link for name in settings.ACCOUNT_LINKS for link in import_string(name)(user)]
    return render(request, "accounts/index.html", {"overview": reads.overview(user), "links": links})


@personal_page
def name(request: HttpRequest) -> HttpResponse:
    form = NameForm(request.POST or None, instance=_me(request))
    if form.is_valid():
        writes.rename(_me(request), form.cleaned_data["name"])
        messages.success(request, _("Votre nom est changé."))
        return redirect("accounts:index")
    return render(request, "accounts/name.html", {"form": form})


@personal_page
def data(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/data.html", {"sections": my_data.sections(_me(request))})


@personal_page
def export(request: HttpRequest) -> HttpResponse:
    told = {"extrait le": timezone.now().isoformat(), **my_data.everything(_me(request))}
    answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="mes-donnees.json"'
    return answer


@personal_page
def erase(request: HttpRequest) -> HttpResponse:
    if _came_long_ago(request):
        return render(request, "accounts/come_again.html")
    raise_if_reauthentication_required(request, app="allauth.account")
    form, obstacle = EraseForm(request.POST or None), None
    if form.is_valid():
        try:
            my_data.erase(_me(request))
        except CannotErase as reason:
            obstacle = reason
        else:
            logout(request)
            messages.success(request, _("Votre compte est effacé. Merci pour votre passage."))
            return redirect(settings.LOGOUT_REDIRECT_URL)
    return render(request, "accounts/erase.html", {"form": form, "obstacle": obstacle})


@personal_page
def link(request: HttpRequest) -> HttpResponse:
    """Whoever came by the identity provider with an account already: signed in to it, they say that both are theirs."""
    pending = get_pending_signup(request)
    if pending is None:
        return redirect("socialaccount_connections")
    if request.method == "POST":
        clear_pending_signup(request)
        answer: HttpResponse = connect(request, pending)
        return answer
    return render(request, "accounts/link.html", {"pending": pending, "provider": reads.provider_name()})


def _me(request: HttpRequest) -> User:
    """The person whose pages these are: the door let no one else in."""
    user = request.user
    if not isinstance(user, User):
        raise TypeError("a personal page is for someone signed in")
    return user


def _came_long_ago(request: HttpRequest) -> bool:
    """Whether someone who has neither password nor second factor to show came in too long ago to erase at once."""
    if get_reauthentication_flows(_me(request)):
        return False
    records = get_authentication_records(request, _me(request))
    return not records or time.time() - records[-1]["at"] > FRESH
