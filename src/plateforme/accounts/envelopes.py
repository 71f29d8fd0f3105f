"""A mail from one letter or several: plain text, short lines, headers that nobody writes for us."""

import textwrap
from collections.abc import Iterable, Sequence
from email.headerregistry import Address
from email.mime.text import MIMEText
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q
from django.utils.translation import gettext as _

from plateforme.accounts.models import Letter

WIDTH = 72
PUBLISHED = "PUBLISH"
GATHERED = Q(urgency=Letter.Urgency.TOGETHER) & (Q(calendar="") | Q(calendar_method=PUBLISHED))
"""Letters that leave with others. What a calendar answers to leaves alone: it reads one only in a mail; what is merely
published is a file that one may keep, among others."""


def can_be_gathered(letter: Letter) -> bool:
    return letter.urgency == Letter.Urgency.TOGETHER and (not letter.calendar or letter.calendar_method == PUBLISHED)


def mail_of(letters: Sequence[Letter]) -> EmailMultiAlternatives:
    """One mail for these letters, all to one address. Raises ValueError if a header holds a line break."""
    first = letters[0]
    message = EmailMultiAlternatives(
        subject=one_line(first.subject if len(letters) == 1 else _gathered_subject(letters)),
        body=_body(letters),
        from_email=sender(_common(letter.sender_name for letter in letters)),
        to=[first.to],
        reply_to=[address] if (address := _common(letter.reply_to for letter in letters)) else None,
        headers=_headers(letters),
    )
    if len(letters) == 1 and first.calendar:
        _attach_calendar(message, first)
    else:
        _attach_files(message, letters)
    return message


def sender(name: str) -> str:
    """« Réseau du val via Partenariat vivant <adresse du site> »: who writes, and that it comes from here."""
    site, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    shown = _("%(name)s via %(site)s") % {"name": name, "site": site or settings.ORIGIN} if name else site
    return str(Address(one_line(shown), addr_spec=address))


def one_line(text: str) -> str:
    """A header is one line: what would end it is a space."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _gathered_subject(letters: Sequence[Letter]) -> str:
    from_whom = _common(letter.sender_name for letter in letters)
    if from_whom:
        return _("%(name)s : %(count)d nouvelles") % {"name": from_whom, "count": len(letters)}
    return _("%(count)d nouvelles de vos réseaux") % {"count": len(letters)}


def _body(letters: Sequence[Letter]) -> str:
    if len(letters) == 1:
        parts = [letters[0].body.strip()]
    else:
        parts = [
            f"{title}\n{'-' * min(len(title), WIDTH)}\n\n{letter.body.strip()}"
            for letter in letters
            if (title := one_line(letter.subject))
        ]
    for url in dict.fromkeys(letter.unsubscribe_url for letter in letters):
        if url and not any(url in part for part in parts):
            parts.append(_("Ne plus recevoir ces messages :") + f"\n{url}")
    return "\n\n\n".join(_wrapped(part) for part in parts) + "\n"


def _wrapped(text: str) -> str:
    """Lines of 72 columns at most; a link stays whole, a list keeps its indent."""
    return "\n".join(
        textwrap.fill(
            line, WIDTH, subsequent_indent=" " * _indent(line), break_long_words=False, break_on_hyphens=False
        )
        for line in text.splitlines()
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" -•"))


def _headers(letters: Sequence[Letter]) -> dict[str, str]:
    """The identifier is the letter's: sent twice after a crash, many readers show it once."""
    host = urlsplit(settings.ORIGIN).hostname or "localhost"
    headers = {"Message-ID": f"<{letters[0].pk}@{host}>", "Auto-Submitted": "auto-generated"}
    if url := _common(letter.unsubscribe_url for letter in letters):
        headers["List-Unsubscribe"] = f"<{one_line(url)}>"
    return headers


def _attach_calendar(message: EmailMultiAlternatives, letter: Letter) -> None:
    """Once as an alternative, which calendars answer to (RFC 6047), once as a file, which people can open."""
    method = "".join(filter(str.isalpha, letter.calendar_method)).upper() or PUBLISHED
    message.attach_alternative(letter.calendar, f"text/calendar; method={method}; charset=utf-8")
    message.attach(_file(letter, method, "invitation.ics"))


def _attach_files(message: EmailMultiAlternatives, letters: Sequence[Letter]) -> None:
    """Events of letters that leave together: a file each, none of which a calendar takes for the whole mail."""
    for number, letter in enumerate((letter for letter in letters if letter.calendar), start=1):
        message.attach(_file(letter, PUBLISHED, f"rencontre-{number}.ics"))


def _file(letter: Letter, method: str, name: str) -> MIMEText:
    part = MIMEText(letter.calendar, "calendar", "utf-8")
    part.set_param("method", method)
    part.add_header("Content-Disposition", "attachment", filename=name)
    return part


def _common(values: Iterable[str]) -> str:
    """What all say, or nothing."""
    said = set(values)
    return said.pop() if len(said) == 1 else ""
