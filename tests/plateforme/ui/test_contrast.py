"""The colours, two by two: words 7 to 1 where they are read at length, 4.5 at least; edges of fields 3 to 1."""

import re
from pathlib import Path

import pytest

from vivant.render.palette import contrast

SHEET = (Path(__file__).parents[3] / "src" / "plateforme" / "ui" / "static" / "ui" / "css" / "tokens.css").read_text()


def colours(selector: str) -> dict[str, str]:
    block = SHEET.split(selector, 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


LIGHT, DARK = colours(":root {"), colours(':root[data-theme="dark"] {')
GROUNDS = ("ground", "paper", "sunken")


def test_the_device_and_the_reader_get_the_same_dark():
    assert colours(':root:not([data-theme="light"]) {') == DARK


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("word", "grounds", "least"),
    [
        (
            "ink",
            (*GROUNDS, "wash", "clay-wash", "honey-wash", "info-wash", "success-wash", "warning-wash", "danger-wash"),
            7,
        ),
        ("soft", GROUNDS, 7),
        ("soft", ("wash", "clay-wash", "honey-wash"), 4.5),
        ("accent", (*GROUNDS, "wash", "clay-wash", "honey-wash"), 4.5),
        ("accent", ("ground", "paper"), 7),
        ("accent-strong", (*GROUNDS, "wash"), 7),
        ("on-accent", ("accent", "accent-strong"), 7),
        ("clay", GROUNDS, 4.5),
        ("info", ("info-wash", "paper"), 4.5),
        ("success", ("success-wash", "ground", "paper"), 4.5),
        ("warning", ("warning-wash", "ground", "paper"), 4.5),
        ("danger", ("danger-wash", "ground", "paper"), 4.5),
        ("edge", GROUNDS, 3),
    ],
)
def test_words_and_edges_stand_out(theme, word, grounds, least):
    faint = {ground: contrast(theme[word], theme[ground]) for ground in grounds}
    assert {ground: ratio for ground, ratio in faint.items() if ratio < least} == {}
