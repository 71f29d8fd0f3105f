"""What the pages of the directory ask."""

from typing import Any, cast

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plateforme.directory import identifiers
from plateforme.directory.models import Organization
from plateforme.directory.sectors import PROFESSIONS, Sector
from plateforme.networks.circles import Circle
from plateforme.networks.models import Membership
from plateforme.ui.forms import Datalist, DateInput
from vivant.language import fold

SECTORS = [("", _("Non précisé")), *Sector.choices]


class OrganizationForm(forms.ModelForm):  # type: ignore[type-arg]  # the generic is known to checkers alone
    """Numbers are typed with or without spaces. The name is the only one in the network of ``member``, who goes on
    seeing what they write."""

    siret = forms.CharField(label=_("SIRET"), required=False, max_length=30, help_text=_("Quatorze chiffres."))
    finess = forms.CharField(
        label=_("Numéro FINESS"), required=False, max_length=20, help_text=_("Santé et médico-social.")
    )
    uai = forms.CharField(
        label=_("Numéro UAI"), required=False, max_length=20, help_text=_("Écoles, collèges, lycées.")
    )

    class Meta:
        model = Organization
        fields = ("name", "sector", "place", "postal_code", "circle", "siret", "finess", "uai")

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.network = member.network
        circle = cast("forms.ChoiceField", self.fields["circle"])
        circle.choices = [choice for choice in Circle.choices if choice[0] in member.circles]
        cast("forms.ChoiceField", self.fields["sector"]).choices = SECTORS
        self.fields["postal_code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def clean_name(self) -> str:
        name = " ".join(str(self.cleaned_data["name"]).split())
        same = Organization.objects.filter(network=self.network, sort_name=fold(name)[:150])
        if same.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("Une organisation porte déjà ce nom dans le réseau."))
        return name

    def clean_siret(self) -> str:
        return identifiers.check("siret", self.cleaned_data["siret"])

    def clean_finess(self) -> str:
        return identifiers.check("finess", self.cleaned_data["finess"])

    def clean_uai(self) -> str:
        return identifiers.check("uai", self.cleaned_data["uai"])


class MergeForm(forms.Form):
    """Which other entry is the same organization."""

    other = forms.ModelChoiceField(
        label=_("L'autre fiche"), queryset=Organization.objects.none(), empty_label=_("Choisir")
    )

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Organization]", self.fields["other"])
        field.queryset = others


class AffiliationForm(forms.Form):
    organization = forms.CharField(
        label=_("Organisation"),
        max_length=150,
        widget=Datalist(attrs={"autocomplete": "off"}),
        help_text=_("Tapez les premières lettres. Si elle n'est pas encore connue, écrivez son nom."),
    )
    profession = forms.CharField(
        label=_("Métier ou fonction"), max_length=120, required=False, widget=Datalist(PROFESSIONS)
    )
    sector = forms.ChoiceField(
        label=_("Secteur"),
        choices=SECTORS,
        required=False,
        help_text=_("Seulement si ce n'est pas celui de l'organisation."),
    )
    starts_on = forms.DateField(label=_("Depuis"), widget=DateInput)

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].widget.attrs |= {
            "hx-get": reverse("directory:suggest", args=[member.network.slug]),
            "hx-trigger": "input changed delay:200ms",
            "hx-target": "next datalist",
        }

    def clean_organization(self) -> str:
        return " ".join(str(self.cleaned_data["organization"]).split())
