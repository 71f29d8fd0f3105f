"""Whom one may write to about a meeting: never someone who could not see it, nor someone who said no."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from plateforme.meetings.models import Correspondent, Meeting, Participant, Registration, Silence
from plateforme.meetings.models.silence import mark_of
from plateforme.networks.circles import CIRCLES_OF_ROLE, Circle
from plateforme.networks.models import Mandate, Membership, Network
from plateforme.networks.roles import Role

MEMBERS, EARLIER = "members", "earlier"
SHARED = (Circle.PUBLIC, Circle.NETWORK)
"""Circles of meetings that one may speak of outside the network."""


@dataclass(frozen=True, slots=True)
class Group:
    """People one may tick: a key, words, and how many they are."""

    key: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Round:
    """Who would be written to, and how many would not, and why."""

    to: list[str] = field(default_factory=list)
    registered: int = 0
    already: int = 0
    silent: int = 0


def may_go_out(meeting: Meeting) -> bool:
    """Whether people from outside the network may be told of this meeting."""
    return meeting.circle in SHARED


def groups(meeting: Meeting) -> list[Group]:
    """The groups that hold someone: members, each role among them, people met at earlier meetings."""
    members = who_sees(meeting)
    found = [Group(MEMBERS, _("Tous les membres du réseau"), members.count())]
    if not may_go_out(meeting):
        found = [Group(MEMBERS, _("Tous les membres qui voient cette rencontre"), members.count())]
    for role in Role:
        if role != Role.PARTICIPANT:
            found.append(
                Group(role.value, _("Rôle : %(role)s") % {"role": role.label}, _holding(members, role).count())
            )
    if may_go_out(meeting):
        words = _("Les personnes déjà venues ou inscrites, qui acceptent d'être contactées")
        found.append(Group(EARLIER, words, met_before(meeting.network).count()))
    return [group for group in found if group.count]


def who_sees(meeting: Meeting) -> QuerySet[Membership]:
    """The members of today who see this meeting."""
    members = Membership.objects.current().filter(network=meeting.network, user__is_active=True)
    if may_go_out(meeting):
        return members
    roles = [role for role, circles in CIRCLES_OF_ROLE.items() if meeting.circle in circles]
    mandates = Mandate.objects.current().filter(membership__network=meeting.network, role__in=roles)
    team = Q(pk__in=meeting.facilitators.values("pk")) | Q(pk__in=meeting.note_takers.values("pk"))
    return members.filter(Q(pk__in=mandates.values("membership")) | team)


def _holding(members: QuerySet[Membership], role: str) -> QuerySet[Membership]:
    return members.filter(pk__in=Mandate.objects.current().filter(role=role).values("membership"))


def met_before(network: Network) -> QuerySet[Participant]:
    """People known by an earlier registration, who agreed to be written to."""
    known = Participant.objects.filter(network=network, erased_at=None).exclude(consented_at=None)
    return known.exclude(email="").filter(Q(registrations__isnull=False) | Q(attendances__isnull=False)).distinct()


def addresses(meeting: Meeting, ticked: Iterable[str], extra: Iterable[str]) -> list[str]:
    """The addresses of the groups ticked and those typed, each once, in order. Typed ones only for what may go out."""
    members = who_sees(meeting)
    found: list[str] = []
    for key in ticked:
        if key == EARLIER and may_go_out(meeting):
            found += met_before(meeting.network).values_list("email", flat=True)
        elif key == MEMBERS:
            found += members.values_list("user__email", flat=True)
        elif key in Role:
            found += _holding(members, key).values_list("user__email", flat=True)
    if may_go_out(meeting):
        found += [address.strip().lower() for address in extra]
    return list(dict.fromkeys(found))


def round_of(meeting: Meeting, wanted: list[str], *, again: bool = False) -> Round:
    """Among these addresses, those to write to. ``again``: also those already invited to this meeting."""
    registered = _registered(meeting)
    silent = set(Silence.objects.filter(network=meeting.network).values_list("mark", flat=True))
    invited = set(Correspondent.objects.filter(invited_to=meeting).values_list("mark", flat=True))
    to, counts = [], {"registered": 0, "already": 0, "silent": 0}
    for email in wanted:
        mark = mark_of(email)
        if email in registered:
            counts["registered"] += 1
        elif mark in silent:
            counts["silent"] += 1
        elif mark in invited and not again:
            counts["already"] += 1
        else:
            to.append(email)
    return Round(to, **counts)


def _registered(meeting: Meeting) -> set[str]:
    rows = meeting.registrations.exclude(state=Registration.State.CANCELLED)
    pairs = rows.values_list("participant__email", "participant__user__email")
    return {email for pair in pairs for email in pair if email}
