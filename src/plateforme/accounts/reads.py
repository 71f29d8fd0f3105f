"""What the pages of an account show."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings

from plateforme.accounts.models import User


@dataclass(frozen=True, slots=True)
class Overview:
    """How someone signs in today."""

    has_password: bool
    has_app: bool
    keys: int
    codes_left: int | None
    """Recovery codes not used yet; None without any."""
    sessions: int
    identities: tuple[str, ...]
    provider: str
    """The identity provider of the site; empty if none."""


def overview(user: User) -> Overview:
    factors = list(Authenticator.objects.filter(user=user))
    codes = next((factor for factor in factors if factor.type == Authenticator.Type.RECOVERY_CODES), None)
    return Overview(
        has_password=user.has_usable_password(),
        has_app=any(factor.type == Authenticator.Type.TOTP for factor in factors),
        keys=sum(factor.type == Authenticator.Type.WEBAUTHN for factor in factors),
        codes_left=len(RecoveryCodes(codes).get_unused_codes()) if codes else None,
        sessions=UserSession.objects.filter(user=user).count(),
        identities=tuple(identity_names(user)),
        provider=provider_name(),
    )


def provider_name() -> str:
    for provider in settings.SOCIALACCOUNT_PROVIDERS.values():
        for app in provider["APPS"]:
            return str(app["name"])
    return ""


def identity_names(user: User) -> list[str]:
    accounts = SocialAccount.objects.filter(user=user)
    return [str(account.extra_data.get("userinfo", {}).get("email") or account.uid) for account in accounts]


@dataclass(frozen=True, slots=True)
class AccountLink:
    """What a later step adds to the page of one's account: a function of ``settings.ACCOUNT_LINKS`` returns some."""

    label: str
    text: str
    url: str


BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "FxiOS": "Firefox", "Chrome": "Chrome"}
BROWSERS |= {"CriOS": "Chrome", "Safari": "Safari"}
SYSTEMS = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "CrOS": "Chromebook", "Windows": "Windows"}
SYSTEMS |= {"Mac OS": "Mac", "Linux": "Linux"}


def device(user_agent: str) -> str:
    """What someone came with, as they would say it; the browser's own words when it is none of the usual ones.

    >>> device("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    'Firefox, Linux'
    """
    browser = next((name for key, name in BROWSERS.items() if f"{key}/" in user_agent), "")
    system = next((name for key, name in SYSTEMS.items() if key in user_agent), "")
    return f"{browser}, {system}" if browser and system else user_agent[:60] or "?"
