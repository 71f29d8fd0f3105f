"""Who may do what, as a table that a person reads: see ``roles.GRANTS``."""

from dataclasses import dataclass

from plateforme.networks.circles import CIRCLES_OF_ROLE, Circle, Reader
from plateforme.networks.models import Membership
from plateforme.networks.roles import GRANTS, Permission, Role


@dataclass(frozen=True, slots=True)
class GrantRow:
    """A gesture: who may make it, role by role in the order of ``Role``, and whether this member may."""

    label: str
    granted: tuple[bool, ...]
    mine: bool


def grants(member: Membership) -> list[GrantRow]:
    return [
        GrantRow(str(one.label), tuple(one in GRANTS[role] for role in Role), member.may(one)) for one in Permission
    ]


def circles(reader: Reader) -> list[GrantRow]:
    """What one sees. Everyone in the network sees the first two circles; having been at a meeting opens its own."""
    shared = frozenset({Circle.PUBLIC, Circle.NETWORK})
    return [
        GrantRow(
            str(circle.label),
            tuple(circle in shared | CIRCLES_OF_ROLE[role] for role in Role),
            circle in reader.circles,
        )
        for circle in Circle
        if circle != Circle.PRESENT
    ]
