"""Dates as note-takers type them, alone or with the place and the hour."""

import re
from dataclasses import dataclass
from datetime import date

from vivant.formats.understanding.flattening import flat
from vivant.formats.understanding.labels import COUNT, as_number

MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split()
SHORT_MONTHS = {
    "janv": 1,
    "jan": 1,
    "fevr": 2,
    "fev": 2,
    "avr": 4,
    "juil": 7,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
_MONTH = "|".join((*MONTHS, *sorted(SHORT_MONTHS, key=len, reverse=True)))
DATE = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:er)?(?: ?(?:et|-|au) ?\d{{1,2}})? (?P<month>{_MONTH})\b\.?(?: (?P<year>\d{{4}}|"
    rf"\d{{2}}(?! ?h))\b)?"
    r"|\b(?P<y>(?:19|20)\d{2})-(?P<m>\d{1,2})-(?P<d>\d{1,2})\b"
    r"|\b(?P<d2>\d{1,2})(?P<sep>[/.-])(?P<m2>\d{1,2})(?P=sep)(?P<y2>\d{4}|\d{2})\b"
)
_TIME = r"\d{1,2} ?(?:h|:) ?\d{0,2}"
_AROUND_DATE = re.compile(
    rf"{_TIME}|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|le|du|de|a|au|en|date|matin|matinee|"
    rf"apres-midi|soir|"
    r"seance|reunion|rencontre|atelier|journee|jour)\b|[\W_]"
)


_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a line: where, and its day; None when the year is missing or the day does not exist."""

    start: int
    end: int
    day: date | None


def find_date(flat_text: str) -> Dated | None:
    """The first date of a flat line.

    >>> find_date("mardi 9 janvier 2018").day, find_date("le 09/01/18").day, find_date("le 31/02/2018").day
    (datetime.date(2018, 1, 9), datetime.date(2018, 1, 9), None)
    """
    if not _DIGIT.search(flat_text):
        return None
    found = DATE.search(flat_text)
    if not found:
        return None
    parts = found.groupdict()
    if parts["month"]:
        month = parts["month"]
        number = MONTHS.index(month) + 1 if month in MONTHS else SHORT_MONTHS[month]
        day = _day(parts["year"], number, parts["day"])
    elif parts["y"]:
        day = _day(parts["y"], int(parts["m"]), parts["d"])
    else:
        day = _day(parts["y2"], int(parts["m2"]), parts["d2"])
    return Dated(found.start(), found.end(), day)


def _day(year: str | None, month: int, day: str) -> date | None:
    if year is None:
        return None
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, int(day))
    except ValueError:
        return None


def is_date_alone(flat_text: str) -> Dated | None:
    """The date of a line that holds nothing else than a date, its day and its hours.

    >>> bool(is_date_alone("mardi 9 janvier 2018, 9h30-12h")), is_date_alone("rendu le 9 janvier 2018")
    (True, None)
    """
    found = find_date(flat_text)
    if found is None or _AROUND_DATE.sub("", flat_text[: found.start] + " " + flat_text[found.end :]):
        return None
    return found


@dataclass(frozen=True, slots=True)
class Dateline:
    """A line that says when, where and how many: "Mardi 5 février 2019, mairie de Bellombre – 11 participants".

    ``is_sure`` when each part is a place, an hour or a number of people; if not, only its position tells the place.
    """

    day: date | None
    place: str
    declared: int | None
    is_sure: bool


_PLACES = re.compile(
    r"(?:a |au |a la |a l'|salle|mairie|college|ecole|lycee|centre|maison|foyer|mjc|ime|itep|mecs|cmp|cmpp|sessad|esat|"
    r"mediatheque|hotel|espace|locaux|siege|universite|irts|ccas|prefecture|hopital|local|antenne|mission locale)\b"
)
_LEAD = re.compile(r"[\W_]*(?:(?:le|du|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b ?)*$")


def dateline_of(text: str) -> Dateline | None:
    """What a line that begins by a date says more, None when it is a sentence.

    >>> dateline_of("Mardi 5 février 2019, mairie de Bellombre – 11 participants")
    Dateline(day=datetime.date(2019, 2, 5), place='mairie de Bellombre', declared=11, is_sure=True)
    >>> dateline_of("Le 5 février 2019, rien n'avait changé.") is None
    True
    """
    words = flat(text)
    found = find_date(words)
    if (
        not found
        or not _LEAD.match(words[: found.start])
        or words.endswith((".", "?", "!", ";"))
        or len(words.split()) > 18
    ):
        return None
    if not re.match(r"[*_ ]*[,(:/-]| (?:a|au|de) ", words[found.end :]):
        return None
    places, declared, is_sure = [], None, True
    for part in re.split(r"\s*(?:,|\s[-–—/]\s|[():])\s*", text[found.end :].strip("*_ ")):
        said = flat(part).strip(" -")
        if counted := COUNT.match(said):
            declared = as_number(counted["n"])
        elif _AROUND_DATE.sub("", said):
            places.append(part.strip(" -–—"))
            is_sure = is_sure and _PLACES.match(said) is not None
    if any(len(place.split()) > 8 for place in places) or len(places) > 3:
        return None
    return Dateline(found.day, ", ".join(places), declared, is_sure)
