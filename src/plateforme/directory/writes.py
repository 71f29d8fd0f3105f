"""What changes the directory."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from plateforme.directory.models import Affiliation, Organization
from plateforme.networks import journal
from plateforme.networks.circles import Circle
from plateforme.networks.models import Membership
from vivant.language import fold

IDENTIFIERS = ("siret", "finess", "uai")
FIELDS = ("sector", "place", "postal_code", *IDENTIFIERS)


@transaction.atomic
def add(fields: dict[str, Any], *, by: Membership) -> Organization:
    """A new organization of the network."""
    organization = Organization.objects.create(network=by.network, **fields)
    _record("organization.added", organization, by)
    return organization


@transaction.atomic
def change(organization: Organization, fields: dict[str, Any], *, by: Membership) -> None:
    """What is known of an organization. Nothing is written down when nothing changed."""
    changed = {name: value for name, value in fields.items() if getattr(organization, name) != value}
    for name, value in changed.items():
        setattr(organization, name, value)
    if changed:
        organization.save()
        _record("organization.changed", organization, by)


@transaction.atomic
def merge(kept: Organization, gone: Organization, *, by: Membership) -> None:
    """Two entries were one organization: what pointed to ``gone`` points to ``kept``, which takes what it lacked.

    Later steps hold their own links to organizations; they are found through the model, since this step does not know
    them.
    """
    if kept == gone or kept.network_id != gone.network_id:
        raise ValueError("two organizations of one network")
    there = Affiliation.objects.filter(organization=kept).values("membership")
    Affiliation.objects.filter(organization=gone, membership__in=there).delete()
    for relation in Organization._meta.related_objects:
        rows = relation.related_model._base_manager
        rows.filter(**{relation.field.name: gone}).update(**{relation.field.name: kept})
    for name in FIELDS:
        setattr(kept, name, getattr(kept, name) or getattr(gone, name))
    told = f"{gone} → {kept}"
    circle = kept.circle if kept.circle == gone.circle else Circle.COMMITTEE
    gone.delete()
    kept.save()
    journal.record(by, "organization.merged", told, circle=Circle(circle), subject=kept)


@transaction.atomic
def affiliate(member: Membership, name: str, fields: dict[str, Any], *, by: Membership) -> Affiliation:
    """A member works at an organization, by its name; a name that the network does not know makes a new entry. One that
    exists in a narrower circle is taken too: nothing of it is shown to who does not see it."""
    organization = Organization.objects.filter(network=by.network, sort_name=fold(name)[:150]).first()
    if organization is None:
        organization = add({"name": name, "sector": fields.get("sector", "")}, by=by)
    affiliation, new = Affiliation.objects.update_or_create(
        membership=member, organization=organization, defaults=fields | {"ends_on": None}
    )
    verb = "affiliation.added" if new else "affiliation.changed"
    journal.record(
        by, verb, f"{member} : {organization}", about=member.user, circle=_circle(organization), subject=member
    )
    return affiliation


@transaction.atomic
def end_affiliation(affiliation: Affiliation, *, by: Membership) -> None:
    """Someone no longer works there: since yesterday, or never if it began today."""
    today = timezone.localdate()
    member, organization = affiliation.membership, affiliation.organization
    if affiliation.starts_on >= today:
        affiliation.delete()
    else:
        affiliation.ends_on = _before(affiliation.ends_on, today)
        affiliation.save(update_fields=["ends_on"])
    journal.record(
        by,
        "affiliation.ended",
        f"{member} : {organization}",
        about=member.user,
        circle=_circle(organization),
        subject=member,
    )


def _before(end: date | None, today: date) -> date:
    yesterday = today - timedelta(days=1)
    return min(end, yesterday) if end else yesterday


def _circle(organization: Organization) -> Circle:
    """A line of the journal is never more open than what it tells of, and no line is read outside the network."""
    return Circle.NETWORK if organization.circle == Circle.PUBLIC else Circle(organization.circle)


def _record(verb: str, organization: Organization, by: Membership) -> None:
    journal.record(by, verb, organization, circle=_circle(organization), subject=organization)
