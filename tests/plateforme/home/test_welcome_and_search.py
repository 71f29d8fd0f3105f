"""The first page of the site, and the search across a network."""

import pytest
from django.urls import reverse
from factories import MemberFactory, NetworkFactory, OrganizationFactory, UserFactory

from plateforme.networks.circles import Circle

pytestmark = pytest.mark.django_db


def test_anyone_reads_what_this_place_is_and_no_network_is_named(client):
    NetworkFactory(name="Un réseau discret")
    page = client.get("/").content.decode()
    assert reverse("account_login") in page
    assert "discret" not in page


def test_whoever_is_signed_in_is_led_to_their_networks(client):
    client.force_login(UserFactory())
    assert reverse("networks:mine") in client.get("/").content.decode()


def test_a_search_goes_across_modules_without_accents(client):
    member = MemberFactory(user__name="Éloïse GÊNET")
    OrganizationFactory(network=member.network, name="École Genêt")
    client.force_login(member.user)
    page = client.get(reverse("search", args=[member.network.slug]), {"q": "genet"}).content.decode()
    assert "Éloïse GÊNET</a>" in page
    assert "École Genêt</a>" in page


def test_a_search_finds_neither_another_network_nor_a_circle_one_is_not_in(client):
    member = MemberFactory()
    OrganizationFactory(name="Foyer des Aulnes")
    OrganizationFactory(network=member.network, name="Foyer discret", circle=Circle.COMMITTEE)
    client.force_login(member.user)
    page = client.get(reverse("search", args=[member.network.slug]), {"q": "foyer"}).content.decode()
    assert "0\xa0résultat" in page


@pytest.mark.parametrize("words", ["", "   ", "%", "<script>x</script>", "a" * 5000, "\x1f", "\u200b"])
def test_odd_words_find_nothing_and_break_nothing(client, words):
    member = MemberFactory(user__name="Dominique VARENNE")
    client.force_login(member.user)
    answer = client.get(reverse("search", args=[member.network.slug]), {"q": words})
    assert answer.status_code == 200
    assert "<script>x" not in answer.content.decode()
    assert "VARENNE</a>" not in answer.content.decode()


def test_a_stranger_searches_nothing(client):
    client.force_login(UserFactory())
    assert client.get(reverse("search", args=[NetworkFactory().slug]), {"q": "a"}).status_code == 404
