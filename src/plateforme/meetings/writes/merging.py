"""Two entries were one person: someone decides, and may take it back for a month."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from plateforme.accounts.models import User
from plateforme.directory.models import Organization
from plateforme.meetings.models import Attendance, Meeting, Merge, Participant, Registration, ToldApart
from plateforme.meetings.models.people import CONTACT_CIRCLE
from plateforme.networks import journal
from plateforme.networks.models import Membership

UNDOABLE = timedelta(days=30)
KEPT = ("name", "email", "profession", "sector", "reference")
"""What the entry that stays takes from the other, where it has nothing."""
RANK = {Registration.State.CONFIRMED: 0, Registration.State.WAITING: 1, Registration.State.CANCELLED: 2}


class CannotMerge(Exception):  # noqa: N818  read aloud: except CannotMerge
    """Both entries are tied to an account: each account answers for its own."""


@transaction.atomic
def merge(kept: Participant, gone: Participant, *, by: Membership) -> Merge:
    """``gone`` becomes ``kept``: registrations and attendances move, what was unknown of ``kept`` is filled in.

    At a meeting where both stood, one line is left: the better state, the first attendance.
    """
    kept, gone = _held(kept, gone)
    if kept.user_id and gone.user_id:
        raise CannotMerge
    record: dict[str, Any] = {"fields": _fields(gone), "filled": {}, "before": {}}
    record["registrations"], record["dropped_registrations"] = _move_registrations(kept, gone)
    record["attendances"], record["dropped_attendances"] = _move_attendances(kept, gone)
    Merge.objects.filter(kept=gone).update(kept=kept)
    gone.delete()
    _fill(kept, gone, record)
    made = Merge.objects.create(network=kept.network, kept=kept, gone=record, by=by.user)
    journal.record(by, "person.merged", subject=kept, circle=CONTACT_CIRCLE)
    return made


@transaction.atomic
def undo(made: Merge, *, by: Membership) -> bool:
    """The two entries as they were; what came since stays with the one that was kept. False after a month."""
    made = Merge.objects.select_for_update(of=("self",)).select_related("kept").get(pk=made.pk)
    if made.undone_at or made.at < timezone.now() - UNDOABLE:
        return False
    kept, record = made.kept, made.gone
    for name, value in record["filled"].items():
        if _plain(getattr(kept, name)) == value:
            setattr(kept, name, record["before"][name])
    kept.save()
    back = Participant(network=made.network, **_still_free(made, _read(record["fields"])))
    back.save()
    Registration.objects.filter(pk__in=record["registrations"], participant=kept).update(participant=back)
    Attendance.objects.filter(pk__in=record["attendances"], participant=kept).update(participant=back)
    for fields in _restorable(record["dropped_registrations"]):
        Registration.objects.create(participant=back, **fields)
    for fields in _restorable(record["dropped_attendances"]):
        Attendance.objects.create(participant=back, **fields)
    made.undone_at = timezone.now()
    made.gone = {}
    made.save(update_fields=["undone_at", "gone"])
    journal.record(by, "person.unmerged", subject=kept, circle=CONTACT_CIRCLE)
    return True


@transaction.atomic
def tell_apart(one: Participant, other: Participant, *, by: Membership) -> None:
    """They look alike and are two people: they are not proposed again."""
    first, second = sorted((one, other), key=lambda person: person.pk)
    _told, new = ToldApart.objects.get_or_create(
        one=first, other=second, defaults={"network": by.network, "by": by.user}
    )
    if new:
        journal.record(by, "person.told_apart", subject=one, circle=CONTACT_CIRCLE)


def _held(one: Participant, other: Participant) -> tuple[Participant, Participant]:
    """Both rows, held in the same order whoever asks."""
    rows = Participant.objects.select_for_update(of=("self",)).select_related("network")
    found = {row.pk: row for row in rows.filter(pk__in=[one.pk, other.pk]).order_by("pk")}
    return found[one.pk], found[other.pk]


def _move_registrations(kept: Participant, gone: Participant) -> tuple[list[str], list[dict[str, Any]]]:
    mine = {row.meeting_id: row for row in kept.registrations.all()}
    moved, dropped = [], []
    for row in gone.registrations.all():
        if (own := mine.get(row.meeting_id)) is None:
            row.participant = kept
            row.save(update_fields=["participant"])
            moved.append(str(row.pk))
            continue
        dropped.append(_fields(row))
        if RANK[Registration.State(row.state)] < RANK[Registration.State(own.state)]:
            own.state = row.state
            own.save(update_fields=["state"])
        row.delete()
    return moved, dropped


def _move_attendances(kept: Participant, gone: Participant) -> tuple[list[str], list[dict[str, Any]]]:
    mine = set(kept.attendances.values_list("meeting_id", flat=True))
    moved, dropped = [], []
    for row in gone.attendances.all():
        if row.meeting_id in mine:
            dropped.append(_fields(row))
            row.delete()
        else:
            row.participant = kept
            row.save(update_fields=["participant"])
            moved.append(str(row.pk))
    return moved, dropped


def _fill(kept: Participant, gone: Participant, record: dict[str, Any]) -> None:
    for name in (*KEPT, "organization_id", "user_id"):
        old, new = getattr(kept, name), getattr(gone, name)
        if new and not old:
            setattr(kept, name, new)
            record["before"][name], record["filled"][name] = _plain(old), _plain(new)
    kept.active_on = max(kept.active_on, gone.active_on)
    kept.save()


def _fields(row: Any) -> dict[str, Any]:
    """The columns of a row as JSON keeps them, but those that say whose it is."""
    skipped = {"network_id", "participant_id", "sort_name"}
    names = [field.attname for field in row._meta.concrete_fields if field.attname not in skipped]
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | bool):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _read(fields: dict[str, Any]) -> dict[str, Any]:
    """The same columns as the models want them; what they pointed to and is gone since is left empty."""
    moments = {"registered_at", "changed_at", "at", "consented_at", "erased_at"}
    found: dict[str, Any] = {
        name: parse_datetime(value) if name in moments and value else value for name, value in fields.items()
    }
    if isinstance(day := found.get("active_on"), str):
        found["active_on"] = parse_date(day)
    for name, model in (("organization_id", Organization), ("user_id", User), ("recorded_by_id", User)):
        if found.get(name) and not model.objects.filter(pk=found[name]).exists():
            found[name] = None
    return found


def _still_free(made: Merge, fields: dict[str, Any]) -> dict[str, Any]:
    """Without the label, nor the account, that someone else of the network was given since."""
    rows = Participant.objects.filter(network=made.network)
    for name, nothing in (("reference", ""), ("user_id", None)):
        if fields.get(name) and rows.filter(**{name: fields[name]}).exists():
            fields[name] = nothing
    return fields


def _restorable(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those of meetings that are still there, with their names."""
    named = Meeting.objects.filter(pk__in=[line["meeting_id"] for line in lines], edition__anonymised_at=None)
    kept = {str(key) for key in named.values_list("pk", flat=True)}
    return [_read(line) for line in lines if line["meeting_id"] in kept]
