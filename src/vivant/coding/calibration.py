"""From the answers of a model to probabilities that hold, and to what may be affirmed."""

from collections.abc import Mapping
from math import sqrt

import numpy as np
import numpy.typing as npt

from vivant.coding.ridge import Floats

Integers = npt.NDArray[np.int64]

FEWEST_CODINGS = 50
"""Under so many human codings nothing is affirmed: too few to know how often one is right."""

PRECISION = 0.90
"""What is affirmed is meant to be right so often, at least."""

_CONFIDENCE = 0.84
"""Normal quantile: 8 chances in 10 that the true precision is above the bound."""

_PRIOR_STRENGTH = 40.0
"""How many codings the usual sharpness is worth when sharpness is learnt anew."""


def probabilities(answers: Floats, sharpness: float) -> Floats:
    """Softmax of n × codes answers. Each row sums to 1 and keeps the order of the answers."""
    scaled = sharpness * (answers - answers.max(axis=1, keepdims=True))
    raised = np.exp(scaled)
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def learn_sharpness(answers: Floats, primary: Integers, usual: float) -> float:
    """The sharpness that makes the codings likeliest, drawn towards the usual one when codings are few.

    ``answers`` must come from models that have not seen the rows.
    """
    candidates = usual * np.geomspace(0.3, 3.0, 41)
    rows = np.arange(len(primary))

    def cost(sharpness: float) -> float:
        likelihood = np.log(probabilities(answers, sharpness)[rows, primary]).sum()
        return float(_PRIOR_STRENGTH * np.log(sharpness / usual) ** 2 - likelihood)

    return float(min(candidates, key=cost))


def learn_thresholds(scores: Floats, primary: Integers) -> dict[int, float]:
    """For each code, the score from which putting it first was right at least 9 times in 10.

    ``scores`` n × codes, by models that have not seen the rows. Going down the rows where the code came first, the
    threshold is the lowest score above which the lower bound of precision holds; a code that never reaches it is
    absent, and never affirmed. The bound, rather than the share itself, makes up for having chosen the best place; for
    the same reason no threshold is under 0.9: the score, calibrated, must say as much of each text by itself.
    """
    if len(primary) < FEWEST_CODINGS:
        return {}
    first, best = scores.argmax(axis=1), scores.max(axis=1)
    thresholds = {}
    for code in range(scores.shape[1]):
        rows = np.flatnonzero(first == code)
        rows = rows[np.argsort(-best[rows], kind="stable")]
        right = np.cumsum(primary[rows] == code)
        enough = [rank for rank, hits in enumerate(right.tolist(), 1) if lower_bound(hits, rank) >= PRECISION]
        if enough:
            thresholds[code] = max(PRECISION, float(best[rows[enough[-1] - 1]]))
    return thresholds


def affirmed(scores: Floats, thresholds: Mapping[int, float]) -> list[int | None]:
    """For each row, the first code if its score reaches the threshold of that code."""
    first = scores.argmax(axis=1).tolist()
    return [
        code if code in thresholds and row[code] >= thresholds[code] else None
        for code, row in zip(first, scores, strict=True)
    ]


def lower_bound(hits: int, tries: int) -> float:
    """Wilson's lower bound of a proportion, one-sided at 80 %. Source: Wilson (1927), JASA 22(158), p. 209-212.

    >>> round(lower_bound(7, 7), 3), round(lower_bound(18, 19), 3)
    (0.908, 0.886)
    """
    share, z2 = hits / tries, _CONFIDENCE**2
    spread = _CONFIDENCE * sqrt(share * (1 - share) / tries + z2 / (4 * tries * tries))
    return (share + z2 / (2 * tries) - spread) / (1 + z2 / tries)
