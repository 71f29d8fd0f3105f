"""The words of a line: bullet and label as marks, a reaction set aside, each quotation and each note an excerpt."""

import re
from dataclasses import dataclass

from vivant.corpus import Kind, Role
from vivant.formats.understanding.drafts import Draft, Drafts
from vivant.formats.understanding.flattening import flat
from vivant.formats.understanding.quotes import Stretch, stretches
from vivant.formats.understanding.sections import REACTION, RULE, reaction_start, section_label
from vivant.formats.understanding.shapes import Shape
from vivant.formats.understanding.workshops import Meeting

_EMPHASIS = re.compile(r"(\*\*\*|\*\*|__|\*|_)(?=\S)(?:(?!\1).)+\1$", re.DOTALL)
_QUESTION_END = ' \t\u00a0\u202f»”")]*_.!…'


@dataclass(frozen=True, slots=True)
class Place:
    """Where words were noted: under which theme, in which list, in which workshop, said by whom when that is known."""

    theme: str = ""
    section: str = ""
    speaker: str = ""
    sector: str = ""
    meeting: Meeting | None = None
    kind: Kind | None = None


def add_words(drafts: Drafts, shape: Shape, place: Place) -> int:
    """Add the excerpts of a line, and the marks around them. Returns how many excerpts."""
    start, end = shape.line.start, shape.line.end
    first, last = start + shape.mark, end
    section = place.section
    label, length = section_label(shape.flat)
    if label and shape.words > 1:
        first, section = first + length, label
    tail = reaction_start(flat(drafts.text[first:last]))
    if tail is not None:
        drafts.piece(first + tail, last, Role.SET_ASIDE, shape.line.place, REACTION)
        last = first + len(drafts.text[first : first + tail].rstrip())
    first, last = _inside_emphasis(drafts.text, first, last)
    words = drafts.text[first:last]
    found = [stretch for stretch in stretches(words, 0) if _is_said(stretch, words)]
    if not found:
        drafts.piece(start, first + len(words), Role.SET_ASIDE, shape.line.place, RULE)
        return 0
    _add_marks(
        drafts, shape, start, [(first + one.start, first + one.end) for one in found], last if tail is not None else end
    )
    for stretch in found:
        _add_excerpt(drafts, shape, first, stretch, section, place, words)
    return len(found)


def _is_said(stretch: Stretch, words: str) -> bool:
    return stretch.sort != "mark" and any(char.isalnum() for char in words[stretch.start : stretch.end])


def _inside_emphasis(text: str, first: int, last: int) -> tuple[int, int]:
    """Without the Markdown signs that hold the whole line; those inside a line stay, to the letter."""
    while first < last and text[first].isspace():
        first += 1
    found = _EMPHASIS.match(text, first, last)
    if not found or (text[first] == "_" and "_" in text[first + 1 : last - 1].strip("_")):
        return first, last
    width = len(found[1])
    return first + width, last - width


def _add_marks(drafts: Drafts, shape: Shape, start: int, said: list[tuple[int, int]], end: int) -> None:
    last = start
    for one, other in said:
        drafts.piece(last, one, Role.MARK, shape.line.place)
        last = other
    drafts.piece(last, end, Role.MARK, shape.line.place)


def _add_excerpt(
    drafts: Drafts, shape: Shape, first: int, stretch: Stretch, section: str, place: Place, words: str
) -> None:
    start, end = first + stretch.start, first + stretch.end
    drafts.piece(start, end, Role.EXCERPT, shape.line.place)
    said = words[stretch.start : stretch.end]
    drafts.excerpts.append(
        Draft(
            start,
            end,
            shape.line.place,
            place.kind or _kind(said, section, is_quoted=stretch.sort == "quoted" or shape.line.quoted),
            place.speaker or stretch.speaker.function,
            place.sector or stretch.speaker.sector,
            place.theme,
            section,
            place.meeting,
        )
    )
    if place.meeting:
        place.meeting.excerpts += 1


def _kind(said: str, section: str, *, is_quoted: bool) -> Kind:
    if is_quoted or section == "Verbatims":
        return Kind.VERBATIM
    if section == "Questions" or said.rstrip(_QUESTION_END).endswith("?"):
        return Kind.QUESTION
    return Kind.OBSERVATION if section == "Observations" else Kind.REFORMULATED
