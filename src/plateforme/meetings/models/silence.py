"""Who asked not to be written to any more. What is kept is a mark of the address, never the address."""

from typing import ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from plateforme.networks.circles import Reader
from plateforme.networks.models import Network


def mark_of(email: str) -> str:
    """What stands for an address: the same for the same address, from which nobody reads it back."""
    return salted_hmac("meetings.silence", email.strip().lower(), algorithm="sha256").hexdigest()


class SilenceQuerySet(models.QuerySet["Silence"]):
    def seen_by(self, reader: Reader) -> Self:
        """Nobody looks through them: one asks of an address that one already has."""
        return self.none()

    def holds(self, network: Network, email: str) -> bool:
        """Whether this address asked the network for no more letters."""
        return self.filter(network=network, mark=mark_of(email)).exists()


class Silence(models.Model):
    """An address that this network does not write to any more: neither invitation, nor confirmation, nor reminder."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="silences")
    mark = models.CharField(max_length=64, editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)
    objects = SilenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("adresse à qui ne plus écrire")
        constraints: ClassVar = [models.UniqueConstraint(fields=["network", "mark"], name="silence_once_per_network")]

    def __str__(self) -> str:
        return self.mark[:8]
