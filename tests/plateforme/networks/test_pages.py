"""The same questions for each page: who may, another network's row, what a name does that tries to be markup."""

import pytest
from django.urls import reverse
from factories import InvitationFactory, MandateFactory, MemberFactory, NetworkFactory, UserFactory

from plateforme.networks.models import Mandate
from plateforme.networks.roles import Role

pytestmark = pytest.mark.django_db
ATTACK = "<script>x</script>\"'&"

# name, arguments after the slug, the roles that may read it
PAGES = [
    ("networks:home", {}, set(Role)),
    ("networks:members", {}, set(Role)),
    ("networks:member", {"member": "member"}, set(Role)),
    ("networks:rights", {}, set(Role)),
    ("networks:journal", {}, set(Role)),
    ("networks:journal_csv", {}, set(Role)),
    ("networks:leave", {}, set(Role)),
    ("networks:register_of_processing", {}, set(Role)),
    ("networks:invitations", {}, {Role.FACILITATOR, Role.STEWARD}),
    ("networks:invite", {}, {Role.FACILITATOR, Role.STEWARD}),
    ("networks:print_code", {}, {Role.FACILITATOR, Role.STEWARD}),
    ("networks:poster", {"invitation": "code"}, {Role.FACILITATOR, Role.STEWARD}),
    ("networks:give_role", {"member": "member"}, {Role.STEWARD}),
    ("networks:remove", {"member": "member"}, {Role.STEWARD}),
    ("networks:hand_over", {"member": "member"}, {Role.STEWARD}),
    ("networks:renew_role", {"mandate": "mandate"}, {Role.STEWARD}),
    ("networks:end_role", {"mandate": "mandate"}, {Role.STEWARD}),
    ("networks:settings", {}, {Role.STEWARD}),
    ("networks:legal_edit", {"kind": "confidentialite"}, {Role.STEWARD}),
]


def rows_of(network):
    """Someone of the network, a mandate, a printed code."""
    other = MemberFactory(network=network)
    return {
        "member": other.pk,
        "mandate": MandateFactory(membership=other).pk,
        "code": InvitationFactory(network=network, email="").pk,
        "confidentialite": "confidentialite",
    }


def address(name, arguments, network, rows):
    return reverse(name, kwargs={"network": network.slug} | {key: rows[row] for key, row in arguments.items()})


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(("name", "arguments", "roles"), PAGES)
def test_who_may_open_a_page(client, role, name, arguments, roles):
    member = MemberFactory(role=role)
    client.force_login(member.user)
    answer = client.get(address(name, arguments, member.network, rows_of(member.network)))
    assert answer.status_code == (200 if role in roles else 403)


@pytest.mark.parametrize(("name", "arguments", "roles"), PAGES)
def test_a_stranger_is_told_that_there_is_nothing_as_for_a_network_that_does_not_exist(client, name, arguments, roles):
    network = NetworkFactory()
    rows = rows_of(network)
    client.force_login(MemberFactory(role=Role.STEWARD).user)
    there = client.get(address(name, arguments, network, rows))
    nowhere = client.get(address(name, arguments, NetworkFactory.build(slug="nulle-part"), rows))
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert there.content.decode().replace(network.slug, "nulle-part") == nowhere.content.decode()


@pytest.mark.parametrize(("name", "arguments", "roles"), [page for page in PAGES if page[1] and "kind" not in page[1]])
def test_another_network_s_row_is_not_found_under_one_s_own_address(client, name, arguments, roles):
    steward = MemberFactory(role=Role.STEWARD)
    client.force_login(steward.user)
    rows = rows_of(NetworkFactory())
    assert client.get(address(name, arguments, steward.network, rows)).status_code == 404
    assert client.post(address(name, arguments, steward.network, rows)).status_code == 404


@pytest.mark.parametrize(("name", "arguments", "roles"), PAGES)
def test_whoever_is_not_signed_in_is_asked_to(client, name, arguments, roles):
    network = NetworkFactory()
    answer = client.get(address(name, arguments, network, rows_of(network)))
    assert answer.status_code in (302, 404)
    assert answer.status_code == 404 or answer.url.startswith(reverse("account_login"))


