"""Three people register from a phone; the team sees them, splits them, imports others. Every page under axe."""

from datetime import timedelta

import pytest
from browsing import NOT_FOUND, PHONE, WIDE, sound
from django.urls import reverse
from django.utils import timezone
from factories import (
    AttendanceFactory,
    EditionFactory,
    MeetingFactory,
    MemberFactory,
    OrganizationFactory,
    ParticipantFactory,
    RegistrationFactory,
)

from plateforme.meetings.models import Participant
from plateforme.meetings.writes import tables
from plateforme.networks.roles import Role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def browse(browsing, live_server, settings):
    """Opens pages, as someone or as anyone; links in full lead back to this site."""
    settings.ORIGIN = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    browsing.forgiven = [NOT_FOUND]
    return lambda url, user=None, width=PHONE: browsing.open(url, user, width)


def coming(network=None):
    """A meeting in a week, at 14 h, in a network whose people come from everywhere."""
    day = timezone.localtime() + timedelta(days=7)
    edition = EditionFactory(network=network) if network else EditionFactory()
    return MeetingFactory(
        edition=edition,
        theme="Accueillir ensemble, sans se renvoyer la balle",
        question="Qui fait le premier pas quand un jeune change d'établissement ?",
        welcome="Une après-midi pour se connaître. On commence par un café.",
        access="Arrêt de bus « Mairie ». Entrée sans marche par la cour.",
        place="salle des fêtes de Bellombre",
        starts_at=day.replace(hour=14, minute=0, second=0, microsecond=0),
    )


def test_three_people_register_from_a_phone(browse):
    meeting = coming()
    OrganizationFactory(network=meeting.network, name="École des Saules", circle="public")
    page = browse(reverse("meetings:register", args=[meeting.registration_token]))
    for name in ("Nadia BELKACEM", "Hugo TERRIER", "Solène ARBOIS"):
        sound(page)
        page.get_by_label("Prénom et nom").fill(name)
        page.get_by_label("Structure").fill("École des Saules")
        page.get_by_label("Je suis d'accord").check()
        page.get_by_role("button", name="M'inscrire").click()
        page.get_by_role("heading", level=1, name="C'est noté").wait_for()
        sound(page)
        page.get_by_role("link", name="Inscrire une autre personne").click()
    names = meeting.registrations.confirmed().values_list("participant__name", flat=True)
    assert set(names) == {"Nadia BELKACEM", "Hugo TERRIER", "Solène ARBOIS"}


def test_the_keyboard_alone_is_enough(browse):
    meeting = coming()
    page = browse(reverse("meetings:register", args=[meeting.registration_token]), width=WIDE)
    page.get_by_label("Prénom et nom").focus()
    page.keyboard.type("Hugo TERRIER")
    for _step in range(5):
        page.keyboard.press("Tab")
    while page.evaluate("() => document.activeElement.name") != "agrees":
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.name") != "again", "the trap for machines is not on the way"
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="C'est noté").wait_for()
    assert meeting.registrations.count() == 1


def test_a_form_badly_filled_says_what_to_mend(browse):
    meeting = coming()
    page = browse(reverse("meetings:register", args=[meeting.registration_token]))
    page.get_by_role("button", name="M'inscrire").click()
    page.get_by_text("À corriger").wait_for()
    sound(page)


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_one_s_own_page_is_easy_to_read_and_use(browse, width):
    meeting = coming()
    row = RegistrationFactory(meeting=meeting, participant__name="Nadia BELKACEM", needs="une place près de la porte")
    past = MeetingFactory(edition=meeting.edition, starts_at=timezone.now() - timedelta(days=40))
    AttendanceFactory(meeting=past, participant=row.participant)
    page = browse(reverse("meetings:person", args=[row.participant.token]), width=width)
    sound(page)
    page.get_by_role("button", name="Obtenir une adresse d'agenda").click()
    page.get_by_role("button", name="Je ne peux plus venir").click()
    page.get_by_role("button", name="Je viens finalement").wait_for()
    sound(page)
    page.get_by_role("button", name="Changer mon lien").click()
    page.get_by_text("Voici votre nouvelle page").wait_for()
    for link in ("Corriger", "Tout effacer"):
        page.get_by_role("link", name=link, exact=True).click()
        sound(page)
        page.go_back()
    page.goto(reverse("meetings:find_link"))
    sound(page)
    page.goto(reverse("meetings:person", args=["rien"]))
    sound(page)


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_the_team_sees_adds_and_splits(browse, width):
    member = MemberFactory(role=Role.FACILITATOR)
    meeting = coming(member.network)
    for number, sector in enumerate(["itep", "school", "child_protection", "families", "mental_health"] * 3):
        place = OrganizationFactory(network=member.network, name=f"Maison {number % 4}") if number < 4 else None
        RegistrationFactory(meeting=meeting, participant__sector=sector, participant__organization=place)
    RegistrationFactory(meeting=meeting, state="waiting", needs="boucle magnétique")
    ParticipantFactory(network=member.network, name="Élodie CHARPENÇON")
    place = [member.network.slug, meeting.pk]
    page = browse(reverse("meetings:registrations", args=place), member.user, width)
    sound(page)
    page.get_by_role("link", name="Ajouter quelqu'un").first.click()
    page.wait_for_load_state()  # what listens to the letters typed is there
    page.get_by_label("Quelques lettres du nom").press_sequentially("elodie ch")
    page.get_by_role("heading", name="Élodie CHARPENÇON").wait_for()
    sound(page)
    page.get_by_role("button", name="Inscrire Élodie CHARPENÇON").click()
    page.get_by_text("est sur la liste.").wait_for()
    for name in ("registration_message", "registration_poster"):
        page.goto(reverse(f"meetings:{name}", args=place))
        sound(page)
    page.goto(reverse("meetings:split", args=place))
    sound(page)
    page.locator("input[name=swap]").first.check()
    page.get_by_role("button", name="Regarder de nouveau").click()
    page.get_by_label("Lieu du deuxième groupe").fill("mairie de Courtevaux")
    page.get_by_role("button", name="Créer le deuxième groupe").click()
    page.get_by_text("Le deuxième groupe est prêt").wait_for()
    sound(page)


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_people_their_doubles_and_tables(browse, width):
    member = MemberFactory(role=Role.STEWARD)
    for name in ("Nadia BELKACEM", "BELKACEM Nadia", "Hugo TERRIER"):
        ParticipantFactory(network=member.network, name=name, email="")
    someone = Participant.objects.get(name="Hugo TERRIER")
    AttendanceFactory(meeting=coming(member.network), participant=someone)
    table = "nom;secteur\nSolène ARBOIS;Education nationale\nRémi DELVAUX;ecole nationale\nHugo TERRIER;élus\n"
    draft = tables.keep("personnes", "personnes.csv", table.encode(), None, by=member)
    slug = member.network.slug
    page = browse(reverse("meetings:people", args=[slug]), member.user, width)
    sound(page)
    for name, keys in (
        ("person_card", [someone.pk]),
        ("person_correct", [someone.pk]),
        ("person_forget", [someone.pk]),
        ("doubles", []),
        ("import", []),
        ("import_check", [draft.pk]),
    ):
        page.goto(reverse(f"meetings:{name}", args=[slug, *keys]))
        sound(page)
    page.get_by_role("button", name="Écrire").click()
    page.get_by_text("lignes sont écrites").wait_for()
    page.goto(reverse("meetings:doubles", args=[slug]))
    page.get_by_role("button", name="Réunir ici").first.click()
    page.get_by_role("button", name="Séparer de nouveau").wait_for()
    sound(page)
