"""What is not kept for ever: the day before, and the day."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from factories import (
    AttendanceFactory,
    EditionFactory,
    MeetingFactory,
    MemberFactory,
    ParticipantFactory,
    RegistrationFactory,
    UserFactory,
)

from plateforme.meetings import retention
from plateforme.meetings.models import Attendance, Merge, Participant, Registration, TableDraft
from plateforme.meetings.reads.figures import figures
from plateforme.networks.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def on(monkeypatch):
    """Makes it noon of a given day."""

    def go(day: date) -> None:
        monkeypatch.setattr(
            timezone, "now", lambda: datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Europe/Paris"))
        )

    return go


def closed_edition(closed_on=date(2025, 8, 31)):
    """Two meetings, three attendances, two people, one of them twice."""
    edition = EditionFactory(state="closed", closed_on=closed_on, network__attendance_months=6)
    first, second = (
        MeetingFactory(edition=edition, starts_at=datetime(2025, month, 3, 14, tzinfo=ZoneInfo("Europe/Paris")))
        for month in (3, 5)
    )
    faithful = ParticipantFactory(network=edition.network, sector="itep", active_on=date(2026, 2, 1))
    passing = ParticipantFactory(network=edition.network, sector="school", active_on=date(2026, 2, 1))
    for meeting, someone in ((first, faithful), (second, faithful), (second, passing)):
        AttendanceFactory(meeting=meeting, participant=someone, signature="M1 1 L2 2")
        RegistrationFactory(meeting=meeting, participant=someone)
    return edition


@pytest.mark.parametrize(("day", "names"), [(date(2026, 2, 27), 3), (date(2026, 2, 28), 0)])
def test_names_become_counts_six_months_after_closing_and_not_before(on, day, names):
    edition = closed_edition()
    on(day)
    retention.run()
    edition.refresh_from_db()
    assert Attendance.objects.count() == Registration.objects.count() == names
    assert bool(edition.anonymised_at) == (names == 0)


def test_the_figures_are_the_same_before_and_after(on):
    edition = closed_edition()
    reader = MemberFactory(network=edition.network)
    on(date(2026, 3, 1))
    before = figures(edition, reader)
    retention.run()
    edition.refresh_from_db()
    assert figures(edition, reader) == before
    assert before.attendances == 3
    assert before.people == 2
    assert edition.meetings.order_by("starts_at").last().counted_by_sector == {"itep": 1, "school": 1}


def test_running_twice_does_once(on):
    edition = closed_edition()
    on(date(2026, 3, 1))
    retention.run()
    edition.refresh_from_db()
    figures_kept = edition.kept_figures
    assert not any(retention.run().values())
    edition.refresh_from_db()
    assert edition.kept_figures == figures_kept
    assert Entry.objects.filter(verb="edition.anonymised").count() == 1


def test_an_edition_that_runs_keeps_its_names(on):
    edition = closed_edition(closed_on=None)
    on(date(2036, 1, 1))
    assert retention.due() == []
    assert edition.anonymised_at is None


@pytest.mark.parametrize(("days", "kept"), [(6, "rampe"), (7, "")])
def test_needs_are_erased_a_week_after_the_meeting(days, kept):
    ended = timezone.now() - timedelta(days=days, minutes=1)
    row = RegistrationFactory(needs="rampe", meeting__starts_at=ended - timedelta(hours=3), meeting__ends_at=ended)
    retention.run()
    row.refresh_from_db()
    assert row.needs == kept


@pytest.mark.parametrize(("active_on", "left"), [(date(2024, 3, 2), 1), (date(2024, 3, 1), 0)])
def test_contacts_are_erased_after_two_years_without_activity(on, active_on, left):
    ParticipantFactory(active_on=active_on, network__contact_months=24)
    on(date(2026, 3, 1))
    retention.run()
    assert Participant.objects.count() == left


def test_someone_on_whom_an_attendance_counts_becomes_a_count(on):
    row = AttendanceFactory(participant__active_on=date(2020, 1, 1))
    on(date(2026, 3, 1))
    assert retention.run()["people"] == 1
    row.participant.refresh_from_db()
    assert (row.participant.name, Attendance.objects.count()) == ("", 1)
    assert retention.run()["people"] == 0


def test_someone_awaited_or_with_an_account_is_kept():
    RegistrationFactory(participant__active_on=date(2020, 1, 1))
    ParticipantFactory(active_on=date(2020, 1, 1), user=UserFactory())
    assert retention.run()["people"] == 0


def test_merges_and_files_to_confirm_do_not_stay():
    someone = ParticipantFactory()
    member = MemberFactory(network=someone.network)
    Merge.objects.create(
        network=someone.network, kept=someone, gone={"fields": {}}, at=timezone.now() - timedelta(days=31)
    )
    TableDraft.objects.create(
        network=someone.network,
        by=member.user,
        table="personnes",
        name="a.csv",
        content=b"",
        at=timezone.now() - timedelta(days=2),
    )
    done = retention.run()
    assert (done["merges"], done["tables"]) == (1, 1)
