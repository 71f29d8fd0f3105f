"""What was done, written with it and kept after it."""

from django.db import models

from plateforme.accounts.models import User
from plateforme.networks.circles import Circle, Reader
from plateforme.networks.models import Entry, Network


def record(
    by: Reader | None,
    verb: str,
    target: object = "",
    *,
    about: User | None = None,
    circle: Circle = Circle.NETWORK,
    subject: models.Model | None = None,
    network: Network | None = None,
    name: str = "",
) -> Entry:
    """One line. Without a member (someone came by a link, a job ran), give ``network`` and the ``name`` shown.

    ``target`` is told as it reads today; ``subject`` is the row, so that an erasure finds the line.
    """
    home = network or (by.network if by else None)
    if home is None:
        raise ValueError("a line of the journal belongs to a network: give a member or a network")
    user = by.user if by else None
    return Entry.objects.create(
        network=home,
        actor=user,
        actor_name=(name or str(user or ""))[:120] or "Partenariat vivant",
        verb=verb,
        target=str(target)[:250],
        subject=key_of(subject) if subject is not None else "",
        about=about,
        circle=circle,
    )


def key_of(row: models.Model) -> str:
    return f"{row._meta.label_lower}:{row.pk}"


def rename(subject: models.Model, to: str) -> int:
    """Lines that told of someone now say ``to`` instead of a name; returns how many."""
    return Entry.objects.filter(subject=key_of(subject)).update(target=to)
