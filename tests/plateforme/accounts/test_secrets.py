"""What opens an account, kept and shown as little as can be: sessions, passwords, addresses, second factors."""

import json
import os
import subprocess
import sys

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from ways_in import KNOWN, PASSWORD, asked, come_in, last_code, signed_in

from plateforme.accounts.entrance import LET_IN
from plateforme.accounts.models import User

pytestmark = pytest.mark.django_db


# --- sessions


def test_a_session_prepared_by_someone_else_is_not_the_one_signed_in(client, person):
    client.get(reverse("account_login"))
    client.post(reverse("account_request_login_code"), {"email": KNOWN})
    before = client.session.session_key
    client.post(reverse("account_confirm_login_code"), {"code": last_code()})
    assert signed_in(client)
    assert client.session.session_key != before


def test_leaving_takes_a_press(client, person):
    client.force_login(person)
    client.get(reverse("account_logout"))
    assert signed_in(client)
    client.post(reverse("account_logout"))
    assert not signed_in(client)


def test_other_devices_are_signed_out_from_this_one(person):
    one, other = Client(), Client()
    for client in (one, other):
        come_in(client)
    one.post(reverse("usersessions_list"))
    assert one.get(reverse("accounts:index")).status_code == 200
    assert other.get(reverse("accounts:index")).status_code == 302


def test_a_new_password_signs_other_devices_out_and_is_told_by_mail(person):
    one, other = Client(), Client()
    for client in (one, other):
        come_in(client)
    fields = {"oldpassword": PASSWORD, "password1": "un tout autre secret", "password2": "un tout autre secret"}
    one.post(reverse("account_change_password"), fields)
    assert one.get(reverse("accounts:index")).status_code == 200
    assert other.get(reverse("accounts:index")).status_code == 302
    assert mail.outbox[-1].subject == "Votre mot de passe a changé"


@pytest.mark.parametrize("name", ["account_login", "account_signup", "account_reset_password", "mfa_login_webauthn"])
def test_a_form_of_another_site_is_refused(db, name):
    assert Client(enforce_csrf_checks=True).post(reverse(name), {}).status_code == 403


@pytest.mark.parametrize("name", ["account_login", "account_signup", "accounts:index", "account_change_password"])
def test_no_browser_keeps_the_pages_of_an_account(client, person, name):
    if name not in ("account_login", "account_signup"):
        client.force_login(person)
    assert "no-store" in client.get(reverse(name))["Cache-Control"]


# --- addresses and passwords


def test_a_password_of_someone_who_never_proved_the_address_does_not_open_its_owners_account(client):
    """Someone signs up with another's address, and waits for its owner to arrive by a code."""
    attacker = Client()
    asked(attacker, "account_signup", email=KNOWN, name="X", password1="le mot de passe du guetteur")
    cache.clear()
    asked(client, "account_request_login_code", email=KNOWN)
    client.post(reverse("account_confirm_login_code"), {"code": last_code()})
    assert signed_in(client)
    come_in(attacker, "le mot de passe du guetteur")
    assert not signed_in(attacker)


def test_the_password_of_someone_who_proves_the_address_later_is_kept(client):
    asked(Client(), "account_signup", email=KNOWN, name="X", password1=PASSWORD)
    cache.clear()
    come_in(client)
    assert not signed_in(client)
    client.post(reverse("account_email_verification_sent"), {"code": last_code()})
    assert signed_in(client)
    client.logout()
    come_in(client)
    assert signed_in(client)


def test_a_new_address_is_proved_first_and_the_old_one_is_told(client, person):
    client.force_login(person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("account_email"), {"action_add": "1", "email": "nouvelle@exemple.fr"})
    assert mail.outbox[-1].to == ["nouvelle@exemple.fr"]
    person.refresh_from_db()
    assert person.email == KNOWN
    client.post(reverse("account_email_verification_sent"), {"code": last_code()})
    person.refresh_from_db()
    assert person.email == "nouvelle@exemple.fr"
    assert (mail.outbox[-1].to, mail.outbox[-1].subject) == ([KNOWN], "Votre adresse a changé")
    assert EmailAddress.objects.get().email == "nouvelle@exemple.fr"


def test_touching_the_security_of_an_account_asks_who_one_is_again(client, person):
    client.force_login(person)
    for name in ("mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes", "accounts:erase"):
        assert client.get(reverse(name)).url.startswith(reverse("account_reauthenticate")), name


def test_secrets_of_second_factors_are_not_readable_in_the_database(client, person):
    client.force_login(person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    kept = TOTP.activate(person, secret).instance
    assert secret not in json.dumps(kept.data)
    assert TOTP(kept).validate_code("000000") is False


def test_a_secret_kept_with_another_key_opens_nothing(person, settings):
    codes = RecoveryCodes.activate(person)
    before = codes.generate_codes()
    settings.SECRET_KEY = "another key, since the first was lost"
    assert codes.generate_codes() not in (before, codes.generate_codes())


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7|add:7 }}"])
def test_a_name_is_only_words(client, person, words):
    client.force_login(person)
    client.post(reverse("accounts:name"), {"name": words})
    for name in ("accounts:index", "accounts:data", "accounts:name"):
        page = client.get(reverse(name)).content.decode()
        assert words not in page or "{{" in words
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_where_accounts_come_by_invitation_no_one_else_opens_one(client, settings):
    settings.SIGNUP_OPEN = False
    page = client.get(reverse("account_signup"))
    assert "Sur invitation" in page.content.decode()
    client.post(reverse("account_signup"), {"email": KNOWN, "name": "X", "password1": PASSWORD})
    assert not User.objects.exists()
    session = client.session
    session[LET_IN] = True
    session.save()
    client.post(reverse("account_signup"), {"email": KNOWN, "name": "X", "password1": PASSWORD})
    assert User.objects.get().email == KNOWN


def test_a_common_or_short_password_is_refused(client):
    for password in ("motdepasse", "123456789012", KNOWN):
        client.post(reverse("account_signup"), {"email": KNOWN, "name": "X", "password1": password})
    assert not User.objects.exists()


# --- the real settings

REAL = """
import json, django
django.setup()
from django.conf import settings
from django.contrib.auth.hashers import make_password
print(json.dumps({
    "hash": make_password("x"),
    "cookies": [settings.SESSION_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY, settings.SESSION_COOKIE_SAMESITE,
                settings.CSRF_COOKIE_SECURE, settings.SECURE_SSL_REDIRECT],
    "keys": settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN,
}))
"""


@pytest.fixture(scope="module")
def real_settings(tmp_path_factory):
    """A site on https, as it starts, without anything the tests change."""
    told = {"PLATEFORME_HOME": str(tmp_path_factory.mktemp("home")), "PLATEFORME_ORIGIN": "https://reseau.exemple.fr"}
    environment = {**os.environ, **told, "DJANGO_SETTINGS_MODULE": "plateforme.config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", REAL], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    return json.loads(done.stdout)


def test_passwords_are_kept_as_argon2(real_settings):
    assert real_settings["hash"].startswith("argon2$argon2id$")


def test_cookies_of_a_site_on_https_travel_on_https_alone(real_settings):
    assert real_settings["cookies"] == [True, True, "Lax", True, True]
    assert real_settings["keys"] is False
