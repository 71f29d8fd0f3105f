"""Who comes to a meeting, as those who register and those who prepare need to know it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from plateforme.directory.models import Organization
from plateforme.directory.sectors import Sector
from plateforme.meetings.models import Attendance, Meeting, Participant, Registration
from plateforme.networks.circles import Circle, Reader
from plateforme.networks.models import Network
from plateforme.ui.templatetags.french import heure, jour
from vivant.language import fold

State = Registration.State
COMFORTABLE = range(5, 13)
"""Sizes of a group in which everyone can speak."""
MOST_SUGGESTED = 200


@dataclass(frozen=True, slots=True)
class Standing:
    """Where registrations of a meeting are. ``state``: open, waiting (open, no place left), late (closed), past or
    cancelled; ``title`` and ``words`` say it to whoever comes by the link."""

    state: str
    title: str = ""
    words: str = ""

    @property
    def is_open(self) -> bool:
        return self.state in ("open", "waiting")


def standing(meeting: Meeting) -> Standing:
    if meeting.cancelled_at:
        return Standing("cancelled", _("Cette rencontre n'aura pas lieu"), meeting.cancelled_why)
    if meeting.is_past:
        return Standing("past", _("Cette rencontre a déjà eu lieu"), _("Merci aux personnes qui sont venues."))
    if not meeting.takes_registrations():
        return Standing("late", _("Les inscriptions sont closes"), _late(meeting))
    if is_full(meeting):
        return Standing(
            "waiting",
            _("Toutes les places sont prises"),
            _("Vous pouvez vous inscrire sur la liste d'attente. Une place qui se libère va à la première personne."),
        )
    return Standing("open")


def is_full(meeting: Meeting) -> bool:
    if meeting.capacity is None:
        return False
    return meeting.registrations.confirmed().count() >= meeting.capacity


def _late(meeting: Meeting) -> str:
    until = meeting.registration_until
    if meeting.registration_open and until and until <= timezone.now() < meeting.starts_at:
        return _("On pouvait s'inscrire jusqu'au %(day)s à %(hour)s. Écrivez au réseau s'il reste une place.") % {
            "day": jour(until),
            "hour": heure(until),
        }
    return _("Écrivez au réseau si vous souhaitez venir.")


def rank(registration: Registration) -> int | None:
    """The place in the line of someone who waits, from 1; None for others."""
    if registration.state != State.WAITING:
        return None
    keys = registration.meeting.registrations.waiting().values_list("pk", flat=True)
    return list(keys).index(registration.pk) + 1


def organization_names(network: Network, reader: Reader | None = None) -> list[str]:
    """Names to suggest: those this reader sees; on a public page, those shown to everyone."""
    rows = Organization.objects.filter(network=network, circle=Circle.PUBLIC)
    if reader:
        rows = Organization.objects.seen_by(reader)
    return list(rows.values_list("name", flat=True)[:MOST_SUGGESTED])


@dataclass(frozen=True, slots=True)
class Registrations:
    """Who comes, who waits (in order), who stepped back; sectors of those who come, as (words, number)."""

    confirmed: tuple[Registration, ...]
    waiting: tuple[Registration, ...]
    cancelled: tuple[Registration, ...]
    sectors: tuple[tuple[str, int], ...]

    @property
    def needs(self) -> tuple[Registration, ...]:
        """Those who come and said what they need for it."""
        return tuple(row for row in self.confirmed if row.needs)

    @property
    def with_address(self) -> int:
        return sum(1 for row in self.confirmed if row.participant.email)


def registrations_of(meeting: Meeting, reader: Reader) -> Registrations:
    """One query, whatever the number."""
    rows = Registration.objects.seen_by(reader).filter(meeting=meeting).select_related("participant__organization")
    by_state: dict[str, list[Registration]] = {state.value: [] for state in State}
    for row in rows:
        by_state[row.state].append(row)
    confirmed = sorted(by_state[State.CONFIRMED], key=lambda row: row.participant.sort_name)
    cancelled = sorted(by_state[State.CANCELLED], key=lambda row: row.participant.sort_name)
    return Registrations(
        tuple(confirmed), tuple(by_state[State.WAITING]), tuple(cancelled), mix(row.participant for row in confirmed)
    )


def mix(people: Iterable[Participant | Attendance]) -> tuple[tuple[str, int], ...]:
    """How many of each sector, the largest first."""
    counts = Counter(person.sector for person in people)
    pairs = ((sector_words(key), number) for key, number in counts.items())
    return tuple(sorted(pairs, key=lambda pair: (-pair[1], fold(pair[0]))))


def sector_words(key: str) -> str:
    return str(Sector(key).label) if key in Sector.values else _("secteur non dit")


@dataclass(frozen=True, slots=True)
class Guidance:
    """What the size of a group means for those who will speak in it. ``tone`` is that of a notice, or empty."""

    tone: str
    title: str
    words: str
    to_split: bool = False


def guidance(number: int) -> Guidance | None:
    """Five to twelve people: everyone can speak. None when there is nothing to say.

    >>> guidance(8) is None, guidance(13).to_split
    (True, True)
    """
    if number == 0 or number in COMFORTABLE:
        return None
    if number < COMFORTABLE.start:
        return Guidance(
            "info",
            _("Un petit groupe pour l'instant"),
            _(
                "De 5 à 12 personnes, chacun peut parler. À moins de 5, invitez encore, "
                "ou prévoyez un échange plus libre."
            ),
        )
    return Guidance(
        "warning",
        _("Le groupe est grand"),
        _("Au-delà de 12 personnes, certaines n'oseront pas parler. Deux groupes laissent plus de place à la parole."),
        to_split=True,
    )


def own_registrations(participant: Participant) -> dict[str, list[dict[str, Any]]]:
    """What someone registered for: ``coming`` (soonest first), ``past`` (latest first), with their rank; ``came``."""
    rows = participant.registrations.select_related("meeting__network").order_by("meeting__starts_at")
    came = set(participant.attendances.values_list("meeting_id", flat=True))
    found: dict[str, list[dict[str, Any]]] = {"coming": [], "past": []}
    for row in rows:
        line = {"registration": row, "meeting": row.meeting, "rank": rank(row), "came": row.meeting_id in came}
        found["past" if row.meeting.is_past else "coming"].append(line)
    known = {row.meeting_id for row in rows}
    for attendance in participant.attendances.exclude(meeting__in=known).select_related("meeting__network"):
        found["past"].append({"registration": None, "meeting": attendance.meeting, "rank": None, "came": True})
    found["past"].sort(key=lambda line: line["meeting"].starts_at, reverse=True)
    return found
