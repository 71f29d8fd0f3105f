"""Editions and their meetings."""

import uuid
from datetime import datetime
from typing import Any, ClassVar, Self, cast

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plateforme.networks.circles import Circle, CircleQuerySet, Reader
from plateforme.networks.models import Membership, Network, new_token
from vivant.language import fold


class State(models.TextChoices):
    PREPARING = "preparing", _("en préparation")
    MEETING = "meeting", _("rencontres en cours")
    ANALYSING = "analysing", _("analyse")
    WRITING = "writing", _("écriture de la synthèse")
    PUBLISHED = "published", _("synthèse publiée")
    CLOSED = "closed", _("close")


class Edition(models.Model):
    """A year of meetings around an objective. One network runs one after another and compares them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.ForeignKey(Network, models.CASCADE, related_name="editions")
    circle = models.CharField(_("visible par"), max_length=12, choices=Circle, default=Circle.NETWORK)
    year = models.PositiveSmallIntegerField(_("année"), validators=[MinValueValidator(1950), MaxValueValidator(2200)])
    title = models.CharField(_("titre"), max_length=150)
    objective = models.TextField(_("objectif"), blank=True, max_length=2000)
    state = models.CharField(_("étape"), max_length=12, choices=State, default=State.PREPARING)
    closed_on = models.DateField(null=True, blank=True, editable=False)
    anonymised_at = models.DateTimeField(null=True, blank=True, editable=False)
    """When the names of those who came became counts."""
    kept_figures = models.JSONField(default=dict, editable=False)
    """The figures of the edition as they were then: see ``meetings.retention``."""
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    objects = CircleQuerySet["Edition"].as_manager()

    class Meta:
        verbose_name = _("édition")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["network", "year", "title"], name="edition_once_per_network")
        ]
        ordering = ("-year", "title")

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"

    def get_state_display(self) -> str:  # type: ignore[no-redef]  # the plugin knows Django's
        """As Django's, which compares all the choices again for each row of a list."""
        return str(State(self.state).label)


class Kind(models.TextChoices):
    WORKSHOP = "workshop", _("atelier")
    MORNING = "morning", _("matinée")
    TRAINING = "training", _("formation")
    COMMITTEE = "committee", _("comité de pilotage")


class MeetingQuerySet(CircleQuerySet["Meeting"]):
    def seen_besides(self, reader: Reader) -> Q:
        """One also sees the meetings one leads or notes, and those one came to."""
        member = cast("Membership", reader)  # a reader with an account is one
        led = Meeting.facilitators.through.objects.filter(membership=member).values("meeting")
        noted = Meeting.note_takers.through.objects.filter(membership=member).values("meeting")
        came = Meeting.objects.filter(attendances__participant__user=reader.user).values("pk")
        return Q(pk__in=led) | Q(pk__in=noted) | Q(pk__in=came)

    def matching(self, words: str) -> Self:
        """Theme, question or place holding each of these words, without case nor accents."""
        found = self
        for word in fold(words).split():
            found = found.filter(search_text__contains=word)
        return found

    def held(self) -> Self:
        """Not cancelled."""
        return self.filter(cancelled_at=None)

    def coming(self) -> Self:
        return self.held().filter(ends_at__gte=timezone.now())


