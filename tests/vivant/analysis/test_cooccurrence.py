import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vivant.analysis.cooccurrence import cooccurrence

CODES = ("frein", "lien", "demain")


def test_a_table_worked_by_hand(said):
    coded = [said("1", "frein lien"), said("2", "lien frein"), said("3", "frein demain"), said("4", "lien"), said("5")]
    found = cooccurrence(coded, CODES)
    assert found.counts == ((3, 2, 1), (2, 3, 0), (1, 0, 1))
    first, second = found.pairs
    assert (first.first, first.second, first.count, first.excerpts) == ("frein", "lien", 2, ("1", "2"))
    assert first.jaccard == 2 / (3 + 3 - 2)
    assert first.lift == pytest.approx(2 * 4 / (3 * 3))  # four excerpts are coded
    assert (second.first, second.second, second.lift) == ("frein", "demain", pytest.approx(4 / 3))


def test_codes_not_asked_for_are_not_counted(said):
    assert cooccurrence([said("1", "frein autre")], CODES).pairs == ()
    assert cooccurrence([], CODES).counts == ((0, 0, 0),) * 3


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.sampled_from(CODES), max_size=3), max_size=15), st.randoms(use_true_random=False))
def test_the_table_is_symmetrical_and_agrees_with_a_product_of_matrices(said, rows, chance):
    coded = [said(str(n), " ".join(codes)) for n, codes in enumerate(rows)]
    found = cooccurrence(coded, CODES)
    marks = np.array([[code in one.codes for code in CODES] for one in coded], dtype=int).reshape(-1, 3)
    assert np.array_equal(found.counts, marks.T @ marks)
    assert all(pair.count == len(pair.excerpts) and 0 < pair.jaccard <= 1 for pair in found.pairs)
    chance.shuffle(coded)
    assert cooccurrence(coded, CODES).counts == found.counts
