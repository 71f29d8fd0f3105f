"""The room without network, for real: the network is cut, the browser killed and opened again, and what was noted
arrives once."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from factories import (
    EditionFactory,
    MeetingFactory,
    MemberFactory,
    ParticipantFactory,
    RegistrationFactory,
    RunSheetStepFactory,
)
from phone import Phone, Site
from playwright.sync_api import expect

from plateforme.meetings.models import Attendance, Gesture
from plateforme.networks.roles import Role

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site():
    one = Site()
    yield one
    one.stop()


@pytest.fixture
def member():
    return MemberFactory(role=Role.FACILITATOR)


@pytest.fixture
def meeting(member):
    found = MeetingFactory(edition=EditionFactory(network=member.network), theme="L'école et nous")
    RunSheetStepFactory(meeting=found, title="Tour de table")
    for number in range(5):
        RegistrationFactory(meeting=found, participant__name=f"Dominique VARENNE{number}")
    return found


@pytest.fixture
def urls(meeting):
    names = ("attendance", "attendance_walkin", "room", "runsheet", "send_attendance", "meeting")
    return {name: reverse(f"meetings:{name}", args=[meeting.network.slug, meeting.pk]) for name in names}


@pytest.fixture
def phone(chromium, tmp_path, site, member, urls):
    """A phone on which the list was opened once, with network."""
    one = Phone(chromium, tmp_path / "phone", site)
    one.sign_in(member.user)
    one.go(urls["attendance"])
    one.is_ready()
    yield one
    one.close()
    assert one.complaints == []


def row(phone, number):
    return phone.page.locator(".tick", has_text=f"Dominique VARENNE{number}")


def tick(phone, *numbers):
    for number in numbers:
        row(phone, number).get_by_role("button", name="Est là").click()
        expect(row(phone, number).get_by_role("button", name="Retirer")).to_be_visible()


def add(phone, name="Maxence DUVAL"):
    phone.page.get_by_role("link", name="Ajouter quelqu'un").first.click()
    phone.page.get_by_label("Nom et prénom").fill(name)
    phone.page.get_by_label("Métier ou fonction").fill("infirmier")
    phone.page.get_by_label("Organisation").fill("CMP des Tilleuls")
    phone.page.get_by_role("button", name="Noter sa présence").click()
    phone.page.wait_for_url("**/presences/")


def status(phone):
    return phone.page.locator("#offline [data-said]")


def present():
    return sorted(Attendance.objects.values_list("participant__name", flat=True))


FOUR = ["Dominique VARENNE0", "Dominique VARENNE1", "Dominique VARENNE2", "Maxence DUVAL"]


def test_with_network_a_tick_arrives_and_the_page_says_so(phone, meeting):
    tick(phone, 0)
    expect(status(phone)).to_have_text("Tout est envoyé.")
    expect(row(phone, 0).get_by_role("button", name="Retirer")).to_be_visible()
    expect(phone.page.get_by_text("1 personne présente")).to_be_visible()
    assert present() == ["Dominique VARENNE0"]
    row(phone, 0).get_by_role("button", name="Retirer").click()
    expect(phone.page.get_by_text("0 personne présente")).to_be_visible()
    expect(status(phone)).to_have_text("Tout est envoyé.")
    assert present() == []


def test_three_ticks_and_a_newcomer_survive_the_browser_and_arrive_once(phone, site, urls):
    phone.offline()
    site.stop()
    tick(phone, 0, 1, 2)
    add(phone)
    expect(status(phone)).to_contain_text("4 en attente d'envoi.")
    expect(phone.page.get_by_text("4 personnes présentes")).to_be_visible()
    phone.page.close()
    phone.close()
    phone.open(offline=True)
    phone.go(urls["attendance"])
    expect(status(phone)).to_contain_text("4 en attente d'envoi.")
    expect(phone.page.get_by_text("sans réseau.", exact=False).first).to_contain_text("Copie du")
    expect(phone.page.locator(".tick", has_text="Maxence DUVAL")).to_be_visible()
    expect(phone.page.get_by_text("4 personnes présentes")).to_be_visible()
    assert present() == []
    site.start()
    phone.offline(False)
    expect(status(phone)).to_have_text("Tout est envoyé.")
    assert present() == FOUR
    expect(phone.page.get_by_text("Copie du")).to_have_count(0)
    phone.page.reload()
    expect(phone.page.get_by_text("4 personnes présentes")).to_be_visible()
    assert present() == FOUR


def test_an_answer_lost_after_the_site_wrote_is_asked_for_again_and_counts_once(phone, urls):
    lost = []

    def lose(route):
        if route.request.method != "POST" or lost:
            return route.continue_()
        lost.append(route.fetch().status)
        return route.abort("connectionreset")

    phone.context.route("**/presences/envoi/", lose)
    tick(phone, 0)
    phone.page.wait_for_timeout(300)  # the browser's own sending, behind, may come first
    phone.page.evaluate("() => dispatchEvent(new Event('online'))")
    expect(status(phone)).to_have_text("Tout est envoyé.")
    assert (lost, present()) == ([200], FOUR[:1])
    assert Gesture.objects.count() == 1


def test_two_tabs_send_once(phone, urls):
    sendings = []
    phone.offline()
    tick(phone, 0, 1, 2)
    phone.context.on("request", lambda one: sendings.append(one.url) if one.method == "POST" else None)
    other = phone.context.new_page()
    other.goto(phone.site.url + urls["attendance"])
    expect(other.locator("#offline [data-said]")).to_contain_text("3 en attente d'envoi.")
    phone.offline(False)
    for page in (phone.page, other):
        expect(page.locator("#offline [data-said]")).to_have_text("Tout est envoyé.")
    assert present() == FOUR[:3]
    assert len(sendings) == 1


def test_what_one_tab_notes_is_seen_in_the_other(phone, urls):
    phone.offline()
    other = phone.context.new_page()
    other.goto(phone.site.url + urls["attendance"])
    tick(phone, 3)
    expect(other.locator(".tick", has_text="Dominique VARENNE3").get_by_role("button", name="Retirer")).to_be_visible()


def test_a_tick_taken_back_before_the_network_returns_leaves_nobody(phone):
    phone.offline()
    tick(phone, 0)
    row(phone, 0).get_by_role("button", name="Retirer").click()
    expect(phone.page.get_by_text("0 personne présente")).to_be_visible()
    phone.offline(False)
    expect(status(phone)).to_have_text("Tout est envoyé.")
    assert present() == []


def test_someone_else_on_the_phone_sees_nothing_and_sends_nothing(phone, member, meeting, urls):
    phone.offline()
    tick(phone, 0)
    add(phone)
    phone.context.route("**/presences/envoi/", lambda route: route.abort())  # nothing leaves before the other comes
    phone.offline(False)
    phone.context.clear_cookies()
    other = MemberFactory(network=member.network, role=Role.FACILITATOR)
    phone.sign_in(other.user)
    phone.go(reverse("networks:home", args=[member.network.slug]))
    phone.context.unroute("**/presences/envoi/")
    phone.go(urls["attendance"])
    phone.is_ready()
    expect(status(phone)).to_have_text("Tout est envoyé.")
    expect(phone.page.get_by_text("0 personne présente")).to_be_visible()
    assert present() == []
    phone.context.clear_cookies()
    phone.sign_in(member.user)
    phone.go(urls["attendance"])
    expect(status(phone)).to_have_text("Tout est envoyé.")
    assert present() == ["Dominique VARENNE0", "Maxence DUVAL"]


def test_pages_kept_for_one_person_are_not_shown_to_the_next(phone, member, urls):
    stranger = MemberFactory()
    phone.context.clear_cookies()
    phone.sign_in(stranger.user)
    phone.go(reverse("networks:home", args=[stranger.network.slug]))
    phone.page.wait_for_function("async () => !(await (await caches.open('vivant-pages')).keys()).length")
    phone.offline()
    phone.go(urls["attendance"])
    expect(phone.page.get_by_role("heading", name="Pas de réseau")).to_be_visible()
    expect(phone.page.get_by_text("Rien n'est gardé sur cet appareil.")).to_be_visible()


def test_signing_in_shuts_the_copies_until_a_page_says_who_it_is(phone, urls):
    phone.go(reverse("account_logout"))
    phone.page.evaluate("() => fetch('/compte/login/', {method: 'POST'})")  # not a page: nothing changes
    phone.offline()
    phone.go(urls["attendance"])
    expect(status(phone)).to_have_text("Tout est envoyé.")
    phone.page.evaluate(
        """() => { const form = document.createElement("form"); form.method = "post"; form.action = "/compte/login/";
                   document.body.append(form); form.submit(); }"""
    )
    phone.page.wait_for_timeout(300)
    phone.go(urls["attendance"])
    expect(phone.page.get_by_role("heading", name="Pas de réseau")).to_be_visible()


def sign_out(phone):
    phone.page.get_by_text("Mon compte", exact=True).click()
    phone.page.get_by_role("button", name="Se déconnecter").click()


def test_signing_out_erases_what_the_device_keeps(phone, urls):
    tick(phone, 0)
    expect(status(phone)).to_have_text("Tout est envoyé.")
    sign_out(phone)
    phone.page.wait_for_url(phone.site.url + "/")
    assert kept_on(phone) == [0, 0]
    phone.offline()
    phone.go(urls["attendance"])
    expect(phone.page.get_by_role("heading", name="Pas de réseau")).to_be_visible()


def test_signing_out_with_something_unsent_asks_first(phone):
    phone.context.route("**/presences/envoi/", lambda route: route.abort())
    tick(phone, 0, 1)
    sign_out(phone)
    dialog = phone.page.get_by_role("dialog")
    expect(dialog).to_contain_text("2 présences ne sont pas encore envoyées.")
    dialog.get_by_role("button", name="Rester, pour les envoyer").click()
    expect(status(phone)).to_contain_text("2 en attente d'envoi.")
    phone.page.keyboard.press("Escape")
    sign_out(phone)
    dialog.get_by_role("button", name="Effacer et se déconnecter").click()
    phone.page.wait_for_url(phone.site.url + "/")
    assert kept_on(phone) == [0, 0]
    assert present() == []


def kept_on(phone):
    """How many pages are kept, and how many gestures."""
    return phone.page.evaluate(
        """async () => {
            const queue = await new Promise((done) => {
                const opening = indexedDB.open("vivant", 1);
                opening.onsuccess = () => {
                    const count = opening.result.transaction("gestures").objectStore("gestures").count();
                    count.onsuccess = () => done(count.result);
                };
            });
            return [(await (await caches.open("vivant-pages")).keys()).length, queue];
        }"""
    )


def test_a_session_that_is_over_keeps_what_waits_and_says_where_to_sign_in(phone, member, urls):
    phone.context.clear_cookies()
    tick(phone, 0, 1)
    expect(status(phone)).to_contain_text("Votre session est terminée. Rien n'est perdu")
    link = phone.page.locator("#offline").get_by_role("link", name="Se connecter")
    expect(link).to_have_attribute("href", f"/compte/login/?next={urls['attendance']}")
    phone.page.reload()  # the site asks to sign in
    assert "/compte/login/" in phone.page.url
    phone.sign_in(member.user)
    phone.go(urls["attendance"])
    expect(status(phone)).to_have_text("Tout est envoyé.")
    assert present() == FOUR[:2]


def test_a_known_name_is_asked_about_and_the_answer_is_one_press(phone, meeting):
    ParticipantFactory(network=meeting.network, name="Maxence DUVAL", profession="cadre de santé")
    add(phone)
    phone.page.get_by_role("button", name="C'est Maxence DUVAL, cadre de santé").click()
    expect(status(phone)).to_have_text("Tout est envoyé.")
    assert present() == ["Maxence DUVAL"]
    assert Attendance.objects.get().profession == "cadre de santé"


def test_what_is_refused_is_explained_and_waits_for_a_decision(phone, meeting):
    phone.offline()
    tick(phone, 0)
    meeting.registrations.order_by("participant__sort_name").first().participant.delete()
    phone.offline(False)
    expect(status(phone)).to_have_text("Il reste quelque chose à décider.")
    expect(phone.page.locator("[data-refused]")).to_contain_text("Dominique VARENNE0 : Cette personne n'est plus")
    phone.page.reload()
    expect(phone.page.locator("[data-refused]")).to_contain_text("Dominique VARENNE0")
    phone.page.locator("[data-refused]").get_by_role("button", name="Effacer").click()
    expect(status(phone)).to_have_text("Tout est envoyé.")


def test_the_room_and_the_run_sheet_are_read_without_network(phone, urls):
    phone.offline()
    phone.go(urls["runsheet"])
    expect(phone.page.locator("[data-kept-copy]")).to_contain_text("On peut la lire, pas la changer.")
    expect(phone.page.get_by_text("Tour de table").first).to_be_visible()
    assert phone.page.locator("main form[method=post] button:enabled").count() == 0
    phone.go(urls["room"])
    expect(phone.page.get_by_text("Tour de table").first).to_be_visible()


def test_no_other_page_is_kept(phone, urls):
    phone.go(urls["meeting"])
    phone.offline()
    phone.go(urls["meeting"])
    expect(phone.page.get_by_role("heading", name="Pas de réseau")).to_be_visible()
    phone.page.get_by_role("link", name="Présences").click()
    expect(row(phone, 0)).to_be_visible()


def test_a_slow_network_shows_the_copy_after_three_seconds(phone, urls):
    phone.context.route("**/presences/", lambda route: None)  # never answered
    phone.go(urls["attendance"])
    expect(phone.page.get_by_text("Copie du")).to_be_visible()


def grow_old(phone):
    """The copies on this phone were made a little more than three days ago."""
    phone.page.evaluate(
        """async () => {
            const pages = await caches.open("vivant-pages");
            for (const request of await pages.keys()) {
                const copy = await pages.match(request);
                const headers = new Headers(copy.headers);
                headers.set("X-Kept-At", new Date(Date.now() - 3.01 * 86400000).toISOString());
                await pages.put(request, new Response(await copy.text(), { headers }));
            }
        }"""
    )


def test_copies_are_forgotten_after_three_days(phone, urls):
    grow_old(phone)
    phone.offline()
    phone.go(urls["attendance"])
    expect(phone.page.get_by_role("heading", name="Pas de réseau")).to_be_visible()


def test_any_page_of_the_site_sweeps_old_copies_even_for_a_passer_by(phone):
    grow_old(phone)
    phone.context.clear_cookies()
    phone.go(reverse("welcome"))
    phone.page.wait_for_function("async () => !(await (await caches.open('vivant-pages')).keys()).length")


def test_one_erases_from_the_device_at_will(phone):
    phone.page.get_by_text("Sans réseau, ça marche aussi").click()
    phone.page.get_by_role("button", name="Effacer de cet appareil").click()
    expect(status(phone)).to_have_text("Effacé de cet appareil.")
    assert kept_on(phone) == [0, 0]


def test_where_nothing_can_be_kept_the_forms_post_and_the_page_says_so(phone, urls):
    phone.page.add_init_script(
        "Object.defineProperty(window, 'indexedDB', { value: { open() { throw new Error('no'); } } })"
    )
    phone.go(urls["attendance"])
    expect(status(phone)).to_contain_text("Ce navigateur ne garde rien hors réseau")
    tick(phone, 0)
    assert present() == FOUR[:1]


def test_what_waits_and_what_is_to_decide_break_no_rule_of_accessibility(phone, meeting, urls):
    ParticipantFactory(network=meeting.network, name="Maxence DUVAL")
    add(phone)
    expect(phone.page.locator("[data-refused] li")).to_be_visible()
    phone.offline()
    tick(phone, 0, 1)
    add(phone, "Ada MORIN")
    phone.page.get_by_text("Sans réseau, ça marche aussi").click()
    expect(status(phone)).to_contain_text("3 en attente d'envoi.")
    report = Axe().run(phone.page)
    assert report.violations_count == 0, report.generate_report()
    assert phone.page.evaluate("() => document.querySelector('main').scrollWidth") <= 360
    sign_out(phone)
    report = Axe().run(phone.page)
    assert report.violations_count == 0, report.generate_report()
    phone.page.get_by_role("button", name="Rester").click()
    phone.go(urls["meeting"])
    report = Axe().run(phone.page)
    assert report.violations_count == 0, report.generate_report()


def test_what_the_list_weighs_stays_under_100_kb(phone, urls):
    weight = phone.page.evaluate(
        """async () => {
            const names = performance.getEntriesByType("resource").map((one) => one.name.split("#")[0]);
            const sizes = await Promise.all([...new Set(names), location.href].map(async (name) => {
                const body = (await (await fetch(name)).blob()).stream();
                const packed = /woff2|png/.test(name) ? body : body.pipeThrough(new CompressionStream("gzip"));
                return (await new Response(packed).blob()).size;
            }));
            return sizes.reduce((sum, size) => sum + size, 0);
        }"""
    )
    assert 40_000 < weight < 100_000
