"""Agreement between coders: tables of the literature, then what is undefined, then laws."""

import itertools
import time

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from vivant.coding.agreement import agreement
from vivant.coding.chance import gwet_ac1, krippendorff_alpha, masi_distances, mean_kappa
from vivant.coding.codings import Coding


def rows_of(tables):
    """Codings from {excerpt: {coder: codes}}, the first code being primary."""
    return [
        Coding(excerpt, code, coder, "secondary" if rank else "primary")
        for excerpt, read in tables.items()
        for coder, codes in read.items()
        for rank, code in enumerate(codes or [""])
    ]


def from_table(table):
    """Two coders' answers from a table of counts: first coder in rows."""
    cells = [(one, other) for one, row in enumerate(table) for other, count in enumerate(row) for _ in range(count)]
    return np.array(cells)


def test_kappa_of_the_table_of_cohen_1960():
    values = from_table([[88, 14, 18], [10, 40, 10], [2, 6, 12]])
    assert mean_kappa(values, 3, np.ones((1, 200)))[0] == pytest.approx((0.70 - 0.41) / (1 - 0.41))


def test_alpha_of_the_example_of_krippendorff_2011():
    nan = 0
    observers = np.array(
        [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, nan, nan, nan],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nan, 3],
            [nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nan],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nan],
        ]
    )
    values = observers.T - 1
    # The last unit was read once: it can't be paired.
    kept = values[(values >= 0).sum(axis=1) > 1]
    found = krippendorff_alpha(kept, 1 - np.eye(5), np.ones((1, len(kept))))[0]
    assert found == pytest.approx(0.743, abs=0.0005)


def test_ac1_of_gwet_stays_high_where_kappa_collapses():
    values = from_table([[118, 5], [2, 0]])
    whole = np.ones((1, 125))
    assert gwet_ac1(values, 2, whole)[0] == pytest.approx(0.9408, abs=0.0001)
    assert mean_kappa(values, 2, whole)[0] == pytest.approx(-0.0234, abs=0.0001)


def test_masi_by_hand():
    sets = [frozenset("ab"), frozenset("abc"), frozenset("ac"), frozenset("d")]
    distances = masi_distances(sets)
    assert distances[0, 1] == pytest.approx(1 - 2 / 3 * 2 / 3)
    assert distances[0, 2] == pytest.approx(1 - 1 / 3 * 1 / 3)
    assert distances[0, 3] == 1


def test_four_excerpts_by_hand():
    found = agreement(
        rows_of(
            {
                "1": {"A": ["lien"], "B": ["lien"]},
                "2": {"A": ["frein"], "B": ["frein"]},
                "3": {"A": ["lien"], "B": ["frein"]},
                "4": {"A": ["lien"], "B": ["lien"]},
            }
        )
    )
    assert found.n == 4
    assert found.overall.percent.value == 0.75
    # Observed 3/4; by chance (3·2 + 1·2) / 16.
    assert found.overall.kappa.value == pytest.approx((0.75 - 0.5) / 0.5)
    # π = 5/8, 3/8: by chance 2 · 15/64.
    assert found.overall.ac1.value == pytest.approx((0.75 - 30 / 64) / (1 - 30 / 64))
    # Do = 1/4; De = 2 · 5 · 3 / (8 · 7).
    assert found.overall.alpha.value == pytest.approx(1 - 0.25 / (30 / 56))
    assert found.codes["lien"].excerpts == 3


def test_an_excerpt_read_by_one_coder_does_not_count():
    found = agreement(rows_of({"1": {"A": ["x"], "B": ["x"]}, "2": {"A": ["y"]}}))
    assert found.n == 1
    assert list(found.codes) == ["x"]


def test_an_empty_code_is_a_reading_without_any_code():
    found = agreement(rows_of({"1": {"A": ["x"], "B": []}, "2": {"A": [], "B": []}, "3": {"A": ["x"], "B": ["x"]}}))
    assert found.n == 3
    assert found.overall.percent.value == pytest.approx(2 / 3)


