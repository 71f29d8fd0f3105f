"""Dictionary forms of French words, and the key by which texts are searched.

The dictionary is simplemma's (French, 250,000 forms, 41 MB once read); it is read at the first word asked for (0.2 s).
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

from vivant.language.folding import APOSTROPHES, fold
from vivant.language.tokenizing import words

_CURLY = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
_CLITIC = re.compile(r"(?:-t)?-(?:je|tu|il|elle|on|nous|vous|ils|elles|ce|moi|toi|lui|leur|la|les|y|en)$|-(?:ci|là)$")

# Elided words, and the pronouns that the dictionary brings back to another person or gender.
_FUNCTION_WORDS = {
    "l'": "le",
    "d'": "de",
    "j'": "je",
    "m'": "me",
    "n'": "ne",
    "t'": "te",
    "s'": "se",
    "c'": "ce",
    "ç'": "ce",
    "qu'": "que",
    "jusqu'": "jusque",
    "lorsqu'": "lorsque",
    "puisqu'": "puisque",
    "quoiqu'": "quoique",
    "la": "le",
    "les": "le",
    "des": "de",
    "du": "de",
    "aux": "à",
    "au": "à",
    "ils": "il",
    "elles": "elle",
    "on": "on",
    "nous": "nous",
    "vous": "vous",
    "ça": "ça",
    "est": "être",
    "pas": "pas",
    "plus": "plus",
    "rendez-vous": "rendez-vous",
    "suis": "être",
    "été": "être",
}


@cache
def _dictionary() -> Mapping[str, str]:
    from simplemma.strategies import DefaultDictionaryFactory

    return DefaultDictionaryFactory().get_dictionary("fr")


@cache
def _also_words() -> frozenset[str]:
    """The folded words of ``data/words.txt``, which the dictionary does not have."""
    text = resources.files("vivant.language").joinpath("data/words.txt").read_text("utf-8")
    return frozenset(fold(word) for line in text.splitlines() if line[:1] != "#" for word in line.split())


@cache
def _unaccented() -> Mapping[str, str]:
    """Accented forms by what is left of them when typed without accents; forms that are words so are not there."""
    known = _dictionary()
    accented = ((fold(form), form) for form in known if not form.isascii())
    return {plain: form for plain, form in accented if plain not in known}


def _look_up(word: str) -> str:
    """The dictionary form of a lower-case word, or the word itself."""
    from simplemma import lemmatize

    return lemmatize(word, lang="fr")


@lru_cache(maxsize=100_000)
def lemma(word: str) -> str:
    """The dictionary form of one word, in lower case; a word the dictionary does not have stays as it is.

    Accents left out are forgiven ("Ecoles" gives "école"). Capitals that the dictionary does not know stay ("ITEP").
    Elided words are restored ("l'" gives "le"), a pronoun after a hyphen is dropped ("peut-on" gives "pouvoir"), as is
    the end of inclusive writing ("éducateur·rice"). Known limits: some feminines stay ("travailleuse"), and a form with
    two readings gets one of them.

    >>> lemma("éducatrices"), lemma("ITEP"), lemma("J’"), lemma("Peut-on")
    ('éducateur', 'ITEP', 'je', 'pouvoir')
    """
    plain = word.translate(_CURLY)
    lower = plain.lower().split("·")[0]
    if (known := _FUNCTION_WORDS.get(lower)) is not None:
        return known
    if "-" in lower and lower not in _dictionary():
        lower = _CLITIC.sub("", lower)
    if lower not in _dictionary():
        lower = _unaccented().get(lower, lower)
    if plain.isupper() and len(plain) > 1 and lower not in _dictionary():
        return plain
    return _FUNCTION_WORDS.get(lower) or _look_up(lower).lower()


def lemmas(text: str) -> list[str]:
    """The dictionary form of each word of a text, in order, function words included.

    >>> lemmas("Les parents n'étaient pas écoutés")
    ['le', 'parent', 'ne', 'être', 'pas', 'écouter']
    """
    return [lemma(word) for word in words(text)]


def search_key(text: str) -> str:
    """What is searched instead of the text: folded dictionary forms, one space apart.

    Queries go through the same function, so that "écoles" finds "Ecole".

    >>> search_key("Les Écoles") == search_key("l'école")
    True
    """
    return " ".join(fold(lemma(word)) for word in words(text))


@lru_cache(maxsize=100_000)
def is_french(word: str) -> bool:
    """Whether a word, in any case, is French: in the dictionary or in our supplement of invariable and field words.

    Proper names are not, unless they are also words. Accents left out are forgiven ("Ecole", "DEPARTEMENT"), and so are
    the pronouns after a hyphen. An empty word is not French.

    >>> is_french("Table"), is_french("EQUIPE"), is_french("Kévin")
    (True, True, False)
    """
    lower = word.translate(_CURLY).lower()
    folded = fold(lower)
    if lower in _FUNCTION_WORDS or lower in _dictionary() or folded in _also_words() or folded in _unaccented():
        return True
    parts = re.findall(r"[^'-]+'?", _CLITIC.sub("", lower))
    return len(parts) > 0 and parts != [lower] and all(is_french(part) for part in parts)
