"""What each calendar feed holds. A feed is opened by whoever has its address: it never tells who comes."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any, ClassVar
from uuid import UUID

from django.utils import timezone

from plateforme.accounts.models import User
from plateforme.meetings.models import Kind, Meeting, Participant, Registration
from plateforme.meetings.models.calendar import MeetingQuerySet
from plateforme.meetings.reads.addresses import page_of
from plateforme.networks.circles import Circle
from plateforme.networks.models import Membership, Network

Rows = Iterable[tuple[Meeting, str]]
KEPT = timedelta(days=400)
"""How far back a feed goes: what is older stays on the site, and out of telephones."""
COMES = (Registration.State.CONFIRMED, Registration.State.WAITING)


class Subscriber:
    """Whoever holds the address of a network's feed: reads what its members share, as no one in particular."""

    user = None
    circles: ClassVar[frozenset[Circle]] = frozenset({Circle.PUBLIC, Circle.NETWORK})

    def __init__(self, network: Network) -> None:
        self.network = network

    def may(self, permission: Any) -> bool:
        return False


def of_network(network: Network) -> Iterator[tuple[Meeting, str]]:
    """What the network shares with all its members. Committees are not in it, whatever their circle."""
    seen = _recent(Meeting.objects.seen_by(Subscriber(network))).exclude(kind=Kind.COMMITTEE)
    return ((meeting, page_of(meeting)) for meeting in seen)


def of_user(user: User) -> Iterator[tuple[Meeting, str]]:
    """What this person sees in each of their networks today, and the meetings they registered for."""
    known: set[UUID] = set()
    for member in Membership.objects.current().filter(user=user).select_related("network").prefetch_related("mandates"):
        for meeting in _recent(Meeting.objects.seen_by(member)):
            known.add(meeting.pk)
            yield meeting, page_of(meeting)
    mine = Registration.objects.filter(participant__user=user, state__in=COMES)
    for meeting in _recent(Meeting.objects.filter(pk__in=mine.values("meeting"))):
        if meeting.pk not in known:
            yield meeting, ""


def of_participant(participant: Participant) -> Iterator[tuple[Meeting, str]]:
    """The meetings that someone without account registered for."""
    mine = participant.registrations.filter(state__in=COMES)
    return ((meeting, "") for meeting in _recent(Meeting.objects.filter(pk__in=mine.values("meeting"))))


def _recent(meetings: MeetingQuerySet) -> MeetingQuerySet:
    return meetings.filter(ends_at__gte=timezone.now() - KEPT).select_related("network")
