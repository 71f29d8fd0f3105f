"""The words the rules on names look up: first names, places, proper nouns that are nobody, words around a person.

Everything is folded (``vivant.language.fold``). The lists of names are files of ``data``, written for this purpose.
"""

from functools import cache, lru_cache
from importlib import resources

from vivant.language import fold

fold_word = lru_cache(maxsize=100_000)(fold)


@cache
def _list(name: str) -> frozenset[str]:
    text = resources.files("vivant.scrub").joinpath(f"data/{name}.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if line[:1] != "#" for word in line.split())


def first_names() -> frozenset[str]:
    """First names that are hardly anything else."""
    return _list("first_names")


def ambiguous_names() -> frozenset[str]:
    """First names that are also ordinary words: "rose", "pierre", "victoire"."""
    return _list("first_names_also_words")


def kept_nouns() -> frozenset[str]:
    """Proper nouns that are nobody of the notes: "freinet", "noel", "pronote", "itep"."""
    return _list("kept")


def places() -> frozenset[str]:
    """Towns, departments, regions, countries; and names that schools and streets bear."""
    return _list("places")


@lru_cache(maxsize=50_000)
def is_first_name(folded: str) -> bool:
    """Whether the word is a first name before anything else, simple or double ("jean-luc", "marie-jo")."""
    if folded in first_names():
        return True
    first, hyphen, second = folded.replace("-el-", "-").replace("-al-", "-").partition("-")
    if not hyphen or "-" in second or folded in places():
        return False
    known = first_names() | ambiguous_names()
    return first in known and (second in known or len(second) == 2) and (first in first_names() or second in known)
