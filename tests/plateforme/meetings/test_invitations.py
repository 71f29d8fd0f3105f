"""Invitations and reminders: who is written to, once, and never after saying no."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import (
    EditionFactory,
    MeetingFactory,
    MemberFactory,
    ParticipantFactory,
    RegistrationFactory,
    UserFactory,
)

from plateforme.accounts.letters import send_due
from plateforme.accounts.models import Letter
from plateforme.meetings.models import Correspondent, Meeting, Silence
from plateforme.meetings.reads.invitations import EARLIER, MEMBERS, addresses, groups, round_of
from plateforme.meetings.writes import calendar
from plateforme.meetings.writes import invitations as writes
from plateforme.meetings.writes.reminders import send_reminders
from plateforme.networks.circles import Circle
from plateforme.networks.models import Entry
from plateforme.networks.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return MemberFactory(role=Role.FACILITATOR, user__email="animation@exemple.fr")


@pytest.fixture
def meeting(member):
    return MeetingFactory(edition=EditionFactory(network=member.network), theme="L'école et nous")


@pytest.fixture
def page(client, member, meeting):
    client.force_login(member.user)
    return reverse("meetings:invite", args=[member.network.slug, meeting.pk])


def met(meeting, email, **person):
    """Someone who came by at another meeting, and agreed to be written to."""
    person = {"consented_at": timezone.now()} | person
    someone = ParticipantFactory(network=meeting.network, email=email, **person)
    RegistrationFactory(meeting=MeetingFactory(edition=meeting.edition), participant=someone)
    return someone


def written():
    return sorted(Letter.objects.values_list("to", flat=True))


# --- who


def test_members_are_chosen_all_or_by_role(member, meeting):
    MemberFactory(network=member.network, user__email="membre@exemple.fr")
    MemberFactory(network=member.network, user__email="parti@exemple.fr", left_on=timezone.localdate())
    assert sorted(addresses(meeting, [MEMBERS], [])) == ["animation@exemple.fr", "membre@exemple.fr"]
    assert addresses(meeting, [Role.FACILITATOR.value], []) == ["animation@exemple.fr"]
    assert {group.key: group.count for group in groups(meeting)} == {MEMBERS: 2, "facilitator": 1}


@pytest.mark.parametrize(
    ("person", "asked"),
    [({}, True), ({"consented_at": None}, False), ({"erased_at": timezone.now()}, False), ({"email": ""}, False)],
)
def test_people_met_before_are_written_to_if_they_agreed(meeting, person, asked):
    met(meeting, **({"email": "venu@exemple.fr"} | person))
    assert bool(addresses(meeting, [EARLIER], [])) is asked


def test_people_met_in_another_network_are_nobody_here(meeting):
    met(MeetingFactory(), "ailleurs@exemple.fr")
    assert addresses(meeting, [EARLIER], []) == []


def test_a_committee_is_announced_to_those_who_see_it_alone(member, meeting):
    MemberFactory(network=member.network, role=Role.COMMITTEE, user__email="comite@exemple.fr")
    MemberFactory(network=member.network, role=Role.ANALYST, user__email="analyse@exemple.fr")
    met(meeting, "venu@exemple.fr")
    meeting.circle = Circle.COMMITTEE
    meeting.facilitators.add(member)
    found = addresses(meeting, [MEMBERS, EARLIER, Role.ANALYST.value], ["dehors@exemple.fr"])
    assert sorted(found) == ["animation@exemple.fr", "comite@exemple.fr"]
    assert EARLIER not in {group.key for group in groups(meeting)}


def test_who_is_registered_invited_or_unwilling_is_left_in_peace(member, meeting):
    coming = ParticipantFactory(network=meeting.network, email="vient@exemple.fr")
    RegistrationFactory(meeting=meeting, participant=coming)
    known = ParticipantFactory(network=meeting.network, email="", user=UserFactory(email="compte@exemple.fr"))
    RegistrationFactory(meeting=meeting, participant=known)
    gone = ParticipantFactory(network=meeting.network, email="renonce@exemple.fr")
    RegistrationFactory(meeting=meeting, participant=gone, state="cancelled")
    writes.invite(meeting, [], ["deja@exemple.fr", "non@exemple.fr"], by=member)
    [refusing] = Correspondent.objects.of(meeting.network, ["non@exemple.fr"])
    writes.fall_silent(refusing)
    wanted = [f"{who}@exemple.fr" for who in ("vient", "compte", "renonce", "deja", "non", "neuf")]
    found = round_of(meeting, wanted)
    assert found.to == ["renonce@exemple.fr", "neuf@exemple.fr"]
    assert (found.registered, found.already, found.silent) == (2, 1, 1)
    assert round_of(meeting, wanted, again=True).to == ["renonce@exemple.fr", "deja@exemple.fr", "neuf@exemple.fr"]


# --- the page


def test_one_reads_the_letter_before_it_leaves(client, page, meeting):
    looked = client.post(page, {"extra": "un@exemple.fr, deux@exemple.fr\nUN@exemple.fr", "look": "1"})
    assert meeting.registration_token in looked.text
    assert "2\xa0personnes" in looked.text
    assert written() == []
    client.post(page, {"extra": "un@exemple.fr deux@exemple.fr", "send": "1"})
    assert written() == ["deux@exemple.fr", "un@exemple.fr"]
    assert Entry.objects.get(verb="meeting.invited").target == "L'école et nous (2 personnes)"


def test_nobody_is_invited_twice_to_one_meeting_unless_asked(client, page, meeting):
    for _ in range(2):
        client.post(page, {"extra": "un@exemple.fr", "send": "1"})
    assert written() == ["un@exemple.fr"]
    client.post(page, {"extra": "un@exemple.fr", "send": "1", "again": "on"})
    assert len(written()) == 2
    other = MeetingFactory(edition=meeting.edition)
    assert round_of(other, ["un@exemple.fr"]).to == ["un@exemple.fr"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Choisissez au moins"),
        ({"extra": "pas une adresse"}, "Adresses à corriger"),
        ({"extra": "a@b.fr <script>"}, "Adresse à corriger"),
        ({"groups": "inconnu"}, "choix"),
        ({"extra": " ".join(f"a{n}@exemple.fr" for n in range(101))}, "Cent adresses"),
    ],
)
def test_what_cannot_be_sent_is_told(client, page, said, words):
    answer = client.post(page, said | {"send": "1"})
    assert words in answer.text
    assert "<script>" not in answer.text
    assert written() == []


@pytest.mark.parametrize("closed", [{"registration_open": False}, {"cancelled_at": timezone.now()}])
def test_one_invites_only_where_one_may_register(client, page, meeting, closed):
    Meeting.objects.filter(pk=meeting.pk).update(**closed)
    assert "si les inscriptions sont ouvertes" in client.get(page).text
    client.post(page, {"extra": "un@exemple.fr", "send": "1"})
    assert written() == []


# --- the letter


def test_the_letter_has_what_one_needs_and_nothing_else(member, meeting):
    met(meeting, "venu@exemple.fr")
    meeting.welcome = "Bonjour à tous !"
    writes.invite(meeting, [EARLIER], [], by=member)
    letter = Letter.objects.get()
    assert letter.urgency == Letter.Urgency.TOGETHER
    assert letter.body.startswith("Bonjour à tous !")
    assert reverse("meetings:register", args=[meeting.registration_token]) in letter.body
    assert letter.calendar_method == "PUBLISH"
    assert str(meeting.pk) in letter.calendar
    assert "venu@exemple.fr" not in letter.body + letter.calendar + letter.unsubscribe_url
    assert "&#x27;" not in letter.body


def test_a_list_of_addresses_is_kept_as_marks_alone(member, meeting):
    writes.invite(meeting, [], ["un@exemple.fr"], by=member)
    kept = Correspondent.objects.get()
    assert "exemple" not in f"{kept.mark} {kept.token} {kept}"


def test_a_hundred_letters_ask_little_more_than_a_hundred_writes(member, meeting, django_assert_max_num_queries):
    with django_assert_max_num_queries(115):
        writes.invite(meeting, [], [f"a{n}@exemple.fr" for n in range(100)], by=member)


def test_meetings_announced_the_same_day_come_in_one_mail(member, meeting, mailoutbox):
    for one in (meeting, MeetingFactory(edition=meeting.edition, theme="Orienter sans perdre")):
        writes.invite(one, [], ["un@exemple.fr"], by=member)
    assert send_due() == 0  # they wait for the end of the afternoon
    Letter.objects.update(not_before=timezone.now())
    send_due()
    [mail] = mailoutbox
    assert "L'école et nous" in mail.body
    assert "Orienter sans perdre" in mail.body
    files = [part.get_filename() for part in mail.message().walk() if part.get_content_type() == "text/calendar"]
    assert files == ["rencontre-1.ics", "rencontre-2.ics"]


def test_a_meeting_of_tomorrow_is_announced_at_once(member, meeting):
    meeting.starts_at = timezone.now() + timedelta(hours=20)
    writes.invite(meeting, [], ["un@exemple.fr"], by=member)
    assert Letter.objects.get().not_before <= timezone.now()


def test_an_invitation_that_waits_says_what_changed_since(member, meeting):
    writes.invite(meeting, [], ["un@exemple.fr"], by=member)
    meeting.place = "Mairie"
    calendar.change(meeting, [member], [], by=member)
    letter = Letter.objects.get()
    assert "Mairie" in letter.body
    assert "LOCATION:Mairie" in letter.calendar
    calendar.cancel(meeting, "La salle est fermée.", by=member)
    assert not Letter.objects.exists()


# --- saying no


@pytest.fixture
def no(member, meeting):
    writes.invite(meeting, [], ["un@exemple.fr"], by=member)
    return Letter.objects.get().unsubscribe_url


def test_opening_the_link_changes_nothing_pressing_says_no(client, meeting, no):
    assert "Ne plus recevoir" in client.get(no).text
    assert not Silence.objects.exists()
    assert "ne vous écrit plus" in client.post(no, follow=True).text
    assert round_of(meeting, ["un@exemple.fr"], again=True).silent == 1
    client.post(no)
    assert Entry.objects.filter(verb="letters.refused").count() == 1


def test_one_may_say_yes_again(client, meeting, no):
    client.post(no)
    client.post(no, {"again": "1"})
    assert round_of(meeting, ["un@exemple.fr"], again=True).to == ["un@exemple.fr"]


def test_the_link_shows_no_address_and_a_wrong_one_nothing(client, no):
    answer = client.get(no)
    assert "un@exemple.fr" not in answer.text
    assert answer["Cache-Control"] == "private, no-store"
    assert client.get(reverse("meetings:letters_off", args=["rien"])).status_code == 404


def test_marks_of_addresses_long_forgotten_go_and_a_refusal_stays(client, member, meeting, no):
    client.post(no)
    assert writes.forget_old_addresses() == 0
    Meeting.objects.update(starts_at=timezone.now() - timedelta(days=800), ends_at=timezone.now())
    assert writes.forget_old_addresses() == 1
    assert Silence.objects.exists()


# --- reminders


def expected(meeting, email="vient@exemple.fr", **more):
    long_ago = {"registered_at": timezone.now() - timedelta(days=9)}
    person = ParticipantFactory(network=meeting.network, email=email)
    return RegistrationFactory(meeting=meeting, participant=person, **(long_ago | more))


@pytest.fixture
def soon(meeting):
    meeting.starts_at = timezone.now() + timedelta(hours=40)
    meeting.ends_at = meeting.starts_at + timedelta(hours=3)
    meeting.save()
    return meeting


def test_those_expected_are_reminded_once_two_days_before(soon):
    registration = expected(soon)
    assert [send_reminders(), send_reminders()] == [1, 0]
    letter = Letter.objects.get()
    assert (letter.to, registration.participant.token in letter.body) == ("vient@exemple.fr", True)
    assert Entry.objects.get(verb="meeting.reminded").actor is None


@pytest.mark.parametrize(
    "more",
    [
        {"email": ""},
        {"state": "waiting"},
        {"state": "cancelled"},
        {"registered_at": timezone.now()},  # has just been told
    ],
)
def test_others_are_not_reminded(soon, more):
    expected(soon, **more)
    assert send_reminders() == 0


def test_someone_who_wants_no_letters_is_not_reminded(soon, member):
    writes.invite(soon, [], ["vient@exemple.fr"], by=member)
    writes.fall_silent(Correspondent.objects.get())
    expected(soon)
    assert send_reminders() == 0


@pytest.mark.parametrize(
    "meeting_is",
    [{"cancelled_at": timezone.now()}, {"hours": 60}, {"hours": -1}],
)
def test_meetings_far_past_or_called_off_are_not_reminded(soon, meeting_is):
    expected(soon)
    if hours := meeting_is.pop("hours", 0):
        starts = timezone.now() + timedelta(hours=hours)
        meeting_is = {"starts_at": starts, "ends_at": starts + timedelta(hours=3)}
    Meeting.objects.filter(pk=soon.pk).update(**meeting_is)
    assert send_reminders() == 0
