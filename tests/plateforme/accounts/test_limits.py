"""How often one place may ask the same thing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from plateforme.accounts import limits
from plateforme.accounts.limits import client_address, limited, place_of


def test_so_many_tries_then_no_more(rf):
    request = rf.post("/")
    assert [limited(request, "inscription", 3, 60) for _ in range(5)] == [False, False, False, True, True]


def test_each_thing_asked_is_counted_apart(rf):
    request = rf.post("/")
    assert not limited(request, "inscription", 1, 60)
    assert not limited(request, "bilan", 1, 60)
    assert limited(request, "inscription", 1, 60)


def test_each_place_is_counted_apart(rf):
    assert not limited(rf.post("/", REMOTE_ADDR="192.0.2.1"), "inscription", 1, 60)
    assert not limited(rf.post("/", REMOTE_ADDR="192.0.2.2"), "inscription", 1, 60)


class Watched:
    """A cache that tells what it was given."""

    def __init__(self) -> None:
        self.given: list[tuple[str, int]] = []

    def get_many(self, keys):
        return {}

    def add(self, key, value, seconds):
        self.given.append((key, seconds))
        return True


def test_a_try_counts_for_so_many_seconds_and_does_not_tell_who_made_it(rf, monkeypatch):
    watched = Watched()
    monkeypatch.setattr(limits, "cache", watched)
    limited(rf.post("/", REMOTE_ADDR="192.0.2.77"), "camille@exemple.fr", 3, 90)
    ((key, seconds),) = watched.given
    assert seconds == 90
    assert "192.0.2.77" not in key
    assert "camille" not in key


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "0.0.0.0"),  # noqa: S104  nobody's
        ("unix:", "0.0.0.0"),  # noqa: S104
    ],
)
def test_a_place_is_what_one_subscriber_holds(rf, address, place):
    assert place_of(rf.get("/", REMOTE_ADDR=address)) == place


@pytest.mark.parametrize(
    ("behind", "told", "address"),
    [
        (False, "192.0.2.9", "192.0.2.1"),
        (True, "192.0.2.9", "192.0.2.9"),
        (True, "10.0.0.1, 192.0.2.9", "192.0.2.9"),
        (True, "anything", "192.0.2.1"),
        (True, "", "192.0.2.1"),
    ],
)
def test_only_our_own_proxy_is_believed(rf, settings, behind, told, address):
    settings.BEHIND_PROXY = behind
    assert client_address(rf.get("/", REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": told})) == address


@pytest.mark.django_db
def test_the_cache_of_a_real_site_counts_as_well(rf, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
    call_command("createcachetable", verbosity=0)
    request = rf.post("/")
    assert [limited(request, "inscription", 3, 60) for _ in range(5)] == [False, False, False, True, True]


@pytest.mark.django_db
def test_counts_that_are_over_are_swept_and_the_others_stay(settings, monkeypatch):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
    call_command("createcachetable", verbosity=0)
    cache.set("allauth:rl:login:ip:192.0.2.77", [1], 60)
    cache.set("still-counting", 1, 7200)
    later = timezone.now() + timedelta(hours=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert [limits.forget_over(), limits.forget_over()] == [1, 0]
    assert cache.get("still-counting") == 1


def test_tries_made_at_once_are_all_counted(rf):
    request = rf.post("/")
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: limited(request, "inscription", 10, 60), range(40)))
    assert answers.count(False) == 10
