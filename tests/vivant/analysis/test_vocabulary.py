from vivant.analysis.vocabulary import content_words, display_forms, typed_words


def test_function_words_light_verbs_and_numbers_are_left_out():
    assert content_words("On peut faire les 3 ou trois choses qu'il dit, à l'école") == ["chose", "ecole"]


def test_words_that_propose_are_kept():
    assert content_words("il faudrait") == ["falloir"]


def test_an_acronym_keeps_its_capitals_and_a_shouted_word_loses_them():
    shown = display_forms(typed_words(["L'ITEP et les PARENTS", "ITEP"]))
    assert shown == {"itep": "ITEP", "parent": "parents"}


def test_on_a_tie_the_first_form_in_the_alphabet_is_shown():
    assert display_forms(typed_words(["réunions réunion"])) == {"reunion": "réunion"}
