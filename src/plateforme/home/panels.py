"""What this step adds to the navigation."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from plateforme.networks.circles import Reader
from plateforme.networks.panels import Link
from plateforme.networks.roles import Permission


def navigation(reader: Reader) -> Iterator[Link]:
    if reader.may(Permission.READ):
        yield Link(_("Chercher"), reverse("search", args=[reader.network.slug]), 99)
