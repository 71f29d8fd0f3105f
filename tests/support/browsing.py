"""A real browser that opens our pages as someone or as anyone, and what it must find on each of them."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

WIDE, PHONE, SMALLEST = 1280, 360, 320
NOT_FOUND = "Failed to load resource: the server responded with a status of 404"
PICTURES = os.environ.get("PICTURES")
"""A folder where every page that is checked leaves its picture."""


class Browsing:
    """Windows on the site at ``base``. ``complaints``: what a script or the policy said, but what begins as one of
    ``forgiven``."""

    def __init__(self, chromium: Browser, base: str) -> None:
        self.chromium, self.base = chromium, base
        self.said: list[str] = []
        self.forgiven: Sequence[str] = ()
        self.contexts: list[BrowserContext] = []

    def open(self, address: str, user: Any = None, width: int = WIDE, **options: Any) -> Page:
        """A new window, signed in when ``user`` is given. ``options`` go to the browser."""
        size = {"width": width, "height": 800}
        context = self.chromium.new_context(viewport=size, locale="fr-FR", base_url=self.base, **options)  # type: ignore[arg-type]
        self.contexts.append(context)
        if user is not None:
            context.add_cookies([signed_in(user, self.base)])  # type: ignore[list-item]
        page = context.new_page()
        page.on("console", lambda line: self.said.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.goto(address)
        return page

    @property
    def complaints(self) -> list[str]:
        return [words for words in self.said if not words.startswith(tuple(self.forgiven))]

    def close(self) -> None:
        for context in self.contexts:
            context.close()


def signed_in(user: Any, url: str) -> dict[str, Any]:
    """The cookie of someone who signed in."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}


def wrong(page: Page) -> list[str]:
    """What keeps some people from using this page: a rule of accessibility broken, words past the edge, no title."""
    page.wait_for_load_state()
    width = page.evaluate("() => document.documentElement.scrollWidth")
    report = Axe().run(page)
    told = {
        f"is {width} px wide": width > page.viewport_size["width"],  # type: ignore[index]
        "has not one h1": page.locator("h1").count() != 1,
        report.generate_report(): report.violations_count > 0,
    }
    return [words for words, is_so in told.items() if is_so]


def sound(page: Page) -> None:
    """Nothing is wrong with this page, at the width it is open at."""
    if PICTURES:
        name = page.url.split("/", 3)[3].split("?")[0].strip("/").replace("/", "-") or "accueil"
        page.screenshot(path=Path(PICTURES) / f"{name}-{page.viewport_size['width']}.png", full_page=True)  # type: ignore[index]
    found = wrong(page)
    assert not found, "\n".join([page.url, *found])


def unfold(page: Page) -> None:
    """Open what a page keeps folded: it is looked at too."""
    page.evaluate("() => document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
