"""Two groups out of one, each as mixed as the whole."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

MOST = 200
"""People beyond whom exchanges that part organizations further are not looked for: each is compared to each."""


@dataclass(frozen=True, slots=True)
class Member:
    """Someone of a group. ``key`` orders those of one sector and organization, and tells them apart."""

    key: Hashable
    sector: str = ""
    organization: str = ""


def split(people: Sequence[Member]) -> tuple[list[Member], list[Member]]:
    """Two groups: sizes within one of each other, and so the people of each sector; then those of one organization
    parted as far as that allows. The same people give the same groups, in whatever order they come.

    >>> first, second = split([Member(n, "soin" if n < 3 else "école") for n in range(8)])
    >>> len(first), len(second), sum(m.sector == "soin" for m in first)
    (4, 4, 2)

    People in order of sector then organization go to each group in turn: whatever stands together in that order is
    parted evenly. Exchanges then part organizations whose people belong to several sectors.
    """
    ordered = sorted(people, key=lambda one: (one.sector, one.organization, str(one.key)))
    first, second = ordered[::2], ordered[1::2]
    if len(ordered) <= MOST:
        while _exchange(first, second):
            pass
    return first, second


def _exchange(first: list[Member], second: list[Member]) -> bool:
    """Swap the two people that best part organizations without unbalancing sectors; whether there were such two."""
    sectors = Counter(one.sector for one in first)
    sectors.subtract(one.sector for one in second)
    places = Counter(one.organization for one in first if one.organization)
    places.subtract(one.organization for one in second if one.organization)
    best, chosen = 0, None
    for i, one in enumerate(first):
        for j, other in enumerate(second):
            if one.organization == other.organization:
                continue
            if one.sector != other.sector and not (_may_leave(sectors[one.sector]) and sectors[other.sector] < 0):
                continue
            gain = _gain(places, one.organization, -2) + _gain(places, other.organization, 2)
            if gain > best:
                best, chosen = gain, (i, j)
    if chosen:
        i, j = chosen
        first[i], second[j] = second[j], first[i]
    return chosen is not None


def _may_leave(difference: int) -> bool:
    """Whether someone of a sector may leave the first group: it has one more there."""
    return difference > 0


def _gain(places: Counter[str], organization: str, change: int) -> int:
    """How much less uneven an organization becomes: what its squared difference loses. 0 without organization."""
    if not organization:
        return 0
    before = places[organization]
    return before**2 - (before + change) ** 2
