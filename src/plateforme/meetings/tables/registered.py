"""The table of those registered for a meeting: to print or to sort, never read back."""

from collections.abc import Iterator
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from plateforme.meetings.models import Registration
from plateforme.meetings.reads.registering import sector_words
from plateforme.networks.models import Membership
from plateforme.networks.roles import Permission

key = "inscriptions"
title = _("Inscriptions")
words = _("Qui s'est inscrit à quelle rencontre, liste d'attente comprise.")
columns = (
    *("rencontre", "date", "état", "nom et prénom", "adresse électronique", "métier", "secteur", "organisation"),
    *("pour venir à son aise", "depuis le"),
)


def rows(member: Membership, asked: dict[str, Any]) -> Iterator[list[str]]:
    sees, plans = member.may(Permission.SEE_CONTACTS), member.may(Permission.PLAN_MEETINGS)
    found = Registration.objects.seen_by(member).exclude(state=Registration.State.CANCELLED)
    if meeting := asked.get("meeting"):
        found = found.filter(meeting=meeting)
    found = found.select_related("meeting", "participant__organization")
    for row in found.order_by("meeting__starts_at", "meeting", "state", "participant__sort_name"):
        person = row.participant
        yield [
            row.meeting.theme,
            f"{localdate(row.meeting.starts_at):%d/%m/%Y}",
            str(row.get_state_display()),
            person.name,
            person.email if sees else "",
            person.profession,
            sector_words(person.sector) if person.sector else "",
            str(person.organization or ""),
            row.needs if plans else "",
            f"{localdate(row.registered_at):%d/%m/%Y}",
        ]
