"""The words that carry meaning: what is counted when texts are compared."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from vivant.language import STOPWORDS, fold, is_french, lemma, words

_LIGHT = frozenset(
    words("""
    dire faire pouvoir aller venir mettre voir
    deux trois quatre cinq six sept huit neuf dix onze douze quinze vingt trente quarante cinquante soixante cent mille
    """)
)
"""Numbers in full, and verbs so common that they say nothing of a subject. "Falloir" or "devoir" do: they propose."""


@lru_cache(maxsize=100_000)
def word_key(word: str) -> str:
    """What a typed word is counted under: its folded dictionary form.

    Empty for function words, light verbs, numbers and single letters.

    >>> word_key("Éducatrices"), word_key("ITEP"), word_key("les"), word_key("2018")
    ('educateur', 'itep', '', '')
    """
    found = lemma(word)
    if word.lower() in STOPWORDS or found in STOPWORDS or found in _LIGHT:
        return ""
    key = fold(found)
    return key if len(key) > 1 and any(map(str.isalpha, key)) else ""


def content_words(text: str) -> list[str]:
    """The keys of the words of a text that carry meaning, in order, repeats included.

    >>> content_words("Les parents ne sont pas écoutés par l'école")
    ['parent', 'ecouter', 'ecole']
    """
    return [key for word in words(text) if (key := word_key(word))]


def typed_words(texts: Iterable[str]) -> Counter[str]:
    """How many times each word was typed, function words left out. Capitals that only start a sentence are lowered.

    >>> typed_words(["Partenaires et partenaires", "Le Parc, à Villebrume"])
    Counter({'partenaires': 2, 'parc': 1, 'Villebrume': 1})
    """
    typed: Counter[str] = Counter()
    for text in texts:
        typed.update(words(text))
    lowered: Counter[str] = Counter()
    for word, count in typed.items():
        if word_key(word):
            lowered[word.lower() if is_french(word) and not _is_acronym(word) else word] += count
    return lowered


def display_forms(typed: Mapping[str, int]) -> dict[str, str]:
    """For each key, the form most often typed, which is the one to show; on a tie the first in the alphabet."""
    best: dict[str, str] = {}
    for form in sorted(typed, key=lambda form: (-typed[form], form)):
        best.setdefault(word_key(form), form)
    return best


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and lemma(word).isupper()
