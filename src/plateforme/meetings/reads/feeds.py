"""Meetings as calendars want them: RFC 5545 for what is read, RFC 5546 for what is sent.

The identifier of an event is the meeting's own and never changes: a letter, a feed and a file speak of one event, and
its ``SEQUENCE`` tells which version is the newer.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vDuration, vText

from plateforme.meetings.models import Meeting

PRODUCT = "-//Partenariat vivant//Rencontres//FR"
NOT_TEXT = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def feed(meetings: Iterable[tuple[Meeting, str]], title: str) -> bytes:
    """A calendar one subscribes to: meetings, each with the address of the page that tells more, or nothing."""
    calendar = _calendar()
    for name in ("x-wr-calname", "name"):  # the old word, that most read, and that of RFC 7986
        calendar.add(name, vText(_text(title)))
    calendar.add("refresh-interval", vDuration(timedelta(hours=6)), {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for meeting, url in meetings:
        calendar.add_component(_event(meeting, meeting.changed_at, url))
    return bytes(calendar.to_ical())


def one(meeting: Meeting, url: str) -> bytes:
    """A meeting, to put in one's calendar by hand."""
    return invitation(meeting, "", "PUBLISH", url=url).encode()


def invitation(meeting: Meeting, to: str, method: str, *, part: str = "ACCEPTED", url: str = "") -> str:
    """What goes with a letter to the address ``to``. It names no one else.

    ``method``: ``REQUEST`` to someone who registered, also when something changed (``part``: ``ACCEPTED``, or
    ``TENTATIVE`` on the waiting list); ``CANCEL`` when the meeting is called off or the person steps back;
    ``PUBLISH`` to someone who has answered nothing yet: their calendar shows the meeting and asks for no answer.
    """
    calendar = _calendar(method)
    event = _event(meeting, timezone.now(), url)
    if method != "PUBLISH":
        event.add("attendee", _attendee(to, part))
    event.add("organizer", _organizer(meeting))
    if method == "CANCEL":
        event["STATUS"] = "CANCELLED"
    calendar.add_component(event)
    return bytes(calendar.to_ical()).decode()


def _calendar(method: str = "") -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if method:
        calendar.add("method", method)
    calendar.add_component(_zone())
    return calendar


def _zone() -> Timezone:
    """The clock of the site. France changes it on the last Sundays of March and October, at 1 h UTC."""
    if settings.TIME_ZONE != "Europe/Paris":
        return Timezone.from_tzid(settings.TIME_ZONE)
    zone = Timezone()
    zone.add("tzid", "Europe/Paris")
    winter, summer = timedelta(hours=1), timedelta(hours=2)
    for change, name, before, after, begins, month in (
        (TimezoneDaylight(), "CEST", winter, summer, datetime(1997, 3, 30, 2), 3),
        (TimezoneStandard(), "CET", summer, winter, datetime(1996, 10, 27, 3), 10),
    ):
        change.add("tzname", name)
        change.add("dtstart", begins)
        change.add("tzoffsetfrom", before)
        change.add("tzoffsetto", after)
        change.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        zone.add_component(change)
    return zone


def _event(meeting: Meeting, stamp: datetime, url: str) -> Event:
    here = ZoneInfo(settings.TIME_ZONE)
    event = Event()
    event.add("uid", str(meeting.pk))
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("last-modified", meeting.changed_at.astimezone(UTC))
    event.add("sequence", meeting.sequence)
    event.add("dtstart", meeting.starts_at.astimezone(here))
    event.add("dtend", meeting.ends_at.astimezone(here))
    event.add("summary", _text(_title(meeting)))
    event.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
    for name, words in (("location", meeting.place), ("description", _description(meeting)), ("url", url)):
        if words:
            event.add(name, words if name == "url" else _text(words))
    return event


def _title(meeting: Meeting) -> str:
    title = f"{str(meeting.get_kind_display()).capitalize()} : {meeting.theme}"
    return _("Annulé – %(title)s") % {"title": title} if meeting.cancelled_at else title


def _description(meeting: Meeting) -> str:
    """The question and how to come: nothing about anyone."""
    return "\n\n".join(words for words in (meeting.question, meeting.access) if words)


def _text(words: str) -> str:
    """Words without the characters that a calendar has no place for."""
    return NOT_TEXT.sub("", words.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))


def _attendee(to: str, part: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{to}")
    address.params.update({"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": part, "RSVP": "FALSE"})
    return address


def _organizer(meeting: Meeting) -> vCalAddress:
    """The network: its own address, else the site's. The same for the life of the meeting, or calendars see two."""
    address = vCalAddress(f"mailto:{meeting.network.contact_email or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    address.params["CN"] = _text(meeting.network.name).replace("\n", " ").replace('"', "'")
    return address
