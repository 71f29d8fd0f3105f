"""Words around figures, in French."""

from collections.abc import Iterable
from datetime import date

MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def count(number: int, noun: str) -> str:
    """ "1 extrait", "12 extraits", "0 extrait".

    >>> count(0, "extrait"), count(2, "atelier"), count(3, "extrait cité")
    ('0 extrait', '2 ateliers', '3 extraits cités')
    """
    return f"{number} {noun if abs(number) < 2 else ' '.join(_plural(word) for word in noun.split())}"


def _plural(word: str) -> str:
    return word if word.endswith(("s", "x", "z")) or word in {"de", "à", "en", "sans"} else f"{word}s"


def in_words(day: date) -> str:
    """
    >>> in_words(date(2018, 2, 1))
    '1er février 2018'
    """
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def enumerate_words(words: Iterable[str], last: str = " ; ") -> str:
    """
    >>> enumerate_words(["a", "b", "c"], last=" et ")
    'a ; b et c'
    """
    *firsts, final = [*words] or [""]
    return last.join([" ; ".join(firsts), final]) if firsts else final


def decimal(number: float, digits: int = 1) -> str:
    """
    >>> decimal(11.0), decimal(10.96), decimal(0.125, 2)
    ('11', '11', '0,12')
    """
    return f"{number:.{digits}f}".rstrip("0").rstrip(".").replace(".", ",") if digits else str(round(number))


def roman(number: int) -> str:
    """
    >>> [roman(n) for n in (1, 4, 9, 14, 40)]
    ['I', 'IV', 'IX', 'XIV', 'XL']
    """
    said = ""
    for value, letters in ((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        said += letters * (number // value)
        number %= value
    return said


def share(part: int, whole: int) -> str:
    """Percentage without decimals; "—" of nothing.

    >>> share(1, 3), share(0, 0)
    ('33 %', '—')
    """
    return f"{round(100 * part / whole)} %" if whole else "—"
