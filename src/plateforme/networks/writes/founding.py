"""A network begins, is described, ends."""

from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from plateforme.accounts.models import User
from plateforme.networks import journal
from plateforme.networks.models import LegalText, Mandate, Membership, Network
from plateforme.networks.roles import Role

RESERVED = frozenset(
    "admin administration aide api compte connexion nouveau reseau reseaux securite site support".split()
)
"""Addresses that would pass for a page of the site."""


@transaction.atomic
def found(user: User, name: str, department: str, *, person: str = "") -> Membership:
    """A new network, with this user to look after it for a year. ``person``: the name to show, for who has none yet."""
    present(user, person)
    network = _named(" ".join(name.split()), department)
    member = Membership.objects.create(network=network, user=user)
    today = timezone.localdate()
    Mandate.objects.create(
        membership=member, role=Role.STEWARD, starts_on=today, ends_on=years_after(today), outlives=True
    )
    journal.record(member, "network.founded", network, subject=network)
    return member


def present(user: User, person: str) -> None:
    """Others see a name, never an address."""
    if person and not user.name:
        user.name = " ".join(person.split())[:120]
        user.save(update_fields=["name", "sort_name"])


def years_after(day: date, years: int = 1) -> date:
    """
    >>> years_after(date(2028, 2, 29)), years_after(date(2026, 9, 1), 3)
    (datetime.date(2029, 2, 28), datetime.date(2029, 9, 1))
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + years, day=28)


def _named(name: str, department: str) -> Network:
    """The network, at the first address still free; another may take it at the same moment."""
    for slug in slugs(name):
        if Network.objects.filter(slug=slug).exists():
            continue
        try:
            with transaction.atomic():
                return Network.objects.create(name=name, slug=slug, departments=[department])
        except IntegrityError:
            continue
    raise AssertionError("addresses never run out")


def slugs(name: str) -> Iterator[str]:
    """Addresses that this name may take, best first.

    >>> from itertools import islice
    >>> list(islice(slugs("L'Été ensemble"), 2)), next(slugs("Admin")), next(slugs("…"))
    (['lete-ensemble', 'lete-ensemble-2'], 'admin-2', 'reseau-2')
    """
    stem = slugify(name)[:50].strip("-_") or "reseau"
    if stem not in RESERVED:
        yield stem
    yield from (f"{stem}-{number}" for number in count(2))


@transaction.atomic
def settle(network: Network, changes: dict[str, Any], *, by: Membership) -> None:
    """New settings. Nothing is written down when nothing changed."""
    changed = [name for name, value in changes.items() if getattr(network, name) != value]
    for name in changed:
        setattr(network, name, changes[name])
    if changed:
        network.save(update_fields=changed)
        words = ", ".join(str(Network._meta.get_field(name).verbose_name) for name in changed)  # type: ignore[union-attr]
        journal.record(by, "network.changed", words, subject=network)


@transaction.atomic
def write_legal(kind: LegalText.Kind, body: str, *, by: Membership) -> None:
    """The network's own wording of a text."""
    own = LegalText.objects.filter(network=by.network, kind=kind).first()
    if own is not None and own.body == body:
        return
    LegalText.objects.update_or_create(network=by.network, kind=kind, defaults={"body": body})
    journal.record(by, "legal.changed", kind.label)


@transaction.atomic
def restore_legal(kind: LegalText.Kind, *, by: Membership) -> None:
    """Back to the model text, which follows the settings."""
    gone, _ = LegalText.objects.filter(network=by.network, kind=kind).delete()
    if gone:
        journal.record(by, "legal.restored", kind.label)


class NotAloneError(Exception):
    """A network with other members is not closed by one of them."""


@transaction.atomic
def close(*, by: Membership) -> None:
    """The network and all it holds are gone. Its last member alone can do that, so nobody is left outside."""
    network = Network.objects.select_for_update().get(pk=by.network_id)
    if network.memberships.filter(left_on=None).exclude(pk=by.pk).exists():
        raise NotAloneError
    network.delete()
