"""The pages of signing in wear our frame and speak plain French, even those that came with the library."""

from pathlib import Path

import allauth
import pytest
from django.template.loader import get_template, render_to_string

import plateforme.accounts

OURS = Path(plateforme.accounts.__file__).parent / "templates"
THEIRS = Path(allauth.__file__).parent / "templates"
NEVER_REACHED = {  # what the settings leave out: links by mail, telephones, trusted browsers, accounts made of a key
    "account/confirm_phone_verification_code.html",
    "account/email_confirm.html",
    "account/phone_change.html",
    "account/signup_by_passkey.html",
    "mfa/trust.html",
    "mfa/webauthn/signup_form.html",
    "socialaccount/login_redirect.html",
}
PARTS = ("base.html", "base_", "snippets/", "elements/", "layouts/", "openid/", "idp/")
"""What is not a page by itself."""


def test_every_page_one_may_reach_is_ours():
    folders = ("account", "mfa", "socialaccount", "usersessions")
    pages = {str(path.relative_to(THEIRS)) for folder in folders for path in (THEIRS / folder).rglob("*.html")}
    pages = {page for page in pages if not any(part in page for part in PARTS)}
    assert {page for page in pages if not (OURS / page).exists()} == NEVER_REACHED


def test_every_letter_is_ours():
    folders = ("account", "mfa", "socialaccount")
    letters = {path.relative_to(THEIRS) for folder in folders for path in (THEIRS / folder / "email").glob("*")}
    missing = {letter.name for letter in letters if not (OURS / letter).exists()}
    assert {name for name in missing if not name.startswith("password_reset_key")} == set(), "no links by mail"


@pytest.mark.parametrize("page", ["account/email_confirm.html", "mfa/webauthn/signup_form.html"])
def test_a_page_that_came_with_the_library_wears_our_frame(page):
    text = render_to_string(page)
    assert '<html lang="fr">' in text
    assert text.count("<h1") == 1
    assert 'id="contenu"' in text
    assert " style=" not in text


@pytest.mark.parametrize("path", sorted(OURS.rglob("*.html")), ids=lambda path: path.relative_to(OURS).as_posix())
def test_every_template_can_be_read_and_holds_nothing_the_policy_refuses(path):
    text = path.read_text()
    assert get_template(path.relative_to(OURS).as_posix())
    for refused in ("style=", "onclick=", "onload=", "javascript:", "https://"):
        assert refused not in text
    assert "<script" not in text.replace('<script type="module" src=', "")
