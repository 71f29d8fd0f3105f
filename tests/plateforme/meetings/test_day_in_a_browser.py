"""The day itself in a real browser, on a phone and on a wide screen: tick, sign, move the room, answer the review."""

from datetime import timedelta

import pytest
from browsing import PHONE, WIDE, sound, unfold
from django.urls import reverse
from django.utils import timezone
from factories import (
    AttendanceFactory,
    MeetingFactory,
    MeetingReviewFactory,
    MemberFactory,
    OrganizationFactory,
    ParticipantFactory,
    RegistrationFactory,
)

from plateforme.meetings.facilitation import run_sheet_templates
from plateforme.meetings.models import MeetingReview
from plateforme.meetings.writes import room as room_writes
from plateforme.meetings.writes import runsheet as runsheet_writes
from plateforme.networks.roles import Role

pytestmark = pytest.mark.django_db(transaction=True)
WITHOUT_NETWORK = ("Failed to load resource: net::ERR_INTERNET_DISCONNECTED", "htmx:afterRequest", "htmx:sendError")
"""What a browser and htmx write down when a test cuts the network."""
STROKES = "M40 120 L80 40 L120 150 L180 60 L260 120"


@pytest.fixture
def member():
    return MemberFactory(role=Role.FACILITATOR, network__name="Réseau du Val d'Orbe", network__slug="orbe")


@pytest.fixture
def meeting(member):
    """A workshop that began a quarter of an hour ago: nine people awaited, three there, the first step running."""
    now = timezone.now()
    found = MeetingFactory(
        edition__network=member.network,
        theme="Accueillir ensemble : qui fait quoi ?",
        starts_at=now - timedelta(minutes=15),
        ends_at=now + timedelta(minutes=165),
    )
    names = ["Alix MORVAN", "Zoé BREUIL", "Élodie VARENNE", "Sacha ORVAL", "Noé PRADIER", "Iris LORMEL"]
    sectors = ["itep", "school", "child_protection", "families"]
    for place, name in enumerate(names):
        organization = OrganizationFactory(network=member.network)
        person = ParticipantFactory(
            network=member.network, name=name, organization=organization, sector=sectors[place % 4]
        )
        RegistrationFactory(meeting=found, participant=person, state="waiting" if place == 5 else "confirmed")
        if place < 3:
            drawn = {"means": "signed", "signature": STROKES} if place == 0 else {}
            AttendanceFactory(meeting=found, participant=person, organization=organization, **drawn)
    runsheet_writes.start_from_template(found, run_sheet_templates()[0], by=member)
    return found


@pytest.fixture
def browse(browsing, member):
    """Opens an address as the member, or as anyone."""
    browsing.forgiven = WITHOUT_NETWORK

    def go(address, width=PHONE, *, signed_in=True):
        return browsing.open(address, member.user if signed_in else None, width)

    return go


def address(name, meeting, *args):
    return reverse(f"meetings:{name}", args=[meeting.network.slug, meeting.pk, *args])


PAGES = {
    "runsheet": lambda meeting: address("runsheet", meeting),
    "room": lambda meeting: address("room", meeting),
    "attendance": lambda meeting: address("attendance", meeting),
    "search": lambda meeting: address("attendance", meeting) + "?q=orval",
    "sign": lambda meeting: address("attendance_sign", meeting, meeting.registrations.first().participant_id),
    "reviews": lambda meeting: address("reviews", meeting),
    "review": lambda meeting: reverse("meetings:review", args=[meeting.review_token]),
    "empty": lambda meeting: address("runsheet", MeetingFactory(edition=meeting.edition)),
    "nobody": lambda meeting: address("attendance", MeetingFactory(edition=meeting.edition)),
}
"""Those that look otherwise when there is much to show, or nothing."""


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_no_rule_of_accessibility_is_broken_and_nothing_is_wider_than_the_screen(browse, member, meeting, width):
    room_writes.go_on(meeting, at=None, by=member)
    for words in ("Plus de temps pour les questions", "", "Une salle moins froide"):
        MeetingReviewFactory(meeting=meeting, change=words, keep="Les échanges en binôme")
    page = browse("/composants/", width)
    for found in PAGES.values():
        page.goto(found(meeting))
        unfold(page)
        sound(page)


def test_one_ticks_with_a_thumb_and_the_focus_stays_where_it_was(browse, meeting):
    person = meeting.registrations.get(participant__name="Noé PRADIER").participant
    page = browse(address("attendance", meeting))
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.locator(f"#tick-{person.pk}").click()
    page.get_by_text("4 personnes présentes").wait_for()
    assert meeting.attendances.filter(participant=person).exists()
    assert page.evaluate("() => document.activeElement.id") == f"tick-{person.pk}"
    page.keyboard.press("Enter")
    page.get_by_text("3 personnes présentes").wait_for()


