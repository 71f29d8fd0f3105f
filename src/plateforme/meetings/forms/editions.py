"""What is asked to open an edition, to change it, to move it."""

from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plateforme.meetings.models import Edition, State
from plateforme.meetings.writes.editions import neighbours
from plateforme.networks.circles import Circle, at_most
from plateforme.networks.models import Membership


class EditionForm(forms.ModelForm[Edition]):
    class Meta:
        model = Edition
        fields = ("title", "year", "objective", "circle")
        widgets = {"objective": forms.Textarea({"rows": 5}), "circle": forms.RadioSelect}  # noqa: RUF012
        help_texts = {  # noqa: RUF012
            "objective": _("Ce que ces rencontres doivent changer. Le comité de pilotage le fixe avec vous."),
            "circle": _("Les rencontres d'une édition ne sont jamais plus ouvertes qu'elle."),
        }

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        self.instance.network = member.network
        self.fields["year"].initial = timezone.localdate().year
        circle = cast("forms.ChoiceField", self.fields["circle"])
        circle.choices = [choice for choice in at_most(Circle.PUBLIC) if choice[0] != Circle.PRESENT]

    def clean_circle(self) -> str:
        circle: str = self.cleaned_data["circle"]
        if circle not in self.member.circles:
            raise forms.ValidationError(_("Vous ne verriez plus cette édition."))
        return circle

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        twins = Edition.objects.filter(network=self.member.network, title=data.get("title", ""))
        if data.get("year") and twins.filter(year=data["year"]).exclude(pk=self.instance.pk).exists():
            self.add_error("title", _("Une édition porte déjà ce nom cette année-là."))
        return data


class StateForm(forms.Form):
    """The state wanted, one away from the present one; going back says why."""

    to = forms.ChoiceField(choices=State.choices, widget=forms.HiddenInput)
    why = forms.CharField(label=_("Pourquoi revenir en arrière ?"), max_length=120, required=False)

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before, self.after = neighbours(edition)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("to") or data["to"] not in (self.before, self.after):
            raise forms.ValidationError(_("Cette édition a changé d'étape entre-temps. Regardez où elle en est."))
        if data["to"] == self.before and not data.get("why"):
            self.add_error("why", _("Quelques mots, pour les autres."))
        return data
