"""A network, who belongs to it and for how long, who is invited, what was done."""

import secrets
import uuid
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plateforme.accounts.models import User
from plateforme.networks.circles import CIRCLES_OF_ROLE, Circle, Reader
from plateforme.networks.roles import GRANTS, Permission, Role
from plateforme.networks.territory import DEPARTMENTS


class Network(models.Model):
    """The tenant: every row of the place leads to one network."""

    slug = models.SlugField(_("adresse"), max_length=60, unique=True)
    name = models.CharField(_("nom du réseau"), max_length=120)
    departments = models.JSONField(_("départements"), default=list)
    """Codes of departments, e.g. ["63", "2A"]: see ``territory.DEPARTMENTS``."""
    purpose = models.TextField(_("objet"), blank=True)
    contact_email = models.EmailField(_("adresse de contact"), blank=True)
    controller = models.CharField(_("organisme responsable"), max_length=200, blank=True)
    controller_address = models.TextField(_("adresse de l'organisme"), blank=True)
    controller_phone = models.CharField(_("téléphone de l'organisme"), max_length=30, blank=True)
    publication_director = models.CharField(_("direction de la publication"), max_length=120, blank=True)
    quorum_percent = models.PositiveSmallIntegerField(
        _("quorum du comité, en pourcentage des mandats"),
        default=50,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    threshold = models.PositiveSmallIntegerField(
        _("nombre de personnes sous lequel on ne dit plus qui parle"),
        default=3,
        validators=[MinValueValidator(3), MaxValueValidator(20)],
    )
    attendance_months = models.PositiveSmallIntegerField(
        _("mois pendant lesquels les noms des présences sont gardés après la clôture"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    contact_months = models.PositiveSmallIntegerField(
        _("mois sans activité après lesquels les coordonnées sont effacées"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    calendar_token = models.UUIDField(null=True, blank=True, unique=True)
    """Opens the feed of the network's shared calendar; changed or emptied to close it."""
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("réseau")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def territory(self) -> str:
        return ", ".join(f"{DEPARTMENTS.get(code, '')} ({code})".strip() for code in self.departments)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> Self:
        return self.filter(left_on=None)

    def seen_by(self, reader: Reader) -> Self:
        """Members know one another; a visitor sees no one."""
        if reader.user is None:
            return self.none()
        return self.filter(network=reader.network)


class Membership(models.Model):
    """A person in a network. Being a member lets one read; roles are mandates, each with its end."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    joined_on = models.DateField(_("membre depuis"), default=date.today)
    left_on = models.DateField(_("départ"), null=True, blank=True)
    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membre")
        constraints: ClassVar = [models.UniqueConstraint(fields=["network", "user"], name="member_once_per_network")]
        ordering = ("user__sort_name", "pk")

    def __str__(self) -> str:
        return str(self.user)

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles held today. A member without mandate takes part."""
        held = {Role(mandate.role) for mandate in self.mandates.all() if mandate.is_current()}
        return frozenset(held | {Role.PARTICIPANT}) if self.left_on is None else frozenset()

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        return frozenset().union(*(GRANTS[role] for role in self.roles))

    @cached_property
    def circles(self) -> frozenset[Circle]:
        if self.left_on is not None:
            return frozenset()
        return frozenset({Circle.PUBLIC, Circle.NETWORK}).union(*(CIRCLES_OF_ROLE[role] for role in self.roles))

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions


class MandateQuerySet(models.QuerySet["Mandate"]):
    def current(self, on: date | None = None) -> Self:
        """Mandates that run on a day; a last steward's, though over, still runs: see ``is_current``."""
        day = on or timezone.localdate()
        return self.filter(starts_on__lte=day, membership__left_on=None).filter(
            Q(ends_on__gte=day) | Q(role=Role.STEWARD, outlives=True)
        )

    def seen_by(self, reader: Reader) -> Self:
        return self.none() if reader.user is None else self.filter(membership__network=reader.network)


class Mandate(models.Model):
    """A role held by a member from a day to another, both included.

    ``outlives``: the last steward's mandate goes on past its end until someone takes over, and says so on every page
    of the network's settings: a network is never left without anyone to hand it over.
    """

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="mandates")
    role = models.CharField(
        _("rôle"), max_length=20, choices=[(r.value, r.label) for r in Role if r != Role.PARTICIPANT]
    )
    starts_on = models.DateField(_("du"), default=date.today)
    ends_on = models.DateField(_("au"))
    outlives = models.BooleanField(default=False, editable=False)
    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandat")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["membership", "role"], name="mandate_once_per_role"),
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("starts_on")), name="mandate_ends_after_start"),
        ]
        ordering = ("role", "ends_on")

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.membership}"

    def is_current(self, on: date | None = None) -> bool:
        day = on or timezone.localdate()
        return self.starts_on <= day and (self.ends_on >= day or (self.role == Role.STEWARD and self.outlives))


