"""Charts as SVG that says its name: the same picture for html, pdf, docx and odt.

Own drawing, since the libraries at hand give a screen reader neither name nor description (see docs/decisions).
Colour never speaks alone: rows carry their label and value, series a key repeated in their legend, cells their count.
"""

from xml.etree.ElementTree import Element, SubElement, tostring

from vivant.render.drawing import SIZE, WIDTH, Series, number, picture, rectangle, shown, text, width_of, wrap
from vivant.render.palette import NEUTRAL, OPPORTUNITY, RULE, SOFT, TONES, WASH, ink_on, mix
from vivant.synthesis.document import Bars, HeatMap

LINE = SIZE + 3
LABELS = 208
"""Room for the labels of rows."""
BAR = 20
LEAN = 84
"""Room at the right for the names of columns when they lean."""
KEYS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def svg(chart: Bars | HeatMap) -> str:
    """The drawing, 640 wide, as one line of text without XML declaration; the same for the same values."""
    drawn = _heat_map(chart) if isinstance(chart, HeatMap) else _bars(chart)
    return tostring(drawn, encoding="unicode")


def height(chart: Bars | HeatMap) -> float:
    """Of the drawing, in pixels for a width of 640."""
    return float((_heat_map(chart) if isinstance(chart, HeatMap) else _bars(chart)).attrib["height"])


# --- bars ----------------------------------------------------------------------------------------------------------


def _bars(chart: Bars) -> Element:
    stacked = len(chart.columns) > 1
    labels = [wrap(row, LABELS - 14, 3) for row in chart.rows]
    pitches = [max(BAR + 10, len(label) * LINE + 8) for label in labels]
    legend = _legend_places(chart.columns) if stacked else []
    top = (legend[-1][1] + 14) if legend else 4
    drawing = picture(chart.id, chart.caption or chart.id, chart.alt, top + sum(pitches) + 6)
    series = chart.columns if stacked else chart.rows
    tones = tuple(chart.tones[i] if i < len(chart.tones) else "neutral" for i in range(len(series)))
    parts = Series(tones) if stacked else None
    if parts:
        _legend(drawing, chart.columns, parts, legend)
    largest = max((sum(row) for row in chart.values), default=0) or 1
    scale = (WIDTH - LABELS - 48) / largest
    y: float = top
    rectangle(drawing, LABELS - 1, top, 1, sum(pitches), SOFT)
    for index, (label, values, pitch) in enumerate(zip(labels, chart.values, pitches, strict=True)):
        _label(drawing, label, y + pitch / 2)
        bar = y + (pitch - BAR) / 2
        if parts:
            _stack(drawing, values, parts, bar, scale)
        else:
            _bar(drawing, values[0] * scale, bar, tones[index])
        total = sum(values)
        text(drawing, shown(total), LABELS + total * scale + 6, bar + BAR - 5, font_weight="bold")
        y += pitch
    return drawing


def _bar(drawing: Element, length: float, y: float, tone: str) -> None:
    """Obstacles are full, opportunities are edged: the two stay apart in grey."""
    colour = TONES.get(tone, NEUTRAL)
    if tone == "opportunity" and length > 3:
        more = {"stroke": colour, "stroke_width": "2"}
        rectangle(drawing, LABELS + 1, y + 1, length - 2, BAR - 2, mix(colour, 0.32), **more)
    else:
        rectangle(drawing, LABELS, y, length, BAR, colour)


def _stack(drawing: Element, values: tuple[float, ...], parts: Series, y: float, scale: float) -> None:
    x: float = LABELS
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


def _legend_places(columns: tuple[str, ...]) -> list[tuple[float, float]]:
    """Where each key starts: on as many lines as are needed. ``y`` is the foot of the line."""
    places: list[tuple[float, float]] = []
    x, y = 0.0, 16.0
    for column in columns:
        need = 30 + width_of(column) + 10
        if x and x + need > WIDTH:
            x, y = 0.0, y + 24
        places.append((x, y))
        x += need
    return places


def _legend(drawing: Element, columns: tuple[str, ...], parts: Series, places: list[tuple[float, float]]) -> None:
    for index, (column, (x, y)) in enumerate(zip(columns, places, strict=True)):
        parts.paint(drawing, index, x, y - 14, 22, 18)
        _key(drawing, KEYS[index % len(KEYS)], x + 11, y - 5, parts.ink(index))
        text(drawing, column, x + 28, y)


def _label(drawing: Element, lines: list[str], middle: float) -> None:
    foot = middle + SIZE * 0.36 - (len(lines) - 1) * LINE / 2
    for line in lines:
        text(drawing, line, LABELS - 10, foot, text_anchor="end")
        foot += LINE


# --- heat map ------------------------------------------------------------------------------------------------------


def _heat_map(chart: HeatMap) -> Element:
    cell = min(64.0, (WIDTH - LABELS - 4) / max(1, len(chart.columns)))
    flat = all(width_of(word, 12) <= cell - 4 for column in chart.columns for word in column.split())
    if not flat:
        cell = min(cell, (WIDTH - LABELS - LEAN) / max(1, len(chart.columns)))
    heads = [wrap(column, cell - 4, 3, 12) if flat else wrap(column, LEAN * 1.25, 3, 12) for column in chart.columns]
    top = max((len(head) for head in heads), default=1) * 14 + 8 if flat else LEAN + 34
    rows = [wrap(row, LABELS - 14, 3) for row in chart.rows]
    pitch = max(34.0, *(len(row) * LINE + 6 for row in rows)) if rows else 34.0
    drawing = picture(chart.id, chart.caption or chart.id, chart.alt, top + pitch * len(rows) + 4)
    for index, head in enumerate(heads):
        _head(drawing, head, LABELS + cell * index + cell / 2, top, flat)
    largest = max((value for row in chart.values for value in row if value is not None), default=0) or 1
    for y, (row, values) in enumerate(zip(rows, chart.values, strict=True)):
        _label(drawing, row, top + pitch * y + pitch / 2)
        for x, value in enumerate(values):
            _cell(drawing, value, largest, (LABELS + cell * x, top + pitch * y, cell, pitch))
    return drawing


def _cell(drawing: Element, value: float | None, largest: float, box: tuple[float, float, float, float]) -> None:
    x, y, width, tall = box
    fill = WASH if value is None else mix(OPPORTUNITY, 0.05 + 0.95 * max(0.0, value) / largest)
    rectangle(drawing, x + 1, y + 1, width - 2, tall - 2, fill, stroke=RULE if value in (None, 0) else fill)
    words = "·" if value is None else shown(value)
    weight = "bold" if value else "normal"
    ink = SOFT if value is None else ink_on(fill)
    place = (x + width / 2, y + tall / 2 + SIZE * 0.36)
    text(drawing, words, *place, text_anchor="middle", fill=ink, font_weight=weight)


def _head(drawing: Element, lines: list[str], middle: float, foot: float, flat: bool) -> None:
    """The name of a column: upright if its words fit, else leaning."""
    if flat:
        for index, line in enumerate(lines):
            y = foot - 8 - (len(lines) - 1 - index) * 14
            text(drawing, line, middle, y, text_anchor="middle", font_size="12")
        return
    turn = {"transform": f"translate({number(middle)} {number(foot - 8)}) rotate(-45)", "font-size": "12"}
    group = SubElement(drawing, "g", turn)
    for index, line in enumerate(lines):
        text(group, line, 0, 4 - (len(lines) - 1 - index) * 13)
