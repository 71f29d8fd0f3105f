"""Who belongs to the example network. All invented."""

from datetime import timedelta

from django.utils import timezone

from plateforme.accounts.models import User
from plateforme.accounts.writes import open_account
from plateforme.networks.models import Mandate, Membership, Network
from plateforme.networks.roles import Role

SIGN_IN = {
    "coordination@arvoise.example": "coordination du réseau : tout régler, tout préparer",
    "animation@arvoise.example": "animation : préparer et tenir les rencontres",
    "notes@arvoise.example": "prise de notes",
    "participation@arvoise.example": "participation : lire et venir",
}
PEOPLE = (  # name, address, roles
    ("Odile MARVEYRAC", "coordination@arvoise.example", (Role.STEWARD, Role.COMMITTEE)),
    ("Samuel OURVALLE", "animation@arvoise.example", (Role.FACILITATOR,)),
    ("Hélène TASSIGNOL", "notes@arvoise.example", (Role.NOTE_TAKER,)),
    ("Mireille COSTANROY", "participation@arvoise.example", ()),
    ("Thibault ARGELON", "thibault.argelon@arvoise.example", (Role.NOTE_TAKER, Role.FACILITATOR)),
    ("Fatou DIALMÈRE", "fatou.dialmere@arvoise.example", (Role.ANALYST,)),
    ("Nour BENHALMI", "nour.benhalmi@arvoise.example", (Role.PROOFREADER,)),
    ("Bruno LAUVERDIN", "bruno.lauverdin@arvoise.example", (Role.PROOFREADER,)),
    ("Yanis CORBESSE", "yanis.corbesse@arvoise.example", (Role.COMMITTEE,)),
)


def load(network: Network, password: str) -> dict[str, Membership]:
    """The members, by address."""
    today = timezone.localdate()
    found = {}
    for name, email, roles in PEOPLE:
        user = User.objects.filter(email=email).first() or open_account(email, name, password)
        member = Membership.objects.create(network=network, user=user, joined_on=today - timedelta(days=700))
        for role in roles:
            Mandate.objects.create(
                membership=member,
                role=role,
                starts_on=today - timedelta(days=120),
                ends_on=today + timedelta(days=245),
            )
        found[email] = member
    return found
