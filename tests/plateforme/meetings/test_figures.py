"""The figures of an edition: four counts that are never one another, from the attendance rows alone."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from factories import AttendanceFactory, EditionFactory, MeetingFactory, MemberFactory, NetworkFactory

from plateforme.config.demo import past
from plateforme.meetings.models import Attendance, Edition, Kind
from plateforme.meetings.reads.figures import figures, kept
from plateforme.networks.circles import Circle
from plateforme.networks.models import Visitor
from plateforme.networks.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return MemberFactory()


@pytest.fixture
def edition(member):
    return EditionFactory(network=member.network)


def held(edition, **values):
    return MeetingFactory(edition=edition, starts_at=timezone.now() - timedelta(days=3), **values)


def test_the_example_edition_gives_what_its_authors_counted():
    network = NetworkFactory()
    past.load(network)
    found = figures(Edition.objects.get(year=2018), MemberFactory(network=network))
    assert (found.workshops, found.smallest, found.largest) == (6, 5, 19)
    assert (found.mean, found.attendances, found.people) == (11, 66, 47)
    assert found.organisations
    assert found.professions
    assert found.sectors


def test_someone_who_comes_twice_is_two_attendances_and_one_person(edition, member):
    row = AttendanceFactory(meeting=held(edition))
    AttendanceFactory(meeting=held(edition), participant=row.participant)
    found = figures(edition, member)
    assert (found.attendances, found.people, found.sectors) == (2, 1, 1)


def test_a_function_typed_with_another_accent_is_one_profession(edition, member):
    meeting = held(edition)
    for profession in ("Éducatrice spécialisée", "educatrice specialisee"):
        AttendanceFactory(meeting=meeting, profession=profession)
    assert figures(edition, member).professions == 1


@pytest.mark.parametrize(
    "values", [{"kind": Kind.COMMITTEE}, {"cancelled_at": timezone.now()}, {"circle": Circle.COMMITTEE}]
)
def test_committees_cancelled_meetings_and_those_one_does_not_see_are_not_counted(edition, member, values):
    AttendanceFactory(meeting=held(edition, **values))
    assert figures(edition, member).workshops == 0


def test_a_meeting_to_come_is_not_counted_yet(edition, member):
    MeetingFactory(edition=edition)
    found = figures(edition, member)
    assert (found.workshops, found.attendances, found.people, found.mean) == (0, None, None, None)


def test_a_visitor_counts_public_meetings_alone(edition):
    AttendanceFactory(meeting=held(edition))
    AttendanceFactory(meeting=held(edition, circle=Circle.PUBLIC))
    assert figures(edition, Visitor(edition.network)).attendances == 1


def test_once_names_are_gone_the_numbers_stay(edition, member):
    meeting = held(edition)
    AttendanceFactory.create_batch(4, meeting=meeting)
    before = figures(edition, member)
    edition.kept_figures = kept(edition, MemberFactory(network=edition.network, role=Role.STEWARD))
    edition.anonymised_at = timezone.now()
    meeting.counted = 4
    meeting.save()
    Attendance.objects.all().delete()
    assert figures(edition, member) == before


def test_twenty_meetings_ask_as_much_as_one(edition, member):
    AttendanceFactory(meeting=held(edition))
    with CaptureQueriesContext(connection) as few:
        figures(edition, member)
    for _ in range(19):
        AttendanceFactory(meeting=held(edition))
    with CaptureQueriesContext(connection) as many:
        figures(edition, member)
    assert len(many) <= len(few)
