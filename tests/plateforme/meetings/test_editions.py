"""Editions: opened, moved one state at a time, read by those who see them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import EditionFactory, EntryFactory, MeetingFactory, MemberFactory

from plateforme.meetings.models import Edition, State
from plateforme.meetings.reads.editions import meetings_of, near, steps
from plateforme.meetings.writes import editions as writes
from plateforme.networks import journal
from plateforme.networks.circles import Circle
from plateforme.networks.models import Entry
from plateforme.networks.roles import Role

pytestmark = pytest.mark.django_db
SAID = {"title": "Les ateliers", "year": 2026, "objective": "Se prévenir plus tôt", "circle": "network"}


@pytest.fixture
def steward():
    return MemberFactory(role=Role.STEWARD)


@pytest.fixture
def edition(steward):
    return EditionFactory(network=steward.network)


def url(name, member, edition=None):
    return reverse(f"meetings:{name}", args=[member.network.slug, *([edition.pk] if edition else [])])


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.PARTICIPANT, 403), (Role.FACILITATOR, 403), (Role.COMMITTEE, 302), (Role.STEWARD, 302)],
)
def test_who_may_open_an_edition(client, role, status):
    member = MemberFactory(role=role)
    client.force_login(member.user)
    assert client.post(url("edition_new", member), SAID).status_code == status


def test_an_edition_opened_stands_in_the_list_and_in_the_journal(client, steward):
    client.force_login(steward.user)
    client.post(url("edition_new", steward), SAID)
    assert "Les ateliers (2026)" in client.get(url("editions", steward)).text
    assert Entry.objects.get(verb="edition.opened").target == "Les ateliers (2026)"


def test_two_editions_of_a_year_have_two_names(client, steward):
    EditionFactory(network=steward.network, year=2026, title="Les ateliers")
    client.force_login(steward.user)
    assert "porte déjà ce nom" in client.post(url("edition_new", steward), SAID).text


def test_nobody_opens_an_edition_they_would_not_see(client, steward):
    client.force_login(steward.user)
    assert "Vous ne verriez plus" in client.post(url("edition_new", steward), SAID | {"circle": "editorial"}).text


@pytest.mark.parametrize(
    ("here", "to", "why", "reached"),
    [
        ("preparing", "meeting", "", "meeting"),
        ("meeting", "analysing", "", "analysing"),
        ("meeting", "preparing", "une rencontre de plus", "preparing"),
        ("meeting", "preparing", "", "meeting"),  # going back says why
        ("meeting", "closed", "", "meeting"),  # one at a time
        ("published", "closed", "", "closed"),
    ],
)
def test_an_edition_moves_one_state_at_a_time(client, steward, here, to, why, reached):
    edition = EditionFactory(network=steward.network, state=here)
    client.force_login(steward.user)
    client.post(url("edition_state", steward, edition), {"to": to, "why": why})
    assert Edition.objects.get(pk=edition.pk).state == reached


def test_a_page_left_open_does_not_move_an_edition_twice(steward, edition):
    writes.move(edition, State.MEETING, by=steward)
    with pytest.raises(writes.NotNextError):
        writes.move(edition, State.MEETING, by=steward)


def test_closing_says_when_and_opening_again_takes_it_back(steward):
    edition = EditionFactory(network=steward.network, state=State.PUBLISHED)
    writes.move(edition, State.CLOSED, by=steward)
    edition.refresh_from_db()
    assert edition.closed_on == timezone.localdate()
    writes.move(edition, State.PUBLISHED, "il manquait un atelier", by=steward)
    edition.refresh_from_db()
    assert edition.closed_on is None
    assert "il manquait un atelier" in Entry.objects.get(verb="edition.moved_back").target


def test_the_road_says_what_is_done_what_is_next_and_where(steward):
    edition = EditionFactory(network=steward.network)
    road = steps(edition, [], steward)
    assert [step.state for step in road] == ["current", *["todo"] * 6]
    assert road[0].url == url("edition_edit", steward, edition)
    edition.objective, edition.state = "Se prévenir", State.MEETING
    meeting = MeetingFactory(edition=edition, theme="L'école et nous")
    road = steps(edition, list(meetings_of(edition, steward)), steward)
    assert [step.state for step in road[:4]] == ["done", "done", "current", "todo"]
    assert "0 sur 1" in road[2].words
    assert road[2].url == reverse("meetings:meeting", args=[steward.network.slug, meeting.pk])


def test_someone_who_only_reads_is_led_nowhere_they_may_not_go():
    reader = MemberFactory()
    road = steps(EditionFactory(network=reader.network), [], reader)
    assert [step.url for step in road if step.url] == []


def test_the_page_tells_who_is_on_it_by_role(client, steward, edition):
    facilitator = MemberFactory(network=steward.network, role=Role.FACILITATOR, user__name="Camille ARVOISE")
    MemberFactory(network=steward.network, role=Role.ANALYST, user__name="Claude BELMONT")
    MeetingFactory(edition=edition).facilitators.add(facilitator)
    client.force_login(steward.user)
    page = client.get(url("edition", steward, edition)).text
    assert page.index("Animation") < page.index("Camille ARVOISE") < page.index("Claude BELMONT")


def test_closing_the_circle_of_an_edition_closes_what_stands_under_it(client, steward):
    edition = EditionFactory(network=steward.network, circle=Circle.PUBLIC, title="Les ateliers")
    meeting = MeetingFactory(edition=edition, circle=Circle.PUBLIC, theme="Un thème")
    EntryFactory(network=steward.network, target="Un thème", subject=journal.key_of(meeting), circle=Circle.PUBLIC)
    client.force_login(steward.user)
    client.post(url("edition_edit", steward, edition), SAID | {"circle": "committee"})
    meeting.refresh_from_db()
    assert meeting.circle == Circle.COMMITTEE
    member = MemberFactory(network=steward.network)
    assert not Entry.objects.seen_by(member).filter(target="Un thème").exists()
    client.force_login(member.user)
    assert client.get(url("edition", member, edition)).status_code == 404


def test_a_visitor_reads_a_public_edition_and_is_asked_to_sign_in_for_another(client, steward):
    public = EditionFactory(network=steward.network, circle=Circle.PUBLIC)
    closed = EditionFactory(network=steward.network)
    assert client.get(url("edition", steward, public)).status_code == 200
    assert "/compte/" in client.get(url("edition", steward, closed)).url


def test_an_edition_of_many_meetings_shows_the_last_ones_and_the_next_ones(client, steward, edition):
    now = timezone.now()
    days = [*range(-10, 0), *range(1, 11)]
    met = [MeetingFactory(edition=edition, starts_at=now + timedelta(days=n), theme=f"Thème {n}") for n in days]
    assert near(met) == met[6:18]
    assert near(met[:10]) == met[:10]
    assert near(met[10:] * 2) == (met[10:] * 2)[:12]
    client.force_login(steward.user)
    page = client.get(url("edition", steward, edition)).text
    assert ("Thème -4<" in page, "Thème 8<" in page, "Thème -5<" in page, "Thème 9<" in page) == (
        True,
        True,
        False,
        False,
    )
    assert f"rencontres/?edition={edition.pk}&amp;quand=passees" in page


def test_a_card_drawn_once_follows_what_changes(client, steward, edition):
    meeting = MeetingFactory(edition=edition, theme="Avant")
    client.force_login(steward.user)
    assert "Avant" in client.get(url("edition", steward, edition)).text
    meeting.theme, meeting.cancelled_at = "Après", timezone.now()
    meeting.save()
    page = client.get(url("edition", steward, edition)).text
    assert ("Avant" in page, "Après" in page, "Annulée" in page) == (False, True, True)


def test_the_page_asks_as_little_of_the_database_with_twenty_meetings_as_with_one(
    client, steward, edition, django_assert_max_num_queries
):
    MeetingFactory(edition=edition)
    client.force_login(steward.user)
    MeetingFactory.create_batch(19, edition=edition)
    with django_assert_max_num_queries(30):
        client.get(url("edition", steward, edition))
