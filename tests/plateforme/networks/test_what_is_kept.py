"""Personal data of this step, and how long things are kept."""

from datetime import timedelta

import pytest
from django.utils import timezone
from factories import EntryFactory, InvitationFactory, MandateFactory, MemberFactory, UserFactory

from plateforme.accounts.personal import CannotErase
from plateforme.networks import journal, personal, retention
from plateforme.networks.models import Entry, Invitation, Mandate, Membership
from plateforme.networks.roles import Role

pytestmark = pytest.mark.django_db


def test_one_sees_one_s_networks_roles_and_lines():
    member = MemberFactory(role=Role.FACILITATOR)
    EntryFactory(network=member.network, actor=member.user)
    (section,) = personal.show(member.user)
    assert section.lines[0][0] == member.network.name
    assert "animation" in section.lines[0][1]
    data = personal.export(member.user)
    assert data["réseaux"][0]["mandats"][0]["rôle"] == "animation"
    assert len(data["journal"]) == 1


def test_someone_without_network_has_nothing_to_see():
    assert personal.show(UserFactory()) == []


def test_an_erasure_leaves_the_journal_without_the_name():
    member = MemberFactory(user__name="Éloïse GÊNET")
    journal.record(member, "member.joined", member, about=member.user, subject=member)
    other = MemberFactory(network=member.network, role=Role.STEWARD)
    journal.record(other, "mandate.given", f"{member} (animation)", about=member.user, subject=member)
    personal.erase(member.user)
    assert not Membership.objects.filter(user=member.user).exists()
    assert Entry.objects.count() == 2
    assert not [line for line in Entry.objects.all() if "Éloïse" in line.actor_name + line.target]


def test_the_last_steward_is_not_erased_and_is_told_the_way_out():
    steward = MemberFactory(role=Role.STEWARD)
    MemberFactory(network=steward.network)
    with pytest.raises(CannotErase) as refused:
        personal.erase(steward.user)
    assert "membres" in refused.value.url
    assert Membership.objects.filter(user=steward.user).exists()


def test_a_steward_alone_is_led_to_close_the_network():
    with pytest.raises(CannotErase) as refused:
        personal.erase(MemberFactory(role=Role.STEWARD).user)
    assert "fermer" in refused.value.url


@pytest.mark.parametrize(("days", "kept"), [(29, 1), (31, 0)])
def test_an_invitation_goes_thirty_days_after_its_end(days, kept):
    InvitationFactory(expires_at=timezone.now() - timedelta(days=days))
    InvitationFactory(revoked_at=timezone.now() - timedelta(days=days))
    retention.run()
    assert Invitation.objects.count() == 2 * kept


@pytest.mark.parametrize(("days", "kept"), [(5 * 365, 1), (5 * 366 + 1, 0)])
def test_the_journal_is_kept_five_years(days, kept):
    EntryFactory(at=timezone.now() - timedelta(days=days))
    retention.run()
    assert Entry.objects.count() == kept


def test_a_second_run_does_nothing_more():
    mandate = MandateFactory(role=Role.STEWARD)
    Mandate.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert retention.run()["stewards"] == 1
    assert retention.run() == {"invitations": 0, "journal": 0, "stewards": 0}
    mandate.refresh_from_db()
    assert mandate.is_current()
