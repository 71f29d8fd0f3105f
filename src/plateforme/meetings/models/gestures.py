"""What devices said of who is there, so that saying it again, or late, changes nothing."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plateforme.meetings.models.calendar import Meeting
from plateforme.meetings.models.people import Participant

REPEATED_FOR = timedelta(days=30)
"""How long a device may wait for the network before what it says is refused, hence how long gestures are kept."""


class Gesture(models.Model):
    """Someone was said to be there, or not to be, at a moment. The id is made by the device: it counts once."""

    id = models.UUIDField(primary_key=True, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    is_there = models.BooleanField()
    at = models.DateTimeField()
    """When it was done, by the clock of the site."""
    received_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("geste d'un appareil")
        indexes: ClassVar = [models.Index(fields=["meeting", "participant", "at"])]
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.participant} · {self.meeting}"
