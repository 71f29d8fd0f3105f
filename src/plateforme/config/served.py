"""What each web worker of ``plateforme serve`` loads: the site, and a watch on the process that started it."""

import multiprocessing
import os
import signal
import threading

from plateforme.config.wsgi import application

__all__ = ["application"]


def _end_with(parent: multiprocessing.process.BaseProcess) -> None:
    """A worker whose server was killed would keep the port, and answer from an old version for ever."""
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)


if parent := multiprocessing.parent_process():
    threading.Thread(target=_end_with, args=(parent,), name="watch", daemon=True).start()
