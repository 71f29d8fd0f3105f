"""Every page has a door, and the door holds. Each test walks all addresses and names those that fail."""

import pytest
from addresses import Address, addresses
from django.test import Client
from django.urls import reverse
from factories import MemberFactory, UserFactory
from world import World, build

from plateforme.accounts.door import WriteInGetError
from plateforme.networks.door import network_page
from plateforme.networks.models import Network
from plateforme.networks.roles import GRANTS, Permission, Role

pytestmark = pytest.mark.django_db
ALL = sorted(addresses(), key=str)
INSIDE = [address for address in ALL if address.door and address.door.kind == "network"]
SHARED = {"network", "year", "month", "kind", "method", "table", "suffix"}
"""Keys that name no row of a network."""


@pytest.fixture
def world() -> World:
    return build("Le réseau")


def behind(*kinds: str) -> list[Address]:
    return [address for address in ALL if address.door and address.door.kind in kinds]


def test_every_view_says_who_may_come_in():
    without = [str(address) for address in ALL if address.door is None]
    assert not without, "use network_page, visitor_page, personal_page or public_page on these views"


def test_every_address_has_a_name():
    assert [address.route for address in ALL if not address.name or address.name.endswith(":")] == []


def test_pages_of_a_network_go_through_its_door():
    under = [address for address in ALL if address.route.startswith("r/<slug:network>/")]
    assert len(under) > 50
    assert [str(address) for address in under if address not in behind("network", "visitor")] == []


def test_only_pages_of_a_network_take_a_network():
    assert [str(address) for address in INSIDE if not address.route.startswith("r/<slug:network>/")] == []


@pytest.mark.parametrize("stranger", ["never a member", "left"])
def test_a_stranger_is_told_that_there_is_nothing(world, client: Client, stranger):
    gone = MemberFactory(network=world.network, role=Role.STEWARD, left_on="2020-01-01")
    client.force_login(UserFactory() if stranger == "never a member" else gone.user)
    told = {url: (client.get(url).status_code, client.post(url).status_code) for url in map(world.url, INSIDE)}
    assert {url: codes for url, codes in told.items() if codes not in ((404, 404), (405, 404))} == {}


def test_without_an_account_a_network_that_exists_looks_like_one_that_does_not(world, client: Client):
    paths = [world.url(address) for address in INSIDE]
    there = [client.get(path) for path in paths]
    Network.objects.filter(pk=world.network.pk).update(slug="ailleurs")
    elsewhere = [client.get(path) for path in paths]
    assert {response.status_code for response in there} == {302}
    assert [response.url for response in there] == [response.url for response in elsewhere]
    assert all("/compte/" in response.url for response in there)


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_a_member_without_the_right_is_told_so(world, client: Client, role):
    client.force_login(world.member(role).user)
    closed = [world.url(address) for address in INSIDE if address.door.needs not in GRANTS[role]]
    told = {url: (client.get(url).status_code, client.post(url).status_code) for url in closed}
    assert {url: codes for url, codes in told.items() if codes not in ((403, 403), (405, 403))} == {}


def test_a_member_with_the_right_comes_in(world, client: Client):
    client.force_login(world.rows["steward"].user)
    told = {url: client.get(url).status_code for url in map(world.url, INSIDE)}
    assert {url: code for url, code in told.items() if code not in (200, 302, 304, 405)} == {}


def test_rows_of_another_network_do_not_open_in_ours(world, client: Client):
    other = build("Un autre réseau")
    client.force_login(world.member(Role.STEWARD).user)
    opened = []
    for address in INSIDE:
        if not set(address.keys) - SHARED:
            continue
        ours, theirs = world.keys(address), other.keys(address)
        assert ours != theirs, f"every key of {address} is the same in two networks: say in world.py which row it opens"
        url = reverse(address.name, kwargs=theirs | {"network": ours["network"]})
        if {client.get(url).status_code, client.post(url).status_code} - {404, 405}:
            opened.append(url)
    assert opened == []


def test_a_page_that_is_only_read_cannot_write(world, rf):
    @network_page(needs=Permission.READ)
    def writing(request, member):
        member.network.save()

    request = rf.get("/")
    request.user = world.rows["member"].user
    with pytest.raises(WriteInGetError):
        writing(request, network=world.network.slug)


def test_personal_pages_ask_to_sign_in(world, client: Client):
    answers = [client.get(world.url(address)) for address in behind("personal")]
    assert [response for response in answers if response.status_code != 302 or "/compte/" not in response.url] == []


def test_public_pages_open_without_an_account(world, client: Client):
    told = {url: client.get(url).status_code for url in map(world.url, behind("public", "visitor"))}
    assert {url: code for url, code in told.items() if code not in (200, 302, 405)} == {}
