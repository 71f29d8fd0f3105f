"""Registering by the public link: without an account, without telling anyone who is known, one place at a time."""

import re
import threading
import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import close_old_connections, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from factories import MeetingFactory, MemberFactory, OrganizationFactory, ParticipantFactory, RegistrationFactory

from plateforme.accounts.models import Letter
from plateforme.directory.models import Organization
from plateforme.meetings.models import Participant, Registration, Silence
from plateforme.meetings.models.silence import mark_of
from plateforme.meetings.writes.people import Person
from plateforme.meetings.writes.registering import cancel, register
from plateforme.networks.circles import Circle
from plateforme.networks.models import Entry

State = Registration.State
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_try_counted() -> None:
    cache.clear()


def address(meeting):
    return reverse("meetings:register", args=[meeting.registration_token])


def answers(**changes):
    given = {
        "name": "Claude FERRAND",
        "profession": "éducateur spécialisé",
        "sector": "itep",
        "organization": "",
        "email": "",
    }
    return given | {"agrees": "on", "needs": "", "again": "", "key": str(uuid.uuid4())} | changes


def test_a_visitor_registers_with_a_name_alone(client):
    meeting = MeetingFactory()
    page = client.post(address(meeting), answers(), follow=True)
    registration = meeting.registrations.get()
    assert registration.state == State.CONFIRMED
    assert registration.participant.name == "Claude FERRAND"
    assert registration.participant.consented_at is not None
    assert registration.participant.token in page.content.decode()
    assert not Letter.objects.exists()


def test_with_an_address_the_personal_link_leaves_by_mail_alone(client):
    meeting = MeetingFactory()
    page = client.post(address(meeting), answers(email="claude@exemple.fr"), follow=True)
    participant = meeting.registrations.get().participant
    letter = Letter.objects.get()
    assert participant.token not in page.content.decode()
    assert participant.token in letter.body
    assert letter.to == "claude@exemple.fr"
    assert "METHOD:REQUEST" in letter.calendar


def test_registering_again_makes_no_double_and_looks_the_same(client):
    meeting = MeetingFactory()
    first = client.post(address(meeting), answers(email="claude@exemple.fr"), follow=True)
    again = Client().post(address(meeting), answers(email="Claude@exemple.fr", name="FERRAND Claude"), follow=True)
    assert strip(first) == strip(again)
    assert meeting.registrations.count() == Participant.objects.count() == 1
    assert Letter.objects.filter(to="claude@exemple.fr").count() == 1, "the same letter is not sent twice in an hour"


def strip(response):
    """The page without what changes from one session to the next."""
    return re.sub(r"csrf\w*|value=\"[\w-]+\"", "", response.content.decode())


def test_someone_already_registered_elsewhere_is_recognised_and_nothing_known_of_them_changes(client):
    known = ParticipantFactory(name="Claude FERRAND", email="claude@exemple.fr", profession="chef de service")
    meeting = MeetingFactory(edition__network=known.network)
    client.post(address(meeting), answers(email="claude@exemple.fr", profession="pirate"))
    assert meeting.registrations.get().participant == known
    known.refresh_from_db()
    assert known.profession == "chef de service"


def test_two_people_of_one_shared_address_are_two_people(client):
    meeting = MeetingFactory()
    client.post(address(meeting), answers(name="Claude FERRAND", email="accueil@exemple.fr"))
    client.post(address(meeting), answers(name="Nadia BELKACEM", email="accueil@exemple.fr"))
    assert meeting.registrations.count() == 2


def test_a_form_sent_twice_counts_once(client):
    meeting, given = MeetingFactory(), answers()
    client.post(address(meeting), given)
    client.post(address(meeting), given)
    assert meeting.registrations.count() == 1


def test_beyond_the_places_people_wait_in_order(client):
    meeting = MeetingFactory(capacity=1)
    RegistrationFactory(meeting=meeting)
    assert "liste d'attente" in client.get(address(meeting)).content.decode().replace("&#x27;", "'")
    page = client.post(address(meeting), answers(), follow=True)
    assert meeting.registrations.waiting().get().participant.name == "Claude FERRAND"
    assert "Votre rang : 1" in page.content.decode()


def test_a_place_freed_goes_to_the_first_who_waits_and_a_letter_says_so():
    meeting = MeetingFactory(capacity=1)
    coming = RegistrationFactory(meeting=meeting)
    first, second = (
        RegistrationFactory(meeting=meeting, state=State.WAITING, registered_at=timezone.now() + timedelta(minutes=n))
        for n in (1, 2)
    )
    cancel(coming)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (State.CONFIRMED, State.WAITING)
    assert Letter.objects.get(to=first.participant.email).subject.startswith("Une place s'est libérée")
    assert not Letter.objects.filter(to=second.participant.email).exists()


@pytest.mark.django_db(transaction=True)
def test_two_people_for_the_last_place_do_not_both_get_it():
    meeting = MeetingFactory(capacity=1)
    barrier = threading.Barrier(4)

    def come(number: int) -> None:
        close_old_connections()
        barrier.wait()
        try:
            register(meeting, Person(f"Personne {number}", f"p{number}@exemple.fr"), key=uuid.uuid4())
        finally:
            connection.close()

    threads = [threading.Thread(target=come, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert meeting.registrations.confirmed().count() == 1
    assert meeting.registrations.waiting().count() == 3


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"cancelled_at": timezone.now(), "cancelled_why": "La salle est fermée."}, "La salle est fermée."),
        ({"starts_at": timezone.now() - timedelta(days=2)}, "a déjà eu lieu"),
        ({"registration_open": False}, "Les inscriptions sont closes"),
        ({"registration_until": timezone.now() - timedelta(hours=1)}, "Les inscriptions sont closes"),
    ],
)
def test_a_meeting_that_takes_nobody_says_why_and_writes_nothing(client, changes, words):
    meeting = MeetingFactory(**changes)
    assert words in client.get(address(meeting)).content.decode()
    client.post(address(meeting), answers())
    assert not meeting.registrations.exists()


