"""Measures worked by hand, folds that split no group, and the score on texts by another hand."""

import json
from pathlib import Path

import pytest

from vivant.coding.codebook import Code, Codebook
from vivant.coding.encoders import installed_encoders
from vivant.coding.evaluation import _splits, evaluate, measure, unseen
from vivant.coding.labelled import LabelledText
from vivant.coding.suggester import Suggestion

BOOK = Codebook(
    "Essai", (Code("p", "P"), Code("a", "A", "p"), Code("b", "B", "p"), Code("q", "Q"), Code("c", "C", "q"))
)
CHECK = Path(__file__).parents[2] / "data" / "coded-excerpts-check.jsonl"


def ranked(a, b, c, affirmed=None):
    scores = {"a": a, "b": b, "c": c}
    return Suggestion(tuple(sorted(scores.items(), key=lambda pair: -pair[1])), affirmed)


def test_three_texts_by_hand():
    rows = [LabelledText("1", "a"), LabelledText("2", "b", ("a",)), LabelledText("3", "c")]
    found = measure(rows, [ranked(0.5, 0.3, 0.2, "a"), ranked(0.6, 0.3, 0.1, "a"), ranked(0.3, 0.3, 0.4)], BOOK)
    assert found.accuracy_primary == pytest.approx(2 / 3)
    assert found.accuracy_any == 1
    assert found.top3 == 1
    # F1: a 2/3, b 0, c 1.
    assert found.macro_f1 == pytest.approx((2 / 3 + 0 + 1) / 3)
    # The third text: part p has 0.6, q has 0.4.
    assert found.polarity == pytest.approx(2 / 3)
    brier = [0.25 + 0.09 + 0.04, 0.36 + 0.49 + 0.01, 0.09 + 0.09 + 0.36]
    assert found.brier == pytest.approx(sum(brier) / 3)
    assert found.coverage == pytest.approx(2 / 3)
    assert found.precision_affirmed == 0.5


def test_what_cannot_be_measured_is_none():
    flat = Codebook("Plat", (Code("a", "A"),))
    found = measure(
        [LabelledText("1", "a")], [Suggestion((("a", 1.0),))], Codebook("Un", (Code("r", "R"), Code("a", "A", "r")))
    )
    assert found.polarity is None
    assert found.precision_affirmed is None
    assert measure([LabelledText("1", "a")], [Suggestion((("a", 1.0),))], flat).brier == 0


def test_the_keys_are_those_of_the_contract():
    found = measure([LabelledText("1", "a")], [ranked(1, 0, 0)], BOOK)
    assert list(found.as_dict()) == [
        "n",
        "macro_f1",
        "accuracy_primary",
        "accuracy_any",
        "top3",
        "polarity",
        "brier",
        "coverage",
        "precision_affirmed",
    ]


def test_folds_never_split_a_group_and_measure_every_row_once():
    rows = [LabelledText(str(n), "a", group=f"g{n % 7}" if n % 3 else "") for n in range(40)]
    measured = []
    for learnt, places in _splits(rows, None, 5):
        held = {rows[place].group for place in places} - {""}
        assert not held & {row.group for row in learnt}
        assert len(learnt) + len(places) == len(rows)
        measured += places
    assert sorted(measured) == list(range(40))


@pytest.mark.parametrize(
    ("rows", "options", "told"),
    [
        ([], {}, "aucun texte"),
        ([LabelledText("1", "a")], {"train": [], "folds": 2}, "choisissez"),
        ([LabelledText("1", "a", group="g"), LabelledText("2", "a", group="g")], {"folds": 2}, "1 groupes"),
    ],
)
def test_what_makes_no_sense_is_refused_in_french(rows, options, told):
    with pytest.raises(ValueError, match=told):
        evaluate(rows, codebook=BOOK, encoders=(), **options)


def test_a_coding_that_shares_its_text_or_its_group_with_what_is_measured_is_not_learnt_from():
    measured = [LabelledText("Un été", "a", group="g"), LabelledText("deux", "a")]
    learnt = [
        LabelledText("un  ete", "b"),
        LabelledText("trois", "b", group="g"),
        LabelledText("quatre", "b", group="h"),
        LabelledText("cinq", "b"),
    ]
    assert [row.text for row in unseen(learnt, measured)] == ["quatre", "cinq"]


def test_a_text_met_in_two_parts_is_learnt_from_in_neither():
    rows = [LabelledText("même texte", "a", group=f"g{n}") for n in range(4)]
    assert all(learnt == [] for learnt, _ in _splits(rows, None, 2))


def test_the_progress_names_each_part():
    rows = [LabelledText(f"texte {n}", "abc"[n % 3]) for n in range(6)]
    told = []
    evaluate(rows, codebook=BOOK, folds=2, encoders=(), progress=told.append)
    assert told == ["part 1 sur 2", "part 2 sur 2"]


def check_rows(step):
    lines = CHECK.read_text(encoding="utf-8").splitlines()[::step]
    rows = [json.loads(line) for line in lines]
    return [LabelledText(row["text"], row["primary"], tuple(filter(None, [row["secondary"]]))) for row in rows]


def test_learning_from_codings_needs_no_option_but_the_file():
    rows = check_rows(8)
    found = evaluate(rows, train=check_rows(9), encoders=())
    assert found.n == len(rows)


def test_words_alone_keep_a_decent_score_on_texts_by_another_hand():
    found = evaluate(check_rows(1), encoders=())
    assert found.macro_f1 > 0.60
    assert found.top3 > 0.88


def test_the_starter_set_alone_reaches_the_aim_on_texts_by_another_hand():
    encoders, notices = installed_encoders()
    assert notices == ()
    found = evaluate(check_rows(4), encoders=encoders)
    assert found.macro_f1 > 0.65
    assert found.accuracy_any > 0.70
    assert found.top3 > 0.92
    assert found.polarity > 0.80
    assert found.brier < 0.45
