import numpy as np
import pytest

from vivant.analysis.closeness import LEAST, closeness, evenly


def test_thresholds_are_what_chance_finds_among_other_codes():
    # Ten excerpts of "a" look among the ten of "b", and find exactly 0.5; "b" finds the same.
    a = np.tile(np.array([1, 0], dtype=np.float32), (10, 1))
    b = np.tile(np.array([0.5, 0.75**0.5], dtype=np.float32), (10, 1))
    codes = ["a"] * 10 + ["b"] * 10
    vectors = np.vstack([a, b])
    found = closeness(vectors, codes, vectors, codes)
    assert (found.near, found.far) == (pytest.approx(0.5), pytest.approx(0.5))


def test_more_chances_make_stricter_thresholds():
    chance = np.random.default_rng(0)

    def drawn(size):
        rows = chance.normal(size=(2 * size, 20)).astype(np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True), ["a", "b"] * size

    few, many = (closeness(*(drawn(size) * 2)) for size in (10, 500))
    assert LEAST.near < few.near < many.near
    assert few.far < few.near


@pytest.mark.parametrize(("codes", "others"), [(["a", "a"], ["a", "a"]), (["a", "a"], ["b", "b"]), ([], [])])
def test_with_nothing_to_learn_from_the_least_thresholds_are_taken(codes, others):
    rows = np.ones((len(codes), 2), dtype=np.float32)
    assert closeness(rows, codes, rows, others) == LEAST


@pytest.mark.parametrize(("size", "most", "ranks"), [(0, 3, []), (3, 5, [0, 1, 2]), (10, 4, [0, 2, 5, 7])])
def test_a_sample_is_spread_evenly(size, most, ranks):
    assert evenly(size, most) == ranks
