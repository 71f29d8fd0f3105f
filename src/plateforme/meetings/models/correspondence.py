"""Whom a network has invited, so that no one is invited twice to one meeting, and anyone can say no from a letter."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from plateforme.meetings.models.calendar import Meeting
from plateforme.meetings.models.silence import mark_of
from plateforme.networks.circles import Reader
from plateforme.networks.models import Network, new_token


class CorrespondentQuerySet(models.QuerySet["Correspondent"]):
    def seen_by(self, reader: Reader) -> Self:
        """No page lists them: each address has its own link."""
        return self.none()

    def of(self, network: Network, emails: list[str]) -> Self:
        return self.filter(network=network, mark__in=[mark_of(email) for email in emails])


class Correspondent(models.Model):
    """An address that the network invited, known by its mark alone."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="correspondents")
    mark = models.CharField(max_length=64, editable=False)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    """Opens the page where one says no, or yes again."""
    invited_to = models.ManyToManyField(Meeting, related_name="+", blank=True)
    objects = CorrespondentQuerySet.as_manager()

    class Meta:
        verbose_name = _("adresse invitée")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["network", "mark"], name="correspondent_once_per_network")
        ]

    def __str__(self) -> str:
        return self.mark[:8]
