"""A quote is true to the letter, or shows its edits."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vivant.corpus import Excerpt
from vivant.synthesis.quotes import Ids, Quotes, letters, sought

SAID = "Il faut se mettre d'accord, ça se passe mal. On doit gérer les groupes et transmettre un savoir…"


def is_true(quote: str, said: str = SAID) -> bool:
    return sought(quote).is_in(letters(said))


@pytest.mark.parametrize(
    "quote",
    [
        "il faut se mettre d’accord",  # typographic apostrophe
        "Il faut se mettre d'accord",
        "Ça se passe mal.",  # capital at the start, full stop
        "ça se passe mal",
        "[sinon] ça se passe[ra] mal",  # a word added, an ending changed
        "« [sinon] ça se passe[ra] mal »",
        "gérer [des] groupes [de travail] et transmettre un savoir",  # a word replaced, words added
        "Il faut se mettre d'accord […] transmettre un savoir",
        "Il faut se mettre d'accord [...] transmettre un savoir",
        "[O]n doit gérer les groupes",  # a capital shown
        "il faut se mettre d'accord, ça […] mal […] groupes et transmettre",
        "ça se p[ass]e mal",  # letters inside a word, some or none
        "on doit [bien] g[é]rer [tous] les groupes",
        "ça se passe mal. On doit gérer",
        "transmettre un savoir...",
    ],
)
def test_the_edits_of_a_careful_writer_are_understood(quote):
    assert is_true(quote)


@pytest.mark.parametrize(
    "quote",
    [
        "il faut se mettre accord",  # a letter missing
        "il faut mettre d'accord",  # a word missing without a cut
        "il faudrait se mettre d'accord",
        "faut se mettre d'acc",  # ends inside a word
        "ettre d'accord",  # starts inside a word
        "transmettre un savoir […] il faut",  # the wrong order
        "ça se passe très mal",
        "se passe mal, on doit",  # another punctuation inside
        "IL FAUT SE METTRE D'ACCORD",
        "il faut […] ettre d'accord",  # a cut opens a word
        "il faut […] cord, ça",
        "il f […] d'accord",
        "il faut [se] ettre d'accord",
        "il [doit] mal",  # a bracket for more than three words
        "sepasse mal",
    ],
)
def test_any_other_change_makes_a_quote_false(quote):
    assert not is_true(quote)


def test_what_is_only_brackets_quotes_nothing():
    with pytest.raises(ValueError, match="crochets"):
        sought("[on ne sait plus] […]")


def test_spaces_and_quotation_marks_are_typography():
    assert is_true("on dit « jamais » : c’est faux", 'on dit "jamais": c\'est faux')
    assert is_true("qui paie ?", "Qui paie\u00a0?")
    assert is_true("dix-huit mois – au moins", "dix-huit mois - au moins")


def test_ligatures_and_composed_accents_are_typography():
    assert is_true("le cœur de l’équipe", "Le coeur de l'e\u0301quipe")
    assert is_true("le coeur de l'e\u0301quipe", "Le cœur de l’équipe")
    assert is_true("Œuvre commune", "une oeuvre commune")
    assert is_true("une Œuvre", "une OEuvre")
    assert is_true("ex æquo, des officiels", "ex aequo, des oﬃciels")
    assert is_true("LE CŒUR", "LE COEUR")
    assert not is_true("le cour de l'équipe", "Le cœur de l'équipe")


def test_a_name_replaced_in_the_excerpt_is_quoted_as_it_is_printed():
    assert is_true("la maman de [un enfant] n'a pas été prévenue", "la maman de [un enfant] n'a pas été prévenue")


def excerpts(*texts: str) -> list[Excerpt]:
    return [Excerpt(f"{n:08d}-x", text, "n.txt", 0, len(text), f"ligne {n}", n) for n, text in enumerate(texts, 1)]


def test_a_quote_is_looked_for_in_the_excerpts_it_names_first():
    quotes = Quotes(excerpts("on ne se connaît pas entre nous", "on ne se connaît pas du tout"))
    assert quotes.find("on ne se connaît pas", ["00000002-x"]).excerpts == ("00000002-x",)
    assert quotes.find("on ne se connaît pas").excerpts == ("00000001-x", "00000002-x")
    lost = quotes.find("pas entre nous", ["00000002-x"])
    assert (lost.excerpts, lost.elsewhere) == ((), ("00000001-x",))


LONG = " ".join(["on ne sait pas qui fait quoi dans l'équipe et à l'école"] * 400)


@pytest.mark.parametrize(
    "quote",
    [
        "on […] sait […] qui […] quoi […] l'équipe […] et […] on […] sait […] jamaisdit",
        "on [x] sait [x] qui [x] quoi [x] l'équipe [x] et [x] on [x] sait [x] jamaisdit",
        "on […] s[x]a[x]i[x]t […] qu[x]i […] [x] […] [x] [x] l'é[x]q[x]u[x]i[x]p[x]e [x] jamaisdit",
    ],
)
def test_many_edits_cost_no_more_than_the_length_of_the_excerpt(quote):
    said = letters(LONG)
    start = time.perf_counter()
    assert not sought(quote).is_in(said)
    assert sought(quote.removesuffix(" jamaisdit")).is_in(said)
    # A few hundredths of a second; trying every way of placing the edits would take longer than anyone can wait.
    assert time.perf_counter() - start < 5


def test_an_id_is_known_by_its_first_eight_characters_if_they_are_enough():
    ids = Ids(["87654321-cccc", "12345678-bbbb", "12345678-aaaa", "a1"])
    assert ids.resolve("87654321") == "87654321-cccc"
    assert ids.resolve("12345678-b") == "12345678-bbbb"
    assert ids.resolve("12345678") is None
    assert ids.resolve("8765") is None
    assert ids.resolve("99999999") is None
    assert ids.resolve("12345678-bbbb") == "12345678-bbbb"
    assert ids.resolve("a1") == "a1"


def test_an_id_that_starts_another_is_itself():
    assert Ids(["12345678", "12345678-2"]).resolve("12345678") == "12345678"


WORDS = st.lists(st.sampled_from("on ne sait pas qui fait quoi à l'école ça l’équipe d'accord".split()), min_size=3)


@given(WORDS, st.data())
def test_any_run_of_words_is_a_true_quote_of_its_excerpt(words, data):
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    assert is_true(" ".join(words[start:end]), " ".join(words))


@given(WORDS, st.data())
def test_a_word_that_nobody_said_makes_any_quote_false(words, data):
    at = data.draw(st.integers(0, len(words)))
    assert not is_true(" ".join([*words[:at], "jamaisdit", *words[at:]]), " ".join(words))
