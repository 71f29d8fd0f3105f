"""A phone in the tests: a real browser with a profile on disk, that is closed, opened again, and loses the network."""

import shutil
import time
from pathlib import Path
from typing import Any

from browsing import signed_in
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class Site:
    """The site on a port that stays its own, so that it can stop and come back."""

    def __init__(self) -> None:
        self.server: LiveServer | None = LiveServer("127.0.0.1")
        self.url = self.server.url

    def stop(self) -> None:
        if self.server is not None:
            self.server.stop()
            self.server = None

    def start(self) -> None:
        self.server = LiveServer(self.url.removeprefix("http://"))


class Phone:
    """``page``: the only page that is open. Complaints of scripts and of the policy are gathered."""

    def __init__(self, browser: Browser, profile: Path, site: Site) -> None:
        self.browser, self.profile, self.site = browser, profile, site
        self.complaints: list[str] = []
        self.context: BrowserContext
        self.page: Page
        self.open()

    def open(self, *, offline: bool = False) -> None:
        self.context = self.browser.browser_type.launch_persistent_context(
            self.profile,
            executable_path=next(filter(None, map(shutil.which, BROWSERS))),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            viewport={"width": 360, "height": 740},
            locale="fr-FR",
            timezone_id="Europe/Paris",
            offline=offline,
        )
        self.page = self.context.pages[0]
        self.context.on("page", self._listen)
        self._listen(self.page)

    def close(self) -> None:
        self.context.close()

    def offline(self, without: bool = True) -> None:
        self.context.set_offline(without)

    def sign_in(self, user: Any) -> None:
        """With a cookie that outlives the browser, as a phone keeps it."""
        kept = {"httpOnly": True, "expires": time.time() + 86400}
        self.context.add_cookies([signed_in(user, self.site.url) | kept])  # type: ignore[list-item]

    def go(self, path: str) -> None:
        self.page.goto(self.site.url + path)

    def is_ready(self) -> None:
        """The worker holds this page, and has kept what it must."""
        self.page.evaluate(
            """async () => {
                const { toWorker } = await import("/static/meetings/offline/to-worker.js");
                for (let turn = 0; turn < 50; turn += 1) {
                    const pages = (await toWorker({ list: true })) ?? [];
                    if (navigator.serviceWorker.controller && pages.length >= 4) return;
                    await new Promise((done) => setTimeout(done, 100));
                }
                throw new Error("the worker kept nothing");
            }"""
        )

    def _listen(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.complaints.append(f"{error} {error.stack}"))
        page.on("console", lambda line: self.complaints.append(line.text) if "Content Security" in line.text else None)
