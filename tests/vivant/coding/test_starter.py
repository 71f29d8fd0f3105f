"""The starter set: original, varied, and never the texts it is measured on."""

import csv
import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from vivant.coding.codebook import default_codebook
from vivant.coding.encoders import installed_encoders
from vivant.coding.starter import phrases_of, starter_set
from vivant.coding.vectors import key_of, shipped_vectors
from vivant.language import fold, words

ROOT = Path(__file__).parents[3]


def plain(text):
    return tuple(fold(word) for word in words(text))


def trigrams(text):
    found = plain(text)
    return frozenset(zip(found, found[1:], found[2:], strict=False))


def near_pairs(texts, limit=0.4):
    """Pairs of texts whose word trigrams have a Jaccard index above the limit."""
    grams = [trigrams(text) for text in texts]
    holders = defaultdict(list)
    pairs = []
    for rank, own in enumerate(grams):
        shared = Counter(other for gram in own for other in holders[gram])
        pairs += [(texts[other], texts[rank]) for other, n in shared.items() if n / len(own | grams[other]) > limit]
        for gram in own:
            holders[gram].append(rank)
    return pairs


def test_each_code_has_at_least_250_examples():
    counts = Counter(row.primary for row in starter_set())
    assert set(counts) == {code.key for code in default_codebook().leaves()}
    assert min(counts.values()) >= 250


def test_no_two_examples_are_nearly_the_same():
    texts = [row.text for row in starter_set()]
    assert near_pairs(texts) == []
    assert [text for text, count in Counter(map(plain, texts)).items() if count > 1] == []


def test_no_example_is_in_the_texts_it_is_measured_on():
    path = ROOT / "tests" / "data" / "coded-excerpts-check.jsonl"
    check = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    examples = [row.text for row in starter_set()]
    known = set(examples)
    assert not {plain(text) for text in check} & {plain(text) for text in examples}
    assert [pair for pair in near_pairs(check + examples) if (pair[0] in known) != (pair[1] in known)] == []


def test_no_example_is_in_the_sample_editions():
    notes = [path for path in (ROOT / "samples").rglob("notes/*") if path.suffix in {".txt", ".md", ".csv"}]
    if not notes:
        pytest.skip("les éditions d'exemple ne sont pas là")
    lines = set()
    for path in notes:
        for cells in csv.reader(path.read_text(encoding="utf-8", errors="replace").splitlines(), delimiter="\0"):
            lines.add(plain(" ".join(cells)))
    assert not {plain(row.text) for row in starter_set() if len(plain(row.text)) > 3} & lines


def test_a_secondary_code_is_another_code_of_the_book():
    book = default_codebook()
    for row in starter_set():
        assert row.primary not in row.secondary
        assert all(code in book for code in row.secondary)


def test_the_vectors_shipped_are_those_of_the_encoders_installed():
    encoders, _ = installed_encoders()
    keys = [key_of(row.text) for row in (*starter_set(), *phrases_of(default_codebook()))]
    for encoder in encoders:
        found = shipped_vectors().get(encoder.model_id, keys)
        assert len(found) == len(set(keys)), "python -m vivant.coding.starter"
        some = [row.text for row in starter_set()[::900]]
        fresh = encoder.encode(some)
        kept = [found[key_of(text)].astype("float32") for text in some]
        assert abs(fresh - kept).max() < 0.002
