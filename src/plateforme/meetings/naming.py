"""When two ways of writing a name are one name."""

from difflib import SequenceMatcher

from vivant.language import fold

CLOSE = 0.88
"""Likeness from which two spellings are taken for one name, in [0, 1]; "Varenne" and "Varennes" pass, two first names
of one family do not."""


def name_key(name: str) -> str:
    """The same for a name and its inversion, whatever the accents, case and dashes.

    >>> name_key("ORVAL Jean-Élie") == name_key("Jean Elie Orval")
    True
    """
    return " ".join(sorted(fold(name).replace("-", " ").replace(".", " ").split()))


FEMININE = {"e", "ine", "le", "ne", "te"}
"""What makes another first name of one: Pascal and Pascale may share a home and its address."""


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, but for the order of words and a slip of the finger.

    >>> same_name("Camille VARENNE", "Varennes Camille"), same_name("Camille VARENNE", "Cyril VARENNE")
    (True, False)
    >>> same_name("Pascal VARENNE", "Pascale VARENNE"), same_name("Jean VARENNE", "Jeanne VARENNE")
    (False, False)
    """
    first, second = name_key(one), name_key(other)
    if first == second:
        return True
    return not _is_a_couple(first, second) and SequenceMatcher(None, first, second).ratio() >= CLOSE


def _is_a_couple(first: str, second: str) -> bool:
    """Whether one first name makes the other by its feminine."""
    short, long = sorted((first.split(), second.split()), key=lambda words: sum(map(len, words)))
    apart = [[word for word in words if word not in others] for words, others in ((short, long), (long, short))]
    if [len(words) for words in apart] != [1, 1]:
        return False
    (one,), (other,) = apart
    return other.startswith(one) and other.removeprefix(one) in FEMININE
