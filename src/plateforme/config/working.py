"""A background worker: takes what is due, one thing at a time, until it is asked to stop."""

import logging
import os
import secrets
import signal
import socket
import sys
import threading
from typing import Any

from django.db import DatabaseError, close_old_connections, connection
from django_tasks_db.management.commands.db_worker import Worker as TaskRunner
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from plateforme.accounts import jobs

IDLE = 1.0
"""Seconds between two looks when there is nothing to do."""
Task = DBTaskResult[Any, Any]
logger = logging.getLogger(__name__)


class Worker:
    """One of the workers of a site; as many as wanted may run. ``stop`` lets it finish what it is at."""

    def __init__(self) -> None:
        self.name = f"{socket.gethostname()[:30]}-{os.getpid()}-{secrets.token_hex(4)}"
        self.stopping = threading.Event()

    def stop(self, *_: Any) -> None:
        self.stopping.set()

    def run(self) -> None:
        heart = threading.Thread(target=self._live, name="heart", daemon=True)
        jobs.beat(self.name)
        jobs.open_slots()
        heart.start()
        while not self.stopping.is_set():
            if not self._look():
                self.stopping.wait(IDLE)
        heart.join()
        jobs.leave(self.name)

    def _look(self) -> bool:
        """Do one thing if there is one. A database that went away is waited for."""
        try:
            close_old_connections()
            return do_one_thing(self.name)
        except DatabaseError:
            logger.exception("The database did not answer")
            connection.close()
            return False

    def _live(self) -> None:
        while not self.stopping.wait(jobs.between_beats()):
            try:
                jobs.beat(self.name)
            except DatabaseError:
                logger.warning("No sign of life could be written")
                connection.close()
        connection.close()


def do_one_thing(worker: str) -> bool:
    """A task that was asked for, else something due; False when there is nothing."""
    if (task := _take_task(worker)) is not None:
        _runner(worker).run_task(task)
        return True
    if (name := jobs.take_slot(worker)) is not None:
        jobs.run_slot(worker, name)
        return True
    return False


def _take_task(worker: str) -> Task | None:
    """The next task, marked as this worker's; looking costs no lock."""
    ready = jobs.tasks().ready().filter(backend_name="default")
    if not ready.exists():
        return None
    with exclusive_transaction():
        task: Task | None = ready.get_locked()
        if task is not None:
            task.claim(worker)
    return task


def _runner(worker: str) -> TaskRunner:
    """What calls the function of a task and writes how it ended: django-tasks' own."""
    return TaskRunner(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker,
    )


def work(*, with_parent: bool = False) -> None:
    """Until SIGTERM or Ctrl-C; or, ``with_parent``, until whoever started it is no more: standard input closes then."""
    worker = Worker()
    for name in ("SIGTERM", "SIGINT"):
        signal.signal(getattr(signal, name), worker.stop)
    if with_parent:
        threading.Thread(target=_wait_for_the_end, args=(worker,), daemon=True).start()
    worker.run()


def _wait_for_the_end(worker: Worker) -> None:
    sys.stdin.buffer.read()
    worker.stop()
