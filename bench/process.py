"""A whole process, timed: seconds on the wall and the peak memory of the largest process it started."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spent:
    """``seconds`` on the wall, ``megabytes`` resident at the peak, of the process or the largest of its children."""

    seconds: float
    megabytes: float


def vivant(*arguments: str, env: Mapping[str, str] | None = None) -> Spent:
    """One ``vivant`` command as a user would start it. Raises RuntimeError if it ends with 2 or 3."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "vivant", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, **(env or {})},
    )
    assert process.stderr is not None
    told = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise RuntimeError(f"vivant {' '.join(arguments)}\n{told}")
    return Spent(seconds, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024))


def best(times: int, *arguments: str) -> Spent:
    """The least of several runs: what the machine can do when nothing else asks for it."""
    return min((vivant(*arguments) for _ in range(times)), key=lambda spent: spent.seconds)
