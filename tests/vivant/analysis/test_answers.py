from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vivant.analysis.answers import answers


def unit(*degrees):
    turns = np.radians(degrees)
    return np.column_stack([np.cos(turns), np.sin(turns)]).astype(np.float32)


def pairs(found):
    return [(pair.obstacle.excerpt.id, pair.opportunity.excerpt.id, pair.shared) for pair in found]


def test_those_that_are_each_others_nearest_come_first(said):
    obstacles = [said("f1", "frein"), said("f2", "frein")]
    opportunities = [said("o1", "demain"), said("o2", "demain")]
    # f2 is closest of all to o1 (1 degree), and o1 to it; f1's nearest is o1 too, but o2's nearest is f1.
    found = answers(obstacles, opportunities, unit(0, 9), unit(10, -60), limit=10)
    assert pairs(found) == [("f2", "o1", False), ("f1", "o1", False), ("f1", "o2", False), ("f2", "o2", False)]
    assert found[0].score == pytest.approx(np.cos(np.radians(1)), abs=1e-5)


def test_an_excerpt_on_both_sides_answers_itself_and_never_as_a_close_pair(said):
    both, other = said("b", "frein demain"), said("o", "demain")
    found = answers([both], [both, other], unit(0), unit(0, 20), limit=10)
    assert pairs(found) == [("b", "b", True), ("b", "o", False)]
    assert found[0].score == 1.0


def test_shared_excerpts_leave_half_of_the_places_and_significant_ones_come_first(said):
    shared = [said(f"s{n}", "frein demain", significant=n == 3) for n in range(4)]
    obstacles, opportunities = [*shared, said("f1", "frein")], [*shared, said("o1", "demain")]
    found = answers(obstacles, opportunities, unit(*range(5)), unit(*range(5)), limit=4)
    assert pairs(found)[:2] == [("s3", "s3", True), ("s0", "s0", True)]
    assert [pair.shared for pair in found] == [True, True, False, False]
    far = answers(shared, shared, unit(0, 90, 180, 270), unit(0, 90, 180, 270), limit=3)
    assert pairs(far) == [("s3", "s3", True), ("s0", "s0", True), ("s1", "s1", True)]


def test_what_is_not_close_is_not_proposed(said):
    assert answers([said("f", "frein")], [said("o", "demain")], unit(0), unit(90), limit=5) == []
    assert answers([], [said("o", "demain")], unit()[:0], unit(90), limit=5) == []


def test_vectors_must_match_the_excerpts(said):
    with pytest.raises(ValueError, match="one vector per excerpt"):
        answers([said("f", "frein")], [], unit(0, 1), unit(), limit=5)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 90), max_size=6), st.lists(st.integers(0, 90), max_size=6), st.integers(0, 8))
def test_an_excerpt_stands_in_two_pairs_at_most_and_the_limit_holds(said, hindering, helping, limit):
    obstacles = [said(f"f{n}", "frein") for n in range(len(hindering))]
    opportunities = [said(f"o{n}", "demain") for n in range(len(helping))]
    found = answers(obstacles, opportunities, unit(*hindering), unit(*helping), limit=limit)
    uses = Counter(key for pair in pairs(found) for key in pair[:2])
    assert len(found) <= limit
    assert max(uses.values(), default=0) <= 2
    assert len(set(pairs(found))) == len(found)
    assert found == answers(obstacles, opportunities, unit(*hindering), unit(*helping), limit=limit)