def new_token() -> str:
    """A link nobody guesses: 32 letters and figures, 190 bits."""
    return secrets.token_urlsafe(24)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def seen_by(self, reader: Reader) -> Self:
        """Those who invite see whom the network invited."""
        return self.filter(network=reader.network) if reader.may(Permission.INVITE) else self.none()

    def open(self) -> Self:
        return self.filter(revoked_at=None, uses_left__gt=0, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """A way in: to one address by mail, or to whoever holds a printed code, until a day and for a number of people."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.ForeignKey(Network, models.CASCADE, related_name="invitations")
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    email = models.EmailField(_("adresse électronique"), blank=True)
    roles = models.JSONField(_("rôles"), default=list)
    """Keys of roles given on arrival; a printed code gives none."""
    message = models.TextField(_("mot d'accueil"), blank=True, max_length=1000)
    uses_left = models.PositiveSmallIntegerField(_("personnes attendues"), default=1)
    expires_at = models.DateTimeField(_("valable jusqu'au"))
    revoked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.email or str(_("code à imprimer"))

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.uses_left > 0 and self.expires_at > timezone.now()


class EntryQuerySet(models.QuerySet["Entry"]):
    def seen_by(self, reader: Reader) -> Self:
        """What was done in one's circles, what one did, what concerns one."""
        if reader.user is None:
            return self.none()
        concerned = Q(actor=reader.user) | Q(about=reader.user)
        return self.filter(Q(circle__in=reader.circles) | concerned, network=reader.network)


class Entry(models.Model):
    """A line of the journal: who did what, when. It outlives the rows it tells of."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="journal")
    at = models.DateTimeField(default=timezone.now, editable=False)
    actor = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    actor_name = models.CharField(max_length=120)
    verb = models.CharField(max_length=60)
    """A key: what was done, e.g. ``meeting.planned``; its French words are in ``journal.VERBS`` of each module."""
    target = models.CharField(max_length=250, blank=True)
    subject = models.CharField(max_length=120, blank=True)
    """``app.model:key`` of the row, so that an erasure finds what it must rename."""
    about = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    circle = models.CharField(max_length=12, choices=Circle, default=Circle.NETWORK)
    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("ligne du journal")
        verbose_name_plural = _("lignes du journal")
        indexes: ClassVar = [models.Index(fields=["network", "-at"]), models.Index(fields=["subject"])]
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.verb} {self.target}"


class LegalText(models.Model):
    """A network's own wording of a legal text, or the site's when ``network`` is empty. Without one, the model text."""

    class Kind(models.TextChoices):
        PRIVACY = "confidentialite", _("vos données")
        LEGAL = "mentions-legales", _("mentions légales")
        ACCESSIBILITY = "accessibilite", _("accessibilité")

    network = models.ForeignKey(Network, models.CASCADE, null=True, blank=True, related_name="legal_texts")
    kind = models.CharField(max_length=20, choices=Kind)
    body = models.TextField(_("texte"))
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("texte légal")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["network", "kind"], name="legal_text_once_per_network"),
            models.UniqueConstraint(fields=["kind"], condition=Q(network=None), name="legal_text_once_per_site"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class Visitor:
    """Whoever reads a network's public pages without belonging to it."""

    user = None
    circles: ClassVar[frozenset[Circle]] = frozenset({Circle.PUBLIC})

    def __init__(self, network: Network) -> None:
        self.network = network

    def may(self, permission: Any) -> bool:
        return False
