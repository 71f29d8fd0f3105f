"""The walk through the lines of notes: each becomes heading, metadata, excerpt or mark, or is set aside."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from vivant.corpus import Kind, Role
from vivant.formats.reading.lines import Reading
from vivant.formats.understanding import heads
from vivant.formats.understanding.drafts import Drafts
from vivant.formats.understanding.grids_in_text import TableColumns
from vivant.formats.understanding.labels import people_of_line
from vivant.formats.understanding.neighbours import (
    is_question_of_title,
    opens_bullets,
    opens_dated,
    opens_file,
    underlines,
)
from vivant.formats.understanding.phrases import Place, add_words
from vivant.formats.understanding.shapes import Shape, Sort, shape_of
from vivant.formats.understanding.speakers import is_lone_speaker, speaker_after, speaker_before
from vivant.formats.understanding.state import BULLET_LEVEL, State


def understand(name: str, reading: Reading) -> Drafts:
    """What each line of a text of notes is."""
    drafts = Drafts(name, reading.text)
    for place, message in reading.remarks:
        drafts.problem(place, message)
    shapes = [shape_of(line, reading.text[line.start : line.end]) for line in reading.lines]
    levels = Counter(shape.level for shape in shapes if shape.sort == "heading")
    first = next((index for index, shape in enumerate(shapes) if shape.sort not in ("aside", "rule")), -1)
    outline = Outline(State(drafts, shapes), TableColumns.of(shapes), levels, first)
    for index in range(len(shapes)):
        outline.take(index)
    drafts.meetings = outline.state.meetings.all
    return drafts


@dataclass(slots=True)
class Outline:
    """Takes lines one by one. ``levels`` counts the headings of each level, ``first`` is the first line that says
    something."""

    state: State
    tables: TableColumns
    levels: Counter[int]
    first: int

    def take(self, index: int) -> None:
        """The line at this index, under what the lines above have opened."""
        state, shape = self.state, self.state.shapes[index]
        if index in state.consumed or heads.goes_on_with_people(state, shape):
            return
        if shape.sort in ("aside", "rule"):
            state.piece(shape, Role.SET_ASIDE, shape.value)
        elif shape.line.cell and self.tables.handles(shape):
            self._cell(shape)
        elif not (shape.sort in _TAKERS and _TAKERS[shape.sort](self, index)):
            self._text(index)

    def _section(self, index: int) -> bool:
        shape = self.state.shapes[index]
        if shape.is_bullet and not shape.text.endswith(":") and self._is_listed(index):
            return False
        self.state.open_section(shape)
        return True

    def _is_listed(self, index: int) -> bool:
        """Whether a bullet stands among bullets of its depth: then it is an item, not the title of a list."""
        shapes = self.state.shapes
        following = shapes[index + 1] if index + 1 < len(shapes) else None
        return following is None or (following.is_bullet and following.depth <= shapes[index].depth)

    def _heading(self, index: int) -> bool:
        state, shape = self.state, self.state.shapes[index]
        # The first heading, alone of its level, is the title of the notes; of several, each is a theme.
        is_title = index == self.first and self.levels[shape.level] <= 1 and index + 1 < len(state.shapes)
        if opens_dated(state.shapes, index):
            return heads.take_title(state, index)
        if is_title and not shape.text.endswith(":"):
            return heads.take_title(state, index, is_guess=True)
        state.open_theme(shape, shape.level, shape.title)
        return True

    def _group(self, index: int) -> bool:
        """ "Groupe 2": the themes of the group before are not its own."""
        self.state.themes.clear()
        self.state.piece(self.state.shapes[index], Role.METADATA)
        return True

    def _speaker(self, index: int) -> bool:
        """ "Une éducatrice :", whose words stand in the next line."""
        shape = self.state.shapes[index]
        found = speaker_before(shape.text[shape.mark :])
        self.state.speaker = found.function if found else ""
        self.state.piece(shape, Role.MARK)
        return True

    def _text(self, index: int) -> None:
        """A line that its own form does not tell apart from words said: its neighbours may."""
        state, shape = self.state, self.state.shapes[index]
        if underlines(state.shapes, index):
            shape.level = 2 if state.shapes[index + 1].text.startswith("=") else 3
            self._heading(index)
        elif shape.sort == "text" and opens_dated(state.shapes, index):
            heads.take_title(state, index)
        elif index == self.first and opens_file(state.shapes, index):
            heads.take_title(state, index, is_guess=True)
        elif opens_bullets(state.shapes, index):
            is_nested = shape.is_bullet or state.shapes[index + 1].line.indent > shape.line.indent
            state.open_theme(shape, BULLET_LEVEL + shape.depth if is_nested else 5, shape.title)
        elif not self._about(index, shape):
            self._excerpts(shape)

    def _about(self, index: int, shape: Shape) -> bool:
        """Whether a line is about what was said: how many people, what they were asked, who spoke just above."""
        state = self.state
        count = None if shape.is_bullet else people_of_line(shape.flat, is_head=state.is_head)
        current = state.meetings.current
        if count is not None:
            heads.declare(state, shape, count)
            state.piece(shape, Role.METADATA)
        elif state.is_head and current and not current.question and is_question_of_title(state.shapes, index):
            current.question = shape.text
            state.piece(shape, Role.METADATA)
        elif self._attribution(shape):
            state.piece(shape, Role.MARK)
        else:
            return False
        return True

    def _attribution(self, shape: Shape) -> bool:
        """Whether a line only tells who spoke in the quotation just above."""
        last = self.state.drafts.excerpts[-1] if self.state.drafts.excerpts else None
        if last is None or last.speaker or last.kind is not Kind.VERBATIM or shape.line.gap:
            return False
        if not is_lone_speaker(shape.text):
            return False
        found = speaker_after(shape.text)
        last.speaker = found.function if found else ""
        return True

    def _excerpts(self, shape: Shape) -> None:
        state = self.state
        state.leave_bullets(shape.depth if shape.is_bullet or shape.line.indent else -1)
        if add_words(
            state.drafts, shape, Place(state.theme, state.section[1], state.speaker, "", state.meetings.current)
        ):
            state.leave_head()

    def _cell(self, shape: Shape) -> None:
        """A cell of a table whose columns are named."""
        state = self.state
        if shape.line.cell and shape.line.cell[1] == 1:
            state.piece(shape, Role.HEADING)
            return
        place = self.tables.place(shape, state.theme, state.section[1], state.meetings.current)
        if place is None:
            state.piece(shape, Role.METADATA)
        elif add_words(state.drafts, shape, place):
            state.leave_head()


_TAKERS: dict[Sort, Callable[[Outline, int], bool]] = {
    "title": lambda outline, index: heads.take_title(outline.state, index),
    "date": lambda outline, index: heads.take_date(outline.state, index),
    "dateline": lambda outline, index: heads.take_dateline(outline.state, index),
    "label": lambda outline, index: heads.take_label(outline.state, index),
    "people": lambda outline, index: heads.take_people(outline.state, index),
    "section": Outline._section,
    "heading": Outline._heading,
    "group": Outline._group,
    "speaker": Outline._speaker,
}
"""What to do with each sort of line; one that declines leaves it to its neighbours."""
