"""Mandates."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plateforme.networks.models import Membership
from plateforme.networks.roles import Role
from plateforme.networks.writes.belonging import longest_end
from plateforme.networks.writes.founding import years_after
from plateforme.ui.forms import DateInput


class UntilForm(forms.Form):
    """Until when: a year unless said otherwise, three at most."""

    until = forms.DateField(label=_("Jusqu'au"), widget=DateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.initial.setdefault("until", years_after(today))
        self.fields["until"].help_text = _("Un an le plus souvent, trois ans au plus.")
        self.fields["until"].widget.attrs |= {"min": today.isoformat(), "max": longest_end(today).isoformat()}

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        today = timezone.localdate()
        if not today <= until <= longest_end(today):
            raise forms.ValidationError(_("Un mandat va d'aujourd'hui à dans trois ans au plus tard."))
        return until


class GiveRoleForm(UntilForm):
    """One of the roles that the member does not hold."""

    role = forms.ChoiceField(label=_("Rôle"), widget=forms.RadioSelect)
    field_order = ("role", "until")

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = [role for role in Role if role not in member.roles]
        field = cast("forms.ChoiceField", self.fields["role"])
        field.choices = [(role.value, f"{role.label} : {role.sentence}") for role in free]
