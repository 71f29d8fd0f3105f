"""Who comes, for those who prepare."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localtime
from factories import MeetingFactory, MemberFactory, ParticipantFactory, RegistrationFactory

from plateforme.accounts.models import Letter
from plateforme.meetings.models import Meeting, Participant, Registration
from plateforme.networks.roles import Role

State = Registration.State
pytestmark = pytest.mark.django_db


@pytest.fixture
def facilitator(client):
    member = MemberFactory(role=Role.FACILITATOR)
    client.force_login(member.user)
    return member


def at(meeting, name="registrations", *more):
    return reverse(f"meetings:{name}", args=[meeting.network.slug, meeting.pk, *more])


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.PARTICIPANT, 403),
        (Role.NOTE_TAKER, 403),
        (Role.ANALYST, 403),
        (Role.FACILITATOR, 200),
        (Role.STEWARD, 200),
    ],
)
@pytest.mark.parametrize("name", ["registrations", "registration_add", "registration_message", "registration_poster"])
def test_who_may_see_who_comes(client, role, status, name):
    member = MemberFactory(role=role)
    meeting = MeetingFactory(edition__network=member.network)
    client.force_login(member.user)
    assert client.get(at(meeting, name)).status_code == status


def test_the_meeting_of_another_network_is_not_there(client, facilitator):
    other = MeetingFactory()
    assert client.get(reverse("meetings:registrations", args=[facilitator.network.slug, other.pk])).status_code == 404


def test_the_page_shows_who_comes_who_waits_and_what_they_need(client, facilitator):
    meeting = MeetingFactory(edition__network=facilitator.network, capacity=2)
    coming = RegistrationFactory(meeting=meeting, needs="langue des signes")
    waiting = RegistrationFactory(meeting=meeting, state=State.WAITING)
    page = client.get(at(meeting)).content.decode()
    for words in (coming.participant.name, coming.participant.email, waiting.participant.name, "langue des signes"):
        assert words in page


@pytest.mark.parametrize(("number", "words"), [(3, "Un petit groupe"), (8, ""), (13, "Le groupe est grand")])
def test_the_size_of_the_group_is_commented(client, facilitator, number, words):
    meeting = MeetingFactory(edition__network=facilitator.network, capacity=None)
    RegistrationFactory.create_batch(number, meeting=meeting)
    page = client.get(at(meeting)).content.decode()
    assert words in page
    assert ("Proposer deux groupes" in page) == (number > 12)


def test_the_number_of_queries_does_not_grow_with_the_number_of_people(
    client, facilitator, django_assert_max_num_queries
):
    meeting = MeetingFactory(edition__network=facilitator.network, capacity=None)
    RegistrationFactory.create_batch(3, meeting=meeting)
    client.get(at(meeting))  # the first page of the day also notes that one came
    with django_assert_max_num_queries(20) as few:
        client.get(at(meeting))
    RegistrationFactory.create_batch(30, meeting=meeting)
    with django_assert_max_num_queries(20) as many:
        client.get(at(meeting))
    assert len(few) == len(many)


def test_someone_who_telephoned_is_entered_even_beyond_the_places(client, facilitator):
    meeting = MeetingFactory(edition__network=facilitator.network, capacity=1)
    RegistrationFactory(meeting=meeting)
    said = {"name": "Noé VALTIER", "email": "noe@exemple.fr", "profession": "", "sector": "", "organization": ""}
    client.post(at(meeting, "registration_add"), said)
    assert meeting.registrations.confirmed().count() == 2
    assert Letter.objects.get().to == "noe@exemple.fr"
    assert Participant.objects.get(email="noe@exemple.fr").consented_at is None, "nobody agrees for someone else"
    assert "plus de monde" in client.get(at(meeting)).content.decode()


def test_someone_known_is_found_by_typing_without_accents_and_entered(client, facilitator):
    meeting = MeetingFactory(edition__network=facilitator.network)
    known = ParticipantFactory(network=facilitator.network, name="Élodie CHARPENÇON")
    listed = RegistrationFactory(meeting=meeting, participant__name="Elodie DÉJÀ")
    found = client.get(
        at(meeting, "registration_add"), {"qui": "elodie"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert known.name in found
    assert listed.participant.name not in found
    assert "<html" not in found
    client.post(at(meeting, "registration_add"), {"participant": str(known.pk)})
    assert meeting.registrations.filter(participant=known).exists()


@pytest.mark.parametrize("key", ["", "rien", "00000000-0000-4000-8000-000000000000"])
def test_an_unknown_person_is_not_entered(client, facilitator, key):
    meeting = MeetingFactory(edition__network=facilitator.network)
    assert client.post(at(meeting, "registration_add"), {"participant": key}).status_code in (200, 404)
    assert not meeting.registrations.exists()


def test_a_place_is_given_taken_back_and_told(client, facilitator):
    meeting = MeetingFactory(edition__network=facilitator.network, capacity=1)
    row = RegistrationFactory(meeting=meeting, state=State.WAITING, participant__network=facilitator.network)
    client.post(at(meeting, "registration_place", row.pk))
    row.refresh_from_db()
    assert row.state == State.CONFIRMED
    client.post(at(meeting, "registration_cancel", row.pk))
    row.refresh_from_db()
    assert row.state == State.CANCELLED
    assert Letter.objects.filter(to=row.participant.email).count() == 2


def test_a_message_is_one_letter_each(client, facilitator):
    meeting = MeetingFactory(edition__network=facilitator.network)
    coming = RegistrationFactory.create_batch(2, meeting=meeting)
    RegistrationFactory(meeting=meeting, state=State.WAITING)
    RegistrationFactory(meeting=meeting, participant__email="")
    client.post(at(meeting, "registration_message"), {"subject": "La salle", "words": "C'est au premier étage."})
    letters = Letter.objects.all()
    assert {letter.to for letter in letters} == {row.participant.email for row in coming}
    assert all("C'est au premier étage." in letter.body for letter in letters)
    assert {letter.reply_to for letter in letters} == {facilitator.user.email}


def test_two_groups_are_proposed_adjusted_and_made(client, facilitator):
    meeting = afternoon(edition__network=facilitator.network)
    for sector in ("itep", "school", "justice"):
        RegistrationFactory.create_batch(6, meeting=meeting, participant__sector=sector)
    page = client.get(at(meeting, "split"))
    second, everyone = page.context["second"], page.context["everyone"]
    assert len(second) == 9
    moved = next(iter(second))
    given = {"everyone": everyone, "second": list(second), "swap": [moved], **when(meeting, "salle B")}
    look = client.post(at(meeting, "split"), given | {"gesture": "look"})
    assert look.context["second"] == set(second) - {moved}
    assert Meeting.objects.count() == 1, "looking writes nothing"
    client.post(at(meeting, "split"), given | {"gesture": "make"})
    other = Meeting.objects.exclude(pk=meeting.pk).get()
    assert (other.again_of, other.theme, other.place) == (meeting, meeting.theme, "salle B")
    assert (meeting.registrations.count(), other.registrations.count()) == (10, 8)
    assert Letter.objects.count() == 8
    assert Letter.objects.filter(calendar__contains=str(other.pk)).count() == 8


def afternoon(**fields):
    """A meeting in a week, from 14 h to 17 h, with as many places as needed."""
    day = localtime() + timedelta(days=7)
    starts = day.replace(hour=14, minute=0, second=0, microsecond=0)
    return MeetingFactory(capacity=None, place="salle A", starts_at=starts, **fields)


def when(meeting, place):
    starts, ends = localtime(meeting.starts_at), localtime(meeting.ends_at)
    return {"day": f"{starts:%Y-%m-%d}", "starts": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}", "place": place}


def test_two_groups_do_not_share_a_room_at_the_same_hour(client, facilitator):
    meeting = afternoon(edition__network=facilitator.network)
    RegistrationFactory.create_batch(14, meeting=meeting)
    page = client.get(at(meeting, "split"))
    given = {"everyone": page.context["everyone"], "second": list(page.context["second"]), "gesture": "make"}
    answer = client.post(at(meeting, "split"), given | when(meeting, "Salle A"))
    assert "la même salle" in answer.content.decode()
    assert Meeting.objects.count() == 1


def test_groups_made_from_a_list_that_has_changed_are_proposed_again(client, facilitator):
    meeting = afternoon(edition__network=facilitator.network)
    RegistrationFactory.create_batch(14, meeting=meeting)
    page = client.get(at(meeting, "split"))
    RegistrationFactory(meeting=meeting)
    given = {"everyone": page.context["everyone"], "second": list(page.context["second"]), "gesture": "make"}
    client.post(at(meeting, "split"), given | when(meeting, "salle B"))
    assert Meeting.objects.count() == 1


def test_someone_changes_group_afterwards(client, facilitator):
    meeting = MeetingFactory(edition__network=facilitator.network)
    other = MeetingFactory(edition=meeting.edition, theme=meeting.theme, again_of=meeting)
    row = RegistrationFactory(meeting=meeting)
    client.post(at(meeting, "registration_move", row.pk), {"group": str(other.pk)})
    row.refresh_from_db()
    assert row.meeting == other
    assert Letter.objects.get().subject.startswith("Votre groupe")


def test_the_poster_bears_the_address_and_its_code(client, facilitator, settings):
    meeting = MeetingFactory(edition__network=facilitator.network)
    page = client.get(at(meeting, "registration_poster")).content.decode()
    assert f"{settings.ORIGIN}/i/{meeting.registration_token}/" in page
    assert "<svg" in page
