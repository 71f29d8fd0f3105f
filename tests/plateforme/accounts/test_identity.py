"""Sign-in through a provider of identities: a real one on loopback, and one that signs, and lies, as we ask."""

import html
import re
import warnings
from urllib.parse import urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client
from django.urls import reverse
from signed_identity import Provider, new_key, serving
from ways_in import PASSWORD, last_code, signed_in

from plateforme.accounts.models import User

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning"),  # the real provider's own
]
CLAIMS = {"sub": "s-1", "email": "camille@exemple.fr", "given_name": "Camille", "usual_name": "ORVAL"}
GO = ("openid_connect_login", ["oidc"])


def rely_on(settings, server: str, **more: object) -> None:
    options = {"server_url": server, "scope": ["openid", "email", "profile"], "oauth_pkce_enabled": True, **more}
    app = {"provider_id": "oidc", "name": "ProConnect", "client_id": "us", "secret": "chut", "settings": options}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}


def way_out(client: Client, process: str = "login") -> str:
    """The address of the provider to which the button leads."""
    page = client.post(f"{reverse(GO[0], args=GO[1])}?process={process}").content.decode()
    return html.unescape(re.search(r'content="0;url=([^"]+)"', page).group(1))


def way_back(client: Client, out: str, **form: str):
    answer = requests.post(out, data=form, allow_redirects=False, timeout=5) if form else None
    answer = answer or requests.get(out, allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    return client.get(f"{back.path}?{back.query}", follow=True)


@pytest.fixture
def real(settings):
    """A provider written by others, whose own warnings are not ours."""
    with warnings.catch_warnings():
        import authlib.deprecate  # noqa: F401  sets a filter of its own, which the next line outdoes

        warnings.simplefilter("ignore")
        import oidc_provider_mock
    users = [oidc_provider_mock.User(sub="s-1", claims={**CLAIMS, "email_verified": True})]
    with oidc_provider_mock.run_server_in_thread(user_claims=users, require_nonce=True) as server:
        rely_on(settings, f"http://localhost:{server.server_port}")
        yield server


@pytest.fixture
def signing(settings):
    with serving(Provider(dict(CLAIMS))) as provider:
        rely_on(settings, provider.address)
        yield provider


def first_time(client: Client, **form: str):
    return way_back(client, way_out(client), **form)


def open_here(client: Client):
    return client.post(
        reverse("socialaccount_signup"), {"name": "Camille ORVAL", "email": CLAIMS["email"]}, follow=True
    )


def test_without_a_provider_no_one_hears_of_one(client):
    assert b"oidc" not in client.get(reverse("account_login")).content
    assert client.post(reverse(GO[0], args=GO[1])).status_code == 404


def test_the_first_time_one_says_whether_an_account_is_theirs_already(client, real):
    page = first_time(client, sub="s-1")
    assert "Première venue par ProConnect" in page.content.decode()
    assert not User.objects.exists()


def test_an_account_opened_so_needs_no_password_and_opens_again(client, real):
    first_time(client, sub="s-1")
    open_here(client)
    assert signed_in(client)
    user = User.objects.get()
    assert (user.name, user.email, user.has_usable_password()) == ("Camille ORVAL", "camille@exemple.fr", False)
    client.logout()
    first_time(client, sub="s-1")
    assert signed_in(client)
    assert User.objects.count() == 1


def test_the_account_is_found_again_when_the_address_has_changed(client, signing):
    first_time(client)
    open_here(client)
    client.post(reverse("account_email_verification_sent"), {"code": last_code()})
    signing.claims["email"] = "nouvelle@exemple.fr"
    client.logout()
    first_time(client)
    assert signed_in(client)
    assert User.objects.get().email == "camille@exemple.fr"


def test_an_address_the_provider_does_not_vouch_for_is_proved_by_a_code(client, signing):
    first_time(client)
    open_here(client)
    assert not signed_in(client)
    client.post(reverse("account_email_verification_sent"), {"code": last_code()})
    assert signed_in(client)


@pytest.mark.parametrize("vouched", [True, False])
def test_a_known_address_never_gives_someone_elses_account(client, person, signing, vouched):
    signing.claims["email_verified"] = vouched
    first_time(client)
    assert not signed_in(client)
    page = open_here(client)
    assert not signed_in(client)
    assert "Recopiez le code reçu" in page.content.decode()
    assert mail.outbox[-1].subject == "Vous avez déjà un compte"
    assert not SocialAccount.objects.exists()
    assert User.objects.get() == person


def test_whether_an_address_is_known_does_not_show(signing, person):
    """Someone whose provider lets them claim any address learns nothing of who has an account here."""
    pages = []
    for sub, address in (("s-8", person.email), ("s-9", "personne@exemple.fr")):
        client = Client()
        signing.claims |= {"sub": sub, "email": address}
        first_time(client)
        page = client.post(reverse("socialaccount_signup"), {"name": "X", "email": address}, follow=True)
        pages.append(re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page.content.decode()).replace(address, "@"))
    assert pages[0] == pages[1]