def test_a_search_shows_while_one_types(browse, meeting):
    page = browse(address("attendance", meeting))
    page.locator("#q").press_sequentially("elodie")
    page.locator(".tick").nth(1).wait_for(state="detached")
    assert page.locator(".tick").inner_text().startswith("Élodie VARENNE")


def test_without_script_one_ticks_all_the_same(browsing, member, meeting):
    page = browsing.open(address("attendance", meeting), member.user, PHONE, java_script_enabled=False)
    page.get_by_role("button", name="Est là : Noé PRADIER").click()
    assert "4 personnes présentes" in page.locator(".attendance-count").inner_text().replace("\xa0", " ")


def test_one_signs_on_the_screen(browse, meeting):
    person = meeting.registrations.get(participant__name="Noé PRADIER").participant
    page = browse(address("attendance_sign", meeting, person.pk))
    frame = page.locator("canvas").bounding_box()
    page.mouse.move(frame["x"] + 20, frame["y"] + 40)
    page.mouse.down()
    for step in range(1, 8):
        page.mouse.move(frame["x"] + 20 + 30 * step, frame["y"] + (20 if step % 2 else 70))
    page.mouse.up()
    page.get_by_role("button", name="Signer", exact=True).click()
    page.wait_for_url("**/presences/**")
    row = meeting.attendances.get(participant=person)
    assert row.means == "signed"
    assert row.signature.startswith("M")


def test_a_step_is_moved_with_the_keyboard_alone(browse, meeting):
    second = meeting.steps.order_by("position")[1]
    page = browse(address("runsheet", meeting), WIDE)
    page.locator(f"#up-{second.pk}").focus()
    page.keyboard.press("Enter")
    page.locator("tbody tr").first.get_by_role("rowheader", name=second.title).wait_for()
    assert page.evaluate("() => document.activeElement.id") == f"up-{second.pk}"
    assert meeting.steps.order_by("position").first() == second
    assert "Le déroulé dure" in page.locator("#sheet-said").inner_text()


def test_the_room_goes_on_when_the_network_is_cut(browse, member, meeting):
    page = browse(address("room", meeting), WIDE)
    page.get_by_role("button", name="Commencer").click()
    page.get_by_text("Maintenant").first.wait_for()
    assert page.locator(".room-figure").inner_text() == "10"
    page.context.set_offline(True)
    page.get_by_role("button", name="Étape suivante").click()
    page.get_by_text("Pas de réseau").wait_for()
    assert page.locator(".room-figure").inner_text() == "10"
    page.context.set_offline(False)
    page.get_by_role("button", name="Étape suivante").click()
    page.locator(".room-now h2").get_by_text("Ouvrir").wait_for()
    page.locator("#room-said").get_by_text("Maintenant : Ouvrir").wait_for(state="attached")


def test_the_room_of_others_follows_by_itself(browse, member, meeting):
    page = browse("/composants/")
    page.clock.install()
    page.goto(address("room", meeting))
    room_writes.go_on(meeting, at=None, by=member)
    page.clock.fast_forward(10_000)
    page.locator(".room-now h2").get_by_text("Accueil").wait_for()


def test_a_device_whose_clock_is_wrong_shows_the_right_time(browse, member, meeting):
    room_writes.go_on(meeting, at=None, by=member)
    page = browse(address("room", meeting), WIDE)
    page.clock.set_fixed_time(timezone.now() + timedelta(minutes=47))
    page.reload()
    left = page.evaluate(
        "() => (Date.parse(document.querySelector('[data-ends-at]').dataset.endsAt) - Date.now()) / 60000"
    )
    assert 9.5 < left <= 10.1


def test_someone_answers_the_review_once_without_an_account(browse, meeting):
    page = browse(reverse("meetings:review", args=[meeting.review_token]), signed_in=False)
    page.get_by_role("group", name="J'ai pu dire ce que j'avais à dire").get_by_label("Plutôt").check()
    page.get_by_label("Ce qu'il faut garder").fill("Les binômes")
    page.get_by_role("button", name="Envoyer").click()
    page.get_by_role("heading", name="Merci").wait_for()
    page.reload()
    page.goto(page.url)
    assert page.get_by_role("heading", name="Merci").is_visible()
    assert [(row.heard, row.keep) for row in MeetingReview.objects.all()] == [(3, "Les binômes")]
