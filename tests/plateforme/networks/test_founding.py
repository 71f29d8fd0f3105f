"""A network begins, is set, ends."""

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import MemberFactory, NetworkFactory, UserFactory

from plateforme.networks.models import Entry, LegalText, Mandate, Network
from plateforme.networks.roles import Role
from plateforme.networks.writes import founding
from plateforme.networks.writes.founding import years_after

pytestmark = pytest.mark.django_db


def test_a_name_and_a_department_make_a_network_looked_after_for_a_year(client):
    user = UserFactory()
    client.force_login(user)
    answer = client.post(reverse("networks:new"), {"name": "  Réseau du   Val ", "department": "2A"})
    network = Network.objects.get()
    assert answer.url == reverse("networks:home", args=["reseau-du-val"])
    assert (network.name, network.departments, network.territory) == ("Réseau du Val", ["2A"], "Corse-du-Sud (2A)")
    mandate = Mandate.objects.get(membership__user=user)
    assert (mandate.role, mandate.ends_on) == (Role.STEWARD, years_after(timezone.localdate()))
    assert Entry.objects.get(network=network).verb == "network.founded"


def test_whoever_has_no_name_says_one_since_others_see_names(client):
    user = UserFactory(name="")
    client.force_login(user)
    said = {"name": "Val", "department": "63"}
    assert client.post(reverse("networks:new"), said).status_code == 200
    assert client.post(reverse("networks:new"), said | {"person": "Camille ORVAL"}).status_code == 302
    user.refresh_from_db()
    assert (user.name, user.sort_name) == ("Camille ORVAL", "camille orval")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Val", "val-2"),
        ("Admin", "admin-2"),
        ("…", "reseau-2"),
        ("L'Été à l'école !", "lete-a-lecole"),
        ("x" * 119, "x" * 50),
    ],
)
def test_each_network_has_an_address_of_its_own(name, slug):
    NetworkFactory(slug="val")
    assert founding.found(UserFactory(), name, "63").network.slug == slug


def test_an_address_taken_at_the_same_moment_is_not_taken_twice(monkeypatch):
    NetworkFactory(slug="val")
    monkeypatch.setattr("django.db.models.query.QuerySet.exists", lambda self: False)
    assert founding.found(UserFactory(), "Val", "63").network.slug == "val-2"


@pytest.mark.parametrize(
    "said", [{"name": "", "department": "63"}, {"name": "Val", "department": "20"}, {"name": "Val"}]
)
def test_a_network_without_name_or_department_is_not_made(client, said):
    client.force_login(UserFactory())
    assert client.post(reverse("networks:new"), said).status_code == 200
    assert not Network.objects.exists()


SETTINGS = {
    "name": "Réseau du val",
    "departments": "63, Allier",
    "quorum_percent": 50,
    "threshold": 3,
    "attendance_months": 12,
    "contact_months": 24,
}


def test_settings_are_kept_and_told_once(client):
    steward = MemberFactory(role=Role.STEWARD, network__name="Réseau du val")
    client.force_login(steward.user)
    url = reverse("networks:settings", args=[steward.network.slug])
    for _ in range(2):
        assert client.post(url, SETTINGS | {"purpose": "Tenir ensemble."}).status_code == 302
    network = Network.objects.get()
    assert (network.purpose, network.departments) == ("Tenir ensemble.", ["63", "03"])
    assert [line.target for line in Entry.objects.all()] == ["objet, départements"]


@pytest.mark.parametrize("wrong", [{"threshold": 2}, {"quorum_percent": 0}, {"departments": "63, Lune"}, {"name": " "}])
def test_a_wrong_setting_changes_nothing(client, wrong):
    steward = MemberFactory(role=Role.STEWARD)
    client.force_login(steward.user)
    before = Network.objects.values().get()
    answer = client.post(reverse("networks:settings", args=[steward.network.slug]), SETTINGS | wrong)
    assert answer.status_code == 200
    assert "À corriger" in answer.content.decode()
    assert Network.objects.values().get() == before


def test_a_network_is_closed_by_its_last_member_alone_who_writes_its_name(client):
    steward = MemberFactory(role=Role.STEWARD, network__name="Réseau du val")
    other = MemberFactory(network=steward.network)
    url = reverse("networks:close", args=[steward.network.slug])
    client.force_login(steward.user)
    refused = client.post(url, {"name": "Réseau du val"})
    assert "D'autres personnes en font partie" in refused.content.decode()
    assert Network.objects.exists()
    other.left_on = timezone.localdate()
    other.save()
    assert client.post(url, {"name": "autre chose"}).status_code == 200
    assert Network.objects.exists()
    assert client.post(url, {"name": "réseau du val"}).status_code == 302
    assert not Network.objects.exists()


def test_the_network_s_own_wording_is_read_by_visitors_and_the_model_comes_back(client):
    steward = MemberFactory(role=Role.STEWARD)
    slug = steward.network.slug
    client.force_login(steward.user)
    own = {"body": "# Chez nous\n\nRien de caché <script>x</script> [ici](javascript:x)."}
    edit, read = (reverse(f"networks:{name}", args=[slug, "confidentialite"]) for name in ("legal_edit", "legal"))
    seen = client.post(edit, own | {"preview": "1"}).content.decode()
    assert "Voici ce que l" in seen
    assert not LegalText.objects.exists()
    assert client.post(edit, own).status_code == 302
    client.logout()
    page = client.get(read).content.decode()
    assert "<h1>Chez nous</h1>" in page
    assert "<script>x" not in page
    assert 'href="javascript' not in page
    client.force_login(steward.user)
    client.post(reverse("networks:legal_restore", args=[slug, "confidentialite"]))
    assert not LegalText.objects.exists()
    assert [line.verb for line in Entry.objects.order_by("pk")] == ["legal.changed", "legal.restored"]


def test_nobody_fills_the_site_with_networks(client):
    client.force_login(UserFactory())
    said = {"name": "Réseau du val", "department": "63"}
    codes = [client.post(reverse("networks:new"), said).status_code for _ in range(7)]
    assert codes == [302] * 5 + [429] * 2