def test_with_an_account_already_one_signs_in_once_and_links_both(client, person, real):
    first_time(client, sub="s-1")
    asked = client.get(reverse("accounts:link"))
    assert asked.status_code == 302
    client.post(asked.url, {"login": person.email, "password": PASSWORD})
    page = client.get(reverse("accounts:link"))
    assert person.email in page.content.decode()
    assert not SocialAccount.objects.exists(), "only read until now"
    client.post(reverse("accounts:link"), follow=True)
    if not SocialAccount.objects.exists():
        client.post(f"{reverse('account_reauthenticate')}", {"password": PASSWORD})
    assert SocialAccount.objects.get().user == person
    client.logout()
    first_time(client, sub="s-1")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert EmailAddress.objects.filter(user=person).count() == 1


def test_nothing_to_link_leads_to_what_is_linked(client, person):
    client.force_login(person)
    assert client.get(reverse("accounts:link")).url == reverse("socialaccount_connections")


def test_what_is_asked_of_the_provider(client, signing, settings):
    rely_on(settings, signing.address, auth_params={"acr_values": "eidas1", "claims": '{"id_token":{"amr":null}}'})
    out = way_out(client)
    assert "auth_params" not in out
    way_back(client, out)
    asked = signing.asked[-1]
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["acr_values"] == "eidas1"
    assert "amr" in asked["claims"]
    assert len(asked["nonce"]) >= 32
    assert asked["redirect_uri"] == settings.ORIGIN + reverse("openid_connect_callback", args=["oidc"])


def test_a_link_someone_prepared_adds_nothing_to_what_is_asked(client, signing):
    url = reverse(GO[0], args=GO[1])
    page = client.post(f"{url}?auth_params=prompt%3Dnone&scope=everything").content.decode()
    assert "everything" not in page
    assert "prompt" not in page


def test_a_link_alone_does_not_sign_anyone_in(client, signing):
    """A page elsewhere can't send someone into an account that is not theirs: going takes a press here."""
    answer = client.get(reverse(GO[0], args=GO[1]))
    assert answer.status_code == 200
    assert signing.asked == []


LIES = {
    "another issuer signs the identity": {"lies": {"identity": {"iss": "https://ailleurs.exemple"}}},
    "the identity is for another site": {"lies": {"identity": {"aud": "another"}}},
    "the identity is over": {"lies": {"identity": {"exp": 1}}},
    "the identity answers another request": {"lies": {"identity": {"nonce": "another"}}},
    "another issuer signs what is known": {"lies": {"known": {"iss": "https://ailleurs.exemple"}}},
    "what is known is for another site": {"lies": {"known": {"aud": "another"}}},
    "what is known is of someone else": {"lies": {"known": {"sub": "s-2"}}},
    "another key signs": {"signs_with": new_key()},
    "a secret we share signs": {"algorithm": "HS256", "signs_with": "chut" * 8},
    "nothing is signed": {"algorithm": "none"},
}


@pytest.mark.parametrize("lie", LIES)
def test_an_answer_that_is_not_for_us_opens_nothing(client, signing, lie):
    for name, value in LIES[lie].items():
        setattr(signing, name, value)
    page = first_time(client)
    assert "pas abouti" in page.content.decode()
    assert not signed_in(client)
    assert "socialaccount_sociallogin" not in client.session


def test_a_level_of_authentication_lower_than_asked_is_refused(client, signing, settings):
    rely_on(settings, signing.address, auth_params={"acr_values": "eidas2 eidas3"})
    assert "pas abouti" in first_time(client).content.decode()


def test_an_answer_nobody_asked_for_opens_nothing(client, signing):
    out = way_out(client)
    elsewhere = Client()
    assert "pas abouti" in way_back(elsewhere, out).content.decode()
    assert not signed_in(elsewhere)


def test_an_answer_serves_once(client, signing):
    out = way_out(client)
    answer = requests.get(out, allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    client.get(f"{back.path}?{back.query}")
    assert "pas abouti" in client.get(f"{back.path}?{back.query}").content.decode()


def test_giving_up_there_is_said_plainly_here(client, signing):
    state = re.search(r"state=([^&]+)", way_out(client)).group(1)
    back = reverse("openid_connect_callback", args=["oidc"])
    page = client.get(f"{back}?error=access_denied&state={state}", follow=True)
    assert "Connexion abandonnée" in page.content.decode()


def test_little_is_kept_of_what_the_provider_says(client, signing):
    signing.claims["siret"] = "13002526500013"
    first_time(client)
    open_here(client)
    assert SocialAccount.objects.get().extra_data == {"userinfo": {"sub": "s-1", "email": "camille@exemple.fr"}}


def test_an_identity_is_linked_then_unlinked_from_ones_account(client, person, signing):
    client.force_login(person)
    way_back(client, way_out(client, "connect"))
    if not SocialAccount.objects.exists():
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    account = SocialAccount.objects.get()
    assert account.user == person
    assert mail.outbox[-1].subject == "Une identité est reliée à votre compte"
    client.post(reverse("socialaccount_connections"), {"account": account.pk})
    assert not SocialAccount.objects.exists()
