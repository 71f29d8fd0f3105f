"""Words, lemmas and keys to search by."""

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vivant.language import STOPWORDS, fold, is_french, lemma, lemmas, search_key, tokens, words

TYPED = st.text(alphabet="aeéèêÉçœŒAZ lLdDqu'’-–·.,;:!?«» \n0123_ﬁß…́", max_size=60)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ÉCOLE", "ecole"),
        ("Œuvre, cœur, Læticia", "oeuvre, coeur, laeticia"),
        ("l’accueil – d‘Inès", "l'accueil - d'ines"),
        ("18\u00a0ans\u202f!", "18 ans !"),
        ("e\u0301cole", "ecole"),
        ("ﬁche", "fiche"),
        ("co\u00adopérer", "cooperer"),
        ("", ""),
    ],
)
def test_all_ways_of_typing_a_word_fold_to_one(text, folded):
    assert fold(text) == folded


@given(st.text(max_size=40))
@settings(max_examples=150)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l'école n'a pas", ["l'", "école", "n'", "a", "pas"]),
        ("jusqu’à lorsqu'on", ["jusqu’", "à", "lorsqu'", "on"]),
        ("d'aujourd'hui, quelqu'un", ["d'", "aujourd'hui", "quelqu'un"]),
        ("C'est-à-dire un rendez-vous", ["C'est-à-dire", "un", "rendez-vous"]),
        ("éducateur·rice·s", ["éducateur·rice·s"]),
        ("qu'est-ce que ça coûte ?", ["qu'", "est-ce", "que", "ça", "coûte"]),
        ("e\u0301cole – 18 ans", ["e\u0301cole", "18", "ans"]),
        ("'mot' \"cité\" …", ["mot", "cité"]),
        ("", []),
    ],
)
def test_words_are_cut_as_in_french(text, expected):
    assert words(text) == expected


@given(TYPED)
@settings(max_examples=150)
def test_tokens_are_in_order_apart_and_hold_every_letter_and_digit(text):
    spans = list(tokens(text))
    assert [text[start:end] for start, end in spans] == words(text)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    held = "".join(text[start:end] for start, end in spans)
    assert sum(map(str.isalnum, held)) == sum(map(str.isalnum, text))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("éducatrices", "éducateur"),
        ("écoutés", "écouter"),
        ("Ecoles", "école"),
        ("L’", "le"),
        ("ils", "il"),
        ("Peut-on", "pouvoir"),
        ("rendez-vous", "rendez-vous"),
        ("ITEP", "ITEP"),
        ("PARENTS", "parent"),
        ("éducateur·rice", "éducateur"),
        ("zyneb", "zyneb"),
    ],
)
def test_a_word_is_brought_back_to_its_dictionary_form(word, expected):
    assert lemma(word) == expected


def test_a_text_without_words_has_no_lemma():
    assert lemmas(" … ! ") == []
    assert search_key("") == ""


def test_a_search_finds_plurals_accents_and_capitals_alike():
    assert search_key("ÉCOLES") == search_key("école") == search_key("Ecole") == "ecole"
    assert search_key("ils écoutaient") == search_key("Il ÉCOUTERA")


@pytest.mark.parametrize(
    "word", ["table", "Tables", "ECOLE", "Equipe", "jamais", "temps", "référente", "peut-on", "l'école"]
)
def test_french_words_are_known_whatever_their_case(word):
    assert is_french(word)


@pytest.mark.parametrize("word", ["Kévin", "Zyneb", "Vauzelle", "ITEP", "", "-"])
def test_names_and_acronyms_are_no_french_words(word):
    assert not is_french(word)


def test_function_words_are_stopwords_and_others_are_not():
    assert {"l'", "qu'", "le", "nous", "être", "est", "pas"} <= STOPWORDS
    assert not {"école", "parent", "confiance"} & STOPWORDS


def test_importing_the_package_does_not_read_the_dictionary():
    code = "import sys, vivant.language; vivant.language.fold('É'); sys.exit('simplemma' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
