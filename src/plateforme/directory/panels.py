"""What this step adds to the navigation and to earlier pages."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from plateforme.directory import reads
from plateforme.networks.circles import Reader
from plateforme.networks.models import Membership
from plateforme.networks.panels import Link, Panel
from plateforme.networks.roles import Permission


def navigation(reader: Reader) -> Iterator[Link]:
    if reader.may(Permission.READ):
        yield Link(_("Organisations"), reverse("directory:organizations", args=[reader.network.slug]), 70)


def affiliations(request: HttpRequest, reader: Reader, person: Membership) -> Panel:
    """Where a member works, on their page."""
    is_me = reader.user == person.user
    context = {
        "affiliations": reads.affiliations(reader, person),
        "may_say": is_me or reader.may(Permission.KEEP_DIRECTORY),
        "is_me": is_me,
    }
    return Panel("directory/affiliations.html", context)
