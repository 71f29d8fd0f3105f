"""A table is sent, shown, then written: all of what was shown, in one transaction, or nothing."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plateforme.meetings.models import Edition, TableDraft
from plateforme.meetings.models.people import CONTACT_CIRCLE
from plateforme.meetings.tables import READ_BACK, plan_of
from plateforme.meetings.tables.plan import Plan, What
from plateforme.networks import journal
from plateforme.networks.models import Membership, Network

KEPT = timedelta(days=1)


class HasChanged(Exception):  # noqa: N818  read aloud: except HasChanged
    """What the table would do is no longer what was shown: someone changed something meanwhile."""


@transaction.atomic
def keep(table: str, name: str, content: bytes, edition: Edition | None, *, by: Membership) -> TableDraft:
    """The file aside, until it is confirmed; the one sent before is forgotten."""
    TableDraft.objects.filter(network=by.network, by=by.user).delete()
    return TableDraft.objects.create(
        network=by.network, by=by.user, table=table, edition=edition, name=name[:200], content=content
    )


@transaction.atomic
def apply(draft: TableDraft, digest: str, *, by: Membership) -> Plan:
    """Write what was shown under this digest. Lines refused are left aside. Raises HasChanged."""
    Network.objects.select_for_update().get(pk=by.network.pk)
    found = plan_of(draft, by)
    if found.digest != digest:
        raise HasChanged
    READ_BACK[draft.table].write(found, by)
    told = _("%(table)s (%(added)d lignes ajoutées, %(changed)d changées)") % {
        "table": READ_BACK[draft.table].title,
        "added": len(found.of(What.ADDED)),
        "changed": len(found.of(What.CHANGED)),
    }
    journal.record(by, "table.imported", told, circle=CONTACT_CIRCLE)
    draft.delete()
    return found


@transaction.atomic
def drop(draft: TableDraft) -> None:
    """Nothing of the file is kept."""
    draft.delete()


def forget_old_drafts() -> int:
    """Files that nobody confirmed."""
    return TableDraft.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]
