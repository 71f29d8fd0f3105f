"""What someone of ill will, or in a hurry, cannot obtain from meetings."""

import json
import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
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

from plateforme.accounts.models import Letter
from plateforme.meetings import retention
from plateforme.meetings.models import Edition, Meeting, Merge, Participant
from plateforme.meetings.paper_kinds import read_kind
from plateforme.meetings.reads.offline import mark_of
from plateforme.meetings.writes import calendar, merging, people
from plateforme.meetings.writes.people import Person
from plateforme.networks.circles import Circle
from plateforme.networks.models import Entry
from plateforme.networks.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_try_counted() -> None:
    cache.clear()


@pytest.fixture
def facilitator(client):
    member = MemberFactory(role=Role.FACILITATOR)
    client.force_login(member.user)
    return member


def at(member, name, *more):
    return reverse(f"meetings:{name}", args=[member.network.slug, *more])


def by_link(meeting):
    return reverse("meetings:register", args=[meeting.registration_token])


def test_the_number_of_a_registration_does_not_give_the_personal_link_of_its_person():
    theirs = RegistrationFactory()
    said = {"name": "Claude FERRAND", "agrees": "on", "key": str(theirs.pk)}
    page = Client().post(by_link(theirs.meeting), said, follow=True)
    assert theirs.participant.token not in page.content.decode()
    assert theirs.meeting.registrations.count() == 2, "it is the key of another form, and someone else"


@pytest.mark.parametrize("circle", [Circle.COMMITTEE, Circle.EDITORIAL])
@pytest.mark.parametrize("name", ["register", "registered", "register_ics"])
def test_the_link_of_a_closed_meeting_opens_for_those_who_see_it_alone(client, circle, name):
    meeting = MeetingFactory(circle=circle, theme="Budget du comité")
    url = reverse(f"meetings:{name}", args=[meeting.registration_token])
    assert "/compte/" in client.get(url).url, "a member may come from a letter"
    for stranger in (UserFactory(), MemberFactory(network=meeting.network).user):
        client.force_login(stranger)
        answer = client.get(url)
        assert answer.status_code == 404
        assert "Budget du comité" not in answer.content.decode()
        assert client.post(url, {"name": "Claude FERRAND", "agrees": "on", "key": uuid.uuid4()}).status_code == 404
    insider = MemberFactory(network=meeting.network, roles=[Role.COMMITTEE, Role.ANALYST])
    client.force_login(insider.user)
    assert client.get(url).status_code == 200


def test_the_team_does_not_send_the_personal_link_of_a_member_elsewhere(client, facilitator):
    person = ParticipantFactory(network=facilitator.network, user=UserFactory(), email="elle@exemple.fr")
    said = {"name": person.name, "email": "moi@exemple.fr", "profession": "juge"}
    client.post(at(facilitator, "person_correct", person.pk), said)
    people.correct(person, Person("Autre NOM", "moi@exemple.fr"), by=facilitator)
    person.refresh_from_db()
    assert person.email == "elle@exemple.fr"


def test_a_table_does_not_change_the_address_of_a_member(client, facilitator):
    person = ParticipantFactory(network=facilitator.network, user=UserFactory(), email="elle@exemple.fr")
    from django.core.files.uploadedfile import SimpleUploadedFile

    table = f"id;nom et prénom;adresse électronique\n{person.pk};{person.name};moi@exemple.fr\n"
    file = SimpleUploadedFile("personnes.csv", table.encode())
    page = client.post(at(facilitator, "import"), {"table": "personnes", "file": file}, follow=True)
    assert "elle change elle-même son adresse" in page.content.decode()


def test_what_the_team_corrects_does_not_keep_someone_for_longer(facilitator):
    person = ParticipantFactory(network=facilitator.network, active_on="2020-01-01")
    people.correct(person, Person("Camille ORVAL"), by=facilitator)
    assert str(Participant.objects.get().active_on) == "2020-01-01"
    people.correct(person, Person("Camille ORVAL"))
    assert Participant.objects.get().active_on == timezone.localdate()


def test_a_merge_keeps_neither_needs_nor_presences_longer_than_their_rows(facilitator):
    edition = EditionFactory(network=facilitator.network, closed_on="2020-01-01")
    over = MeetingFactory(edition=edition, starts_at=timezone.now() - timedelta(days=20))
    coming = MeetingFactory(edition__network=facilitator.network)
    kept, gone = (ParticipantFactory(network=facilitator.network) for _ in range(2))
    for meeting in (over, coming):
        for person in (kept, gone):
            RegistrationFactory(meeting=meeting, participant=person, needs="entrée sans marche")
            AttendanceFactory(meeting=meeting, participant=person, signature="M1 1 L2 2")
    made = merging.merge(kept, gone, by=facilitator)
    assert len(made.gone["dropped_registrations"]) == 2
    retention.run()
    left = Merge.objects.get(pk=made.pk).gone
    assert [line["meeting_id"] for line in left["dropped_registrations"]] == [str(coming.pk)]
    assert [line["meeting_id"] for line in left["dropped_attendances"]] == [str(coming.pk)]
    assert left["dropped_registrations"][0]["needs"] == "entrée sans marche", "it is still to come"
    assert merging.undo(made, by=facilitator)


