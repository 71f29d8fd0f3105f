"""What is asked of those who come: a name, and little else."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plateforme.directory.sectors import PROFESSIONS, Sector
from plateforme.meetings.models import Participant, Registration
from plateforme.meetings.writes.people import Person
from plateforme.ui.forms import Datalist

NEEDS_HELP = _(
    "Par exemple : entrée sans marche, langue des signes, pause toutes les heures. Dites ce qui vous aide, "
    "jamais un état de santé. Seule l'équipe qui prépare le lit ; c'est effacé après la rencontre."
)


def sector_choices() -> list[tuple[str, Any]]:
    return [("", _("Choisir, si vous le souhaitez")), *Sector.choices]


class PersonForm(forms.Form):
    """Who someone is. ``organizations``: names to suggest."""

    name = forms.CharField(label=_("Prénom et nom"), max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    organization = forms.CharField(
        label=_("Structure, école, service, association…"),
        max_length=150,
        required=False,
        widget=Datalist(attrs={"autocomplete": "organization"}),
    )
    profession = forms.CharField(
        label=_("Métier ou fonction"),
        max_length=120,
        required=False,
        widget=Datalist(PROFESSIONS, attrs={"autocomplete": "organization-title"}),
    )
    sector = forms.ChoiceField(label=_("Secteur"), required=False, choices=sector_choices)
    email = forms.EmailField(
        label=_("Adresse électronique"),
        required=False,
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, organizations: list[str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = self.fields["organization"].widget
        if isinstance(widget, Datalist):
            widget.suggestions = organizations or []

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if not any(character.isalpha() for character in name):
            raise forms.ValidationError(_("Écrivez un nom ou un prénom."))
        if "www." in name.lower() or set(name) & set("@/\\<>"):  # it begins a letter: no advertisement goes by it
            raise forms.ValidationError(_("Écrivez seulement un nom, sans adresse."))
        return name

    def person(self) -> Person:
        data = self.cleaned_data
        return Person(data["name"], data.get("email") or "", data["profession"], data["sector"], data["organization"])


def said_of(participant: Participant) -> dict[str, str]:
    """What is known of someone, to begin a form with."""
    return {
        "name": participant.name,
        "email": participant.email,
        "profession": participant.profession,
        "sector": participant.sector,
        "organization": str(participant.organization or ""),
    }


def needs_field() -> forms.CharField:
    return forms.CharField(
        label=Registration._meta.get_field("needs").verbose_name.capitalize(),
        max_length=300,
        required=False,
        help_text=NEEDS_HELP,
        widget=forms.Textarea({"rows": 2}),
    )


class RegisterForm(PersonForm):
    """By the public link. ``key`` makes the same form, sent twice, one registration; ``again`` stays empty: a machine
    fills it in."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, network: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _(
            "Pour une confirmation, un rappel, les prochaines invitations. Vous pouvez la laisser vide."
        )
        self.fields["needs"] = needs_field()
        self.fields["agrees"] = forms.BooleanField(
            label=_("Je suis d'accord pour que « %(network)s » garde ces informations afin de préparer ses rencontres.")
            % {"network": network},
            error_messages={"required": _("Sans votre accord, rien n'est enregistré. Vous pouvez venir tout de même.")},
        )
        self.fields["again"] = forms.CharField(
            required=False,
            label=_("Laissez cette case vide"),
            widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
        )

    @property
    def is_from_a_machine(self) -> bool:
        return bool(self.data.get(self.add_prefix("again")))


class MemberForm(PersonForm):
    """A member signed in: everything is already there."""

    def __init__(self, *args: Any, double: Participant | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["email"]
        self.fields["needs"] = needs_field()
        if double:
            self.fields["is_me"] = forms.BooleanField(
                required=False,
                label=_("Des inscriptions au nom de « %(name)s » portent la même adresse : c'est moi, les réunir.")
                % {"name": double.name},
            )


class FindLinkForm(forms.Form):
    email = forms.EmailField(label=_("Votre adresse électronique"), widget=forms.EmailInput({"autocomplete": "email"}))


class ByHandForm(PersonForm):
    """Someone who telephoned or came by."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"] = needs_field()


class MessageForm(forms.Form):
    subject = forms.CharField(label=_("Objet"), max_length=150)
    words = forms.CharField(label=_("Message"), max_length=4000, widget=forms.Textarea({"rows": 8}))
    waiting_too = forms.BooleanField(label=_("Écrire aussi aux personnes en liste d'attente"), required=False)
