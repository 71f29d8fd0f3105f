"""Who belongs to a network."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from plateforme.networks.circles import Reader
from plateforme.networks.models import Mandate, Membership
from plateforme.networks.roles import Role
from plateforme.networks.search import MOST, Found
from vivant.language import fold

SOON = timedelta(days=45)


def members(reader: Reader, words: str = "", role: str = "") -> QuerySet[Membership]:
    """The members this reader knows, whose name holds these words, who hold this role today."""
    rows = Membership.objects.seen_by(reader).current().select_related("user").prefetch_related("mandates")
    for word in fold(words).split():
        rows = rows.filter(user__sort_name__contains=word)
    if role in Role.values and role != Role.PARTICIPANT:
        rows = rows.filter(pk__in=Mandate.objects.current().filter(role=role).values("membership"))
    return rows


def role_labels(member: Membership) -> list[str]:
    """The roles held today, in the order of the table, in words; taking part goes without saying."""
    return [str(role.label) for role in Role if role in member.roles and role != Role.PARTICIPANT]


@dataclass(frozen=True, slots=True)
class MandateLine:
    """A mandate as a member's page tells it. ``state``: current, soon (ends in weeks), outlived, over."""

    mandate: Mandate
    label: str
    sentence: str
    state: str


def mandates(member: Membership) -> list[MandateLine]:
    """Mandates held and past, those that run first."""
    lines = [_line(mandate) for mandate in member.mandates.all()]
    return sorted(lines, key=lambda line: (line.state == "over", -line.mandate.ends_on.toordinal()))


def steward_notice(member: Membership) -> MandateLine | None:
    """The member's own mandate of steward, when it is over and goes on, or nearly over: to be said on their pages."""
    lines = (line for line in mandates(member) if line.mandate.role == Role.STEWARD)
    return next((line for line in lines if line.state in ("soon", "outlived")), None)


def found(reader: Reader, words: str) -> list[Found]:
    """Members whose name holds these words."""
    return [_found(member) for member in members(reader, words).select_related("network")[:MOST]]


def _found(member: Membership) -> Found:
    url = reverse("networks:member", args=[member.network.slug, member.pk])
    return Found(_("membre"), str(member), url, ", ".join(role_labels(member)))


def _line(mandate: Mandate) -> MandateLine:
    role, today = Role(mandate.role), timezone.localdate()
    if not mandate.is_current():
        state = "over"
    elif mandate.ends_on < today:
        state = "outlived"
    else:
        state = "soon" if mandate.ends_on - today <= SOON else "current"
    return MandateLine(mandate, str(role.label), role.sentence, state)
