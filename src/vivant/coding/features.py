"""A text as the model sees it: what it means (encoders) and how it is worded (terms, pieces of words)."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

import numpy as np

from vivant.coding.encoders import Encoder, Vectors
from vivant.coding.vectors import VectorStore, vectors_of
from vivant.coding.wording import Pieces, Terms

_SHARE_OF_FIRST_ENCODER = 2 / 3
_SHARE_OF_TERMS = _SHARE_OF_PIECES = 0.5
"""Squared norms. Meaning weighs 1 in all, wording 1: chosen on writers left out of the starter set, where halving or
doubling them changed the score by less than 0.01."""


class Meaning:
    """Vectors of one encoder, centred and scaled on a background of texts, of norm 1.

    Raw vectors of sentences all point one way; what tells them apart is how they depart from the usual.
    """

    def __init__(self, encoder: Encoder, background: Sequence[str], store: VectorStore) -> None:
        self._encoder, self._store = encoder, store
        vectors = vectors_of(background, encoder, store).astype(np.float64)
        self._centre = vectors.mean(axis=0)
        spread = vectors.std(axis=0)
        self._spread = np.where(spread > 1e-9, spread, 1.0)

    def rows(self, texts: Sequence[str]) -> Vectors:
        departures = (vectors_of(texts, self._encoder, self._store) - self._centre) / self._spread
        norms = np.linalg.norm(departures, axis=1, keepdims=True)
        return np.asarray(departures / np.where(norms > 0, norms, 1.0), np.float32)


class Block(Protocol):
    """A way of seeing texts: n rows of numbers, dense or sparse, of norm 1 or 0."""

    def rows(self, texts: Sequence[str]) -> Any: ...


class Features:
    """The blocks of features of any text: one an encoder, then terms, then pieces of words.

    ``background`` is what usual wording and meaning are learnt from: no code is needed.
    """

    def __init__(self, background: Sequence[str], encoders: Iterable[Encoder], store: VectorStore) -> None:
        texts = list(dict.fromkeys(background))
        meanings = [Meaning(encoder, texts, store) for encoder in encoders]
        shares = [1.0] if len(meanings) == 1 else [_SHARE_OF_FIRST_ENCODER, *[1 / 3 for _ in meanings[1:]]]
        self.terms = Terms(texts)
        self._blocks: list[tuple[Block, float]] = [
            *zip(meanings, shares, strict=False),
            (self.terms, _SHARE_OF_TERMS),
            (Pieces(texts), _SHARE_OF_PIECES),
        ]

    def rows(self, texts: Sequence[str]) -> list[Any]:
        """n rows a block; the dot product of two texts, over all blocks, tells how alike they are."""
        return [block.rows(texts) * np.float32(np.sqrt(share)) for block, share in self._blocks]

    @property
    def place_of_terms(self) -> int:
        """Which block holds the terms."""
        return len(self._blocks) - 2


def likeness(one: Sequence[Any], others: Sequence[Any]) -> Vectors:
    """Cosine between the only row of ``one`` and each row of ``others``, over all blocks."""
    products = sum(_dense(theirs @ mine.T).ravel() for mine, theirs in zip(one, others, strict=True))
    norms = np.sqrt(sum(_squares(theirs) for theirs in others) * sum(_squares(mine) for mine in one))
    return np.asarray(products / np.where(norms > 0, norms, 1.0), np.float32)


def _dense(matrix: Any) -> Any:
    return matrix if isinstance(matrix, np.ndarray) else matrix.toarray()


def _squares(matrix: Any) -> Any:
    return np.asarray((matrix * matrix).sum(axis=1)).ravel()
