"""How a meeting goes, and what those who came thought of it."""

import uuid
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plateforme.meetings.models.calendar import Meeting
from plateforme.networks.circles import Reader
from plateforme.networks.roles import Permission


class RunSheetQuerySet(models.QuerySet["RunSheetStep"]):
    def seen_by(self, reader: Reader) -> Self:
        """Whoever sees the meeting sees how it will go."""
        return self.filter(meeting__in=Meeting.objects.seen_by(reader))


class RunSheetStep(models.Model):
    """A timed step of a meeting, with the method used."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("étape"), max_length=150)
    minutes = models.PositiveSmallIntegerField(
        _("durée en minutes"), validators=[MinValueValidator(1), MaxValueValidator(600)]
    )
    method = models.CharField(_("méthode"), max_length=40, blank=True)
    """Key of a method of ``meetings.facilitation``; empty if none."""
    purpose = models.CharField(_("à quoi sert cette étape"), max_length=300, blank=True)
    who = models.CharField(_("qui s'en charge"), max_length=120, blank=True)
    material = models.CharField(_("matériel"), max_length=300, blank=True)
    started_at = models.DateTimeField(null=True, blank=True, editable=False)
    """When the step began in the room; the last one begun is the current one."""
    objects = RunSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("étape du déroulé")
        ordering = ("meeting", "position")

    def __str__(self) -> str:
        return self.title


class MeetingReviewQuerySet(models.QuerySet["MeetingReview"]):
    def seen_by(self, reader: Reader) -> Self:
        """Those who lead meetings, for meetings they see."""
        if not reader.may(Permission.READ_REVIEWS):
            return self.none()
        return self.filter(meeting__in=Meeting.objects.seen_by(reader))


class MeetingReview(models.Model):
    """One anonymous answer to the four questions asked at the end. It holds neither who nor when exactly.

    Scores from 1 (not at all) to 4 (entirely); None when left out.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="reviews")
    heard = models.PositiveSmallIntegerField(
        _("J'ai pu dire ce que j'avais à dire"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(4)],
    )
    useful = models.PositiveSmallIntegerField(
        _("Ce que j'ai entendu me servira"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(4)],
    )
    keep = models.TextField(_("Ce qu'il faut garder"), blank=True, max_length=600)
    change = models.TextField(_("Ce qu'il faut changer la prochaine fois"), blank=True, max_length=600)
    answered_on = models.DateField(default=timezone.localdate, editable=False)
    objects = MeetingReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("bilan de fin de rencontre")
        ordering: ClassVar = ["pk"]  # an order that tells nothing of who answered first

    def __str__(self) -> str:
        return str(self.meeting)
