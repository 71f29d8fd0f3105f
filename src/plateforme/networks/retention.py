"""What this step does not keep for ever; run once a day, as ``settings.RETENTION`` says."""

from datetime import timedelta

from django.utils import timezone

from plateforme.networks.models import Entry, Invitation
from plateforme.networks.writes.belonging import keep_stewards

INVITATION_DAYS = 30
"""After an invitation can no longer be used by its date, or was cancelled."""
JOURNAL_YEARS = 5


def run() -> dict[str, int]:
    """Old invitations and old lines of the journal go; a network whose last mandate ended keeps its steward."""
    now = timezone.now()
    over = Invitation.objects.filter(expires_at__lt=now - timedelta(days=INVITATION_DAYS))
    cancelled = Invitation.objects.filter(revoked_at__lt=now - timedelta(days=INVITATION_DAYS))
    old = Entry.objects.filter(at__lt=now - timedelta(days=round(365.25 * JOURNAL_YEARS)))
    return {
        "invitations": over.delete()[0] + cancelled.delete()[0],
        "journal": old.delete()[0],
        "stewards": keep_stewards(),
    }
