"""The place under readers: a network of 200 meetings and 5,000 registrations, served as ``plateforme serve`` does."""

import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import load
from bench.table import Row

SECONDS = 6.0
READ = ("édition", "liste des rencontres")
"""The pages measured under load; the growth of queries is looked at on all that ``web_rows`` knows."""
SERVE = (
    "from plateforme.config.serving import serve\n"
    "serve('127.0.0.1', {port}, 2, work=False, target='bench.timed:application')"
)


def rows() -> list[Row]:
    """Queries, then reading under load, then forty phones at once, tuned as we are and as Django is by default."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        home = Path(name)
        known = _prepare(home)
        found = [_queries(page, few, many) for page, (few, many) in known["queries"].items()]
        with _served(home) as port:
            for page in READ:
                found += _reading(page, port, known)
            ours = _phones(port, known, known["phones"][0])
        with _served(home, settings="bench.default_sqlite") as port:
            default = _phones(port, known, known["phones"][1])
        kept = [_kept(home, phones["meeting"]) for phones in known["phones"]]
    found += [
        Row("40 téléphones à la fois : présences gardées", kept[0], "", 40, at_least=True),
        Row("… refusées", ours.failed, "", 0),
        Row("… la plus lente", ours.slowest, "ms", default.slowest, against="SQLite par défaut"),
        Row("… refusées, SQLite par défaut", default.failed, ""),
    ]
    return found


def _prepare(home: Path) -> dict[str, Any]:
    """Tables, static files, rows; what ``web_rows`` printed."""
    prepared = "import django; django.setup(); from plateforme.config.serving import prepare; prepare()"
    _python(home, "-c", prepared)
    known: dict[str, Any] = json.loads(_python(home, "-m", "bench.web_rows"))
    return known


def _python(home: Path, *arguments: str) -> str:
    command = [sys.executable, *arguments]
    return subprocess.run(command, env=_environment(home), stdout=subprocess.PIPE, check=True, text=True).stdout


def _environment(home: Path, settings: str = "plateforme.config.settings") -> dict[str, str]:
    left = {name: value for name, value in os.environ.items() if not name.startswith("PLATEFORME_")}
    left.pop("DATABASE_URL", None)
    return left | {"PLATEFORME_HOME": str(home), "DJANGO_SETTINGS_MODULE": settings}


@contextmanager
def _served(home: Path, settings: str = "plateforme.config.settings") -> Iterator[int]:
    """The site on a free port, stopped at the end."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-c", SERVE.format(port=port)]
    with subprocess.Popen(command, env=_environment(home, settings)) as server:
        try:
            _wait(port)
            yield port
        finally:
            server.terminate()


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            load.once(port, "", "/compte/login/")
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("The site does not answer.")


def _queries(page: str, few: int, many: int) -> Row:
    return Row(f"{page} : requêtes SQL, 5 000 inscriptions", many, "", few, against="20 inscriptions")


def _reading(page: str, port: int, known: dict[str, Any]) -> list[Row]:
    path, cookie = known["paths"][page], known["cookie"]
    load.read(port, cookie, path, 4, 1)  # templates are compiled, connections open
    sixteen = load.read(port, cookie, path, 16, SECONDS)
    fifty = load.read(port, cookie, path, 50, SECONDS)
    weight = len(load.once(port, cookie, path).body) / 1000
    return [
        Row(f"{page}, 16 lecteurs : temps du serveur, p95", sixteen.spent, "ms", 60),
        Row("… attente du lecteur, p95", sixteen.waited, "ms"),
        Row("… pages par seconde", sixteen.a_second, "/s", 200, at_least=True),
        Row(f"{page}, 50 lecteurs : pages par seconde", fifty.a_second, "/s", 200, at_least=True),
        Row("… attente du lecteur, p95", fifty.waited, "ms"),
        Row("… pages refusées", sixteen.failed + fifty.failed, "", 0),
        Row("… poids de la page, comprimée", weight, "ko", 100),
    ]


def _phones(port: int, known: dict[str, Any], phones: dict[str, Any]) -> load.Load:
    """Each phone sends one person's presence, all at the same moment."""
    opened = load.once(port, known["cookie"], phones["send"])
    door = json.loads(opened.text)
    csrf = re.search(r"(?im)^set-cookie: *([^;]*csrf[^;]*)", opened.headers)
    cookie = f"{known['cookie']}; {csrf[1] if csrf else ''}"
    now = datetime.now(UTC).isoformat()
    bodies = [
        {
            "person": door["person"],
            "sent_at": now,
            "gestures": [{"id": str(uuid.uuid4()), "participant": one, "there": True, "at": now, "means": "ticked"}],
        }
        for one in phones["people"]
    ]
    return load.send(port, cookie, phones["send"], bodies, door["token"])


def _kept(home: Path, meeting: str) -> int:
    """How many presences the database holds for a meeting."""
    with closing(sqlite3.connect(home / "plateforme.sqlite3")) as database:
        asked = "SELECT count(*) FROM meetings_attendance WHERE meeting_id = ?"
        count: int = database.execute(asked, [meeting.replace("-", "")]).fetchone()[0]
        return count
