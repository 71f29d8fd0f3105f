"""What is read from the other end of a room: the time left, what we do now, what comes next."""

from django.template import Library
from django.utils.safestring import SafeString

from plateforme.ui.components.drawn import drawn, inside

register = Library()


@register.simple_block_tag
def room(content: str, title: str, level: int = 1) -> SafeString:
    """The room view; inside: ``{% room_time %}`` then ``{% room_step %}`` for now and for next."""
    return drawn("room", content=content, title=title, level=level)


@register.simple_tag
def room_time(minutes: int, ends_at: str = "", late: bool = False) -> SafeString:
    """Minutes left in the step, or past it when ``late``. With ``ends_at``, an ISO time, it counts by itself."""
    return drawn("room_time", minutes=minutes, ends_at=ends_at, late=late)


@register.simple_block_tag
def room_step(content: str, title: str, place: str = "now", minutes: int | None = None) -> SafeString:
    """A step of the run sheet. ``place``: now or next."""
    return drawn("room_step", content=inside(content), title=title, place=place, minutes=minutes)
