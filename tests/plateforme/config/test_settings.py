"""What the settings promise: nothing is left open, whichever address the site is given."""

import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as ours
from django.test import Client

from plateforme.config import environment, logs

pytestmark = pytest.mark.django_db


def settings_with(home: Path, name: str, **variables: str) -> str:
    """A setting as a site with these variables has it, printed."""
    left = {key: value for key, value in os.environ.items() if not key.startswith("PLATEFORME_")}
    code = f"from plateforme.config import settings\nprint(repr(settings.{name}))"
    ended = subprocess.run(
        [sys.executable, "-c", code],
        env=left | {"PLATEFORME_HOME": str(home)} | variables,
        capture_output=True,
        text=True,
        check=True,
    )
    return ended.stdout.strip()


# --- the address -----------------------------------------------------------------------------------------------------


def test_a_site_with_an_https_address_passes_the_checks_of_a_deployment(site):
    site.extra["PLATEFORME_ORIGIN"] = "https://reseau.exemple.fr"
    site.extra["PLATEFORME_SMTP"] = "smtp://compte:secret@courriel.exemple.fr:587"
    site.extra["PLATEFORME_SENDER"] = "Réseau <reseau@exemple.fr>"
    site.home.chmod(0o700)
    ended = site.command("check")
    assert (ended.stderr, ended.stdout, ended.returncode) == ("", "Tout est en ordre.\n", 0)


def test_check_says_in_sentences_what_is_missing(site):
    site.home.chmod(0o755)
    ended = site.command("check")
    assert ended.returncode == 1
    for words in ("répond en clair", "ouvert à d'autres", "Aucun courriel ne part"):
        assert words in ended.stderr


@pytest.mark.parametrize("name", ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT"])
def test_over_https_cookies_and_redirections_are_secure(tmp_path, name):
    assert settings_with(tmp_path, name, PLATEFORME_ORIGIN="https://reseau.exemple.fr") == "True"


def test_over_https_cookies_belong_to_one_host_alone(tmp_path):
    told = settings_with(tmp_path, "SESSION_COOKIE_NAME", PLATEFORME_ORIGIN="https://reseau.exemple.fr")
    assert told == "'__Host-session'"


def test_only_the_host_of_the_address_is_answered(client):
    assert client.get("/", headers={"host": "ailleurs.exemple.fr"}).status_code == 400


def test_the_host_of_an_address_is_its_own_and_a_local_site_has_three_names():
    assert environment.hosts("https://reseau.exemple.fr:8443") == ["reseau.exemple.fr"]
    assert environment.hosts("http://127.0.0.1:8000") == ["127.0.0.1", "localhost", "[::1]"]


# --- the key ---------------------------------------------------------------------------------------------------------


def test_the_key_is_made_once_for_its_owner_alone(tmp_path):
    first = environment.secret_key(tmp_path)
    assert environment.secret_key(tmp_path) == first
    assert len(first) > 60
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_two_first_starts_at_once_agree_on_the_key(tmp_path):
    code = (
        "from pathlib import Path; from plateforme.config.environment import secret_key; print(secret_key(Path('.')))"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path, stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    assert len({process.communicate()[0] for process in started}) == 1


def test_the_home_is_closed_to_other_users_of_the_machine(tmp_path, monkeypatch):
    monkeypatch.setenv("PLATEFORME_HOME", str(tmp_path / "place"))
    assert environment.home().stat().st_mode & 0o777 == 0o700


# --- what pages say to browsers --------------------------------------------------------------------------------------


@pytest.fixture
def answer(client: Client):
    return client.get("/compte/login/")


def test_a_page_runs_no_script_but_ours_and_asks_no_other_host(answer):
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert not re.search(r"unsafe|\*|https?:", answer.headers["Content-Security-Policy"])


def test_a_page_is_not_kept_by_a_shared_computer_nor_framed_nor_guessed(answer):
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]


def test_a_page_is_compressed_and_padded_at_random(client):
    sizes = {len(client.get("/compte/login/", headers={"accept-encoding": "gzip"}).content) for _ in range(8)}
    assert len(sizes) > 1


def test_passwords_are_kept_as_argon2():
    code = "PASSWORD_HASHERS"
    assert "Argon2" in settings_with(Path(ours.HOME), code)


def test_uploads_are_served_by_no_address_of_their_own(client):
    assert not ours.MEDIA_URL.strip("/")
    assert client.get("/uploads/x").status_code == 404


# --- the log ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Internal Server Error: /moi/h3Jd9_aQ0fLkT2xw8sVbNqYz/", "Internal Server Error: /moi/…/"),
        ("/agenda/personne/4f8a6c1e-93b1-4f0e-8d1b-2b1d5f7a9c3e.ics", "/agenda/personne/….ics"),
        ("no mailbox for jean.dupont+x@exemple.fr", "no mailbox for …@…"),
        ("GET /r/val/membres/?q=Dupont HTTP", "GET /r/val/membres/?… HTTP"),
        ('File "/site-packages/django/core/handlers/base.py", line 12', None),
    ],
)
def test_the_log_says_what_happened_and_not_who(said, kept):
    assert logs.without_people(said) == (said if kept is None else kept)


def test_errors_go_to_standard_error_with_their_place_in_the_code(capfd):
    record = logging.LogRecord("django.request", logging.ERROR, "x", 1, "%s", ("à zoe@exemple.fr",), None)
    assert "zoe" not in logs.Discreet("{message}", style="{").format(record)
    assert logs.LOGGING["root"]["handlers"] == logs.LOGGING["loggers"]["django"]["handlers"] == ["stderr"]
