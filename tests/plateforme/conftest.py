"""Pages are asked on loopback, never further."""

import os
from collections.abc import Iterator
from typing import Any

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/plateforme" in item.path.as_posix():
            item.add_marker(pytest.mark.enable_socket)
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "localhost", "::1"]))
    if os.environ.get("PARTENARIAT_TEST_DATABASE_URL"):  # what a browser sees is asked once, on SQLite
        looking = [item for item in items if "chromium" in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=looking)
        items[:] = [item for item in items if item not in looking]


@pytest.fixture(autouse=True)
def _plain_place(settings, tmp_path) -> None:
    """Letters in memory, uploads in a folder of the test, a quick hash for passwords."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": tmp_path}}


@pytest.fixture
def browsing(chromium, live_server) -> Iterator[Any]:
    """Windows on the site; what the policy or a script complains of fails the test."""
    from browsing import Browsing

    browser = Browsing(chromium, live_server.url)
    yield browser
    browser.close()
    assert browser.complaints == []
