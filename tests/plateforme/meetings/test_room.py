"""The room view: where we are, moved once by each gesture, read by all."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import MeetingFactory, MemberFactory, RunSheetStepFactory

from plateforme.meetings.reads.room import room
from plateforme.meetings.writes import room as writes
from plateforme.networks.roles import Role

pytestmark = pytest.mark.django_db
FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def member():
    return MemberFactory(role=Role.FACILITATOR)


@pytest.fixture
def meeting(member):
    found = MeetingFactory(edition__network=member.network, starts_at=timezone.now() - timedelta(minutes=1))
    for place, title in enumerate(("Accueil", "Tour de table", "Bilan")):
        RunSheetStepFactory(meeting=found, position=place, title=title, minutes=20)
    return found


@pytest.fixture
def page(client, member, meeting):
    client.force_login(member.user)
    return lambda name="room": reverse(f"meetings:{name}", args=[member.network.slug, meeting.pk])


def state(meeting, member, after=0):
    return room(meeting, member, timezone.now() + timedelta(minutes=after))


def key(meeting, member):
    current = state(meeting, member).current
    return current.pk if current else None


def test_nothing_runs_before_the_first_step(meeting, member):
    found = state(meeting, member)
    assert (found.current, found.following.title, found.behind) == (None, "Accueil", 0)


def test_steps_follow_one_another_to_the_last(meeting, member):
    seen = []
    for _ in range(4):
        writes.go_on(meeting, at=key(meeting, member), by=member)
        seen.append(state(meeting, member).current.title)
    assert seen == ["Accueil", "Tour de table", "Bilan", "Bilan"]
    assert state(meeting, member).following is None


def test_two_people_who_press_at_once_move_the_room_once(meeting, member):
    writes.go_on(meeting, at=None, by=member)
    at = key(meeting, member)
    for _ in range(2):
        writes.go_on(meeting, at=at, by=member)
    assert state(meeting, member).current.title == "Tour de table"


def test_going_back_finds_the_step_before_and_the_time_it_began(meeting, member):
    writes.go_on(meeting, at=None, by=member)
    began = state(meeting, member).current.started_at
    writes.go_on(meeting, at=key(meeting, member), by=member)
    writes.go_back(meeting, at=key(meeting, member), by=member)
    assert (state(meeting, member).current.title, state(meeting, member).current.started_at) == ("Accueil", began)


@pytest.mark.parametrize(("after", "left", "late"), [(0, 20, False), (15, 5, False), (20, 0, False), (23, -3, True)])
def test_the_time_left_is_counted_from_the_beginning_of_the_step(meeting, member, after, left, late):
    writes.go_on(meeting, at=None, by=member)
    found = state(meeting, member, after)
    assert (found.minutes_left, found.is_late) == (left, late)


def test_five_minutes_more_count_from_now_when_the_step_is_late(meeting, member):
    writes.go_on(meeting, at=None, by=member)
    meeting.steps.filter(title="Accueil").update(started_at=timezone.now() - timedelta(minutes=30))
    writes.add_minutes(meeting, at=key(meeting, member), minutes=5, by=member)
    assert state(meeting, member).minutes_left == 5


def test_a_room_that_runs_late_says_when_it_would_end(meeting, member):
    meeting.ends_at = timezone.now() + timedelta(minutes=50)
    writes.go_on(meeting, at=None, by=member)
    assert 9 <= state(meeting, member).behind <= 10


def test_after_a_rehearsal_one_starts_again(client, meeting, member, page):
    writes.go_on(meeting, at=None, by=member)
    assert client.get(page("room_restart")).status_code == 200
    assert state(meeting, member).current
    client.post(page("room_restart"))
    assert state(meeting, member).current is None


def test_a_plain_form_moves_the_room(client, meeting, member, page):
    assert "Commencer" in client.get(page()).content.decode()
    assert client.post(page("room_move"), {"at": "", "do": "next"}).status_code == 302
    said = client.get(page()).content.decode()
    assert "Maintenant" in said
    assert "data-ends-at" in said


def test_a_page_that_is_up_to_date_is_sent_nothing(client, meeting, member, page):
    version = state(meeting, member).version
    assert client.get(page(), {"version": version}, headers=FRAGMENT).status_code == 204
    client.post(page("room_move"), {"at": "", "do": "next"})
    answer = client.get(page(), {"version": version}, headers=FRAGMENT)
    assert answer.status_code == 200
    assert 'id="state"' in answer.content.decode()
    assert "<html" not in answer.content.decode()


@pytest.mark.parametrize("said", [{}, {"do": "dance"}, {"do": "next", "at": "x"}])
def test_a_gesture_that_makes_no_sense_is_no_page(client, page, said):
    assert client.post(page("room_move"), said).status_code == 404


@pytest.mark.parametrize(("role", "status"), [(Role.PARTICIPANT, 403), (Role.NOTE_TAKER, 403), (Role.FACILITATOR, 302)])
def test_who_may_move_the_room(client, role, status):
    member = MemberFactory(role=role)
    meeting = RunSheetStepFactory(meeting__edition__network=member.network).meeting
    client.force_login(member.user)
    place = [member.network.slug, meeting.pk]
    said = client.get(reverse("meetings:room", args=place)).content.decode()
    assert ("Commencer" in said) == (status == 302)
    assert client.post(reverse("meetings:room_move", args=place), {"do": "next"}).status_code == status


def test_the_review_is_at_hand_at_the_last_step(client, meeting, member, page):
    for _ in range(3):
        writes.go_on(meeting, at=key(meeting, member), by=member)
    assert "Montrer le code du bilan" in client.get(page()).content.decode()


def test_a_room_without_steps_leads_to_the_run_sheet(client, meeting, page):
    meeting.steps.all().delete()
    assert "Écrire le déroulé" in client.get(page()).content.decode()
