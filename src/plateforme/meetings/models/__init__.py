"""What is kept of meetings."""

from plateforme.meetings.models.calendar import Edition, Kind, Meeting, Paper, State
from plateforme.meetings.models.correspondence import Correspondent
from plateforme.meetings.models.gestures import Gesture
from plateforme.meetings.models.people import Attendance, Merge, Participant, Registration
from plateforme.meetings.models.room import MeetingReview, RunSheetStep
from plateforme.meetings.models.silence import Silence
from plateforme.meetings.models.sorting import TableDraft, ToldApart

__all__ = [
    "Attendance",
    "Correspondent",
    "Edition",
    "Gesture",
    "Kind",
    "Meeting",
    "MeetingReview",
    "Merge",
    "Paper",
    "Participant",
    "Registration",
    "RunSheetStep",
    "Silence",
    "State",
    "TableDraft",
    "ToldApart",
]
