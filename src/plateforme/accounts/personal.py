"""What is known of someone, shown, exported and erased by each step in its own module ``personal``, named in
``settings.PERSONAL_DATA``: ``show(user) -> list[Section]``, ``export(user) -> dict``, ``erase(user)``.

This one answers for the account itself; ``my_data`` asks them all.
"""

from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from plateforme.accounts.models import Letter, User
from plateforme.accounts.reads import device, identity_names


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page of one's data: each line a name and what is kept. ``change_url``: where it is corrected."""

    title: str
    lines: tuple[tuple[str, str], ...]
    change_url: str = ""


class CannotErase(Exception):  # noqa: N818  read aloud: raise CannotErase
    """Someone can't be erased yet; ``reason`` says why in French, ``url`` and ``label`` lead to the way out."""

    def __init__(self, reason: str, url: str = "", label: str = "") -> None:
        super().__init__(reason)
        self.reason, self.url, self.label = reason, url, label


def show(user: User) -> list[Section]:
    sessions = [
        (_day(session.created_at), f"{device(session.user_agent)} ({session.ip})") for session in _sessions(user)
    ]
    account = (
        (_("Nom"), user.name or _("non dit")),
        (_("Adresse e-mail"), user.email),
        (_("Compte ouvert le"), _day(user.created_at)),
        (_("Dernière venue"), date_format(user.seen_on) if user.seen_on else _("jamais")),
    )
    means = [(_kind(factor), _("depuis le %s") % _day(factor.created_at)) for factor in _factors(user)]
    means += [(_("Identité reliée"), name) for name in identity_names(user)]
    return [
        Section(_("Votre compte"), account, reverse("accounts:name")),
        Section(_("Vos moyens de connexion"), tuple(means), reverse("mfa_index")),
        Section(_("Vos appareils connectés"), tuple(sessions), reverse("usersessions_list")),
        Section(_("Connexions refusées"), tuple((_day(one.attempt_time), _from(one)) for one in _refusals(user))),
        Section(_("Courriels de ce mois"), tuple((_day(one.written_at), one.subject) for one in _letters(user))),
    ]


def export(user: User) -> dict[str, Any]:
    return {
        "compte": {
            "nom": user.name,
            "adresse": user.email,
            "ouvert le": user.created_at.isoformat(),
            "dernière venue": user.seen_on and user.seen_on.isoformat(),
        },
        "moyens de connexion": [
            {"genre": factor.type, "depuis": factor.created_at.isoformat()} for factor in _factors(user)
        ],
        "identités reliées": identity_names(user),
        "appareils": [
            {"depuis": it.created_at.isoformat(), "adresse IP": it.ip, "navigateur": it.user_agent}
            for it in _sessions(user)
        ],
        "connexions refusées": [
            {"le": one.attempt_time.isoformat(), "adresse IP": one.ip_address, "navigateur": one.user_agent}
            for one in _refusals(user)
        ],
        "courriels": [
            {"écrit le": letter.written_at.isoformat(), "objet": letter.subject, "texte": letter.body}
            for letter in _letters(user)
        ],
    }


def erase(user: User) -> None:
    """The account goes, and what is known of it: sessions, factors, letters, tries to sign in."""
    _letters(user).delete()
    _refusals(user).delete()
    Session.objects.filter(session_key__in=[session.session_key for session in _sessions(user)]).delete()
    user.delete()


def _sessions(user: User) -> list[UserSession]:
    return list(UserSession.objects.filter(user=user).order_by("-created_at"))


def _factors(user: User) -> list[Authenticator]:
    return list(Authenticator.objects.filter(user=user).order_by("created_at"))


def _letters(user: User) -> QuerySet[Letter]:
    return Letter.objects.filter(to=user.email)


def _refusals(user: User) -> QuerySet[AccessAttempt]:
    """Tries to sign in at this address that failed, whoever made them."""
    found: QuerySet[AccessAttempt] = AccessAttempt.objects.filter(username=user.email)
    return found


def _from(attempt: AccessAttempt) -> str:
    return f"{device(attempt.user_agent)} ({attempt.ip_address})"


def _kind(factor: Authenticator) -> str:
    words = {
        Authenticator.Type.TOTP: _("Application qui donne des codes"),
        Authenticator.Type.WEBAUTHN: _("Clé d'accès"),
        Authenticator.Type.RECOVERY_CODES: _("Codes de secours"),
    }
    return words[factor.type]


def _day(moment: Any) -> str:
    return date_format(timezone.localtime(moment))
