"""Where a reader may go: a page whose door opens for them is shown, the others are not."""

from dataclasses import dataclass
from functools import lru_cache

from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from plateforme.accounts.door import Door
from plateforme.meetings.models import Meeting
from plateforme.networks.circles import Reader


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    current: bool


def may_open(reader: Reader, url: str) -> bool:
    """Whether the door of the page at this address opens for this reader. The rows it shows are another matter."""
    door = _door(url)
    if door is None:
        return False
    return door.kind in ("public", "visitor") or (reader.user is not None and reader.may(door.needs))


@lru_cache(maxsize=2048)  # the same addresses stand on every page
def _door(url: str) -> Door | None:
    try:
        door = getattr(resolve(url).func, "door", None)
    except Resolver404:
        return None
    return door if isinstance(door, Door) else None


def tabs_of(meeting: Meeting, reader: Reader, path: str) -> list[Tab]:
    """The pages of a meeting, in the order in which one needs them; the one at ``path``, or above it, is current."""
    pages = (
        (_("La rencontre"), "meeting"),
        (_("Inscriptions"), "registrations"),
        (_("Déroulé"), "runsheet"),
        (_("Présences"), "attendance"),
        (_("Bilans"), "reviews"),
        (_("Documents"), "papers"),
    )
    place = [meeting.network.slug, meeting.pk]
    links = [(label, reverse(f"meetings:{name}", args=place)) for label, name in pages]
    here = max((url for _label, url in links if path.startswith(url)), key=len, default="")
    return [Tab(label, url, url == here) for label, url in links if may_open(reader, url)]


def list_tabs(reader: Reader, current: str) -> list[Tab]:
    """The ways to look at meetings. ``current``: coming, past, month or feeds."""
    today, slug = timezone.localdate(), reader.network.slug
    coming = reverse("meetings:list", args=[slug])
    links = (
        ("coming", _("À venir"), coming),
        ("past", _("Passées"), f"{coming}?quand=passees"),
        ("month", _("Calendrier"), reverse("meetings:month", args=[slug, today.year, today.month])),
        ("feeds", _("Dans mon agenda"), reverse("meetings:feeds", args=[slug])),
    )
    return [Tab(label, url, key == current) for key, label, url in links if may_open(reader, url.partition("?")[0])]
