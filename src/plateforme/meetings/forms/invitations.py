"""Whom to invite to a meeting."""

import re
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from plateforme.meetings.models import Meeting
from plateforme.meetings.reads.invitations import groups, may_go_out
from plateforme.ui.templatetags.french import compte

MOST_TYPED = 100


class InviteForm(forms.Form):
    groups = forms.MultipleChoiceField(label=_("À qui écrire"), required=False, widget=forms.CheckboxSelectMultiple)
    extra = forms.CharField(
        label=_("D'autres adresses"),
        required=False,
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
        help_text=_("Une par ligne, ou séparées par des virgules."),
    )
    again = forms.BooleanField(label=_("Écrire aussi aux personnes déjà invitées à cette rencontre"), required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ticked = cast("forms.MultipleChoiceField", self.fields["groups"])
        words = str(_("personne,personnes"))
        ticked.choices = [(group.key, f"{group.label} ({compte(group.count, words)})") for group in groups(meeting)]
        if not may_go_out(meeting):
            del self.fields["extra"]

    def clean_extra(self) -> list[str]:
        typed = [word for word in re.split(r"[\s,;]+", self.cleaned_data["extra"]) if word]
        if len(typed) > MOST_TYPED:
            raise ValidationError(_("Cent adresses au plus à la fois."))
        if wrong := [word for word in typed if not _is_address(word)]:
            words = ngettext_lazy("Adresse à corriger : %(which)s", "Adresses à corriger : %(which)s", len(wrong))
            raise ValidationError(words % {"which": ", ".join(wrong[:5])})
        return [word.lower() for word in typed]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not data.get("groups") and not data.get("extra"):
            raise ValidationError(_("Choisissez au moins un groupe, ou tapez une adresse."))
        return data


def _is_address(word: str) -> bool:
    try:
        validate_email(word)
    except ValidationError:
        return False
    return True
