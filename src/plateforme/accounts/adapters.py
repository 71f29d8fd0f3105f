"""Where our rules meet allauth's flows: words and links of mails, where one may be sent, who may come in."""

from base64 import urlsafe_b64encode
from functools import cache
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plateforme.accounts import entrance, limits
from plateforme.accounts.models import User

SITE_NAME = "Partenariat vivant"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in by e-mail."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": gettext_lazy("L'adresse et le mot de passe ne vont pas ensemble."),
        "incorrect_code": gettext_lazy("Ce code n'est pas le bon. Recopiez celui du dernier message reçu."),
        "incorrect_password": gettext_lazy("Ce mot de passe n'est pas le bon."),
        "enter_current_password": gettext_lazy("Ce mot de passe n'est pas votre mot de passe actuel."),
        "too_many_login_attempts": gettext_lazy("Trop d'essais. Attendez quelques minutes, puis recommencez."),
        "rate_limited": gettext_lazy("Trop d'essais. Attendez quelques minutes, puis recommencez."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return settings.SIGNUP_OPEN or entrance.is_let_in(request)

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        user.name = form.cleaned_data.get("name", "")
        saved: User = super().save_user(request, user, form, commit)
        entrance.remember_who_signed_up(request, saved)
        return saved

    def is_safe_url(self, url: str | None) -> bool:
        """Only a place of this site, told without its host: no redirect can be made to lead away."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_client_ip(self, request: HttpRequest) -> str:
        return limits.client_address(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail in plain text. Its links start with the site's own address, whatever host the request claimed."""
        ours = {
            "site_name": SITE_NAME,
            "site_url": settings.ORIGIN,
            "signup_url": settings.ORIGIN + reverse("account_signup"),
            "password_reset_url": settings.ORIGIN + reverse("account_reset_password"),
        }
        told = {**context, **ours, "email": email}
        subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", told).split())
        body = render_to_string(f"{template_prefix}_message.txt", told).strip() + "\n"
        headers = {"Auto-Submitted": "auto-generated"}
        EmailMessage(subject, body, self.get_from_email(), [email], headers=headers).send()


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Sign-in through an identity provider. Who someone is comes from ``sub`` alone, never from an address."""

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> User:
        user: User = super().populate_user(request, sociallogin, data)
        user.name = " ".join(word for word in (data.get("first_name"), data.get("last_name")) if word)[:120]
        return user

    def get_signup_form_initial_data(self, sociallogin: SocialLogin) -> dict[str, Any]:
        initial: dict[str, Any] = super().get_signup_form_initial_data(sociallogin)
        return initial | {"name": sociallogin.user.name}


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors. Their secrets are kept encrypted: a copy of the database alone opens no account."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("Ce code n'est pas le bon, ou il n'est plus valable. Essayez le suivant."),
    }

    def get_totp_issuer(self) -> str:
        return SITE_NAME

    def _get_site_name(self) -> str:
        return SITE_NAME

    def build_totp_svg(self, url: str) -> str:
        return str(segno.make(url, error="m").svg_inline(border=2, omitsize=True))

    def encrypt(self, text: str) -> str:
        return _box(_keys()).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret, or one nobody knows when the site's key is no longer the one it was kept with."""
        try:
            return _box(_keys()).decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return str(generate_totp_secret())

    def generate_authenticator_name(self, user: User, type: Any) -> str:  # noqa: A002  allauth's name
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("Ma clé") if number == 1 else _("Ma clé %(number)d") % {"number": number}


def _keys() -> tuple[str, ...]:
    return (settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS))


@cache
def _box(keys: tuple[str, ...]) -> MultiFernet:
    derived = (salted_hmac("plateforme.accounts.second-factor", "", key, algorithm="sha256").digest() for key in keys)
    return MultiFernet([Fernet(urlsafe_b64encode(key)) for key in derived])
