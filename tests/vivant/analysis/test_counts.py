import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vivant.analysis.counts import Crossing, cross, cross_primary

CODES = ("frein", "lien", "demain")
TABLE = st.lists(
    st.tuples(st.lists(st.sampled_from(CODES), max_size=3), st.sampled_from(["", "a1", "a2"])), max_size=20
)


def workshop(one):
    return one.excerpt.workshop


def test_an_excerpt_counts_once_for_each_code_it_bears(said):
    coded = [said("1", "frein lien", "a1"), said("2", "lien lien", "a1"), said("3", "frein", "a2"), said("4", "", "a2")]
    found = cross(coded, CODES, workshop)
    assert found == Crossing(CODES, ("a1", "a2"), ((1, 1), (2, 0), (0, 0)))
    assert (found.row_totals, found.column_totals, found.total) == ((2, 2, 0), (3, 1), 4)


def test_only_the_first_code_counts_when_primaries_are_crossed(said):
    coded = [said("1", "frein lien", "a1"), said("2", "lien", "a1"), said("3", "autre frein", "a1")]
    assert cross_primary(coded, CODES, workshop).counts == ((1,), (1,), (0,))


def test_groups_stand_in_the_order_asked_then_as_met_and_the_nameless_one_is_last(said):
    coded = [said("1", "frein", ""), said("2", "frein", "a9"), said("3", "frein", "a2")]
    assert cross(coded, CODES, workshop, columns=["a1", "a2"]).columns == ("a1", "a2", "a9", "")
    assert cross(coded, CODES, workshop, columns=["", "a1"]).columns == ("a1", "a9", "a2", "")


def test_nothing_coded_gives_empty_columns():
    found = cross([], CODES, workshop, columns=["a1"])
    assert (found.counts, found.total, found.column_totals) == (((0,), (0,), (0,)), 0, (0,))
    assert cross([], [], workshop) == Crossing((), (), ())


def test_a_table_that_does_not_fit_its_labels_is_refused():
    with pytest.raises(ValueError, match="one row of counts per row"):
        Crossing(("frein",), ("a1", "a2"), ((1,),))


@settings(max_examples=30, deadline=None)
@given(TABLE, st.randoms(use_true_random=False))
def test_totals_hold_and_the_order_of_excerpts_does_not_matter(said, rows, chance: random.Random):
    coded = [said(str(n), " ".join(codes), where) for n, (codes, where) in enumerate(rows)]
    columns = ["a1", "a2", ""]
    found = cross(coded, CODES, workshop, columns=columns)
    assert found.total == sum(len(set(one.codes)) for one in coded) == sum(found.column_totals)
    assert cross_primary(coded, CODES, workshop, columns=columns).total == sum(bool(one.codes) for one in coded)
    chance.shuffle(coded)
    assert cross(coded, CODES, workshop, columns=columns) == found
