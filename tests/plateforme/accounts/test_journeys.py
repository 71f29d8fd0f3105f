"""Ways in, in a real browser under the real policy: by mail, by an application, by a key, with the keyboard alone."""

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from browsing import PHONE, WIDE, sound
from django.core.cache import cache
from django.urls import reverse
from signed_identity import Provider, serving
from ways_in import PASSWORD, last_code

from plateforme.accounts.models import User
from plateforme.accounts.writes import open_account

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def browser(browsing, settings):
    """Opens pages at the site's name, keys needing one."""
    settings.ORIGIN = browsing.base = browsing.base.replace("127.0.0.1", "localhost")
    return lambda address="account_login", width=WIDE: browsing.open(reverse(address), width=width)


def someone() -> User:
    return open_account("camille@exemple.fr", "Camille ORVAL", PASSWORD)


def title(page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def press(page, name) -> None:
    page.get_by_role("main").get_by_role("button", name=name).click()


def follow(page, name) -> None:
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def come_in(page, password=PASSWORD) -> None:
    page.goto(reverse("account_login"))
    page.get_by_label("Adresse e-mail").fill("camille@exemple.fr")
    page.get_by_label("Mot de passe").fill(password)
    press(page, "Se connecter")


def leave(page) -> None:
    page.goto(reverse("account_logout"))
    press(page, "Se déconnecter")
    page.wait_for_url("**/compte/login/")


def prove_it_is_me(page) -> None:
    assert title(page) == "Est-ce bien vous ?"
    page.get_by_label("Mot de passe").fill(PASSWORD)
    press(page, "Continuer")


def shown_by_the_phone(secret: str) -> str:
    cache.clear()  # a code serves once: this one belongs to the next half minute
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[-1]))


def key_of_the_phone(page) -> None:
    """A key of Chromium's own making, that recognises its owner and keeps what it is given."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    options |= {"hasUserVerification": True, "isUserVerified": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_newcomer_opens_an_account_with_a_code_received_by_mail(browser):
    page = browser("account_signup", PHONE)
    page.get_by_label("Prénom et nom").fill("Camille ORVAL")
    page.get_by_label("Adresse e-mail").fill("Camille@Exemple.fr")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    press(page, "Créer mon compte")
    page.get_by_label("Code").fill(last_code().lower())
    press(page, "Continuer")
    assert title(page) == "Mon compte"
    assert (User.objects.get().name, User.objects.get().email) == ("Camille ORVAL", "camille@exemple.fr")


def test_someone_signs_in_with_a_code_received_by_mail_and_the_keyboard_alone(browser):
    someone()
    page = browser()
    page.get_by_label("Adresse e-mail").focus()
    reach(page, "Recevoir un code par courriel")
    page.keyboard.press("Enter")
    page.wait_for_url("**/code/")
    reach(page, "Adresse e-mail")
    page.keyboard.type("camille@exemple.fr")
    page.keyboard.press("Enter")
    page.wait_for_url("**/code/confirm/")
    reach(page, "Code")
    page.keyboard.type(last_code())
    page.keyboard.press("Enter")
    page.wait_for_url("**/compte/")
    assert title(page) == "Mon compte"


def reach(page, name) -> None:
    """Tab until what carries this name has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        found = page.evaluate(
            "() => (document.activeElement.labels?.[0] ?? document.activeElement)"
            ".textContent.replace(/\\s+/g, ' ').trim()"
        )
        if found == name:
            return
    raise AssertionError(f"the keyboard never reached {name}")


def test_an_application_is_linked_then_its_code_is_asked(browser):
    someone()
    page = browser()
    come_in(page)
    page.goto(reverse("mfa_index"))
    follow(page, "Relier une application")
    prove_it_is_me(page)
    secret = page.locator("figcaption code").inner_text()
    page.get_by_label("Code affiché par l'application").fill(shown_by_the_phone(secret))
    press(page, "Relier")
    assert title(page) == "Codes de secours"
    kept = page.locator("main ol code").all_inner_texts()
    assert len(kept) == 10
    leave(page)

    come_in(page)
    assert title(page) == "Deuxième vérification"
    page.get_by_label("Code").fill(shown_by_the_phone(secret))
    press(page, "Se connecter")
    assert title(page) == "Mon compte"
    leave(page)

    come_in(page)
    page.get_by_label("Code").fill(kept[0])
    press(page, "Se connecter")
    assert title(page) == "Mon compte"


