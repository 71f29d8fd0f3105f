"""How close is close: thresholds read from the texts themselves, since every encoder and corpus has its own scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vivant.analysis.meaning import Vectors

SAMPLE = 2_000
"""Queries tried for each code."""


@dataclass(frozen=True, slots=True)
class Closeness:
    """From ``near`` on, two texts are held to say the same; below ``far``, not. In between, nobody can tell."""

    near: float
    far: float


LEAST = Closeness(0.15, 0.08)
"""Never less strict than this; used as it is when there are not two codes to learn from."""


def closeness(
    queries: "Vectors",
    query_codes: Sequence[str],
    targets: "Vectors",
    target_codes: Sequence[str],
    *,
    near: float = 0.98,
    far: float = 0.75,
) -> Closeness:
    """Thresholds learnt from texts that should not say the same: those of different codes.

    Each query looks for its closest target in as many texts of *other* codes as its own code has: what it finds there
    is mere chance. The thresholds are what chance does not pass for a share ``near``, and ``far``, of the queries.
    Larger corpora thus get stricter ones, as they offer more chances. To choose the shares: a greater ``near`` gives
    fewer pairs and surer ones, a greater ``far`` more texts held to be alone and less surely; what the default ones
    give was measured, see docs/method/counting.md.
    """
    import numpy as np

    codes, others = np.asarray(query_codes), np.asarray(target_codes)
    found = []
    for code in sorted({*query_codes}):
        mine, away = np.flatnonzero(codes == code), np.flatnonzero(others != code)
        tries = int((others == code).sum())
        if len(mine) and len(away) and tries:
            chosen, tried = evenly(len(mine), SAMPLE), evenly(len(away), tries)
            found.append((queries[mine[chosen]] @ targets[away[tried]].T).max(axis=1))
    if not found:
        return LEAST
    passed_near, passed_far = np.quantile(np.concatenate(found), [near, far])
    return Closeness(max(float(passed_near), LEAST.near), max(float(passed_far), LEAST.far))


def evenly(size: int, most: int) -> list[int]:
    """At most ``most`` ranks below ``size``, evenly spread."""
    kept = min(size, most)
    return [at * size // kept for at in range(kept)]
