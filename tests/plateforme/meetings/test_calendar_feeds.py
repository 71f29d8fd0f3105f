"""Calendars: what they hold, for whom, and that every reader of RFC 5545 reads the same."""

import re
import uuid
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.urls import reverse
from django.utils import timezone
from factories import (
    EditionFactory,
    MeetingFactory,
    MemberFactory,
    NetworkFactory,
    ParticipantFactory,
    RegistrationFactory,
)

from plateforme.meetings.models import Kind, Registration
from plateforme.meetings.reads.feeds import feed, invitation
from plateforme.networks.circles import Circle
from plateforme.networks.models import Entry
from plateforme.networks.roles import Role

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def network():
    return NetworkFactory(calendar_token=uuid.uuid4(), name="Réseau du val", contact_email="contact@val.example")


@pytest.fixture
def edition(network):
    return EditionFactory(network=network)


@pytest.fixture
def meeting(edition):
    return MeetingFactory(edition=edition, theme="L'école et nous")


def network_url(network):
    return reverse("meetings:network_feed", args=[network.calendar_token])


def person_url(token):
    return reverse("meetings:person_feed", args=[token])


def events(content):
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def themes(answer):
    return {str(event["SUMMARY"]).rpartition(" : ")[2] for event in events(answer.content)}


# --- what a feed holds


def test_the_network_s_feed_holds_what_all_its_members_see_and_no_committee(client, network, edition):
    for circle in Circle:
        MeetingFactory(edition=edition, circle=circle, theme=circle.value)
    MeetingFactory(edition=edition, kind=Kind.COMMITTEE, theme="comité")
    MeetingFactory(theme="ailleurs")
    MeetingFactory(edition=edition, theme="ancien", starts_at=timezone.now() - timedelta(days=500))
    assert themes(client.get(network_url(network))) == {"public", "network"}


def test_a_member_s_feed_holds_what_they_see_in_all_their_networks(client, edition):
    member = MemberFactory(network=edition.network, role=Role.COMMITTEE)
    member.user.calendar_token = uuid.uuid4()
    member.user.save()
    MeetingFactory(edition=edition, theme="réseau")
    MeetingFactory(edition=edition, theme="comité", circle=Circle.COMMITTEE)
    MeetingFactory(edition=edition, theme="équipe", circle=Circle.EDITORIAL)
    other = MemberFactory(user=member.user)
    MeetingFactory(edition__network=other.network, theme="second réseau")
    assert themes(client.get(person_url(member.user.calendar_token))) == {"réseau", "comité", "second réseau"}


@pytest.mark.parametrize("gone", ["left", "inactive"])
def test_someone_who_left_reads_nothing_more(client, meeting, gone):
    member = MemberFactory(network=meeting.network)
    member.user.calendar_token = uuid.uuid4()
    member.user.is_active = gone == "left"
    member.user.save()
    if gone == "left":
        member.left_on = timezone.localdate()
        member.save()
    answer = client.get(person_url(member.user.calendar_token))
    assert answer.status_code == 404 or events(answer.content) == []


def test_someone_without_account_reads_what_they_registered_for(client, edition):
    person = ParticipantFactory(network=edition.network, calendar_token=uuid.uuid4())
    states = {"viens": "confirmed", "attends": "waiting", "ne viens plus": "cancelled"}
    for theme, state in states.items():
        RegistrationFactory(meeting=MeetingFactory(edition=edition, theme=theme), participant=person, state=state)
    MeetingFactory(edition=edition, theme="autre")
    assert themes(client.get(person_url(person.calendar_token))) == {"viens", "attends"}


def test_a_feed_never_says_who_comes(client, network, meeting):
    person = ParticipantFactory(network=network, name="Dominique VARENNE", email="dominique@exemple.fr")
    Registration.objects.create(meeting=meeting, participant=person)
    meeting.facilitators.add(MemberFactory(network=network, user__name="Camille ARVOISE"))
    text = client.get(network_url(network)).text.replace("\r\n ", "")
    assert [word for word in ("VARENNE", "dominique", "ARVOISE", "ATTENDEE", "ORGANIZER") if word in text] == []


# --- addresses made and closed


