"""What this step keeps about someone: shown, exported and erased from the page of one's data."""

from typing import Any

from django.utils.translation import gettext as _

from plateforme.accounts.models import User
from plateforme.accounts.personal import Section
from plateforme.directory.models import Affiliation


def show(user: User) -> list[Section]:
    lines = tuple((str(one.organization), _words(one)) for one in _rows(user))
    return [Section(_("Où vous travaillez"), lines)] if lines else []


def export(user: User) -> dict[str, Any]:
    return {
        "rattachements": [
            {
                "réseau": str(one.membership.network),
                "organisation": str(one.organization),
                "métier": one.profession,
                "secteur": one.get_sector_display(),
                "depuis": one.starts_on.isoformat(),
                "jusqu'au": one.ends_on.isoformat() if one.ends_on else None,
            }
            for one in _rows(user)
        ]
    }


def erase(user: User) -> None:
    """Organizations stay, they are no person's."""
    _rows(user).delete()


def _rows(user: User) -> Any:
    return Affiliation.objects.filter(membership__user=user).select_related("membership__network", "organization")


def _words(one: Affiliation) -> str:
    profession = one.profession or _("sans métier indiqué")
    return _("%(profession)s, réseau « %(network)s »") % {"profession": profession, "network": one.membership.network}
