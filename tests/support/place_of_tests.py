"""Loaded by pytest before the settings: the tests' own home, forgotten after them, and the database they run on.

``PARTENARIAT_TEST_DATABASE_URL``: nothing for SQLite, ``embedded`` for a PostgreSQL started and stopped with the tests,
or the address of another server, whose user may create databases.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import postgres

HOME = tempfile.mkdtemp(prefix="plateforme-tests-")
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
for name in [name for name in os.environ if name.startswith("PLATEFORME_")]:
    del os.environ[name]
os.environ.pop("DATABASE_URL", None)
os.environ["PLATEFORME_HOME"] = HOME
(Path(HOME) / "static").mkdir()  # whitenoise warns of a missing folder
os.environ.setdefault("OMP_NUM_THREADS", "1")
if url := os.environ.get("PARTENARIAT_TEST_DATABASE_URL"):
    os.environ["DATABASE_URL"] = postgres.start() if url == postgres.EMBEDDED else url
# the browser's driver keeps an event loop in the thread of its tests; our queries there are plain ones
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
