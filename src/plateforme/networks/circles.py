"""Who sees an object. Each object has one circle; one filter, ``seen_by``, serves pages, lists, counts, searches,
feeds, exports, letters and attachments."""

from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plateforme.networks.roles import Role

if TYPE_CHECKING:
    from plateforme.accounts.models import User
    from plateforme.networks.models import Network
    from plateforme.networks.roles import Permission


class Circle(models.TextChoices):
    PUBLIC = "public", _("tout le monde, même sans compte")
    NETWORK = "network", _("les membres du réseau")
    PRESENT = "present", _("les personnes présentes à la rencontre")
    COMMITTEE = "committee", _("le comité de pilotage et la coordination")
    EDITORIAL = "editorial", _("l'équipe de rédaction : animation, notes, analyse, relecture")


CIRCLES_OF_ROLE: dict[Role, frozenset[Circle]] = {
    Role.PARTICIPANT: frozenset(),
    Role.FACILITATOR: frozenset({Circle.EDITORIAL}),
    Role.NOTE_TAKER: frozenset({Circle.EDITORIAL}),
    Role.ANALYST: frozenset({Circle.EDITORIAL}),
    Role.PROOFREADER: frozenset({Circle.EDITORIAL}),
    Role.COMMITTEE: frozenset({Circle.COMMITTEE}),
    Role.STEWARD: frozenset({Circle.COMMITTEE}),
}

INSIDE: dict[Circle, frozenset[Circle]] = {  # circle -> the circles that are at most as open
    Circle.PUBLIC: frozenset(Circle),
    Circle.NETWORK: frozenset(Circle) - {Circle.PUBLIC},
    Circle.PRESENT: frozenset({Circle.PRESENT}),
    Circle.COMMITTEE: frozenset({Circle.COMMITTEE}),
    Circle.EDITORIAL: frozenset({Circle.EDITORIAL}),
}


def within(child: str, parent: str) -> bool:
    """Whether a child of circle ``child`` may stand under a parent of circle ``parent``: never more open.

    >>> within("editorial", "network"), within("network", "committee")
    (True, False)
    """
    return Circle(child) in INSIDE[Circle(parent)]


class Reader(Protocol):
    """Whoever looks: a member, or a visitor of the network's public pages (no user, the public circle)."""

    @property
    def network(self) -> "Network": ...
    @property
    def user(self) -> "User | None": ...
    @property
    def circles(self) -> frozenset[Circle]: ...
    def may(self, permission: "Permission") -> bool: ...


Row = TypeVar("Row", bound=models.Model)


class CircleQuerySet(models.QuerySet[Row]):
    """Rows of a model with a ``network`` and a ``circle``."""

    def seen_by(self, reader: Reader) -> Self:
        """The rows this reader may see: those of the reader's network whose circle holds the reader."""
        seen = Q(circle__in=reader.circles)
        if reader.user is not None:
            seen |= self.seen_besides(reader)
        return self.filter(seen, network=reader.network)

    def seen_besides(self, reader: Reader) -> Q:
        """What a signed-in reader sees beyond circles, for instance as one who was present. None by default."""
        return Q(pk__in=[])


def at_most(parent: str) -> list[tuple[str, Any]]:
    """The choices of circle left to a child of this parent."""
    return [(circle.value, circle.label) for circle in Circle if within(circle, parent)]
