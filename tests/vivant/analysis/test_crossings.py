import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from vivant.analysis.counts import Crossing
from vivant.analysis.crossings import residuals, striking

TABLES = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(st.integers(1, 40), min_size=width, max_size=width), min_size=2, max_size=5)
)


def crossing(*counts):
    rows = tuple(f"c{rank}" for rank in range(len(counts)))
    columns = tuple(f"a{rank}" for rank in range(len(counts[0])))
    return Crossing(rows, columns, tuple(map(tuple, counts)))


def test_a_table_worked_by_hand():
    # Totals 30, 20 and 25, 25: expected 15, 15 and 10, 10; chi² = 4 × (5²) × (1/15 + 1/10) / 2 = 8.333.
    found = residuals(crossing((20, 10), (5, 15)))
    assert found.expected == ((15, 15), (10, 10))
    assert found.chi2 == pytest.approx(25 / 3)
    assert (found.dof, found.valid) == (1, True)
    # (20 − 15) / √(15 × 0.4 × 0.5) = 2.887; in a 2 × 2 table its square is chi².
    assert found.adjusted[0] == pytest.approx((2.8868, -2.8868), abs=1e-4)


@settings(max_examples=40, deadline=None)
@given(TABLES)
def test_the_test_is_that_of_scipy(counts):
    found, hoped = residuals(crossing(*counts)), chi2_contingency(counts, correction=False)
    assert found.chi2 == pytest.approx(hoped.statistic, abs=1e-9)
    assert found.dof == hoped.dof
    assert np.allclose(found.expected, hoped.expected_freq)
    assert found.p is None or found.p == pytest.approx(hoped.pvalue)
    assert found.valid == (hoped.expected_freq.min() >= 1 and (hoped.expected_freq < 5).mean() <= 0.2)


@settings(max_examples=30, deadline=None)
@given(TABLES)
def test_rows_and_columns_play_the_same_part(counts):
    one, other = residuals(crossing(*counts)), residuals(crossing(*zip(*counts, strict=True)))
    assert one.chi2 == pytest.approx(other.chi2)
    assert np.allclose(one.adjusted, np.transpose(other.adjusted))


def test_no_p_value_is_given_when_expected_counts_are_too_small():
    found = residuals(crossing((3, 1), (1, 3)))
    assert (found.valid, found.p, found.chi2) == (False, None, pytest.approx(2.0))


def test_empty_rows_and_columns_are_left_out_of_the_test():
    found = residuals(crossing((20, 0, 10), (0, 0, 0), (5, 0, 15)))
    assert (found.chi2, found.dof) == (pytest.approx(25 / 3), 1)
    assert found.adjusted[1] == (None, None, None)
    assert found.adjusted[0][1] is None


@pytest.mark.parametrize("counts", [((0, 0), (0, 0)), ((4, 6),), ((4,), (6,))])
def test_a_table_that_cannot_be_tested_says_nothing(counts):
    found = residuals(crossing(*counts))
    assert (found.chi2, found.dof, found.p, found.valid) == (0, 0, None, False)
    assert {value for row in found.adjusted for value in row} == {None}
    assert striking(found, crossing(*counts)) == []


def test_striking_cells_come_strongest_first_whatever_their_sign():
    table = crossing((30, 10, 10), (10, 30, 10), (10, 10, 11))
    cells = striking(residuals(table), table)
    assert [(cell.row, cell.column, cell.excerpts) for cell in cells][:2] == [("c0", "a0", 30), ("c1", "a1", 30)]
    assert [abs(cell.residual) for cell in cells] == sorted((abs(cell.residual) for cell in cells), reverse=True)
    assert {cell.residual > 0 for cell in cells} == {True, False}
    assert striking(residuals(table), table, threshold=50) == []


def test_one_excerpt_out_of_place_strikes_nobody():
    table = crossing((1, 0), (1, 200))  # expected 2 × 1 / 202 in the first cell, residual near 10
    assert residuals(table).adjusted[0][0] > 5
    assert striking(residuals(table), table) == []
