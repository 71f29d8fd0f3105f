"""One's own page: what is known, taken away, corrected, erased."""

import json
import sys
from datetime import timedelta
from types import ModuleType

import pytest
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from ways_in import PASSWORD, last_code

from plateforme.accounts import letters, my_data
from plateforme.accounts.models import Letter, User
from plateforme.accounts.personal import CannotErase, Section
from plateforme.accounts.writes import open_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(client, person) -> User:
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return person


class Step(ModuleType):
    """A step above accounts, that keeps something about people and may refuse to let them go."""

    def __init__(self, name: str, refusal: str = "") -> None:
        super().__init__(name)
        self.refusal = refusal
        self.erased: list[str] = []

    def show(self, user):
        return [Section("Vos venues", (("9 janvier", "Accueillir ensemble"),)), Section("Rien", ())]

    def export(self, user):
        return {"venues": ["2018-01-09"]}

    def erase(self, user):
        self.erased.append(user.email)
        if self.refusal:
            raise CannotErase(self.refusal, "/relais/", "Passer le relais")


@pytest.fixture
def step(settings, monkeypatch):
    def add(refusal: str = "") -> Step:
        made = Step("step_above", refusal)
        monkeypatch.setitem(sys.modules, "step_above", made)
        settings.PERSONAL_DATA = ["plateforme.accounts.personal", "step_above"]
        return made

    return add


def test_the_page_of_an_account_says_how_one_signs_in(client, me):
    page = client.get(reverse("accounts:index")).content.decode()
    assert "Camille ORVAL" in page
    assert "Un mot de passe" in page


def test_a_later_step_adds_its_links_to_the_page_of_an_account(client, me, settings, monkeypatch):
    from plateforme.accounts.reads import AccountLink

    made = ModuleType("links_above")
    made.links = lambda user: [AccountLink("Mon agenda", "Vos rencontres dans votre téléphone.", "/agenda/")]
    monkeypatch.setitem(sys.modules, "links_above", made)
    settings.ACCOUNT_LINKS = ["links_above.links"]
    assert '<a href="/agenda/">Mon agenda</a>' in client.get(reverse("accounts:index")).content.decode()


def test_my_name_is_corrected(client, me):
    client.post(reverse("accounts:name"), {"name": "  Camille   ORVAL-PETIT "})
    me.refresh_from_db()
    assert (me.name, me.sort_name) == ("Camille ORVAL-PETIT", "camille orval-petit")


def test_an_empty_name_is_asked_again(client, me):
    page = client.post(reverse("accounts:name"), {"name": " "})
    assert page.status_code == 200
    me.refresh_from_db()
    assert me.name == "Camille ORVAL"


def test_all_that_is_kept_is_shown_and_nothing_empty(client, me, step):
    step()
    page = client.get(reverse("accounts:data")).content.decode()
    for words in ("camille@exemple.fr", "Vos venues", "Accueillir ensemble", "Vos appareils connectés"):
        assert words in page
    assert "Rien" not in page


def test_all_that_is_kept_is_taken_away_in_one_readable_file(client, me, step):
    step()
    letters.write(me.email, "Une rencontre", "La réunion est mardi.")
    answer = client.get(reverse("accounts:export"))
    told = json.loads(answer.content)
    assert "attachment" in answer["Content-Disposition"]
    assert told["venues"] == ["2018-01-09"]
    assert told["compte"]["nom"] == "Camille ORVAL"
    assert told["courriels"][0]["texte"] == "La réunion est mardi."
    assert told["appareils"][0]["adresse IP"] == "127.0.0.1"
    assert "é" in answer.content.decode(), "words, not codes"


def test_letters_and_refused_tries_are_shown_and_taken_away_too(client, me):
    letters.write(me.email, "Une rencontre", "La réunion est mardi.")
    AccessAttempt.objects.create(username=me.email, ip_address="192.0.2.9", failures_since_start=1)
    page = client.get(reverse("accounts:data")).content.decode()
    assert "Une rencontre" in page
    assert "192.0.2.9" in page
    told = json.loads(client.get(reverse("accounts:export")).content)
    assert told["connexions refusées"][0]["adresse IP"] == "192.0.2.9"


def test_a_file_of_ones_data_holds_no_secret(client, me):
    text = client.get(reverse("accounts:export")).content.decode()
    me.refresh_from_db()
    assert me.password not in text
    assert client.session.session_key not in text


def test_erasing_takes_all_of_it_and_signs_out(client, me, step):
    above = step()
    letters.write(me.email, "Une rencontre", "La réunion est mardi.")
    client.post(reverse("accounts:erase"), {"sure": "on"})
    assert above.erased == ["camille@exemple.fr"]
    assert not User.objects.exists()
    assert not Letter.objects.exists()
    assert not UserSession.objects.exists()
    assert client.get(reverse("accounts:index")).status_code == 302


def test_erasing_without_saying_so_does_nothing(client, me):
    assert client.post(reverse("accounts:erase")).status_code == 200
    assert User.objects.exists()


def test_reading_the_page_erases_nothing(client, me):
    assert "Ce qui reste, sans votre nom" in client.get(reverse("accounts:erase")).content.decode()
    assert User.objects.exists()


def test_whoever_cannot_go_yet_is_told_why_and_what_to_do(client, me, step):
    step("Vous êtes seul à la tête du réseau.")
    page = client.post(reverse("accounts:erase"), {"sure": "on"}).content.decode()
    assert "Vous êtes seul à la tête du réseau." in page
    assert 'href="/relais/"' in page
    assert User.objects.exists()
    assert client.get(reverse("accounts:index")).status_code == 200


def test_what_the_later_steps_erased_comes_back_if_one_refuses(me, step):
    above = step("Pas encore.")
    above.erase = lambda user: (Letter.objects.all().delete(), Step.erase(above, user))
    letters.write(me.email, "Une rencontre", "La réunion est mardi.")
    with pytest.raises(CannotErase):
        my_data.erase(me)
    assert Letter.objects.exists()


def test_without_password_one_signs_in_again_before_erasing(client):
    user = open_account("dominique@exemple.fr")
    client.post(reverse("account_request_login_code"), {"email": user.email})
    client.post(reverse("account_confirm_login_code"), {"code": last_code()})
    assert client.get(reverse("accounts:erase")).templates[0].name == "accounts/erase.html"
    session = client.session
    session["account_authentication_methods"][-1]["at"] -= 3600
    session.save()
    assert "reconnectez-vous" in client.get(reverse("accounts:erase")).content.decode()
    client.post(reverse("accounts:erase"), {"sure": "on"})
    assert User.objects.filter(pk=user.pk).exists()


def test_the_day_of_the_last_visit_is_noted_once(client, person):
    client.force_login(person)
    User.objects.filter(pk=person.pk).update(warned_on=timezone.localdate() - timedelta(days=3))
    client.get(reverse("accounts:name"))
    person.refresh_from_db()
    assert person.seen_on == timezone.localdate()
    assert person.warned_on is None
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("accounts:name"))
    assert [query["sql"] for query in queries if "UPDATE" in query["sql"]] == []


def test_only_the_person_reads_their_data(client, person):
    other = open_account("dominique@exemple.fr", "Dominique VARENNE")
    client.force_login(other)
    for name in ("accounts:index", "accounts:data", "accounts:export"):
        assert "camille" not in client.get(reverse(name)).content.decode().lower()


def test_signing_in_writes_no_secret_in_a_mail(client, person):
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert all(PASSWORD not in letter.body for letter in mail.outbox)
    assert Session.objects.count() == 1
