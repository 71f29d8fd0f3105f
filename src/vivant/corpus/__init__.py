"""What is said at an edition's meetings, as plain values: workshops, people present, note sheets, excerpts."""

from vivant.corpus.edition import Attendance, Credit, Edition, Workshop
from vivant.corpus.faults import Faults
from vivant.corpus.problem import Problem
from vivant.corpus.sheet import Excerpt, Kind, NoteSheet, Piece, Role, excerpt_id

__all__ = [
    "Attendance",
    "Credit",
    "Edition",
    "Excerpt",
    "Faults",
    "Kind",
    "NoteSheet",
    "Piece",
    "Problem",
    "Role",
    "Workshop",
    "excerpt_id",
]
