"""A table to send."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plateforme.meetings.models import Edition
from plateforme.meetings.tables import READ_BACK, TABLES
from plateforme.networks.models import Membership
from vivant.formats.files import megabytes
from vivant.formats.table_writing import SUFFIXES

LARGEST = 5_000_000


class ImportForm(forms.Form):
    table = forms.ChoiceField(label=_("Ce que contient le tableau"), widget=forms.RadioSelect)
    edition = forms.ModelChoiceField(
        label=_("Édition"),
        queryset=Edition.objects.none(),
        required=False,
        empty_label=_("celle que dit le tableau"),
        help_text=_("Pour des rencontres ou des présences."),
    )
    file = forms.FileField(
        label=_("Fichier"),
        help_text=_("Un tableau .csv, .xlsx ou .ods, les titres des colonnes en première ligne. 5 Mo au plus."),
        widget=forms.FileInput({"accept": ",".join(f".{suffix}" for suffix in SUFFIXES)}),
    )

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose, edition = self.fields["table"], self.fields["edition"]
        assert isinstance(choose, forms.ChoiceField)  # noqa: S101  for the reader of types
        assert isinstance(edition, forms.ModelChoiceField)  # noqa: S101
        choose.choices = [(key, kind.title) for key, kind in READ_BACK.items()]
        edition.queryset = Edition.objects.seen_by(member)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                _("Ce fichier pèse %(size)s, 5 Mo au plus : coupez-le en plusieurs.") % {"size": megabytes(file.size)}
            )
        return file


class ExportForm(forms.Form):
    """What a table holds, and in which form. Read by the page of tables, which leads to the file."""

    table = forms.ChoiceField(label=_("Tableau"))
    suffix = forms.ChoiceField(
        label=_("Format"),
        choices=[("ods", _("LibreOffice (ods)")), ("xlsx", _("Excel (xlsx)")), ("csv", _("texte (csv)"))],
    )
    edition = forms.ModelChoiceField(
        label=_("Édition"), queryset=Edition.objects.none(), required=False, empty_label=_("toutes")
    )

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose, edition = self.fields["table"], self.fields["edition"]
        assert isinstance(choose, forms.ChoiceField)  # noqa: S101
        assert isinstance(edition, forms.ModelChoiceField)  # noqa: S101
        choose.choices = [(key, kind.title) for key, kind in TABLES.items()]
        edition.queryset = Edition.objects.seen_by(member)
