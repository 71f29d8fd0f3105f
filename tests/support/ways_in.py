"""Coming in, as the tests do: what one types, what one finds in the mail, what anyone reads on the page."""

import re

from django.core import mail
from django.test import Client
from django.urls import reverse

PASSWORD = "trois mots sans rapport"
KNOWN, UNKNOWN = "camille@exemple.fr", "personne@exemple.fr"


def last_code() -> str:
    """The code of the last mail, as one reads it there."""
    found = re.search(r"^ {4}([A-Z]{4}-[A-Z]{4})$", mail.outbox[-1].body, re.MULTILINE)
    if found is None:
        raise AssertionError(f"no code in: {mail.outbox[-1].body}")
    return found[1]


def asked(client: Client, page: str, /, **fields: str):
    """Status, redirections and words that follow a form, the address typed in it replaced by @."""
    answer = client.post(reverse(page), fields, follow=True)
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return answer.status_code, answer.redirect_chain, text.replace(fields.get("email") or fields["login"], "@")


def come_in(client: Client, password: str = PASSWORD, **options):
    return client.post(reverse("account_login"), {"login": KNOWN, "password": password}, **options)


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session
