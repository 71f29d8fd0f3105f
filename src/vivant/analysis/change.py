"""From one edition to the next: shares of codes and their uncertainty; what persists, is new, is no longer said."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from vivant.analysis.closeness import closeness
from vivant.analysis.coded import CodedExcerpt
from vivant.analysis.proportions import difference_interval

if TYPE_CHECKING:
    from vivant.analysis.meaning import Vectors


@dataclass(frozen=True, slots=True)
class ShareChange:
    """Shares in [0, 1] of the coded excerpts that bear ``code``, their difference (after less before), its interval."""

    code: str
    before: float
    after: float
    difference: float
    low: float
    high: float


def change(
    current: Sequence[CodedExcerpt], previous: Sequence[CodedExcerpt], codes: Sequence[str], *, level: float = 0.95
) -> tuple[ShareChange, ...]:
    """How the share of each code moved, at either rank, among coded excerpts. Empty if an edition has none.

    The interval takes excerpts for independent, which those of one workshop are not: read it as the least uncertainty.
    With seven codes, one interval in three sets leaves zero out by chance alone. Source: Newcombe (1998), Statistics in
    Medicine 17, p. 873-890, method 10.
    """
    after, before = ([one for one in coded if one.codes] for coded in (current, previous))
    if not (after and before):
        return ()
    met_after, met_before = (Counter(code for one in coded for code in {*one.codes}) for coded in (after, before))
    found = []
    for code in codes:
        low, high = difference_interval(met_after[code], len(after), met_before[code], len(before), level)
        share, earlier = met_after[code] / len(after), met_before[code] / len(before)
        found.append(ShareChange(code, earlier, share, share - earlier, low, high))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Matches:
    """Excerpts of two editions set side by side.

    ``persists``: each current excerpt that says again what a previous one said, with that one and how close they are,
    closest first. ``new``: current excerpts that nothing resembled; ``gone``: previous ones that nothing resembles now;
    both in order. What is neither close nor far is in none of them: nobody could tell.
    """

    persists: list[tuple[CodedExcerpt, CodedExcerpt, float]]
    new: list[CodedExcerpt]
    gone: list[CodedExcerpt]


def matches(
    current: Sequence[CodedExcerpt],
    previous: Sequence[CodedExcerpt],
    vectors_current: "Vectors",
    vectors_previous: "Vectors",
    *,
    near: float | None = None,
    far: float | None = None,
) -> Matches:
    """What persists, what is new, what is no longer said, by the nearest excerpt of the same primary code.

    An excerpt persists from ``near`` on. It is new, or gone, below ``far``, unless another code holds one that is
    ``near``: what moved to another code is still said. Thresholds not given are learnt by ``closeness``. Excerpts
    without code take no part. Vectors come from ``vectors_of``, on both editions at once or on each, with one encoder;
    ValueError if their rows or widths do not match.
    """
    if len(current) != len(vectors_current) or len(previous) != len(vectors_previous):
        raise ValueError("one vector per excerpt is needed in each edition")
    rows, columns = _coded_rows(current), _coded_rows(previous)
    if not (rows and columns):
        return Matches([], [current[row] for row in rows], [previous[column] for column in columns])
    if vectors_current.shape[1] != vectors_previous.shape[1]:
        raise ValueError("the vectors of both editions must come from the same encoder")
    after, before = [current[row] for row in rows], [previous[column] for column in columns]
    after_vectors, before_vectors = vectors_current[rows], vectors_previous[columns]
    if near is None or far is None:
        learnt = closeness(after_vectors, _primaries(after), before_vectors, _primaries(before))
        near, far = learnt.near if near is None else near, learnt.far if far is None else far
    found = _nearest(after_vectors, before_vectors, _primaries(after), _primaries(before))
    persists = [
        (one, before[twin], score)
        for one, twin, score in zip(after, found.twins, found.same, strict=True)
        if score >= near
    ]
    return Matches(
        sorted(persists, key=lambda match: -match[2]),
        [one for one, own, every in zip(after, found.same, found.every, strict=True) if own < far and every < near],
        [
            one
            for one, own, every in zip(before, found.same_back, found.every_back, strict=True)
            if own < far and every < near
        ],
    )


class _Nearest(NamedTuple):
    """For each row: the nearest target of its code, how close it is (-1 if there is none), how close the nearest of all
    is; the last two again for each target."""

    twins: list[int]
    same: list[float]
    every: list[float]
    same_back: list[float]
    every_back: list[float]


def _nearest(vectors: "Vectors", targets: "Vectors", codes: Sequence[str], target_codes: Sequence[str]) -> _Nearest:
    import numpy as np

    from vivant.analysis.meaning import products

    own, others = np.array(codes), np.array(target_codes)
    twins: list[int] = []
    same: list[float] = []
    every: list[float] = []
    same_back, every_back = np.full(len(targets), -1.0), np.full(len(targets), -1.0)
    for start, block in products(vectors, targets):
        every += block.max(axis=1).tolist()
        every_back = np.maximum(every_back, block.max(axis=0))
        block[own[start : start + len(block), None] != others] = -1
        twins += block.argmax(axis=1).tolist()
        same += block.max(axis=1).tolist()
        same_back = np.maximum(same_back, block.max(axis=0))
    return _Nearest(twins, same, every, same_back.tolist(), every_back.tolist())


def _primaries(coded: Sequence[CodedExcerpt]) -> list[str]:
    return [one.primary for one in coded]


def _coded_rows(coded: Sequence[CodedExcerpt]) -> list[int]:
    return [row for row, one in enumerate(coded) if one.codes]
