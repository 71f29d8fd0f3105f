"""What is asked about a step of the run sheet, and which methods one looks for."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from plateforme.meetings.facilitation import Family, methods
from plateforme.meetings.models import RunSheetStep


def method_choices() -> list[tuple[str, object]]:
    """The methods, by moment of a meeting."""
    found: list[tuple[str, object]] = [("", _("Aucune en particulier"))]
    for family in Family:
        names = [(one.key, f"{one.name} ({one.minutes} min)") for one in methods() if one.family == family]
        found.append((str(family.label), names))
    return found


class StepForm(forms.ModelForm[RunSheetStep]):
    """A step. With a method and nothing else said, its name and its usual length will do."""

    method = forms.ChoiceField(label=_("Méthode"), choices=method_choices, required=False)

    class Meta:
        model = RunSheetStep
        fields: ClassVar = ["title", "minutes", "method", "purpose", "who", "material"]
        widgets: ClassVar = {
            "purpose": forms.Textarea({"rows": 2}),
            "minutes": forms.NumberInput({"min": 1, "max": 600, "inputmode": "numeric"}),
        }
        help_texts: ClassVar = {"material": _("Séparez par des virgules : feutres, papier, horloge.")}


class MethodFilter(forms.Form):
    """How many we are, how long we have, what for."""

    people = forms.IntegerField(
        label=_("Combien de personnes"),
        required=False,
        min_value=1,
        max_value=500,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )
    minutes = forms.IntegerField(
        label=_("Combien de minutes"),
        required=False,
        min_value=1,
        max_value=600,
        widget=forms.NumberInput({"inputmode": "numeric"}),
    )
    family = forms.ChoiceField(label=_("Pour"), required=False, choices=[("", _("Tous les moments")), *Family.choices])
