"""What someone who means harm tries on the ways in: learning who has an account, guessing, leading elsewhere."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client
from django.urls import reverse
from ways_in import KNOWN, PASSWORD, UNKNOWN, asked, come_in, last_code, signed_in

from plateforme.accounts.models import User
from plateforme.accounts.writes import open_account

pytestmark = pytest.mark.django_db


# --- who has an account


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("account_login", {"password": "un mot de passe faux"}),
        ("account_request_login_code", {}),
        ("account_reset_password", {}),
        ("account_signup", {"name": "X", "password1": PASSWORD}),
    ],
)
def test_no_answer_tells_who_has_an_account(person, monkeypatch, name, fields):
    """The same page, the same redirections, as many mails, and as much work for the processor."""
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, *given: hashed.append(1) or encode(self, *given))
    answers = []
    for address in (KNOWN, UNKNOWN):
        hashed.clear()
        mail.outbox.clear()
        key = "login" if name == "account_login" else "email"
        answers.append((asked(Client(), name, **{key: address}, **fields), len(hashed), len(mail.outbox)))
    assert answers[0] == answers[1]


def test_no_wrong_code_tells_who_has_an_account(person):
    pages = []
    for address in (KNOWN, UNKNOWN):
        client = Client()
        asked(client, "account_request_login_code", email=address)
        client.post(reverse("account_confirm_login_code"), {"code": "BCDF-GHJK"})
        answer = client.post(reverse("account_confirm_login_code"), {"code": "BCDF-GHJK"})
        pages.append(re.sub(r'value="\w+"', "", answer.content.decode()).replace(address, "@"))
    assert pages[0] == pages[1]


def test_the_owner_of_a_known_address_is_told_so_by_mail_alone(person):
    asked(Client(), "account_signup", email=KNOWN, name="X", password1=PASSWORD)
    assert mail.outbox[-1].subject == "Vous avez déjà un compte"
    assert User.objects.count() == 1


def test_changing_for_an_address_that_is_taken_does_not_tell_it(client, person):
    open_account("dominique@exemple.fr")
    client.force_login(person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    answer = client.post(reverse("account_email"), {"action_add": "1", "email": "dominique@exemple.fr"}, follow=True)
    assert "Recopiez le code reçu" in answer.content.decode()


# --- trying again and again


def test_the_ninth_wrong_password_from_one_place_waits(client, person):
    answers = [come_in(client, f"faux {number}").status_code for number in range(9)]
    assert answers == [200] * 7 + [429] * 2
    page = come_in(client)
    assert page.status_code == 429, "even the right one, from there"
    assert "Trop d'essais" in page.content.decode().replace("&#x27;", "'").replace("’", "'")


def test_someone_elsewhere_is_not_shut_out_by_it(client, person):
    for number in range(9):
        come_in(client, f"faux {number}")
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    come_in(elsewhere)
    assert signed_in(elsewhere)


def test_many_places_trying_one_account_wait_too(person):
    for number in range(20):
        come_in(Client(REMOTE_ADDR=f"192.0.2.{number}"), "faux")
    late = Client(REMOTE_ADDR="198.51.100.1")
    page = come_in(late)
    assert not signed_in(late)
    assert "Trop d&#x27;essais" in page.content.decode()


def test_a_forged_header_is_not_another_place(client, person):
    for number in range(9):
        answer = come_in(client, f"faux {number}", headers={"X-Forwarded-For": f"192.0.2.{number}"})
    assert answer.status_code == 429


def test_an_address_written_otherwise_is_the_same_address(client, person):
    for number in range(9):
        login = [KNOWN, KNOWN.upper(), f" {KNOWN} "][number % 3]
        answer = client.post(reverse("account_login"), {"login": login, "password": "faux"})
    assert answer.status_code == 429


def test_a_code_is_tried_three_times(client, person):
    asked(client, "account_request_login_code", email=KNOWN)
    code = last_code()
    for _ in range(3):
        client.post(reverse("account_confirm_login_code"), {"code": "BCDF-GHJK"})
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert not signed_in(client)


def test_codes_are_not_asked_without_end(client, person):
    for _ in range(5):
        answer = client.post(reverse("account_request_login_code"), {"email": KNOWN})
        client.post(reverse("account_logout"))
    assert len(mail.outbox) == 3
    assert "Trop d&#x27;essais" in answer.content.decode()


def test_a_second_factor_is_not_guessed(client, person):
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "never"})
    come_in(client)
    answers = [client.post(reverse("mfa_authenticate"), {"code": f"{number:06}"}) for number in range(22)]
    assert "Trop d&#x27;essais" in answers[-1].content.decode()
    assert not signed_in(client)


# --- links and redirections


@pytest.mark.parametrize("host", ["127.0.0.1:6666", "localhost:6666", "localhost"])
def test_a_forged_host_is_in_no_mail(client, person, host):
    asked_by = {"headers": {"Host": host}}
    client.post(reverse("account_reset_password"), {"email": KNOWN}, **asked_by)
    client.post(reverse("account_reset_password"), {"email": UNKNOWN}, **asked_by)
    client.post(reverse("account_signup"), {"email": KNOWN, "name": "X", "password1": PASSWORD}, **asked_by)
    assert len(mail.outbox) == 3
    for letter in mail.outbox:
        assert set(re.findall(r"https?://[^/\s]+", letter.body)) == {"http://127.0.0.1:8000"}


def test_a_host_that_is_not_ours_is_not_answered(client):
    assert client.get(reverse("account_login"), headers={"Host": "ailleurs.exemple"}).status_code == 400


AWAY = ["https://ailleurs.exemple/", "//ailleurs.exemple", "/\\ailleurs.exemple", "\\\\ailleurs.exemple"]
AWAY += [
    "https:ailleurs.exemple",
    "javascript:alert(1)",
    "http://localhost:6666/",
    "\thttps://ailleurs.exemple",
    "///x.fr",
]


@pytest.mark.parametrize("address", AWAY)
def test_nothing_leads_away_after_signing_in_or_out(client, person, address):
    answer = client.post(reverse("account_login"), {"login": KNOWN, "password": PASSWORD, "next": address})
    assert answer.url == reverse("accounts:index")
    assert client.post(f"{reverse('account_logout')}?next={address}").url == reverse("account_login")


def test_a_place_of_this_site_is_gone_to(client, person):
    there = reverse("accounts:data")
    assert client.post(reverse("account_login"), {"login": KNOWN, "password": PASSWORD, "next": there}).url == there
