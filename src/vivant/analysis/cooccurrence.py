"""Codes that stand on the same excerpts: obstacles and opportunities nested in one another."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from vivant.analysis.coded import CodedExcerpt


@dataclass(frozen=True, slots=True)
class Pair:
    """Two codes borne by the same excerpts, whose ids are given in order.

    ``jaccard``, in ]0, 1]: share of the excerpts with one code or the other that bear both. ``lift``, above 0: how many
    times more often they meet than if they ignored one another (1).
    """

    first: str
    second: str
    count: int
    jaccard: float
    lift: float
    excerpts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cooccurrence:
    """``counts`` is square and symmetric, in the order of ``codes``; its diagonal holds the excerpts of each code."""

    codes: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    pairs: tuple[Pair, ...]


def cooccurrence(coded: Sequence[CodedExcerpt], codes: Sequence[str]) -> Cooccurrence:
    """Which of these codes stand on the same excerpts; pairs met at least once, most frequent first.

    Ranks do not matter. ``lift`` is reckoned among the excerpts that bear any of ``codes``.

    >>> from vivant.corpus import Excerpt
    >>> borne = [("frein", "lien"), ("lien",), ("frein",), ("lien", "frein"), ()]
    >>> found = cooccurrence([CodedExcerpt(Excerpt(str(n), "", "", 0, 0, "", n), c) for n, c in enumerate(borne)],
    ...                      ["frein", "lien"])
    >>> found.counts
    ((3, 2), (2, 3))
    >>> found.pairs[0].jaccard, round(found.pairs[0].lift, 3), found.pairs[0].excerpts
    (0.5, 0.889, ('0', '3'))
    """
    order = {code: rank for rank, code in enumerate(dict.fromkeys(codes))}
    counts = [[0] * len(order) for _ in order]
    together: dict[tuple[int, int], list[str]] = defaultdict(list)
    total = 0
    for one in coded:
        borne = sorted({order[code] for code in one.codes if code in order})
        total += bool(borne)
        for rank in borne:
            counts[rank][rank] += 1
        for low, high in combinations(borne, 2):
            counts[low][high] += 1
            counts[high][low] += 1
            together[low, high].append(one.excerpt.id)
    names = tuple(order)
    pairs = [
        Pair(
            names[low],
            names[high],
            both := len(ids),
            both / (counts[low][low] + counts[high][high] - both),
            both * total / (counts[low][low] * counts[high][high]),
            tuple(ids),
        )
        for (low, high), ids in sorted(together.items())
    ]
    pairs.sort(key=lambda pair: (-pair.count, -pair.jaccard))
    return Cooccurrence(names, tuple(map(tuple, counts)), tuple(pairs))
