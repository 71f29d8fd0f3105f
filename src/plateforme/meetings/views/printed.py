"""The papers of a meeting: the sheet to sign, certificates of those who came."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.timezone import localdate

from plateforme.accounts.door import public_page
from plateforme.meetings.models import Attendance, Meeting
from plateforme.meetings.reads.attendance import attendances_of
from plateforme.meetings.reads.printed import certificates_pdf, sheet_pdf
from plateforme.meetings.views.found import meeting_seen, pdf
from plateforme.meetings.views.private import alone
from plateforme.networks.door import network_page
from plateforme.networks.models import Membership
from plateforme.networks.roles import Permission


@network_page(needs=Permission.TAKE_ATTENDANCE)
def sheet(request: HttpRequest, member: Membership, meeting: UUID) -> HttpResponse:
    found = meeting_seen(member, meeting)
    return pdf(sheet_pdf(found, member), f"presences-{localdate(found.starts_at)}")


@network_page(needs=Permission.TAKE_ATTENDANCE)
def certificates(request: HttpRequest, member: Membership, meeting: UUID) -> HttpResponse:
    """One page for each person who came."""
    found = meeting_seen(member, meeting)
    rows = sorted(attendances_of(found, member), key=lambda row: row.participant.sort_name)
    return _certified(found, rows)


@network_page(needs=Permission.READ)
def certificate(request: HttpRequest, member: Membership, meeting: UUID, participant: UUID) -> HttpResponse:
    """Of one person: one's own, or anyone's for those who take attendance."""
    found = meeting_seen(member, meeting)
    rows = [row for row in attendances_of(found, member) if row.participant_id == participant]
    if not member.may(Permission.TAKE_ATTENDANCE):
        rows = [row for row in rows if row.participant.user_id == member.user_id]
    return _certified(found, rows)


@alone
@public_page
def own_certificate(request: HttpRequest, token: str, meeting: UUID) -> HttpResponse:
    """Of the person who holds this link."""
    rows = Attendance.objects.filter(participant__token=token, participant__erased_at=None)
    row = get_object_or_404(
        rows.select_related("participant", "organization", "meeting__network", "meeting__edition"), meeting=meeting
    )
    return _certified(row.meeting, [row])


def _certified(meeting: Meeting, rows: list[Attendance]) -> HttpResponse:
    """Nothing is certified of a meeting that has not begun or was cancelled, nor of someone without a name."""
    if meeting.cancelled_at or meeting.starts_at > timezone.now():
        raise Http404
    named = [row for row in rows if row.participant.name]
    if not named:
        raise Http404
    return pdf(certificates_pdf(meeting, named), f"attestation-{localdate(meeting.starts_at)}")
