"""What the journal says, after a name. ``settings.JOURNAL_WORDS`` gathers those of each module."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "network.founded": _("a créé le réseau « %(target)s »"),
    "network.changed": _("a changé les réglages : %(target)s"),
    "network.handed_over": _("a confié la coordination du réseau à %(target)s"),
    "member.joined": _("a rejoint le réseau"),
    "member.left": _("a quitté le réseau"),
    "member.removed": _("a retiré du réseau : %(target)s"),
    "mandate.given": _("a confié un rôle à %(target)s"),
    "mandate.renewed": _("a changé la fin d'un mandat : %(target)s"),
    "mandate.ended": _("a mis fin à un mandat : %(target)s"),
    "invitation.sent": _("a invité par courriel : %(target)s"),
    "invitation.printed": _("a préparé un code d'invitation %(target)s"),
    "invitation.revoked": _("a annulé une invitation"),
    "legal.changed": _("a récrit le texte « %(target)s »"),
    "legal.restored": _("a repris le texte modèle « %(target)s »"),
}
