"""The French language: words, lemmas, keys to search by, sentences, acronyms, typography.

Importing this package is cheap: the dictionary is read at the first lemma, not before.
"""

from vivant.language.acronym import acronyms
from vivant.language.folding import fold
from vivant.language.lemmatizing import is_french, lemma, lemmas, search_key
from vivant.language.sentence import sentences
from vivant.language.stopwords import STOPWORDS
from vivant.language.tokenizing import tokens, words

__all__ = [
    "STOPWORDS",
    "acronyms",
    "fold",
    "is_french",
    "lemma",
    "lemmas",
    "search_key",
    "sentences",
    "tokens",
    "words",
]
