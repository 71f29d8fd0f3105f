"""Sentences and acronyms."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vivant.language import acronyms, sentences


def cut(text):
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On attend. Personne ne vient !", ["On attend.", "Personne ne vient !"]),
        ("M. Vauzelle et Mme. Roux sont venus. Bien.", ["M. Vauzelle et Mme. Roux sont venus.", "Bien."]),
        ("Le petit L. Il attend.", ["Le petit L. Il attend."]),
        ("Voir p. 12, cf. Annexe. Fin.", ["Voir p. 12, cf. Annexe.", "Fin."]),
        ("« On verra. Demain. » La mère attend.", ["« On verra. Demain. »", "La mère attend."]),
        ("« On verra. Demain.", ["« On verra.", "Demain."]),
        ("Un fait. [@a1] Un autre.", ["Un fait. [@a1]", "Un autre."]),
        ("Le budget est de 3.5 millions. Ah.", ["Le budget est de 3.5 millions.", "Ah."]),
        ("une ligne\nqui continue\nUne autre", ["une ligne\nqui continue", "Une autre"]),
        ("un\r\n\r\ndeux", ["un", "deux"]),
        ("Qui paie ?! Personne… On verra", ["Qui paie ?!", "Personne…", "On verra"]),
        ("  ", []),
    ],
)
def test_sentences_end_where_a_reader_would_stop(text, expected):
    assert cut(text) == expected


@given(st.text(alphabet='aAé M.!?…«»" \n\r[]12', max_size=60))
@settings(max_examples=150)
def test_no_character_but_blanks_is_lost_between_sentences(text):
    assert "".join("".join(cut(text)).split()) == "".join(text.split())


def found(text):
    return [text[start:end] for start, end in acronyms(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l'ITEP et les IMEs", ["ITEP", "IME"]),
        ("le CD 63, PPRE, R&D, CM2", ["CD", "PPRE", "R&D", "CM2"]),
        ("en ESS ou en EN", ["ESS", "EN"]),
        ("LES FREINS DE L'EN", []),
        ("LES FREINS\nla MDPH", ["MDPH"]),
        ("classe XIV, mot PARTENARIAT, iPhone", []),
        ("A4 et B", []),
    ],
)
def test_acronyms_are_whole_capitals_outside_headings(text, expected):
    assert found(text) == expected
