"""Registrations, people, groups made of one, tables."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "registration.received": _("a reçu une inscription à « %(target)s »"),
    "registration.withdrawn": _("a reçu un désistement pour « %(target)s »"),
    "registration.own": _("s'est mis sur la liste de « %(target)s »"),
    "registration.made": _("a inscrit une personne à « %(target)s »"),
    "registration.placed": _("a donné une place à « %(target)s »"),
    "registration.cancelled": _("a annulé une inscription à « %(target)s »"),
    "registration.moved": _("a fait passer une personne dans le groupe « %(target)s »"),
    "registration.written_to": _("a écrit aux personnes inscrites à « %(target)s »"),
    "meeting.split": _("a formé deux groupes pour « %(target)s »"),
    "person.corrected": _("a corrigé la fiche d'une personne"),
    "person.link_renewed": _("a renouvelé le lien personnel d'une personne"),
    "person.link_sent": _("a envoyé son lien personnel à une personne"),
    "person.forgotten": _("a effacé une personne à sa demande"),
    "person.merged": _("a réuni deux fiches de personnes"),
    "person.unmerged": _("a séparé deux fiches réunies"),
    "person.told_apart": _("a dit que deux fiches sont deux personnes"),
    "person.forgot_self": _("a effacé ses informations"),
    "person.corrected_self": _("a corrigé ses informations"),
    "person.renewed_self": _("a changé son lien personnel"),
    "person.tied_self": _("a relié ses venues à son compte"),
    "table.imported": _("a importé un tableau : %(target)s"),
    "edition.anonymised": _("a remplacé les noms des présences par des nombres : %(target)s"),
}
