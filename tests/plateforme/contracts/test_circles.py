"""No surface tells what a circle holds to someone outside it: pages, lists, counts, searches, feeds, exports, files.

Rows are planted in every circle; then every address is read as every role. What a reader may not see is looked for in
the words of the answer; then the answer must be the same, to the letter, as if those rows were not there: counts leak.
"""

import pytest
from addresses import Address, addresses, readable, settled
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import reverse
from factories import AttendanceFactory, ParticipantFactory, RegistrationFactory
from world import PLANTED, World, build

from plateforme.meetings.models import Paper
from plateforme.networks.circles import Circle, within
from plateforme.networks.models import Membership, Network
from plateforme.networks.roles import Permission, Role

pytestmark = pytest.mark.django_db
SURFACES = [address for address in addresses() if address.door and address.door.kind in ("network", "visitor")]
BY_LINK = [address for address in addresses() if address.door and address.door.kind == "public" and address.keys]
SUGGESTIONS = {"directory:suggest", "meetings:people_suggest"}
"""Surfaces that answer to what is typed elsewhere: they hold no field of their own."""
OURS = [model for model in apps.get_models() if model.__module__.startswith("plateforme.")]
WITH_CIRCLE = [model for model in OURS if any(field.name == "circle" for field in model._meta.fields)]


def mark(model: type[models.Model], circle: str) -> str:
    return f"Marque{model.__name__}{circle}"


def plant(world: World, circles: list[Circle]) -> dict[str, models.Model]:
    return {
        mark(model, circle): PLANTED[model](world, circle, mark(model, circle))
        for model in WITH_CIRCLE
        for circle in circles
    }


def answers(client: Client, world: World, member: Membership | None) -> dict[Address | str, str]:
    """What every address says to this person. Searches are asked for the marks."""
    if member:
        client.force_login(member.user)
    told = {}
    for address in SURFACES:
        url = world.url(address)
        response = client.get(url)
        told[address] = readable(response) if response.status_code == 200 else ""
        if 'name="q"' in told[address] or address.name in SUGGESTIONS:
            told[address] += "".join(readable(client.get(url, {"q": word})) for word in ("marque", "MARQUE"))
    if member:
        feed = reverse("meetings:person_feed", args=[member.user.calendar_token])
        told["own feed"] = readable(Client().get(feed))  # what a telephone reads, without session
    return told


def test_every_model_with_a_circle_is_planted_here():
    assert set(WITH_CIRCLE) == set(PLANTED), "add the new model to PLANTED in world.py"


def test_every_model_that_leads_to_a_network_is_fetched_through_the_filter():
    def leads_to_network(model: type[models.Model]) -> bool:
        targets = {field.related_model for field in model._meta.fields if field.is_relation}
        return Network in targets or any(t in OURS and t is not model and leads_to_network(t) for t in targets)

    machinery = {  # fetched by a token, by their network or by a row already seen
        "Correspondent",
        "Gesture",
        "Invitation",
        "LegalText",
        "Merge",
        "Silence",
        "ToldApart",
    }
    without = [m.__name__ for m in OURS if leads_to_network(m) and not hasattr(m._default_manager.all(), "seen_by")]
    assert set(without) - machinery == set()


@pytest.mark.parametrize("role", [None, *Role], ids=str)
def test_no_surface_shows_what_is_outside_one_s_circles(client: Client, role):
    world = build("Le réseau")
    member = world.member(role) if role else None
    circles = member.circles if member else frozenset({Circle.PUBLIC})
    planted = plant(world, list(Circle))
    hidden = [words for words in planted if not any(words.endswith(circle) for circle in circles)]
    for address, text in answers(client, world, member).items():
        leaked = [words for words in hidden if words in text]
        assert not leaked, f"{address} tells {leaked} to {role}"


@pytest.mark.parametrize("role", [None, *Role], ids=str)
def test_no_surface_changes_by_what_one_may_not_see(client: Client, role):
    world = build("Le réseau")
    member = world.member(role) if role else None
    circles = member.circles if member else frozenset({Circle.PUBLIC})
    before = answers(client, world, member)
    plant(world, [circle for circle in Circle if circle not in circles])
    after = answers(client, world, member)
    changed = [str(address) for address in before if settled(before[address]) != settled(after[address])]
    assert not changed, f"these pages count or hint at what {role} may not see"


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_what_is_inside_one_s_circles_is_found_somewhere(client: Client, role):
    world = build("Le réseau")
    member = world.member(role)
    planted = plant(world, list(Circle))
    text = "\n".join(answers(client, world, member).values())
    shown = [words for words in planted if any(words.endswith(circle) for circle in member.circles)]
    assert [words for words in shown if words not in text] == []


@pytest.mark.parametrize("role", [None, *Role], ids=str)
def test_addresses_of_people_are_read_by_those_who_may_alone(client: Client, role):
    world = build("Le réseau")
    someone = ParticipantFactory(network=world.network, name="Marque NOM", email="marque@courriel.fr")
    RegistrationFactory(meeting=world.meeting, participant=someone, needs="Marque besoin")
    AttendanceFactory(meeting=world.meeting, participant=someone)
    member = world.member(role) if role else None
    sees_names = bool(member and (member.may(Permission.TAKE_ATTENDANCE) or member.may(Permission.PLAN_MEETINGS)))
    secrets = ["marque@courriel.fr", "Marque besoin"] if not (member and member.may(Permission.SEE_CONTACTS)) else []
    secrets += [] if sees_names else ["Marque NOM", "MARQUE NOM"]
    for address, text in answers(client, world, member).items():
        leaked = [secret for secret in secrets if secret in text]
        assert not leaked, f"{address} tells {leaked} to {role}"


def test_a_link_opens_what_it_was_made_for_and_no_more(client: Client):
    world = build("Le réseau")
    plant(world, list(Circle))
    for address in BY_LINK:
        shared = (Circle.PUBLIC, Circle.NETWORK) if address.name == "meetings:network_feed" else (Circle.PUBLIC,)
        response = client.get(world.url(address))
        text = readable(response) if response.status_code == 200 else ""
        hidden = [mark(model, circle) for model in WITH_CIRCLE for circle in Circle if circle not in shared]
        assert [words for words in hidden if words in text] == [], address


def test_those_who_came_see_what_is_for_those_present_and_others_do_not(client: Client):
    world = build("Le réseau")
    came, absent = world.member(Role.PARTICIPANT), world.member(Role.PARTICIPANT)
    AttendanceFactory(meeting=world.meeting, participant=ParticipantFactory(network=world.network, user=came.user))
    words = "Marque des présents"
    PLANTED[Paper](world, Circle.PRESENT, words)
    assert any(words in text for text in answers(client, world, came).values())
    assert not any(words in text for text in answers(Client(), world, absent).values())


@pytest.mark.parametrize("circle", list(Circle))
def test_a_child_is_never_more_open_than_its_parent(circle):
    openness = {Circle.PUBLIC: 3, Circle.NETWORK: 2}
    for child in Circle:
        if within(child, circle):
            assert openness.get(child, 1) <= openness.get(circle, 1)
