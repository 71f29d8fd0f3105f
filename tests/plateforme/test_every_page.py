"""Every page, looked at in a real browser as a person would: a page added tomorrow is looked at by itself."""

import gzip
from collections.abc import Iterator
from typing import Any

import pytest
from addresses import Address, addresses
from axe_playwright_python.sync_playwright import Axe
from browsing import PHONE, SMALLEST, WIDE, signed_in
from django.test import Client
from playwright.sync_api import BrowserContext, Page
from world import World, build

pytestmark = pytest.mark.django_db(transaction=True)
FIRST_VIEW = 100_000
"""Bytes on the wire, all told: page, sheets, scripts, letters, icons."""
LONG = "Réseau des partenaires de l'enfance et de la jeunesse du val de Sioule"
OPEN = {"public", "visitor"}
"""Doors of pages that anyone opens: they are looked at without an account."""
PIECES = {"directory:suggest"}
"""Not pages: what a script puts in the page that asked."""
PRESSED = {"font/woff2", "image/png"}
"""Already as small as they get: sent as they are."""
WATCH = """
    window.shifted = 0;
    new PerformanceObserver((list) => {
        for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifted += one.value;
    }).observe({ type: "layout-shift", buffered: true });
"""
LOOK = """async () => {
    await document.fonts.ready;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    return {
        lang: document.documentElement.lang,
        title: document.title.trim(),
        h1: document.querySelectorAll("h1").length,
        main: document.querySelectorAll("main").length,
        width: document.documentElement.scrollWidth,
        shifted: window.shifted,
        files: performance.getEntriesByType("resource").map((one) => one.name),
    };
}"""


class Eyes:
    """One browser window of one width, and the same without an account. ``said``: what is wrong, page by page."""

    def __init__(self, chromium: Any, base: str, world: World, width: int) -> None:
        self.base, self.world, self.width = base, world, width
        self.said: list[str] = []
        self.weights: dict[str, int] = {}
        self.windows = {True: self._window(chromium, None), False: self._window(chromium, world.rows["steward"].user)}

    def _window(self, chromium: Any, user: Any) -> Page:
        size = {"width": self.width, "height": 800}
        context: BrowserContext = chromium.new_context(viewport=size, locale="fr-FR", service_workers="block")
        if user is not None:
            context.add_cookies([signed_in(user, self.base)])
        context.add_init_script(WATCH)
        page = context.new_page()
        page.on("console", lambda line: self._heard(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: self._heard(str(error)))
        return page

    def _heard(self, words: str) -> None:
        self.said.append(f"the browser complains: {words}")

    def look(self, address: Address) -> list[str]:
        """What is wrong with this page; nothing for what is not a page."""
        page, url = self.windows[address.door is None or address.door.kind in OPEN], self.world.url(address)
        self.said = []
        answer = page.goto(self.base + url)
        assert answer is not None
        if answer.status != 200:
            return [f"answers {answer.status}"]
        self._read(page, page.evaluate(LOOK), len(gzip.compress(answer.body())))
        if self.width == PHONE:
            page.set_viewport_size({"width": SMALLEST, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth") > SMALLEST:
                self.said.append(f"is wider than {SMALLEST} px")
            page.set_viewport_size({"width": PHONE, "height": 800})
        return self.said

    def _read(self, page: Page, seen: dict[str, Any], own_weight: int) -> None:
        weight = own_weight + sum(self._weight(page, file) for file in set(seen["files"]))
        told = {
            f"has {seen['h1']} h1": seen["h1"] != 1,
            f"has {seen['main']} main": seen["main"] != 1,
            "has no title": not seen["title"],
            f"speaks {seen['lang'] or 'no language'}": seen["lang"] != "fr",
            f"is {seen['width']} px wide": seen["width"] > self.width,
            f"moves by {seen['shifted']:.2f} while it loads": seen["shifted"] > 0.1,
            f"weighs {weight} bytes": weight > FIRST_VIEW,
        }
        self.said += [words for words, wrong in told.items() if wrong]
        for rule in Axe().run(page).response["violations"]:
            where = rule["nodes"][0]
            self.said.append(f"breaks {rule['id']} ({rule['help']}) at {where['target']}: {where['html'][:150]}")

    def _weight(self, page: Page, url: str) -> int:
        if url not in self.weights:
            answer = page.request.get(url)
            body = answer.body()
            self.weights[url] = len(body) if answer.headers.get("content-type") in PRESSED else len(gzip.compress(body))
        return self.weights[url]


@pytest.fixture
def world() -> World:
    return build(LONG)


@pytest.fixture(params=[WIDE, PHONE])
def eyes(request, chromium, live_server, world) -> Iterator[Eyes]:
    both = Eyes(chromium, live_server.url, world, request.param)
    yield both
    for page in both.windows.values():
        page.context.close()


def pages(world: World) -> list[Address]:
    """The addresses that show a page when one comes to read: no file, no feed, no redirection."""
    member, visitor = Client(), Client()
    member.force_login(world.rows["steward"].user)
    found = []
    for address in sorted(addresses(), key=str):
        if address.name in PIECES:
            continue
        client = visitor if address.door and address.door.kind in OPEN else member
        answer = client.get(world.url(address))
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            found.append(address)
    return found


def test_every_page_is_easy_to_read_whoever_comes_and_on_any_screen(eyes, world):
    walked = pages(world)
    assert len(walked) > 60
    wrong = {str(address): said for address in walked if (said := eyes.look(address))}
    assert not wrong, "\n".join(f"{name}: {words}" for name, said in wrong.items() for words in said)
