"""French spaces and apostrophes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vivant.language.typography import NARROW, NO_BREAK, french


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
        ("", ""),
    ],
)
def test_spaces_are_those_of_a_printer(typed, set_):
    assert french(typed).replace(NARROW, "_").replace(NO_BREAK, "~") == set_.replace(
        "frein_humain", "frein" + "_" + "humain"
    )


@given(st.text(alphabet="aé1l'’ \u00a0\u202f;!?:«»()[]@`_&/.…\n", max_size=40))
@settings(max_examples=300)
def test_setting_twice_changes_nothing_more(text):
    assert french(french(text)) == french(text)


@given(st.text(alphabet="aé1 ;!?:«»()\n", max_size=40))
@settings(max_examples=150)
def test_only_spaces_change(text):
    def bare(value):
        return "".join(value.split())

    assert bare(french(text)) == bare(text)
