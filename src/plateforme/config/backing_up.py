"""Everything a place keeps, in one file: rows as lines of JSON, uploads as they are, and the digest of each.

What is read is one moment of the database, though people go on writing: on SQLite a reader's snapshot of the
write-ahead log, on PostgreSQL a transaction that reads repeatably. Nobody waits for it.
"""

import hashlib
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.crypto import salted_hmac

import vivant
from plateforme.config import history, rows

FORMAT = 1
MANIFEST, ROWS, UPLOADS, KEY = "manifest.json", "rows", "uploads", "secret-key"
"""Members of the archive: ``rows/<app.model>.jsonl``, ``uploads/<path>``, and the key when it is kept in the home."""


def back_up(file: Path) -> str:
    """Write the archive, aside and then at once in its place, for its owner alone; returns what to tell."""
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=settings.HOME) as name:
        folder = Path(name)
        manifest = _collect(folder)
        _pack(folder, manifest, file)
    counted = sum(member.get("rows", 0) for member in manifest["members"].values())
    uploads = sum(name.startswith(f"{UPLOADS}/") for name in manifest["members"])
    key = " Il contient la clé secrète du site." if KEY in manifest["members"] else " La clé secrète n'y est pas."
    return (
        f"Tout est gardé dans {file} : {counted} lignes, {uploads} documents déposés, "
        f"{file.stat().st_size / 1e6:.1f} Mo.{key}\n"
        "Ce fichier ouvre tout : gardez-le à l'abri, et ailleurs que sur cette machine."
    )


# --- one moment ------------------------------------------------------------------------------------------------------


def _collect(folder: Path) -> dict[str, Any]:
    """Rows, uploads and key, copied into the folder; returns the manifest.

    Uploads are linked before the moment and again in it: a file that a row of that moment names was there at one of the
    two. One too many harms nothing.
    """
    _link_uploads(folder / UPLOADS)
    members: dict[str, dict[str, Any]] = {}
    with snapshot():
        applied = history.applied()
        _link_uploads(folder / UPLOADS)
        (folder / ROWS).mkdir()
        for model in rows.kept_tables(history.models_at(applied)):
            name = f"{ROWS}/{model._meta.label_lower}.jsonl"
            with (folder / name).open("w", encoding="utf-8", newline="\n") as out:
                members[name] = {"rows": rows.write_rows(model, out)}
    if "PLATEFORME_SECRET_KEY" not in os.environ:
        shutil.copyfile(settings.HOME / KEY, folder / KEY)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        members.setdefault(path.relative_to(folder).as_posix(), {})["sha256"] = digest(path)
    return {
        "format": FORMAT,
        "version": vivant.__version__,
        "made_at": datetime.now(UTC).isoformat(),
        "key": fingerprint_of_key(),
        "migrations": sorted(list(step) for step in applied),
        "members": members,
    }


@contextmanager
def snapshot() -> Iterator[None]:
    """A transaction that sees one moment and keeps nobody from writing."""
    if connection.vendor != "sqlite":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    connection.ensure_connection()
    usual = connection.transaction_mode  # type: ignore[attr-defined]
    connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]  # IMMEDIATE would hold the writers
    try:
        with transaction.atomic():
            yield
    finally:
        connection.transaction_mode = usual  # type: ignore[attr-defined]


def _link_uploads(target: Path) -> None:
    """The uploads that are there now, by hard links where the disk knows them: quick, and safe from deletion."""
    source = Path(settings.MEDIA_ROOT)
    for path in source.rglob("*") if source.is_dir() else ():
        copy = target / path.relative_to(source)
        if copy.exists() or not path.is_file():
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):  # deleted between the list and now: no row of our moment names it
            try:
                os.link(path, copy)
            except FileNotFoundError:
                raise
            except OSError:
                shutil.copyfile(path, copy)


# --- one file --------------------------------------------------------------------------------------------------------


def _pack(folder: Path, manifest: dict[str, Any], file: Path) -> None:
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with (
            os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out,
            tarfile.open(fileobj=out, mode="w:gz", compresslevel=6, format=tarfile.PAX_FORMAT) as archive,
        ):
            content = json.dumps(manifest, indent=1, ensure_ascii=False).encode()
            told = tarfile.TarInfo(MANIFEST)
            told.size = len(content)
            archive.addfile(told, BytesIO(content))
            for name in manifest["members"]:
                archive.add(folder / name, arcname=name, filter=_nobody)
            archive.close()
            out.flush()
            os.fsync(out.fileno())
        aside.replace(file)
    finally:
        aside.unlink(missing_ok=True)


def _nobody(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Neither names of users of this machine nor rights."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member


def digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def fingerprint_of_key() -> str:
    """Tells two keys apart, and neither of them."""
    return salted_hmac("plateforme.backup", "key", algorithm="sha256").hexdigest()[:16]
