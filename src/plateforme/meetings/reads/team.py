"""Who prepares and who notes: members whose mandates let them, and those already chosen."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from plateforme.meetings.models import Edition, Meeting
from plateforme.networks.circles import Reader
from plateforme.networks.models import Mandate, Membership, Network
from plateforme.networks.roles import GRANTS, Permission, Role

BY_MANDATE = (Role.ANALYST, Role.PROOFREADER, Role.COMMITTEE)
ON_THE_PAGE = (Role.FACILITATOR, Role.NOTE_TAKER, *BY_MANDATE)


def may_facilitate(network: Network, *, besides: Any = ()) -> QuerySet[Membership]:
    """The members who may prepare a meeting, and those of ``besides`` (keys), whatever they may."""
    return _able(network, Permission.PLAN_MEETINGS, besides)


def may_take_notes(network: Network, *, besides: Any = ()) -> QuerySet[Membership]:
    return _able(network, Permission.TAKE_ATTENDANCE, besides)


def _able(network: Network, permission: Permission, besides: Any) -> QuerySet[Membership]:
    roles = [role for role, grants in GRANTS.items() if permission in grants]
    mandates = Mandate.objects.current().filter(role__in=roles, membership__network=network)
    able = Q(pk__in=mandates.values("membership")) | Q(pk__in=besides)
    return Membership.objects.current().filter(able, network=network).select_related("user")


def of_meeting(meeting: Meeting, reader: Reader) -> list[tuple[Role, list[Membership]]]:
    """Who leads and who notes, for those who know the members of the network."""
    known = Membership.objects.seen_by(reader).select_related("user")
    led = known.filter(pk__in=meeting.facilitators.values("pk"))
    noted = known.filter(pk__in=meeting.note_takers.values("pk"))
    return _named((Role.FACILITATOR, led), (Role.NOTE_TAKER, noted))


def of_edition(edition: Edition, meetings: Iterable[Meeting], reader: Reader) -> list[tuple[Role, list[Membership]]]:
    """Who leads and notes the meetings given; who steers, analyses and proofreads by mandate."""
    keys = [meeting.pk for meeting in meetings]
    mandates = Mandate.objects.current().filter(membership__network=edition.network, role__in=BY_MANDATE)
    held = [(role, member) for role, member in mandates.values_list("role", "membership")]
    held += [(Role.FACILITATOR, member) for member in _chosen(Meeting.facilitators.through, keys)]
    held += [(Role.NOTE_TAKER, member) for member in _chosen(Meeting.note_takers.through, keys)]
    known = Membership.objects.seen_by(reader).filter(pk__in={member for _role, member in held}).select_related("user")
    people = list(known) if held else []
    groups = [(role, [one for one in people if (role, one.pk) in held]) for role in ON_THE_PAGE]
    return [(role, those) for role, those in groups if those]


def _chosen(through: Any, meetings: list[Any]) -> Iterable[int]:
    rows: Iterable[int] = through.objects.filter(meeting__in=meetings).values_list("membership", flat=True).distinct()
    return rows


def _named(*groups: tuple[Role, QuerySet[Membership]]) -> list[tuple[Role, list[Membership]]]:
    return [(role, people) for role, rows in groups if (people := list(rows))]
