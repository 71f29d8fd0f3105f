"""Dates, hours and numbers as they are read in French."""

from datetime import date, datetime, time
from typing import TypeVar

from django.template import Library
from django.utils.timezone import is_aware, localtime

from vivant.language.typography import NO_BREAK, french

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()

register = Library()


Day = TypeVar("Day", date, datetime)


def _here(moment: Day) -> Day:
    """The moment on the clock of the site."""
    return localtime(moment) if isinstance(moment, datetime) and is_aware(moment) else moment


@register.filter
def jour(moment: date | datetime | None) -> str:
    """A day in full; nothing for no day.

    >>> jour(date(2018, 1, 9)).replace(NO_BREAK, " ")
    'mardi 9 janvier 2018'
    >>> jour(date(2019, 3, 1)).replace(NO_BREAK, " ")
    'vendredi 1er mars 2019'
    """
    return f"{DAYS[_here(moment).weekday()]} {jour_court(moment)}" if moment else ""


@register.filter
def jour_court(moment: date | datetime | None) -> str:
    """The same without the name of the day.

    >>> jour_court(date(2018, 1, 9)).replace(NO_BREAK, " ")
    '9 janvier 2018'
    """
    if not moment:
        return ""
    day = _here(moment)
    return f"{'1er' if day.day == 1 else day.day}{NO_BREAK}{MONTHS[day.month - 1]} {day.year}"


@register.filter
def nom_du_jour(moment: date) -> str:
    """
    >>> nom_du_jour(date(2018, 1, 9))
    'mardi'
    """
    return DAYS[moment.weekday()]


@register.filter
def nom_du_mois(moment: date) -> str:
    return MONTHS[moment.month - 1]


@register.filter
def mois(moment: date | datetime | None) -> str:
    """
    >>> mois(date(2018, 1, 9))
    'janvier 2018'
    """
    return f"{MONTHS[_here(moment).month - 1]} {_here(moment).year}" if moment else ""


@register.filter
def heure(moment: time | datetime | None) -> str:
    """An hour; midnight is an hour, no hour is nothing.

    >>> [heure(time(14, 30)).replace(NO_BREAK, " "), heure(time(9)).replace(NO_BREAK, " "), heure(None)]
    ['14 h 30', '9 h', '']
    """
    if moment is None or moment == "":
        return ""
    clock = _here(moment) if isinstance(moment, datetime) else moment
    return _hours(clock.hour, clock.minute)


@register.filter
def duree(minutes: int | None) -> str:
    """Minutes, as one says them.

    >>> [duree(n).replace(NO_BREAK, " ") for n in (45, 60, 90)]
    ['45 min', '1 h', '1 h 30']
    """
    if minutes is None:
        return ""
    if minutes < 60:
        return f"{minutes}{NO_BREAK}min"
    return _hours(minutes // 60, minutes % 60)


def _hours(hours: int, minutes: int) -> str:
    return f"{hours}{NO_BREAK}h" + (f"{NO_BREAK}{minutes:02}" if minutes else "")


@register.filter
def compte(number: int, words: str) -> str:
    """A number and what it counts; in French zero and one take the singular.

    >>> [compte(n, "personne,personnes").replace(NO_BREAK, " ") for n in (0, 1, 2, 1250)]
    ['0 personne', '1 personne', '2 personnes', '1 250 personnes']
    """
    return f"{number:,}".replace(",", NO_BREAK) + NO_BREAK + pluriel(number, words)


@register.filter
def pluriel(number: int, words: str) -> str:
    """The word alone: "singulier,pluriel".

    >>> pluriel(1, "présent,présents")
    'présent'
    """
    singular, _, plural = words.partition(",")
    return plural if abs(number) >= 2 else singular


@register.filter
def francais(text: object) -> str:
    """A text with French spaces before its high punctuation."""
    return french(str(text))
