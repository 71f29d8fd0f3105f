"""What this step keeps about someone: shown, exported and erased from the page of one's data."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from plateforme.accounts.models import User
from plateforme.accounts.personal import CannotErase, Section
from plateforme.networks import journal
from plateforme.networks.models import Entry, Invitation, Membership, Network
from plateforme.networks.reads.journal import sentence
from plateforme.networks.writes.belonging import is_last_steward
from plateforme.ui.templatetags.french import jour_court


def show(user: User) -> list[Section]:
    lines = [(str(one.network), _words(one)) for one in _memberships(user)]
    done = Entry.objects.filter(actor=user).count()
    if done:
        lines.append((_("Lignes du journal à votre nom"), str(done)))
    return [Section(_("Vos réseaux"), tuple(lines), reverse("networks:mine"))] if lines else []


def export(user: User) -> dict[str, Any]:
    lines = Entry.objects.filter(actor=user).select_related("network")
    return {
        "réseaux": [
            {
                "réseau": str(one.network),
                "membre depuis": one.joined_on.isoformat(),
                "départ": one.left_on.isoformat() if one.left_on else None,
                "mandats": [
                    {"rôle": m.get_role_display(), "du": m.starts_on.isoformat(), "au": m.ends_on.isoformat()}
                    for m in one.mandates.all()
                ],
            }
            for one in _memberships(user)
        ],
        "journal": [
            {
                "réseau": str(line.network),
                "le": line.at.isoformat(timespec="minutes"),
                "geste": sentence(line.verb, line.target),
            }
            for line in lines
        ],
        "invitations": [
            {"réseau": str(one.network), "le": one.created_at.isoformat(timespec="minutes")}
            for one in Invitation.objects.filter(email=user.email).select_related("network")
        ],
    }


@transaction.atomic
def erase(user: User) -> None:
    """Memberships and mandates go; the journal keeps what was done, by no one in particular. CannotErase for the last
    steward of a network."""
    memberships = list(_memberships(user))
    for member in memberships:
        Network.objects.select_for_update().get(pk=member.network_id)
        if member.left_on is None and is_last_steward(member):
            _refuse(member)
    nobody = _("une personne partie")
    for row in (*memberships, user):
        journal.rename(row, nobody)
    Entry.objects.filter(about=user).update(about=None)
    Entry.objects.filter(actor=user).update(actor=None, actor_name=nobody)
    Invitation.objects.filter(email=user.email).delete()
    Membership.objects.filter(user=user).delete()


def _refuse(member: Membership) -> None:
    alone = not member.network.memberships.current().exclude(pk=member.pk).exists()
    reason = _("Vous êtes la seule personne à coordonner le réseau « %(network)s ».") % {"network": member.network}
    place = "networks:close" if alone else "networks:members"
    label = _("Fermer ce réseau") if alone else _("Confier la coordination à un autre membre")
    raise CannotErase(reason, reverse(place, args=[member.network.slug]), label)


def _memberships(user: User) -> QuerySet[Membership]:
    return Membership.objects.filter(user=user).select_related("network").prefetch_related("mandates")


def _words(one: Membership) -> str:
    since = _("depuis le %(day)s") % {"day": jour_court(one.joined_on)}
    roles = ", ".join(
        f"{m.get_role_display()} ({jour_court(m.starts_on)} – {jour_court(m.ends_on)})" for m in one.mandates.all()
    )
    left = _("quitté le %(day)s") % {"day": jour_court(one.left_on)} if one.left_on else ""
    return " ; ".join(filter(None, (since, left, roles)))
