"""When and where the second group meets."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plateforme.meetings.models import Meeting
from plateforme.meetings.writes.splitting import When
from plateforme.ui.forms import DateInput, TimeInput


class GroupsForm(forms.Form):
    """The same hour in another room, or another day."""

    day = forms.DateField(label=_("Jour du deuxième groupe"), widget=DateInput)
    starts = forms.TimeField(label=_("Début"), widget=TimeInput)
    ends = forms.TimeField(label=_("Fin"), widget=TimeInput)
    place = forms.CharField(
        label=_("Lieu du deuxième groupe"),
        max_length=200,
        help_text=_("Une autre salle, si les deux groupes se tiennent en même temps."),
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
        initial = {"day": starts.date(), "starts": starts.time(), "ends": ends.time(), "place": meeting.place}
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        self.meeting = meeting

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        found["everyone"] = self._everyone()
        if not {"day", "starts", "ends"} <= found.keys():
            return found
        found["starts_at"] = from_current_timezone(datetime.combine(found["day"], found["starts"]))
        found["ends_at"] = from_current_timezone(datetime.combine(found["day"], found["ends"]))
        if found["ends_at"] <= found["starts_at"]:
            self.add_error("ends", _("La fin vient après le début."))
        elif found["starts_at"] <= timezone.now():
            self.add_error("day", _("Ce moment est déjà passé."))
        elif self._is_same_room(found):
            self.add_error(
                "place", _("Les deux groupes seraient dans la même salle à la même heure : changez l'un des deux.")
            )
        return found

    def _everyone(self) -> set[UUID]:
        """The registrations that were on screen."""
        try:
            return {UUID(key) for key in self.data.getlist("everyone")}  # type: ignore[attr-defined]
        except ValueError:
            return set()

    def _is_same_room(self, found: dict[str, Any]) -> bool:
        here, there = self.meeting.place.strip().casefold(), str(found.get("place", "")).strip().casefold()
        return here == there and bool(
            found["starts_at"] < self.meeting.ends_at and found["ends_at"] > self.meeting.starts_at
        )

    def when(self) -> When:
        return When(self.cleaned_data["starts_at"], self.cleaned_data["ends_at"], self.cleaned_data["place"])
