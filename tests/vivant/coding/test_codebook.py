"""The codebook is a tree that says what it is."""

import pytest

from vivant.coding.codebook import Code, Codebook, codebook_from_data, codebook_to_data, default_codebook

LEAVES = [
    "frein_structurel",
    "frein_managerial",
    "frein_communication",
    "frein_humain",
    "opportunite_pensee",
    "opportunite_concret",
    "opportunite_demain",
]


def test_the_default_one_has_seven_codes_under_two_parts():
    book = default_codebook()
    assert [code.key for code in book.leaves()] == LEAVES
    assert [code.label for code in book.roots()] == ["Des obstacles", "Des opportunités"]
    assert book.part("frein_humain").key == "freins"


def test_each_code_of_the_default_one_says_when_and_when_not_with_examples():
    for code in default_codebook().leaves():
        assert code.apply
        assert code.not_apply
        assert 3 <= len(code.examples) <= 4


def test_a_path_goes_from_the_root_down():
    book = Codebook("Essai", (Code("a", "A"), Code("b", "B", "a"), Code("c", "C", "b")))
    assert [code.key for code in book.path("c")] == ["a", "b", "c"]
    assert [code.key for code in book.children("a")] == ["b"]
    assert "c" in book
    assert "z" not in book


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        ((), "vide"),
        ((Code("a", "A"), Code("a", "B")), "« a » est donnée 2 fois"),
        ((Code("a", "A", "z"),), "« z », qui n'existe pas"),
        ((Code("a", "A", "b"), Code("b", "B", "a")), "en boucle"),
        ((Code("a", "A", "a"),), "en boucle"),
        ((Code(" ", "A"),), "n'a pas de clé"),
        ((Code("a", ""),), "n'a pas d'intitulé"),
    ],
)
def test_a_tree_that_does_not_hold_is_refused_with_what_to_do(codes, told):
    with pytest.raises(ValueError, match=told):
        Codebook("Essai", codes)


def test_written_then_read_it_is_the_same():
    assert codebook_from_data(codebook_to_data(default_codebook())) == default_codebook()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ([], "objet"),
        ({"codes": "a"}, "liste"),
        ({"codes": [{"key": "a"}]}, "code n° 1"),
        ({"codes": [{"key": "a", "label": "A", "examples": "x"}]}, "liste de textes"),
        ({"codes": [{"key": "a", "label": "A", "parent": 3}]}, "parent"),
        ({"codes": [{"key": "a", "label": "A"}, {"key": "a", "label": "A"}]}, "livre.json : La clé"),
    ],
)
def test_data_of_another_shape_are_refused_with_the_rank_of_the_code(data, told):
    with pytest.raises(ValueError, match=told):
        codebook_from_data(data, "livre.json")
