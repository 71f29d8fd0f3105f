"""Legal texts: filled with what is known, saying what is missing, safe whatever is typed."""

import time

import pytest
from django.urls import reverse
from factories import MemberFactory, NetworkFactory

from plateforme.networks import legal
from plateforme.networks.models import LegalText
from plateforme.networks.roles import Role

pytestmark = pytest.mark.django_db
KINDS = list(LegalText.Kind)


@pytest.mark.parametrize("kind", KINDS)
def test_anyone_reads_the_texts_of_a_network_and_of_the_site(client, kind):
    network = NetworkFactory()
    own = client.get(reverse("networks:legal", args=[network.slug, kind.value]))
    site = client.get(reverse("site_legal", args=[kind.value]))
    for answer in (own, site):
        assert answer.status_code == 200
        assert answer.content.decode().count("<h1") == 1


def test_what_is_missing_is_shown_and_told_to_the_steward(client):
    steward = MemberFactory(role=Role.STEWARD)
    url = reverse("networks:legal", args=[steward.network.slug, "mentions-legales"])
    assert "[à compléter : Organisme responsable]" in client.get(url).content.decode()
    assert "Il manque" not in client.get(url).content.decode()
    client.force_login(steward.user)
    assert "Il manque" in client.get(url).content.decode()
    settings = client.get(reverse("networks:settings", args=[steward.network.slug])).content.decode()
    assert "À compléter pour les textes légaux" in settings


def test_what_is_said_in_the_settings_fills_the_texts():
    network = NetworkFactory(controller="Association du Val", controller_address="1 rue des Prés\n63000 Clermont")
    page = legal.page(LegalText.Kind.LEGAL, network)
    assert "Association du Val, 1 rue des Prés 63000 Clermont" in page.html
    assert "controller" not in [one.key for one in page.missing]


@pytest.mark.parametrize(
    "name", ["# Titre", "<script>x</script>", "[ici](javascript:x)", "**gras**", "a\n\n# b", "![](x)"]
)
def test_a_name_that_tries_to_be_markup_stays_words(name):
    html = legal.page(LegalText.Kind.PRIVACY, NetworkFactory(name=name)).html
    assert html.count("<h2") == legal.page(LegalText.Kind.PRIVACY, NetworkFactory()).html.count("<h2")
    for mark in ("<script", 'javascript:x"', "<strong>gras", "<img"):
        assert mark not in html


def test_a_model_placeholder_that_a_text_invents_is_shown_as_missing():
    assert "[à compléter : lune]" in legal.filled("{{ lune }}", {})


def test_the_site_says_what_its_environment_says(settings, client):
    settings.LEGAL_FACTS = {"host": "Hébergeur du Val", "source_url": "https://exemple.fr/code"}
    page = client.get(reverse("site_legal", args=["mentions-legales"])).content.decode()
    assert "Hébergeur du Val" in page
    assert 'href="https://exemple.fr/code"' in page


def test_the_register_is_filled_and_printed(client):
    member = MemberFactory(network__controller="Association du Val", network__attendance_months=7)
    client.force_login(member.user)
    page = client.get(reverse("networks:register_of_processing", args=[member.network.slug])).content.decode()
    assert "Association du Val" in page
    assert "7\nmois" in page or "7 mois" in page
    assert "{{" not in page


@pytest.mark.parametrize("name", ["networks:legal", "networks:legal_edit", "networks:legal_restore"])
def test_there_is_no_other_text(client, name):
    steward = MemberFactory(role=Role.STEWARD)
    client.force_login(steward.user)
    assert client.post(reverse(name, args=[steward.network.slug, "autre"])).status_code == 404


@pytest.mark.parametrize("unit", ["[", "{{ ", "[a](", "![", "*a "])
def test_a_text_made_to_slow_the_page_down_does_not(unit):
    began = time.process_time()
    legal.filled(unit * (40_000 // len(unit)), {})
    assert time.process_time() - began < 1
