"""Charts: the same drawing each time, named, and readable without colours."""

import re
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from vivant.render.charts import height, narrow, svg
from vivant.render.palette import DRAFT, INK, NEUTRAL, OBSTACLE, OPPORTUNITY, PAPER, SOFT, WASH, contrast, ink_on, mix
from vivant.synthesis.document import Bars, HeatMap, Table, Text

SVG = "{http://www.w3.org/2000/svg}"
TABLE = Table("t", "Table", ("Code", "n"), (((Text("a"),), (Text("1"),)),), "lr")
BARS = Bars(
    "g",
    "Ce qu'elle veut dire",
    "Ce qu'elle montre",
    TABLE,
    ("a", "b"),
    ("n",),
    ((4,), (2,)),
    ("obstacle", "opportunity"),
)
STACKED = replace(
    BARS, columns=("x", "y", "z"), values=((4, 2, 0), (1.5, 0, 3)), tones=("obstacle", "obstacle", "neutral")
)
HEAT = HeatMap("h", "Ensemble", "Deux sur deux", TABLE, ("a", "b"), ("a", "b"), ((None, 3), (3, None)))


def texts(drawing: Element) -> list[str]:
    return [element.text or "" for element in drawing.iter(f"{SVG}text")]


@pytest.mark.parametrize("chart", [BARS, STACKED, HEAT])
def test_a_chart_says_its_name_and_what_it_shows(chart: Bars | HeatMap) -> None:
    drawing = fromstring(svg(chart))
    assert drawing.attrib["role"] == "img"
    assert drawing.attrib["width"] == "640"
    assert drawing.attrib["aria-labelledby"] == f"{chart.id}-title {chart.id}-desc"
    assert drawing.findtext(f"{SVG}title") == chart.caption
    assert drawing.findtext(f"{SVG}desc") == chart.alt


@pytest.mark.parametrize("chart", [BARS, STACKED, HEAT])
def test_the_same_values_give_the_same_drawing(chart: Bars | HeatMap) -> None:
    assert svg(chart) == svg(replace(chart))


def test_bars_are_as_long_as_their_values_and_carry_them() -> None:
    drawing = fromstring(svg(BARS))
    assert {"a", "b", "4", "2"} <= set(texts(drawing))
    widths = [float(box.attrib["width"]) for box in drawing.iter(f"{SVG}rect") if float(box.attrib["width"]) > 1]
    assert widths[0] == pytest.approx(2 * (widths[1] + 2))  # the second is edged: its border takes a pixel on each side


def test_stacked_bars_name_each_series_by_a_letter_and_give_the_total() -> None:
    said = texts(fromstring(svg(STACKED)))
    assert said[:6] == ["A", "x", "B", "y", "C", "z"]
    assert "6" in said
    assert "4,5" in said


def test_a_masked_cell_says_nothing_and_others_their_count() -> None:
    said = texts(fromstring(svg(HEAT)))
    assert said.count("·") == 2
    assert said.count("3") == 2


def test_long_names_of_columns_stay_inside_the_drawing() -> None:
    names = tuple(f"Partenariat de la coordination {n}" for n in range(9))
    heat = HeatMap("h", "c", "a", TABLE, names, names, tuple((1.0,) * 9 for _ in names))
    drawing = fromstring(svg(heat))
    starts = [float(re.findall(r"[\d.]+", g.attrib["transform"])[0]) for g in drawing.iter(f"{SVG}g")]
    assert len(starts) == 9
    assert max(starts) < 640 - 70


@pytest.mark.parametrize(
    "chart",
    [
        replace(BARS, rows=(), values=()),
        replace(BARS, values=((0,), (0,))),
        replace(HEAT, rows=(), columns=(), values=()),
        replace(HEAT, values=((None, None), (None, None))),
        replace(BARS, rows=("<&>", "très " * 40), tones=()),
    ],
)
def test_nothing_to_show_and_odd_names_still_make_a_drawing(chart: Bars | HeatMap) -> None:
    assert float(fromstring(svg(chart)).attrib["height"]) > 0


def test_words_can_be_read_on_paper_and_on_every_tone() -> None:
    assert all(contrast(ink, PAPER) >= 4.5 for ink in (INK, SOFT, OBSTACLE, OPPORTUNITY, NEUTRAL, DRAFT))
    assert all(contrast(ink, WASH) >= 4.5 for ink in (INK, SOFT, OPPORTUNITY, DRAFT))
    shades = [mix(tone, share / 20) for tone in (OBSTACLE, OPPORTUNITY, NEUTRAL) for share in range(21)]
    assert all(contrast(ink_on(shade), shade) >= 4.5 for shade in shades)


@pytest.mark.parametrize("chart", [BARS, STACKED, HEAT])
def test_a_phone_gets_a_narrow_drawing_of_the_same_values_under_its_own_ids(chart: Bars | HeatMap) -> None:
    wide, small = fromstring(svg(chart)), fromstring(narrow(chart))
    assert small.attrib["viewBox"].startswith("0 0 320 ")
    assert sorted(texts(small)) == sorted(texts(wide))
    ids = {element.attrib["id"] for element in [*wide.iter(), *small.iter()] if "id" in element.attrib}
    assert len(ids) == 4
    boxes = list(small.iter(f"{SVG}rect"))
    assert all(float(box.attrib["x"]) + float(box.attrib["width"]) <= 320 for box in boxes)


def test_a_square_that_no_phone_holds_has_no_narrow_drawing() -> None:
    names = tuple(str(n) for n in range(20))
    assert narrow(HeatMap("h", "c", "a", TABLE, names, names, tuple((1.0,) * 20 for _ in names))) == ""


def test_a_square_of_seven_stays_low() -> None:
    rows = tuple(f"{letter}. Problématique de la communication" for letter in "ABCDEFG")
    heat = HeatMap("h", "c", "a", TABLE, rows, tuple("ABCDEFG"), tuple((1.0,) * 7 for _ in rows))
    assert height(heat) < 200
