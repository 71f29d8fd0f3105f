"""Ways in: letters, printed codes, and saying yes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import InvitationFactory, MemberFactory, NetworkFactory, UserFactory

from plateforme.accounts.models import Letter
from plateforme.networks.models import Entry, Invitation, Membership
from plateforme.networks.roles import Role
from plateforme.networks.writes import inviting

pytestmark = pytest.mark.django_db


@pytest.fixture
def steward():
    return MemberFactory(role=Role.STEWARD, network__contact_email="bonjour@exemple.fr")


@pytest.fixture
def here(client, steward):
    client.force_login(steward.user)
    return lambda name, *args: reverse(f"networks:{name}", args=[steward.network.slug, *args])


def door(invitation):
    return reverse("networks:invitation", args=[invitation.token])


def test_pasted_addresses_are_each_written_to_once(client, here, steward):
    pasted = "Camille <C.Orval@Exemple.fr>; d@exemple.fr,\n c.orval@exemple.fr"
    client.post(here("invite"), {"emails": pasted, "message": "À jeudi !", "roles": ["analyst"]})
    assert set(Letter.objects.values_list("to", flat=True)) == {"c.orval@exemple.fr", "d@exemple.fr"}
    letter, invitation = Letter.objects.get(to="d@exemple.fr"), Invitation.objects.get(email="d@exemple.fr")
    assert f"http://127.0.0.1:8000{door(invitation)}" in letter.body
    assert "À jeudi !" in letter.body
    assert (letter.sender_name, letter.reply_to) == (str(steward.network), "bonjour@exemple.fr")
    assert invitation.roles == ["analyst"]
    assert abs(invitation.expires_at - timezone.now() - timedelta(days=14)) < timedelta(minutes=1)


def test_the_journal_tells_how_many_were_invited_and_no_address(client, here):
    client.post(here("invite"), {"emails": "d@exemple.fr e@exemple.fr".replace(" ", "\n")})
    line = Entry.objects.get(verb="invitation.sent")
    assert (line.target, line.circle) == ("2 personnes", "committee")


@pytest.mark.parametrize(
    "emails", ["", "pas une adresse", "a@exemple.fr, b@", "\n".join(f"p{n}@e.fr" for n in range(101))]
)
def test_nothing_leaves_when_an_address_is_wrong_or_too_many_are_given(client, here, emails):
    assert client.post(here("invite"), {"emails": emails}).status_code == 200
    assert not Letter.objects.exists()


def test_inviting_again_prolongs_the_same_link(client, here):
    for _ in range(2):
        client.post(here("invite"), {"emails": "d@exemple.fr"})
    assert Invitation.objects.count() == 1
    assert Letter.objects.count() == 2


def test_members_are_not_written_to(client, here, steward):
    client.post(here("invite"), {"emails": steward.user.email})
    assert not Letter.objects.exists()


def test_whoever_may_not_give_roles_invites_without_any(client):
    member = MemberFactory(role=Role.FACILITATOR)
    client.force_login(member.user)
    url = reverse("networks:invite", args=[member.network.slug])
    assert "Rôles à l" not in client.get(url).content.decode()
    client.post(url, {"emails": "d@exemple.fr", "roles": ["steward", "analyst"]})
    assert Invitation.objects.get().roles == []


def test_looking_after_a_network_is_never_given_by_a_link(client, here, steward):
    client.post(here("invite"), {"emails": "d@exemple.fr", "roles": ["steward"]})
    assert not Invitation.objects.exists()
    old = InvitationFactory(network=steward.network, roles=["steward", "analyst"])
    assert inviting.accept(old, UserFactory()).roles == {Role.ANALYST, Role.PARTICIPANT}


def test_a_code_is_printed_with_its_address_in_clear(client, here):
    until = (timezone.localdate() + timedelta(days=3)).isoformat()
    poster = client.post(here("print_code"), {"people": 12, "until": until}, follow=True).content.decode()
    code = Invitation.objects.get()
    assert (code.uses_left, code.email, code.roles) == (12, "", [])
    assert "<svg" in poster
    assert f"http://127.0.0.1:8000{door(code)}" in poster
    assert "style=" not in poster


@pytest.mark.parametrize("wrong", [{"people": 0}, {"people": 201}, {"until": "2020-01-01"}, {"until": "2999-01-01"}])
def test_a_code_has_an_end_and_a_number(client, here, wrong):
    until = timezone.localdate().isoformat()
    assert client.post(here("print_code"), {"people": 5, "until": until} | wrong).status_code == 200
    assert not Invitation.objects.exists()


def test_a_letter_makes_no_poster(client, here, steward):
    letter = InvitationFactory(network=steward.network)
    assert client.get(here("poster", letter.pk)).url == here("invitations")


def test_a_cancelled_link_opens_nothing(client, here, steward):
    invitation = InvitationFactory(network=steward.network)
    client.post(here("revoke", invitation.pk))
    client.force_login(UserFactory())
    assert client.post(door(invitation)).status_code == 404
    assert not Membership.objects.exclude(pk=steward.pk).exists()


def test_whoever_is_signed_in_joins_by_saying_yes(client, steward):
    user, invitation = UserFactory(), InvitationFactory(network=steward.network, roles=["note_taker"])
    client.force_login(user)
    page = client.get(door(invitation)).content.decode()
    assert user.email in page
    assert not Membership.objects.filter(user=user).exists()
    assert client.post(door(invitation)).url == reverse("networks:home", args=[steward.network.slug])
    assert Membership.objects.get(user=user).roles == {Role.NOTE_TAKER, Role.PARTICIPANT}
    assert Entry.objects.get(verb="member.joined").actor == user


def test_whoever_is_not_signed_in_signs_up_then_comes_back(client, steward):
    invitation = InvitationFactory(network=steward.network)
    page = client.get(door(invitation)).content.decode()
    assert f"next={door(invitation).replace('/', '%2F')}" in page
    assert client.post(door(invitation)).status_code == 200
    assert Membership.objects.count() == 1


def test_saying_yes_twice_does_nothing_and_takes_nobody_s_place(client, steward):
    code = InvitationFactory(network=steward.network, email="", uses_left=2)
    client.force_login(UserFactory())
    for _ in range(3):
        assert client.post(door(code)).status_code == 302
    code.refresh_from_db()
    assert code.uses_left == 1
    assert Entry.objects.filter(verb="member.joined").count() == 1


def test_a_member_who_opens_a_link_keeps_their_roles(client, steward):
    code = InvitationFactory(network=steward.network, email="")
    client.force_login(steward.user)
    assert client.get(door(code)).status_code == 302
    assert Role.STEWARD in Membership.objects.get().roles


@pytest.mark.parametrize(
    "state",
    [
        {"uses_left": 0},
        {"expires_at": timezone.now() - timedelta(seconds=1)},
        {"revoked_at": timezone.now()},
        None,
    ],
)
def test_a_link_that_opens_nothing_says_so_without_saying_why_nor_where(client, state):
    network = NetworkFactory(name="Un réseau discret")
    token = "x" * 32 if state is None else InvitationFactory(network=network, **state).token
    client.force_login(UserFactory())
    answer = client.get(reverse("networks:invitation", args=[token]))
    assert answer.status_code == 404
    assert "Ce lien n'ouvre plus rien" in answer.content.decode()
    assert "discret" not in answer.content.decode()


def test_the_last_place_of_a_code_is_given_once(steward):
    code = InvitationFactory(network=steward.network, email="", uses_left=1)
    inviting.accept(code, UserFactory())
    with pytest.raises(inviting.ClosedError):
        inviting.accept(code, UserFactory())


def test_whoever_left_comes_back_by_a_letter_of_their_own_alone(client, steward):
    gone = MemberFactory(network=steward.network, left_on=timezone.localdate())
    client.force_login(gone.user)
    code = InvitationFactory(network=steward.network, email="", uses_left=9)
    assert "demandez une invitation à votre adresse" in client.post(door(code)).content.decode()
    letter = InvitationFactory(network=steward.network, email=gone.user.email)
    assert client.post(door(letter)).status_code == 302
    assert Membership.objects.get(pk=gone.pk).left_on is None


def test_a_new_member_without_a_name_says_one(client, steward):
    user = UserFactory(name="")
    client.force_login(user)
    code = InvitationFactory(network=steward.network)
    assert client.post(door(code)).status_code == 200
    assert client.post(door(code), {"person": "Camille ORVAL"}).status_code == 302
    assert str(Membership.objects.get(user=user)) == "Camille ORVAL"


def test_the_page_of_a_link_is_not_kept_nor_indexed(client, steward):
    answer = client.get(door(InvitationFactory(network=steward.network)))
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer.content.decode()


def test_a_hundred_letters_a_try_and_twenty_tries_an_hour(client, here):
    for number in range(20):
        assert client.post(here("invite"), {"emails": f"p{number}@exemple.fr"}).status_code == 302
    assert client.post(here("invite"), {"emails": "encore@exemple.fr"}).status_code == 429
