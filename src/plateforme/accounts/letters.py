"""Mail, written in the transaction of what it tells and sent by a job, once."""

import logging
import smtplib
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from plateforme.accounts import envelopes
from plateforme.accounts.models import Letter

WAITS = tuple(timedelta(minutes=minutes) for minutes in (2, 15, 60, 6 * 60))
"""After each try that failed; the one after the last wait is the last."""
MOST_TRIES = len(WAITS) + 1
CLAIMED = timedelta(minutes=10)
"""How long a letter belongs to the job that took it: past that, the job died and another may send it, perhaps twice."""
KEPT = timedelta(days=30)
"""A letter that left is forgotten after that."""
A_RUN = 300
"""Mails that one job sends before letting others work."""
INTERRUPTED = "interrompue à chaque essai"
logger = logging.getLogger(__name__)


def write(
    to: str,
    subject: str,
    body: str,
    *,
    sender_name: str = "",
    reply_to: str = "",
    calendar: str = "",
    calendar_method: str = "",
    unsubscribe_url: str = "",
    urgency: Letter.Urgency = Letter.Urgency.NOW,
    not_before: datetime | None = None,
) -> Letter:
    """A letter to send. Letters ``TOGETHER`` to one address leave as one, at the end of the afternoon. Nothing private
    in subject or body: only what someone needs, and a link."""
    return Letter.objects.create(
        to=to.strip().lower(),
        subject=" ".join(subject.split())[:200],
        body=body,
        sender_name=sender_name[:120],
        reply_to=reply_to,
        calendar=calendar,
        calendar_method=calendar_method,
        unsubscribe_url=unsubscribe_url,
        urgency=urgency,
        not_before=not_before or (next_round() if urgency == Letter.Urgency.TOGETHER else timezone.now()),
    )


def next_round(now: datetime | None = None) -> datetime:
    """When the letters that can wait leave next."""
    local = timezone.localtime(now)
    hour = local.replace(hour=settings.LETTERS_TOGETHER_AT, minute=0, second=0, microsecond=0)
    return hour if hour > local else hour + timedelta(days=1)


# --- sending ---------------------------------------------------------------------------------------------------------


def send_due() -> int:
    """Send what is due; returns how many letters left. Several jobs may do it at once: a letter is one's alone."""
    _give_up_on_interrupted()
    sent = 0
    connection = get_connection()
    try:
        for _ in range(A_RUN):
            letters = _claim()
            if not letters:
                break
            sent += _send(letters, connection)
    finally:
        connection.close()
    return sent


def _due() -> QuerySet[Letter]:
    now = timezone.now()
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIMED)
    return Letter.objects.filter(free, sent_at=None, problem="", not_before__lte=now, tries__lt=MOST_TRIES)


def _claim() -> list[Letter]:
    """The letters of the next mail, taken by one update: those another job takes meanwhile are not among them."""
    first = _due().order_by("not_before", "written_at", "pk").first()
    if first is None:
        return []
    mail = Q(pk=first.pk)
    if envelopes.can_be_gathered(first):
        mail |= envelopes.GATHERED & Q(to=first.to)
    claim = uuid.uuid4()
    _due().filter(mail).update(claim=claim, claimed_at=timezone.now(), tries=F("tries") + 1)
    return list(Letter.objects.filter(claim=claim)) or _claim()


def _send(letters: Sequence[Letter], connection: BaseEmailBackend) -> int:
    rows = Letter.objects.filter(claim=letters[0].claim)
    try:
        message = envelopes.mail_of(letters)
        message.connection = connection
        message.send()
    except Exception as error:
        logger.warning("A letter did not leave: %s", type(error).__name__)
        connection.close()  # the next mail starts afresh
        _postpone(letters, error)
        return 0
    return rows.update(sent_at=timezone.now(), claim=None, claimed_at=None)


def _postpone(letters: Sequence[Letter], error: Exception) -> None:
    """Later, or never when the address is refused or the tries are spent."""
    now = timezone.now()
    for letter in letters:
        rows = Letter.objects.filter(pk=letter.pk, claim=letter.claim)
        if _is_hopeless(error) or letter.tries >= MOST_TRIES:
            rows.update(problem=_reason(error), claim=None, claimed_at=None)
        else:
            rows.update(not_before=now + WAITS[letter.tries - 1], claim=None, claimed_at=None)


def _is_hopeless(error: Exception) -> bool:
    """The address does not exist, or the letter cannot be written: trying again changes nothing."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _ in error.recipients.values())
    return isinstance(error, ValueError)


def _reason(error: Exception) -> str:
    """Without the address nor what the server said of it."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "adresse refusée par le serveur de courriel"
    return f"le courriel ne part pas ({type(error).__name__})"


def _give_up_on_interrupted() -> None:
    """A letter whose every try was cut short is not tried for ever, and is not forgotten either."""
    spent = Letter.objects.filter(sent_at=None, problem="", tries__gte=MOST_TRIES)
    spent.filter(Q(claimed_at=None) | Q(claimed_at__lt=timezone.now() - CLAIMED)).update(problem=INTERRUPTED)


def forget_sent() -> int:
    """Letters that left, or never will, a month ago."""
    limit = timezone.now() - KEPT
    old = Letter.objects.filter(Q(sent_at__lt=limit) | ~Q(problem="") & Q(not_before__lt=limit))
    count, _ = old.delete()
    return count
