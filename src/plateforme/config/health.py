"""What an installation lacks to be safe, in sentences for whoever keeps it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection
from django.utils import timezone

from plateforme.accounts.models import Letter, Slot
from plateforme.config import history

FOR_HTTPS = frozenset({"security.W004", "security.W008", "security.W012", "security.W016"})
"""Said once, in our words, when the site has no https address."""
SHARED_DISKS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "ceph", "glusterfs", "lustre"})
LONG = timedelta(hours=1)


def problems() -> list[str]:
    """Empty when all is well. What depends on the tables is asked once they are there."""
    found = [told for look in (_https, _django, _home, _disk, _mail) for told in look()]
    pending = list(_migrations())
    return found + (pending or [told for look in (_letters, _slots) for told in look()])


def _https() -> Iterator[str]:
    if not settings.IS_SECURE:
        yield (
            f"Le site répond en clair ({settings.ORIGIN}) : bien pour un essai sur cette machine. Pour l'ouvrir à "
            "d'autres, donnez son adresse en https dans PLATEFORME_ORIGIN et placez-le derrière un serveur qui chiffre."
        )


def _django() -> Iterator[str]:
    for message in checks.run_checks(include_deployment_checks=True):
        if not (message.is_silenced() or (message.id in FOR_HTTPS and not settings.IS_SECURE)):
            yield f"{message.id} : {message.msg}"


def _home() -> Iterator[str]:
    for path in (settings.HOME, settings.HOME / "secret-key"):
        if path.exists() and path.stat().st_mode & 0o077:
            yield f"{path} est ouvert à d'autres utilisateurs de la machine : chmod go-rwx {path}"


def _disk() -> Iterator[str]:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        mode = cursor.fetchone()[0]
    kind = _kind_of_disk(settings.HOME)
    if mode != "wal" or kind in SHARED_DISKS:
        yield (
            f"{settings.HOME} est sur un disque ({kind or 'inconnu'}) où SQLite ne peut pas travailler à plusieurs : "
            "mettez PLATEFORME_HOME sur un disque de la machine, ou prenez PostgreSQL (DATABASE_URL)."
        )


def _kind_of_disk(folder: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """The type of file system a folder is on; empty where the system does not say."""
    if not mounts.exists():
        return ""
    lines = (line.split() for line in mounts.read_text(errors="replace").splitlines())
    around = [(point, kind) for _, point, kind, *_ in lines if folder.resolve().is_relative_to(point)]
    return max(around, key=lambda mount: len(mount[0]))[1] if around else ""


def _mail() -> Iterator[str]:
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        yield "Aucun courriel ne part : donnez un serveur dans PLATEFORME_SMTP (smtp://compte:motdepasse@serveur:587)."
    elif "@localhost" in settings.DEFAULT_FROM_EMAIL:
        yield "Les courriels n'ont pas d'expéditeur : donnez son adresse dans PLATEFORME_SENDER."


def _migrations() -> Iterator[str]:
    try:
        steps = history.pending()
    except DatabaseError as error:
        yield f"La base de données ne répond pas ({type(error).__name__}) : voyez DATABASE_URL."
        return
    if steps:
        yield f"La base n'est pas à jour ({steps} étapes) : plateforme migrate, ou plateforme serve."


def _letters() -> Iterator[str]:
    lost = Letter.objects.filter(sent_at=None).exclude(problem="").count()
    if lost:
        yield f"{lost} courriels n'ont pas pu partir."
    late = Letter.objects.filter(sent_at=None, problem="", not_before__lt=timezone.now() - LONG).count()
    if late:
        yield f"{late} courriels attendent depuis plus d'une heure : le travail de fond tourne-t-il (plateforme work) ?"


def _slots() -> Iterator[str]:
    for slot in Slot.objects.exclude(problem="").filter(name__in=settings.PERIODIC):
        yield f"Le travail {slot.name} s'arrête avant la fin ({slot.problem})."
