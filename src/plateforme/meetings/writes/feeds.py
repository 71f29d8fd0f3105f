"""Opening and closing a calendar feed. An address that was given away is closed by making another."""

import uuid
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from plateforme.meetings.models import Participant
from plateforme.meetings.models.people import CONTACT_CIRCLE
from plateforme.networks import journal
from plateforme.networks.circles import Circle
from plateforme.networks.models import Membership

T = TypeVar("T", uuid.UUID, None)


@transaction.atomic
def open_network_feed(*, by: Membership) -> uuid.UUID:
    """A new address for the network's feed; the one before opens nothing any more."""
    token = uuid.uuid4()
    type(by.network).objects.filter(pk=by.network.pk).update(calendar_token=token)
    journal.record(by, "feed.network_opened")
    return token


@transaction.atomic
def close_network_feed(*, by: Membership) -> None:
    type(by.network).objects.filter(pk=by.network.pk).update(calendar_token=None)
    journal.record(by, "feed.network_closed")


@transaction.atomic
def open_own_feed(*, by: Membership) -> uuid.UUID:
    """A new address for this person's own feed, which holds all their networks."""
    token = uuid.uuid4()
    type(by.user).objects.filter(pk=by.user.pk).update(calendar_token=token)
    journal.record(by, "feed.own_opened", circle=Circle.COMMITTEE)
    return token


@transaction.atomic
def close_own_feed(*, by: Membership) -> None:
    type(by.user).objects.filter(pk=by.user.pk).update(calendar_token=None)
    journal.record(by, "feed.own_closed", circle=Circle.COMMITTEE)


@transaction.atomic
def open_participant_feed(participant: Participant) -> uuid.UUID:
    """A new address for someone without account, from their own page. The journal does not say who."""
    return _change(participant, uuid.uuid4())


@transaction.atomic
def close_participant_feed(participant: Participant) -> None:
    _change(participant, None)


def _change(participant: Participant, token: T) -> T:
    participant.calendar_token = token
    participant.save(update_fields=["calendar_token"])
    verb = "feed.participant_opened" if token else "feed.participant_closed"
    journal.record(None, verb, network=participant.network, name=str(_("une personne inscrite")), circle=CONTACT_CIRCLE)
    return token
