"""Bars, one a row, stacked when a row has several figures."""

from xml.etree.ElementTree import Element

from vivant.render.drawing import (
    LINE,
    SIZE,
    Series,
    Sheet,
    fitted,
    label,
    picture,
    rectangle,
    shown,
    text,
    width_of,
    wrap,
)
from vivant.render.palette import NEUTRAL, SOFT, TONES, mix
from vivant.synthesis.document import Bars

BAR = 20
KEYS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
Place = tuple[float, float, list[str]]
"""Where the key of a series starts, the foot of its first line, its name."""


def bars(chart: Bars, sheet: Sheet) -> Element:
    """The drawing; labels stand above their bar on a sheet that has no room for them at its left."""
    stacked = len(chart.columns) > 1
    sheet = fitted(sheet, chart.rows, sheet.labels)
    labels = [wrap(row, sheet.labels - 14 if sheet.labels else sheet.width, 3) for row in chart.rows]
    above = [0.0 if sheet.labels else len(lines) * LINE + 3.0 for lines in labels]
    beside = [len(lines) * LINE + 6 if sheet.labels else 0 for lines in labels]
    pitches = [over + max(BAR + (6 if sheet.labels else 12), side) for over, side in zip(above, beside, strict=True)]
    legend = _legend_places(chart.columns, sheet.width) if stacked else []
    top = (legend[-1][1] + (len(legend[-1][2]) - 1) * LINE + 14) if legend else 4
    drawing = picture(chart.id, chart.caption or chart.id, chart.alt, sheet.width, top + sum(pitches) + 6)
    series = chart.columns if stacked else chart.rows
    tones = tuple(chart.tones[i] if i < len(chart.tones) else "neutral" for i in range(len(series)))
    parts = Series(tones) if stacked else None
    if parts:
        _legend(drawing, parts, legend)
    largest = max((sum(row) for row in chart.values), default=0) or 1
    scale = (sheet.width - sheet.labels - 48) / largest
    y: float = top
    if sheet.labels:
        rectangle(drawing, sheet.labels - 1, top, 1, sum(pitches), SOFT)
    for index, (lines, values, pitch) in enumerate(zip(labels, chart.values, pitches, strict=True)):
        label(drawing, lines, sheet, y, pitch)
        bar = y + (pitch - BAR) / 2 if sheet.labels else y + above[index] + 2
        if parts:
            _stack(drawing, values, parts, (sheet.labels, bar, scale))
        else:
            _bar(drawing, values[0] * scale, (sheet.labels, bar), tones[index])
        total = sum(values)
        text(drawing, shown(total), sheet.labels + total * scale + 6, bar + BAR - 5, font_weight="bold")
        y += pitch
    return drawing


def _bar(drawing: Element, length: float, place: tuple[float, float], tone: str) -> None:
    """Obstacles are full, opportunities are edged: the two stay apart in grey."""
    x, y = place
    colour = TONES.get(tone, NEUTRAL)
    if tone == "opportunity" and length > 3:
        more = {"stroke": colour, "stroke_width": "2"}
        rectangle(drawing, x + 1, y + 1, length - 2, BAR - 2, mix(colour, 0.32), **more)
    else:
        rectangle(drawing, x, y, length, BAR, colour)


def _stack(drawing: Element, values: tuple[float, ...], parts: Series, place: tuple[float, float, float]) -> None:
    x, y, scale = place
    for index, value in enumerate(values):
        length = value * scale
        if length <= 0:
            continue
        parts.paint(drawing, index, x, y, max(length - 1, 0.5), BAR)
        key = KEYS[index % len(KEYS)]
        if length > width_of(key, 12) + 5:
            _key(drawing, key, x + (length - 1) / 2, y + BAR / 2, parts.ink(index))
        x += length


def _key(drawing: Element, key: str, x: float, middle: float, ink: str) -> None:
    """A letter with a halo of its background, so that no mark crosses it."""
    text(drawing, key, x, middle + 4.5, font_size="12", font_weight="bold", text_anchor="middle", fill=ink)


def _legend_places(columns: tuple[str, ...], width: float) -> list[Place]:
    """As many keys a line as there is room for; a name that is longer than the line goes on below."""
    places: list[Place] = []
    x, y, deepest = 0.0, 16.0, 1
    for column in columns:
        lines = wrap(column, width - 30, 3) if width_of(column) > width - 30 else [column]
        need = 30 + max(map(width_of, lines)) + 10
        if x and x + need > width:
            x, y, deepest = 0.0, y + 6 + LINE * deepest, 1
        places.append((x, y, lines))
        x, deepest = x + need, max(deepest, len(lines))
    return places


def _legend(drawing: Element, parts: Series, places: list[Place]) -> None:
    for index, (x, y, lines) in enumerate(places):
        parts.paint(drawing, index, x, y - 14, 22, 18)
        _key(drawing, KEYS[index % len(KEYS)], x + 11, y - 5, parts.ink(index))
        for line, words in enumerate(lines):
            text(drawing, words, x + 28, y + line * LINE, font_size=str(SIZE))
