"""What comes back from one workshop to the next, and what is said only once."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vivant.analysis.closeness import closeness, evenly
from vivant.analysis.coded import CodedExcerpt
from vivant.analysis.vocabulary import content_words, display_forms, typed_words
from vivant.language import fold

if TYPE_CHECKING:
    from vivant.analysis.meaning import Vectors

MOST = 4_000
"""Excerpts of a code among which echoes are sought; beyond, an even sample of them."""


@dataclass(frozen=True, slots=True)
class Recurrence:
    """``everywhere``: words said in every workshop, with how many excerpts say them, most first; ``once``: codes, and
    ``themes_once``: headings of the notes, met in one workshop alone, which is given."""

    everywhere: tuple[tuple[str, int], ...]
    codes_everywhere: tuple[str, ...]
    once: tuple[tuple[str, str], ...]
    themes_once: tuple[tuple[str, str], ...]


def recurrence(coded: Sequence[CodedExcerpt], codes: Sequence[str], workshops: Sequence[str]) -> Recurrence:
    """What all of these workshops say, and what one alone says; nothing if fewer than two of them have excerpts.

    A workshop without excerpts is left out, as are excerpts of no workshop of the list. Words are dictionary forms,
    function words excluded, shown as most often typed. Codes count at either rank.
    """
    known = set(workshops)
    said = [one for one in coded if one.excerpt.workshop in known]
    heard = {one.excerpt.workshop for one in said}
    if len(heard) < 2:
        return Recurrence((), (), (), ())
    words: defaultdict[str, Counter[str]] = defaultdict(Counter)
    themes: defaultdict[str, dict[str, str]] = defaultdict(dict)
    places: dict[str, set[str]] = {code: set() for code in codes}
    for one in said:
        where = one.excerpt.workshop
        for word in {*content_words(one.excerpt.text)}:
            words[word][where] += 1
        if theme := fold(one.excerpt.theme).strip():
            themes[theme].setdefault(where, one.excerpt.theme.strip())
        for code in one.codes:
            if code in places:
                places[code].add(where)
    shown = display_forms(typed_words(one.excerpt.text for one in said))
    everywhere = [(shown[word], counts.total()) for word, counts in words.items() if len(counts) == len(heard)]
    return Recurrence(
        tuple(sorted(everywhere, key=lambda pair: (-pair[1], pair[0]))),
        tuple(code for code, met in places.items() if len(met) == len(heard)),
        tuple((code, next(iter(met))) for code, met in places.items() if len(met) == 1),
        tuple((theme, where) for met in themes.values() if len(met) == 1 for where, theme in met.items()),
    )


@dataclass(frozen=True, slots=True)
class Echo:
    """Excerpts of one code that say nearly the same: ids, the most typical first; ``workshops`` in the order met."""

    code: str
    excerpts: tuple[str, ...]
    workshops: tuple[str, ...]


def echoes(
    coded: Sequence[CodedExcerpt], vectors: "Vectors", *, threshold: float | None = None, workshops: int = 3
) -> list[Echo]:
    """Groups of excerpts of near meaning, of the same primary code, met in at least ``workshops`` workshops.

    Widest first: most workshops, then most excerpts. Each group is an excerpt with those at least ``threshold``
    close to it, so that no chain of small steps joins strangers; an excerpt is in one group at most. Without a
    threshold, the one that ``closeness`` learns. Excerpts without code or workshop are left out. ``vectors`` has one
    row an excerpt (``vectors_of``); ValueError if not.
    """
    if len(coded) != len(vectors):
        raise ValueError(f"{len(coded)} excerpts and {len(vectors)} vectors: one row an excerpt is needed")
    codes = [one.primary for one in coded]
    near = closeness(vectors, codes, vectors, codes).near if threshold is None else threshold
    rows_of: defaultdict[str, list[int]] = defaultdict(list)
    for row, one in enumerate(coded):
        if one.codes and one.excerpt.workshop:
            rows_of[one.primary].append(row)
    found: list[Echo] = []
    for code, rows in rows_of.items():
        kept = [rows[at] for at in evenly(len(rows), MOST)]
        places = [coded[row].excerpt.workshop for row in kept]
        for star in _stars(vectors[kept], places, near, workshops):
            ids = tuple(coded[kept[at]].excerpt.id for at in star)
            found.append(Echo(code, ids, tuple(dict.fromkeys(places[at] for at in sorted(star)))))
    return sorted(found, key=lambda echo: (-len(echo.workshops), -len(echo.excerpts)))


def _stars(vectors: "Vectors", places: Sequence[str], near: float, least: int) -> Iterator[list[int]]:
    """The widest star of rows (its centre first, then the closest), then the widest of what is left, and so on."""
    import numpy as np

    from vivant.analysis.meaning import products

    ranks = {place: rank for rank, place in enumerate(dict.fromkeys(places))}
    if len(ranks) < least:
        return
    place = np.array([ranks[name] for name in places])
    here = (place[:, None] == np.arange(len(ranks))).astype(np.float32)
    heap: list[tuple[int, int, float, int]] = []
    for start, block in products(vectors, vectors):
        close = (block >= near).astype(np.float32)
        wide, many = ((close @ here) > 0).sum(axis=1), close.sum(axis=1)
        typical = np.round((block * close).sum(axis=1), 3)
        heap += [
            (-int(wide[at]), -int(many[at]), -float(typical[at]), start + int(at))
            for at in np.flatnonzero(wide >= least)
        ]
    heapq.heapify(heap)
    free = np.ones(len(vectors), dtype=bool)
    while heap:
        wide_then, many_then, typical_then, centre = heapq.heappop(heap)
        if not free[centre]:
            continue
        score = np.round(vectors @ vectors[centre], 6)
        score[centre] = np.inf
        star = np.flatnonzero(free & (score >= near))
        wide_now = len(np.unique(place[star]))
        if (-wide_now, -len(star)) != (wide_then, many_then):  # others took some of its rows: it waits for its turn
            if wide_now >= least:
                heapq.heappush(heap, (-wide_now, -len(star), typical_then, centre))
            continue
        free[star] = False
        yield [int(at) for at in star[np.argsort(-score[star], kind="stable")]]
