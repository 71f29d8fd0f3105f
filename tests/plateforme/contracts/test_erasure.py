"""After someone is erased, nothing that is kept names them: every column of every table is looked into."""

from datetime import timedelta

import factories as make
import pytest
from allauth.account.models import EmailAddress
from axes.models import AccessAttempt
from django.apps import apps
from django.utils import timezone

from plateforme.accounts import letters, my_data
from plateforme.directory.writes import affiliate
from plateforme.meetings.models import Attendance, Participant
from plateforme.meetings.writes import answers, attendance, feeds, merging, people, registering
from plateforme.meetings.writes.people import Person
from plateforme.networks.roles import Role
from plateforme.networks.writes import belonging, inviting

pytestmark = pytest.mark.django_db
NAME, EMAIL = "Ysoline TRAVERSAC", "ysoline@traversac.fr"


def named() -> list[str]:
    """Where these words still stand: ``model.column``."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        for row in model._base_manager.all():
            for field in model._meta.concrete_fields:
                told = str(getattr(row, field.attname)).lower()
                if any(word in told for word in ("ysoline", "traversac")):
                    found.append(f"{model._meta.label}.{field.name}: {told[:80]}")
    return found


@pytest.fixture
def me():
    """Someone who did a bit of everything in a network."""
    network = make.NetworkFactory()
    steward = make.MemberFactory(network=network, role=Role.STEWARD)
    user = make.UserFactory(name=NAME, email=EMAIL)
    EmailAddress.objects.create(user=user, email=EMAIL, verified=True, primary=True)
    member = make.MemberFactory(network=network, user=user, role=Role.FACILITATOR)
    belonging.give_role(member, Role.ANALYST, timezone.localdate() + timedelta(days=9), by=steward)
    affiliate(member, "Maison des Tilleuls", {"profession": "", "starts_on": timezone.localdate()}, by=steward)
    inviting.invite(["autre@exemple.fr"], [], "", by=member)
    other = make.NetworkFactory()
    inviting.invite([EMAIL], [], "", by=make.MemberFactory(network=other, role=Role.STEWARD))
    meeting = make.MeetingFactory(edition__network=network)
    made = registering.register_member(meeting, member, Person(NAME, profession="juge"), needs="entrée sans marche")
    attendance.record(meeting, person=made.participant.pk, id=made.pk, means=Attendance.Means.TICKED, by=steward)
    feeds.open_own_feed(by=member)
    people.correct(made.participant, Person(NAME, EMAIL, "juge"), by=steward)
    double = make.ParticipantFactory(network=network, name="TRAVERSAC Ysoline", email=EMAIL)
    merging.merge(made.participant, double, by=steward)
    AccessAttempt.objects.create(
        username=EMAIL, ip_address="192.0.2.1", attempt_time=timezone.now(), failures_since_start=1
    )
    letters.write(EMAIL, "Bonjour", f"Bonjour {NAME}")
    return user


def test_nothing_names_someone_whose_account_is_erased(me):
    assert len(named()) > 10
    my_data.erase(me)
    left = [where for where in named() if not where.startswith("accounts.Letter.body")]
    assert left == []


def test_entries_made_before_the_account_go_with_it(me):
    elsewhere = make.ParticipantFactory(name="TRAVERSAC Ysoline", email=EMAIL)
    shared = make.ParticipantFactory(network=elsewhere.network, name="Basile TRAVERSAC", email=EMAIL)
    my_data.erase(me)
    elsewhere.refresh_from_db()
    assert (elsewhere.name, elsewhere.email) == ("", "")
    assert Participant.objects.get(pk=shared.pk).name == "Basile TRAVERSAC", "who shares an address is someone else"


def test_nothing_names_someone_without_account_who_erases_their_page():
    meeting = make.MeetingFactory()
    key = make.RegistrationFactory.build().pk
    made = registering.register(meeting, Person(NAME, EMAIL, "juge", "", "Maison des Tilleuls"), key=key)
    answers.own_link(made.participant)
    assert len(named()) > 3
    people.forget(made.participant)
    assert named() == []
