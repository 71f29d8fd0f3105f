"""French spaces and apostrophes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vivant.language.typography import NARROW, NO_BREAK, french, guillemets


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Qui paie ?", "Qui paie_?"),
        ("Qui paie?", "Qui paie_?"),
        ("Quoi ?!", "Quoi_?!"),
        ("trop ; assez", "trop_; assez"),
        ("un mot: deux", "un mot~: deux"),
        ("«oui» et « non »", "«_oui_» et «_non_»"),
        ("l'école", "l’école"),
        ("rdv à 14:30 !", "rdv à 14:30_!"),
        ("voir https://exemple.fr/a?b=c:d;e ?", "voir https://exemple.fr/a?b=c:d;e_?"),
        ("code `a ? b` et frein_humain:1", "code `a ? b` et frein_humain:1"),
        ("dit [@l12:3 ?] fin", "dit [@l12:3 ?] fin"),
        ("? seul en tête", "? seul en tête"),
        ("(?) [?]", "(?) [?]"),
        ("&nbsp; reste", "&nbsp; reste"),
        ("fin ;)", "fin ;)"),
        ("ligne\n: suite", "ligne\n: suite"),
        ("j[e n]'ai, d'« un », l'11, 5'30", "j[e n]’ai, d’«_un_», l’11, 5'30"),
        ("57 extraits le 11 octobre 2018", "57~extraits le 11~octobre 2018"),
        ("Atelier 1, pages 3 et 4, en 2018 les gens", "Atelier~1, pages~3 et 4, en 2018 les gens"),
        ("12 ou 13 personnes, 3.5 jours, 1. Freins", "12 ou 13~personnes, 3.5 jours, 1. Freins"),
        ("", ""),
    ],
)
def test_spaces_are_those_of_a_printer(typed, set_):
    assert french(typed).replace(NARROW, "_").replace(NO_BREAK, "~") == set_.replace(
        "frein_humain", "frein" + "_" + "humain"
    )


@given(st.text(alphabet="aé12l'’ \u00a0\u202f;!?:«»()[]@`*_&/.,…\n", max_size=40))
@settings(max_examples=300)
def test_setting_twice_changes_nothing_more(text):
    assert french(french(text)) == french(text)


@given(st.text(alphabet="aé1 ;!?:«»()\n", max_size=40))
@settings(max_examples=150)
def test_only_spaces_change(text):
    def bare(value):
        return "".join(value.split())

    assert bare(french(text)) == bare(text)


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ('"oui" et "non"', "«oui» et «non»"),
        ('l\'"école" ("oui").', "l'«école» («oui»)."),
        ("« il dit « non » »", "« il dit “non” »"),
        ('"il dit "non" encore"', "«il dit “non” encore»"),
        ("« oui » et « non »", "« oui » et « non »"),
        ('un écran de 14" seul', 'un écran de 14" seul'),
        ("« jamais « fermé »", "« jamais « fermé »"),
        ('`"code"` reste', '`"code"` reste'),
    ],
)
def test_straight_quotes_become_guillemets_and_inner_ones_are_curved(typed, set_):
    assert guillemets(typed) == set_


@given(st.text(alphabet="a1'\"«»“ \u202f()`.", max_size=30))
@settings(max_examples=300)
def test_marks_set_twice_change_nothing_more(text):
    once = french(guillemets(text))
    assert guillemets(guillemets(text)) == guillemets(text)
    assert french(guillemets(once)) == once
