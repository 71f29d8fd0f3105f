"""Where the walk through the lines of notes stands."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from vivant.corpus import Role
from vivant.formats.understanding.drafts import Drafts
from vivant.formats.understanding.shapes import Shape
from vivant.formats.understanding.workshops import Meetings

BULLET_LEVEL = 10
"""Levels of headings from which a heading is a bullet with bullets under it."""


@dataclass(slots=True)
class State:
    """The workshop, the themes (level, words) and the list (level, name) that the next line falls under.

    ``is_head``: nothing was noted yet in this workshop; ``people_left``: a list of people goes on, ``people_seen`` of
    them read; ``speaker``: who says the next words; ``consumed``: lines already taken with one before them.
    """

    drafts: Drafts
    shapes: Sequence[Shape]
    meetings: Meetings = field(default_factory=Meetings)
    themes: list[tuple[int, str]] = field(default_factory=list)
    section: tuple[int, str] = (0, "")
    is_head: bool = True
    people_left: bool = False
    people_seen: int = 0
    speaker: str = ""
    consumed: set[int] = field(default_factory=set)

    @property
    def theme(self) -> str:
        """The themes above, the widest first: "Les familles › L'accueil"."""
        return " › ".join(words for _, words in self.themes)

    def piece(self, shape: Shape, role: Role, reason: str = "") -> None:
        """A whole line that is no excerpt."""
        self.drafts.piece(shape.line.start, shape.line.end, role, shape.line.place, reason)

    def enter_head(self) -> None:
        """Another workshop begins: no theme, no list, and its date and place may follow."""
        self.themes.clear()
        self.section = (0, "")
        self.is_head, self.people_left, self.speaker = True, False, ""

    def leave_head(self) -> None:
        """Notes proper begin."""
        self.is_head, self.people_left, self.speaker = False, False, ""

    def open_theme(self, shape: Shape, level: int, words: str) -> None:
        """A heading: it closes the themes of its level and below, and the list that stood no higher."""
        self.piece(shape, Role.HEADING)
        self.themes = [theme for theme in self.themes if theme[0] < level]
        self.themes.append((level, words))
        if level <= self.section[0]:
            self.section = (0, "")
        self.leave_head()

    def open_section(self, shape: Shape) -> None:
        """The title of a list: "Problèmes"."""
        self.piece(shape, Role.HEADING)
        # By style, a list at the level of a theme comes after it; by form alone ("Problèmes :"), it is inside it.
        highest = shape.level - 1 if shape.line.heading else shape.level
        self.themes = [theme for theme in self.themes if theme[0] <= highest]
        self.section = (shape.level, shape.value)
        self.leave_head()

    def leave_bullets(self, depth: int) -> None:
        """Close the themes that were bullets no less deep than the line to come."""
        self.themes = [theme for theme in self.themes if theme[0] < BULLET_LEVEL or theme[0] - BULLET_LEVEL < depth]
