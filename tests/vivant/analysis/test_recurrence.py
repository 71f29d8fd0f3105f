import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vivant.analysis.recurrence import Recurrence, echoes, recurrence


def unit(*degrees):
    turns = np.radians(degrees)
    return np.column_stack([np.cos(turns), np.sin(turns)]).astype(np.float32)


def test_words_and_codes_said_everywhere_and_once(said):
    coded = [
        said("1", "frein", "a1", "Les parents, les parents", theme="La famille"),
        said("2", "frein lien", "a1", "un parent seul"),
        said("3", "frein", "a2", "Parents et école", theme="la  Famille"),
        said("4", "", "a2", "l'école", theme="L'école"),
    ]
    found = recurrence(coded, ["frein", "lien", "demain"], ["a1", "a2"])
    assert found.everywhere == (("parents", 3),)
    assert (found.codes_everywhere, found.once) == (("frein",), (("lien", "a1"),))
    assert ("L'école", "a2") in found.themes_once


def test_a_workshop_without_excerpts_is_not_waited_for(said):
    coded = [said("1", "frein", "a1", "parents"), said("2", "frein", "a2", "parents"), said("3", "frein", "", "bus")]
    assert recurrence(coded, ["frein"], ["a1", "a2", "a3"]).everywhere == (("parents", 2),)


def test_one_workshop_alone_repeats_nothing(said):
    assert recurrence([said("1", "frein", "a1", "parents")], ["frein"], ["a1"]) == Recurrence((), (), (), ())
    assert recurrence([], [], []) == Recurrence((), (), (), ())


def test_near_excerpts_of_one_code_in_three_workshops_are_an_echo(said):
    coded = [said(str(n), "frein", f"a{n}") for n in range(3)] + [said("3", "lien", "a4"), said("4", "frein", "a0")]
    found = echoes(coded, unit(0, 10, 20, 10, 90), threshold=0.9)
    assert [(echo.code, echo.excerpts, echo.workshops) for echo in found] == [
        ("frein", ("1", "0", "2"), ("a0", "a1", "a2"))
    ]
    assert echoes(coded, unit(0, 10, 20, 10, 90), threshold=0.99) == []
    assert echoes(coded, unit(0, 10, 20, 10, 90), threshold=0.9, workshops=4) == []


def test_no_chain_of_small_steps_joins_strangers(said):
    coded = [said(str(n), "frein", f"a{n}") for n in range(5)]
    near = float(np.cos(np.radians(10))) - 1e-4
    found = echoes(coded, unit(0, 10, 20, 30, 40), threshold=near)
    assert [echo.excerpts for echo in found] == [("1", "0", "2")]


def test_the_widest_echo_comes_first_and_an_excerpt_is_in_one_only(said):
    coded = [said(f"n{n}", "frein", f"a{n % 3}") for n in range(3)] + [
        said(f"w{n}", "frein", f"a{n}") for n in range(5)
    ]
    found = echoes(coded, unit(0, 1, 2, 90, 91, 92, 93, 94), threshold=0.99)
    assert [len(echo.workshops) for echo in found] == [5, 3]
    assert len({key for echo in found for key in echo.excerpts}) == 8


def test_excerpts_without_code_or_workshop_echo_nothing(said):
    assert echoes([said(str(n), "", f"a{n}") for n in range(3)], unit(0, 0, 0), threshold=0.5) == []
    assert echoes([said(str(n), "frein") for n in range(3)], unit(0, 0, 0), threshold=0.5) == []
    assert echoes([], unit()) == []
    with pytest.raises(ValueError, match="one row an excerpt"):
        echoes([said("1")], unit(0, 1))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 359), st.sampled_from("abcd")), max_size=20))
def test_every_member_of_an_echo_is_near_its_first_excerpt(said, drawn):
    coded = [said(str(n), "frein", where) for n, (_, where) in enumerate(drawn)]
    vectors = unit(*(degrees for degrees, _ in drawn))
    found = echoes(coded, vectors, threshold=0.9)
    members = [key for echo in found for key in echo.excerpts]
    assert len(members) == len(set(members))
    for echo in found:
        rows = [int(key) for key in echo.excerpts]
        assert (vectors[rows] @ vectors[rows[0]] >= 0.9 - 1e-5).all()
        assert {coded[row].excerpt.workshop for row in rows} == set(echo.workshops)
        assert len(echo.workshops) >= 3
