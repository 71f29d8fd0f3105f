"""The excerpts that best stand for many: central, different from one another, fit to be quoted."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from vivant.analysis.coded import CodedExcerpt
from vivant.language import fold, words

if TYPE_CHECKING:
    from vivant.analysis.meaning import Vectors

SIGNIFICANT = 0.5
"""What the mark of a person weighs, the most central excerpt weighing 1."""
SENTENCE = 0.3
"""What a full sentence weighs beside a bare noun."""
ALIKE = 0.4
"""Closeness from which two excerpts are fully redundant."""
SAME_WORKSHOP = 0.3
"""Redundancy added for each excerpt already taken from the same workshop."""


def representatives(coded: Sequence[CodedExcerpt], vectors: "Vectors", k: int, *, diversity: float = 0.5) -> list[int]:
    """The rows of at most k excerpts, best first, never two with the same words.

    Closeness to the centre of these excerpts, a person's mark of significance and the making of a sentence are weighed
    against what was already chosen (maximal marginal relevance): ``diversity`` in [0, 1], 0 looks at the centre alone.
    ``vectors`` has one row an excerpt, made by ``vectors_of`` on the whole edition: made on these excerpts alone, they
    have no centre. ValueError if the rows do not match. Source: Carbonell and Goldstein (1998), SIGIR, p. 335-336.
    """
    import numpy as np

    if len(coded) != len(vectors):
        raise ValueError(f"{len(coded)} excerpts and {len(vectors)} vectors: one row an excerpt is needed")
    if not coded or k < 1:
        return []
    relevance = _centrality(vectors) + np.array([SIGNIFICANT * one.significant for one in coded])
    relevance += np.array([SENTENCE * _fullness(one.excerpt.text) for one in coded])
    redundancy = np.zeros(len(coded))
    said = [fold(one.excerpt.text).strip(" .") for one in coded]
    places = np.array([one.excerpt.workshop for one in coded])
    taken: Counter[str] = Counter()
    chosen: list[int] = []
    free = np.ones(len(coded), dtype=bool)
    while len(chosen) < k and free.any():
        visited = np.array([SAME_WORKSHOP * taken[place] for place in places]) if taken else 0.0
        gain = (1 - diversity) * relevance - diversity * (redundancy + visited)
        best = int(np.where(free, np.round(gain, 6), -np.inf).argmax())
        chosen.append(best)
        taken[str(places[best])] += 1
        free &= np.array([words != said[best] for words in said])
        redundancy = np.maximum(redundancy, (vectors @ vectors[best] / ALIKE).clip(0, 1))
    return chosen


def _centrality(vectors: "Vectors") -> "Vectors":
    """Closeness to the mean of the rows, the greatest being 1; zeros if the rows have no centre."""
    import numpy as np

    found = vectors @ vectors.mean(axis=0)
    most = float(found.max())
    return np.asarray(found / most if most > 0 else np.zeros(len(found)), dtype=np.float32)


def _fullness(text: str) -> float:
    """1 for a sentence that can be quoted (8 to 30 words), less for a bare noun or a long speech."""
    length = len(words(text))
    return min(length / 8, 1.0) if length <= 30 else 30 / length
