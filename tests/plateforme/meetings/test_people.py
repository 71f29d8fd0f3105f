"""People who come: found, corrected, told from their doubles, forgotten."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import (
    AttendanceFactory,
    MeetingFactory,
    MemberFactory,
    ParticipantFactory,
    RegistrationFactory,
    UserFactory,
)

from plateforme.accounts.models import Letter
from plateforme.meetings.models import Merge, Participant, Registration
from plateforme.meetings.naming import same_name
from plateforme.meetings.reads.people import doubles
from plateforme.meetings.writes import merging
from plateforme.networks.models import Entry
from plateforme.networks.roles import Role

State = Registration.State
pytestmark = pytest.mark.django_db


@pytest.fixture
def facilitator(client):
    member = MemberFactory(role=Role.FACILITATOR)
    client.force_login(member.user)
    return member


def at(member, name, *more):
    return reverse(f"meetings:{name}", args=[member.network.slug, *more])


def person(member, **fields):
    return ParticipantFactory(network=member.network, **fields)


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.PARTICIPANT, 403),
        (Role.NOTE_TAKER, 403),
        (Role.COMMITTEE, 403),
        (Role.FACILITATOR, 200),
        (Role.STEWARD, 200),
    ],
)
@pytest.mark.parametrize("name", ["people", "doubles"])
def test_who_may_see_people(client, role, status, name):
    member = MemberFactory(role=role)
    client.force_login(member.user)
    assert client.get(at(member, name)).status_code == status


def test_people_are_found_without_accents_by_sector_and_by_organization(client, facilitator):
    person(facilitator, name="Éloïse DRAVEIL", sector="school")
    person(facilitator, name="Bastien MERCŒUR", sector="itep")
    found = client.get(at(facilitator, "people"), {"q": "draveil eloise"}).content.decode()
    assert "Éloïse DRAVEIL" in found
    assert "MERCŒUR" not in found
    assert "MERCŒUR" in client.get(at(facilitator, "people"), {"secteur": "itep"}).content.decode()


def test_people_of_another_network_and_those_forgotten_are_not_listed(client, facilitator):
    ParticipantFactory(name="Ailleurs TOTAL")
    person(facilitator, name="", erased_at=timezone.now())
    assert client.get(at(facilitator, "people")).context["page"].paginator.count == 0


def test_the_list_is_as_quick_with_many_people(client, facilitator, django_assert_max_num_queries):
    ParticipantFactory.create_batch(60, network=facilitator.network)
    with django_assert_max_num_queries(14):
        assert len(client.get(at(facilitator, "people")).context["page"]) == 40


def test_a_card_shows_the_meetings_one_may_see(client, facilitator):
    someone = person(facilitator)
    seen = AttendanceFactory(participant=someone, meeting__edition__network=facilitator.network)
    hidden = AttendanceFactory(
        participant=someone,
        meeting__edition=seen.meeting.edition,
        meeting__circle="committee",
        meeting__theme="Réservé",
    )
    page = client.get(at(facilitator, "person_card", someone.pk)).content.decode()
    assert str(seen.meeting.pk) in page
    assert hidden.meeting.theme not in page


def test_the_card_of_another_network_is_not_there(client, facilitator):
    assert client.get(at(facilitator, "person_card", ParticipantFactory().pk)).status_code == 404


def test_a_card_is_corrected_without_naming_anyone_in_the_journal(client, facilitator):
    someone = person(facilitator)
    said = {"name": "Noé VALTIER", "email": "", "profession": "parent", "sector": "families", "organization": ""}
    client.post(at(facilitator, "person_correct", someone.pk), said)
    someone.refresh_from_db()
    assert someone.name == "Noé VALTIER"
    assert "VALTIER" not in Entry.objects.get(verb="person.corrected").target


def test_a_link_is_sent_or_made_anew_for_whoever_has_no_address(client, facilitator):
    with_address, without = person(facilitator), person(facilitator, email="")
    client.post(at(facilitator, "person_send_link", with_address.pk))
    assert with_address.token in Letter.objects.get().body
    old = without.token
    page = client.post(at(facilitator, "person_send_link", without.pk), follow=True).content.decode()
    without.refresh_from_db()
    assert old != without.token
    assert without.token in page


def test_someone_is_forgotten_when_they_ask(client, facilitator):
    someone = person(facilitator)
    AttendanceFactory(participant=someone, meeting__edition__network=facilitator.network)
    client.post(at(facilitator, "person_forget", someone.pk))
    someone.refresh_from_db()
    assert (someone.name, someone.attendances.count()) == ("", 1)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Camille VARENNE", "VARENNE Camille", True),
        ("Zoé D'ARGELÈS", "zoe d’argeles", True),
        ("Jean-Élie ORVAL", "Jean Elie Orval", True),
        ("Camille VARENNE", "Camille VARENNES", True),
        ("Camille VARENNE", "Cyril VARENNE", False),
    ],
)
def test_when_two_spellings_are_one_name(one, other, same):
    assert same_name(one, other) is same


def test_doubles_are_proposed_by_name_inversion_and_address(facilitator):
    person(facilitator, name="Camille VARENNE", email="a@exemple.fr")
    person(facilitator, name="VARENNE Camille", email="a@exemple.fr")
    person(facilitator, name="Élise BAROT", email="")
    person(facilitator, name="Elise Barot", email="")
    person(facilitator, name="Accueil", email="b@exemple.fr")
    person(facilitator, name="Malik NOUAR", email="b@exemple.fr")
    assert [pair.why for pair in doubles(facilitator)] == ["both", "name", "address"]


def test_an_address_that_many_share_proposes_nobody(facilitator):
    for name in ("Ana", "Bao", "Cléo", "Dina", "Elio", "Fanny", "Gil"):
        person(facilitator, name=f"{name} LERAY", email="accueil@exemple.fr")
    assert doubles(facilitator) == []


def test_two_people_told_apart_are_not_proposed_again(client, facilitator):
    one, other = (person(facilitator, name="Camille VARENNE", email="") for _n in range(2))
    client.post(at(facilitator, "tell_apart"), {"one": one.pk, "other": other.pk})
    client.post(at(facilitator, "tell_apart"), {"one": other.pk, "other": one.pk})
    assert doubles(facilitator) == []
    assert Entry.objects.filter(verb="person.told_apart").count() == 1


def doubled(facilitator):
    """Someone entered twice, registered and present under both entries, at one same meeting too."""
    kept = person(facilitator, name="Camille VARENNE", email="", profession="")
    gone = person(facilitator, name="VARENNE Camille", email="c@exemple.fr", reference="P7")
    shared = MeetingFactory(edition__network=facilitator.network)
    RegistrationFactory(meeting=shared, participant=kept, state=State.CANCELLED)
    RegistrationFactory(meeting=shared, participant=gone)
    AttendanceFactory(meeting=shared, participant=kept)
    AttendanceFactory(meeting=shared, participant=gone)
    AttendanceFactory(meeting__edition=shared.edition, participant=gone)
    return kept, gone, shared


def test_a_merge_keeps_the_better_of_both(client, facilitator):
    kept, gone, shared = doubled(facilitator)
    client.post(at(facilitator, "merge"), {"kept": kept.pk, "gone": gone.pk})
    kept.refresh_from_db()
    assert not Participant.objects.filter(pk=gone.pk).exists()
    assert (kept.email, kept.reference, kept.name) == ("c@exemple.fr", "P7", "Camille VARENNE")
    assert kept.registrations.get(meeting=shared).state == State.CONFIRMED
    assert kept.attendances.count() == 2


def test_a_merge_is_undone_to_the_letter(client, facilitator):
    kept, gone, _shared = doubled(facilitator)
    before = [one.__dict__ | {"_state": None} for one in Participant.objects.order_by("pk")]
    client.post(at(facilitator, "merge"), {"kept": kept.pk, "gone": gone.pk})
    client.post(at(facilitator, "unmerge", Merge.objects.get().pk))
    assert [one.__dict__ | {"_state": None} for one in Participant.objects.order_by("pk")] == before
    back = Participant.objects.get(pk=gone.pk)
    assert (back.registrations.count(), back.attendances.count()) == (1, 2)
    assert Merge.objects.get().gone == {}, "nothing of the entry is kept twice"


def test_a_merge_of_more_than_a_month_stays(facilitator):
    kept, gone, _shared = doubled(facilitator)
    made = merging.merge(kept, gone, by=facilitator)
    Merge.objects.update(at=timezone.now() - timedelta(days=31))
    assert merging.undo(made, by=facilitator) is False


def test_two_accounts_are_never_made_one(client, facilitator):
    one, other = (person(facilitator, name="Camille VARENNE", user=UserFactory()) for _n in range(2))
    client.post(at(facilitator, "merge"), {"kept": one.pk, "gone": other.pk})
    assert Participant.objects.filter(name="Camille VARENNE").count() == 2


@pytest.mark.parametrize("gone", ["", "rien", "same", "elsewhere"])
def test_nobody_is_merged_with_themselves_or_someone_of_elsewhere(client, facilitator, gone):
    kept = person(facilitator)
    keys = {"same": str(kept.pk), "elsewhere": str(ParticipantFactory().pk)}
    answer = client.post(at(facilitator, "merge"), {"kept": kept.pk, "gone": keys.get(gone, gone)})
    assert answer.status_code == 404
    assert not Merge.objects.exists()


def test_a_merge_of_another_network_is_not_undone(client, facilitator):
    other = MemberFactory(role=Role.FACILITATOR)
    kept, gone, _shared = doubled(other)
    made = merging.merge(kept, gone, by=other)
    assert client.post(at(facilitator, "unmerge", made.pk)).status_code == 404
