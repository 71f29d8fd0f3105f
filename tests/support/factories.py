"""Rows for the tests, each with what it needs. Names are invented."""

from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from plateforme.accounts.models import User
from plateforme.directory.models import Affiliation, Organization
from plateforme.meetings.models import (
    Attendance,
    Edition,
    Meeting,
    MeetingReview,
    Participant,
    Registration,
    RunSheetStep,
)
from plateforme.networks.models import Entry, Invitation, Mandate, Membership, Network
from plateforme.networks.roles import Role


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"personne{n}@exemple.fr")
    name = factory.Sequence(lambda n: f"Camille ORVAL{n}")
    password = factory.django.Password("un mot de passe bien long")


class NetworkFactory(DjangoModelFactory[Network]):
    class Meta:
        model = Network

    name = factory.Sequence(lambda n: f"Réseau du val {n}")
    slug = factory.Sequence(lambda n: f"val-{n}")
    departments = ["63"]


class MembershipFactory(DjangoModelFactory[Membership]):
    """A member. ``role=`` or ``roles=`` gives mandates for a year."""

    class Meta:
        model = Membership
        skip_postgeneration_save = True

    network = factory.SubFactory(NetworkFactory)
    user = factory.SubFactory(UserFactory)

    @factory.post_generation
    def role(self: Any, create: bool, given: Role | None, **_: Any) -> None:
        if given and given != Role.PARTICIPANT:
            MandateFactory(membership=self, role=given)

    @factory.post_generation
    def roles(self: Any, create: bool, given: Any, **_: Any) -> None:
        for role in given or ():
            MandateFactory(membership=self, role=role)


MemberFactory = MembershipFactory


class MandateFactory(DjangoModelFactory[Mandate]):
    class Meta:
        model = Mandate

    membership = factory.SubFactory(MembershipFactory)
    role = Role.FACILITATOR
    starts_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=30))
    ends_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=335))


class InvitationFactory(DjangoModelFactory[Invitation]):
    class Meta:
        model = Invitation

    network = factory.SubFactory(NetworkFactory)
    email = factory.Sequence(lambda n: f"invite{n}@exemple.fr")
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=14))


class EntryFactory(DjangoModelFactory[Entry]):
    class Meta:
        model = Entry

    network = factory.SubFactory(NetworkFactory)
    actor_name = "Camille ORVAL"
    verb = "meeting.planned"
    target = "Une rencontre"


class OrganizationFactory(DjangoModelFactory[Organization]):
    class Meta:
        model = Organization

    network = factory.SubFactory(NetworkFactory)
    name = factory.Sequence(lambda n: f"Maison des Tilleuls {n}")
    sector = "itep"


class AffiliationFactory(DjangoModelFactory[Affiliation]):
    class Meta:
        model = Affiliation

    membership = factory.SubFactory(MembershipFactory)
    organization = factory.SubFactory(OrganizationFactory, network=factory.SelfAttribute("..membership.network"))
    profession = "éducatrice spécialisée"


class EditionFactory(DjangoModelFactory[Edition]):
    class Meta:
        model = Edition

    network = factory.SubFactory(NetworkFactory)
    year = 2026
    title = factory.Sequence(lambda n: f"Édition {n}")


class MeetingFactory(DjangoModelFactory[Meeting]):
    """In a week, three hours. Give ``network`` or ``edition``."""

    class Meta:
        model = Meeting

    network = factory.LazyAttribute(lambda it: it.edition.network)
    edition = factory.SubFactory(EditionFactory)
    theme = factory.Sequence(lambda n: f"L'école et nous {n}")
    question = "Que fait-on ensemble ?"
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))
    ends_at = factory.LazyAttribute(lambda it: it.starts_at + timedelta(hours=3))
    place = "salle des fêtes"
    capacity = 12

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Meeting:
        return super()._create(model_class, *args, **kwargs)


class ParticipantFactory(DjangoModelFactory[Participant]):
    class Meta:
        model = Participant

    network = factory.SubFactory(NetworkFactory)
    name = factory.Sequence(lambda n: f"Dominique VARENNE{n}")
    email = factory.Sequence(lambda n: f"inscrit{n}@exemple.fr")
    profession = "éducatrice spécialisée"
    sector = "itep"


class RegistrationFactory(DjangoModelFactory[Registration]):
    class Meta:
        model = Registration

    meeting = factory.SubFactory(MeetingFactory)
    participant = factory.SubFactory(ParticipantFactory, network=factory.SelfAttribute("..meeting.network"))


class AttendanceFactory(DjangoModelFactory[Attendance]):
    class Meta:
        model = Attendance

    meeting = factory.SubFactory(MeetingFactory)
    participant = factory.SubFactory(ParticipantFactory, network=factory.SelfAttribute("..meeting.network"))
    profession = factory.SelfAttribute("participant.profession")
    sector = factory.SelfAttribute("participant.sector")


class RunSheetStepFactory(DjangoModelFactory[RunSheetStep]):
    class Meta:
        model = RunSheetStep

    meeting = factory.SubFactory(MeetingFactory)
    position = factory.Sequence(int)
    title = "Accueil"
    minutes = 15


class MeetingReviewFactory(DjangoModelFactory[MeetingReview]):
    class Meta:
        model = MeetingReview

    meeting = factory.SubFactory(MeetingFactory)
    heard = 4
    useful = 3
