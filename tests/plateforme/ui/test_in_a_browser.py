"""The gallery in a real browser, under the real policy: accessibility, small screens, keyboard, theme, paper."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import PHONE, SMALLEST, WIDE, unfold
from django.urls import reverse

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def gallery(browsing):
    return lambda width=WIDE, **options: browsing.open(reverse("ui:gallery"), width=width, **options)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [WIDE, PHONE, SMALLEST])
def test_no_rule_of_accessibility_is_broken(gallery, width, scheme):
    page = gallery(width, color_scheme=scheme, reduced_motion="reduce")
    page.evaluate("() => document.querySelectorAll('details').forEach((menu) => { menu.open = true; })")
    report = Axe().run(page)
    assert report.violations_count == 0, report.generate_report()


@pytest.mark.parametrize("width", [WIDE, WIDE // 2, PHONE, SMALLEST])
def test_nothing_is_wider_than_the_screen(gallery, width):
    """Half of a wide screen is the same screen read at 200 %."""
    page = gallery(width)
    unfold(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [WIDE, 2 * PHONE])
def test_text_twice_as_large_still_fits(gallery, width):
    page = gallery(width)
    page.evaluate(
        """() => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync("html { font-size: 200% }");
            document.adoptedStyleSheets = [sheet];
        }"""
    )
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_what_one_presses_is_large_enough(gallery):
    page = gallery(PHONE)
    small = page.evaluate(
        """() => [...document.querySelectorAll(
                ".button, .tabs a, .menu-items *, .pagination a, .field input, .choice, select, .field fieldset label")]
            .filter((one) => one.checkVisibility() && !one.matches("[type=checkbox], [type=radio]"))
            .map((one) => [one.textContent.trim() || one.id, one.getBoundingClientRect().height])
            .filter(([, height]) => height < 43.5)"""
    )
    assert small == []


def test_the_keyboard_goes_everywhere_and_is_always_seen(gallery):
    page = gallery()
    unseen = []
    page.locator(".skip-link").focus()
    for _ in range(120):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
                const one = document.activeElement;
                const rings = [one, one.closest(".stat, .card-link")].filter(Boolean).map((it) => getComputedStyle(it));
                return rings.some((ring) => ring.outlineStyle !== "none" && parseFloat(ring.outlineWidth) >= 2);
            }"""
        )
        if not seen:
            unseen.append(page.evaluate("() => document.activeElement.outerHTML.slice(0, 120)"))
        if page.evaluate("() => document.activeElement.value === 'auto'"):
            break
    else:
        pytest.fail("the keyboard never reached the end of the page")
    assert unseen == []


def test_the_first_key_leads_past_the_menu(gallery):
    page = gallery()
    page.locator(".skip-link").focus()
    assert page.locator(".skip-link").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "contenu"


def test_a_form_that_came_back_is_read_from_what_is_to_mend(gallery):
    page = gallery()
    assert page.evaluate("() => document.activeElement.matches('[data-error-summary]')")
    page.locator(".error-summary a").nth(2).press("Enter")
    assert page.evaluate("() => document.activeElement.id || location.hash") in ("id_wrong-kind_0", "#id_wrong-kind_0")


def test_the_chosen_theme_is_kept(gallery):
    page = gallery(color_scheme="light")
    ground = "() => getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_label("Sombre").check()
    assert page.evaluate(ground) != light
    page.reload()
    assert page.evaluate("() => document.documentElement.dataset.theme") == "dark"
    assert page.get_by_label("Sombre").is_checked()
    page.get_by_label("Automatique").check()
    assert page.evaluate(ground) == light


def test_on_a_phone_the_menu_opens_without_script(gallery):
    page = gallery(PHONE, java_script_enabled=False)
    place = page.get_by_role("link", name="Rencontres", exact=True)
    assert not place.is_visible()
    page.get_by_role("button", name="Menu").click()
    assert place.is_visible()
    page.get_by_role("button", name="Fermer").click()
    assert not place.is_visible()


def test_without_script_no_button_does_nothing(gallery):
    page = gallery(java_script_enabled=False)
    assert not page.get_by_role("button", name="Imprimer").is_visible()
    assert not page.get_by_role("button", name="Copier").is_visible()
    assert not page.get_by_role("group", name="Apparence").is_visible()


def test_a_menu_closes_with_escape_and_gives_the_focus_back(gallery):
    page = gallery()
    summary = page.locator("main summary").first
    summary.click()
    page.keyboard.press("Escape")
    assert page.locator("main details[open]").count() == 0
    assert summary.evaluate("(one) => one === document.activeElement")


def test_an_address_is_copied_with_one_press(gallery):
    page = gallery(permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copier").click()
    page.get_by_text("Copié").wait_for()
    assert page.evaluate("() => navigator.clipboard.readText()") == "https://reseau.example.org/i/4f7k2p"


def test_the_time_left_counts_by_itself_and_says_when_it_is_over(gallery):
    page = gallery()
    page.evaluate(
        """async () => {
            const time = document.querySelector(".room-time");
            Object.assign(time.dataset, { late: "Dépassé de", endsAt: new Date(Date.now() - 150000).toISOString() });
            const { countDown } = await import("/static/ui/js/countdown.js");
            countDown(document);
        }"""
    )
    assert page.locator(".room-time").inner_text().split() == ["Dépassé", "de", "2", "min"]


def test_an_address_that_leads_nowhere_is_as_easy_to_read(chromium, live_server):
    page = chromium.new_page(locale="fr-FR")
    answer = page.goto(live_server.url + "/nulle-part/")
    report = Axe().run(page)
    page.close()
    assert answer.status == 404
    assert report.violations_count == 0, report.generate_report()


def test_nothing_moves_when_the_fonts_arrive(gallery):
    page = gallery()
    moved = page.evaluate(
        """() => new Promise((done) => {
            let sum = 0;
            new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.value; })
                .observe({ type: "layout-shift", buffered: true });
            document.fonts.ready.then(() => setTimeout(() => done(sum), 300));
        })"""
    )
    assert moved < 0.02


def test_paper_shows_words_and_no_controls(gallery):
    page = gallery()
    page.emulate_media(media="print")
    assert not page.locator(".site-header").is_visible()
    assert page.locator(".button:visible").count() == 0
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
