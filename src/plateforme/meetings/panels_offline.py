"""What this step adds to the head of every page of someone signed in."""

import json

from django.http import HttpRequest

from plateforme.accounts.models import User
from plateforme.meetings.reads.offline import mark_of, place
from plateforme.networks.circles import Reader
from plateforme.networks.panels import Panel


def device(request: HttpRequest, reader: Reader | None) -> Panel | None:
    """The installable application, the worker, and whose pages the device holds."""
    if not isinstance(request.user, User):
        return None
    here = place()
    return Panel(
        "meetings/device.html", {"mark": mark_of(request.user), "place": here, "kept": json.dumps(here["kept"])}
    )
