"""What a backup kept, put back. Everything is checked and written aside first; then rows change in one transaction and
uploads in one renaming, or nothing does."""

import json
import os
import secrets
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import Any

from django.apps.registry import Apps
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from plateforme.accounts.models import Letter, User
from plateforme.config import history, rows
from plateforme.config.backing_up import FORMAT, KEY, MANIFEST, ROWS, UPLOADS, digest, fingerprint_of_key
from plateforme.networks.models import Network

LATE = timedelta(days=1)
"""A letter that waited in a backup for longer is no news any more: it is held, and said to be."""


class RefusedError(Exception):
    """Nothing was changed; the message says why, to whoever keeps the site."""


def restore(file: Path, *, replace: bool) -> str:
    """Put everything back; returns what to tell. Raises RefusedError, having changed nothing."""
    is_empty = _is_empty()
    if not (is_empty or replace):
        raise RefusedError(
            "Ce lieu n'est pas vide. Pour remplacer ce qu'il contient, gardez-en d'abord une sauvegarde, "
            "puis ajoutez --replace."
        )
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=settings.HOME) as name:
        folder = Path(name)
        manifest = _unpack(file, folder)
        key_was_ours = manifest["key"] == fingerprint_of_key()
        tables = _tables_of_then(manifest, is_empty=is_empty)
        with _uploads_in_place(folder / UPLOADS):
            counted = _load(folder, manifest, tables)
        _put_key(folder / KEY)
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    cache.clear()
    held = _hold_late_letters(datetime.fromisoformat(manifest["made_at"]))
    return _told(counted, held, lost_key=not (key_was_ours or KEY in manifest["members"]))


def _told(counted: int, held: int, *, lost_key: bool) -> str:
    lines = [f"Tout est remis en place : {counted} lignes. Chacun devra se connecter à nouveau."]
    if held:
        lines.append(f"{held} courriels qui attendaient depuis plus d'un jour ne partiront pas.")
    if lost_key:
        lines.append(
            "La clé secrète n'est pas celle du site d'origine : les seconds facteurs seront à refaire. "
            "Si vous l'avez, donnez-la par PLATEFORME_SECRET_KEY."
        )
    return "\n".join(lines)


def _is_empty() -> bool:
    """No account, no network, no upload; a database without tables is empty too."""
    uploads = Path(settings.MEDIA_ROOT)
    if uploads.is_dir() and any(path.is_file() for path in uploads.rglob("*")):
        return False
    tables = set(connection.introspection.table_names())
    filled = (model._meta.db_table in tables and model._base_manager.exists() for model in (User, Network))
    return not any(filled)


# --- read and check --------------------------------------------------------------------------------------------------


def _unpack(file: Path, folder: Path) -> dict[str, Any]:
    """Every member, into the folder, its digest checked; returns the manifest."""
    try:
        with tarfile.open(file, "r:gz") as archive:
            manifest = _manifest(archive)
            expected = dict(manifest["members"])
            for member in archive:
                if member.name == MANIFEST:
                    continue
                told = expected.pop(member.name, None)
                if told is None or not member.isreg() or not _stays_inside(member.name):
                    raise RefusedError(f"Cette sauvegarde contient ce qu'elle n'annonce pas : {member.name}.")
                _take(archive, member, folder / member.name, told["sha256"])
    except (tarfile.TarError, zlib.error, EOFError, OSError, ValueError, KeyError, TypeError) as error:
        raise RefusedError(f"Ce fichier n'est pas une sauvegarde lisible ({type(error).__name__}).") from error
    if expected:
        raise RefusedError(f"Cette sauvegarde est incomplète : il y manque {', '.join(sorted(expected)[:3])}.")
    return manifest


def _manifest(archive: tarfile.TarFile) -> dict[str, Any]:
    first = archive.next()
    stream = archive.extractfile(first) if first and first.name == MANIFEST else None
    if stream is None:
        raise RefusedError("Ce fichier n'est pas une sauvegarde de ce logiciel.")
    manifest: dict[str, Any] = json.load(stream)
    if manifest["format"] != FORMAT:
        raise RefusedError("Cette sauvegarde vient d'une version plus récente : installez-la d'abord.")
    return manifest


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return ".." not in path.parts and path.parts[:1] in ((ROWS,), (UPLOADS,), (KEY,))


def _take(archive: tarfile.TarFile, member: tarfile.TarInfo, path: Path, expected: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    stream = archive.extractfile(member)
    if stream is None:
        raise RefusedError(f"Cette sauvegarde est incomplète : {member.name}.")
    with path.open("wb") as out:
        shutil.copyfileobj(stream, out)
    if digest(path) != expected:
        raise RefusedError(f"Cette sauvegarde est abîmée : {member.name} a changé.")


# --- put back --------------------------------------------------------------------------------------------------------


def _tables_of_then(manifest: dict[str, Any], *, is_empty: bool) -> Apps:
    """The models as they were when the backup was made, the database being at that point of its history."""
    then = {(app, name) for app, name in manifest["migrations"]}
    try:
        models = history.models_at(then)
    except history.UnknownStepError as error:
        raise RefusedError(f"Cette sauvegarde vient d'une version plus récente ({error}) : installez-la.") from None
    if then == history.applied():
        return models
    if not is_empty:
        raise RefusedError(
            "Cette sauvegarde et ce lieu ne sont pas de la même version. Remettez-la dans un lieu vide (une autre "
            "valeur de PLATEFORME_HOME, une base vide) : il sera mis à jour ensuite."
        )
    history.rewind(then)
    return models


def _load(folder: Path, manifest: dict[str, Any], known: Apps) -> int:
    """Every row in one transaction; the number of rows is what the manifest says, or nothing is changed."""
    kept = {model._meta.label_lower: model for model in rows.kept_tables(known)}
    counted = 0
    with transaction.atomic():
        rows.empty(rows.every_table(known))
        for name, told in manifest["members"].items():
            if "rows" not in told:
                continue
            with (folder / name).open(encoding="utf-8") as lines:
                found = rows.read_rows(kept[PurePosixPath(name).name.removesuffix(".jsonl")], lines)
            if found != told["rows"]:
                raise RefusedError(f"Cette sauvegarde est abîmée : {name} n'a pas le compte.")
            counted += found
        rows.set_sequences(list(kept.values()))
    return counted


@contextmanager
def _uploads_in_place(incoming: Path) -> Iterator[None]:
    """The uploads of the backup take the place of those there, which come back if what follows fails."""
    place = Path(settings.MEDIA_ROOT)
    before = place.with_name(f"{place.name}.before-{secrets.token_hex(4)}")
    place.parent.mkdir(parents=True, exist_ok=True)
    incoming.mkdir(exist_ok=True)
    had = place.exists()
    if had:
        place.rename(before)
    try:
        shutil.move(incoming, place)
        yield
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        if had:
            before.rename(place)
        raise
    shutil.rmtree(before, ignore_errors=True)


def _put_key(key: Path) -> None:
    if key.exists() and "PLATEFORME_SECRET_KEY" not in os.environ:
        key.chmod(0o600)
        key.replace(settings.HOME / KEY)


def _hold_late_letters(made_at: datetime) -> int:
    if timezone.now() - made_at < LATE:
        return 0
    waiting = Letter.objects.filter(sent_at=None, problem="", not_before__lte=timezone.now())
    return waiting.update(problem="gardée trop longtemps dans une sauvegarde")
