"""What a cell says: a day, an hour, a number, a sector, a choice. A wrong one is told with what to write instead."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from difflib import get_close_matches
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext

from plateforme.directory.sectors import Sector, sector_of
from plateforme.meetings.tables.plan import Reading
from plateforme.networks.circles import Circle
from vivant.language import fold

CIRCLES = {
    Circle.PUBLIC.value: "tout le monde",
    Circle.NETWORK.value: "réseau",
    Circle.PRESENT.value: "personnes présentes",
    Circle.COMMITTEE.value: "comité",
    Circle.EDITORIAL.value: "rédaction",
}
"""Who sees a row, in words short enough for a cell."""
_DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
_CLOCK = re.compile(r"(\d{1,2})\s*(?:h|:)\s*(\d{2})?(?::\d{2})?")


def day_of(words: str) -> date | None:
    """A day in French or ISO form; None when it is not one. Hours after it are left out.

    >>> day_of("9/1/2018"), day_of("2018-01-09"), day_of("31/02/2018")
    (datetime.date(2018, 1, 9), datetime.date(2018, 1, 9), None)
    """
    plain = words.strip()
    try:
        if match := _DAY.match(plain):
            return date(int(match[3]), int(match[2]), int(match[1]))
        return datetime.fromisoformat(plain).date()
    except ValueError:
        return None


def clock_of(words: str) -> time | None:
    """An hour; None when it is not one.

    >>> clock_of("14h30"), clock_of("9 h"), clock_of("14:05:00"), clock_of("midi")
    (datetime.time(14, 30), datetime.time(9, 0), datetime.time(14, 5), None)
    """
    match = _CLOCK.fullmatch(fold(words).strip())
    try:
        return time(int(match[1]), int(match[2] or 0)) if match else None
    except ValueError:
        return None


def sector_in(line: Reading, column: str = "secteur") -> str:
    """The key of a sector; empty for none, or for an unknown one, which is told with the nearest."""
    words = line.cell(column)
    if not words:
        return ""
    if found := sector_of(words):
        return found.value
    labels = {fold(str(sector.label)): str(sector.label) for sector in Sector}
    line.fault(column, unknown(gettext("secteur inconnu"), words, labels))
    return ""


def choice_in(line: Reading, column: str, choices: Mapping[str, str], default: str) -> str:
    """The key of a choice, read by its words or its key; told when unknown."""
    words = line.cell(column)
    if not words:
        return default
    by_words = {fold(label): key for key, label in choices.items()} | {fold(key): key for key in choices}
    if (key := by_words.get(fold(words))) is None:
        line.fault(
            column, unknown(gettext("valeur inconnue"), words, {fold(label): label for label in choices.values()})
        )
        return default
    return key


def plain_id(words: str) -> str:
    """An id as we write it, whatever its case and dashes; the words themselves when they are no id."""
    try:
        return str(UUID(words))
    except ValueError:
        return words


def unknown(what: str, words: str, labels: Mapping[str, str]) -> str:
    """What to say of a word that is in no list: the nearest, or all of them.

    >>> unknown("secteur inconnu", "Education natoinale", {"education nationale": "Éducation nationale"})
    'secteur inconnu. Vouliez-vous dire « Éducation nationale » ?'
    """
    near = get_close_matches(fold(words), list(labels), n=1, cutoff=0.6)
    if near:
        return gettext("%(what)s. Vouliez-vous dire « %(near)s » ?") % {"what": what, "near": labels[near[0]]}
    return gettext("%(what)s. Écrivez l'un de ceux-ci : %(all)s.") % {"what": what, "all": ", ".join(labels.values())}


def text_in(line: Reading, column: str, most: int) -> str:
    """A text on one line, no longer than the place there is for it."""
    words = " ".join(line.cell(column).split())
    if len(words) > most:
        line.fault(
            column,
            gettext("%(count)d caractères, %(most)d au plus : raccourcissez.") % {"count": len(words), "most": most},
        )
    return words[:most]


def email_in(line: Reading, column: str) -> str:
    words = line.cell(column).lower()
    try:
        if words:
            validate_email(words)
    except ValidationError:
        line.fault(column, gettext("ce n'est pas une adresse électronique : corrigez-la ou videz la cellule."))
        return ""
    return words


def number_in(line: Reading, column: str, most: int) -> int | None:
    words = line.cell(column)
    if not words:
        return None
    if not words.isdecimal() or not 1 <= int(words) <= most:
        line.fault(column, gettext("écrivez un nombre de 1 à %(most)d, ou rien.") % {"most": most})
        return None
    return int(words)
