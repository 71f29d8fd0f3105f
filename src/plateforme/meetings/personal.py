"""What this step keeps about someone: shown, exported and erased from the page of one's data."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from plateforme.accounts.models import User
from plateforme.accounts.personal import Section
from plateforme.meetings.models import Attendance, Participant, Registration
from plateforme.meetings.naming import name_key
from plateforme.meetings.reads.people import claimable
from plateforme.meetings.reads.registering import sector_words
from plateforme.ui.templatetags.french import jour


def show(user: User) -> list[Section]:
    return [section for participant in _entries(user) for section in sections_of(participant)]


def export(user: User) -> dict[str, Any]:
    return {"rencontres": [export_of(participant) for participant in _entries(user)]}


def erase(user: User) -> None:
    from plateforme.meetings.writes.people import forget

    for participant in _entries(user):
        forget(participant)


def sections_of(participant: Participant) -> list[Section]:
    """The same for someone without an account, on their own page."""
    page = reverse("meetings:person", args=[participant.token])
    title = _("Rencontres de « %(network)s »") % {"network": participant.network}
    came = tuple((str(row.meeting), _came(row)) for row in _attendances(participant))
    registered = tuple((str(row.meeting), _registered(row)) for row in _registrations(participant))
    return [Section(title, (*about(participant), *registered, *came), page)]


def about(participant: Participant) -> tuple[tuple[str, str], ...]:
    """Who someone is, as they or the team said."""
    lines = (
        (_("Nom"), participant.name),
        (_("Adresse électronique"), participant.email or _("aucune")),
        (_("Métier ou fonction"), participant.profession or _("non dit")),
        (_("Secteur"), sector_words(participant.sector)),
        (_("Organisation"), str(participant.organization or _("non dite"))),
        (_("Accord donné le"), jour(participant.consented_at)),
    )
    return tuple((term, value) for term, value in lines if value)


def export_of(participant: Participant) -> dict[str, Any]:
    """Everything that is kept of someone, as a file."""
    return {
        "reseau": str(participant.network),
        "nom": participant.name,
        "adresse_electronique": participant.email,
        "metier_ou_fonction": participant.profession,
        "secteur": sector_words(participant.sector),
        "organisation": str(participant.organization or ""),
        "repere": participant.reference,
        "accord_donne_le": _moment(participant.consented_at),
        "derniere_activite": participant.active_on.isoformat(),
        "inscriptions": [
            {
                "rencontre": str(row.meeting),
                "debut": _moment(row.meeting.starts_at),
                "etat": str(row.get_state_display()),
                "pour_venir": row.needs,
                "depuis": _moment(row.registered_at),
            }
            for row in _registrations(participant)
        ],
        "presences": [
            {
                "rencontre": str(row.meeting),
                "debut": _moment(row.meeting.starts_at),
                "metier_ou_fonction": row.profession,
                "secteur": sector_words(row.sector),
                "organisation": str(row.organization or ""),
                "notee": str(row.get_means_display()),
                "signature": row.signature,
            }
            for row in _attendances(participant)
        ],
    }


def _entries(user: User) -> list[Participant]:
    """Those tied to the account, and those made before it or beside it: the same name under an address it proved."""
    tied = Participant.objects.filter(user=user, erased_at=None).select_related("network", "organization")
    others = claimable(user).select_related("network", "organization")
    return [*tied, *(one for one in others if name_key(one.name) == name_key(user.name))]


def _registrations(participant: Participant) -> list[Registration]:
    return list(participant.registrations.select_related("meeting").order_by("meeting__starts_at"))


def _attendances(participant: Participant) -> list[Attendance]:
    rows = participant.attendances.select_related("meeting", "organization")
    return list(rows.order_by("meeting__starts_at"))


def _registered(row: Registration) -> str:
    words = f"{jour(row.meeting.starts_at)}, {row.get_state_display()}"
    return f"{words} ; {row.needs}" if row.needs else words


def _came(row: Attendance) -> str:
    signed = _(", avec signature") if row.signature else ""
    return f"{jour(row.meeting.starts_at)}, {row.get_means_display()}{signed}"


def _moment(moment: Any) -> str | None:
    return timezone.localtime(moment).isoformat(timespec="minutes") if moment else None
