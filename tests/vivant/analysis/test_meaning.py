import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

import vivant.analysis.meaning as meaning
from vivant.analysis.meaning import nearest, vectors_of
from vivant.analysis.vocabulary import content_words

TEXTS = [
    "Trop de sigles dans les réunions",
    "On ne comprend pas les sigles",
    "Aucun bus le mercredi",
    "Les réunions tombent le mercredi, sans bus",
    "La confiance se construit",
]


def test_words_alone_give_nearly_the_closeness_of_tf_idf():
    ours = vectors_of(TEXTS)
    theirs = TfidfVectorizer(analyzer=content_words, sublinear_tf=True).fit_transform(TEXTS).toarray()
    assert np.allclose(ours @ ours.T, theirs @ theirs.T, atol=0.12)  # 3.8 times 1/√1024


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text("abé '.", max_size=12), max_size=6))
def test_rows_are_of_length_one_or_zero(texts):
    for encoded in (None, np.random.default_rng(0).normal(size=(len(texts), 8)).astype(np.float32)):
        lengths = np.linalg.norm(vectors_of(texts, encoded), axis=1)
        assert all(abs(length) < 1e-5 or abs(length - 1) < 1e-5 for length in lengths)


def test_a_text_without_words_is_close_to_nothing():
    found = vectors_of(["?!", "le de la", "sigles"])
    assert not found[:2].any()
    assert vectors_of([]).shape == (0, 1024)


def test_encoded_vectors_are_centred_so_that_what_all_share_does_not_count():
    sense = np.random.default_rng(1).normal(size=(40, 16))
    encoded = (sense + 30).astype(np.float32)  # squeezed: every raw cosine is above 0.99
    found = vectors_of(["a"] * 40, encoded)
    off = (found @ found.T)[np.triu_indices(40, 1)]
    assert abs(off.mean()) < 0.1


def test_one_text_or_twice_the_same_one_can_be_encoded():
    one = np.ones((1, 8), dtype=np.float32)
    assert np.linalg.norm(vectors_of(["sigles"], one)) == pytest.approx(1)
    same = vectors_of(["sigles", "sigles"], np.repeat(one, 2, axis=0))
    assert same[0] @ same[1] == pytest.approx(1)


def test_one_row_a_text_is_asked_for():
    with pytest.raises(ValueError, match="2 texts and encoded vectors of shape"):
        vectors_of(["un", "deux"], np.ones((3, 4), dtype=np.float32))


def test_words_alone_are_read_the_same_in_two_calls():
    together, apart = vectors_of(["sigles", "bus"]), vectors_of(["bus"])
    assert together[1] @ apart[0] == pytest.approx(1)


@pytest.mark.parametrize("block", [1, 7, 2**22])
def test_the_nearest_are_those_of_a_full_product_whatever_the_blocks(monkeypatch, block):
    monkeypatch.setattr(meaning, "BLOCK", block)
    chance = np.random.default_rng(2)
    queries, targets = chance.normal(size=(9, 5)).astype("f4"), chance.normal(size=(12, 5)).astype("f4")
    rows, scores = nearest(queries, targets, 3)
    order = np.argsort(-(queries @ targets.T), axis=1)[:, :3]
    assert np.array_equal(rows, order)
    assert np.allclose(scores, np.take_along_axis(queries @ targets.T, order, axis=1), atol=1e-5)


def test_fewer_targets_than_asked_are_all_given_and_none_is_no_error():
    vectors = vectors_of(TEXTS)
    assert nearest(vectors, vectors[:2], 5)[0].shape == (5, 2)
    assert nearest(vectors, vectors[:0], 5)[0].shape == (5, 0)
    assert nearest(vectors[:0], vectors, 1)[1].shape == (0, 1)
