"""The example network: the invented people and meetings of the sample editions, and a year that goes on today."""

import secrets
from pathlib import Path

from django.conf import settings
from django.db import transaction

from plateforme.accounts.models import User
from plateforme.config.demo import members, past, present
from plateforme.networks.models import Network

SLUG = "arvoise"


def load() -> list[str]:
    """Loads the example network if there is none; returns how to sign in, one line each."""
    if not Network.objects.filter(slug=SLUG).exists():
        with transaction.atomic():
            network = Network.objects.create(
                slug=SLUG,
                name="Réseau partenarial du pays d'Arvoise",
                departments=["63"],
                purpose="Se connaître, se joindre et agir ensemble autour des enfants et des jeunes du pays d'Arvoise.",
                contact_email="contact@arvoise.example",
                controller="Association du réseau partenarial d'Arvoise",
                controller_address="Maison des associations\n1 place du Marché\n63000 Bellombre-en-Arvoise",
            )
            people = members.load(network, password())
            present.load(network, people, past.load(network))
    return how_to_sign_in()


def password() -> str:
    """One password for the example accounts of this place, made once: a known one would open a site left in reach."""
    path = Path(settings.HOME) / "mot-de-passe-exemple"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text("-".join(secrets.token_hex(2) for _ in range(4)))
    return path.read_text()


def how_to_sign_in() -> list[str]:
    """The example accounts that are still there, with what each may do; empty if none."""
    lines = [
        f"  {email:34} {words}" for email, words in members.SIGN_IN.items() if User.objects.filter(email=email).exists()
    ]
    if not lines:
        return []
    return ["Pour vous connecter au réseau d'exemple :", *lines, f"  mot de passe pour tous : {password()}"]
