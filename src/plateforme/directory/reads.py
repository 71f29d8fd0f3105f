"""Which organizations a reader knows, and who works there."""

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from plateforme.directory.models import Affiliation, Organization
from plateforme.directory.sectors import Sector
from plateforme.directory.writes import IDENTIFIERS
from plateforme.networks.circles import Reader
from plateforme.networks.models import Membership
from plateforme.networks.search import MOST, Found
from vivant.language import fold

AT_ONCE = 8


def organizations(reader: Reader, words: str = "", sector: str = "") -> QuerySet[Organization]:
    """Those this reader sees, by name, with the number of members who work there today in ``people``."""
    day = timezone.localdate()
    here = Q(affiliations__starts_on__lte=day, affiliations__membership__left_on=None)
    here &= Q(affiliations__ends_on=None) | Q(affiliations__ends_on__gte=day)
    rows = Organization.objects.seen_by(reader).matching(words)
    if sector in Sector.values:
        rows = rows.filter(sector=sector)
    return rows.annotate(people=Count("affiliations", filter=here, distinct=True)).order_by("sort_name")


def suggestions(reader: Reader, words: str) -> list[str]:
    """Names to finish what is being typed."""
    if not fold(words).strip():
        return []
    return list(Organization.objects.seen_by(reader).matching(words).values_list("name", flat=True)[:AT_ONCE])


def people(reader: Reader, organization: Organization) -> QuerySet[Affiliation]:
    """Members who work there today."""
    rows = Affiliation.objects.seen_by(reader).current().filter(organization=organization, membership__left_on=None)
    return rows.select_related("membership__user").order_by("membership__user__sort_name")


def affiliations(reader: Reader, member: Membership) -> QuerySet[Affiliation]:
    """Where a member works today."""
    return Affiliation.objects.seen_by(reader).current().filter(membership=member).select_related("organization")


def doubles(reader: Reader, organization: Organization) -> list[Organization]:
    """Others that may be the same: one number in common, or names one of which holds all the words of the other."""
    others = Organization.objects.seen_by(reader).exclude(pk=organization.pk)
    same = Q(pk__in=[])
    for name in IDENTIFIERS:
        if number := getattr(organization, name):
            same |= Q(**{name: number})
    words = set(organization.sort_name.split())
    alike = [other.pk for other in others if _alike(words, set(other.sort_name.split()))]
    return list(others.filter(same | Q(pk__in=alike)))


def found(reader: Reader, words: str) -> list[Found]:
    """Organizations whose name holds these words."""
    rows = Organization.objects.seen_by(reader).matching(words)[:MOST]
    slug = reader.network.slug
    return [
        Found(
            _("organisation"),
            row.name,
            reverse("directory:organization", args=[slug, row.pk]),
            ", ".join(filter(None, (str(row.get_sector_display()), row.place))),
        )
        for row in rows
    ]


def _alike(one: set[str], other: set[str]) -> bool:
    """Two words or more in common, and nothing beside on one of the sides."""
    common = one & other
    return bool(common) and (one <= other or other <= one) and (len(common) > 1 or one == other)
