"""Who belongs to a network, and under which mandates. Whoever changes that first takes the network's lock: two gestures
at once never leave it without steward."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plateforme.accounts.models import User
from plateforme.networks import journal
from plateforme.networks.models import Invitation, Mandate, Membership, Network
from plateforme.networks.roles import Role
from plateforme.networks.writes.founding import years_after

LONGEST = 3  # years


class LastStewardError(Exception):
    """The network would be left without anyone to look after it."""

    def __str__(self) -> str:
        return _("Il faut toujours une personne à la coordination. Confiez-la d'abord à quelqu'un d'autre.")


def longest_end(today: date) -> date:
    return years_after(today, LONGEST)


@transaction.atomic
def give_role(member: Membership, role: Role, until: date, *, by: Membership) -> Mandate:
    """A mandate from today until a day, three years at most. A mandate already held is prolonged or shortened."""
    _lock(by.network)
    _check(member, by, until)
    held = Mandate.objects.filter(membership=member, role=role).first()
    renewed = held is not None and held.is_current()
    mandate = _mandate(member, role, until, since=held.starts_on if held and renewed else timezone.localdate())
    _keep_one_steward(by.network)
    verb = "mandate.renewed" if renewed else "mandate.given"
    journal.record(by, verb, f"{member} ({role.label})", about=member.user, subject=member)
    return mandate


@transaction.atomic
def end_role(mandate: Mandate, *, by: Membership) -> None:
    """The mandate is over: it ran until yesterday, or never if it began today."""
    _lock(by.network)
    member, role = mandate.membership, Role(mandate.role)
    if role == Role.STEWARD:
        _refuse_if_last(member)
    _end(mandate)
    _keep_one_steward(by.network)
    journal.record(by, "mandate.ended", f"{member} ({role.label})", about=member.user, subject=member)


@transaction.atomic
def hand_over(member: Membership, *, by: Membership) -> None:
    """Another member looks after the network for a year; the one who did no longer does."""
    _lock(by.network)
    until = years_after(timezone.localdate())
    _check(member, by, until)
    if member == by:
        raise ValueError("a network is handed over to someone else")
    _mandate(member, Role.STEWARD, until, since=timezone.localdate())
    for mandate in by.mandates.filter(role=Role.STEWARD):
        _end(mandate)
    _keep_one_steward(by.network)
    journal.record(by, "network.handed_over", member, about=member.user, subject=member)


@transaction.atomic
def leave(*, by: Membership) -> None:
    """Someone goes. What they wrote stays, under their name."""
    _lock(by.network)
    _depart(by)
    journal.record(by, "member.left", by, about=by.user, subject=by)


@transaction.atomic
def remove(member: Membership, *, by: Membership) -> None:
    """Someone is put out; the printed codes they made close with that."""
    _lock(by.network)
    if member.network_id != by.network_id or member == by:
        raise ValueError("someone else, of one's own network")
    _depart(member)
    Invitation.objects.filter(network=by.network, created_by=member.user, revoked_at=None).update(
        revoked_at=timezone.now()
    )
    journal.record(by, "member.removed", member, about=member.user, subject=member)


def arrive(network: Network, user: User, roles: list[Role]) -> tuple[Membership, bool]:
    """A member, and whether they are new or back. To be called in the transaction of what let them in."""
    _lock(network)
    member, new = Membership.objects.get_or_create(network=network, user=user)
    if not new and member.left_on is None:
        return member, False
    if member.left_on is not None:
        member.left_on, member.joined_on = None, timezone.localdate()
        member.save(update_fields=["left_on", "joined_on"])
    for role in roles:
        _mandate(member, role, years_after(timezone.localdate()), since=timezone.localdate())
    return member, True


def is_last_steward(member: Membership) -> bool:
    """Whether the network would be left to no one without this member."""
    stewards = Mandate.objects.current().filter(membership__network=member.network_id, role=Role.STEWARD)
    return stewards.filter(membership=member).exists() and not stewards.exclude(membership=member).exists()


def keep_stewards() -> int:
    """For networks whose rows came from elsewhere: the last mandate outlives its end. Returns how many were mended."""
    orphans = Network.objects.exclude(memberships__mandates__outlives=True)
    return sum(_keep_one_steward(network) for network in orphans)


def _lock(network: Network) -> None:
    Network.objects.select_for_update().get(pk=network.pk)


def _check(member: Membership, by: Membership, until: date) -> None:
    today = timezone.localdate()
    if member.network_id != by.network_id or member.left_on is not None:
        raise ValueError("a member of one's own network")
    if not today <= until <= longest_end(today):
        raise ValueError("a mandate lasts three years at most")


def _mandate(member: Membership, role: Role, until: date, *, since: date) -> Mandate:
    days = {"starts_on": since, "ends_on": until}
    return Mandate.objects.update_or_create(membership=member, role=role, defaults=days)[0]


def _end(mandate: Mandate) -> None:
    today = timezone.localdate()
    if mandate.starts_on >= today:
        mandate.delete()
        return
    mandate.outlives = False
    mandate.ends_on = min(mandate.ends_on, today - timedelta(days=1))
    mandate.save(update_fields=["ends_on", "outlives"])


def _depart(member: Membership) -> None:
    _refuse_if_last(member)
    for mandate in member.mandates.all():
        _end(mandate)
    member.left_on = timezone.localdate()
    member.save(update_fields=["left_on"])
    _keep_one_steward(member.network)


def _refuse_if_last(member: Membership) -> None:
    if is_last_steward(member):
        raise LastStewardError


def _keep_one_steward(network: Network) -> bool:
    """Among the stewards, the mandate that ends last outlives its end, and no other does."""
    mandates = Mandate.objects.filter(membership__network=network, membership__left_on=None, role=Role.STEWARD)
    last = mandates.order_by("-ends_on", "pk").first()
    if last is None:
        return False
    mandates.exclude(pk=last.pk).filter(outlives=True).update(outlives=False)
    return bool(mandates.filter(pk=last.pk, outlives=False).update(outlives=True))