class Meeting(models.Model):
    """People meet around a theme and its question. A theme may be met twice: ``again_of`` is the first time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.ForeignKey(Network, models.CASCADE, related_name="meetings")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="meetings")
    again_of = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="again")
    circle = models.CharField(_("visible par"), max_length=12, choices=Circle, default=Circle.NETWORK)
    kind = models.CharField(_("type de rencontre"), max_length=12, choices=Kind, default=Kind.WORKSHOP)
    reference = models.CharField(_("repère"), max_length=60, blank=True)
    """Its label in imported tables ("a1"), once in an edition, so that the same table twice makes no double."""
    theme = models.CharField(_("thème"), max_length=150)
    sort_theme = models.CharField(max_length=150, editable=False)
    search_text = models.TextField(editable=False)
    question = models.CharField(_("question posée"), max_length=300, blank=True)
    welcome = models.TextField(_("mot d'invitation"), blank=True, max_length=2000)
    starts_at = models.DateTimeField(_("début"))
    ends_at = models.DateTimeField(_("fin"))
    place = models.CharField(_("lieu"), max_length=200, blank=True)
    access = models.TextField(_("venir et entrer"), blank=True, max_length=1000)
    """How to come, parking, whether a wheelchair goes in, a hearing loop…"""
    capacity = models.PositiveSmallIntegerField(
        _("nombre de places"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(2000)]
    )
    facilitators = models.ManyToManyField(Membership, verbose_name=_("animation"), blank=True, related_name="+")
    note_takers = models.ManyToManyField(Membership, verbose_name=_("prise de notes"), blank=True, related_name="+")
    sequence = models.PositiveIntegerField(default=0, editable=False)
    """Grows at each change of date, place or state: what tells a calendar that this version is the newer (RFC 5545)."""
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancelled_why = models.CharField(max_length=300, blank=True)
    registration_token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    registration_open = models.BooleanField(_("inscriptions ouvertes"), default=True)
    registration_until = models.DateTimeField(_("inscriptions jusqu'au"), null=True, blank=True)
    review_token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    review_open_until = models.DateTimeField(null=True, blank=True, editable=False)
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)
    counted = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    """How many came, once names are gone."""
    counted_by_sector = models.JSONField(default=dict, editable=False)
    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("rencontre")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_start"),
            models.UniqueConstraint(
                fields=["edition", "reference"], condition=~Q(reference=""), name="meeting_reference_once_per_edition"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["network", "starts_at"]),
            models.Index(fields=["edition", "starts_at"]),
        ]
        ordering = ("starts_at", "pk")

    def save(self, *args: object, **kwargs: object) -> None:
        self.sort_theme = fold(self.theme)[:150]
        self.search_text = fold(f"{self.theme} {self.question} {self.place}")
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def __str__(self) -> str:
        return self.theme

    def get_kind_display(self) -> str:  # type: ignore[no-redef]  # the plugin knows Django's
        """As Django's, in one look: see ``Edition``."""
        return str(Kind(self.kind).label)

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def is_past(self) -> bool:
        return self.ends_at < timezone.now()

    def takes_registrations(self, at: datetime | None = None) -> bool:
        """Whether one may still register, places or waiting list alike."""
        moment = at or timezone.now()
        until = self.registration_until or self.starts_at
        return self.registration_open and self.cancelled_at is None and moment < until


def paper_path(paper: "Paper", name: str) -> str:
    """Where an attachment is kept: never under the name that its sender gave."""
    return f"{paper.network_id}/papers/{paper.pk}"


class PaperQuerySet(CircleQuerySet["Paper"]):
    def seen_by(self, reader: Reader) -> Self:
        """A paper is never more open than its meeting."""
        return super().seen_by(reader).filter(meeting__in=Meeting.objects.seen_by(reader))

    def seen_besides(self, reader: Reader) -> Q:
        present = Meeting.objects.filter(attendances__participant__user=reader.user)
        led = Meeting.objects.filter(Q(facilitators__user=reader.user) | Q(note_takers__user=reader.user))
        return Q(circle=Circle.PRESENT, meeting__in=present.values("pk")) | Q(meeting__in=led.values("pk"))


class Paper(models.Model):
    """A file attached to a meeting: agenda, slides, leaflet. Its kind was read in its content."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.ForeignKey(Network, models.CASCADE, related_name="papers")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="papers")
    circle = models.CharField(_("visible par"), max_length=12, choices=Circle, default=Circle.NETWORK)
    title = models.CharField(_("titre"), max_length=150)
    file = models.FileField(_("fichier"), upload_to=paper_path)
    suffix = models.CharField(max_length=8)
    size = models.PositiveIntegerField()
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("document joint")
        ordering = ("added_at",)

    def __str__(self) -> str:
        return self.title


@receiver(post_delete, sender=Paper)
def _remove_file(instance: Paper, **_about: Any) -> None:
    """Whatever took the row away, the file goes too, once that is sure."""
    name, storage = instance.file.name, instance.file.storage
    if name:
        transaction.on_commit(lambda: storage.delete(name))
