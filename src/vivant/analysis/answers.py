"""Obstacles and opportunities that answer one another: pairs proposed to people, who keep them or not."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vivant.analysis.closeness import evenly
from vivant.analysis.coded import CodedExcerpt

if TYPE_CHECKING:
    from vivant.analysis.meaning import Vectors

MOST = 4_000
"""Excerpts compared on each side; beyond, an even sample of them."""
USES = 2
"""Pairs that one excerpt may stand in."""
CANDIDATES = 3
"""Opportunities looked at for each obstacle."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An obstacle and an opportunity, and how close they are: 1 if ``shared``, one excerpt that bears both."""

    obstacle: CodedExcerpt
    opportunity: CodedExcerpt
    score: float
    shared: bool


def answers(
    obstacles: Sequence[CodedExcerpt],
    opportunities: Sequence[CodedExcerpt],
    obstacle_vectors: "Vectors",
    opportunity_vectors: "Vectors",
    *,
    limit: int = 10,
    least: float = 0.15,
) -> list[Answer]:
    """At most ``limit`` pairs: first excerpts on both sides (significant ones first), then pairs close in meaning.

    Shared excerpts take half of the places, more when there are not enough close pairs. Among close pairs, at least
    ``least`` close, those where each is the other's nearest come first, then the closest. An excerpt stands in two
    pairs at most. Vectors have one row an excerpt, made together by ``vectors_of``; ValueError if not.
    """
    if len(obstacles) != len(obstacle_vectors) or len(opportunities) != len(opportunity_vectors):
        raise ValueError("one vector per excerpt is needed on each side")
    helping = {one.excerpt.id for one in opportunities}
    shared = [Answer(one, one, 1.0, shared=True) for one in obstacles if one.excerpt.id in helping]
    shared.sort(key=lambda answer: not answer.obstacle.significant)
    rows, columns = evenly(len(obstacles), MOST), evenly(len(opportunities), MOST)
    found = _close_pairs(
        [obstacles[row] for row in rows],
        [opportunities[column] for column in columns],
        obstacle_vectors[rows],
        opportunity_vectors[columns],
    )
    close = [answer for answer in found if answer.score >= least]
    uses: Counter[str] = Counter()
    half = list(_used_sparingly(shared, uses, limit - min(len(close), limit // 2)))
    return [*half, *_used_sparingly(close, uses, limit - len(half))]


def _close_pairs(
    obstacles: Sequence[CodedExcerpt],
    opportunities: Sequence[CodedExcerpt],
    obstacle_vectors: "Vectors",
    opportunity_vectors: "Vectors",
) -> list[Answer]:
    """Each obstacle with its nearest opportunities, itself left out; mutual nearest first, then the closest."""
    from vivant.analysis.meaning import nearest

    if not (obstacles and opportunities):
        return []
    rows, scores = nearest(obstacle_vectors, opportunity_vectors, CANDIDATES + 1)
    back, _ = nearest(opportunity_vectors, obstacle_vectors, 2)
    asked = [
        next((int(row) for row in near if obstacles[row].excerpt.id != one.excerpt.id), -1)
        for near, one in zip(back, opportunities, strict=True)
    ]
    pairs: list[tuple[bool, float, int, int]] = []
    for row, one in enumerate(obstacles):
        others = [
            (int(column), float(score))
            for column, score in zip(rows[row], scores[row], strict=True)
            if opportunities[column].excerpt.id != one.excerpt.id
        ]
        pairs += [
            (rank > 0 or asked[column] != row, -score, row, column)
            for rank, (column, score) in enumerate(others[:CANDIDATES])
        ]
    return [
        Answer(obstacles[row], opportunities[column], -score, shared=False) for _, score, row, column in sorted(pairs)
    ]


def _used_sparingly(pairs: Iterable[Answer], uses: Counter[str], most: int) -> Iterator[Answer]:
    given = 0
    for pair in pairs:
        ids = {pair.obstacle.excerpt.id, pair.opportunity.excerpt.id}
        if given < most and all(uses[key] < USES for key in ids):
            uses.update(ids)
            given += 1
            yield pair
