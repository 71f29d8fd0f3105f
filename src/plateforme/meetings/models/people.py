"""Who registers and who was there. People attend without an account, and act through a personal link."""

import uuid
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plateforme.accounts.models import User
from plateforme.directory.models import Organization
from plateforme.directory.sectors import Sector
from plateforme.meetings.models.calendar import Meeting
from plateforme.networks.circles import Circle, Reader
from plateforme.networks.models import Network, new_token
from plateforme.networks.roles import Permission
from vivant.language import fold


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def seen_by(self, reader: Reader) -> Self:
        """Those who prepare meetings or take attendance see who comes; others see themselves."""
        if reader.user is None:
            return self.none()
        rows = self.filter(network=reader.network)
        if reader.may(Permission.PLAN_MEETINGS) or reader.may(Permission.TAKE_ATTENDANCE):
            return rows
        return rows.filter(user=reader.user)

    def matching(self, words: str) -> Self:
        found = self
        for word in fold(words).split():
            found = found.filter(sort_name__contains=word)
        return found


class Participant(models.Model):
    """A person who comes to meetings: a professional, a parent, a young adult who speaks in their own name.

    Never someone spoken about. ``name`` is empty once erased: the person counts, and is no longer known.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.ForeignKey(Network, models.CASCADE, related_name="participants")
    user = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="participants")
    name = models.CharField(_("nom et prénom"), max_length=120, blank=True)
    sort_name = models.CharField(max_length=120, editable=False, blank=True)
    email = models.EmailField(_("adresse électronique"), blank=True)
    profession = models.CharField(_("métier ou fonction"), max_length=120, blank=True)
    sector = models.CharField(_("secteur"), max_length=20, choices=Sector, blank=True)
    organization = models.ForeignKey(Organization, models.SET_NULL, null=True, blank=True, related_name="participants")
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    """Opens this person's own page; renewed to close the links already sent."""
    reference = models.CharField(max_length=60, blank=True)
    """The label of this person in an imported table, so that the same table twice makes no double."""
    consented_at = models.DateTimeField(null=True, blank=True, editable=False)
    active_on = models.DateField(default=timezone.localdate, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    calendar_token = models.UUIDField(null=True, blank=True, unique=True)
    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("personne")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["network", "user"], condition=Q(user__isnull=False), name="participant_once_per_user"
            ),
            models.UniqueConstraint(
                fields=["network", "reference"], condition=~Q(reference=""), name="participant_once_per_reference"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["network", "sort_name"]), models.Index(fields=["network", "email"])]
        ordering = ("sort_name", "pk")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.strip().lower()
        self.sort_name = fold(self.name)[:120]
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.name or str(_("une personne"))

    def get_sector_display(self) -> str:  # type: ignore[no-redef]  # the plugin knows Django's
        """As Django's, in one look: see ``Edition``."""
        return str(Sector(self.sector).label) if self.sector else ""


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def seen_by(self, reader: Reader) -> Self:
        """Those who prepare a meeting they see, or take attendance there, see who registered; others, themselves."""
        if reader.user is None:
            return self.none()
        rows = self.filter(meeting__in=Meeting.objects.seen_by(reader))
        if reader.may(Permission.PLAN_MEETINGS) or reader.may(Permission.TAKE_ATTENDANCE):
            return rows
        return rows.filter(participant__user=reader.user)

    def confirmed(self) -> Self:
        return self.filter(state=Registration.State.CONFIRMED)

    def waiting(self) -> Self:
        return self.filter(state=Registration.State.WAITING).order_by("registered_at", "pk")


class Registration(models.Model):
    """Someone means to come."""

    class State(models.TextChoices):
        CONFIRMED = "confirmed", _("inscription confirmée")
        WAITING = "waiting", _("sur liste d'attente")
        CANCELLED = "cancelled", _("désistement")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="registrations")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="registrations")
    state = models.CharField(max_length=12, choices=State, default=State.CONFIRMED)
    needs = models.CharField(_("pour venir et participer à mon aise"), max_length=300, blank=True)
    """What makes coming possible (step-free room, sign language…); erased after the meeting."""
    registered_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("inscription")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "participant"], name="registration_once_per_meeting")
        ]
        ordering = ("registered_at", "pk")

    def __str__(self) -> str:
        return f"{self.participant} · {self.meeting}"


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def seen_by(self, reader: Reader) -> Self:
        """Those who take attendance, at meetings they see; those who were there, of that meeting; others, their own."""
        if reader.user is None:
            return self.none()
        rows = self.filter(meeting__in=Meeting.objects.seen_by(reader))
        if reader.may(Permission.TAKE_ATTENDANCE):
            return rows
        there = Meeting.objects.filter(attendances__participant__user=reader.user)
        return rows.filter(meeting__in=there.values("pk"))


class Attendance(models.Model):
    """A participant was at a meeting. The id is made by the device that wrote it: sent twice, it counts once."""

    class Means(models.TextChoices):
        TICKED = "ticked", _("cochée dans la salle")
        SIGNED = "signed", _("signée à l'écran")
        ENTERED = "entered", _("saisie d'après la feuille")
        IMPORTED = "imported", _("importée")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="attendances")
    means = models.CharField(max_length=10, choices=Means, default=Means.TICKED)
    profession = models.CharField(max_length=120, blank=True)
    """Profession, sector and organization as they were that day."""
    sector = models.CharField(max_length=20, choices=Sector, blank=True)
    organization = models.ForeignKey(Organization, models.SET_NULL, null=True, blank=True, related_name="attendances")
    signature = models.TextField(blank=True)
    """Strokes of a signature on screen, as an SVG path (digits, M and L only); erased with the name."""
    at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("présence")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "participant"], name="attendance_once_per_meeting")
        ]
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.participant} · {self.meeting}"


class Merge(models.Model):
    """Two entries were one person: what moved, so that it can be undone."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="merges")
    kept = models.ForeignKey(Participant, models.CASCADE, related_name="merges")
    gone = models.JSONField()
    """The fields of the entry that went, and the ids of registrations and attendances that moved or went."""
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("fusion de doubles")
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.kept}"


CONTACT_CIRCLE = Circle.EDITORIAL
"""Lines of the journal that name participants are read by those who run meetings."""
