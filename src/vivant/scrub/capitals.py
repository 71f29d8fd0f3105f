"""What a capitalised word is likely to be, taken by itself: a public name, letters, a surname, a French word."""

import re
from functools import lru_cache

from vivant.language import is_french
from vivant.scrub import lexicon
from vivant.scrub.reading import Word

_FRENCH_ENDING = re.compile(
    r".{3,}(?:ages?|[tsx]ions?|ments?|eurs?|euses?|trices?|ites?|ismes?|istes?|[ai]bles?|iques?|[ae]nces?|aires?|ifs?|ives?"
    r"|ants?|antes?|ees|iser|isees?|ogues?|ologies?)$"
)
_FRENCH_START = re.compile(
    r"^(?:anti|auto|bi|co|de|des|dis|hyper|im|in|inter|intra|ir|mal|mega|micro|mini|mono|multi|neo|neuro|non|para|pluri|poly"
    r"|post|pre|pro|psycho|re|semi|socio|sous|super|sur|tele|trans|ultra|visio)-?(?=.{4})"
)


def is_public(word: Word) -> bool:
    """A place, a method, a tool, an acronym joined to something ("PJJ-lycée", "GEVA-Sco")."""
    if word.folded in lexicon.kept_nouns():
        return True
    if "-" in word.text and not word.caps and any(len(part) > 1 and part.isupper() for part in word.text.split("-")):
        return True
    return word.folded in lexicon.places() and word.folded not in lexicon.first_names()


def is_acronym(word: Word) -> bool:
    """Capitals that are more likely letters than a surname."""
    return word.caps and (word.folded in lexicon.kept_nouns() or (len(word.text) < 5 and not _could_be_surname(word)))


def _could_be_surname(word: Word) -> bool:
    return lexicon.is_first_name(word.folded) or (
        len(word.text) == 4 and re.search("[aeiouy].*[^aeiouy]|[^aeiouy].*[aeiouy]", word.folded) is not None
    )


def could_be_name(word: Word) -> bool:
    return lexicon.is_first_name(word.folded) or word.folded in lexicon.ambiguous_names() or not is_french(word.text)


def is_camel(text: str) -> bool:
    """A capital inside the word: a brand, unless it is a surname (McCarthy, O'Brien, Le-Goff)."""
    return re.search(r"[a-zà-ÿ][A-ZÀ-Þ]", text) is not None and not text.startswith(
        ("Mc", "Mac", "De", "Le", "La", "Du")
    )


@lru_cache(maxsize=50_000)
def looks_french(folded: str) -> bool:
    """Whether a word unknown to the dictionary is made like a French one: its ending, or a prefix to a known word."""
    rest = _FRENCH_START.sub("", folded)
    return (
        _FRENCH_ENDING.fullmatch(folded) is not None
        or (rest != folded and is_french(rest))
        or (len(folded) > 4 and folded.endswith(("s", "e", "es")) and is_french(folded.rstrip("es")))
    )
