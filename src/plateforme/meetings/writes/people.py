"""People who come: known, corrected, found again, tied to an account, forgotten."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plateforme.accounts.models import User
from plateforme.directory.models import Organization
from plateforme.meetings.models import Attendance, Merge, Participant, Registration, Silence
from plateforme.meetings.models.people import CONTACT_CIRCLE
from plateforme.meetings.models.silence import mark_of
from plateforme.meetings.naming import same_name
from plateforme.networks import journal
from plateforme.networks.models import Membership, Network, new_token
from vivant.language import fold


@dataclass(frozen=True, slots=True)
class Person:
    """What someone says of themselves. ``organization`` is a name, typed or chosen."""

    name: str
    email: str = ""
    profession: str = ""
    sector: str = ""
    organization: str = ""


def organization_named(network: Network, name: str) -> Organization | None:
    """The organization of this name, whatever its case and accents; added to the directory if new. None for no name."""
    plain = " ".join(name.split())[:150]
    if not plain:
        return None
    found, _new = Organization.objects.get_or_create(
        network=network, sort_name=fold(plain)[:150], defaults={"name": plain}
    )
    return found


def known(network: Network, person: Person) -> Participant | None:
    """Who already has this address and, but for a slip, this name. An address alone is not someone: a service, a
    household, share theirs."""
    if not person.email:
        return None
    rows = Participant.objects.filter(network=network, email=person.email.strip().lower(), erased_at=None)
    return next((row for row in rows.order_by("pk") if same_name(row.name, person.name)), None)


def welcome(network: Network, person: Person, *, user: User | None = None, agreed: bool = True) -> Participant:
    """A new entry. Nothing is looked for: see ``known``. ``agreed``: the person said yes; the team can't for them."""
    return Participant.objects.create(
        network=network,
        user=user,
        name=" ".join(person.name.split()),
        email=person.email,
        profession=person.profession,
        sector=person.sector,
        organization=organization_named(network, person.organization),
        consented_at=timezone.now() if agreed else None,
    )


@transaction.atomic
def entry_for(member: Membership, person: Person, double: Participant | None = None) -> Participant:
    """The member's own entry, as they now say it: theirs, or ``double`` if they say it is them, or a new one."""
    Membership.objects.select_for_update().get(pk=member.pk)  # twice at once makes one entry
    entry = Participant.objects.filter(network=member.network, user=member.user).first()
    if entry is None and double is not None and tie_to_account(double, member.user):
        entry = double
    said = replace(person, email=member.user.email)
    if entry is None:
        return welcome(member.network, said, user=member.user)
    correct(entry, said)
    return entry


@transaction.atomic
def correct(participant: Participant, person: Person, *, by: Membership | None = None) -> None:
    """What is known of someone, as it is now said by them or by someone of the team. The address of whoever has an
    account is theirs to change: their personal link goes there. What the team corrects is no sign of life."""
    participant.name = " ".join(person.name.split())
    participant.email = participant.email if by and participant.user_id else person.email
    participant.profession = person.profession
    participant.sector = person.sector
    participant.organization = organization_named(participant.network, person.organization)
    participant.active_on = participant.active_on if by else timezone.localdate()
    participant.save()
    _tell(participant, by, "person.corrected", "person.corrected_self")


@transaction.atomic
def renew_link(participant: Participant, *, by: Membership | None = None) -> None:
    """The links already sent no longer open anything; feeds of their calendar neither."""
    participant.token = new_token()
    participant.calendar_token = None
    participant.save(update_fields=["token", "calendar_token"])
    _tell(participant, by, "person.link_renewed", "person.renewed_self")


@transaction.atomic
def send_link(participant: Participant, *, by: Membership) -> None:
    """Their own link, again, at the team's request."""
    from plateforme.meetings.writes import answers

    answers.own_link(participant)
    _tell(participant, by, "person.link_sent", "")


@transaction.atomic
def silence(participant: Participant) -> None:
    """No more letters of this network to this address. Twice changes nothing."""
    if participant.email:
        _silence, new = Silence.objects.get_or_create(network=participant.network, mark=mark_of(participant.email))
        if new:
            _tell(participant, None, "", "letters.refused")


@transaction.atomic
def unsilence(participant: Participant) -> None:
    """Letters again, to this address."""
    if Silence.objects.filter(network=participant.network, mark=mark_of(participant.email)).delete()[0]:
        _tell(participant, None, "", "letters.accepted")


@transaction.atomic
def tie_to_account(participant: Participant, user: User) -> bool:
    """The account's owner says: this is me. False if someone else is tied, or another entry already is theirs."""
    taken = Participant.objects.filter(network=participant.network, user=user).exclude(pk=participant.pk).exists()
    if taken or participant.user_id not in (None, user.pk):
        return False
    participant.user = user
    participant.save(update_fields=["user"])
    _tell(participant, None, "", "person.tied_self")
    return True


@transaction.atomic
def forget(participant: Participant, *, by: Membership | None = None) -> None:
    """The name, the address, the function and the signatures go, and the letters that hold their link; that someone of
    this sector came stays, as a count.

    Meetings to come are told that one place is free: see ``registering.withdraw_all``, called first.
    """
    from plateforme.meetings.writes import answers
    from plateforme.meetings.writes.registering import withdraw_all

    withdraw_all(participant)
    answers.take_back(participant)
    Merge.objects.filter(kept=participant).delete()
    Registration.objects.filter(participant=participant).delete()
    Attendance.objects.filter(participant=participant).update(signature="", profession="")
    journal.rename(participant, _("une personne"))
    participant.name = participant.email = participant.profession = participant.reference = ""
    participant.user = None
    participant.calendar_token = None
    participant.token = new_token()
    participant.erased_at = timezone.now()
    participant.save()
    _tell(participant, by, "person.forgotten", "person.forgot_self")


@transaction.atomic
def send_links(email: str) -> None:
    """One letter with the pages of all who are known under this address; nothing for an unknown one."""
    from plateforme.meetings.writes import answers

    rows = Participant.objects.filter(email=email.strip().lower(), erased_at=None).select_related("network")
    if found := list(rows.order_by("network__name", "sort_name")[:20]):
        answers.own_links(found, email.strip().lower())


def _tell(participant: Participant, by: Membership | None, verb: str, verb_by_self: str) -> None:
    """Without the name: lines outlive people's wish to be forgotten."""
    name = "" if by else str(_("une personne inscrite"))
    journal.record(
        by,
        verb if by else verb_by_self,
        subject=participant,
        network=participant.network,
        name=name,
        circle=CONTACT_CIRCLE,
    )
