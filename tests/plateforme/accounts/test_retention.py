"""What is not kept for ever."""

from datetime import datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from ways_in import PASSWORD

from plateforme.accounts import retention
from plateforme.accounts.models import Letter, User
from plateforme.accounts.personal import CannotErase
from plateforme.accounts.writes import open_account

pytestmark = pytest.mark.django_db
NOON = timezone.make_aware(datetime(2026, 5, 20, 12))


@pytest.fixture(autouse=True)
def _a_day_in_may(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def day(number: int) -> datetime:
    return NOON - timedelta(days=number)


def unproved(days: int) -> User:
    user = User.objects.create_user("guetteur@exemple.fr", PASSWORD, created_at=day(days))
    EmailAddress.objects.create(user=user, email=user.email, primary=True)
    return user


@pytest.mark.parametrize(("days", "gone"), [(6, 0), (8, 1)])
def test_an_account_never_proved_goes_after_a_week(days, gone):
    unproved(days)
    assert retention.run()["comptes jamais confirmés"] == gone
    assert User.objects.count() == 1 - gone


def test_an_account_made_by_hand_or_used_stays():
    User.objects.create_user("a@exemple.fr", created_at=day(60))
    open_account("b@exemple.fr")
    user = unproved(60)
    User.objects.filter(pk=user.pk).update(last_login=day(1), seen_on=day(1).date())
    retention.run()
    assert User.objects.count() == 3


def absent_since(last) -> User:
    user = open_account("camille@exemple.fr", "Camille ORVAL")
    User.objects.filter(pk=user.pk).update(created_at=day(2000), seen_on=last)
    return user


@pytest.mark.parametrize(("last", "told"), [("2024-06-18", 1), ("2024-06-19", 0), ("2025-06-01", 0)])
def test_a_letter_leaves_a_month_before_two_years_of_absence(last, told):
    absent_since(last)
    assert retention.run()["comptes prévenus"] == told
    assert Letter.objects.count() == told


def test_the_letter_says_the_day_and_leaves_once():
    absent_since("2024-05-01")
    assert [retention.run()["comptes prévenus"] for _ in range(3)] == [1, 0, 0]
    letter = Letter.objects.get()
    assert "19 juin 2026" in letter.body
    assert "http://127.0.0.1:8000" in letter.body


@pytest.mark.parametrize(("warned", "gone"), [(29, 0), (30, 1)])
def test_an_account_goes_a_month_after_the_letter(warned, gone):
    user = absent_since("2024-01-01")
    User.objects.filter(pk=user.pk).update(warned_on=day(warned).date())
    assert retention.run()["comptes effacés"] == gone
    assert User.objects.count() == 1 - gone


def test_coming_back_once_is_enough_to_stay(client):
    user = absent_since("2024-01-01")
    User.objects.filter(pk=user.pk).update(warned_on=day(40).date())
    client.force_login(user)
    client.get(reverse("accounts:name"))
    retention.run()
    assert User.objects.filter(pk=user.pk, warned_on=None).exists()


def test_someone_who_never_came_is_counted_from_the_first_day():
    user = absent_since(None)
    assert retention.run()["comptes prévenus"] == 1
    User.objects.filter(pk=user.pk).update(warned_on=None, created_at=day(10))
    assert retention.run()["comptes prévenus"] == 0


def test_whoever_holds_a_network_alone_stays_and_the_others_go(monkeypatch):
    last_steward = absent_since("2024-01-01")
    other = open_account("dominique@exemple.fr")
    User.objects.update(warned_on=day(40).date(), seen_on="2024-01-01")

    def erase(user):
        if user == last_steward:
            raise CannotErase("seul à la tête d'un réseau")
        user.delete()

    monkeypatch.setattr(retention.my_data, "erase", erase)
    assert retention.run()["comptes effacés"] == 1
    assert list(User.objects.all()) == [last_steward]
    assert not User.objects.filter(pk=other.pk).exists()


def test_sessions_that_are_over_are_forgotten_with_their_devices(client, person):
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert retention.run()["sessions"] == 0
    Session.objects.update(expire_date=day(1))
    assert retention.run()["sessions"] == 2
    assert not UserSession.objects.exists()


def test_tries_to_sign_in_are_forgotten_after_a_day():
    for days in (0.5, 2):
        row = AccessAttempt.objects.create(username=f"{days}", ip_address="192.0.2.1", failures_since_start=1)
        AccessAttempt.objects.filter(pk=row.pk).update(attempt_time=day(days))
    assert retention.run()["essais de connexion"] == 1
    assert AccessAttempt.objects.count() == 1
