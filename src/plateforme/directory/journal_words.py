"""What the journal says of this step, after a name."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "organization.added": _("a ajouté l'organisation « %(target)s »"),
    "organization.changed": _("a corrigé l'organisation « %(target)s »"),
    "organization.merged": _("a réuni deux fiches d'organisation : %(target)s"),
    "affiliation.added": _("a rattaché %(target)s"),
    "affiliation.changed": _("a corrigé le rattachement de %(target)s"),
    "affiliation.ended": _("a mis fin au rattachement de %(target)s"),
}
