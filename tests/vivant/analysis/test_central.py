import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vivant.analysis.central import representatives

SENTENCE = "Les réunions tombent toujours le jour où personne ne peut"


def unit(*degrees):
    turns = np.radians(degrees)
    return np.column_stack([np.cos(turns), np.sin(turns)]).astype(np.float32)


def test_the_most_central_comes_first(said):
    coded = [said(str(n), "frein", text=f"{SENTENCE} {n}") for n in range(3)]
    assert representatives(coded, unit(-40, 0, 40), 1) == [1]


def test_a_marked_excerpt_is_preferred_and_so_is_a_sentence(said):
    marked = [said("1", "frein", text=SENTENCE), said("2", "frein", text=f"{SENTENCE} ici", significant=True)]
    assert representatives(marked, unit(0, 5), 1) == [1]
    full = [said("1", "frein", text="Réunions"), said("2", "frein", text=SENTENCE)]
    assert representatives(full, unit(0, 5), 1) == [1]


def test_the_second_chosen_says_something_else(said):
    coded = [said(str(n), "frein", text=f"{SENTENCE} {n}") for n in range(3)]
    vectors = unit(0, 2, 80)
    assert representatives(coded, vectors, 2, diversity=0.7) == [1, 2]
    assert representatives(coded, vectors, 2, diversity=0) == [1, 0]


def test_different_workshops_are_preferred(said):
    coded = [said(str(n), "frein", where, f"{SENTENCE} {n}") for n, where in enumerate(["a1", "a1", "a2"])]
    assert representatives(coded, unit(0, 0, 0), 2) == [0, 2]


def test_the_same_words_are_never_chosen_twice(said):
    coded = [said("1", "frein", "a1", "Trop de sigles."), said("2", "frein", "a2", "trop de Sigles")]
    assert representatives(coded, unit(0, 90), 2) == [0]


def test_nothing_to_choose_from_gives_nothing(said):
    assert representatives([], unit(), 3) == []
    assert representatives([said("1")], unit(0), 0) == []
    assert representatives([said("1", text="sigles")], np.zeros((1, 4), dtype=np.float32), 3) == [0]
    with pytest.raises(ValueError, match="one row an excerpt"):
        representatives([said("1")], unit(0, 1), 1)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 359), min_size=1, max_size=12), st.integers(1, 15))
def test_each_is_chosen_once_and_the_more_asked_begin_like_the_fewer(said, degrees, k):
    coded = [said(str(n), "frein", f"a{n % 3}", f"{SENTENCE} {n}") for n in range(len(degrees))]
    found = representatives(coded, unit(*degrees), k)
    assert len(found) == len(set(found)) == min(k, len(degrees))
    assert representatives(coded, unit(*degrees), k + 1)[:k] == found
