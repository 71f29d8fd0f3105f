"""The figures of an edition: derived from who was there, never typed. Attendances, people, organisations and sectors
are four counts that are never one another."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils import timezone

from plateforme.meetings.models import Attendance, Edition, Kind, Meeting
from plateforme.meetings.reads.editions import meetings_of
from plateforme.networks.circles import Reader
from vivant.language import fold
from vivant.synthesis.figures import Figures

COUNTED = (Kind.WORKSHOP, Kind.MORNING, Kind.TRAINING)
"""A committee governs the edition: it is not one of its workshops."""


@dataclass(frozen=True, slots=True)
class EditionFigures:
    """How many came. None: not known, because nobody came yet, or names went before the counts were kept."""

    workshops: int
    smallest: int | None = None
    largest: int | None = None
    mean: float | None = None
    attendances: int | None = None
    people: int | None = None
    organisations: int | None = None
    professions: int | None = None
    sectors: int | None = None


def figures(edition: Edition, reader: Reader) -> EditionFigures:
    """The figures of the meetings of this edition that the reader sees, begun and not cancelled."""
    return figures_among(edition, meetings_of(edition, reader))


def figures_among(edition: Edition, meetings: Iterable[Meeting]) -> EditionFigures:
    """The same, when the meetings that the reader sees are at hand.

    Once names are gone, ``edition.kept_figures`` says what was counted before; the sizes of groups still come from
    the meetings seen.
    """
    now = timezone.now()
    counted = [one for one in meetings if one.kind in COUNTED and not one.cancelled_at and one.starts_at <= now]
    if edition.anonymised_at:
        return _kept(edition, counted)
    found = _counted([meeting.pk for meeting in counted])
    return EditionFigures(
        workshops=found.workshops,
        smallest=found.smallest,
        largest=found.largest,
        mean=found.mean,
        attendances=found.attendances,
        people=found.people or None,
        organisations=found.organisations or None,
        professions=len(found.professions or ()) or None,
        sectors=len(found.sectors or ()) or None,
    )


def kept(edition: Edition, reader: Reader) -> dict[str, Any]:
    """The figures as they are written down before names go."""
    return asdict(figures(edition, reader))


def _counted(meetings: list[UUID]) -> Figures:
    """What ``vivant.synthesis.figures.figures_of`` finds in the rows, counted where they are: they may be thousands."""
    rows = Attendance.objects.filter(meeting__in=meetings).order_by()
    groups = {str(key): size for key, size in rows.values_list("meeting").annotate(Count("pk"))}
    distinct = rows.aggregate(people=Count("participant", distinct=True), places=Count("organization", distinct=True))
    works = list(rows.values_list("profession", "sector").distinct())
    return Figures(
        workshops=len(meetings),
        groups=groups,
        declared=False,
        people=distinct["people"],
        organisations=distinct["places"],
        professions=tuple(sorted({fold(profession) for profession, _sector in works if profession})),
        sectors=tuple(sorted({sector for _profession, sector in works if sector})),
    )


def _kept(edition: Edition, meetings: list[Meeting]) -> EditionFigures:
    groups = [meeting.counted for meeting in meetings if meeting.counted]
    known: dict[str, Any] = edition.kept_figures or {}
    return EditionFigures(
        workshops=len(meetings),
        smallest=min(groups, default=None),
        largest=max(groups, default=None),
        mean=sum(groups) / len(groups) if groups else None,
        attendances=sum(groups) or None,
        **{name: known.get(name) for name in ("people", "organisations", "professions", "sectors")},
    )
