"""Opening an edition, changing it, moving it along."""

from django.db import transaction
from django.utils import timezone

from plateforme.meetings.models import Edition, State
from plateforme.meetings.writes.narrowing import narrow_edition
from plateforme.networks import journal
from plateforme.networks.circles import Circle
from plateforme.networks.models import Membership

ORDER = list(State)


class NotNextError(Exception):
    """An edition moves one state at a time, forward or back."""


@transaction.atomic
def open_edition(edition: Edition, *, by: Membership) -> Edition:
    edition.network = by.network
    edition.save()
    _record(by, "edition.opened", edition, edition)
    return edition


@transaction.atomic
def change_edition(edition: Edition, *, by: Membership) -> int:
    """Keep what was changed. Meetings that would be more open than their edition become as open as it; how many."""
    edition.save(update_fields=["year", "title", "objective", "circle"])
    narrowed = narrow_edition(edition)
    _record(by, "edition.changed", edition, edition)
    return narrowed


def neighbours(edition: Edition) -> tuple[State | None, State | None]:
    """The state before and the state after."""
    here = ORDER.index(State(edition.state))
    return ORDER[here - 1] if here else None, ORDER[here + 1] if here + 1 < len(ORDER) else None


@transaction.atomic
def move(edition: Edition, to: State, why: str = "", *, by: Membership) -> None:
    """One state on, or one back with a reason. Closing starts the time after which names become counts.

    Raises NotNextError for any other state: the page was out of date.
    """
    locked = Edition.objects.select_for_update().get(pk=edition.pk)
    before, after = neighbours(locked)
    if to not in (before, after) or (to == before and not why):
        raise NotNextError
    locked.state = to
    locked.closed_on = timezone.localdate() if to == State.CLOSED else None
    locked.save(update_fields=["state", "closed_on"])
    said = f"{locked} : {to.label}" + (f" ({why})" if why else "")
    _record(by, "edition.moved" if to == after else "edition.moved_back", said, locked)


def _record(by: Membership, verb: str, target: object, edition: Edition) -> None:
    journal.record(by, verb, target, subject=edition, circle=Circle(edition.circle))
