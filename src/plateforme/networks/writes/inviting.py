"""Ways into a network: a letter with a link, a code to print; and coming in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plateforme.accounts import letters
from plateforme.accounts.models import User
from plateforme.networks import journal
from plateforme.networks.circles import Circle
from plateforme.networks.models import Invitation, Membership
from plateforme.networks.roles import Role
from plateforme.networks.writes import belonging, founding

DAYS_OF_A_LETTER = 14
ROLES_BY_LINK = tuple(role for role in Role if role not in (Role.PARTICIPANT, Role.STEWARD))
"""A link may be passed on: looking after the network is given to a member, face to face, never by a link."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Who was written to, and who needed no letter since they are members."""

    written: tuple[str, ...]
    members: tuple[str, ...]


def address_of(invitation: Invitation) -> str:
    """The link, in full."""
    return f"{settings.ORIGIN}{reverse('networks:invitation', args=[invitation.token])}"


@transaction.atomic
def invite(emails: Sequence[str], roles: Sequence[Role], message: str, *, by: Membership) -> Sent:
    """A letter to each address. An invitation already open is prolonged and sent again under the same link."""
    asked = list(dict.fromkeys(email.strip().lower() for email in emails))
    known = Membership.objects.current().filter(network=by.network, user__email__in=asked)
    members = set(known.values_list("user__email", flat=True))
    written = tuple(email for email in asked if email not in members)
    for email in written:
        _write(_letter_invitation(email, roles, message, by), by)
    if written:
        words = ngettext("une personne", "%(count)d personnes", len(written)) % {"count": len(written)}
        journal.record(by, "invitation.sent", words, circle=Circle.COMMITTEE)
    return Sent(written, tuple(email for email in asked if email in members))


@transaction.atomic
def print_code(people: int, until: datetime, *, by: Membership) -> Invitation:
    """A code to put on a wall: so many people, until a day. It gives no role."""
    invitation = Invitation.objects.create(network=by.network, uses_left=people, expires_at=until, created_by=by.user)
    words = ngettext("pour une personne", "pour %(count)d personnes", people) % {"count": people}
    journal.record(by, "invitation.printed", words, circle=Circle.COMMITTEE, subject=invitation)
    return invitation


@transaction.atomic
def revoke(invitation: Invitation, *, by: Membership) -> None:
    """The link opens nothing any more."""
    if Invitation.objects.filter(pk=invitation.pk, revoked_at=None).update(revoked_at=timezone.now()):
        journal.record(by, "invitation.revoked", "", circle=Circle.COMMITTEE, subject=invitation)


class ClosedError(Exception):
    """This link no longer lets anyone in."""


class NeedsOwnLetterError(Exception):
    """Someone who left comes back by a letter of their own, not by a code on a wall nor by an old link."""


@transaction.atomic
def accept(invitation: Invitation, user: User, *, person: str = "") -> Membership:
    """Come in by a link. Whoever already belongs stays as they are, and takes nobody's place."""
    before = Membership.objects.filter(network=invitation.network, user=user).first()
    if before is not None and before.left_on is None:
        return before
    if before is not None and before.left_on is not None and not _lets_back(invitation, before):
        raise NeedsOwnLetterError
    if not Invitation.objects.open().filter(pk=invitation.pk).update(uses_left=F("uses_left") - 1):
        raise ClosedError
    founding.present(user, person)
    roles = [Role(key) for key in invitation.roles if key in ROLES_BY_LINK]
    member, came = belonging.arrive(invitation.network, user, roles)
    if came:
        journal.record(member, "member.joined", member, about=user, subject=member)
    return member


def _lets_back(invitation: Invitation, before: Membership) -> bool:
    left = before.left_on
    return bool(invitation.email) and left is not None and timezone.localdate(invitation.created_at) >= left


def _letter_invitation(email: str, roles: Sequence[Role], message: str, by: Membership) -> Invitation:
    fields = {
        "roles": [role.value for role in roles if role in ROLES_BY_LINK],
        "message": message,
        "expires_at": timezone.now() + timedelta(days=DAYS_OF_A_LETTER),
        "created_by": by.user,
    }
    held = Invitation.objects.open().filter(network=by.network, email=email).first()
    if held is None:
        return Invitation.objects.create(network=by.network, email=email, **fields)
    Invitation.objects.filter(pk=held.pk).update(**fields)
    held.refresh_from_db()
    return held


def _write(invitation: Invitation, by: Membership) -> None:
    network = by.network
    words = {"network": network, "invitation": invitation, "by": by, "link": address_of(invitation)}
    letters.write(
        invitation.email,
        _("Invitation à rejoindre %(network)s") % {"network": network},
        render_to_string("networks/letters/invitation.txt", words),
        sender_name=str(network),
        reply_to=network.contact_email,
    )
