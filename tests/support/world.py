"""A network with something of everything, and the keys that open each of its pages.

When a test says that a key or a model is unknown, add a line here: the page is then asked the same as all others.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import factories as make
from addresses import Address
from django.core.files.base import ContentFile
from django.db import models
from django.urls import reverse
from django.utils import timezone

from plateforme.directory.models import Organization
from plateforme.meetings.models import Correspondent, Edition, Meeting, Merge, Paper, TableDraft
from plateforme.networks.circles import Circle
from plateforme.networks.models import Entry, Membership, Network
from plateforme.networks.roles import Role


def paper(**fields: Any) -> Paper:
    fields.setdefault("meeting", None)
    body = ContentFile(f"{fields['title']}\n".encode(), "a.txt")
    return Paper.objects.create(file=body, suffix="txt", size=len(body), **fields)


PLANTED: dict[type[models.Model], Callable[..., models.Model]] = {
    # a model with a circle -> a row of it, in this world, with this circle and this mark where a reader would see it
    Organization: lambda world, circle, mark: make.OrganizationFactory(network=world.network, circle=circle, name=mark),
    Edition: lambda world, circle, mark: make.EditionFactory(
        network=world.network, circle=circle, title=mark, objective=mark
    ),
    Meeting: lambda world, circle, mark: make.MeetingFactory(
        edition=world.edition, circle=circle, theme=mark, question=mark, place=mark
    ),
    Paper: lambda world, circle, mark: paper(network=world.network, meeting=world.meeting, circle=circle, title=mark),
    Entry: lambda world, circle, mark: make.EntryFactory(network=world.network, circle=circle, target=mark),
}


@dataclass
class World:
    """A network and one row of each kind in it, seen by all its members."""

    network: Network
    edition: Edition
    meeting: Meeting
    rows: dict[str, Any] = field(default_factory=dict)

    def member(self, role: Role) -> Membership:
        """Someone with this role alone, who came to no meeting."""
        return make.MemberFactory(network=self.network, role=role, user__calendar_token=uuid.uuid4())

    def keys(self, address: Address) -> dict[str, Any]:
        """What the address must be given to open on this world's rows. Raises KeyError on a key never heard of."""
        known = {**KEYS, **SPECIAL.get(address.name, {})}
        return {key: known[key](self) for key in address.keys}

    def url(self, address: Address) -> str:
        return reverse(address.name, kwargs=self.keys(address))


KEYS: dict[str, Callable[[World], Any]] = {
    "network": lambda world: world.network.slug,
    "edition": lambda world: world.edition.pk,
    "meeting": lambda world: world.meeting.pk,
    "member": lambda world: world.rows["member"].pk,
    "organization": lambda world: world.rows["organization"].pk,
    "participant": lambda world: world.rows["participant"].pk,
    "registration": lambda world: world.rows["registration"].pk,
    "step": lambda world: world.rows["step"].pk,
    "paper": lambda world: world.rows["paper"].pk,
    "invitation": lambda world: world.rows["invitation"].pk,
    "mandate": lambda world: world.rows["mandate"].pk,
    "affiliation": lambda world: world.rows["affiliation"].pk,
    "year": lambda world: world.meeting.starts_at.year,
    "month": lambda world: world.meeting.starts_at.month,
    "attendance": lambda world: world.rows["attendance"].pk,
    "merge": lambda world: world.rows["merge"].pk,
    "kind": lambda world: "confidentialite",
    "method": lambda world: "tour-de-table",
    "table": lambda world: "personnes",
    "suffix": lambda world: "csv",
    "draft": lambda world: world.rows["draft"].pk,
    "token": lambda world: world.rows["participant"].token,
}

SPECIAL: dict[str, dict[str, Callable[[World], Any]]] = {
    "meetings:certificate": {"meeting": lambda world: world.rows["held"].pk},
    "meetings:certificates": {"meeting": lambda world: world.rows["held"].pk},
    "meetings:own_certificate": {"meeting": lambda world: world.rows["held"].pk},
    "meetings:register": {"token": lambda world: world.meeting.registration_token},
    "meetings:register_ics": {"token": lambda world: world.meeting.registration_token},
    "meetings:registered": {"token": lambda world: world.meeting.registration_token},
    "meetings:review": {"token": lambda world: world.meeting.review_token},
    "meetings:network_feed": {"token": lambda world: world.network.calendar_token},
    "meetings:person_feed": {"token": lambda world: world.rows["participant"].calendar_token},
    "meetings:letters_off": {"token": lambda world: world.rows["correspondent"].token},
    "networks:invitation": {"token": lambda world: world.rows["invitation"].token},
}
"""What a key means on a page where it is not what it is elsewhere: a meeting that is over, a link of its own."""


def build(name: str) -> World:
    network = make.NetworkFactory(name=name, calendar_token=uuid.uuid4())
    edition = make.EditionFactory(network=network)
    meeting = make.MeetingFactory(edition=edition, registration_open=True)
    world = World(network, edition, meeting)
    held = make.MeetingFactory(edition=edition, starts_at=timezone.now() - timedelta(days=3))
    member = make.MemberFactory(network=network, role=Role.FACILITATOR)
    steward = make.MemberFactory(network=network, role=Role.STEWARD)
    organization = make.OrganizationFactory(network=network)
    participant = make.ParticipantFactory(network=network, organization=organization, calendar_token=uuid.uuid4())
    make.AttendanceFactory(meeting=held, participant=participant, organization=organization)
    world.rows = {
        "held": held,
        "steward": steward,
        "draft": TableDraft.objects.create(
            network=network, by=steward.user, table="personnes", name="a.csv", content=b"nom\n"
        ),
        "member": member,
        "mandate": member.mandates.get(),
        "organization": organization,
        "affiliation": make.AffiliationFactory(membership=member, organization=organization),
        "participant": participant,
        "registration": make.RegistrationFactory(meeting=meeting, participant=participant),
        "attendance": make.AttendanceFactory(meeting=meeting, participant=participant, organization=organization),
        "step": make.RunSheetStepFactory(meeting=meeting),
        "invitation": make.InvitationFactory(network=network, email="", uses_left=30),
        "paper": paper(network=network, meeting=meeting, title="Ordre du jour", circle=Circle.NETWORK),
        "correspondent": Correspondent.objects.create(network=network, mark="0" * 64),
        "merge": Merge.objects.create(network=network, kept=participant, gone={}),
        "review": make.MeetingReviewFactory(meeting=meeting, keep="la pause", answered_on=timezone.localdate()),
    }
    return world
