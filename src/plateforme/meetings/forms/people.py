"""What one looks for among people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plateforme.directory.models import Organization
from plateforme.directory.sectors import Sector
from plateforme.networks.models import Membership


class PeopleFilter(forms.Form):
    q = forms.CharField(label=_("Nom"), required=False, max_length=100, widget=forms.TextInput({"type": "search"}))
    secteur = forms.ChoiceField(label=_("Secteur"), required=False)
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), required=False, queryset=Organization.objects.none(), empty_label=_("Toutes")
    )

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sectors = self.fields["secteur"]
        places = self.fields["organisation"]
        assert isinstance(sectors, forms.ChoiceField)  # noqa: S101  for the reader of types
        assert isinstance(places, forms.ModelChoiceField)  # noqa: S101
        sectors.choices = [("", _("Tous")), *Sector.choices]
        places.queryset = Organization.objects.seen_by(member).filter(participants__erased_at=None).distinct()
