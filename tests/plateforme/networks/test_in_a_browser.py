"""Pages in a real browser: rules of accessibility, small screens, and the road of someone new."""

import pytest
from browsing import NOT_FOUND, PHONE, WIDE, sound
from django.urls import reverse
from django.utils import timezone
from factories import (
    AffiliationFactory,
    InvitationFactory,
    MandateFactory,
    MemberFactory,
    NetworkFactory,
    OrganizationFactory,
    UserFactory,
)

from plateforme.networks import journal
from plateforme.networks.models import Membership, Network
from plateforme.networks.roles import Role

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "Réseau des partenaires de l'enfance et de la jeunesse du val de Sioule"


@pytest.fixture
def browse(browsing):
    browsing.forgiven = [NOT_FOUND]
    return browsing.open


@pytest.fixture
def place():
    """A network with something on each page; its steward, and the addresses of the pages."""
    steward = MemberFactory(role=Role.STEWARD, network=NetworkFactory(name=LONG, purpose="Tenir ensemble."))
    network = steward.network
    MemberFactory(user=steward.user)
    other = MemberFactory(network=network, user__name="Éloïse GÊNET")
    mandate = MandateFactory(membership=other)
    InvitationFactory(network=network, email="", uses_left=12)
    InvitationFactory(network=network, revoked_at=timezone.now())
    AffiliationFactory(membership=other, organization__name="Foyer des Aulnes")
    double = OrganizationFactory(network=network, name="Foyer des Aulnes de Belmont", place="Belmont")
    journal.record(steward, "mandate.given", f"{other} (animation)", about=other.user, subject=other)
    asked = {
        "networks:home": [],
        "networks:members": [],
        "networks:member": [other.pk],
        "networks:renew_role": [mandate.pk],
        "networks:journal": [],
        "networks:invitations": [],
        "directory:organizations": [],
        "directory:organization": [double.pk],
        "directory:merge": [double.pk],
    }
    addresses = {name: reverse(name, args=[network.slug, *rows]) for name, rows in asked.items()}
    addresses |= {
        "welcome": reverse("welcome"),
        "invitation": reverse("networks:invitation", args=[InvitationFactory().token]),
        "closed": reverse("networks:invitation", args=["x" * 32]),
        "search": reverse("search", args=[network.slug]) + "?q=aulnes",
    }
    return steward.user, addresses


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_every_page_is_within_reach_of_everyone(browse, place, width):
    user, addresses = place
    page = browse("/", user, width)
    for address in addresses.values():
        page.goto(address)
        sound(page)


@pytest.mark.parametrize("name", ["welcome", "invitation"])
def test_a_visitor_s_pages_are_too(browse, place, name):
    sound(browse(place[1][name]))


def test_someone_new_makes_a_network_with_the_keyboard_alone(browse):
    page = browse(reverse("networks:new"), UserFactory(name=""))
    page.get_by_label("Nom du réseau").focus()
    page.keyboard.type("Réseau du val")
    page.keyboard.press("Tab")
    page.keyboard.type("63")
    page.keyboard.press("Tab")
    page.keyboard.type("Camille ORVAL")
    page.keyboard.press("Enter")
    page.wait_for_url("**/r/reseau-du-val/")
    assert Network.objects.get().territory == "Puy-de-Dôme (63)"


def test_a_network_is_handed_over_in_two_clicks(browse):
    steward = MemberFactory(role=Role.STEWARD)
    other = MemberFactory(network=steward.network, user__name="Éloïse GÊNET")
    page = browse(reverse("networks:member", args=[steward.network.slug, other.pk]), steward.user, PHONE)
    page.get_by_role("link", name="Confier la coordination").click()
    page.get_by_role("button", name="Confier la coordination").click()
    page.get_by_text("coordonne maintenant le réseau").wait_for()
    assert Role.STEWARD in Membership.objects.get(pk=other.pk).roles


def test_names_of_organizations_are_suggested_while_one_types(browse):
    member = MemberFactory()
    OrganizationFactory(network=member.network, name="École Genêt")
    page = browse(reverse("directory:affiliate", args=[member.network.slug, member.pk]), member.user)
    page.get_by_label("Organisation").press_sequentially("ecole")
    page.locator("datalist option[value='École Genêt']").wait_for(state="attached")
