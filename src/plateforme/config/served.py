"""What each web worker of ``plateforme serve`` loads: the site, and a watch on the process that started it."""

import multiprocessing
import os
import signal
import threading
import time

from plateforme.config.serving import PATIENCE
from plateforme.config.wsgi import application

__all__ = ["application"]


def _end_with(parent: multiprocessing.process.BaseProcess) -> None:
    """A worker whose server was killed would keep the port, and answer from an old version for ever. One that was still
    starting loses the first signal: it is asked again."""
    parent.join()
    for _second in range(PATIENCE):
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(1)
    os._exit(1)


if parent := multiprocessing.parent_process():
    threading.Thread(target=_end_with, args=(parent,), name="watch", daemon=True).start()
