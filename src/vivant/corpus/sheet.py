"""A sheet of notes: its text as read, and what each stretch of it was understood to be."""

import uuid
from dataclasses import dataclass
from enum import StrEnum

from vivant.corpus.edition import Workshop
from vivant.corpus.problem import Problem

EXCERPTS = uuid.UUID("6f0d6a52-5f0c-5f3e-9a53-0f5a1f6e2c18")
"""Namespace of the ids of excerpts read from files."""


class Kind(StrEnum):
    """How the words came into the notes."""

    VERBATIM = "verbatim"
    REFORMULATED = "reformulated"
    OBSERVATION = "observation"
    QUESTION = "question"


class Role(StrEnum):
    """What a stretch of a sheet was understood to be. Every non-blank character has exactly one role."""

    EXCERPT = "excerpt"
    HEADING = "heading"
    METADATA = "metadata"
    MARK = "mark"
    """A bullet, a number, a quotation mark around an excerpt, the speaker's function beside it: read, not quoted."""
    SET_ASIDE = "set_aside"
    """Read and kept out of the excerpts, for the reason given."""


@dataclass(frozen=True, slots=True)
class Piece:
    """``text[start:end]`` of a sheet, in code points, end excluded. ``reason`` (French) is given when set aside."""

    start: int
    end: int
    role: Role
    place: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words said at a workshop, to the letter: ``text == sheet.text[start:end]`` until names are replaced.

    ``speaker`` is a function ("directrice d'école"), never a name; ``theme`` the heading above, ``section`` the kind of
    list it stood in when the notes say so ("Problèmes", "Propositions", "Questions").
    """

    id: str
    text: str
    sheet: str
    start: int
    end: int
    place: str
    order: int
    workshop: str = ""
    kind: Kind = Kind.REFORMULATED
    speaker: str = ""
    sector: str = ""
    theme: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class NoteSheet:
    """One file of notes as it was read. ``pieces`` are in order, do not overlap, and cover every non-blank character.

    ``workshops`` are those that the file itself names (title, date, number of people noted), in the order met; an
    excerpt's ``workshop`` is the id of one of them, or empty. ``digest`` is the SHA-256 of the file.
    """

    name: str
    text: str
    pieces: tuple[Piece, ...]
    excerpts: tuple[Excerpt, ...]
    workshops: tuple[Workshop, ...] = ()
    problems: tuple[Problem, ...] = ()
    digest: str = ""

    def set_aside(self) -> tuple[Piece, ...]:
        """What was read and kept out, each with its reason."""
        return tuple(piece for piece in self.pieces if piece.role is Role.SET_ASIDE)


def excerpt_id(sheet: str, text: str, occurrence: int) -> str:
    """Stable identity of words in a file: UUID version 5 of the file's name, the words, their n-th occurrence (from 1).

    Reading the same file twice gives the same ids; adding, moving or mending another line changes no other id.

    >>> excerpt_id("notes.txt", "On ne sait pas qui appeler.", 1)
    '3a90dcee-e1af-5798-b56e-e4dfd440c86f'
    """
    return str(uuid.uuid5(EXCERPTS, "\x1f".join((sheet, text, str(occurrence)))))
