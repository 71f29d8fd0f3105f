"""A whole site for a test: its own home and database, and real processes that serve it, work for it, back it up."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

SUPPORT = Path(__file__).parent
OF_THE_TESTS = ("DATABASE_URL", "PLATEFORME_HOME", "DJANGO_ALLOW_ASYNC_UNSAFE")
PATIENCE = 90


@dataclass
class Site:
    """``settings`` names a module beside this one; ``extra`` goes to the environment."""

    home: Path
    database_url: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def env(self) -> dict[str, str]:
        ours = {
            "PLATEFORME_HOME": str(self.home),
            "PYTHONPATH": os.pathsep.join(filter(None, [str(SUPPORT), os.environ.get("PYTHONPATH")])),
            **({"DATABASE_URL": self.database_url} if self.database_url else {}),
            **self.extra,
        }
        return {name: value for name, value in os.environ.items() if name not in OF_THE_TESTS} | ours

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """``plateforme …`` until it ends."""
        return subprocess.run(
            [sys.executable, "-m", "plateforme.config.command", *arguments],
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )

    def done(self, *arguments: str) -> str:
        ended = self.command(*arguments)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    def python(self, code: str) -> str:
        """What a script prints, the models at hand; the last line of its output."""
        start = "import django; django.setup()\n"
        ended = subprocess.run(
            [sys.executable, "-c", start + code],
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout.strip()

    @contextmanager
    def running(self, *arguments: str, **options: Any) -> Iterator[subprocess.Popen[str]]:
        """``plateforme …`` while the block lasts; asked to stop at its end, if it still runs."""
        command = [sys.executable, "-m", "plateforme.config.command", *arguments]
        with self._process(command, **options) as process:
            yield process

    @contextmanager
    def script(self, code: str) -> Iterator[subprocess.Popen[str]]:
        with self._process([sys.executable, "-c", "import django; django.setup()\n" + code]) as process:
            yield process

    @contextmanager
    def _process(self, command: list[str], **options: Any) -> Iterator[subprocess.Popen[str]]:
        log = (self.home.parent / f"log-{time.monotonic_ns()}").open("w+")
        with subprocess.Popen(command, env=self.env, stdout=log, stderr=log, text=True, **options) as process:
            process.log = log  # type: ignore[attr-defined]
            try:
                yield process
            finally:
                if process.poll() is None:
                    process.send_signal(signal.SIGTERM)
                    process.wait(PATIENCE)
        log.close()


def told(process: subprocess.Popen[str]) -> str:
    """What a process has said so far."""
    return Path(process.log.name).read_text()  # type: ignore[attr-defined]


def until(reached: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    """Wait for something to be true; it is what is returned."""
    end = time.monotonic() + seconds
    while not (found := reached()):
        if time.monotonic() > end:
            raise AssertionError("It did not come.")
        time.sleep(0.1)
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


# --- sites ready to use ----------------------------------------------------------------------------------------------


class Sites:
    """Makes sites on the database of the tests, copied from one whose tables are there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = os.environ.get("DATABASE_URL", "")
        self.count = 0
        self.model = self._new("model")
        self.model.done("migrate", "--verbosity=0")

    def new(self, *, sqlite: bool = False) -> Site:
        """A site with its tables and nothing in them; ``sqlite``, whatever the tests run on."""
        self.count += 1
        if sqlite and self.server:
            site = Site(self.folder / f"site-{self.count}" / "home")
            site.done("migrate", "--verbosity=0")
            return site
        return self._new(f"site-{self.count}", template=self.model)

    def _new(self, name: str, template: Site | None = None) -> Site:
        home = self.folder / name / "home"
        home.parent.mkdir()
        if template is not None:
            shutil.copytree(template.home, home)
            (home / "secret-key").unlink(missing_ok=True)
        if not self.server:
            return Site(home)
        database = f"{self.folder.name}_{name}".replace("-", "_")
        base = f' TEMPLATE "{self._name(template)}"' if template else ""
        self._ask(f'CREATE DATABASE "{database}"{base}')
        return Site(home, urlunsplit(urlsplit(self.server)._replace(path=f"/{database}")))

    def forget(self) -> None:
        if self.server:
            for number in range(1, self.count + 1):
                self._ask(f'DROP DATABASE IF EXISTS "{self.folder.name}_site_{number}" WITH (FORCE)'.replace("-", "_"))
            self._ask(f'DROP DATABASE "{self._name(self.model)}" WITH (FORCE)')

    def _name(self, site: Site) -> str:
        return urlsplit(site.database_url).path[1:]

    def _ask(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self.server, autocommit=True) as connection:
            connection.execute(statement)
