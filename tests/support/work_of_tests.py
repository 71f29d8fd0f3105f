"""What the workers of the tests do: settings with short delays, and tasks that leave a trace in a file of the home."""

import os
import time
from pathlib import Path

from plateforme.config.settings import *  # noqa: F403

JOBS_SILENCE = 3
PERIODIC = {
    "plateforme.accounts.jobs.recover": 1,
    "plateforme.accounts.letters.send_due": 1,
    "work_of_tests.tick": 2,
}
TRACE = Path(os.environ["PLATEFORME_HOME"]) / "trace"


def leave_trace(word: str) -> None:
    """One line, written whole even when several processes write."""
    with TRACE.open("a") as file:
        file.write(f"{word} {os.getpid()} {time.time():.3f}\n")


def traces(home: Path, word: str) -> list[tuple[int, float]]:
    """Who left this word, and when."""
    path = home / "trace"
    lines = [line.split() for line in path.read_text().splitlines()] if path.exists() else []
    return [(int(pid), float(at)) for said, pid, at in lines if said == word]


def tick() -> None:
    leave_trace("tick")
