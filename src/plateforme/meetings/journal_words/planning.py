"""Editions, meetings, calendars, papers, invitations."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "edition.opened": _("a ouvert l'édition « %(target)s »"),
    "edition.changed": _("a modifié l'édition « %(target)s »"),
    "edition.moved": _("a fait avancer l'édition : %(target)s"),
    "edition.moved_back": _("a ramené l'édition à l'étape d'avant : %(target)s"),
    "meeting.planned": _("a prévu la rencontre « %(target)s »"),
    "meeting.changed": _("a modifié la rencontre « %(target)s »"),
    "meeting.moved": _("a changé la date ou le lieu : %(target)s"),
    "meeting.cancelled": _("a annulé la rencontre « %(target)s »"),
    "meeting.deleted": _("a supprimé la rencontre « %(target)s »"),
    "meeting.taken_up": _("a repris un thème : %(target)s"),
    "meeting.invited": _("a invité à une rencontre : %(target)s"),
    "meeting.reminded": _("a rappelé une rencontre : %(target)s"),
    "paper.added": _("a joint un document : %(target)s"),
    "paper.removed": _("a retiré un document : %(target)s"),
    "feed.network_opened": _("a ouvert l'agenda du réseau à l'abonnement"),
    "feed.network_closed": _("a fermé l'agenda du réseau à l'abonnement"),
    "feed.own_opened": _("a ouvert son agenda personnel à l'abonnement"),
    "feed.own_closed": _("a fermé son agenda personnel à l'abonnement"),
    "feed.participant_opened": _("a ouvert son agenda personnel à l'abonnement"),
    "feed.participant_closed": _("a fermé son agenda personnel à l'abonnement"),
    "letters.refused": _("ne souhaite plus recevoir d'invitations"),
    "letters.accepted": _("souhaite de nouveau recevoir des invitations"),
}
