"""The list of a meeting: who is there, who is awaited, who else one may be looking for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from plateforme.meetings.models import Attendance, Meeting, Participant, Registration
from plateforme.meetings.naming import name_key
from plateforme.meetings.reads.registering import mix
from plateforme.networks.circles import Reader
from vivant.language import fold

MOST_FOUND = 8


@dataclass(frozen=True, slots=True)
class Row:
    """Someone on the list. ``key`` is the id that their attendance will have if one notes it from this page."""

    participant: Participant
    attendance: Attendance | None = None
    registration: Registration | None = None
    key: UUID = field(default_factory=uuid4)

    @property
    def organization(self) -> str:
        """Where they come from, as they were that day once they are there."""
        source = self.attendance or self.participant
        return str(source.organization or "")

    @property
    def profession(self) -> str:
        return (self.attendance or self.participant).profession

    @property
    def is_waiting(self) -> bool:
        return self.registration is not None and self.registration.state == Registration.State.WAITING


@dataclass(frozen=True, slots=True)
class AttendanceList:
    """``rows``: the list, or what was asked of it; ``known``: people of the network who are not on it.

    ``present`` and ``registered`` count the whole list; ``sectors``: pairs (words, number) of those present.
    """

    rows: tuple[Row, ...]
    known: tuple[Row, ...]
    present: int
    registered: int
    sectors: tuple[tuple[str, int], ...]


def attendance_list(meeting: Meeting, reader: Reader, words: str = "") -> AttendanceList:
    """Those registered and those present, by name. With ``words``, those whose name or organization holds them all, and
    people of the network one may be looking for. Three queries at most."""
    attendances = {row.participant_id: row for row in attendances_of(meeting, reader)}
    rows = _rows(attendances, registrations_of(meeting, reader))
    asked = tuple(row for row in rows if _holds(row, words))
    return AttendanceList(
        rows=asked,
        known=_known(reader, words, {row.participant.pk for row in rows}) if words.strip() else (),
        present=len(attendances),
        registered=sum(1 for row in rows if row.registration and not row.is_waiting),
        sectors=mix(attendances.values()),
    )


def attendances_of(meeting: Meeting, reader: Reader) -> Iterable[Attendance]:
    rows = Attendance.objects.seen_by(reader).filter(meeting=meeting)
    return rows.select_related("participant__organization", "organization")


def registrations_of(meeting: Meeting, reader: Reader) -> Iterable[Registration]:
    """Those who mean to come, waiting list included."""
    rows = Registration.objects.seen_by(reader).filter(meeting=meeting)
    return rows.exclude(state=Registration.State.CANCELLED).select_related("participant__organization")


def namesakes(reader: Reader, name: str) -> list[Participant]:
    """People of the network who bear this name, whatever the order of its words."""
    rows = Participant.objects.seen_by(reader).filter(erased_at=None).matching(name).select_related("organization")
    return [person for person in rows if name_key(person.name) == name_key(name)][:MOST_FOUND]


def _rows(attendances: Mapping[UUID, Attendance], registrations: Iterable[Registration]) -> list[Row]:
    awaited = {row.participant_id: row for row in registrations}
    rows = [Row(reg.participant, attendances.get(key), reg) for key, reg in awaited.items()]
    rows += [Row(row.participant, row) for key, row in attendances.items() if key not in awaited]
    return sorted(rows, key=lambda row: (row.is_waiting and not row.attendance, row.participant.sort_name))


def _known(reader: Reader, words: str, listed: set[UUID]) -> tuple[Row, ...]:
    rows = Participant.objects.seen_by(reader).filter(erased_at=None).matching(words).exclude(pk__in=listed)
    return tuple(Row(person) for person in rows.select_related("organization")[:MOST_FOUND])


def _holds(row: Row, words: str) -> bool:
    said = f"{row.participant.sort_name} {fold(row.organization)}"
    return all(word in said for word in fold(words).split())
