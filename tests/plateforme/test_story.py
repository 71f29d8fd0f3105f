"""The newcomer's road, walked whole in a real browser: from an account that knows nobody to the figures of the year."""

import io
import re
from datetime import date, timedelta

import pypdfium2
import pytest
from django.core import mail
from django.utils import timezone
from hands import Hands
from phone import Phone, Site
from playwright.sync_api import Page, expect
from ways_in import KNOWN, PASSWORD

from plateforme.accounts import letters
from plateforme.accounts.models import Letter
from plateforme.accounts.writes import open_account
from plateforme.meetings.models import Attendance, Meeting
from plateforme.networks.models import Membership, Network

pytestmark = pytest.mark.django_db(transaction=True)
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
THEME = "Prévenir les ruptures"
COMERS = (  # name, organisation, profession, sector
    ("Nadia BELVARNE", "École des Saules", "enseignante", "Éducation nationale"),
    ("Hugo TERNAUZE", "Maison des Tilleuls", "éducateur spécialisé", "protection de l'enfance"),
    ("Solène ARGOMBE", "Maison des Tilleuls", "psychologue", "protection de l'enfance"),
)
WALKIN = "Maxence DURMEZAC"
COLLEAGUE, SERVICE = "collegue@orbe.example", "service@tilleuls.example"


@pytest.fixture
def site(settings):
    one = Site()
    settings.ORIGIN = one.url
    settings.CSRF_TRUSTED_ORIGINS = [one.url]
    yield one
    one.stop()


@pytest.fixture
def window(chromium, site):
    """Opens a new browser window of a size; what the policy or a script complains of fails the test."""
    contexts, complaints = [], []

    def open_window(size=WIDE) -> Page:
        context = chromium.new_context(viewport=size, locale="fr-FR", base_url=site.url, timezone_id="Europe/Paris")
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def phone(chromium, tmp_path, site):
    one = Phone(chromium, tmp_path / "phone", site)
    yield one
    one.close()
    assert one.complaints == []


@pytest.fixture
def newcomer():
    return open_account(KNOWN, "Camille ORVAL", PASSWORD)


def title(page, words) -> None:
    expect(page.get_by_role("heading", level=1, name=words)).to_be_visible()


def follow(page, words) -> None:
    page.get_by_role("main").get_by_role("link", name=words).first.click()


def press(page, words) -> None:
    page.get_by_role("main").get_by_role("button", name=words).click()


def sign_in(page) -> None:
    page.goto("/")
    follow(page, "Se connecter")
    page.get_by_label("Adresse e-mail").fill(KNOWN)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    press(page, "Se connecter")


def create_a_network(page) -> None:
    title(page, "Mes réseaux")
    follow(page, "Créer un réseau")
    page.get_by_label("Nom du réseau").fill("Réseau du val d'Orbe")
    page.get_by_label("Département").select_option(label="63 – Puy-de-Dôme")
    press(page, "Créer le réseau")
    title(page, "Réseau du val d'Orbe")


def plan(page) -> None:
    follow(page, "Prévoir une première rencontre")
    page.get_by_label("Thème").fill(THEME)
    page.get_by_label("Jour").fill((timezone.localdate() + timedelta(days=9)).isoformat())
    page.get_by_label("Lieu").fill("salle des fêtes")
    press(page, "Prévoir cette rencontre")
    title(page, THEME)


def invite_to_the_meeting(page) -> str:
    """Returns the link by which anyone registers."""
    page.get_by_role("link", name="Accueil").click()
    follow(page, "Inviter à la rencontre")
    page.get_by_label("D'autres adresses").fill(SERVICE)
    press(page, "Relire avant d'envoyer")
    press(page, "Envoyer l'invitation")
    return page.get_by_label("Lien d'inscription").input_value()


def invite_a_colleague(page) -> None:
    page.get_by_role("link", name="Accueil").click()
    follow(page, "Faire venir des collègues")
    follow(page, "Inviter par courriel")
    page.get_by_label("Adresses électroniques").fill(COLLEAGUE)
    page.get_by_label("animation").check()
    press(page, "Envoyer")


def join(page, letter: str) -> None:
    """A colleague opens the link of the letter."""
    page.goto(re.search(r"http\S+/invitation/\S+", letter)[0])
    title(page, re.compile("Réseau du val d'Orbe"))


def register(page, link, name, organization, profession, sector) -> None:
    page.goto(link)
    page.get_by_label("Prénom et nom").fill(name)
    page.get_by_label("Structure").fill(organization)
    page.get_by_label("Métier ou fonction").fill(profession)
    page.get_by_label("Secteur").select_option(label=sector)
    page.get_by_label("Je suis d'accord").check()
    press(page, re.compile("^M'inscrire$"))
    title(page, "C'est noté")


def the_day_comes() -> Meeting:
    now = timezone.now()
    Meeting.objects.update(starts_at=now - timedelta(minutes=10), ends_at=now + timedelta(hours=2))
    return Meeting.objects.get()


def tick(page, name) -> None:
    row = page.locator(".tick", has_text=name)
    row.get_by_role("button", name="Est là").click()
    expect(row.get_by_role("button", name="Retirer")).to_be_visible()


