"""The site on this machine: its database up to date, its web server, and a background worker beside."""

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

THREADS = 2
"""For each web worker: one answers while another waits for a document to be made."""
SITE = "plateforme.config.served:application"
PATIENCE = 20
"""Seconds given to requests and jobs that are being answered when the site stops."""


def end_when_asked() -> None:
    """A site asked to stop while it starts ends in order too: the server, which will listen, is not there yet."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))


def prepare() -> None:
    """Tables, the cache's table, static files with the digest in their names. Does nothing the second time."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def is_free(host: str, port: int) -> bool:
    """Whether one may listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def serve(host: str, port: int, workers: int, *, work: bool, target: str = SITE) -> None:
    """Until SIGTERM or Ctrl-C, which stop everything that was started."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    multiprocessing.set_start_method("spawn", force=True)  # a web worker shares no connection with this process
    server = Granian(
        target,
        host,
        port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE,
        websockets=False,
        log_level=LogLevels.warning,
    )
    with _worker_beside(wanted=work):
        server.serve()


@contextmanager
def _worker_beside(*, wanted: bool) -> Iterator[None]:
    """A background worker as long as the site is served; another if it dies."""
    if not wanted:
        yield
        return
    over = threading.Event()
    keeper = threading.Thread(target=_keep, args=(over,), name="keeper")
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()


def _keep(over: threading.Event) -> None:
    while not over.is_set():
        command = [sys.executable, "-m", "plateforme.config.command", "work", "--with-parent"]
        with subprocess.Popen(command, stdin=subprocess.PIPE) as worker:
            while not over.wait(0.5) and worker.poll() is None:
                pass
            _end(worker)
        over.wait(3)


def _end(worker: subprocess.Popen[bytes]) -> None:
    if worker.stdin:
        worker.stdin.close()  # its sign to stop, the same on every system
    try:
        worker.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        worker.kill()
