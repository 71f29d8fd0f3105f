"""The worker, the installable application, and the page shown without network."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find
from django.test import Client
from django.urls import reverse
from factories import MeetingFactory, MemberFactory

from plateforme.meetings.reads.offline import FILES, KEPT_PAGES, mark_of, place
from plateforme.networks.roles import Role

pytestmark = pytest.mark.django_db


def test_the_worker_is_served_from_the_root_and_asked_for_each_time(client: Client):
    answer = client.get("/service-worker.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    assert "&quot;" not in answer.content.decode()


def test_the_application_can_be_installed(client: Client):
    answer = client.get("/application.webmanifest")
    told = answer.json()
    assert answer["Content-Type"] == "application/manifest+json"
    assert (told["lang"], told["display"], told["start_url"]) == ("fr", "standalone", reverse("networks:mine"))
    assert {icon["sizes"] for icon in told["icons"]} >= {"192x192", "512x512"}
    assert {icon["purpose"] for icon in told["icons"]} == {"any", "maskable"}
    assert all(find(icon["src"].removeprefix("/static/")) for icon in told["icons"])


def test_the_worker_keeps_the_pages_of_the_room_and_no_other():
    meeting = MeetingFactory()
    patterns = [re.compile(pattern) for pattern in place()["kept"]]
    at = [meeting.network.slug, meeting.pk]
    kept = {reverse(f"meetings:{name}", args=at) for name in KEPT_PAGES}
    others = {
        reverse(f"meetings:{name}", args=at) for name in ("meeting", "registrations", "reviews", "send_attendance")
    }
    assert {url for url in kept | others if any(pattern.match(url) for pattern in patterns)} == kept


def test_every_file_of_the_page_without_network_exists():
    assert [path for path in FILES if not find(path)] == []


def test_the_page_without_network_names_no_one(client: Client):
    member = MemberFactory()
    client.force_login(member.user)
    page = client.get(reverse("meetings:without_network")).content.decode()
    assert member.user.name not in page
    assert mark_of(member.user) not in page


def test_pages_of_someone_signed_in_carry_the_device_and_the_others_do_not(client: Client):
    member = MemberFactory(role=Role.STEWARD)
    assert 'id="device"' not in client.get(reverse("account_login")).content.decode()
    client.force_login(member.user)
    for url in (reverse("networks:mine"), reverse("networks:home", args=[member.network.slug])):
        page = client.get(url, follow=True).content.decode()
        assert f'data-person="{mark_of(member.user)}"' in page
        assert 'rel="manifest"' in page


def test_scripts_are_small_and_the_vendored_one_has_its_licence():
    scripts = Path(find("meetings/offline")).glob("*.js")
    assert [path.name for path in scripts if len(path.read_text().splitlines()) > 200] == []
    assert "ISC License" in Path(find("ui/vendor/idb.LICENSE.txt")).read_text()
