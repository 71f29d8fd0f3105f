"""What the page of a meeting shows, by who reads it."""

from typing import Any

from django.utils.translation import gettext as _

from plateforme.meetings.models import Edition, Meeting, Paper, Registration
from plateforme.meetings.reads.addresses import registration_of
from plateforme.meetings.reads.calendar import clashes, day_remarks
from plateforme.meetings.reads.team import of_meeting
from plateforme.networks.circles import Reader
from plateforme.networks.roles import Permission
from plateforme.ui.templatetags.french import compte


def meeting_page(meeting: Meeting, reader: Reader) -> dict[str, Any]:
    """The context of the page. Only those who prepare meetings know how many are expected, and what is amiss."""
    plans = reader.may(Permission.PLAN_MEETINGS)
    coming = not meeting.is_past and not meeting.cancelled_at
    again = Meeting.objects.seen_by(reader).filter(again_of=meeting).select_related("network")
    first = Meeting.objects.seen_by(reader).filter(again=meeting).select_related("network").first()
    return {
        "meeting": meeting,
        "may_plan": plans,
        "coming": coming,
        "takes_registrations": meeting.takes_registrations(),
        "registration_url": registration_of(meeting),
        "mine": _mine(meeting, reader),
        "team": of_meeting(meeting, reader),
        "expected": _expected(meeting) if plans else "",
        "came": _came(meeting) if plans and meeting.is_past and not meeting.cancelled_at else "",
        "clashes": clashes(meeting, reader) if plans and coming else [],
        "remarks": day_remarks(meeting) if plans else [],
        "edition": Edition.objects.seen_by(reader).filter(pk=meeting.edition_id).first(),
        "first": first,
        "again": list(again),
        "papers": Paper.objects.seen_by(reader).filter(meeting=meeting).count(),
        "may_delete": plans and not meeting.registrations.exists() and not meeting.attendances.exists(),
    }


def _mine(meeting: Meeting, reader: Reader) -> Registration | None:
    """The reader's own registration, unless they stepped back."""
    if reader.user is None:
        return None
    rows = meeting.registrations.filter(participant__user=reader.user).exclude(state=Registration.State.CANCELLED)
    return rows.select_related("participant").first()


def _came(meeting: Meeting) -> str:
    """How many came, in words; names may be gone, numbers stay."""
    number = meeting.attendances.count() or meeting.counted
    return compte(number, _("personne,personnes")) if number else _("pas encore notées")


def _expected(meeting: Meeting) -> str:
    """How many are expected, for how many places, and how many wait, in words."""
    states = list(meeting.registrations.values_list("state", flat=True))
    confirmed, waiting = states.count(Registration.State.CONFIRMED), states.count(Registration.State.WAITING)
    words = compte(confirmed, _("inscription,inscriptions"))
    if meeting.capacity:
        places = compte(meeting.capacity, _("place,places"))
        words = _("%(registered)s pour %(places)s") % {"registered": words, "places": places}
    if waiting:
        words += ", " + compte(waiting, _("personne en attente,personnes en attente"))
    return words
