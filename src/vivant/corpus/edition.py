"""An edition: the workshops of a year, who came, who signs."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Workshop:
    """A meeting around a theme. ``declared`` is the number of people typed in the notes, if any: it is never preferred
    to the attendance list. ``notes`` are names of files, relative to the folder of notes."""

    id: str
    theme: str
    question: str = ""
    held_on: date | None = None
    place: str = ""
    notes: tuple[str, ...] = ()
    declared: int | None = None


@dataclass(frozen=True, slots=True)
class Attendance:
    """Someone was at a workshop. ``person`` is any stable label: only whether two rows name one person matters."""

    workshop: str
    person: str
    organisation: str = ""
    profession: str = ""
    sector: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    """People to thank, by role: "Prise de notes", "Analyse et rédaction", "Mise en forme et relecture"…"""

    role: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One year of workshops. ``attendance`` is None when no list was given: distinct figures are then not known.

    ``validated_by`` and ``validated_on`` come together or not at all; without them every page says it is a draft.
    ``final_coder`` names the adjudicated coding, empty for the union of all coders.
    """

    title: str
    year: int | None = None
    network: str = ""
    objective: str = ""
    workshops: tuple[Workshop, ...] = ()
    attendance: tuple[Attendance, ...] | None = None
    committee: tuple[str, ...] = ()
    credits: tuple[Credit, ...] = ()
    validated_by: str = ""
    validated_on: date | None = None
    final_coder: str = ""

    @property
    def is_validated(self) -> bool:
        return bool(self.validated_by and self.validated_on)

    def workshop(self, key: str) -> Workshop | None:
        """The workshop of this id, or None."""
        return next((workshop for workshop in self.workshops if workshop.id == key), None)
