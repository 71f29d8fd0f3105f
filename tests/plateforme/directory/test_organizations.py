"""Organizations of a network, and who works there."""

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import AffiliationFactory, AttendanceFactory, MemberFactory, OrganizationFactory, ParticipantFactory

from plateforme.directory import personal, reads, writes
from plateforme.directory.models import Affiliation, Organization
from plateforme.networks.circles import Circle
from plateforme.networks.models import Entry
from plateforme.networks.roles import Role

pytestmark = pytest.mark.django_db
KEEPERS = {Role.FACILITATOR, Role.STEWARD}
ATTACK = "<script>x</script>\"'&"
PAGES = [
    ("directory:organizations", False, set(Role)),
    ("directory:suggest", False, set(Role)),
    ("directory:organization", True, set(Role)),
    ("directory:add", False, KEEPERS),
    ("directory:edit", True, KEEPERS),
    ("directory:merge", True, KEEPERS),
]


@pytest.fixture
def keeper():
    return MemberFactory(role=Role.FACILITATOR)


@pytest.fixture
def here(client, keeper):
    client.force_login(keeper.user)
    return lambda name, *args: reverse(f"directory:{name}", args=[keeper.network.slug, *args])


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(("name", "of_one", "roles"), PAGES)
def test_who_may_open_a_page(client, role, name, of_one, roles):
    member = MemberFactory(role=role)
    rows = [OrganizationFactory(network=member.network).pk] if of_one else []
    client.force_login(member.user)
    status = client.get(reverse(name, args=[member.network.slug, *rows])).status_code
    assert status == (200 if role in roles else 403)


@pytest.mark.parametrize(("name", "of_one", "roles"), PAGES)
def test_another_network_s_organization_is_not_found(client, here, name, of_one, roles):
    other = OrganizationFactory()
    if of_one:
        assert client.get(here(name.partition(":")[2], other.pk)).status_code == 404
    stranger = [other.network.slug, *([other.pk] if of_one else [])]
    assert client.get(reverse(name, args=stranger)).status_code == 404


@pytest.mark.parametrize("circle", list(Circle))
@pytest.mark.parametrize("role", list(Role))
def test_an_organization_is_seen_in_its_circle_on_every_surface(client, role, circle):
    member = MemberFactory(role=role)
    one = OrganizationFactory(network=member.network, name="Foyer des Aulnes", circle=circle)
    client.force_login(member.user)
    slug, expected = member.network.slug, circle in member.circles
    listed = client.get(reverse("directory:organizations", args=[slug])).content.decode()
    suggested = client.get(reverse("directory:suggest", args=[slug]), {"q": "aulnes"}).content.decode()
    assert ("Foyer des Aulnes" in listed) == ("Foyer des Aulnes" in suggested) == expected
    assert bool(reads.found(member, "foyer")) == expected
    assert (client.get(reverse("directory:organization", args=[slug, one.pk])).status_code == 200) == expected


def test_an_organization_is_added_once_in_a_network(client, here):
    client.post(here("add"), {"name": "Foyer  des Aulnes", "circle": "network", "siret": "732 829 320 00074"})
    one = Organization.objects.get()
    assert (one.name, one.siret) == ("Foyer des Aulnes", "73282932000074")
    again = client.post(here("add"), {"name": "FOYER DES AULNES", "circle": "network"})
    assert "porte déjà ce nom" in again.content.decode()
    assert Entry.objects.get().verb == "organization.added"


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"siret": "73282932000075"},
        {"finess": "630000007"},
        {"uai": "0951099A"},
        {"postal_code": "6300"},
        {"circle": "autre"},
        {"sector": "autre"},
    ],
)
def test_a_wrong_number_is_told_to_the_one_who_typed_it(client, here, wrong):
    answer = client.post(here("add"), {"name": "Foyer", "circle": "network"} | wrong)
    assert "À corriger" in answer.content.decode()
    assert not Organization.objects.exists()


def test_a_correction_is_told_once(client, here, keeper):
    one = OrganizationFactory(network=keeper.network)
    for _ in range(2):
        client.post(here("edit", one.pk), {"name": one.name, "circle": "network", "place": "Belmont"})
    one.refresh_from_db()
    assert one.place == "Belmont"
    assert Entry.objects.count() == 1


def test_organizations_are_found_without_accents_and_by_sector(client, here, keeper):
    OrganizationFactory(network=keeper.network, name="École des Prés", sector="school")
    OrganizationFactory(network=keeper.network, name="Foyer des Aulnes", sector="itep")
    found = client.get(here("organizations"), {"q": "ecole"}).content.decode()
    assert "École des Prés</a>" in found
    assert "Aulnes</a>" not in found
    assert "École des Prés</a>" in client.get(here("organizations"), {"secteur": "school"}).content.decode()


def test_a_long_list_asks_no_more_of_the_database(client, here, keeper, django_assert_max_num_queries):
    for _ in range(60):
        AffiliationFactory(membership__network=keeper.network)
    with django_assert_max_num_queries(10):
        page = client.get(here("organizations")).content.decode()
    assert page.count('<th scope="row">') == 50


