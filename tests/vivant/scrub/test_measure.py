"""How well it works, on 200 sentences written before the rules; half of them held back."""

import json
from pathlib import Path

import pytest

from vivant.scrub.measure import measure

SENTENCES = Path(__file__).with_name("data") / "sentences.jsonl"


def rows():
    return [json.loads(line) for line in SENTENCES.read_text("utf-8").splitlines()]


def test_there_are_two_hundred_sentences_in_two_halves_most_with_something_to_find():
    assert [sum(row["half"] == half for row in rows()) for half in ("seen", "held")] == [100, 100]
    assert sum(bool(row["spans"]) for row in rows()) >= 120


@pytest.mark.parametrize("half", ["seen", "held"])
def test_hardly_anyone_is_missed_and_few_alarms_are_false(half):
    result = measure(rows())[half]
    assert result["recall"] >= 0.97
    assert result["precision"] >= 0.93


def test_an_item_counts_only_if_wholly_covered_and_an_alarm_is_false_if_it_touches_none():
    table = [
        {"text": "Kévin attend Nadia", "spans": [{"text": "Kévin", "kind": "name"}], "half": "a"},
        {"text": "Mme Roux", "spans": [{"text": "voir Mme Roux"[5:], "kind": "name"}], "half": "a"},
        {"text": "Bonjour tout", "spans": [{"text": "Bonjour", "kind": "name"}], "half": "a"},
    ]
    result = measure(table)["a"]
    assert (result["n"], result["items"], result["missed"], result["findings"], result["false_alarms"]) == (
        3,
        3,
        1,
        3,
        1,
    )
    assert (result["recall"], result["precision"]) == (pytest.approx(2 / 3), pytest.approx(2 / 3))


def test_an_item_that_is_not_in_its_sentence_is_refused():
    with pytest.raises(ValueError, match="n'est pas dans"):
        measure([{"text": "rien", "spans": [{"text": "Kévin", "kind": "name"}], "half": "a"}])


def test_a_half_with_nothing_to_count_has_no_rate():
    result = measure([{"text": "rien", "spans": [], "half": "a"}])["a"]
    assert result["recall"] != result["recall"]
    assert result["precision"] != result["precision"]
