"""Planning in a real browser, wide and on a phone: from an empty network to people invited, by keyboard too."""

import re
import time
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from browsing import PHONE, SMALLEST, WIDE, sound, unfold
from django.urls import reverse
from django.utils import timezone
from factories import EditionFactory, MeetingFactory, MemberFactory, ParticipantFactory, RegistrationFactory

from plateforme.accounts.models import Letter
from plateforme.meetings.models import Correspondent, Meeting, Paper, State
from plateforme.meetings.writes import papers
from plateforme.networks.circles import Circle
from plateforme.networks.roles import Role

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = ["list", "month", "feeds", "meeting", "invite", "papers", "edition"]
"""Those that look otherwise when there is much to show."""


@pytest.fixture
def steward():
    return MemberFactory(role=Role.STEWARD, network__name="Réseau du Val d'Orbe", network__slug="orbe")


@pytest.fixture
def full(steward):
    """A network with a bit of everything: the keys of its pages."""
    steward.user.calendar_token = uuid.uuid4()
    steward.user.save()
    edition = EditionFactory(network=steward.network, objective="Se prévenir plus tôt", state=State.MEETING)
    starts = timezone.localtime().replace(hour=14, minute=0, second=0, microsecond=0) + timedelta(days=9)
    meeting = MeetingFactory(edition=edition, theme="Prévenir les ruptures de parcours", starts_at=starts)
    MeetingFactory(edition=edition, starts_at=starts, place=meeting.place, again_of=meeting)
    meeting.facilitators.add(steward)
    for number in range(14):
        person = ParticipantFactory(network=steward.network, consented_at=timezone.now())
        state = "confirmed" if number < 12 else "waiting"
        RegistrationFactory(meeting=meeting, participant=person, state=state)
    paper = papers.add_paper(meeting, "Ordre du jour.txt", b"Accueil", Circle.NETWORK, by=steward)
    keys = {name: [meeting.pk] for name in ("meeting", "edit", "again", "cancel", "invite", "papers")}
    keys |= {name: [edition.pk] for name in ("edition", "edition_edit", "edition_state")}
    return keys | {"paper_delete": [meeting.pk, paper.pk], "month": [starts.year, starts.month]}


@pytest.fixture
def browse(browsing, steward):
    return lambda address, width=WIDE: browsing.open(address, steward.user, width)


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_no_page_breaks_a_rule_of_accessibility_nor_the_width_of_the_screen(browse, live_server, steward, full, width):
    page = browse("/composants/", width)
    for name in PAGES:
        page.goto(live_server.url + reverse(f"meetings:{name}", args=[steward.network.slug, *full.get(name, [])]))
        unfold(page)
        sound(page)


def test_nothing_is_wider_than_the_smallest_phone(browse, live_server, steward, full):
    page = browse("/composants/", SMALLEST)
    for name in PAGES:
        page.goto(live_server.url + reverse(f"meetings:{name}", args=[steward.network.slug, *full.get(name, [])]))
        assert page.evaluate("() => document.documentElement.scrollWidth") <= SMALLEST, name


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_from_an_empty_network_to_people_invited_in_a_few_steps(browse, steward, width):
    begun = time.monotonic()
    page = browse(reverse("networks:home", args=["orbe"]), width)
    page.get_by_role("link", name="Prévoir une première rencontre").click()
    page.get_by_label("Thème").fill("Accueillir ensemble")
    page.get_by_label("Jour").fill("2027-03-09")
    page.get_by_label("Lieu").fill("Salle du foyer")
    page.get_by_role("button", name="Prévoir cette rencontre").click()
    page.get_by_text("Il reste à inviter").wait_for()
    page.get_by_role("link", name="Inviter", exact=True).click()
    page.get_by_label("D'autres adresses").fill("un@exemple.fr\ndeux@exemple.fr")
    page.get_by_role("button", name="Relire avant d'envoyer").click()
    page.get_by_text("La lettre ira à").wait_for()
    page.get_by_role("button", name="Envoyer l'invitation").click()
    page.get_by_text("2 invitations sont prêtes").wait_for()
    meeting = Meeting.objects.get()
    assert f"{timezone.localtime(meeting.starts_at):%d/%m %H:%M}" == "09/03 14:00"
    assert Letter.objects.count() == 2
    assert time.monotonic() - begun < 60


def test_an_error_opens_what_was_folded_and_keeps_what_was_typed(browse, steward):
    page = browse(reverse("meetings:plan", args=["orbe"]))
    page.get_by_label("Thème").fill("Accueillir ensemble")
    page.get_by_label("Jour").fill("2027-03-09")
    page.get_by_text("Équipe, inscriptions, visibilité").click()
    page.get_by_label("Nombre de places").fill("0")
    page.get_by_role("button", name="Prévoir cette rencontre").click()
    page.get_by_role("link", name="Nombre de places").click()
    assert page.evaluate("() => document.activeElement.id") == "id_capacity"
    assert page.get_by_label("Thème").input_value() == "Accueillir ensemble"


def test_the_calendar_is_walked_by_keyboard(browse, steward, full):
    page = browse(reverse("meetings:month", args=["orbe", *full["month"]]))
    first = page.locator("h2").first.inner_text()
    for way in ("next", "prev"):
        page.locator(f"a[rel={way}]").focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
    assert page.locator("h2").first.inner_text() == first
    page.get_by_role("link", name=re.compile("Prévenir les ruptures")).first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Prévenir les ruptures de parcours").wait_for()


def test_a_file_is_joined_and_taken_back(browse, steward, full, tmp_path):
    page = browse(reverse("meetings:papers", args=["orbe", *full["papers"]]), PHONE)
    slides = tmp_path / "À lire avant.txt"
    slides.write_text("Quelques mots.")
    page.get_by_label("Fichier").set_input_files(slides)
    page.get_by_role("button", name="Joindre").click()
    page.get_by_text("Le document est joint.").wait_for()
    with page.expect_download() as taken:
        page.get_by_role("link", name="À lire avant", exact=True).click()
    assert taken.value.suggested_filename == "À lire avant.txt"
    assert Path(taken.value.path()).read_text() == "Quelques mots."
    page.get_by_role("link", name="Retirer À lire avant").click()
    page.get_by_role("button", name="Retirer ce document").click()
    page.get_by_text("Le document est retiré.").wait_for()
    assert Paper.objects.count() == 1


def test_saying_no_from_a_letter_takes_one_press(browse, steward):
    known = Correspondent.objects.create(network=steward.network, mark="0" * 64)
    page = browse(reverse("meetings:letters_off", args=[known.token]), PHONE)
    sound(page)
    page.get_by_role("button", name="Ne plus m'écrire").click()
    page.get_by_role("heading", name="Ce réseau ne vous écrit plus").wait_for()
