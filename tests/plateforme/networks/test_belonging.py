"""Mandates, hand-over, leaving; a network is never left to no one."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from factories import InvitationFactory, MandateFactory, MemberFactory

from plateforme.networks.models import Entry, Mandate, Membership
from plateforme.networks.roles import Permission, Role
from plateforme.networks.writes import belonging

pytestmark = pytest.mark.django_db


def fresh(member):
    return Membership.objects.get(pk=member.pk)


@pytest.fixture
def steward():
    return MemberFactory(role=Role.STEWARD)


@pytest.fixture
def other(steward):
    return MemberFactory(network=steward.network)


@pytest.fixture
def here(client, steward):
    client.force_login(steward.user)
    return lambda name, *args: reverse(f"networks:{name}", args=[steward.network.slug, *args])


def test_a_role_is_given_until_a_day_and_told(client, here, other):
    until = timezone.localdate() + timedelta(days=100)
    answer = client.post(here("give_role", other.pk), {"role": "facilitator", "until": until.isoformat()})
    assert answer.url == here("member", other.pk)
    assert Mandate.objects.get(membership=other).ends_on == until
    assert fresh(other).may(Permission.PLAN_MEETINGS)
    line = Entry.objects.get(verb="mandate.given")
    assert (line.target, line.about) == (f"{other} (animation)", other.user)


@pytest.mark.parametrize("days", [-1, 3 * 366])
def test_a_mandate_lasts_three_years_at_most_and_begins_today(client, here, other, days):
    until = timezone.localdate() + timedelta(days=days)
    answer = client.post(here("give_role", other.pk), {"role": "facilitator", "until": until.isoformat()})
    assert "dans trois ans" in answer.content.decode()
    assert not Mandate.objects.filter(membership=other).exists()


def test_taking_part_is_no_role_that_one_gives(client, here, other):
    said = {"role": "participant", "until": timezone.localdate().isoformat()}
    assert client.post(here("give_role", other.pk), said).status_code == 200


def test_a_mandate_is_prolonged_from_the_day_it_began(client, here, other):
    mandate = MandateFactory(membership=other)
    until = timezone.localdate() + timedelta(days=700)
    client.post(here("renew_role", mandate.pk), {"until": until.isoformat()})
    again = Mandate.objects.get(pk=mandate.pk)
    assert (again.starts_on, again.ends_on) == (mandate.starts_on, until)


def test_a_mandate_that_ends_ran_until_yesterday(client, here, other):
    mandate = MandateFactory(membership=other)
    client.post(here("end_role", mandate.pk))
    assert Mandate.objects.get(pk=mandate.pk).ends_on == timezone.localdate() - timedelta(days=1)
    assert fresh(other).roles == {Role.PARTICIPANT}


def test_each_gives_a_role_back(client, here, other):
    mandate = MandateFactory(membership=other)
    client.force_login(other.user)
    assert "Rendre ce rôle" in client.get(here("member", other.pk)).content.decode()
    client.post(here("end_role", mandate.pk))
    assert fresh(other).roles == {Role.PARTICIPANT}


def test_a_network_is_handed_over_in_two_clicks(client, here, steward, other):
    card = client.get(here("member", other.pk)).content.decode()
    assert here("hand_over", other.pk) in card
    assert client.get(here("hand_over", other.pk)).status_code == 200
    client.post(here("hand_over", other.pk))
    assert Role.STEWARD in fresh(other).roles
    assert Role.STEWARD not in fresh(steward).roles


def test_the_last_steward_neither_leaves_nor_loses_the_role(client, here, steward, other):
    mandate = steward.mandates.get()
    for url in (here("leave"), here("end_role", mandate.pk)):
        page = client.post(url, follow=True).content.decode()
        assert "Il faut toujours une personne à la coordination" in page
    assert Role.STEWARD in fresh(steward).roles


def test_the_last_steward_is_told_to_hand_over_first(client, here, other):
    assert "passer la main" in client.get(here("leave")).content.decode()


def test_the_last_mandate_outlives_its_end_and_says_so(client, here, steward):
    mandate = steward.mandates.get()
    Mandate.objects.filter(pk=mandate.pk).update(ends_on=timezone.localdate() - timedelta(days=2))
    assert Role.STEWARD not in fresh(steward).roles
    assert belonging.keep_stewards() == 1
    assert Role.STEWARD in fresh(steward).roles
    for name in ("home", "settings"):
        assert "arrivé à son terme" in client.get(here(name)).content.decode()


def test_a_mandate_that_outlived_its_end_stops_when_someone_takes_over(steward, other):
    mandate = steward.mandates.get()
    Mandate.objects.filter(pk=mandate.pk).update(ends_on=timezone.localdate() - timedelta(days=2), outlives=True)
    belonging.give_role(other, Role.STEWARD, timezone.localdate() + timedelta(days=9), by=fresh(steward))
    assert Role.STEWARD not in fresh(steward).roles
    assert Role.STEWARD in fresh(other).roles


def test_among_two_stewards_one_leaves_and_the_other_stays(client, here, steward, other):
    MandateFactory(membership=other, role=Role.STEWARD)
    client.post(here("leave"))
    assert fresh(steward).left_on == timezone.localdate()
    assert belonging.is_last_steward(fresh(other))


def test_whoever_leaves_and_comes_back_has_no_role_left(steward, other):
    MandateFactory(membership=other)
    belonging.leave(by=other)
    back, came = belonging.arrive(steward.network, other.user, [])
    assert came
    assert back.pk == other.pk
    assert fresh(back).roles == {Role.PARTICIPANT}


def test_whoever_is_removed_is_out_with_the_codes_they_made(client, here, steward, other):
    code = InvitationFactory(network=steward.network, email="", uses_left=9, created_by=other.user)
    client.post(here("remove", other.pk))
    code.refresh_from_db()
    assert fresh(other).left_on
    assert not code.is_open
    client.force_login(other.user)
    assert client.get(here("home")).status_code == 404


def test_nobody_removes_themselves(client, here, steward):
    assert client.post(here("remove", steward.pk)).status_code == 403


def test_a_gesture_is_refused_on_someone_of_another_network(steward):
    stranger = MemberFactory()
    today = timezone.localdate()
    with pytest.raises(ValueError, match="one's own network"):
        belonging.give_role(stranger, Role.ANALYST, today, by=steward)
    with pytest.raises(ValueError, match="own network"):
        belonging.remove(stranger, by=steward)
    with pytest.raises(ValueError, match="own network"):
        belonging.hand_over(stranger, by=steward)


@pytest.mark.django_db(transaction=True)
def test_two_last_stewards_who_leave_at_once_do_not_both_leave():
    one = MemberFactory(role=Role.STEWARD)
    other = MemberFactory(network=one.network, role=Role.STEWARD)
    refused, start = [], threading.Barrier(2)

    def go(member):
        try:
            start.wait(10)
            belonging.leave(by=Membership.objects.get(pk=member.pk))
        except belonging.LastStewardError:
            refused.append(member)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=[member]) for member in (one, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(refused) == 1
    assert Role.STEWARD in fresh(refused[0]).roles
