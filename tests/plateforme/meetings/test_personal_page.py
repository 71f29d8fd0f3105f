"""One's own page, by one's own link: see, correct, step back, come after all, be forgotten."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from factories import AttendanceFactory, MeetingFactory, ParticipantFactory, RegistrationFactory, UserFactory

from plateforme.accounts.models import Letter
from plateforme.meetings import personal
from plateforme.meetings.models import Participant, Registration, Silence
from plateforme.networks.models import Entry

State = Registration.State
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_try_counted() -> None:
    cache.clear()


def url(participant, name="person", *more):
    return reverse(f"meetings:{name}", args=[participant.token, *more])


def test_one_sees_one_s_registrations_and_what_is_kept(client):
    registration = RegistrationFactory(needs="entrée sans marche")
    page = client.get(url(registration.participant)).content.decode()
    for words in (
        registration.meeting.theme.replace("'", "&#x27;"),
        registration.participant.name,
        "entrée sans marche",
    ):
        assert words in page


def test_stepping_back_frees_the_place_and_coming_after_all_takes_it(client):
    registration = RegistrationFactory()
    client.post(url(registration.participant, "person_cancel", registration.pk))
    registration.refresh_from_db()
    assert registration.state == State.CANCELLED
    assert "METHOD:CANCEL" in Letter.objects.get().calendar
    client.post(url(registration.participant, "person_return", registration.pk))
    registration.refresh_from_db()
    assert registration.state == State.CONFIRMED


def test_coming_after_all_to_a_full_meeting_is_waiting(client):
    meeting = MeetingFactory(capacity=1)
    RegistrationFactory(meeting=meeting)
    late = RegistrationFactory(meeting=meeting, state=State.CANCELLED)
    client.post(url(late.participant, "person_return", late.pk))
    late.refresh_from_db()
    assert late.state == State.WAITING


def test_a_link_in_a_letter_changes_nothing_by_being_opened(client):
    registration = RegistrationFactory()
    assert client.get(url(registration.participant, "person_cancel", registration.pk)).status_code == 405
    registration.refresh_from_db()
    assert registration.state == State.CONFIRMED


def test_the_registration_of_someone_else_is_not_there(client):
    mine, other = RegistrationFactory(), RegistrationFactory()
    assert client.post(url(mine.participant, "person_cancel", other.pk)).status_code == 404


def test_one_corrects_what_is_known(client):
    participant = ParticipantFactory()
    said = {"name": "Noé VALTIER", "email": "noe@exemple.fr", "profession": "parent", "sector": "families"}
    client.post(url(participant, "person_edit"), said | {"organization": "Le Relais"})
    participant.refresh_from_db()
    assert (participant.name, participant.organization.name) == ("Noé VALTIER", "Le Relais")


def test_a_renewed_link_closes_the_one_before(client):
    participant = ParticipantFactory()
    old = url(participant)
    client.post(url(participant, "person_renew"))
    participant.refresh_from_db()
    assert client.get(old).status_code == 404
    assert client.get(url(participant)).status_code == 200


def test_silence_is_asked_and_taken_back(client):
    participant = ParticipantFactory()
    client.post(url(participant, "person_mail"), {"stop": "1"})
    assert Silence.objects.holds(participant.network, participant.email)
    client.post(url(participant, "person_mail"))
    assert not Silence.objects.exists()


def test_a_calendar_is_opened_changed_and_closed(client):
    participant = ParticipantFactory()
    client.post(url(participant, "person_calendar"), {"open": "1"})
    participant.refresh_from_db()
    assert str(participant.calendar_token) in client.get(url(participant)).content.decode()
    client.post(url(participant, "person_calendar"))
    participant.refresh_from_db()
    assert participant.calendar_token is None


def test_one_s_data_come_as_a_file(client):
    attendance = AttendanceFactory()
    file = client.get(url(attendance.participant, "person_data"))
    data = json.loads(file.content)
    assert data["nom"] == attendance.participant.name
    assert data["presences"][0]["rencontre"] == attendance.meeting.theme


def test_erasing_leaves_a_count_and_nothing_that_names(client):
    registration = RegistrationFactory(needs="boucle magnétique")
    participant = registration.participant
    name, email, link = participant.name, participant.email, url(participant)
    held = AttendanceFactory(
        participant=participant, meeting__edition=registration.meeting.edition, signature="M1 1 L2 2"
    )
    assert client.get(url(participant, "person_erase")).status_code == 200
    assert client.post(url(participant, "person_erase")).status_code == 200
    participant.refresh_from_db()
    held.refresh_from_db()
    assert (participant.name, participant.email, participant.user) == ("", "", None)
    assert (held.signature, held.profession, held.sector) == ("", "", "itep")
    assert not Registration.objects.exists()
    assert client.get(link).status_code == 404
    assert not Entry.objects.filter(target__contains=name).exists()
    assert not Letter.objects.filter(to=email).exists()


def test_erasing_gives_the_place_to_the_first_who_waits(client):
    meeting = MeetingFactory(capacity=1)
    leaving = RegistrationFactory(meeting=meeting)
    waiting = RegistrationFactory(meeting=meeting, state=State.WAITING)
    client.post(url(leaving.participant, "person_erase"))
    waiting.refresh_from_db()
    assert waiting.state == State.CONFIRMED


def test_asking_for_one_s_link_says_the_same_of_a_known_and_an_unknown_address(client):
    participant = ParticipantFactory(email="claude@exemple.fr")
    known = client.post(reverse("meetings:find_link"), {"email": "Claude@exemple.fr"})
    unknown = client.post(reverse("meetings:find_link"), {"email": "personne@exemple.fr"})
    assert known.content == unknown.content
    assert participant.token in Letter.objects.get().body


def test_the_link_is_not_sent_again_and_again(client):
    ParticipantFactory(email="claude@exemple.fr")
    for _try in range(3):
        client.post(reverse("meetings:find_link"), {"email": "claude@exemple.fr"})
    assert Letter.objects.count() == 1


def test_the_owner_of_the_same_proved_address_may_tie_the_page_to_their_account(client):
    user = UserFactory()
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    participant = ParticipantFactory(email=user.email)
    client.force_login(user)
    assert "Est-ce bien vous" in client.get(url(participant)).content.decode()
    client.post(url(participant, "person_link"))
    participant.refresh_from_db()
    assert participant.user == user


def test_an_address_not_proved_ties_nothing(client):
    user = UserFactory()
    participant = ParticipantFactory(email=user.email)
    client.force_login(user)
    client.post(url(participant, "person_link"))
    participant.refresh_from_db()
    assert participant.user is None


def test_a_past_meeting_offers_its_certificate(client):
    past = timezone.now() - timedelta(days=3)
    attendance = AttendanceFactory(meeting__starts_at=past)
    page = client.get(url(attendance.participant)).content.decode()
    assert reverse("meetings:own_certificate", args=[attendance.participant.token, attendance.meeting.pk]) in page


def test_an_account_sees_exports_and_erases_the_same(client):
    user = UserFactory()
    participant = ParticipantFactory(user=user)
    AttendanceFactory(participant=participant, meeting__edition__network=participant.network)
    assert participant.name in str(personal.show(user))
    assert personal.export(user)["rencontres"][0]["nom"] == participant.name
    personal.erase(user)
    assert Participant.objects.get().name == ""


def test_a_name_is_shown_as_text(client):
    participant = ParticipantFactory(name="<img src=x onerror=alert(1)>")
    assert b"<img src=x" not in client.get(url(participant)).content
