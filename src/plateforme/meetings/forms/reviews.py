"""The four questions asked at the end of a meeting."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from plateforme.meetings.models import MeetingReview
from plateforme.meetings.reads.reviews import SCALE


class ReviewForm(forms.ModelForm[MeetingReview]):
    """Each may be left out, not all four."""

    heard = forms.TypedChoiceField(
        label=_("J'ai pu dire ce que j'avais à dire"),
        choices=SCALE,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    useful = forms.TypedChoiceField(
        label=_("Ce que j'ai entendu me servira"),
        choices=SCALE,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = MeetingReview
        fields: ClassVar = ["heard", "useful", "keep", "change"]
        widgets: ClassVar = {"keep": forms.Textarea({"rows": 3}), "change": forms.Textarea({"rows": 3})}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not any(said.get(name) for name in self.Meta.fields) and not self.errors:
            raise forms.ValidationError(_("Répondez à une question au moins."))
        return said
