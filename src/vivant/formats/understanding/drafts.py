"""Excerpts and pieces while a file is being understood, and the sheet they end in."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from vivant.corpus import Excerpt, Kind, NoteSheet, Piece, Problem, Role, Workshop, excerpt_id
from vivant.formats.understanding.workshops import Meeting, known_workshop, own_workshops, with_declared


@dataclass(slots=True)
class Draft:
    """An excerpt before its workshop has an id."""

    start: int
    end: int
    place: str
    kind: Kind
    speaker: str = ""
    sector: str = ""
    theme: str = ""
    section: str = ""
    meeting: Meeting | None = None


@dataclass(slots=True)
class Drafts:
    """What was understood of ``text`` so far."""

    name: str
    text: str
    pieces: list[Piece] = field(default_factory=list)
    excerpts: list[Draft] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def piece(self, start: int, end: int, role: Role, place: str, reason: str = "") -> None:
        """One more stretch, blanks at its ends taken off; nothing if it is blank."""
        words = self.text[start:end]
        first = start + len(words) - len(words.lstrip())
        if words.strip():
            self.pieces.append(Piece(first, first + len(words.strip()), role, place, reason))

    def problem(self, place: str, message: str) -> None:
        """Something to tell the person who typed the notes."""
        self.problems.append(Problem(self.name, place, message))

    def sheet(self, workshops: Sequence[Workshop], digest: str) -> NoteSheet:
        """The sheet, with excerpts in order, their ids, and the workshops they belong to."""
        found, ids = self._workshops(workshops)
        seen: Counter[str] = Counter()
        excerpts = []
        for order, draft in enumerate(self.excerpts, 1):
            text = self.text[draft.start : draft.end]
            seen[text] += 1
            key = excerpt_id(self.name, text, seen[text])
            workshop = ids.get(draft.meeting, "")
            excerpts.append(
                Excerpt(
                    key,
                    text,
                    self.name,
                    draft.start,
                    draft.end,
                    draft.place,
                    order,
                    workshop,
                    draft.kind,
                    draft.speaker,
                    draft.sector,
                    draft.theme,
                    draft.section,
                )
            )
        return NoteSheet(self.name, self.text, self._covered(), tuple(excerpts), found, tuple(self.problems), digest)

    def _covered(self) -> tuple[Piece, ...]:
        """The pieces in order, with a mark for each stretch that no line holds (the bars of a table)."""
        pieces: list[Piece] = []
        last, place = 0, ""
        for piece in sorted(self.pieces, key=lambda piece: piece.start):
            pieces += self._marks(last, piece.start, piece.place)
            pieces.append(piece)
            last, place = piece.end, piece.place
        return (*pieces, *self._marks(last, len(self.text), place))

    def _marks(self, start: int, end: int, place: str) -> list[Piece]:
        words = self.text[start:end]
        first = start + len(words) - len(words.lstrip())
        return [Piece(first, first + len(words.strip()), Role.MARK, place)] if words.strip() else []

    def _workshops(self, known: Sequence[Workshop]) -> tuple[tuple[Workshop, ...], dict[Meeting | None, str]]:
        """The workshops of this file, and the id of each meeting (None: words before any)."""
        meetings = [meeting for meeting in self.meetings if meeting.excerpts or not meeting.is_guess]
        if len(known) == 1:
            return self._only_workshop(known[0], meetings)
        if known:
            return self._known_workshops(known, meetings)
        if any(draft.meeting is None for draft in self.excerpts):
            # Nothing before these words says where they were said: the file's own name does.
            untitled = Meeting("", PurePath(self.name).stem.replace("_", " "), typed=self.name)
            meetings.insert(0, untitled)
            for draft in self.excerpts:
                draft.meeting = draft.meeting or untitled
        own = own_workshops(meetings, PurePath(self.name).stem)
        return tuple(own), {meeting: workshop.id for meeting, workshop in zip(meetings, own, strict=True)}

    def _only_workshop(
        self, known: Workshop, meetings: list[Meeting]
    ) -> tuple[tuple[Workshop, ...], dict[Meeting | None, str]]:
        for meeting in meetings:
            if meeting.held_on and known.held_on and meeting.held_on != known.held_on:
                noted, expected = (day.strftime("%d/%m/%Y") for day in (meeting.held_on, known.held_on))
                self.problem(
                    meeting.place,
                    f"la date notée ({noted}) n'est pas celle de l'atelier « {known.theme or known.id} » "
                    f"({expected}) : "
                    "corrigez l'une des deux ; les extraits sont rangés dans cet atelier.",
                )
        ids: dict[Meeting | None, str] = dict.fromkeys((*self.meetings, None), known.id)
        return (with_declared(known, meetings),), ids

    def _known_workshops(
        self, known: Sequence[Workshop], meetings: list[Meeting]
    ) -> tuple[tuple[Workshop, ...], dict[Meeting | None, str]]:
        ids: dict[Meeting | None, str] = {}
        told: dict[str, list[Meeting]] = {}
        for meeting in meetings:
            if workshop := known_workshop(meeting, known):
                ids[meeting] = workshop.id
                told.setdefault(workshop.id, []).append(meeting)
            elif meeting.excerpts:
                expected = ", ".join(f"« {one.theme or one.id} »" for one in known)
                self.problem(
                    meeting.place,
                    f"l'atelier « {meeting.name} » n'est pas reconnu parmi {expected} : reprenez son titre ou sa date "
                    f"({meeting.excerpts} extraits restent sans atelier).",
                )
        if lost := [draft for draft in self.excerpts if draft.meeting is None]:
            self.problem(
                lost[0].place,
                f"{len(lost)} extraits sans atelier : aucun titre ni date avant eux ; ajoutez une ligne « Atelier "
                f"… » au-dessus.",
            )
        by_id = {workshop.id: workshop for workshop in known}
        return tuple(with_declared(by_id[key], found) for key, found in told.items()), ids
