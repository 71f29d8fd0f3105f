"""What is not kept for ever: accounts never proved or left for good, old sessions, tries to sign in."""

from datetime import date, timedelta

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from plateforme.accounts import letters, limits, my_data
from plateforme.accounts.models import User
from plateforme.accounts.personal import CannotErase

UNPROVED = timedelta(days=7)
WARNED = timedelta(days=30)
TRIES = timedelta(days=1)


def run() -> dict[str, int]:
    """What was done. May be run again at once: nothing more happens."""
    now = timezone.now()
    return {
        "comptes jamais confirmés": forget_unproved(),
        "comptes prévenus": warn_absent(),
        "comptes effacés": erase_absent(),
        "sessions": Session.objects.filter(expire_date__lt=now).delete()[0] + forget_ended_sessions(),
        "essais de connexion": AccessAttempt.objects.filter(attempt_time__lt=now - TRIES).delete()[0],
        "comptages": limits.forget_over(),
    }


def forget_unproved() -> int:
    """Accounts whose address was never proved, a week after; not those the keeper of the site made by hand."""
    addresses = EmailAddress.objects.filter(user=OuterRef("pk"))
    old = User.objects.filter(last_login=None, created_at__lt=timezone.now() - UNPROVED)
    gone = old.filter(Exists(addresses), ~Exists(addresses.filter(verified=True)))
    return sum(user.delete() is not None for user in gone)


def absent(today: date) -> QuerySet[User]:
    """Those who have not come for ``settings.INACTIVE_MONTHS``, counted from their last visit or the first day."""
    months = today.year * 12 + today.month - 1 - settings.INACTIVE_MONTHS
    limit = date(months // 12, months % 12 + 1, min(today.day, 28))
    return User.objects.filter(Q(seen_on__lt=limit) | Q(seen_on=None, created_at__date__lt=limit))


@transaction.atomic
def warn_absent() -> int:
    """A letter a month before: one visit is enough to keep the account."""
    today = timezone.localdate()
    users = list(absent(today + WARNED).filter(warned_on=None).select_for_update())
    for user in users:
        letters.write(user.email, _("Votre compte va être effacé"), _words(today + WARNED))
        user.warned_on = today
        user.save(update_fields=["warned_on"])
    return len(users)


def erase_absent() -> int:
    """Those warned a month ago. Whoever can't go yet, such as the last person at the head of a network, stays."""
    today = timezone.localdate()
    return sum(_erased(user) for user in absent(today).filter(warned_on__lte=today - WARNED))


def _erased(user: User) -> bool:
    try:
        my_data.erase(user)
    except CannotErase:
        return False
    return True


def forget_ended_sessions() -> int:
    """Devices shown on the page of one's account whose session is over."""
    running = Session.objects.filter(session_key=OuterRef("session_key"))
    gone: int = UserSession.objects.filter(~Exists(running)).delete()[0]
    return gone


def _words(day: date) -> str:
    return _(
        "Bonjour,\n\n"
        "Votre dernière visite sur Partenariat vivant remonte à presque deux ans. Sans nouvelle de votre part, votre "
        "compte et vos coordonnées seront effacés le %(day)s.\n\n"
        "Pour le garder, il suffit de vous connecter une fois :\n%(url)s\n\n"
        "Si vous n'en avez plus l'usage, vous n'avez rien à faire."
    ) % {"day": date_format(day), "url": settings.ORIGIN}
