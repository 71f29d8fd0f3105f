"""Beginning a network and setting it."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plateforme.accounts.models import User
from plateforme.networks.models import Network
from plateforme.networks.territory import DEPARTMENTS
from vivant.language import fold

CHOICES = [(code, f"{code} – {name}") for code, name in DEPARTMENTS.items()]


class NameField(forms.CharField):
    """Asked of whoever has no name to show yet: others see a name, never an address."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Votre prénom et votre nom"),
            max_length=120,
            help_text=_("C'est ce que verront les autres membres."),
            widget=forms.TextInput({"autocomplete": "name"}),
        )


class PresentForm(forms.Form):
    """Nothing to say for whoever has a name; the name, for others."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not user.name:
            self.fields["person"] = NameField()


class FoundForm(PresentForm):
    name = forms.CharField(
        label=_("Nom du réseau"),
        max_length=120,
        help_text=_("Tel que vous le dites entre vous. Vous pourrez le changer."),
    )
    department = forms.ChoiceField(label=_("Département"), choices=[("", _("Choisir")), *CHOICES])


class DepartmentsField(forms.CharField):
    """Departments by code or by name, one or several: « 63, Allier »."""

    def prepare_value(self, value: Any) -> Any:
        return (
            ", ".join(f"{DEPARTMENTS.get(code, '')} ({code})" for code in value) if isinstance(value, list) else value
        )

    def clean(self, value: Any) -> list[str]:
        asked = [part.strip() for part in re.split(r"[,;\n]", super().clean(value)) if part.strip()]
        found = {part: code_of(part) for part in asked}
        unknown = [part for part, code in found.items() if code is None]
        if unknown:
            raise forms.ValidationError(_("Département inconnu : %(names)s") % {"names": ", ".join(unknown)[:200]})
        return list(dict.fromkeys(code for code in found.values() if code))


def code_of(words: str) -> str | None:
    """
    >>> [code_of(it) for it in ("63", "2a", "haute loire", "Puy-de-Dôme (63)", "Lune")]
    ['63', '2A', '43', '63', None]
    """
    bare = words.upper().rpartition("(")[2].rstrip(") ")
    if bare in DEPARTMENTS:
        return bare
    wanted = fold(words).replace("-", " ").replace("'", " ")
    names = {fold(name).replace("-", " ").replace("'", " "): code for code, name in DEPARTMENTS.items()}
    return names.get(wanted)


class SettingsForm(forms.ModelForm):  # type: ignore[type-arg]  # the generic is known to checkers alone
    departments = DepartmentsField(
        label=_("Départements"),
        max_length=500,
        help_text=_("Un ou plusieurs, séparés par des virgules. Par exemple : 63, Allier."),
    )

    class Meta:
        model = Network
        fields = (
            "name",
            "purpose",
            "departments",
            "contact_email",
            "controller",
            "controller_address",
            "controller_phone",
            "publication_director",
            "quorum_percent",
            "threshold",
            "attendance_months",
            "contact_months",
        )
        help_texts = {  # noqa: RUF012  read by Django
            "purpose": _("Pourquoi ce réseau existe, en une ou deux phrases. Affiché sur l'accueil."),
            "contact_email": _("Une adresse lue par plusieurs personnes. Les réponses aux courriels y arrivent."),
            "controller": _("L'association, l'établissement ou la collectivité qui répond des données."),
            "publication_director": _("Le plus souvent, la personne qui représente l'organisme."),
            "quorum_percent": _("La part des mandats du comité qui doit être présente pour valider."),
            "threshold": _("Trois au moins. En dessous, une citation n'indique ni métier ni fonction."),
        }
        widgets = {"purpose": forms.Textarea({"rows": 3}), "controller_address": forms.Textarea({"rows": 3})}  # noqa: RUF012

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())


class LegalForm(forms.Form):
    body = forms.CharField(
        label=_("Texte"),
        max_length=40_000,
        strip=True,
        widget=forms.Textarea({"rows": 24}),
        help_text=_(
            "« # » fait un titre, « - » une liste, « **mots** » du gras. "
            "Ce qui est entre {{ }} est rempli par les réglages."
        ),
    )


class CloseForm(forms.Form):
    name = forms.CharField(
        label=_("Recopiez le nom du réseau"), max_length=120, widget=forms.TextInput({"autocomplete": "off"})
    )

    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.network = network

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if " ".join(name.split()).casefold() != " ".join(self.network.name.split()).casefold():
            raise forms.ValidationError(
                _("Ce n'est pas le nom du réseau : « %(name)s ».") % {"name": self.network.name}
            )
        return name
