"""Charts as SVG that says its name: the same picture for html, pdf, docx and odt, and a narrow one for phones.

Own drawing, since the libraries at hand give a screen reader neither name nor description (see docs/decisions).
Colour never speaks alone: rows carry their label and value, series a key repeated in their legend, cells their count.
"""

from dataclasses import replace
from xml.etree.ElementTree import Element, tostring

from vivant.render.bars import bars
from vivant.render.drawing import WIDTH, Sheet
from vivant.render.heat import fits, heat_map
from vivant.synthesis.document import Bars, HeatMap

PAGE = Sheet(WIDTH, 310)
PHONE = Sheet(320, 0)
"""Labels above: the drawing shrinks by a tenth at most on the narrowest screens, its letters stay above 11 pixels."""


def svg(chart: Bars | HeatMap) -> str:
    """The drawing, 640 wide, as one line of text without XML declaration; the same for the same values."""
    return tostring(_drawn(chart, PAGE), encoding="unicode")


def narrow(chart: Bars | HeatMap) -> str:
    """The same for a phone, 320 wide, under ids of its own; empty for a square that has too many columns for it."""
    if isinstance(chart, HeatMap) and not fits(chart, PHONE):
        return ""
    return tostring(
        _drawn(replace(chart, id=f"{chart.id}-narrow", caption=chart.caption or chart.id), PHONE), "unicode"
    )


def height(chart: Bars | HeatMap) -> float:
    """Of the drawing, in pixels for a width of 640."""
    return float(_drawn(chart, PAGE).attrib["height"])


def _drawn(chart: Bars | HeatMap, sheet: Sheet) -> Element:
    return heat_map(chart, sheet) if isinstance(chart, HeatMap) else bars(chart, sheet)
