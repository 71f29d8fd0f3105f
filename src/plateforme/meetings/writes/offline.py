"""What a device noted without network arrives: each gesture once, and of two the later one holds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plateforme.meetings.models import Attendance, Gesture, Meeting, Merge, Participant
from plateforme.meetings.models.gestures import REPEATED_FOR
from plateforme.meetings.reads.attendance import namesakes
from plateforme.meetings.writes import attendance as writes
from plateforme.networks.models import Membership


class State(StrEnum):
    KEPT = "kept"
    ALREADY = "already"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Said:
    """A gesture of a device. ``walkin``: who it is, for someone the site has perhaps never heard of.

    ``is_new``: one was told that someone bears the same name, and said that it is another person.
    """

    id: UUID
    participant: UUID
    is_there: bool
    at: datetime
    means: Attendance.Means = Attendance.Means.TICKED
    walkin: writes.Walkin | None = None
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a gesture. ``is_there``: whether the person is there after it; None when it was refused."""

    id: UUID
    state: State
    is_there: bool | None = None
    reason: str = ""
    namesakes: Sequence[Participant] = ()


def take(meeting: Meeting, said: Said, *, by: Membership) -> Answer:
    """One gesture, in its own transaction: one that is refused leaves the others alone."""
    if said.at < timezone.now() - REPEATED_FOR:
        days = REPEATED_FOR.days
        return _refused(said, _("Cela date de plus de %(days)s jours. Notez-le depuis la liste.") % {"days": days})
    try:
        return _take(meeting, said, by)
    except writes.ListClosedError as closed:
        return _refused(said, str(closed))
    except Participant.DoesNotExist:
        return _refused(said, _("Cette personne n'est plus dans le réseau."))
    except IntegrityError:
        return _refused(said, _("Ce numéro a déjà servi pour autre chose. Notez la présence depuis la liste."))


@transaction.atomic
def _take(meeting: Meeting, said: Said, by: Membership) -> Answer:
    if Gesture.objects.filter(pk=said.id).exists():
        return _as_it_is(meeting, said, State.ALREADY)
    said, known = _about(meeting, said)
    if not known and (same := _to_choose_from(said, by)):
        return _refused(said, _("Quelqu'un porte déjà ce nom. Est-ce la même personne ?"), same)
    if not _is_overtaken(meeting, said):
        _do(meeting, said, by)
    return _noted(meeting, said)


def _about(meeting: Meeting, said: Said) -> tuple[Said, bool]:
    """The gesture, about the entry this person has today, held until the end of the transaction; whether there is one.

    Raises Participant.DoesNotExist for someone unknown whom the gesture does not present, or whose name was erased.
    """
    rows = Participant.objects.select_for_update().filter(network=meeting.network)
    merges = Merge.objects.filter(network=meeting.network, gone__fields__id=str(said.participant))
    person = rows.filter(pk=said.participant).first() or rows.filter(pk__in=merges.values("kept")).first()
    if person is None and said.walkin is not None:
        return said, False
    if person is None or person.erased_at:
        raise Participant.DoesNotExist
    return replace(said, participant=person.pk, walkin=None), True


def _do(meeting: Meeting, said: Said, by: Membership) -> None:
    if said.is_there:
        person = said.walkin or said.participant
        writes.record(meeting, person=person, id=said.id, means=said.means, at=said.at, by=by)
        return
    there = meeting.attendances.select_related("participant", "meeting")
    if row := there.filter(participant=said.participant).first():
        writes.undo(row, by=by, at=said.at)


def forget_old() -> dict[str, int]:
    """Gestures that no device can repeat any more."""
    gone, _rows = Gesture.objects.filter(at__lt=timezone.now() - REPEATED_FOR - timedelta(days=1)).delete()
    return {"gestures": gone}


def _to_choose_from(said: Said, by: Membership) -> list[Participant]:
    """People who bear the name of someone new, until one has said that they are not that person."""
    return namesakes(by, said.walkin.name) if said.walkin and not said.is_new else []


def _is_overtaken(meeting: Meeting, said: Said) -> bool:
    """Whether something done later is already known of this person."""
    later = {"meeting": meeting, "participant": said.participant, "at__gt": said.at}
    return Gesture.objects.filter(**later).exists() or Attendance.objects.filter(**later).exists()


def _noted(meeting: Meeting, said: Said) -> Answer:
    defaults = {
        "meeting": meeting,
        "participant_id": said.participant,
        "is_there": said.is_there,
        "at": said.at,
    }
    _gesture, new = Gesture.objects.get_or_create(pk=said.id, defaults=defaults)
    return _as_it_is(meeting, said, State.KEPT if new else State.ALREADY)


def _as_it_is(meeting: Meeting, said: Said, state: State) -> Answer:
    there = Attendance.objects.filter(meeting=meeting, participant=said.participant).exists()
    return Answer(said.id, state, there)


def _refused(said: Said, reason: str, same: Sequence[Participant] = ()) -> Answer:
    return Answer(said.id, State.REFUSED, None, reason, same)
