"""Who may do what: a table a steward can read. A permission is a gesture; what one sees is a circle."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    PARTICIPANT = "participant", _("participation")
    FACILITATOR = "facilitator", _("animation")
    NOTE_TAKER = "note_taker", _("prise de notes")
    ANALYST = "analyst", _("analyse et rédaction")
    PROOFREADER = "proofreader", _("mise en forme et relecture")
    COMMITTEE = "committee", _("comité de pilotage")
    STEWARD = "steward", _("coordination du réseau")

    @property
    def sentence(self) -> str:
        """What this role is for, in one sentence."""
        return str(SENTENCES[self])


SENTENCES = {
    Role.PARTICIPANT: _("Vient aux rencontres et lit ce que le réseau partage."),
    Role.FACILITATOR: _("Prépare les rencontres, invite, tient le déroulé et les présences."),
    Role.NOTE_TAKER: _("Note ce qui se dit pendant une rencontre et tient les présences."),
    Role.ANALYST: _("Trie les extraits des notes et écrit la synthèse."),
    Role.PROOFREADER: _("Met en forme et relit avant que le comité ne se prononce."),
    Role.COMMITTEE: _("Fixe le cap d'une édition et valide ce qui est publié."),
    Role.STEWARD: _("Veille sur le réseau : personnes, rôles, réglages. Ne lit pas les notes brutes pour autant."),
}


class Permission(models.TextChoices):
    READ = "read", _("lire ce que le réseau partage")
    TAKE_ATTENDANCE = "take_attendance", _("tenir les présences d'une rencontre")
    PLAN_MEETINGS = "plan_meetings", _("préparer les rencontres : date, lieu, déroulé, inscriptions")
    READ_REVIEWS = "read_reviews", _("lire les bilans de fin de rencontre")
    SEE_CONTACTS = "see_contacts", _("voir les coordonnées des personnes inscrites")
    EXCHANGE_TABLES = "exchange_tables", _("importer et exporter les tableaux de rencontres et de personnes")
    KEEP_DIRECTORY = "keep_directory", _("tenir la liste des organisations")
    MANAGE_EDITIONS = "manage_editions", _("ouvrir une édition et la faire avancer")
    INVITE = "invite", _("inviter des personnes dans le réseau")
    MANAGE_MEMBERS = "manage_members", _("donner et retirer des rôles")
    MANAGE_NETWORK = "manage_network", _("régler le réseau : objet, territoire, durées, textes légaux")


P = Permission
GRANTS: dict[Role, frozenset[Permission]] = {
    Role.PARTICIPANT: frozenset({P.READ}),
    Role.NOTE_TAKER: frozenset({P.READ, P.TAKE_ATTENDANCE, P.READ_REVIEWS}),
    Role.ANALYST: frozenset({P.READ, P.READ_REVIEWS}),
    Role.PROOFREADER: frozenset({P.READ}),
    Role.FACILITATOR: frozenset(
        {P.READ, P.TAKE_ATTENDANCE, P.PLAN_MEETINGS, P.READ_REVIEWS, P.SEE_CONTACTS, P.EXCHANGE_TABLES}
        | {P.KEEP_DIRECTORY, P.INVITE}
    ),
    Role.COMMITTEE: frozenset({P.READ, P.MANAGE_EDITIONS}),
    Role.STEWARD: frozenset(Permission),
}
