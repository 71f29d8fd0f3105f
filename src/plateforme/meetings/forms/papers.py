"""What is asked to join a file to a meeting."""

from typing import Any, cast

from django import forms
from django.core.files import File
from django.utils.translation import gettext_lazy as _

from plateforme.meetings.models import Meeting
from plateforme.meetings.paper_kinds import MOST_BYTES, TYPES, Refused, read_kind, too_big
from plateforme.networks.circles import at_most


class PaperForm(forms.Form):
    file = forms.FileField(
        label=_("Fichier"),
        help_text=_("Texte, tableur, présentation, PDF ou image. 10 Mo au plus."),
        widget=forms.ClearableFileInput({"accept": ",".join(f".{suffix}" for suffix in (*TYPES, "jpeg"))}),
        error_messages={"empty": _("Ce fichier est vide.")},
    )
    title = forms.CharField(label=_("Titre"), max_length=150, required=False, help_text=_("Sinon, le nom du fichier."))
    circle = forms.ChoiceField(label=_("Visible par"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.content = b""
        circle = cast("forms.ChoiceField", self.fields["circle"])
        circle.choices = at_most(meeting.circle)
        circle.initial = meeting.circle

    def clean_file(self) -> File[bytes]:
        file: File[bytes] = self.cleaned_data["file"]
        if file.size and file.size > MOST_BYTES:
            raise forms.ValidationError(too_big())
        self.content = file.read(MOST_BYTES + 1)
        try:
            read_kind(file.name or "", self.content)
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from refused
        return file
