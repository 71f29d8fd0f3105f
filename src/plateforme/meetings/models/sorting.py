"""What is decided of entries that look alike, and tables waiting for a yes."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plateforme.accounts.models import User
from plateforme.meetings.models.people import Participant
from plateforme.networks.circles import Reader
from plateforme.networks.models import Network
from plateforme.networks.roles import Permission


class ToldApartQuerySet(models.QuerySet["ToldApart"]):
    def seen_by(self, reader: Reader) -> Self:
        """Whoever sees both people sees that they were told apart."""
        people = Participant.objects.seen_by(reader)
        return self.filter(one__in=people, other__in=people)


class ToldApart(models.Model):
    """Someone said that two entries that look alike are two people. ``one`` has the smaller key."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    one = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    other = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    objects = ToldApartQuerySet.as_manager()

    class Meta:
        verbose_name = _("personnes distinguées")
        constraints: ClassVar = [models.UniqueConstraint(fields=["one", "other"], name="told_apart_once")]

    def __str__(self) -> str:
        return f"{self.one} ≠ {self.other}"


class TableDraftQuerySet(models.QuerySet["TableDraft"]):
    def seen_by(self, reader: Reader) -> Self:
        """Only whoever sent a table sees it, while they may exchange tables."""
        if reader.user is None or not reader.may(Permission.EXCHANGE_TABLES):
            return self.none()
        return self.filter(network=reader.network, by=reader.user)


class TableDraft(models.Model):
    """A table sent, read and shown, not yet written: forgotten once it is, or after a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    by = models.ForeignKey(User, models.CASCADE, related_name="+")
    table = models.CharField(max_length=20)
    """Which table: a key of ``meetings.tables.TABLES``."""
    edition = models.ForeignKey("meetings.Edition", models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    at = models.DateTimeField(default=timezone.now, editable=False)
    objects = TableDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("tableau à confirmer")
        ordering = ("-at",)

    def __str__(self) -> str:
        return self.name
