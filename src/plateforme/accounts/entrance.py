"""Coming in for the first time: who may, and whose password it is."""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from django.http import HttpRequest

from plateforme.accounts.models import User

LET_IN = "let_in"
SIGNED_UP = "signed_up"


def let_in(request: HttpRequest) -> None:
    """Whoever holds a valid invitation may create an account, even where sign-up is closed. For this session."""
    request.session[LET_IN] = True


def is_let_in(request: HttpRequest) -> bool:
    return bool(request.session.get(LET_IN))


def remember_who_signed_up(request: HttpRequest, user: User) -> None:
    request.session[SIGNED_UP] = user.pk


def forget_unproven_password(request: HttpRequest, email_address: EmailAddress, **kwargs: object) -> None:
    """A password typed by someone who never proved the address is forgotten when its owner comes in by a code.

    Otherwise one could sign up with someone's address, wait for them to arrive, and come in with them.
    """
    user = email_address.user
    if user.last_login or not user.has_usable_password() or request.session.get(SIGNED_UP) == user.pk:
        return
    if not any(record["method"] == "password" for record in get_authentication_records(request, user)):
        user.set_unusable_password()
        user.save(update_fields=["password"])
