"""Someone who signs in. People who merely attend need no account: see ``meetings.Participant``."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vivant.language import fold


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        from plateforme.accounts.writes import open_account  # which needs allauth's models, which need this one

        return open_account(email, fields.get("name", ""), password, runs_site=True)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """An account, reached by its e-mail address. ``is_superuser`` runs the site; it opens no network's pages."""

    email = models.EmailField(_("adresse électronique"), unique=True)
    name = models.CharField(_("nom affiché"), max_length=120, blank=True)
    sort_name = models.CharField(max_length=120, editable=False, blank=True)
    is_active = models.BooleanField(default=True)
    calendar_token = models.UUIDField(null=True, blank=True, unique=True)
    """Opens this person's own calendar feed; changed or emptied to close it."""
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    seen_on = models.DateField(_("dernière venue"), null=True, blank=True)
    warned_on = models.DateField(null=True, blank=True, editable=False)
    """The day a letter said that this account, which no one comes back to, will be erased."""

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    is_staff = False  # there is no back office: every page goes through the same door

    class Meta:
        verbose_name = _("compte")
        ordering = ("sort_name", "pk")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.strip().lower()
        self.sort_name = fold(self.name)[:120]
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)

    get_short_name = get_full_name


class Letter(models.Model):
    """A mail to send, written in the transaction of what it tells. Sent by a job, once; several may leave as one."""

    class Urgency(models.TextChoices):
        NOW = "now", _("tout de suite")
        TOGETHER = "together", _("avec les autres du jour")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    to = models.EmailField()
    sender_name = models.CharField(max_length=120, blank=True)
    reply_to = models.EmailField(blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    calendar = models.TextField(blank=True)
    """An iCalendar object (iTIP), attached as invitation.ics; empty if none."""
    calendar_method = models.CharField(max_length=10, blank=True)
    unsubscribe_url = models.URLField(blank=True)
    urgency = models.CharField(max_length=10, choices=Urgency, default=Urgency.NOW)
    written_at = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    claim = models.UUIDField(null=True, blank=True, editable=False)
    """Drawn by the job that is sending it, at ``claimed_at``: another job leaves it alone for a while."""
    claimed_at = models.DateTimeField(null=True, blank=True, editable=False)
    tries = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    """Why it will not leave; empty while there is hope."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["sent_at", "not_before"])]
        ordering = ("written_at",)

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"


class Beat(models.Model):
    """A background worker is alive: it says so every few seconds."""

    worker = models.CharField(primary_key=True, max_length=64)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.worker} {self.at:%H:%M:%S}"


class Slot(models.Model):
    """Something done again and again (``settings.PERIODIC``), by one worker at a time, whichever comes first."""

    name = models.CharField(primary_key=True, max_length=150)
    due_at = models.DateTimeField(default=timezone.now)
    holder = models.CharField(max_length=64, blank=True)
    """The worker at it; empty between two runs. Worth nothing once that worker is silent."""
    ran_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)
    """What stopped the last run; empty if it ended well."""

    def __str__(self) -> str:
        return self.name
