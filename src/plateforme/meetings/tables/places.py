"""Organizations named in a table: those known, those to add. How many rows are written at once."""

from collections.abc import Sequence

from django.db import models
from django.utils.translation import ngettext

from plateforme.directory.models import Organization
from plateforme.networks.models import Membership
from vivant.language import fold


def rewrite(model: type[models.Model], rows: Sequence[models.Model], fields: Sequence[str]) -> None:
    """Write these fields of rows already there: an INSERT that meets them, ten times quicker than ``bulk_update``."""
    model._default_manager.bulk_create(
        rows, batch_size=500, update_conflicts=True, unique_fields=["id"], update_fields=list(fields)
    )


class Places:
    """Organizations of a network by name, whatever its case and accents."""

    def __init__(self, member: Membership) -> None:
        self.network = member.network
        rows = Organization.objects.filter(network=member.network)
        self.known = {row.sort_name: row for row in rows}
        self.new: dict[str, str] = {}

    def note(self, name: str) -> None:
        """A table names this organization."""
        if name and (key := fold(name)[:150]) not in self.known:
            self.new.setdefault(key, name)

    def remarks(self) -> tuple[str, ...]:
        if not self.new:
            return ()
        words = ngettext(
            "Une organisation sera ajoutée à l'annuaire : %(names)s",
            "%(number)d organisations seront ajoutées à l'annuaire : %(names)s",
            len(self.new),
        )
        names = sorted(self.new.values())
        shown = ", ".join(names[:8]) + (", …" if len(names) > 8 else ".")
        return (words % {"number": len(names), "names": shown},)

    def create(self) -> None:
        rows = [Organization(network=self.network, name=name, sort_name=key) for key, name in self.new.items()]
        for row in Organization.objects.bulk_create(rows):
            self.known[row.sort_name] = row
        self.new = {}

    def get(self, name: str) -> Organization | None:
        return self.known.get(fold(name)[:150])
