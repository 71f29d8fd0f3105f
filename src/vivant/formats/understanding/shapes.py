"""What a line looks like by itself, before its neighbours are looked at."""

import re
from dataclasses import dataclass
from typing import Literal

from vivant.formats.marks import is_bullet, mark_length
from vivant.formats.reading.lines import Line
from vivant.formats.understanding.dates import dateline_of, find_date, is_date_alone
from vivant.formats.understanding.flattening import flat
from vivant.formats.understanding.labels import label_of, opens_people
from vivant.formats.understanding.sections import RULE, says_nothing, section_of
from vivant.formats.understanding.speakers import speaker_before
from vivant.formats.understanding.titles import looks_like_title

Sort = Literal[
    "aside", "rule", "title", "date", "dateline", "label", "people", "section", "heading", "speaker", "group", "text"
]

MOST_HEADING_WORDS = 14
_ENDS = (".", "?", "!", ";", ",", "…")
_THEME = re.compile(
    r"(?P<sub>sous-?)?(?:theme|thematique|partie|axe|chapitre|sujet) ?(?:n° ?)?(?:\d{1,2}|[ivx]{1,4})?\s*[:.-]\s*(?=\S)"
)
_NUMBERED_THEME = re.compile(r"(?:sous-?)?(?:theme|thematique|partie|axe|chapitre) ?(?:n° ?)?(?:\d|[ivx])")
_GROUP = re.compile(
    r"(?:sous-)?(?:groupe|table)s? ?(?:n° ?)?(?:\d{1,2}|[a-h])\b(?! [a-z])|(?:en )?(?:plenier|pleniere|"
    r"grand groupe|restitution)s? ?:?$"
)
_DATED_TITLE = re.compile(
    r"[^.?!]{3,100}?[-(,:/] ?(?:le |du )?(?:lundi |mardi |mercredi |jeudi |vendredi |samedi |dimanche )?$"
)
_HEADING_MARKS = "#*_= \t"


@dataclass(slots=True)
class Shape:
    """A line as seen: ``mark`` characters of bullet, ``flat`` the words after it, ``title`` them without signs.

    ``value`` is the list that a section opens, or the reason of what is set aside; ``level`` that of a heading.
    """

    line: Line
    text: str
    flat: str
    sort: Sort
    mark: int = 0
    title: str = ""
    level: int = 0
    value: str = ""
    is_bullet: bool = False
    words: int = 0

    @property
    def depth(self) -> int:
        """How deep a bullet stands."""
        return self.line.bullet * 4 + self.line.indent

    @property
    def is_short(self) -> bool:
        """Whether it could be a title: few words, no end of sentence."""
        return self.words <= MOST_HEADING_WORDS and not self.text.endswith(_ENDS)


def shape_of(line: Line, text: str) -> Shape:
    """The shape of a line whose words are ``text``."""
    # In a list made by the word processor, a star glued to a word is no bullet.
    mark = 0 if line.bullet and text.startswith("*") else mark_length(text)
    body = text[mark:]
    words = flat(body)
    shape = Shape(line, text, words, "text", mark, words=len(words.split()))
    shape.is_bullet = bool(line.bullet) or (bool(mark) and is_bullet(text) and not text.startswith("#"))
    if line.aside:
        shape.sort, shape.value = "aside", line.aside
    elif reason := says_nothing(words) or says_nothing(flat(text)):
        shape.sort, shape.value = ("rule" if reason == RULE else "aside"), reason
    else:
        _recognise(shape, body)
    return shape


def _recognise(shape: Shape, body: str) -> None:
    """What the words of a line make it, the surest signs first."""
    shape.title = body.strip(_HEADING_MARKS).rstrip(":").strip(_HEADING_MARKS)
    bare = flat(shape.title)
    level = _level(shape, body)
    # A number before a title counts for "1. Problèmes", not for "9 janvier".
    if is_date_alone(flat(shape.text)) or is_date_alone(bare):
        shape.sort = "date"
    elif not shape.is_bullet and dateline_of(body):
        shape.sort = "dateline"
    elif (section := section_of(bare)) and (not shape.line.cell or shape.line.cell[1] == 1):
        shape.sort, shape.value, shape.level = "section", section, level or 5
    elif opens_people(bare) and (not shape.is_bullet or body.endswith(":")):
        shape.sort = "people"
    elif shape.is_bullet:
        shape.sort = "label" if label_of(bare) else "text"
    else:
        _recognise_heading(shape, body, bare, level)


def _recognise_heading(shape: Shape, body: str, bare: str, level: int) -> None:
    """What a line without a bullet opens, if anything."""
    theme = _THEME.match(bare)
    if looks_like_title(bare, is_styled=bool(level)) or _is_dated_title(shape, bare):
        shape.sort, shape.level = "title", level
    elif _GROUP.match(bare) and shape.words <= 8:
        shape.sort = "group"
    elif theme and (theme["sub"] or _NUMBERED_THEME.match(bare)):
        shape.sort, shape.level, shape.title = "heading", 6 if theme["sub"] else 4, shape.title[theme.end() :]
    elif label_of(bare):
        shape.sort = "label"
    elif level:
        shape.sort, shape.level = "title" if find_date(bare) else "heading", level
    elif body.endswith(":") and shape.words <= 10:
        is_someone = bare.startswith(("un ", "une ")) and speaker_before(body) is not None
        shape.sort, shape.level = ("speaker", 0) if is_someone else ("heading", 5)


def _is_dated_title(shape: Shape, bare: str) -> bool:
    """A line such as "La communication - 9 janvier 2018": a few words, then a date that ends it."""
    if shape.words > MOST_HEADING_WORDS or (dated := find_date(bare)) is None:
        return False
    return not bare[dated.end :].strip(" ).") and _DATED_TITLE.match(bare[: dated.start]) is not None


def _level(shape: Shape, body: str) -> int:
    """The level of a line that its form alone makes a heading: by style, capitals, bold; 0 if none."""
    if shape.line.heading:
        return shape.line.heading
    if shape.is_bullet or shape.line.cell or shape.words > 12 or body.endswith(_ENDS):
        return 0
    letters = [char for char in body if char.isalpha()]
    if len(letters) >= 6 and all(not char.islower() for char in letters) and any(char.isupper() for char in letters):
        return 3
    is_marked = (
        len(body) > 4 and body[:2] in ("**", "__") and body.rstrip(": ")[-2:] == body[:2] and body.count(body[:2]) == 2
    )
    return 4 if shape.line.bold or is_marked else 0