@pytest.mark.parametrize(("role", "status"), [(Role.PARTICIPANT, 403), (Role.FACILITATOR, 403), (Role.STEWARD, 302)])
def test_who_may_open_the_network_s_feed(client, role, status):
    member = MemberFactory(role=role)
    client.force_login(member.user)
    url = reverse("meetings:feed_change", args=[member.network.slug])
    assert client.post(url, {"whose": "network", "gesture": "open"}).status_code == status
    member.network.refresh_from_db()
    assert bool(member.network.calendar_token) is (status == 302)


def test_a_new_address_closes_the_one_before(client):
    member = MemberFactory()
    client.force_login(member.user)
    url, page = (reverse(f"meetings:{name}", args=[member.network.slug]) for name in ("feed_change", "feeds"))
    seen = []
    for gesture in ("open", "open", "close"):
        client.post(url, {"whose": "me", "gesture": gesture})
        member.user.refresh_from_db()
        seen.append(member.user.calendar_token)
        assert (str(seen[-1]) in client.get(page).text) is (gesture == "open")
    assert [client.get(person_url(token)).status_code for token in seen[:2]] == [404, 404]
    assert seen[0] != seen[1]
    assert Entry.objects.filter(verb="feed.own_opened").count() == 2


@pytest.mark.parametrize("said", [{}, {"whose": "me"}, {"whose": "other", "gesture": "open"}])
def test_a_gesture_nobody_offers_is_not_there(client, said):
    member = MemberFactory(role=Role.STEWARD)
    client.force_login(member.user)
    assert client.post(reverse("meetings:feed_change", args=[member.network.slug]), said).status_code == 404


def test_an_address_nobody_made_shows_nothing(client):
    for name in ("network_feed", "person_feed"):
        assert client.get(reverse(f"meetings:{name}", args=[uuid.uuid4()])).status_code == 404


def test_a_feed_that_did_not_change_is_not_sent_again(client, network, meeting):
    first = client.get(network_url(network))
    assert first["Cache-Control"].startswith("private")
    assert first["Last-Modified"]
    tag = {"If-None-Match": first["ETag"]}
    assert client.get(network_url(network), headers=tag).status_code == 304
    meeting.circle = Circle.EDITORIAL
    meeting.save()
    assert client.get(network_url(network), headers=tag).status_code == 200
    dated = {"If-Modified-Since": first["Last-Modified"]}
    assert client.get(network_url(network), headers=dated).status_code == 200


# --- RFC 5545


def lines(content):
    return content.decode().split("\r\n")


def test_lines_are_folded_ended_and_named_as_the_rfc_wants(meeting):
    meeting.theme, meeting.question = "é" * 150, "où ? " * 60
    content = feed([(meeting, "https://val.example/" + "a" * 200)], "Réseau")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(len(line.encode()) for line in lines(content)) <= 75
    unfolded = content.decode().replace("\r\n ", "")
    assert all(re.match(r"[A-Z][A-Z0-9-]*[;:]", line) for line in unfolded.split("\r\n")[:-1])
    assert "é" * 150 in unfolded


def test_each_event_has_what_is_required_once(meeting):
    [event] = events(feed([(meeting, "")], "Réseau"))
    assert str(event["UID"]) == str(meeting.pk)
    assert event["DTSTAMP"].to_ical().endswith(b"Z")
    for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "SEQUENCE", "LAST-MODIFIED"):
        assert not isinstance(event[name], list), name


@pytest.mark.parametrize(
    "text",
    [
        "a,b;c\\d",
        "deux\nlignes",
        "deux\r\nlignes",
        "END:VEVENT\nBEGIN:VEVENT",
        "nul\x00 et\x0b autres\x1f",
        "«\xa0été\xa0»",
        "🌱",
    ],
)
def test_what_people_type_stays_text(meeting, text):
    meeting.theme = meeting.place = meeting.question = text
    content = feed([(meeting, "")], text)
    [event] = events(content)
    clean = "".join(char for char in text.replace("\r\n", "\n") if char >= " " or char == "\n")
    assert str(event["LOCATION"]) == str(event["DESCRIPTION"]) == clean
    written = clean.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")
    assert f"\r\nNAME:{written}\r\n" in content.decode()


