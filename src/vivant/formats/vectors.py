"""Vectors of texts kept from one run to the next: hashes and numbers, never a text."""

import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import numpy as np
import numpy.typing as npt

Half = npt.NDArray[np.float16]

_TABLE = "CREATE TABLE IF NOT EXISTS vector (model TEXT, key BLOB, value BLOB, PRIMARY KEY (model, key)) WITHOUT ROWID"
_PATIENCE = 20.0
_AT_ONCE = 500


def cache_folder() -> Path:
    """Where things that can be computed again are kept: ``VIVANT_CACHE``, else the user's cache folder.

    That is ``XDG_CACHE_HOME/vivant``, or ``.cache/vivant`` in the home folder (``%LOCALAPPDATA%\\vivant`` on Windows).
    """
    if chosen := os.environ.get("VIVANT_CACHE"):
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "vivant"


class DiskVectors:
    """A ``vivant.coding.vectors.VectorStore`` in one SQLite file, safe for several processes at once.

    It never fails: a broken file is thrown away and made anew; where nothing can be written, nothing is kept. Each is
    said once to ``notice``, in French.
    """

    def __init__(self, path: Path | None = None, notice: Callable[[str], None] = lambda _: None) -> None:
        self.path = path or cache_folder() / "vectors.sqlite3"
        self._notice = notice
        self._works = True

    def get(self, model_id: str, keys: Sequence[bytes]) -> Mapping[bytes, Half]:
        """Those of the vectors asked for that are known."""
        found: dict[bytes, Half] = {}
        if not self._works or not keys or not self.path.exists():
            return found
        with self._rebuilt_if_broken(), closing(self._connected()) as base:
            for start in range(0, len(keys), _AT_ONCE):
                some = keys[start : start + _AT_ONCE]
                marks = ",".join("?" * len(some))
                query = f"SELECT key, value FROM vector WHERE model = ? AND key IN ({marks})"  # noqa: S608 only marks
                for key, value in base.execute(query, (model_id, *some)):
                    found[key] = np.frombuffer(value, np.float16)
        return found

    def put(self, model_id: str, rows: Mapping[bytes, Half]) -> None:
        """Keep vectors; those already there stay as they are."""
        if not self._works or not rows:
            return
        values = [(model_id, key, np.asarray(row, np.float16).tobytes()) for key, row in rows.items()]
        for _ in range(2):  # a second time after a broken file was thrown away
            if not self._works:
                return
            with self._rebuilt_if_broken(), closing(self._connected()) as base, base:
                base.executemany("INSERT OR IGNORE INTO vector VALUES (?, ?, ?)", values)
                return

    def _connected(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        base = sqlite3.connect(self.path, timeout=_PATIENCE)
        try:
            base.execute("PRAGMA synchronous = NORMAL")
            base.execute(_TABLE)
        except sqlite3.Error:
            base.close()
            raise
        return base

    @contextmanager
    def _rebuilt_if_broken(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            self._give_up(error)
        except (sqlite3.DatabaseError, ValueError) as error:
            self._notice(
                f"réserve de calculs abîmée ({error}) : {self.path} est refaite, le premier calcul sera plus long."
            )
            for name in (self.path, Path(f"{self.path}-journal")):
                with suppress(OSError):
                    name.unlink(missing_ok=True)
        except OSError as error:
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        self._works = False
        self._notice(
            f"réserve de calculs indisponible ({error}) : rien n'est gardé d'une fois sur l'autre ; "
            f"vérifiez les droits sur {self.path.parent} ou donnez un autre dossier par VIVANT_CACHE."
        )
