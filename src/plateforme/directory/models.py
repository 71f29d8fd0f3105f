"""Organizations of a territory, and who belongs to them."""

import uuid
from datetime import date
from typing import Any, ClassVar, Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plateforme.directory.sectors import Sector
from plateforme.networks.circles import Circle, CircleQuerySet, Reader
from plateforme.networks.models import Membership, Network
from vivant.language import fold


class OrganizationQuerySet(CircleQuerySet["Organization"]):
    def matching(self, words: str) -> Self:
        """Names holding these words, without case nor accents."""
        found = self
        for word in fold(words).split():
            found = found.filter(sort_name__contains=word)
        return found


class Organization(models.Model):
    """A structure: establishment, service, school, association, authority. Named once in a network."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    network = models.ForeignKey(Network, models.CASCADE, related_name="organizations")
    circle = models.CharField(_("visible par"), max_length=12, choices=Circle, default=Circle.NETWORK)
    name = models.CharField(_("nom"), max_length=150)
    sort_name = models.CharField(max_length=150, editable=False)
    sector = models.CharField(_("secteur"), max_length=20, choices=Sector, blank=True)
    place = models.CharField(_("commune"), max_length=120, blank=True)
    postal_code = models.CharField(
        _("code postal"), max_length=5, blank=True, validators=[RegexValidator(r"^\d{5}$", _("Cinq chiffres."))]
    )
    siret = models.CharField(
        _("SIRET"), max_length=14, blank=True, validators=[RegexValidator(r"^\d{14}$", _("Quatorze chiffres."))]
    )
    finess = models.CharField(
        _("numéro FINESS"),
        max_length=9,
        blank=True,
        validators=[RegexValidator(r"^\d[\dAB]\d{7}$", _("Neuf caractères, par exemple 630012345."))],
    )
    uai = models.CharField(
        _("numéro UAI"),
        max_length=8,
        blank=True,
        validators=[RegexValidator(r"^\d{7}[A-Z]$", _("Sept chiffres et une lettre, par exemple 0630001A."))],
    )
    changed_at = models.DateTimeField(auto_now=True)
    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["network", "sort_name"], name="organization_once_per_network")
        ]
        ordering = ("sort_name",)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_name = fold(self.name)[:150]
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.name


class AffiliationQuerySet(models.QuerySet["Affiliation"]):
    def current(self) -> Self:
        day = timezone.localdate()
        return self.filter(starts_on__lte=day).filter(Q(ends_on=None) | Q(ends_on__gte=day))

    def seen_by(self, reader: Reader) -> Self:
        """Where members work is known to members, in organizations they see."""
        if reader.user is None:
            return self.none()
        return self.filter(organization__in=Organization.objects.seen_by(reader))


class Affiliation(models.Model):
    """A member belongs to an organization, under a profession, from a day on."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="affiliations")
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="affiliations")
    profession = models.CharField(_("métier ou fonction"), max_length=120, blank=True)
    sector = models.CharField(_("secteur, s'il diffère"), max_length=20, choices=Sector, blank=True)
    starts_on = models.DateField(_("depuis"), default=date.today)
    ends_on = models.DateField(_("jusqu'au"), null=True, blank=True)
    objects = AffiliationQuerySet.as_manager()

    class Meta:
        verbose_name = _("rattachement")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["membership", "organization"], name="affiliation_once"),
        ]
        ordering = ("-starts_on",)

    def __str__(self) -> str:
        return f"{self.membership} · {self.organization}"
