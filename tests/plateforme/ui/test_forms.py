"""A form says what it asks, what is optional, and what is to mend and where."""

from datetime import date, time

from django import forms
from django.template import Context, Template
from django.utils import translation

from plateforme.ui.forms import Datalist, DateInput, DateTimeInput, TimeInput


class Questions(forms.Form):
    theme = forms.CharField(label="Thème", help_text="Quelques mots.")
    place = forms.CharField(label="Lieu", required=False, widget=Datalist(["Salle <A>"]))
    kind = forms.ChoiceField(label="Genre", choices=[("a", "Atelier"), ("b", "Bilan")], widget=forms.RadioSelect)
    agrees = forms.BooleanField(label="J'accepte")
    token = forms.CharField(widget=forms.HiddenInput)

    def clean(self):
        raise forms.ValidationError("Ces réponses ne vont pas ensemble <b>.")


def test_only_what_is_optional_is_marked():
    page = str(Questions())
    assert page.count("(facultatif)") == 1
    assert '<label for="id_place">Lieu <span class="optional">' in page


def test_help_and_errors_are_tied_to_their_field():
    page = str(Questions({}))
    assert 'aria-describedby="id_theme_helptext id_theme_error"' in page
    assert 'id="id_theme_helptext"' in page
    assert 'id="id_theme_error"' in page
    assert 'aria-invalid="true"' in page


def test_choices_are_a_group_with_a_legend():
    page = str(Questions({}))
    assert '<fieldset aria-describedby="id_kind_error"><legend>Genre' in page


def test_the_summary_leads_to_every_field_to_mend_and_escapes_what_it_says():
    page = str(Questions({"place": "x"}))
    summary = page[: page.index('<div class="field')]
    for place in ("id_theme", "id_kind_0", "id_agrees"):
        assert f'href="#{place}"' in summary
        assert f'id="{place}"' in page
    assert "ensemble &lt;b&gt;" in summary
    assert page.count("data-error-summary") == 1


def test_a_form_without_error_has_no_summary():
    assert "error-summary" not in str(Questions())


def test_fields_laid_out_by_hand_have_the_same_summary():
    page = Template("{% load ui %}{% error_summary form %}{{ form.theme.as_field_group }}")
    drawn = page.render(Context({"form": Questions({})}))
    assert 'href="#id_theme"' in drawn
    assert "Quelques mots." in drawn


def test_two_forms_of_a_page_do_not_share_an_id():
    assert 'id="autre-errors"' in str(Questions({}, prefix="autre"))


def test_suggestions_are_escaped_and_named_by_the_field():
    page = str(Questions()["place"])
    assert 'list="id_place_suggestions"' in page
    assert '<datalist id="id_place_suggestions"><option value="Salle &lt;A&gt;">' in page


def test_days_and_hours_are_given_as_browsers_want_them():
    with translation.override("fr"):
        assert 'value="2018-01-09"' in DateInput().render("d", date(2018, 1, 9))
        assert 'value="14:30"' in TimeInput().render("t", time(14, 30))
        assert 'type="datetime-local"' in DateTimeInput().render("m", None)


def test_what_the_browser_sends_for_a_day_is_read_in_french():
    with translation.override("fr"):
        assert forms.DateField(widget=DateInput).clean("2018-01-09") == date(2018, 1, 9)
        assert forms.DateTimeField(widget=DateTimeInput).clean("2018-01-09T14:30").minute == 30
