"""What was done, in words."""

import csv
import io

import pytest
from django.urls import reverse
from factories import EntryFactory, MemberFactory

from plateforme.networks.circles import Circle
from plateforme.networks.models import Entry
from plateforme.networks.reads.journal import sentence, verbs
from plateforme.networks.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return MemberFactory()


@pytest.fixture
def page(client, member):
    client.force_login(member.user)
    url = reverse("networks:journal", args=[member.network.slug])
    return lambda **asked: client.get(url, asked).content.decode()


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.FACILITATOR, Role.STEWARD])
@pytest.mark.parametrize("circle", [Circle.NETWORK, Circle.COMMITTEE, Circle.EDITORIAL])
def test_one_reads_what_was_done_in_one_s_circles(client, role, circle):
    member = MemberFactory(role=role)
    EntryFactory(network=member.network, circle=circle, target="Une chose")
    client.force_login(member.user)
    expected = circle in member.circles
    for name in ("networks:journal", "networks:home", "networks:journal_csv"):
        answer = client.get(reverse(name, args=[member.network.slug]))
        assert ("Une chose" in b"".join(answer).decode()) == expected


def test_what_concerns_one_is_read_in_any_circle(page, member):
    EntryFactory(network=member.network, circle=Circle.COMMITTEE, about=member.user, target="Une chose")
    assert "Une chose" in page()


def test_another_network_s_journal_is_not_read(page):
    EntryFactory(target="Une chose")
    assert "Une chose" not in page()


def test_a_verb_without_words_is_told_as_it_is(page, member):
    EntryFactory(network=member.network, verb="comet.seen", target="<b>Halley</b>")
    assert "a fait ceci : comet.seen &lt;b&gt;Halley&lt;/b&gt;" in page()


def test_every_verb_has_words_that_take_what_they_are_given():
    for verb in verbs():
        assert "100 %" in sentence(verb, "100 %") or "%" not in str(verbs()[verb])


def test_the_journal_is_filtered_by_person_and_by_gesture(page, member):
    EntryFactory(network=member.network, actor_name="Camille", verb="member.left", target="")
    EntryFactory(network=member.network, actor_name="Dominique", verb="legal.changed", target="vos données")
    assert page(personne="Camille").count('class="event"') == 1
    assert page(geste="legal.changed").count('class="event"') == 1
    assert "Rien de tel" in page(personne="Camille", geste="legal.changed")


def test_a_long_journal_has_pages(page, member):
    EntryFactory.create_batch(60, network=member.network)
    assert page().count('class="event"') == 50
    assert page(page="2").count('class="event"') == 10


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1"])
def test_no_cell_of_the_export_is_a_formula(client, member, formula):
    client.force_login(member.user)
    EntryFactory(network=member.network, actor_name=formula, verb=formula, target=formula)
    answer = client.get(reverse("networks:journal_csv", args=[member.network.slug]))
    rows = list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 2
    assert all(not cell.lstrip().startswith(("=", "+", "-", "@")) for cell in rows[1])


def test_the_export_holds_what_is_filtered(client, member):
    client.force_login(member.user)
    EntryFactory(network=member.network, actor_name="Camille")
    EntryFactory(network=member.network, actor_name="Dominique")
    answer = client.get(reverse("networks:journal_csv", args=[member.network.slug]), {"personne": "Camille"})
    assert answer["Content-Disposition"].startswith('attachment; filename="journal-')
    assert "Dominique" not in b"".join(answer).decode()


def test_a_line_outlives_its_author(member):
    Entry.objects.create(network=member.network, actor=member.user, actor_name="Camille", verb="member.left")
    member.user.delete()
    assert Entry.objects.get().actor_name == "Camille"