@pytest.mark.parametrize(
    "local",
    [
        datetime(2026, 3, 28, 14),
        datetime(2026, 1, 15, 14),
        datetime(2026, 7, 15, 14),
        datetime(2026, 3, 29, 14),  # the day clocks go forward
        datetime(2026, 10, 24, 14),
        datetime(2026, 10, 25, 14),  # the day they go back
        datetime(2026, 10, 25, 1, 30),
        datetime(2026, 3, 29, 3, 30),
    ],
)
def test_the_clock_is_right_on_both_sides_of_each_change(edition, local):
    starts = local.replace(tzinfo=PARIS)
    meeting = MeetingFactory(edition=edition, starts_at=starts)
    content = feed([(meeting, "")], "Réseau")
    assert f"DTSTART;TZID=Europe/Paris:{local:%Y%m%dT%H%M%S}".encode() in content
    [zone] = icalendar.Calendar.from_ical(content).walk("VTIMEZONE")
    read = zone.to_tz(lookup_tzid=False)  # from what the file says, not from what this machine knows
    assert local.replace(tzinfo=read).astimezone(UTC) == starts.astimezone(UTC)


def test_a_meeting_called_off_stays_and_says_so(meeting):
    meeting.cancelled_at = timezone.now()
    [event] = events(feed([(meeting, "")], "Réseau"))
    assert (event["STATUS"], str(event["SUMMARY"])) == ("CANCELLED", "Annulé – Atelier : L'école et nous")


# --- what goes with letters (RFC 5546)


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL", "PUBLISH"])
def test_a_letter_carries_an_event_that_names_no_one_else(meeting, method):
    content = invitation(meeting, "inscrit@exemple.fr", method, url="https://val.example/i/abc/")
    calendar = icalendar.Calendar.from_ical(content)
    [event] = calendar.walk("VEVENT")
    assert (calendar["METHOD"], str(event["UID"])) == (method, str(meeting.pk))
    assert event["ORGANIZER"] == "mailto:contact@val.example"
    assert event["ORGANIZER"].params["CN"] == "Réseau du val"
    assert event["SEQUENCE"] == 0
    attendee = event.get("ATTENDEE")
    assert attendee == (None if method == "PUBLISH" else "mailto:inscrit@exemple.fr")
    assert (event["STATUS"] == "CANCELLED") is (method == "CANCEL")


def test_who_waits_is_tentative_and_no_answer_is_asked(meeting):
    [event] = events(invitation(meeting, "inscrit@exemple.fr", "REQUEST", part="TENTATIVE"))
    assert event["ATTENDEE"].params["PARTSTAT"] == "TENTATIVE"
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"


@pytest.mark.parametrize("name", ['Le "val"; et, ses: amis', "Réseau\nBEGIN:VEVENT"])
def test_the_name_of_a_network_cannot_break_a_letter(meeting, name):
    meeting.network.name = name
    [event] = events(invitation(meeting, "inscrit@exemple.fr", "REQUEST"))
    assert "\n" not in event["ORGANIZER"].params["CN"]


def test_one_meeting_is_kept_as_a_file_by_those_who_see_it(client, meeting):
    member = MemberFactory(network=meeting.network)
    url = reverse("meetings:meeting_ics", args=[meeting.network.slug, meeting.pk])
    assert "/compte/" in client.get(url).url
    client.force_login(member.user)
    answer = client.get(url)
    [event] = events(answer.content)
    assert "attachment" in answer["Content-Disposition"]
    assert str(event["URL"]).endswith(reverse("meetings:meeting", args=[meeting.network.slug, meeting.pk]))


def test_links_in_calendars_bear_the_site_s_own_host(client, network, meeting, settings):
    settings.ALLOWED_HOSTS = ["*"]
    text = client.get(network_url(network), headers={"Host": "mechant.example"}).text
    assert "mechant" not in text
    assert settings.ORIGIN in text.replace("\r\n ", "")


def test_a_long_calendar_asks_as_little_as_a_short_one(client, network, edition, django_assert_max_num_queries):
    MeetingFactory.create_batch(40, edition=edition)
    with django_assert_max_num_queries(3):
        client.get(network_url(network))