def test_a_wrong_link_helps_to_find_the_right_one(client):
    page = client.get(reverse("meetings:register", args=["nimportequoi"]))
    assert page.status_code == 404
    assert reverse("meetings:find_link") in page.content.decode()


@pytest.mark.parametrize("missing", ["name", "agrees"])
def test_a_name_and_an_agreement_are_needed(client, missing):
    meeting = MeetingFactory()
    page = client.post(address(meeting), answers() | {missing: ""})
    assert page.status_code == 200
    assert "À corriger" in page.content.decode()
    assert not Participant.objects.exists()


def test_a_machine_that_fills_every_box_is_thanked_and_forgotten(client):
    meeting = MeetingFactory()
    assert client.post(address(meeting), answers(again="https://exemple.fr")).status_code == 302
    assert not Participant.objects.exists()


@pytest.mark.parametrize("name", ["Gagnez sur www.exemple.fr", "http://exemple.fr", "a@exemple.fr", "12345", "<b>x"])
def test_what_is_no_name_begins_no_letter(client, name):
    meeting = MeetingFactory()
    assert client.post(address(meeting), answers(name=name, email="victime@exemple.fr")).status_code == 200
    assert not Letter.objects.exists()


def test_too_many_tries_from_one_place_are_asked_to_wait(client, monkeypatch):
    monkeypatch.setattr("plateforme.meetings.views.registering.MOST", 2)
    meeting = MeetingFactory()
    statuses = [client.post(address(meeting), answers(name=f"Personne {n}")).status_code for n in "abc"]
    assert statuses == [302, 302, 429]
    assert meeting.registrations.count() == 2


def test_only_organizations_shown_to_everyone_are_suggested_to_a_stranger(client):
    meeting = MeetingFactory()
    OrganizationFactory(network=meeting.network, name="École des Saules", circle=Circle.PUBLIC)
    OrganizationFactory(network=meeting.network, name="Foyer du Rempart", circle=Circle.NETWORK)
    page = client.get(address(meeting)).content.decode()
    assert "École des Saules" in page
    assert "Foyer du Rempart" not in page


def test_an_organization_typed_otherwise_is_the_same(client):
    meeting = MeetingFactory()
    known = OrganizationFactory(network=meeting.network, name="École des Saules")
    client.post(address(meeting), answers(organization="  ecole   des saules "))
    assert Participant.objects.get().organization == known
    assert Organization.objects.count() == 1


def test_a_member_finds_the_form_filled_in_and_registers_in_one_gesture(client):
    member = MemberFactory()
    meeting = MeetingFactory(edition__network=member.network)
    client.force_login(member.user)
    assert member.user.name in client.get(address(meeting)).content.decode()
    client.post(
        address(meeting), {"name": member.user.name, "profession": "", "sector": "", "organization": "", "needs": ""}
    )
    assert meeting.registrations.get().participant.user == member.user
    assert "Vous êtes sur la liste" in client.get(address(meeting)).content.decode()
    assert Letter.objects.get().to == member.user.email


def test_a_member_may_say_that_an_entry_of_their_address_is_theirs(client):
    member = MemberFactory()
    member.user.emailaddress_set.create(email=member.user.email, verified=True, primary=True)
    entry = ParticipantFactory(network=member.network, email=member.user.email, name="Autre écriture")
    meeting = MeetingFactory(edition__network=member.network)
    client.force_login(member.user)
    said = {"name": member.user.name, "profession": "", "sector": "", "organization": "", "needs": "", "is_me": "on"}
    assert "Autre écriture" in client.get(address(meeting)).content.decode()
    client.post(address(meeting), said)
    entry.refresh_from_db()
    assert entry.user == member.user
    assert meeting.registrations.get().participant == entry


def test_the_journal_tells_of_a_registration_without_the_name(client):
    meeting = MeetingFactory()
    client.post(address(meeting), answers())
    line = Entry.objects.get(verb="registration.received")
    assert "FERRAND" not in f"{line.target} {line.actor_name}"
    assert line.circle == Circle.EDITORIAL


def test_no_letter_goes_to_whoever_asked_for_silence(client):
    meeting = MeetingFactory()
    Silence.objects.create(network=meeting.network, mark=mark_of("claude@exemple.fr"))
    client.post(address(meeting), answers(email="claude@exemple.fr"))
    assert meeting.registrations.count() == 1
    assert not Letter.objects.exists()


def test_what_is_typed_is_shown_as_text_and_never_as_markup(client):
    meeting = MeetingFactory(theme="<script>alert(1)</script>")
    page = client.post(address(meeting), answers(name="<b>x", agrees=""))
    assert b"<script>alert(1)" not in page.content
    assert b"<b>x" not in page.content


def test_the_pages_of_a_secret_link_are_kept_by_no_cache_and_no_search_engine(client):
    answer = client.get(address(MeetingFactory()))
    assert answer["Cache-Control"] == "private, no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "same-origin"


def test_the_calendar_file_names_nobody(client):
    registration = RegistrationFactory()
    token = registration.meeting.registration_token
    file = client.get(reverse("meetings:register_ics", args=[token]))
    assert file["Content-Type"].startswith("text/calendar")
    assert registration.participant.name not in file.content.decode()
