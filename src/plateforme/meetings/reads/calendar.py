"""Meetings listed, laid out in a month, compared with one another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from plateforme.meetings.models import Attendance, Meeting, Registration
from plateforme.meetings.models.calendar import MeetingQuerySet
from plateforme.meetings.reads.days import remarks
from plateforme.networks.circles import Reader
from plateforme.networks.roles import Permission
from plateforme.ui.calendar import Entry, Month, month_of
from plateforme.ui.templatetags.french import heure
from vivant.language import fold

ON_A_CARD = ("theme", "kind", "place", "starts_at", "ends_at", "capacity", "cancelled_at")
"""What a card says of a meeting: the rest is not read, there are many of them."""


def listed(reader: Reader, *, past: bool, q: str = "", kind: str = "", edition: Any = None) -> MeetingQuerySet:
    """Coming meetings, the next first, or past ones, the last first. Those called off are listed too, and say so."""
    now = timezone.now()
    rows = Meeting.objects.seen_by(reader).only(*ON_A_CARD)
    rows = rows.filter(ends_at__lt=now) if past else rows.filter(ends_at__gte=now)
    if q:
        rows = rows.matching(q)
    if kind:
        rows = rows.filter(kind=kind)
    if edition:
        rows = rows.filter(edition=edition)
    return rows.order_by(*(("-starts_at", "-pk") if past else ("starts_at", "pk")))


def expected(meetings: Iterable[Meeting], reader: Reader) -> list[tuple[Meeting, int | None]]:
    """Each meeting and how many are expected, or came once it is over, for those who may know who registers; None for
    others, and where names are gone. Of the meetings of one page alone: a long list costs no more than a short one."""
    shown = list(meetings)
    if not (reader.may(Permission.PLAN_MEETINGS) or reader.may(Permission.TAKE_ATTENDANCE)):
        return [(meeting, None) for meeting in shown]
    rows = Registration.objects.confirmed().filter(meeting__in=[one.pk for one in shown if not one.is_past])
    awaited = dict(rows.order_by().values_list("meeting").annotate(Count("pk")))
    present = Attendance.objects.filter(meeting__in=[one.pk for one in shown if one.is_past])
    came = dict(present.order_by().values_list("meeting").annotate(Count("pk")))
    return [(one, came.get(one.pk) if one.is_past else awaited.get(one.pk, 0)) for one in shown]


def month(reader: Reader, year: int, number: int) -> Month:
    """A month with the meetings that the reader sees; the days of other months shown around it are filled too."""
    shown = month_of(year, number)
    first, last = shown.weeks[0][0].date, shown.weeks[-1][-1].date
    rows = Meeting.objects.seen_by(reader).filter(starts_at__gte=_midnight(first))
    rows = rows.filter(starts_at__lt=_midnight(last + timedelta(days=1)))
    return month_of(year, number, [_entry(meeting, reader) for meeting in rows], today=timezone.localdate())


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def _entry(meeting: Meeting, reader: Reader) -> Entry:
    starts = timezone.localtime(meeting.starts_at)
    label = _("Annulé : %(theme)s") % {"theme": meeting.theme} if meeting.cancelled_at else meeting.theme
    return Entry(
        starts.date(), label, reverse("meetings:meeting", args=[reader.network.slug, meeting.pk]), heure(starts)
    )


@dataclass(frozen=True, slots=True)
class Clash:
    """Another meeting at the same time, and what the two would share: words for a sentence."""

    meeting: Meeting
    shared: tuple[str, ...]


def clashes(meeting: Meeting, reader: Reader) -> list[Clash]:
    """Meetings the reader sees that take the same room or the same people at the same time."""
    others = Meeting.objects.seen_by(reader).held().exclude(pk=meeting.pk).select_related("network")
    others = others.filter(starts_at__lt=meeting.ends_at, ends_at__gt=meeting.starts_at)
    team = {member.pk: str(member) for member in _team(meeting)}
    found = []
    for other in others.prefetch_related("facilitators", "note_takers"):
        same_place = bool(meeting.place) and fold(other.place) == fold(meeting.place)
        busy = {member.pk for member in (*other.facilitators.all(), *other.note_takers.all())}
        shared = [other.place] * same_place + sorted(team[key] for key in team.keys() & busy)
        if shared:
            found.append(Clash(other, tuple(shared)))
    return found


def _team(meeting: Meeting) -> list[Any]:
    return [
        *meeting.facilitators.select_related("user"),
        *meeting.note_takers.select_related("user"),
    ]


def day_remarks(meeting: Meeting) -> list[str]:
    """What to know of the day of a meeting to come."""
    if meeting.is_past or meeting.cancelled_at:
        return []
    return remarks(timezone.localtime(meeting.starts_at).date(), meeting.network.departments)