def test_a_key_is_added_then_opens_the_account_alone(browser):
    someone()
    page = browser()
    key_of_the_phone(page)
    come_in(page)
    page.goto(reverse("mfa_index"))
    follow(page, "Ajouter une clé")
    prove_it_is_me(page)
    page.get_by_label("Nom de cette clé").fill("téléphone")
    press(page, "Ajouter")
    page.wait_for_url("**/recovery-codes/")
    page.goto(reverse("mfa_list_webauthn"))
    assert "téléphone" in page.get_by_role("table").inner_text()
    leave(page)

    page.goto(reverse("account_login"))
    press(page, "Utiliser une clé d'accès")
    page.wait_for_url("**/compte/")
    assert title(page) == "Mon compte"
    leave(page)

    come_in(page)
    assert title(page) == "Deuxième vérification"
    press(page, "Utiliser ma clé")
    page.wait_for_url("**/compte/")


def test_where_keys_cannot_work_none_is_offered(browser, live_server):
    page = browser()
    page.goto(live_server.url.replace("localhost", "127.0.0.1") + reverse("account_login"))
    assert page.get_by_role("button", name="Utiliser une clé d'accès").count() == 0


def test_a_forgotten_password_is_replaced_with_a_code(browser):
    someone()
    page = browser()
    follow(page, "Mot de passe oublié ?")
    page.get_by_label("Adresse e-mail").fill("camille@exemple.fr")
    press(page, "Recevoir un code")
    page.get_by_label("Code").fill(last_code())
    press(page, "Continuer")
    page.get_by_label("Nouveau mot de passe", exact=True).fill("quatre autres mots encore")
    page.get_by_label("une seconde fois").fill("quatre autres mots encore")
    press(page, "Garder ce mot de passe")
    assert title(page) == "Mon compte"
    leave(page)
    come_in(page, "quatre autres mots encore")
    assert title(page) == "Mon compte"


def test_a_provider_of_identities_leads_there_and_back(browser, settings):
    someone()
    with serving(Provider({"sub": "s-1", "email": "camille@exemple.fr"})) as provider:
        options = {"server_url": provider.address, "oauth_pkce_enabled": True}
        app = {"provider_id": "oidc", "name": "ProConnect", "client_id": "us", "secret": "chut", "settings": options}
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
        page = browser(width=PHONE)
        accessible(page)
        press(page, "Continuer avec ProConnect")
        page.wait_for_url("**/3rdparty/signup/")
        accessible(page)
        follow(page, "Me connecter et relier")
        page.get_by_label("Adresse e-mail").fill("camille@exemple.fr")
        page.get_by_label("Mot de passe").fill(PASSWORD)
        press(page, "Se connecter")
        accessible(page)
        press(page, "Relier")
        if title(page) == "Est-ce bien vous ?":
            prove_it_is_me(page)
        assert title(page) == "Identités reliées"
        accessible(page)
        leave(page)
        page.goto(reverse("account_login"))
        press(page, "Continuer avec ProConnect")
        page.wait_for_url("**/compte/")


BEFORE = ["account_login", "account_signup", "account_request_login_code", "account_reset_password", "account_inactive"]
BEFORE += ["socialaccount_login_cancelled"]
AFTER = ["accounts:index", "accounts:name", "accounts:data", "account_email", "account_change_password", "mfa_index"]
AFTER += [
    "mfa_list_webauthn",
    "usersessions_list",
    "socialaccount_connections",
    "account_logout",
    "account_reauthenticate",
]
PROVED = ["accounts:erase", "mfa_activate_totp", "mfa_add_webauthn"]


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_every_page_of_an_account_is_open_to_all(browser, width):
    someone()
    page = browser(width=width)
    for address in BEFORE:
        accessible(page, address)
    page.goto(reverse("account_request_login_code"))
    page.get_by_label("Adresse e-mail").fill("camille@exemple.fr")
    press(page, "Recevoir un code")
    accessible(page)
    press(page, "Continuer")
    accessible(page)  # with what is to mend
    page.get_by_label("Code").fill(last_code())
    press(page, "Continuer")
    for address in AFTER:
        accessible(page, address)
    page.goto(reverse("accounts:erase"))
    prove_it_is_me(page)
    for address in PROVED:
        accessible(page, address)


def accessible(page, address="") -> None:
    if address:
        page.goto(reverse(address))
    sound(page)
