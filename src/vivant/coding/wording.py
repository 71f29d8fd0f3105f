"""Texts as weighted words and weighted pieces of words (TF-IDF), fast enough for 50,000 excerpts."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from vivant.language import fold, lemma, words

TEXTS_OF_A_TERM, TEXTS_OF_A_PIECE = 2, 3
"""A term, or a piece of word, that stands in fewer texts teaches nothing."""

_SIZES = range(3, 6)


def terms(text: str) -> list[str]:
    """Dictionary forms without accents, then each two that follow one another; question and exclamation marks too.

    >>> terms("Qui décide ?")
    ['qui', 'decider', '?', 'qui decider', 'decider ?']
    """
    single = [_plain(word) for word in words(text)] + [mark for mark in text if mark in "?!"]
    return single + [f"{one} {other}" for one, other in pairwise(single)]


@lru_cache(maxsize=100_000)
def _plain(word: str) -> str:
    return fold(lemma(word))


def pieces(word: str) -> list[str]:
    """The runs of 3 to 5 characters of a word, its two edges included.

    >>> pieces("as")
    [' as', 'as ', ' as ']
    """
    edged = f" {word} "
    return [edged[start : start + size] for size in _SIZES for start in range(len(edged) - size + 1)]


class Terms:
    """Texts by their terms: rows of norm 1 (0 for a text of unknown words)."""

    def __init__(self, texts: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        enough = min(TEXTS_OF_A_TERM, len(texts))
        self._model = TfidfVectorizer(analyzer=terms, sublinear_tf=True, min_df=enough, dtype=np.float32)
        self._model.fit(texts)
        self.names: list[str] = self._model.get_feature_names_out().tolist()

    def rows(self, texts: Sequence[str]) -> csr_array:
        return csr_array(self._model.transform(texts))


class Pieces:
    """Texts by the pieces of their words: rows of norm 1.

    A piece never runs over two words, hence each distinct word is cut once, and a text is the sum of its words.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

        self._cutter = CountVectorizer(analyzer=pieces, dtype=np.float32)
        lexicon, by_word = _lexicon(texts)
        counts = by_word @ csr_array(self._cutter.fit_transform(lexicon))
        kept = np.asarray((counts > 0).sum(axis=0)).ravel() >= min(TEXTS_OF_A_PIECE, len(texts))
        names = self._cutter.get_feature_names_out()[kept]
        self._cutter = CountVectorizer(analyzer=pieces, vocabulary=names, dtype=np.float32)
        self._weigh = TfidfTransformer(sublinear_tf=True).fit(counts[:, np.flatnonzero(kept)])

    def rows(self, texts: Sequence[str]) -> csr_array:
        lexicon, by_word = _lexicon(texts)
        counts = by_word @ csr_array(self._cutter.transform(lexicon))
        return csr_array(self._weigh.transform(counts)).astype(np.float32)


def _lexicon(texts: Iterable[str]) -> tuple[list[str], Any]:
    """The distinct words of the texts, and how often each stands in each text: n texts × m words."""
    places: dict[str, int] = {}
    columns, starts = [], [0]
    for text in texts:
        columns += [places.setdefault(word, len(places)) for word in fold(text).split()]
        starts.append(len(columns))
    if not places:
        places["∅"] = 0  # scikit-learn refuses an empty list of words
    counts = csr_array(
        (np.ones(len(columns), np.float32), np.array(columns, np.int32), np.array(starts, np.int32)),
        shape=(len(starts) - 1, len(places)),
    )
    counts.sum_duplicates()
    return list(places), counts
