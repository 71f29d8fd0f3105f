"""How close texts are in meaning: one vector a text, so that closeness is a product of vectors."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from vivant.analysis.vocabulary import content_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    """One row a text, of length 1, or 0 for a text without words."""

WORDS_WEIGHT = 0.25
"""Part of the words in common in the closeness of two texts, when there is an encoder."""
DIRECTIONS = 256
"""Numbers that stand for the words beside an encoder's vector; four times as many when they stand alone."""
BLOCK = 2**22
"""Closenesses held in memory at once: 16 MB."""


def vectors_of(texts: Sequence[str], encoded: "Vectors | None" = None) -> "Vectors":
    """One vector a text: the product of two rows, in [-1, 1], is how close two texts are.

    ``encoded`` holds a sentence encoder's vectors, one row a text. They are centred and their strongest directions
    softened, since raw ones mostly tell long sentences from short notes; the words in common then count for a quarter.
    Without an encoder, only words count. Give all the texts of an edition (of two, to compare them) at once: texts are
    close or not only beside the others. Raises ValueError if ``encoded`` has not one row a text.
    Sources: Mu and Viswanath (2018), ICLR; Su et al. (2021), arXiv 2103.15316; Achlioptas (2003), JCSS 66, p. 671-687.

    >>> near = vectors_of(["Trop de sigles", "les sigles", "la cantine"]) @ vectors_of(["un sigle"])[0]
    >>> [bool(value > 0.5) for value in near]
    [True, True, False]
    """
    import numpy as np

    if encoded is None:
        return _of_words(texts, 4 * DIRECTIONS)
    if encoded.ndim != 2 or len(encoded) != len(texts):
        raise ValueError(f"{len(texts)} texts and encoded vectors of shape {encoded.shape}: one row a text is needed")
    sense = np.float32((1 - WORDS_WEIGHT) ** 0.5) * _unit(_softened(encoded))
    words = np.float32(WORDS_WEIGHT**0.5) * _of_words(texts, DIRECTIONS)
    return _unit(np.hstack([sense, words]).astype(np.float32, copy=False))


def nearest(queries: "Vectors", targets: "Vectors", k: int = 1) -> "tuple[NDArray[np.intp], Vectors]":
    """For each query, the rows of its k closest targets (fewer if there are fewer), closest first, and how close.

    Two arrays of one row a query. On a tie the first target comes first. Memory does not grow with the product.
    """
    import numpy as np

    k = min(k, len(targets))
    rows = np.zeros((len(queries), k), dtype=np.intp)
    scores = np.zeros((len(queries), k), dtype=np.float32)
    for start, block in products(queries, targets):
        near = np.argpartition(-block, k - 1, axis=1)[:, :k] if k else np.zeros((len(block), 0), dtype=np.intp)
        near.sort(axis=1)
        values = np.take_along_axis(block, near, axis=1)
        order = np.argsort(-values, axis=1, kind="stable")
        rows[start : start + len(block)] = np.take_along_axis(near, order, axis=1)
        scores[start : start + len(block)] = np.take_along_axis(values, order, axis=1)
    return rows, scores


def products(queries: "Vectors", targets: "Vectors") -> "Iterator[tuple[int, Vectors]]":
    """Yield (first query, closenesses of a block of queries with every target), rounded to six figures.

    Rounding makes ties the same whatever the size of the blocks.
    """
    import numpy as np

    size = max(1, BLOCK // max(1, len(targets)))
    for start in range(0, len(queries), size):
        yield start, np.round(queries[start : start + size] @ targets.T, 6)


def _softened(encoded: "Vectors") -> "Vectors":
    """Centred, then each principal direction divided by what it varies, the mean variation being added first."""
    import numpy as np

    if len(encoded) < 2:
        return encoded.astype(np.float32)
    centred = encoded.astype(np.float64) - encoded.mean(axis=0, dtype=np.float64)
    variances, directions = np.linalg.eigh(centred.T @ centred / len(centred))
    variances = variances.clip(min=0)
    if not variances.any():
        return np.zeros_like(encoded, dtype=np.float32)
    ridge = variances.sum() / min(len(centred) - 1, len(variances))  # few texts vary in few directions
    scale = 1 / np.sqrt(variances + ridge)
    softened: Vectors = (centred @ ((directions * scale) @ directions.T)).astype(np.float32)
    return softened


def _of_words(texts: Sequence[str], size: int) -> "Vectors":
    """Sublinear TF-IDF of content words, each word standing for a fixed direction drawn from its letters.

    The direction of a word is the same in every call. Two words are at right angles but for an error of
    1/sqrt(size), which spares a column a word.
    """
    import numpy as np
    from scipy.sparse import csr_array

    counts = [Counter(content_words(text)) for text in texts]
    frequency = Counter(word for count in counts for word in count)
    rank = {word: at for at, word in enumerate(sorted(frequency))}
    inverse = {word: np.log((1 + len(texts)) / (1 + met)) + 1 for word, met in frequency.items()}
    values = [(1 + np.log(n)) * inverse[word] for count in counts for word, n in count.items()]
    columns = [rank[word] for count in counts for word in count]
    ends = np.cumsum([0, *map(len, counts)])
    table = csr_array((np.array(values, dtype=np.float32), columns, ends), shape=(len(texts), len(rank)))
    bits = [hashlib.shake_128(word.encode()).digest(size // 8) for word in rank]
    signs = np.unpackbits(np.frombuffer(b"".join(bits), dtype=np.uint8)).reshape(len(rank), size)
    return _unit(np.asarray(table @ (signs.astype(np.float32) * 2 - 1), dtype=np.float32))


def _unit(rows: "Vectors") -> "Vectors":
    import numpy as np

    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Vectors = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 1e-6)
    return scaled
