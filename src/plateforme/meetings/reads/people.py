"""People who come: whose entry is whose, who looks like whom, who came when."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from plateforme.accounts.models import User
from plateforme.directory.models import Affiliation, Organization
from plateforme.meetings.models import Attendance, Participant, Registration, ToldApart
from plateforme.meetings.models.people import ParticipantQuerySet
from plateforme.meetings.naming import name_key
from plateforme.networks.circles import Reader
from plateforme.networks.models import Membership
from plateforme.networks.roles import Permission
from plateforme.networks.search import MOST, Found

MOST_ALIKE = 6
"""Entries of one address or name compared two by two; more of them is a shared address, not one person."""


def entry_of(member: Membership) -> Participant | None:
    """The member's own entry among the people who come, if there is one."""
    return Participant.objects.filter(network=member.network, user=member.user).first()


def may_be(member: Membership) -> Participant | None:
    """An entry tied to no account, under an address this member has proved to hold."""
    return claimable(member.user).filter(network=member.network).order_by("pk").first()


def claimable(user: User) -> ParticipantQuerySet:
    """Entries tied to no account whose address this user has proved to hold."""
    proved = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return Participant.objects.filter(user=None, erased_at=None, email__in=[email.lower() for email in proved])


def said_of_member(member: Membership) -> dict[str, str]:
    """What the network already knows of a member who registers for the first time."""
    place = Affiliation.objects.current().filter(membership=member).select_related("organization").first()
    known = {"name": member.user.name, "profession": "", "organization": "", "sector": ""}
    if place:
        known["profession"] = place.profession
        known["organization"] = place.organization.name
        known["sector"] = place.sector or place.organization.sector
    return known


def people_seen(
    reader: Reader, words: str = "", sector: str = "", organization: Organization | None = None
) -> ParticipantQuerySet:
    """People the reader may see, with how often they came; those forgotten are counts, not people to list."""
    rows = Participant.objects.seen_by(reader).filter(erased_at=None).matching(words)
    if sector:
        rows = rows.filter(sector=sector)
    if organization:
        rows = rows.filter(organization=organization)
    times = Attendance.objects.filter(participant=OuterRef("pk")).order_by().values("participant")
    came = Coalesce(Subquery(times.annotate(number=Count("pk")).values("number")), 0)
    return rows.select_related("organization").annotate(came=came)


def found(reader: Reader, words: str) -> list[Found]:
    """People, for whoever may open their card."""
    if not reader.may(Permission.PLAN_MEETINGS):
        return []
    rows = Participant.objects.seen_by(reader).filter(erased_at=None).matching(words).select_related("organization")
    slug = reader.network.slug
    return [
        Found(
            _("personne"), row.name, reverse("meetings:person_card", args=[slug, row.pk]), str(row.organization or "")
        )
        for row in rows[:MOST]
    ]


def suggested(reader: Reader, words: str, apart_from: Iterable[UUID] = ()) -> list[Participant]:
    """A few people whose name holds these words; none for less than two letters."""
    if len(words.strip()) < 2:
        return []
    rows = Participant.objects.seen_by(reader).filter(erased_at=None).matching(words).exclude(pk__in=apart_from)
    return list(rows.select_related("organization")[:8])


@dataclass(frozen=True, slots=True)
class Alike:
    """Two entries that may be one person, and why: name, address."""

    one: Participant
    other: Participant
    why: str


def doubles(reader: Reader) -> list[Alike]:
    """Pairs that look like one person and were not told apart, the surest first. Two queries."""
    people = list(Participant.objects.seen_by(reader).filter(erased_at=None).select_related("organization"))
    apart = set(ToldApart.objects.seen_by(reader).values_list("one", "other"))
    found: dict[tuple[UUID, UUID], Alike] = {}
    for why, pairs in (("address", _pairs(people, lambda one: one.email)), ("name", _pairs(people, _key))):
        for one, other in pairs:
            both = (one.pk, other.pk)
            if both not in apart:
                found[both] = Alike(one, other, "both" if both in found else why)
    order = {"both": 0, "name": 1, "address": 2}
    return sorted(found.values(), key=lambda pair: (order[pair.why], pair.one.sort_name))


def _key(person: Participant) -> str:
    return name_key(person.name)


def _pairs(people: list[Participant], key: Any) -> Iterator[tuple[Participant, Participant]]:
    alike: dict[str, list[Participant]] = defaultdict(list)
    for person in people:
        if same := key(person):
            alike[same].append(person)
    for group in alike.values():
        if len(group) <= MOST_ALIKE:
            yield from combinations(sorted(group, key=lambda person: person.pk), 2)


def history(participant: Participant, reader: Reader) -> list[dict[str, Any]]:
    """Meetings of this person that the reader sees, latest first: registered, came or both."""
    rows = Registration.objects.seen_by(reader).filter(participant=participant).select_related("meeting")
    lines: dict[UUID, dict[str, Any]] = {
        row.meeting_id: {"meeting": row.meeting, "registration": row, "came": False} for row in rows
    }
    for attendance in Attendance.objects.seen_by(reader).filter(participant=participant).select_related("meeting"):
        line = lines.setdefault(
            attendance.meeting_id, {"meeting": attendance.meeting, "registration": None, "came": True}
        )
        line["came"] = True
    return sorted(lines.values(), key=lambda line: line["meeting"].starts_at, reverse=True)
