"""Small things that both charts draw with: a named picture, words set on lines, textures."""

import textwrap
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element, SubElement

from vivant.render.palette import INK, PAPER, TONES, ink_on, mix

WIDTH = 640
SIZE = 13
"""Of words, in pixels of the drawing."""
LINE = SIZE + 3
FONT = "Atkinson Hyperlegible, Verdana, DejaVu Sans, sans-serif"
NARROW, WIDE = frozenset("iljtfr.,:;'’!|()[]-  "), frozenset("mwMWŒœ%@")
TEXTURES = ("solid", "slant", "dots", "lines")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where a chart is drawn. ``labels`` is the most room for the labels of rows at the left, 0 if they stand above."""

    width: float
    labels: float


def fitted(sheet: Sheet, rows: tuple[str, ...], most: float) -> Sheet:
    """The sheet with no more room for labels than they ask, on one line if ``most`` allows."""
    if not sheet.labels:
        return sheet
    return replace(sheet, labels=min(most, max(map(width_of, rows), default=0) + 16))


def picture(name: str, title: str, description: str, width: float, height: float) -> Element:
    """An empty drawing that says what it is; ``name`` keeps its ids apart from those of the page's other pictures."""
    svg = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "width": number(width),
            "height": number(height),
            "viewBox": f"0 0 {number(width)} {number(height)}",
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-desc",
            "font-family": FONT,
            "font-size": str(SIZE),
            "fill": INK,
        },
    )
    SubElement(svg, "title", {"id": f"{name}-title"}).text = title
    SubElement(svg, "desc", {"id": f"{name}-desc"}).text = description
    return svg


def text(parent: Element, words: str, x: float, y: float, **more: str) -> Element:
    """Words on one line, ``y`` at their foot."""
    names = {key.replace("_", "-"): value for key, value in more.items()}
    element = SubElement(parent, "text", {"x": number(x), "y": number(y)} | names)
    element.text = words
    return element


def rectangle(parent: Element, x: float, y: float, width: float, height: float, fill: str, **more: str) -> Element:
    names = {key.replace("_", "-"): value for key, value in more.items()}
    box = {"x": number(x), "y": number(y), "width": number(width), "height": number(height), "fill": fill}
    return SubElement(parent, "rect", box | names)


def label(parent: Element, lines: list[str], sheet: Sheet, top: float, pitch: float) -> None:
    """The label of a row: at its left, level with its middle, or above it."""
    if not sheet.labels:
        for index, line in enumerate(lines):
            text(parent, line, 0, top + SIZE + index * LINE)
        return
    foot = top + pitch / 2 + SIZE * 0.36 - (len(lines) - 1) * LINE / 2
    for index, line in enumerate(lines):
        text(parent, line, sheet.labels - 10, foot + index * LINE, text_anchor="end")


def width_of(words: str, size: float = SIZE) -> float:
    """About how wide words are, a little generous: the font of the reader may not be ours."""
    return size * sum(0.34 if c in NARROW else 0.9 if c in WIDE else 0.68 if c.isupper() else 0.575 for c in words)


def wrap(words: str, room: float, lines: int, size: float = SIZE) -> list[str]:
    """Words on at most ``lines`` lines of ``room`` pixels, an ellipsis where some had to go."""
    if width_of(words, size) <= room:
        return [words]
    per_line = max(4, int(room / (size * 0.56)))
    return textwrap.wrap(words, per_line, max_lines=lines, placeholder="…", break_long_words=True) or [""]


def number(value: float) -> str:
    """A coordinate: two decimals at most, the same on every machine.

    >>> number(12.0), number(1.239)
    ('12', '1.24')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".")


def shown(value: float) -> str:
    """A value as a French reader expects it.

    >>> shown(12.0), shown(4.25)
    ('12', '4,2')
    """
    return f"{value:.0f}" if value == round(value) else f"{value:.1f}".replace(".", ",")


class Series:
    """How each series is told apart: its tone, lighter from one series of that tone to the next, a texture in turn."""

    def __init__(self, tones: tuple[str, ...]) -> None:
        self.colours = []
        for index, tone in enumerate(tones):
            same = [other for other, one in enumerate(tones) if one == tone]
            share = 1 - 0.72 * same.index(index) / max(1, len(same) - 1)
            self.colours.append(mix(TONES.get(tone, TONES["neutral"]), share))

    def paint(self, parent: Element, index: int, x: float, y: float, width: float, height: float) -> None:
        """A stretch of bar. Marks are drawn one by one: readers of SVG do not agree on patterns."""
        colour = self.colours[index]
        rectangle(parent, x, y, width, height, colour)
        texture = TEXTURES[index % len(TEXTURES)]
        if texture == "solid" or width < 5:
            return
        mark = mix(colour, 0.78) if ink_on(colour) == PAPER else mix(colour, 0.55)
        pen = {"stroke": mark, "stroke-width": "1.6" if texture == "dots" else "1", "stroke-linecap": "round"}
        SubElement(parent, "path", {"d": _marks(texture, x + 1, y + 1, width - 2, height - 2)} | pen)

    def ink(self, index: int) -> str:
        return ink_on(self.colours[index])


def _marks(texture: str, x: float, y: float, width: float, height: float) -> str:
    """Lines or dots that stay inside the box, six pixels apart."""
    steps = range(3, int(height), 6)
    if texture == "lines":
        return "".join(f"M{number(x)} {number(y + step)}h{number(width)}" for step in steps)
    if texture == "dots":
        columns = range(3, int(width), 6)
        return "".join(f"M{number(x + left)} {number(y + step)}h.01" for step in steps for left in columns)
    parts = []
    for start in range(6, int(width + height), 6):
        left, top = max(0.0, start - height), float(min(start, height))
        length = min(top, width - left)
        parts.append(f"M{number(x + left)} {number(y + top)}l{number(length)} {number(-length)}")
    return "".join(parts)