def test_in_a_frame_what_a_coder_left_alone_is_read():
    rows = rows_of({"1": {"A": ["x"], "B": ["x"]}, "2": {"A": ["x"]}, "9": {"A": ["x"], "B": ["x"]}})
    found = agreement(rows, frame=["1", "2", "3"])
    assert found.n == 3
    assert found.codes["x"].kappa.value == pytest.approx((2 / 3 - 4 / 9) / (1 - 4 / 9))


def test_one_code_throughout_leaves_kappa_and_alpha_undefined():
    found = agreement(rows_of({str(n): {"A": ["x"], "B": ["x"]} for n in range(5)}))
    assert found.overall.kappa.value is None
    assert found.overall.alpha.value is None
    assert found.overall.ac1.value is None
    assert found.codes["x"].ac1.value == 1.0
    assert found.as_dict()["overall"]["kappa"] == {"value": None, "low": None, "high": None}


@pytest.mark.parametrize("rows", [[], rows_of({"1": {"A": ["x"]}, "2": {"B": ["x"]}})])
def test_nothing_in_common_leaves_all_undefined(rows):
    found = agreement(rows)
    assert found.n == 0
    assert found.overall.alpha_masi.value is None
    assert found.codes == {}


def test_with_three_coders_kappa_is_the_mean_over_pairs():
    chance = np.random.default_rng(3)
    values = chance.integers(0, 3, (60, 3))
    rows = [Coding(str(n), f"c{values[n, coder]}", str(coder)) for n in range(60) for coder in range(3)]
    pairs = [cohen_kappa_score(values[:, one], values[:, other]) for one, other in itertools.combinations(range(3), 2)]
    assert agreement(rows, draws=10).overall.kappa.value == pytest.approx(np.mean(pairs))


def test_sets_agree_with_the_library():
    codes = [["a"], ["a", "b"], ["b"], ["b", "a"], ["c"], ["c", "a"], []]
    chance = np.random.default_rng(5)
    picks = chance.integers(0, len(codes), (40, 3))
    tables = {str(n): {str(coder): codes[picks[n, coder]] for coder in range(3)} for n in range(40)}
    sets = [frozenset(code) for code in codes]
    distances = masi_distances(sets)
    counts = np.array([[(row == answer).sum() for answer in range(len(codes))] for row in picks])
    # The two orders of a and b are one set.
    counts[:, 1] += counts[:, 3]
    counts[:, 3] = 0
    expected = krippendorff.alpha(
        value_counts=counts,
        value_domain=list(range(len(codes))),
        level_of_measurement=lambda v1, v2, **_: distances[v1.astype(int), v2.astype(int)],
    )
    assert agreement(rows_of(tables), draws=10).overall.alpha_masi.value == pytest.approx(expected)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=4, max_size=30))
def test_kappa_and_alpha_are_those_of_the_libraries(pairs):
    values = np.array(pairs)
    whole = np.ones((1, len(values)))
    kappa = mean_kappa(values, 4, whole)[0]
    alpha = krippendorff_alpha(values, 1 - np.eye(4), whole)[0]
    if len(set(values.ravel().tolist())) == 1:
        assert np.isnan(kappa)
        assert np.isnan(alpha)
    else:
        assert kappa == pytest.approx(cohen_kappa_score(values[:, 0], values[:, 1]))
        counts = np.array([np.bincount(pair, minlength=4) for pair in values])
        assert alpha == pytest.approx(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))


def test_intervals_hold_the_value_and_are_the_same_twice():
    chance = np.random.default_rng(7)
    tables = {}
    for n in range(80):
        first = f"c{chance.integers(3)}"
        tables[str(n)] = {"A": [first], "B": [first if chance.random() < 0.7 else f"c{chance.integers(3)}"]}
    kappa = agreement(rows_of(tables)).overall.kappa
    assert kappa.low < kappa.value < kappa.high
    assert agreement(rows_of(tables)).overall.kappa == kappa


def test_a_thousand_draws_of_200_excerpts_and_8_codes_take_less_than_three_seconds():
    chance = np.random.default_rng(11)
    tables = {
        str(n): {coder: [f"c{code}" for code in chance.permutation(8)[: chance.integers(0, 3)]] for coder in "ABC"}
        for n in range(200)
    }
    start = time.perf_counter()
    agreement(rows_of(tables))
    assert time.perf_counter() - start < 3
