"""What is asked to plan a meeting, to cancel it, to look for one."""

from datetime import date, datetime, time
from typing import Any, cast

from django import forms
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plateforme.meetings.models import Edition, Kind, Meeting, State
from plateforme.meetings.reads.team import may_facilitate, may_take_notes
from plateforme.networks.circles import Circle, at_most, within
from plateforme.networks.models import Membership
from plateforme.networks.roles import Permission
from plateforme.ui.forms import Datalist, DateInput, TimeInput

START, END = time(14), time(17)
YEARS = range(1950, 2201)
MORE = ("access", "facilitators", "note_takers", "capacity", "registration_open", "until", "welcome", "circle")
PLACES = 30
"""How many places met in before are suggested."""


class MeetingForm(forms.ModelForm[Meeting]):
    """A meeting, from the little that must be said (theme, day) to what may be. Kept by ``writes``."""

    day = forms.DateField(label=_("Jour"), widget=DateInput)
    starts = forms.TimeField(label=_("Début"), widget=TimeInput, initial=START)
    ends = forms.TimeField(label=_("Fin"), widget=TimeInput, initial=END)
    until = forms.DateField(
        label=_("Inscriptions jusqu'au"), widget=DateInput, required=False, help_text=_("Sinon, jusqu'au début.")
    )
    edition_title = forms.CharField(
        label=_("Nom de l'édition"),
        max_length=150,
        help_text=_("Une édition, c'est une année de rencontres autour d'un objectif."),
    )

    class Meta:
        model = Meeting
        fields = (
            "theme",
            "question",
            "kind",
            "place",
            "access",
            "edition",
            "facilitators",
            "note_takers",
            "capacity",
            "registration_open",
            "welcome",
            "circle",
        )
        labels = {"edition": _("Édition")}  # noqa: RUF012  as Django writes it
        widgets = {  # noqa: RUF012
            "place": Datalist,
            "facilitators": forms.CheckboxSelectMultiple,
            "note_takers": forms.CheckboxSelectMultiple,
            "access": forms.Textarea({"rows": 3}),
            "welcome": forms.Textarea({"rows": 4}),
            "circle": forms.RadioSelect,
        }
        help_texts = {  # noqa: RUF012
            "question": _("Une seule question, que des métiers différents peuvent se poser."),
            "access": _(
                "Bus, stationnement, accès en fauteuil, étage… Ces mots suivent l'invitation : pas de code de porte."
            ),
            "capacity": _("De 5 à 12, chacun peut parler. Au-delà, les personnes vont en liste d'attente."),
            "welcome": _("Quelques mots au début de l'invitation."),
            "registration_open": _("Chacun s'inscrit avec le lien de la rencontre, sans compte."),
        }

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        self._offer_editions()
        self._offer_people()
        self._offer_circles()
        self._offer_places()
        if self.instance.starts_at:
            self._fill_times()

    @property
    def more_is_open(self) -> bool:
        """What has its default is folded away for a new meeting, unless something there is to mend."""
        return not self.instance._state.adding or any(name in self.errors for name in MORE)

    def _offer_editions(self) -> None:
        """The editions still running; when there is none, its name is asked instead, and it is made on the way."""
        running = Edition.objects.seen_by(self.member).exclude(state=State.CLOSED)
        if self.instance.edition_id:
            running |= Edition.objects.filter(pk=self.instance.edition_id, network=self.member.network)
        offered = list(running.distinct())
        if offered or not self.member.may(Permission.MANAGE_EDITIONS):
            del self.fields["edition_title"]
            field = cast("forms.ModelChoiceField[Edition]", self.fields["edition"])
            field.queryset = running.distinct()
            self.initial["edition"] = self.initial.get("edition") or (offered[0].pk if offered else None)
            field.empty_label = None
        else:
            del self.fields["edition"]
            self.fields["edition_title"].initial = _("Rencontres %(year)s") % {"year": timezone.localdate().year}

    def _offer_people(self) -> None:
        for name, able in (("facilitators", may_facilitate), ("note_takers", may_take_notes)):
            field = cast("forms.ModelMultipleChoiceField[Membership]", self.fields[name])
            chosen = self.instance.pk and not self.instance._state.adding
            kept = getattr(self.instance, name).values("pk") if chosen else []
            field.queryset = able(self.member.network, besides=kept)

    def _offer_circles(self) -> None:
        """Those present are a circle of what happened, not of what is to come."""
        cast("forms.ChoiceField", self.fields["circle"]).choices = [
            choice for choice in at_most(Circle.PUBLIC) if choice[0] != Circle.PRESENT
        ]

    def _offer_places(self) -> None:
        places = (
            Meeting.objects.seen_by(self.member).exclude(place="").order_by("place").values_list("place", flat=True)
        )
        cast("Datalist", self.fields["place"].widget).suggestions = list(places.distinct()[:PLACES])

    def _fill_times(self) -> None:
        starts, ends = timezone.localtime(self.instance.starts_at), timezone.localtime(self.instance.ends_at)
        self.initial.update(day=starts.date(), starts=starts.time(), ends=ends.time())
        if self.instance.registration_until:
            self.initial["until"] = timezone.localtime(self.instance.registration_until).date()

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day.year not in YEARS:
            raise forms.ValidationError(_("Cette année n'est pas possible : %(year)s.") % {"year": day.year})
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if {"day", "starts", "ends"} <= data.keys():
            self._place_in_time(data["day"], data["starts"], data["ends"])
        self._check_edition_title(data)
        edition, circle = data.get("edition"), data.get("circle")
        if edition and circle and not within(circle, edition.circle):
            words = _("Cette rencontre serait plus ouverte que son édition, visible par : %(circle)s.")
            self.add_error("circle", words % {"circle": edition.get_circle_display()})
        if circle and circle not in self.member.circles and self.member not in self._team():
            self.add_error(
                "circle", _("Vous ne verriez plus cette rencontre. Ajoutez-vous à l'équipe, ou ouvrez-la plus.")
            )
        return data

    def _check_edition_title(self, data: dict[str, Any]) -> None:
        """One of this name may be there already, closed."""
        title, day = data.get("edition_title"), data.get("day")
        twins = Edition.objects.filter(network=self.member.network, title=title or "")
        if title and day and twins.filter(year=day.year).exists():
            self.add_error("edition_title", _("Une édition porte déjà ce nom cette année-là."))

    def _team(self) -> list[Membership]:
        return [*self.cleaned_data.get("facilitators", ()), *self.cleaned_data.get("note_takers", ())]

    def _place_in_time(self, day: date, starts: time, ends: time) -> None:
        if ends <= starts:
            self.add_error("ends", _("La fin vient avant le début."))
            return
        try:
            self.instance.starts_at = from_current_timezone(datetime.combine(day, starts))
            self.instance.ends_at = from_current_timezone(datetime.combine(day, ends))
        except forms.ValidationError:
            self.add_error("starts", _("Cette heure n'existe pas ce jour-là : on change d'heure."))
            return
        until: date | None = self.cleaned_data.get("until")
        if until and until > day:
            self.add_error("until", _("C'est après la rencontre."))
        self.instance.registration_until = (
            min(from_current_timezone(datetime.combine(until, time(23, 59))), self.instance.starts_at)
            if until
            else None
        )


class CancelForm(forms.Form):
    why = forms.CharField(
        label=_("Pourquoi ?"),
        max_length=300,
        help_text=_("Cette phrase est envoyée aux personnes inscrites."),
        widget=forms.Textarea({"rows": 3}),
    )


class ListForm(forms.Form):
    """What one looks for among meetings; anything else asked is left aside."""

    q = forms.CharField(label=_("Chercher"), max_length=100, required=False, widget=forms.TextInput({"type": "search"}))
    kind = forms.ChoiceField(label=_("Type"), required=False, choices=[("", _("Tous")), *Kind.choices])
    edition = forms.ModelChoiceField(
        label=_("Édition"), required=False, queryset=Edition.objects.none(), empty_label=_("Toutes")
    )

    def __init__(self, *args: Any, editions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Edition]", self.fields["edition"]).queryset = editions

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked and understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
