"""What a device says of someone who is there."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from plateforme.directory.sectors import PROFESSIONS, Sector
from plateforme.meetings.models import Attendance
from plateforme.meetings.reads.registering import organization_names
from plateforme.meetings.writes.attendance import Walkin, is_signature
from plateforme.networks.circles import Reader
from plateforme.ui.forms import Datalist

MEANS_OF_THE_ROOM = [(one.value, one.label) for one in Attendance.Means if one != Attendance.Means.IMPORTED]


class RecordForm(forms.Form):
    """One tick. ``id`` was made with the page: the same tick sent twice counts once."""

    id = forms.UUIDField()
    participant = forms.UUIDField()
    means = forms.ChoiceField(choices=MEANS_OF_THE_ROOM)


class SignatureForm(forms.Form):
    """The strokes of a hand."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    signature = forms.CharField(
        widget=forms.HiddenInput,
        error_messages={"required": _("Signez dans le cadre, ou notez la présence sans signature.")},
    )

    def clean_signature(self) -> str:
        strokes: str = self.cleaned_data["signature"].strip()
        if not is_signature(strokes):
            raise forms.ValidationError(_("Cette signature n'a pas pu être lue. Effacez, puis signez à nouveau."))
        return strokes


class WalkinForm(forms.Form):
    """Someone who was not on the list."""

    name = forms.CharField(label=_("Nom et prénom"), max_length=120)
    profession = forms.CharField(
        label=_("Métier ou fonction"), max_length=120, required=False, widget=Datalist(PROFESSIONS)
    )
    sector = forms.ChoiceField(label=_("Secteur"), required=False, choices=[("", _("Je ne sais pas")), *Sector.choices])
    organization = forms.CharField(label=_("Organisation"), max_length=150, required=False, widget=Datalist())
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    person = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    means = forms.ChoiceField(widget=forms.HiddenInput, choices=MEANS_OF_THE_ROOM)
    is_new = forms.BooleanField(widget=forms.HiddenInput, required=False)
    """Said once one has seen that someone bears the same name."""

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].widget = Datalist(organization_names(reader.network, reader))

    def walkin(self) -> Walkin:
        said = self.cleaned_data
        return Walkin(said["person"], said["name"], said["profession"], said["sector"], said["organization"])
