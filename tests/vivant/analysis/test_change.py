import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vivant.analysis.change import Matches, change, matches
from vivant.analysis.proportions import difference_interval, wilson_interval


def unit(*degrees):
    turns = np.radians(degrees)
    return np.column_stack([np.cos(turns), np.sin(turns)]).astype(np.float32)


def ids(found):
    return (
        [(one.excerpt.id, other.excerpt.id) for one, other, _ in found.persists],
        [one.excerpt.id for one in found.new],
        [one.excerpt.id for one in found.gone],
    )


@pytest.mark.parametrize(
    ("counts", "interval"),
    [
        ((56, 70, 48, 80), (0.0524, 0.3339)),
        ((9, 10, 3, 10), (0.1705, 0.8090)),
        ((6, 7, 2, 7), (0.0582, 0.8062)),
        ((5, 56, 0, 29), (-0.0381, 0.1926)),
        ((0, 10, 0, 20), (-0.1611, 0.2775)),
        ((10, 10, 0, 10), (0.6075, 1.0)),
    ],
)
def test_intervals_are_those_of_newcombes_paper(counts, interval):
    assert difference_interval(*counts) == pytest.approx(interval, abs=6e-5)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_an_interval_holds_the_difference_and_turns_round_with_it(data):
    n, m = data.draw(st.integers(1, 400)), data.draw(st.integers(1, 400))
    a, b = data.draw(st.integers(0, n)), data.draw(st.integers(0, m))
    low, high = difference_interval(a, n, b, m)
    assert -1 - 1e-9 <= low <= a / n - b / m + 1e-9
    assert a / n - b / m - 1e-9 <= high <= 1 + 1e-9
    assert difference_interval(b, m, a, n) == pytest.approx((-high, -low))
    assert 0 <= wilson_interval(a, n)[0] <= a / n + 1e-9


def test_shares_are_those_of_the_coded_excerpts(said):
    current = [said("1", "frein lien"), said("2", "frein"), said("3")]
    previous = [said("4", "lien"), said("5", "frein"), said("6", "lien lien"), said("7", "lien")]
    frein, lien = change(current, previous, ["frein", "lien"])
    assert (frein.code, frein.before, frein.after, frein.difference) == ("frein", 0.25, 1.0, 0.75)
    assert (frein.low, frein.high) == pytest.approx(difference_interval(2, 2, 1, 4))
    assert (lien.before, lien.after) == (0.75, 0.5)


def test_an_edition_without_codes_is_not_compared(said):
    assert change([said("1")], [said("2", "frein")], ["frein"]) == ()
    assert change([], [], ["frein"]) == ()


def test_what_is_near_persists_what_is_far_is_new_or_gone_and_in_between_nobody_knows(said):
    current = [said("n1", "frein"), said("n2", "frein"), said("n3", "frein")]
    previous = [said("p1", "frein"), said("p2", "frein")]
    found = matches(current, previous, unit(0, 170, 40), unit(10, -80), near=0.9, far=0.5)
    assert ids(found) == ([("n1", "p1")], ["n2"], ["p2"])
    assert found.persists[0][2] == pytest.approx(np.cos(np.radians(10)), abs=1e-5)


def test_what_moved_to_another_code_neither_persists_nor_is_new(said):
    found = matches([said("n", "lien")], [said("p", "frein")], unit(0), unit(5), near=0.9, far=0.5)
    assert ids(found) == ([], [], [])


def test_the_closest_pairs_come_first(said):
    current = [said("n1", "frein"), said("n2", "frein")]
    found = matches(current, [said("p", "frein")], unit(20, 5), unit(0), near=0.5, far=0.1)
    assert ids(found)[0] == [("n2", "p"), ("n1", "p")]


def test_uncoded_excerpts_take_no_part(said):
    found = matches([said("n"), said("m", "frein")], [said("p")], unit(0, 0), unit(0))
    assert ids(found) == ([], ["m"], [])
    assert matches([], [], unit(), unit()) == Matches([], [], [])


def test_thresholds_not_given_are_learnt_from_the_excerpts(said):
    chance = np.random.default_rng(3)
    rows = chance.normal(size=(80, 60)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    coded = [said(str(n), "frein" if n % 2 else "lien") for n in range(80)]
    # The second half says the same as the first, but for its last ten excerpts.
    again = np.vstack([rows[:30], rows[70:]])
    found = matches(coded[:40], coded[40:], rows[:40], again)
    assert {(one.excerpt.id, str(int(other.excerpt.id) - 40)) for one, other, _ in found.persists} >= {
        (str(n), str(n)) for n in range(30)
    }
    assert {one.excerpt.id for one in found.gone} <= {str(n) for n in range(70, 80)}


def test_vectors_of_two_encoders_are_refused(said):
    one = [said("1", "frein")]
    with pytest.raises(ValueError, match="same encoder"):
        matches(one, one, unit(0), np.ones((1, 3), dtype=np.float32))
    with pytest.raises(ValueError, match="one vector per excerpt"):
        matches(one, one, unit(0, 1), unit(0))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 359), max_size=8), st.lists(st.integers(0, 359), max_size=8))
def test_what_is_new_one_way_is_gone_the_other_way(said, now, then):
    current = [said(f"n{n}", "frein") for n in range(len(now))]
    previous = [said(f"p{n}", "frein") for n in range(len(then))]
    forth = matches(current, previous, unit(*now), unit(*then), near=0.9, far=0.6)
    back = matches(previous, current, unit(*then), unit(*now), near=0.9, far=0.6)
    assert (forth.new, forth.gone) == (back.gone, back.new)
    assert not {one.excerpt.id for one, _, _ in forth.persists} & {one.excerpt.id for one in forth.new}