def test_needs_set_aside_by_a_merge_go_a_week_after_the_meeting(facilitator):
    meeting = MeetingFactory(edition__network=facilitator.network, starts_at=timezone.now() - timedelta(days=20))
    kept, gone = (ParticipantFactory(network=facilitator.network) for _ in range(2))
    for person in (kept, gone):
        RegistrationFactory(meeting=meeting, participant=person, needs="entrée sans marche")
    merging.merge(kept, gone, by=facilitator)
    assert retention.forget_in_merges() == 1
    assert retention.forget_in_merges() == 0
    assert "sans marche" not in json.dumps(Merge.objects.get().gone)


def test_the_end_of_names_is_not_told_to_those_who_do_not_see_the_edition():
    edition = EditionFactory(circle=Circle.COMMITTEE, closed_on="2020-01-01")
    retention.run()
    assert Entry.objects.get(verb="edition.anonymised", subject__contains=edition.pk).circle == Circle.COMMITTEE


def test_the_other_group_is_not_told_to_those_who_do_not_see_it(client, facilitator):
    first = MeetingFactory(edition__network=facilitator.network)
    MeetingFactory(
        edition=first.edition, again_of=first, theme=first.theme, place="salle cachée", circle=Circle.COMMITTEE
    )
    page = client.get(at(facilitator, "registrations", first.pk)).content.decode()
    assert "salle cachée" not in page


def test_nobody_writes_to_the_whole_world_from_here(client, facilitator):
    meeting = MeetingFactory(edition__network=facilitator.network)
    said = {"send": "1", "again": "on", "extra": "quelqu.un@exemple.fr"}
    codes = [client.post(at(facilitator, "invite", meeting.pk), said).status_code for _ in range(22)]
    assert codes.count(302) == 20
    assert codes[-1] == 429
    words = {"subject": "Bonjour", "words": "à tous"}
    codes = [client.post(at(facilitator, "registration_message", meeting.pk), words).status_code for _ in range(22)]
    assert codes[-1] == 429


def test_letters_that_hold_the_link_of_someone_erased_are_gone():
    registration = RegistrationFactory()
    person = registration.participant
    Letter.objects.create(to=person.email, subject="Rappel", body=f"https://exemple.fr/moi/{person.token}/")
    Letter.objects.create(to=person.email, subject="À quelqu'un d'autre", body="même boîte")
    people.forget(person)
    assert [letter.subject for letter in Letter.objects.all()] == ["À quelqu'un d'autre"]


def test_a_meeting_whose_edition_closes_while_it_is_written_closes_with_it(facilitator):
    meeting = MeetingFactory(edition__network=facilitator.network)
    begun = Meeting.objects.get(pk=meeting.pk)
    Edition.objects.update(circle=Circle.COMMITTEE)
    calendar.change(begun, [], [], by=facilitator)
    assert Meeting.objects.get().circle == Circle.COMMITTEE


@pytest.mark.parametrize("hour", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2026-13-01T00:00:00Z"])
def test_a_device_with_a_mad_clock_is_told_so(client, facilitator, hour):
    meeting = MeetingFactory(edition__network=facilitator.network)
    gesture = {"id": str(uuid.uuid4()), "participant": str(uuid.uuid4()), "there": True, "at": hour, "means": "ticked"}
    for sent_at in (hour, timezone.now().isoformat()):
        body = {"person": mark_of(facilitator.user), "sent_at": sent_at, "gestures": [gesture]}
        answer = client.post(at(facilitator, "send_attendance", meeting.pk), body, content_type="application/json")
        assert answer.status_code in (200, 400)


def test_a_text_that_is_a_page_in_disguise_is_refused():
    for content in (b"<svg onload=alert(1)>", b"\xef\xbb\xbf  <html>", "<script>".encode("utf-16")):
        with pytest.raises(ValueError, match="n'est pas"):
            read_kind("note.txt", content)


def test_a_merge_is_undone_even_when_its_label_served_again_since(facilitator):
    kept = ParticipantFactory(network=facilitator.network, reference="P1")
    gone = ParticipantFactory(network=facilitator.network, reference="P2", user=UserFactory())
    made = merging.merge(kept, gone, by=facilitator)
    kept.refresh_from_db()
    other = ParticipantFactory(network=facilitator.network, reference="P2")
    assert merging.undo(made, by=facilitator)
    assert Participant.objects.get(pk=gone.pk).reference == ""
    assert Participant.objects.get(pk=other.pk).reference == "P2"
    assert Participant.objects.get(pk=gone.pk).user == gone.user


def test_two_people_of_one_home_whose_names_are_close_are_two_people(client):
    meeting = MeetingFactory()
    for name in ("Pascal VARENNE", "Pascale VARENNE", "Varenne Pascal"):
        said = {"name": name, "email": "chez@nous.fr", "agrees": "on", "key": uuid.uuid4()}
        client.post(by_link(meeting), said)
    assert sorted(meeting.registrations.values_list("participant__name", flat=True)) == [
        "Pascal VARENNE",
        "Pascale VARENNE",
    ]


def test_a_step_asked_without_saying_which_is_asked_again(client):
    edition = EditionFactory()
    client.force_login(MemberFactory(network=edition.network, role=Role.STEWARD).user)
    url = reverse("meetings:edition_state", args=[edition.network.slug, edition.pk])
    assert client.post(url, {"why": "par erreur"}).status_code == 200
