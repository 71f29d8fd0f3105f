"""The figures of an edition: derived from the attendance lists, never typed."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from vivant.corpus import Edition, Problem


@dataclass(frozen=True, slots=True)
class Figures:
    """How many came. ``groups`` is the number of people per workshop id; those without list nor count are absent.

    ``declared`` is true when the sizes are those typed in the notes. Distinct figures (``people``, ``organisations``,
    ``professions``, ``sectors``) are None when no attendance list was given: they can't be known from counts.
    """

    workshops: int
    groups: Mapping[str, int]
    declared: bool
    people: int | None = None
    organisations: int | None = None
    professions: tuple[str, ...] | None = None
    sectors: tuple[str, ...] | None = None

    @property
    def attendances(self) -> int | None:
        return sum(self.groups.values()) if self.groups else None

    @property
    def smallest(self) -> int | None:
        return min(self.groups.values(), default=None)

    @property
    def largest(self) -> int | None:
        return max(self.groups.values(), default=None)

    @property
    def mean(self) -> float | None:
        """People per workshop, over the workshops whose size is known."""
        return sum(self.groups.values()) / len(self.groups) if self.groups else None


def figures_of(edition: Edition) -> Figures:
    """Counts of attendances, people, organisations, professions and sectors: four things that are never one another.

    >>> from vivant.corpus import Attendance, Workshop
    >>> rows = (Attendance("a1", "P1", "IME"), Attendance("a1", "P2", "IME"), Attendance("a2", "P1", "IME"))
    >>> found = figures_of(Edition("Essai", workshops=(Workshop("a1", "T"), Workshop("a2", "U")), attendance=rows))
    >>> found.attendances, found.people, found.organisations, found.smallest, found.largest, found.mean
    (3, 2, 1, 1, 2, 1.5)
    """
    if edition.attendance is None:
        declared = {w.id: w.declared for w in edition.workshops if w.declared is not None}
        return Figures(len(edition.workshops), declared, declared=True)
    present: dict[str, set[str]] = defaultdict(set)
    for row in edition.attendance:
        present[row.workshop].add(row.person)
    return Figures(
        workshops=len(edition.workshops),
        groups={w.id: len(present[w.id]) for w in edition.workshops if present[w.id]},
        declared=False,
        people=len({row.person for row in edition.attendance}),
        organisations=len({row.organisation for row in edition.attendance if row.organisation}),
        professions=tuple(sorted({row.profession for row in edition.attendance if row.profession})),
        sectors=tuple(sorted({row.sector for row in edition.attendance if row.sector})),
    )


def declared_otherwise(edition: Edition, noted: Mapping[str, tuple[str, int]]) -> list[Problem]:
    """Workshops whose notes give another number of people than the attendance list. ``noted``: id → (file, number)."""
    if edition.attendance is None:
        return []
    groups = figures_of(edition).groups
    return [
        Problem(source, "", _differs(key, number, groups.get(key)))
        for key, (source, number) in noted.items()
        if number != groups.get(key)
    ]


def _differs(workshop: str, number: int, listed: int | None) -> str:
    said = f"les notes disent {number} participants à l'atelier « {workshop} »"
    if listed is None:
        return f"{said}, la liste de présence n'a aucune ligne pour lui : complétez-la."
    return (
        f"{said}, la liste de présence en compte {listed} : c'est la liste qui est retenue ; "
        "corrigez celle des deux qui se trompe."
    )