def add_someone(page, name) -> None:
    page.get_by_role("main").get_by_role("link", name="Ajouter quelqu'un").first.click()
    page.get_by_label("Nom et prénom").fill(name)
    page.get_by_label("Métier ou fonction").fill("infirmier")
    press(page, "Noter sa présence")


def words_of(page, link) -> str:
    """The words of a printed document, got as the page offers it."""
    href = page.get_by_role("main").get_by_role("link", name=link).get_attribute("href")
    answer = page.request.get(href)
    assert answer.headers["content-type"] == "application/pdf"
    return "\n".join(leaf.get_textpage().get_text_range() for leaf in pypdfium2.PdfDocument(io.BytesIO(answer.body())))


def figures(page) -> dict[str, int]:
    """The figures of the edition as one reads them: what is counted, how many."""
    stats = [stat.inner_text().split() for stat in page.locator(".stat").all()]
    return {" ".join(words): int(number) for *words, number in stats}


def test_from_nothing_to_the_figures_of_the_year_through_a_room_without_network(window, phone, site, newcomer):
    desk = window()
    sign_in(desk)
    create_a_network(desk)
    plan(desk)
    link = invite_to_the_meeting(desk)
    invite_a_colleague(desk)
    assert set(Letter.objects.values_list("to", flat=True)) >= {COLLEAGUE, SERVICE}
    letters.send_due()
    join(window(NARROW), next(letter.body for letter in mail.outbox if letter.to == [COLLEAGUE]))

    for comer in COMERS:
        register(window(NARROW), link, *comer)

    meeting = the_day_comes()
    phone.sign_in(newcomer)
    phone.go(f"/r/{meeting.network.slug}/")
    follow(phone.page, "Noter qui est là")
    title(phone.page, THEME)
    phone.is_ready()
    attendance = phone.page.url.removeprefix(site.url)
    phone.offline()
    for name, *_ in COMERS:
        tick(phone.page, name)
    add_someone(phone.page, WALKIN)
    phone.page.wait_for_url("**/presences/")
    said = phone.page.locator("#offline [data-said]")
    expect(said).to_contain_text("4 en attente d'envoi.")
    phone.close()
    assert Attendance.objects.count() == 0

    phone.open()
    phone.go(attendance)
    expect(phone.page.locator("#offline [data-said]")).to_have_text("Tout est envoyé.")
    expect(phone.page.get_by_text("4 personnes présentes")).to_be_visible()
    phone.page.reload()
    expect(phone.page.get_by_text("4 personnes présentes")).to_be_visible()
    names = sorted(Attendance.objects.values_list("participant__name", flat=True))
    assert names == sorted([*(name for name, *_ in COMERS), WALKIN])

    desk.goto(attendance)
    sheet, certificates = words_of(desk, "Feuille à imprimer"), words_of(desk, "Attestations")
    for name in names:
        assert name in sheet
        assert name in certificates
    desk.get_by_role("link", name="Éditions").click()
    follow(desk, re.compile("^Rencontres 20"))
    assert figures(desk) == {
        "rencontre tenue": 1,
        "présences": 4,
        "personnes": 4,
        "organisations": 2,
        "métiers": 4,
        "secteurs": 2,
    }


def same_both_ways() -> date:
    """A day to come that is written with the same keys whether days or months come first."""
    today = timezone.localdate()
    months = [(today.year + later // 12, later % 12 + 1) for later in range(today.month, today.month + 12)]
    return next(day for day in (date(year, month, month) for year, month in months) if day > today)


def test_a_new_steward_gets_to_the_first_meeting_in_twelve_gestures_and_five_minutes(window, newcomer):
    page = window()
    sign_in(page)
    title(page, "Mes réseaux")
    hands = Hands(page)
    hands.reads()
    hands.presses("Créer un réseau")
    hands.types("Nom du réseau", "Réseau du val d'Orbe")
    hands.types("Département", "63")
    hands.presses("Créer le réseau")
    hands.presses("Prévoir une première rencontre")
    hands.types("Thème", THEME)
    hands.types("Jour", same_both_ways().strftime("%d%m%Y"))
    hands.presses("Prévoir cette rencontre")
    title(page, THEME)
    assert Meeting.objects.get().starts_at.date() == same_both_ways()
    assert hands.gestures <= 12
    assert hands.seconds < 5 * 60
    assert (Network.objects.count(), Membership.objects.count()) == (1, 1)


def test_the_first_page_always_says_what_to_do_next(window, newcomer):
    page = window()
    sign_in(page)
    create_a_network(page)
    seen = [current(page)]
    plan(page)
    seen.append(current(page))
    invite_to_the_meeting(page)
    seen.append(current(page))
    assert seen == ["Prévoir une première rencontre", "Inviter à la rencontre", "Préparer le déroulé"]


def current(page) -> str:
    """The step that the first page of the network puts forward."""
    page.get_by_role("link", name="Accueil").click()
    return page.locator("[aria-current=step]").get_by_role("link").inner_text()
