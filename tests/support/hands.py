"""Someone who uses the keyboard alone, in the tests: what they do is counted, and how long it takes them."""

import pytest
from playwright.sync_api import Page

NAME = """() => {
    const one = document.activeElement;
    return [one.getAttribute("aria-label"), ...[...(one.labels ?? [])].map((label) => label.innerText), one.innerText]
        .filter(Boolean).join(" ");
}"""
"""What the thing that has the focus is called."""
WORDS = """() => {
    const words = (one) => one.innerText.split(/\\s+/).filter(Boolean).length;
    const main = document.querySelector("main");
    return words(main) - [...main.querySelectorAll("select")].reduce((sum, list) => sum + words(list), 0);
}"""


class Hands:
    """Someone who uses the keyboard alone, and reads each page whole before acting.

    ``seconds``: how long it takes them. A key takes half a second, a decision 1.35 (Card, Moran and Newell, 1980, for a
    slow typist), and one reads 180 words a minute, which is slow for French.
    """

    KEY, DECISION, WORD = 0.5, 1.35, 60 / 180

    def __init__(self, page: Page) -> None:
        self.page = page
        self.gestures, self.seconds = 0, 0.0

    def reads(self) -> None:
        """A page that has just come, but for the lists that are folded."""
        self.seconds += self.page.evaluate(WORDS) * self.WORD

    def reaches(self, name: str) -> None:
        """Tab, until the focus is on what has this name."""
        for _ in range(40):
            self._key("Tab")
            if name in self.page.evaluate(NAME):
                return
        pytest.fail(f"the keyboard does not reach « {name} » on {self.page.url}")

    def types(self, name: str, words: str) -> None:
        self.reaches(name)
        self.page.keyboard.type(words)
        self._did(len(words))

    def presses(self, name: str) -> None:
        self.reaches(name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self._did(1)
        self.reads()

    def _key(self, name: str) -> None:
        self.page.keyboard.press(name)
        self.seconds += self.KEY

    def _did(self, keys: int) -> None:
        self.gestures += 1
        self.seconds += keys * self.KEY + self.DECISION
