"""A square of counts, darker when larger."""

from dataclasses import replace
from xml.etree.ElementTree import Element, SubElement

from vivant.render.drawing import (
    LINE,
    SIZE,
    Sheet,
    fitted,
    label,
    number,
    picture,
    rectangle,
    shown,
    text,
    width_of,
    wrap,
)
from vivant.render.palette import OPPORTUNITY, RULE, SOFT, WASH, ink_on, mix
from vivant.synthesis.document import HeatMap

LEAN = 84
"""Room at the right for the names of columns when they lean."""
CELL = 22.0
"""Height of a cell."""
GAP = 6.0
"""Between a row and the label of the next, when labels stand above."""
LEANING = 208.0
"""Room for the labels of rows when columns ask for the rest."""
LEAST = 26.0
"""Width of the cells of a phone."""


def fits(chart: HeatMap, sheet: Sheet) -> bool:
    """Whether columns keep a width that can be read and touched on a sheet without labels at its left."""
    cell = sheet.width / max(1, len(chart.columns))
    return cell >= LEAST and _is_flat(chart, cell)


def heat_map(chart: HeatMap, sheet: Sheet) -> Element:
    """The drawing; labels stand above their row on a sheet that has no room for them at its left."""
    roomy = fitted(sheet, chart.rows, max(LEANING, min(sheet.labels, sheet.width - 4 - 40 * len(chart.columns))))
    tight = replace(sheet, labels=min(sheet.labels, LEANING))
    sheet = roomy if _is_flat(chart, _width(chart, roomy)) else tight
    cell = _width(chart, sheet)
    flat = _is_flat(chart, cell)
    if not flat:
        cell = min(cell, (sheet.width - sheet.labels - LEAN) / max(1, len(chart.columns)))
    heads = [wrap(column, cell - 4, 3, 12) if flat else wrap(column, LEAN * 1.25, 3, 12) for column in chart.columns]
    top = max((len(head) for head in heads), default=1) * 14 + 8 if flat else LEAN + 34
    rows = [wrap(row, sheet.labels - 14 if sheet.labels else sheet.width, 3) for row in chart.rows]
    above = [0.0 if sheet.labels else len(row) * LINE + 3.0 for row in rows]
    beside = [len(row) * (LINE - 1) + 2 if sheet.labels else CELL + GAP for row in rows]
    pitches = [over + max(CELL, side) for over, side in zip(above, beside, strict=True)]
    drawing = picture(chart.id, chart.caption or chart.id, chart.alt, sheet.width, top + sum(pitches) + 4)
    for index, head in enumerate(heads):
        _head(drawing, head, sheet.labels + cell * index + cell / 2, top, flat)
    largest = max((value for row in chart.values for value in row if value is not None), default=0) or 1
    y: float = top
    for index, (row, values) in enumerate(zip(rows, chart.values, strict=True)):
        label(drawing, row, sheet, y, pitches[index])
        tall = pitches[index] - above[index] - (0 if sheet.labels else GAP)
        for x, value in enumerate(values):
            box = (sheet.labels + cell * x, y + above[index], cell, tall)
            _cell(drawing, value, largest, box)
        y += pitches[index]
    return drawing


def _width(chart: HeatMap, sheet: Sheet) -> float:
    return min(64.0, (sheet.width - sheet.labels - 4) / max(1, len(chart.columns)))


def _is_flat(chart: HeatMap, cell: float) -> bool:
    return all(width_of(word, 12) <= cell - 4 for column in chart.columns for word in column.split())


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
