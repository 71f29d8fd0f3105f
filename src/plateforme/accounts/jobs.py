"""Work done after the answer: what is done again and again, and what a killed worker left.

Workers share the database and nothing else. One of them takes a slot or a task by changing its row, which one alone can
do; it says that it is alive every few seconds, and what a silent one held is given to the others. So whatever runs here
may, after a crash, run twice: it must be such that the second time changes nothing.
"""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet

from plateforme.accounts.models import Beat, Slot

MOST_TRIES = 3
"""Times a task is begun; a worker that dies each time is not given it a fourth."""
KEPT = timedelta(days=14)
"""How long what became of a task can be read."""
logger = logging.getLogger(__name__)


def beat(worker: str) -> None:
    Beat.objects.update_or_create(worker=worker, defaults={"at": timezone.now()})


def leave(worker: str) -> None:
    """A worker that ends well is not waited for."""
    Beat.objects.filter(worker=worker).delete()


def alive(now: datetime | None = None) -> QuerySet[Beat]:
    return Beat.objects.filter(at__gte=(now or timezone.now()) - silence())


def silence() -> timedelta:
    """After which a worker is held for dead."""
    return timedelta(seconds=settings.JOBS_SILENCE)


def between_beats() -> float:
    """Seconds between two signs of life: some may be missed."""
    return settings.JOBS_SILENCE / 6


# --- again and again -------------------------------------------------------------------------------------------------


def open_slots() -> None:
    """A row for each line of the table, so that taking one is an update."""
    Slot.objects.bulk_create([Slot(name=name) for name in settings.PERIODIC], ignore_conflicts=True)


def take_slot(worker: str) -> str | None:
    """The name of something due, now this worker's alone; None when nothing is due."""
    now = timezone.now()
    due = Slot.objects.filter(name__in=settings.PERIODIC, due_at__lte=now).order_by("due_at")
    name: str
    for name in due.values_list("name", flat=True):
        free = Slot.objects.filter(name=name, due_at__lte=now).exclude(holder__in=alive(now).values("worker"))
        if free.update(holder=worker, due_at=now + timedelta(seconds=settings.PERIODIC[name])):
            return name
    return None


def run_slot(worker: str, name: str) -> Any:
    """Do it, and write how it ended. A failure is told to the log and tried again at the next turn."""
    problem, result = "", None
    try:
        result = import_string(name)()
    except Exception as error:
        logger.exception("%s", name)
        problem = type(error).__name__
    mine = Slot.objects.filter(name=name, holder=worker)
    mine.update(holder="", ran_at=timezone.now(), problem=problem)
    return result


def tasks() -> DBTaskResultQuerySet:
    """What was asked to be done, with the states of the queue as methods."""
    return DBTaskResultQuerySet(DBTaskResult)


def recover() -> int:
    """Tasks begun by a worker that fell silent are ready again, or failed after three tries; returns how many."""
    living = set(alive().values_list("worker", flat=True))
    left = tasks().running().filter(started_at__lt=timezone.now() - silence())
    found = [task for task in left if not living & set(task.worker_ids[-1:])]
    for task in found:
        again = len(task.worker_ids) < MOST_TRIES
        same = tasks().running().filter(pk=task.pk, started_at=task.started_at)
        if again:
            same.update(status=TaskResultStatus.READY, started_at=None)
        else:
            same.update(
                status=TaskResultStatus.FAILED,
                finished_at=timezone.now(),
                exception_class_path="builtins.ChildProcessError",
                traceback=f"{MOST_TRIES} workers fell silent while doing it.",
            )
    Beat.objects.filter(at__lt=timezone.now() - timedelta(days=1)).delete()
    return len(found)


# --- once a day ------------------------------------------------------------------------------------------------------


def forget() -> dict[str, int]:
    """What is kept no longer than said: each function of ``settings.RETENTION``, even when another fails."""
    done: dict[str, int] = {}
    failed: list[str] = []
    for name in settings.RETENTION:
        try:
            with transaction.atomic():
                done.update(import_string(name)())
        except Exception:
            logger.exception("%s", name)
            failed.append(name)
    if failed:
        raise RuntimeError(f"Not done: {', '.join(failed)}")
    return done


def tidy() -> None:
    """Ended tasks and ended sessions."""
    tasks().finished().filter(finished_at__lt=timezone.now() - KEPT).delete()
    call_command("clearsessions")
