"""What a device noted without network arrives: each gesture once, the later of two holds, a broken one is told."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from factories import AttendanceFactory, EditionFactory, MeetingFactory, MemberFactory, ParticipantFactory, UserFactory

from plateforme.meetings.forms.offline import MOST_GESTURES
from plateforme.meetings.models import Attendance, Gesture, Participant
from plateforme.meetings.reads.offline import mark_of
from plateforme.meetings.writes.attendance import Walkin
from plateforme.meetings.writes.merging import merge
from plateforme.meetings.writes.offline import Said, forget_old, take
from plateforme.networks.models import Entry
from plateforme.networks.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return MemberFactory(role=Role.NOTE_TAKER)


@pytest.fixture
def meeting(member):
    return MeetingFactory(edition=EditionFactory(network=member.network))


@pytest.fixture
def phone(client: Client, member, meeting):
    """Sends gestures as a phone does; gives the status and the body."""
    client.force_login(member.user)
    url = reverse("meetings:send_attendance", args=[member.network.slug, meeting.pk])

    def send(*gestures, **body):
        whole = {
            "person": mark_of(member.user),
            "sent_at": timezone.now().isoformat(),
            "gestures": list(gestures),
            **body,
        }
        answer = client.post(url, json.dumps(whole), content_type="application/json")
        return answer.status_code, answer.json()

    send.url = url
    return send


@pytest.fixture
def person(meeting):
    return ParticipantFactory(network=meeting.network)


def gesture(person, *, there=True, at: datetime | None = None, **more):
    key = person if isinstance(person, UUID) else person.pk
    at = at or timezone.now()
    return {
        "id": str(uuid4()),
        "participant": str(key),
        "there": there,
        "at": at.isoformat(),
        "means": "ticked",
        **more,
    }


def newcomer(name="Maxence DUVAL", **more):
    who = {"name": name, "profession": "infirmier", "sector": "mental_health", "organization": "CMP des Tilleuls"}
    return gesture(uuid4(), newcomer=who, **more)


def states(body):
    return [answer["state"] for answer in body["answers"]]


def test_a_device_asks_for_a_fresh_token_and_whose_session_it_is(phone, client, member):
    answer = client.get(phone.url)
    assert answer.json()["person"] == mark_of(member.user)
    assert answer.json()["token"]
    assert "no-store" in answer["Cache-Control"]


def test_the_mark_of_a_person_says_nothing_of_them_and_differs_from_another(member):
    assert str(member.user.pk) != mark_of(member.user) != mark_of(UserFactory())


def test_a_tick_arrives(phone, meeting, person):
    moment = timezone.now() - timedelta(hours=1)
    status, body = phone(gesture(person, at=moment))
    assert (status, states(body), body["answers"][0]["there"]) == (200, ["kept"], True)
    row = meeting.attendances.get()
    assert (row.participant, row.profession, row.means) == (person, person.profession, Attendance.Means.TICKED)
    assert abs(row.at - moment) < timedelta(seconds=5)


def test_the_same_gesture_sent_again_counts_once(phone, meeting, person):
    one = gesture(person)
    assert states(phone(one)[1]) == ["kept"]
    assert states(phone(one, one)[1]) == ["already", "already"]
    assert meeting.attendances.count() == 1
    assert Entry.objects.filter(verb="attendance.recorded").count() == 1


def test_two_phones_that_tick_the_same_person_make_one_attendance(phone, meeting, person):
    assert states(phone(gesture(person))[1]) == states(phone(gesture(person))[1]) == ["kept"]
    assert meeting.attendances.count() == 1


def test_of_two_gestures_the_later_holds_whatever_the_order_of_arrival(phone, meeting, person):
    now = timezone.now()
    taken_back, ticked = gesture(person, there=False, at=now), gesture(person, at=now - timedelta(minutes=5))
    phone(taken_back)
    _status, body = phone(ticked)
    assert (states(body), body["answers"][0]["there"]) == (["kept"], False)
    assert not meeting.attendances.exists()


def test_gestures_of_one_sending_are_done_in_the_order_of_their_hours(phone, meeting, person):
    now = timezone.now()
    hours = [now - timedelta(minutes=minutes) for minutes in (1, 3, 2)]
    phone(*[gesture(person, there=there, at=at) for there, at in zip((True, True, False), hours, strict=True)])
    assert meeting.attendances.count() == 1


def test_a_withdrawal_takes_back_what_another_phone_ticked(phone, meeting, person):
    AttendanceFactory(meeting=meeting, participant=person, at=timezone.now() - timedelta(minutes=10))
    assert phone(gesture(person, there=False))[1]["answers"][0]["there"] is False
    assert not meeting.attendances.exists()


def test_an_old_withdrawal_leaves_what_was_noted_after_it(phone, meeting, person):
    AttendanceFactory(meeting=meeting, participant=person)
    body = phone(gesture(person, there=False, at=timezone.now() - timedelta(hours=1)))[1]
    assert body["answers"][0]["there"] is True
    assert meeting.attendances.exists()


def test_a_tick_taken_back_since_on_the_list_does_not_come_back(phone, client, member, meeting, person):
    row = AttendanceFactory(meeting=meeting, participant=person, at=timezone.now() - timedelta(minutes=10))
    client.post(reverse("meetings:attendance_undo", args=[member.network.slug, meeting.pk, row.pk]))
    phone(gesture(person, at=timezone.now() - timedelta(minutes=5)))
    assert not meeting.attendances.exists()


def test_someone_new_is_added_with_their_organisation(phone, meeting):
    one = newcomer()
    assert states(phone(one)[1]) == ["kept"]
    row = meeting.attendances.select_related("participant__organization").get()
    assert str(row.participant_id) == one["participant"]
    assert (row.participant.name, row.sector, str(row.organization)) == (
        "Maxence DUVAL",
        "mental_health",
        "CMP des Tilleuls",
    )
    assert states(phone(one)[1]) == ["already"]
    assert Participant.objects.count() == 1


def test_someone_who_bears_a_known_name_is_asked_about_before_they_are_added(phone, meeting):
    known = ParticipantFactory(network=meeting.network, name="Maxence Duval")
    one = newcomer()
    answer = phone(one)[1]["answers"][0]
    assert answer["state"] == "refused"
    assert [same["id"] for same in answer["namesakes"]] == [str(known.pk)]
    assert not meeting.attendances.exists()
    assert states(phone({**one, "is_new": True})[1]) == ["kept"]
    assert Participant.objects.count() == 2


def test_a_name_of_another_network_is_not_told(phone):
    ParticipantFactory(name="Maxence DUVAL")
    assert states(phone(newcomer())[1]) == ["kept"]


def test_someone_merged_since_is_the_one_they_were_merged_into(phone, member, meeting):
    one, kept = newcomer(), ParticipantFactory(network=meeting.network)
    phone(one)
    merge(kept, Participant.objects.get(pk=one["participant"]), by=member)
    answers = phone(one, gesture(UUID(one["participant"])))[1]["answers"]
    assert [answer["there"] for answer in answers] == [True, True]
    assert meeting.attendances.get().participant == kept
    assert Participant.objects.count() == 1


def test_someone_whose_name_was_erased_does_not_come_back(phone, meeting):
    one = newcomer()
    phone(one)
    Participant.objects.update(erased_at=timezone.now(), name="")
    again = {**one, "id": str(uuid4())}
    assert states(phone(again, gesture(UUID(one["participant"])))[1]) == ["refused", "refused"]
    assert Participant.objects.get().name == ""


def test_one_that_is_refused_leaves_the_others(phone, meeting, person):
    stranger = ParticipantFactory()
    _status, body = phone(gesture(person), gesture(stranger), gesture(person, at=timezone.now() - timedelta(days=40)))
    assert sorted(states(body)) == ["kept", "refused", "refused"]
    assert all(answer["reason"] for answer in body["answers"] if answer["state"] == "refused")
    assert meeting.attendances.get().participant == person


@pytest.mark.parametrize(
    "wrong",
    [
        {"participant": "moi"},
        {"there": "oui"},
        {"at": "hier"},
        {"at": "2026-01-01T10:00:00"},
        {"at": "2026-99-01T10:00:00+00:00"},
        {"means": "imported"},
        {"newcomer": {"name": ""}},
        {"newcomer": {"name": "A" * 121}},
        {"newcomer": {"name": "Ada MORIN", "sector": "pompiers"}},
        {"newcomer": "Ada MORIN"},
    ],
)
def test_what_cannot_be_read_is_refused_with_words(phone, meeting, person, wrong):
    answer = phone({**gesture(person), **wrong})[1]["answers"][0]
    assert answer["state"] == "refused"
    assert answer["reason"]
    assert not meeting.attendances.exists()


@pytest.mark.parametrize(
    "body",
    [
        {"sent_at": "tout de suite"},
        {"gestures": "tout"},
        {"gestures": [{}]},
        {"gestures": ["une"]},
        {"gestures": [{"id": str(UUID(int=number))} for number in range(MOST_GESTURES + 1)]},
        {"person": 3},
    ],
)
def test_a_sending_that_makes_no_sense_is_refused_whole(phone, body):
    status, answer = phone(**body)
    assert (status, bool(answer["reason"])) == (400, True)


def test_a_body_that_is_not_json_is_refused(client, phone):
    for content in (b"", b"[]", b"\xff", b"{" * 50_000, b"null"):
        assert client.post(phone.url, content, content_type="application/json").status_code == 400


def test_a_phone_whose_clock_is_wrong_is_set_right(phone, meeting, person):
    ahead = timedelta(hours=3)
    phone(
        gesture(person, at=timezone.now() + ahead - timedelta(minutes=20)), sent_at=(timezone.now() + ahead).isoformat()
    )
    noted = meeting.attendances.get().at
    assert abs(timezone.now() - timedelta(minutes=20) - noted) < timedelta(minutes=1)


def test_nothing_is_done_in_the_future(phone, meeting, person):
    phone(gesture(person, at=timezone.now() + timedelta(days=300)))
    assert meeting.attendances.get().at <= timezone.now()


def test_gestures_of_someone_else_are_not_taken_as_mine(phone, meeting, person):
    status, _body = phone(gesture(person), person=mark_of(UserFactory()))
    assert status == 409
    assert not meeting.attendances.exists()


def test_a_closed_list_says_why(phone, meeting, person):
    meeting.edition.anonymised_at = timezone.now()
    meeting.edition.save()
    assert phone(gesture(person))[1]["answers"][0]["reason"]


def test_an_id_that_served_for_another_meeting_is_refused_and_the_rest_goes_on(phone, meeting, person):
    other = AttendanceFactory()
    body = phone({**gesture(person), "id": str(other.pk)}, gesture(person))[1]
    assert sorted(states(body)) == ["kept", "refused"]
    assert meeting.attendances.count() == 1


def test_a_forged_sending_without_token_is_refused(meeting, member):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member.user)
    url = reverse("meetings:send_attendance", args=[member.network.slug, meeting.pk])
    assert strict.post(url, "{}", content_type="application/json").status_code == 403
    token = strict.get(url).json()["token"]
    headers = {"X-CSRFToken": token}
    assert strict.post(url, "{}", content_type="application/json", headers=headers).status_code == 400


@pytest.mark.parametrize(("role", "status"), [(Role.PARTICIPANT, 403), (Role.ANALYST, 403), (Role.NOTE_TAKER, 200)])
def test_who_may_send(client, meeting, role, status):
    client.force_login(MemberFactory(network=meeting.network, role=role).user)
    url = reverse("meetings:send_attendance", args=[meeting.network.slug, meeting.pk])
    assert client.get(url).status_code == status


def test_the_meeting_of_another_network_is_not_found(phone, client, member):
    url = reverse("meetings:send_attendance", args=[member.network.slug, MeetingFactory().pk])
    assert client.post(url, "{}", content_type="application/json").status_code == 404


def test_queries_do_not_grow_faster_than_gestures(phone, meeting, django_assert_max_num_queries):
    people = ParticipantFactory.create_batch(10, network=meeting.network)
    with django_assert_max_num_queries(10 * 23 + 14):
        phone(*[gesture(person) for person in people])


def test_gestures_are_forgotten_once_no_device_can_repeat_them(phone, person):
    phone(gesture(person))
    phone(gesture(ParticipantFactory(network=person.network)))
    Gesture.objects.filter(participant=person).update(at=timezone.now() - timedelta(days=32))
    assert forget_old() == {"gestures": 1}
    assert Gesture.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_forty_phones_at_once_send_everything_twice_and_it_counts_once(member, meeting):
    """Each ticks someone of its own, the same person as all the others, and adds someone new; the answer is lost."""
    common = ParticipantFactory(network=meeting.network)
    people = ParticipantFactory.create_batch(40, network=meeting.network)
    now = timezone.now()

    def phone(person):
        new = Walkin(uuid4(), f"Arrivant {person.name}", organization="CMP des Tilleuls")
        gestures = [Said(uuid4(), one.pk, True, now) for one in (person, common)]
        gestures.append(Said(uuid4(), new.id, True, now, walkin=new))
        try:
            return [take(meeting, one, by=member).state for one in gestures + gestures]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as phones:
        answers = list(phones.map(phone, people))
    assert answers == [["kept"] * 3 + ["already"] * 3] * 40
    assert meeting.attendances.count() == 81
    assert Gesture.objects.count() == 120