def test_two_entries_become_one_with_all_that_pointed_to_them(client, here, keeper):
    kept = OrganizationFactory(network=keeper.network, name="Foyer des Aulnes", sector="", place="Belmont")
    gone = OrganizationFactory(network=keeper.network, name="Foyer Aulnes", sector="itep", place="Ailleurs")
    both = AffiliationFactory(organization=kept)
    AffiliationFactory(organization=gone, membership=both.membership)
    moved = AffiliationFactory(organization=gone)
    person = ParticipantFactory(network=keeper.network, organization=gone)
    came = AttendanceFactory(meeting__network=keeper.network, organization=gone)
    client.post(here("merge", kept.pk), {"other": gone.pk})
    kept.refresh_from_db()
    for row in (moved, person, came):
        row.refresh_from_db()
        assert row.organization == kept
    assert list(Organization.objects.all()) == [kept]
    assert (kept.sector, kept.place, kept.affiliations.count()) == ("itep", "Belmont", 2)


def test_an_organization_is_merged_with_one_of_its_network_only(client, here, keeper):
    kept, other = OrganizationFactory(network=keeper.network), OrganizationFactory()
    assert client.post(here("merge", kept.pk), {"other": other.pk}).status_code == 200
    with pytest.raises(ValueError, match="one network"):
        writes.merge(kept, other, by=keeper)
    assert Organization.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "other", "alike"),
    [
        ("Foyer des Aulnes", "Foyer des Aulnes de Belmont", True),
        ("Foyer des Aulnes", "Aulnes des foyer", True),
        ("Foyer", "Foyer des Aulnes", False),
        ("Foyer des Aulnes", "Foyer des Tilleuls", False),
    ],
)
def test_likely_doubles_are_proposed(keeper, name, other, alike):
    one = OrganizationFactory(network=keeper.network, name=name)
    OrganizationFactory(network=keeper.network, name=other)
    assert bool(reads.doubles(keeper, one)) == alike


def test_one_number_in_common_makes_a_likely_double(keeper):
    one = OrganizationFactory(network=keeper.network, name="Un", finess="630000008")
    OrganizationFactory(network=keeper.network, name="Autre", finess="630000008")
    assert reads.doubles(keeper, one)


def test_each_says_where_they_work_and_a_new_name_is_added(client):
    member = MemberFactory()
    client.force_login(member.user)
    url = reverse("directory:affiliate", args=[member.network.slug, member.pk])
    said = {"organization": "Foyer des Aulnes", "profession": "éducatrice spécialisée", "starts_on": "2026-01-01"}
    assert client.post(url, said).status_code == 302
    assert client.post(url, said | {"organization": "FOYER DES AULNES"}).status_code == 302
    assert Organization.objects.count() == Affiliation.objects.count() == 1
    card = client.get(reverse("networks:member", args=[member.network.slug, member.pk])).content.decode()
    assert "éducatrice spécialisée" in card


@pytest.mark.parametrize(("role", "status"), [(Role.PARTICIPANT, 403), (Role.FACILITATOR, 302), (Role.STEWARD, 302)])
def test_who_may_say_where_someone_else_works(client, role, status):
    member = MemberFactory(role=role)
    other = AffiliationFactory(membership__network=member.network)
    client.force_login(member.user)
    said = {"organization": "Foyer", "starts_on": "2026-01-01"}
    slug = member.network.slug
    assert client.post(reverse("directory:affiliate", args=[slug, other.membership_id]), said).status_code == status
    assert client.post(reverse("directory:end_affiliation", args=[slug, other.pk])).status_code == status


def test_who_no_longer_works_there_did_until_yesterday(client, keeper):
    one = AffiliationFactory(membership=keeper, starts_on="2026-01-01")
    client.force_login(keeper.user)
    client.post(reverse("directory:end_affiliation", args=[keeper.network.slug, one.pk]))
    assert not Affiliation.objects.current().exists()
    one.refresh_from_db()
    assert one.ends_on < timezone.localdate()


def test_a_name_in_a_narrower_circle_is_neither_doubled_nor_shown(client):
    member = MemberFactory()
    OrganizationFactory(network=member.network, name="Foyer discret", circle=Circle.COMMITTEE)
    writes.affiliate(member, "Foyer discret", {"starts_on": timezone.localdate()}, by=member)
    client.force_login(member.user)
    assert Organization.objects.count() == 1
    page = client.get(reverse("networks:member", args=[member.network.slug, member.pk])).content.decode()
    assert "Foyer discret" not in page


@pytest.mark.parametrize(("name", "of_one", "roles"), PAGES)
def test_names_stay_words(client, name, of_one, roles):
    keeper = MemberFactory(role=Role.FACILITATOR, user__name=ATTACK)
    one = OrganizationFactory(network=keeper.network, name=ATTACK, place=ATTACK)
    AffiliationFactory(organization=one, membership=keeper, profession=ATTACK)
    client.force_login(keeper.user)
    page = client.get(reverse(name, args=[keeper.network.slug, *([one.pk] if of_one else [])]), {"q": "script"})
    assert "<script>x" not in page.content.decode()


def test_one_sees_takes_and_erases_where_one_works():
    one = AffiliationFactory()
    (section,) = personal.show(one.membership.user)
    assert section.lines[0][0] == one.organization.name
    assert personal.export(one.membership.user)["rattachements"][0]["métier"] == one.profession
    personal.erase(one.membership.user)
    assert not Affiliation.objects.exists()
    assert Organization.objects.exists()


@pytest.mark.parametrize("circle", ["present", "committee"])
def test_an_organization_is_not_put_out_of_sight_of_whoever_writes_it(client, circle):
    member = MemberFactory(role=Role.FACILITATOR)
    client.force_login(member.user)
    said = {"name": "Maison des Tilleuls", "circle": circle}
    answer = client.post(reverse("directory:add", args=[member.network.slug]), said)
    assert answer.status_code == 200
    assert not Organization.objects.exists()
