"""What this step adds to the navigation and to the first page of a network."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from plateforme.accounts.models import User
from plateforme.accounts.reads import AccountLink
from plateforme.meetings.models import Meeting
from plateforme.meetings.reads.calendar import expected, listed
from plateforme.meetings.reads.first_steps import first_steps_of
from plateforme.meetings.reads.tabs import may_open
from plateforme.networks.circles import Reader
from plateforme.networks.models import Membership
from plateforme.networks.panels import Link, Panel
from plateforme.networks.roles import Permission

SHOWN = 4


def navigation(reader: Reader) -> Iterator[Link]:
    places = (
        (_("Rencontres"), "meetings:list", 10),
        (_("Éditions"), "meetings:editions", 20),
        (_("Personnes"), "meetings:people", 30),
        (_("Méthodes"), "meetings:methods", 40),
    )
    for label, name, order in places:
        url = reverse(name, args=[reader.network.slug])
        if may_open(reader, url):
            yield Link(label, url, order)


def account_links(user: User) -> list[AccountLink]:
    """From the page of one's account to one's own calendar: one address for all one's networks."""
    member = Membership.objects.current().filter(user=user).select_related("network").first()
    if member is None:
        return []
    words = _("Toutes vos rencontres dans l'agenda de votre téléphone.")
    return [AccountLink(_("Mon agenda"), words, reverse("meetings:feeds", args=[member.network.slug]))]


def first_steps(request: HttpRequest, reader: Reader) -> Panel | None:
    """From nothing to the first meeting, for those who prepare it; gone once someone came to one."""
    steps = first_steps_of(reader)
    return Panel("meetings/panels/first_steps.html", {"steps": steps}, order=10) if steps else None


def coming_meetings(request: HttpRequest, reader: Reader) -> Panel | None:
    """The next meetings. Nothing before the first one is planned: the first steps say what to do."""
    if not Meeting.objects.seen_by(reader).exists():
        return None
    coming = listed(reader, past=False)[:SHOWN]
    context = {
        "meetings": expected(coming, reader),
        "may_plan": reader.may(Permission.PLAN_MEETINGS),
    }
    return Panel("meetings/panels/coming.html", context, order=20)
