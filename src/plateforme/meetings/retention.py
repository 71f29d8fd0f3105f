"""What is not kept for ever: see each network's settings. Run every day; run twice, it does once."""

from calendar import monthrange
from collections import Counter
from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from plateforme.meetings.models import (
    Attendance,
    Edition,
    Meeting,
    Merge,
    Participant,
    Registration,
)
from plateforme.meetings.reads.figures import kept
from plateforme.meetings.writes.invitations import forget_old_addresses
from plateforme.meetings.writes.merging import UNDOABLE
from plateforme.meetings.writes.people import forget
from plateforme.meetings.writes.tables import forget_old_drafts
from plateforme.networks import journal
from plateforme.networks.circles import Circle
from plateforme.networks.models import Network

NEEDS_KEPT = timedelta(days=7)
"""How long what people need in order to come is kept after the meeting: time to thank the place, not more."""


class Keeper:
    """Counts what no one in particular sees whole."""

    user = None
    circles: ClassVar[frozenset[Circle]] = frozenset(Circle)

    def __init__(self, network: Network) -> None:
        self.network = network

    def may(self, permission: Any) -> bool:
        return False


def run() -> dict[str, int]:
    """What was done, by kind."""
    return {
        "needs": erase_needs(),
        "editions": sum(anonymise(edition) for edition in due()),
        "set aside": forget_in_merges(),
        "people": erase_silent(),
        "merges": Merge.objects.filter(at__lt=timezone.now() - UNDOABLE).delete()[0],
        "tables": forget_old_drafts(),
        "invited": forget_old_addresses(),
    }


def erase_needs() -> int:
    """Needs of meetings over for a week."""
    rows = Registration.objects.exclude(needs="")
    return rows.filter(meeting__ends_at__lte=timezone.now() - NEEDS_KEPT).update(needs="")


@transaction.atomic
def forget_in_merges() -> int:
    """What a merge sets aside, so that it can be undone, is kept no longer than the rows it was in."""
    meetings = Meeting.objects.values_list("pk", flat=True)
    over = {str(key) for key in meetings.filter(ends_at__lte=timezone.now() - NEEDS_KEPT)}
    nameless = {str(key) for key in meetings.exclude(edition__anonymised_at=None)}
    done = 0
    for made in Merge.objects.select_for_update().filter(undone_at=None):
        kept = dict(made.gone)
        for name in ("dropped_registrations", "dropped_attendances"):
            lines = [line for line in kept.get(name, ()) if line["meeting_id"] not in nameless]
            kept[name] = [_without_needs(line) if line["meeting_id"] in over else line for line in lines]
        if kept != made.gone:
            made.gone = kept
            made.save(update_fields=["gone"])
            done += 1
    return done


def _without_needs(line: dict[str, Any]) -> dict[str, Any]:
    return line | {"needs": ""} if "needs" in line else line


def due(today: date | None = None) -> list[Edition]:
    """Editions closed long enough for names to become counts."""
    day = today or timezone.localdate()
    closed = Edition.objects.filter(anonymised_at=None, closed_on__isnull=False).select_related("network")
    return [
        one for one in closed if one.closed_on and months_after(one.closed_on, one.network.attendance_months) <= day
    ]


@transaction.atomic
def anonymise(edition: Edition) -> bool:
    """Names of those who came become counts: of people, by meeting and sector; the edition's figures are written down
    first. False if someone did it meanwhile."""
    edition = Edition.objects.select_for_update(of=("self",)).select_related("network").get(pk=edition.pk)
    if edition.anonymised_at:
        return False
    edition.kept_figures = kept(edition, Keeper(edition.network))
    for meeting in Meeting.objects.filter(edition=edition):
        sectors = list(Attendance.objects.filter(meeting=meeting).values_list("sector", flat=True))
        meeting.counted, meeting.counted_by_sector = len(sectors), dict(Counter(sectors))
        meeting.save(update_fields=["counted", "counted_by_sector"])
    Attendance.objects.filter(meeting__edition=edition).delete()
    Registration.objects.filter(meeting__edition=edition).delete()
    edition.anonymised_at = timezone.now()
    edition.save(update_fields=["anonymised_at", "kept_figures"])
    circle = Circle(edition.circle)
    journal.record(None, "edition.anonymised", edition, network=edition.network, subject=edition, circle=circle)
    return True


def erase_silent() -> int:
    """People who neither came nor registered for the months the network keeps contacts. Those tied to an account are
    their account's matter. Whoever no attendance counts on goes entirely; the others become a count."""
    done = 0
    for network in Network.objects.all():
        limit = months_before(timezone.localdate(), network.contact_months)
        rows = Participant.objects.filter(network=network, user=None, active_on__lte=limit)
        awaited = Registration.objects.filter(meeting__starts_at__gt=timezone.now(), participant=F("participant"))
        for person in rows.exclude(pk__in=awaited.values("participant")):
            done += _erase(person)
    return done


@transaction.atomic
def _erase(person: Participant) -> bool:
    if not person.attendances.exists():
        journal.rename(person, _("une personne"))
        person.delete()
        return True
    if person.erased_at:
        return False
    forget(person)
    return True


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month.

    >>> months_after(date(2025, 8, 31), 6)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + year, month + 1)[1]
    return date(day.year + year, month + 1, min(day.day, last))


def months_before(day: date, months: int) -> date:
    return months_after(day, -months)
