"""Taking attendance: once per person whatever the tries, on a phone, on screen, from paper, with or without script."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from factories import (
    AttendanceFactory,
    MeetingFactory,
    MemberFactory,
    OrganizationFactory,
    ParticipantFactory,
    RegistrationFactory,
)

from plateforme.meetings.models import Attendance, Participant
from plateforme.meetings.reads.attendance import attendance_list
from plateforme.meetings.writes import attendance as writes
from plateforme.meetings.writes.attendance import Walkin
from plateforme.networks.models import Entry
from plateforme.networks.roles import Role

pytestmark = pytest.mark.django_db
TICKED = Attendance.Means.TICKED


@pytest.fixture
def member(db):
    return MemberFactory(role=Role.FACILITATOR)


@pytest.fixture
def meeting(member):
    return MeetingFactory(edition__network=member.network, starts_at=timezone.now() - timedelta(minutes=10))


@pytest.fixture
def page(client, member, meeting):
    client.force_login(member.user)
    return lambda name="attendance", *args: reverse(f"meetings:{name}", args=[member.network.slug, meeting.pk, *args])


# --- the write, that phones repeat ---------------------------------------------------------------------------------


def test_the_same_line_sent_twice_counts_once(member, meeting):
    person, key = ParticipantFactory(network=member.network), uuid4()
    for _ in range(2):
        writes.record(meeting, person=person.pk, id=key, means=TICKED, by=member)
    assert [row.pk for row in meeting.attendances.all()] == [key]
    assert Entry.objects.filter(verb="attendance.recorded").count() == 1


def test_two_phones_that_note_one_person_count_one(member, meeting):
    person = ParticipantFactory(network=member.network)
    first = writes.record(meeting, person=person.pk, id=uuid4(), means=TICKED, by=member)
    second = writes.record(meeting, person=person.pk, id=uuid4(), means=TICKED, by=member)
    assert first == second


def test_a_line_keeps_what_the_person_was_that_day(member, meeting):
    organization = OrganizationFactory(network=member.network)
    person = ParticipantFactory(network=member.network, sector="school", organization=organization)
    row = writes.record(meeting, person=person.pk, id=uuid4(), means=TICKED, by=member)
    assert (row.sector, row.organization, row.profession) == ("school", organization, person.profession)
    assert row.recorded_by == member.user


def test_someone_who_was_not_on_the_list_is_created_once(member, meeting):
    walkin, key = Walkin(uuid4(), " Alix  MORVAN ", "parent", "families", "Maison des parents"), uuid4()
    for _ in range(2):
        writes.record(meeting, person=walkin, id=key, means=TICKED, by=member)
    person = Participant.objects.get(pk=walkin.id)
    assert (person.name, person.organization.name, meeting.attendances.count()) == (
        "Alix MORVAN",
        "Maison des parents",
        1,
    )


def test_an_organization_of_the_same_name_is_not_made_twice(member, meeting):
    known = OrganizationFactory(network=member.network, name="Collège des Érables")
    walkin = Walkin(uuid4(), "Alix MORVAN", organization="college des erables")
    writes.record(meeting, person=walkin, id=uuid4(), means=TICKED, by=member)
    assert Participant.objects.get(pk=walkin.id).organization == known


def test_a_line_taken_back_does_not_come_back_when_a_phone_sends_it_again(member, meeting):
    person, key = ParticipantFactory(network=member.network), uuid4()
    writes.undo(writes.record(meeting, person=person.pk, id=key, means=TICKED, by=member), by=member)
    assert writes.record(meeting, person=person.pk, id=key, means=TICKED, by=member) is None
    assert meeting.attendances.count() == 0
    assert writes.record(meeting, person=person.pk, id=uuid4(), means=TICKED, by=member) is not None


def test_a_person_of_another_network_is_refused(member, meeting):
    stranger = ParticipantFactory()
    for person in (stranger.pk, Walkin(stranger.pk, "Alix MORVAN")):
        with pytest.raises(Participant.DoesNotExist):
            writes.record(meeting, person=person, id=uuid4(), means=TICKED, by=member)


def test_the_list_is_closed_once_names_are_gone(member, meeting):
    meeting.edition.anonymised_at = timezone.now()
    with pytest.raises(writes.ListClosedError):
        writes.record(meeting, person=Walkin(uuid4(), "Alix MORVAN"), id=uuid4(), means=TICKED, by=member)


@pytest.mark.parametrize("strokes", ["", "M1 1", 'M1 1 L2 2" onload="x', "M1 1 L99999 2", "M1 1 L2 2 " * 900])
def test_what_is_not_strokes_is_never_kept_as_a_signature(member, meeting, strokes):
    person, signed = ParticipantFactory(network=member.network), Attendance.Means.SIGNED
    row = writes.record(meeting, person=person.pk, id=uuid4(), means=signed, by=member, signature=strokes)
    assert (row.means, row.signature) == (TICKED, "")


@pytest.mark.django_db(transaction=True)
def test_forty_phones_at_once_lose_nothing_and_double_nothing():
    member = MemberFactory(role=Role.FACILITATOR)
    meeting = MeetingFactory(edition__network=member.network)
    people = [ParticipantFactory(network=member.network).pk for _ in range(8)]
    walkin, walkin_key = Walkin(uuid4(), "Alix MORVAN"), uuid4()

    def send(index: int) -> None:
        try:
            person: UUID | Walkin = people[index % 8] if index % 5 else walkin
            writes.record(meeting, person=person, id=uuid4() if index % 5 else walkin_key, means=TICKED, by=member)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as phones:
        list(phones.map(send, range(40)))
    assert Attendance.objects.filter(meeting=meeting).count() == 9


# --- the page ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.PARTICIPANT, 403), (Role.ANALYST, 403), (Role.NOTE_TAKER, 200), (Role.FACILITATOR, 200)],
)
def test_who_may_take_attendance(client, role, status):
    member = MemberFactory(role=role)
    meeting = MeetingFactory(edition__network=member.network)
    client.force_login(member.user)
    assert client.get(reverse("meetings:attendance", args=[member.network.slug, meeting.pk])).status_code == status


def test_the_meeting_of_another_network_does_not_exist(client, member):
    client.force_login(member.user)
    other = MeetingFactory()
    for name in ("attendance", "attendance_walkin"):
        assert client.get(reverse(f"meetings:{name}", args=[member.network.slug, other.pk])).status_code == 404


def test_a_plain_form_ticks_and_takes_back(client, member, meeting, page):
    person = RegistrationFactory(meeting=meeting).participant
    said = {"participant": person.pk, "id": uuid4(), "means": "ticked", "q": "var"}
    assert client.post(page("attendance_record"), said)["Location"] == page() + "?q=var&means=ticked"
    assert "1 personne présente" in client.get(page()).content.decode().replace("\xa0", " ")
    client.post(page("attendance_undo", said["id"]))
    assert meeting.attendances.count() == 0


def test_a_fragment_answers_the_page_that_asks_for_one(client, meeting, page):
    person = RegistrationFactory(meeting=meeting).participant
    said = {"participant": person.pk, "id": uuid4(), "means": "entered"}
    answer = client.post(page("attendance_record"), said, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in answer
    assert person.name in answer
    assert meeting.attendances.get().means == "entered"


def test_a_search_ignores_accents_and_finds_people_who_are_not_on_the_list(client, member, meeting, page):
    RegistrationFactory(meeting=meeting, participant__name="Zoé ORVAL")
    ParticipantFactory(network=member.network, name="Élodie VARENNE")
    ParticipantFactory(name="Élodie AILLEURS")
    said = client.get(page(), {"q": "elodie"}).content.decode()
    assert "Élodie VARENNE" in said
    assert "AILLEURS" not in said
    assert "Zoé ORVAL" not in said


def test_someone_who_bears_a_known_name_is_asked_about_first(client, member, meeting, page):
    known = ParticipantFactory(network=member.network, name="Alix MORVAN")
    said = {"name": "Morvan Alix", "id": uuid4(), "person": uuid4(), "means": "ticked"}
    answer = client.post(page("attendance_walkin"), said)
    assert "Ce nom est déjà connu" in answer.content.decode()
    assert str(known.pk) in answer.content.decode()
    assert not meeting.attendances.exists()
    client.post(page("attendance_walkin"), said | {"is_new": "on"})
    assert meeting.attendances.get().participant != known


def test_a_walk_in_without_a_name_is_told_so(client, meeting, page):
    answer = client.post(page("attendance_walkin"), {"id": uuid4(), "person": uuid4(), "means": "ticked"})
    assert "À corriger" in answer.content.decode()
    assert not meeting.attendances.exists()


def test_a_signature_is_kept_for_someone_already_noted_or_not(client, member, meeting, page):
    person = RegistrationFactory(meeting=meeting).participant
    said = {"id": uuid4(), "signature": "M10 10 L60 80 L90 20"}
    for _ in range(2):
        client.post(page("attendance_sign", person.pk), said)
    row = meeting.attendances.get()
    assert (row.means, row.signature) == ("signed", said["signature"])


def test_a_wrong_signature_is_refused_in_plain_words(client, meeting, page):
    person = RegistrationFactory(meeting=meeting).participant
    answer = client.post(page("attendance_sign", person.pk), {"id": uuid4(), "signature": "<svg>"})
    assert "n&#x27;a pas pu être lue" in answer.content.decode()
    assert not meeting.attendances.exists()


@pytest.mark.parametrize("said", [{}, {"id": "x"}, {"id": str(uuid4()), "participant": str(uuid4()), "means": "magic"}])
def test_a_tick_that_makes_no_sense_is_no_page(client, meeting, page, said):
    assert client.post(page("attendance_record"), said).status_code == 404


def test_a_number_that_served_elsewhere_is_no_page(client, member, meeting, page):
    elsewhere = AttendanceFactory(meeting__edition=meeting.edition)
    person = ParticipantFactory(network=member.network)
    said = {"id": elsewhere.pk, "participant": person.pk, "means": "ticked"}
    assert client.post(page("attendance_record"), said).status_code == 404
    assert not meeting.attendances.exists()


def test_words_of_people_are_shown_and_never_run(client, member, meeting, page):
    RegistrationFactory(meeting=meeting, participant__name="<script>alert(1)</script>")
    said = client.get(page(), {"q": "<script>"}).content.decode()
    assert "<script>alert" not in said
    assert "&lt;script&gt;alert(1)" in said


def test_a_waiting_person_comes_after_the_others_until_they_are_there(member, meeting):
    RegistrationFactory(meeting=meeting, participant__name="Zoé ORVAL")
    late = RegistrationFactory(meeting=meeting, participant__name="Anaïs BREUIL", state="waiting")
    names = [row.participant.name for row in attendance_list(meeting, member).rows]
    assert names == ["Zoé ORVAL", "Anaïs BREUIL"]
    AttendanceFactory(meeting=meeting, participant=late.participant)
    assert attendance_list(meeting, member).rows[0].participant == late.participant


def test_the_list_counts_sectors_and_asks_three_questions_at_most(member, meeting, django_assert_max_num_queries):
    for sector in ("itep", "itep", "school"):
        AttendanceFactory(meeting=meeting, participant__sector=sector)
    assert member.permissions
    with django_assert_max_num_queries(3):
        found = attendance_list(meeting, member, "varenne")
    assert [number for _words, number in found.sectors] == [2, 1]
    assert (found.present, found.registered) == (3, 0)


def test_the_page_asks_as_much_for_fifty_people_as_for_two(client, meeting, page, django_assert_max_num_queries):
    RegistrationFactory.create_batch(2, meeting=meeting)
    client.get(page())
    with CaptureQueriesContext(connection) as few:
        client.get(page())
    RegistrationFactory.create_batch(48, meeting=meeting)
    with django_assert_max_num_queries(len(few)):
        client.get(page())


def test_names_gone_leave_a_number(client, meeting, page):
    meeting.counted = 11
    meeting.save()
    meeting.edition.anonymised_at = timezone.now()
    meeting.edition.save()
    assert "11 personnes" in client.get(page()).content.decode().replace("\xa0", " ")
