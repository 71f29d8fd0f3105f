"""Every component on one page, with words like those of the field: to choose, to look at, to test."""

from datetime import date

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from plateforme.ui.calendar import Entry, month_of
from plateforme.ui.forms import Datalist, DateInput, TimeInput

SECTORS = [("Éducation nationale", 14), ("Médico-social", 11), ("Protection de l'enfance", 9), ("Soin psychique", 7)]
SECTORS += [("Insertion", 4), ("Justice", 2)]
MEETINGS = [
    Entry(date(2018, 1, 9), "Accueillir ensemble", "#calendrier", "14 h"),
    Entry(date(2018, 1, 9), "Comité de pilotage", "#calendrier", "17 h 30"),
    Entry(date(2018, 1, 23), "Orienter sans perdre", "#calendrier", "9 h 30"),
]


class SampleForm(forms.Form):
    """Questions of every kind."""

    error_css_class = "with-error"
    theme = forms.CharField(label=_("Thème de l'atelier"), max_length=80, help_text=_("Quelques mots suffisent."))
    held_on = forms.DateField(label=_("Jour"), widget=DateInput)
    starts_at = forms.TimeField(label=_("Début"), widget=TimeInput, required=False)
    place = forms.CharField(
        label=_("Lieu"), required=False, widget=Datalist(["Salle du foyer", "Collège des Tilleuls"])
    )
    kind = forms.ChoiceField(
        label=_("Genre de rencontre"),
        choices=[("workshop", _("Atelier")), ("training", _("Formation")), ("committee", _("Comité de pilotage"))],
        widget=forms.RadioSelect,
    )
    needs = forms.MultipleChoiceField(
        label=_("Pour que tout le monde soit à l'aise"),
        choices=[
            ("step_free", _("Accès sans marche")),
            ("sign", _("Langue des signes")),
            ("large", _("Gros caractères")),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    email = forms.EmailField(
        label=_("Adresse e-mail"), required=False, widget=forms.EmailInput({"autocomplete": "email"})
    )
    words = forms.CharField(label=_("La question posée"), widget=forms.Textarea, required=False)
    agrees = forms.BooleanField(label=_("J'accepte que mon nom figure sur la feuille de présence."))


class FilterForm(forms.Form):
    q = forms.CharField(label=_("Chercher"), required=False, widget=forms.TextInput({"type": "search"}))
    year = forms.ChoiceField(label=_("Édition"), required=False, choices=[("", _("Toutes")), ("2018", "2018")])


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    page = Paginator(range(200), 10).get_page(request.GET.get("page", 7))
    values = {
        "form": SampleForm(),
        "wrong": SampleForm({"email": "amina", "place": "Salle du foyer"}, prefix="wrong"),
        "filters": FilterForm(request.GET),
        "sectors": SECTORS,
        "month": month_of(2018, 1, MEETINGS, today=date(2018, 1, 23)),
        "page": page,
        "noon": date(2018, 1, 9),
    }
    return render(request, "ui/gallery.html", values)
