"""The run sheet, the room, attendance and reviews."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "runsheet.changed": _("a changé le déroulé de « %(target)s »"),
    "room.moved": _("a fait avancer la rencontre « %(target)s »"),
    "room.reset": _("a repris au début le déroulé de « %(target)s »"),
    "attendance.recorded": _("a noté une présence à « %(target)s »"),
    "attendance.signed": _("a recueilli une signature à « %(target)s »"),
    "attendance.undone": _("a retiré une présence notée par erreur"),
}