@pytest.mark.parametrize(("name", "arguments", "roles"), PAGES)
def test_names_stay_words(client, name, arguments, roles):
    network = NetworkFactory(name=ATTACK, purpose=ATTACK, controller=ATTACK)
    steward = MemberFactory(network=network, user__name=ATTACK, role=Role.STEWARD)
    rows = rows_of(network)
    Mandate.objects.get(pk=rows["mandate"]).membership.user.name = ATTACK
    client.force_login(steward.user)
    page = b"".join(client.get(address(name, arguments, network, rows))).decode()
    assert "<script>x" not in page


def test_someone_who_left_is_a_stranger(client):
    member = MemberFactory(role=Role.STEWARD, left_on="2026-01-01")
    client.force_login(member.user)
    assert client.get(reverse("networks:home", args=[member.network.slug])).status_code == 404


def test_whoever_runs_the_site_opens_no_network(client):
    client.force_login(UserFactory(is_superuser=True))
    assert client.get(reverse("networks:home", args=[NetworkFactory().slug])).status_code == 404


@pytest.mark.parametrize("name", ["networks:members", "networks:journal", "networks:invitations"])
def test_a_long_list_asks_no_more_of_the_database(client, name, django_assert_max_num_queries):
    steward = MemberFactory(role=Role.STEWARD)
    client.force_login(steward.user)
    url = reverse(name, args=[steward.network.slug])
    for _ in range(30):
        MandateFactory(membership=MemberFactory(network=steward.network))
        InvitationFactory(network=steward.network, created_by=steward.user)
    with django_assert_max_num_queries(14):
        client.get(url)


def test_a_person_with_one_network_goes_straight_to_it(client):
    member = MemberFactory()
    client.force_login(member.user)
    assert client.get(reverse("networks:mine")).url == reverse("networks:home", args=[member.network.slug])


def test_a_person_with_several_networks_chooses_and_may_switch(client):
    member = MemberFactory()
    other = MemberFactory(user=member.user)
    client.force_login(member.user)
    page = client.get(reverse("networks:mine")).content.decode()
    assert member.network.name in page
    assert other.network.name in page
    home = client.get(reverse("networks:home", args=[member.network.slug])).content.decode()
    assert reverse("networks:home", args=[other.network.slug]) in home


def test_the_address_of_someone_is_shown_to_those_who_see_contacts_alone(client):
    member = MemberFactory()
    url = reverse("networks:member", args=[member.network.slug, member.pk])
    shown = {}
    for role in Role:
        client.force_login(MemberFactory(network=member.network, role=role).user)
        shown[role] = member.user.email in client.get(url).content.decode()
    assert {role for role, there in shown.items() if there} == {Role.FACILITATOR, Role.STEWARD}


def test_members_are_found_without_accents_nor_case(client):
    member = MemberFactory(user__name="Éloïse GÊNET")
    MemberFactory(network=member.network, user__name="Camille ORVAL")
    client.force_login(member.user)
    page = client.get(reverse("networks:members", args=[member.network.slug]), {"q": "genet eloise"}).content.decode()
    assert "Éloïse GÊNET</a>" in page
    assert "Camille ORVAL</a>" not in page


def test_members_are_found_by_role(client):
    member = MemberFactory(user__name="Camille ORVAL")
    MemberFactory(network=member.network, role=Role.ANALYST, user__name="Dominique VARENNE")
    client.force_login(member.user)
    url = reverse("networks:members", args=[member.network.slug])
    page = client.get(url, {"role": "analyst"}).content.decode()
    assert "Dominique VARENNE</a>" in page
    assert "Camille ORVAL</a>" not in page


def test_the_table_of_rights_says_what_is_mine(client):
    client.force_login((member := MemberFactory(role=Role.FACILITATOR)).user)
    page = client.get(reverse("networks:rights", args=[member.network.slug])).content.decode()
    assert "animation (c'est vous)" in page
    assert page.count('<th scope="col"') == 2 * (2 + len(Role))
