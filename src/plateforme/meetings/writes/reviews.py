"""An answer to the four questions. Nothing tells whose it is: no line of the journal, since its hour would."""

from typing import Any

from django.db import transaction

from plateforme.meetings.models import Meeting, MeetingReview


@transaction.atomic
def answer(meeting: Meeting, **said: Any) -> MeetingReview:
    """``said``: heard, useful (1 to 4 or None), keep, change (words or nothing)."""
    return MeetingReview.objects.create(meeting=meeting, **said)
