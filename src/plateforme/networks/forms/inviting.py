"""Inviting, by mail or by a printed code."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plateforme.networks.models import Membership
from plateforme.networks.roles import Permission, Role
from plateforme.networks.writes.inviting import ROLES_BY_LINK
from plateforme.ui.forms import DateInput

AT_ONCE = 100


class Addresses(forms.CharField):
    """Addresses typed or pasted, as mail programs write them: « Nom <adresse> », commas, semicolons, lines."""

    widget = forms.Textarea

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value)
        found = [address.lower() for address in addresses_in(text)]
        wrong = [address for address in found if not _is_address(address)]
        if wrong:
            raise ValidationError(_("À corriger : %(wrong)s") % {"wrong": ", ".join(wrong[:5])})
        if len(found) > AT_ONCE:
            raise ValidationError(_("Cent adresses au plus à la fois."))
        return list(dict.fromkeys(found))


def addresses_in(text: str) -> list[str]:
    """
    >>> addresses_in("Camille <c@exemple.fr>; a@exemple.fr\\nb@exemple.fr, pas une adresse")
    ['c@exemple.fr', 'a@exemple.fr', 'b@exemple.fr', 'pas une adresse']
    """
    parts = [part.strip() for part in re.split(r"[,;\n\r\t]+", text)]
    return [found[1] if (found := re.search(r"<([^<>\s]+)>", part)) else part for part in parts if part]


def _is_address(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return len(address) <= 254


class InviteForm(forms.Form):
    emails = Addresses(
        label=_("Adresses électroniques"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Une ou plusieurs, collées telles quelles."),
    )
    message = forms.CharField(
        label=_("Mot d'accueil"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Ajouté à la lettre. Ne parlez pas d'une personne accompagnée."),
    )
    roles = forms.MultipleChoiceField(label=_("Rôles à l'arrivée"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not member.may(Permission.MANAGE_MEMBERS):
            del self.fields["roles"]
            return
        field = cast("forms.MultipleChoiceField", self.fields["roles"])
        field.choices = [(role.value, role.label) for role in ROLES_BY_LINK]
        field.help_text = _("Pour un an. Sans rôle, la personne vient aux rencontres et lit ce que le réseau partage.")

    @property
    def chosen_roles(self) -> list[Role]:
        return [Role(key) for key in self.cleaned_data.get("roles", ())]


class CodeForm(forms.Form):
    people = forms.IntegerField(
        label=_("Combien de personnes attendez-vous ?"),
        min_value=1,
        max_value=200,
        initial=20,
        help_text=_("Le code se ferme de lui-même après ce nombre."),
    )
    until = forms.DateField(label=_("Valable jusqu'au"), widget=DateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.initial.setdefault("until", today + timedelta(days=7))
        self.fields["until"].widget.attrs |= {"min": today.isoformat(), "max": _latest(today).isoformat()}

    def clean_until(self) -> datetime:
        """The end of that day."""
        day: date = self.cleaned_data["until"]
        if not timezone.localdate() <= day <= _latest(timezone.localdate()):
            raise ValidationError(_("Choisissez un jour d'ici à trois mois."))
        return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


def _latest(today: date) -> date:
    return today + timedelta(days=92)
