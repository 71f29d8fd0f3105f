"""Two groups out of one: as many people, as many sectors, colleagues parted."""

from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plateforme.meetings.splitting import Member, split

SECTORS, PLACES = st.sampled_from(["", "itep", "school", "justice"]), st.sampled_from(["", "a", "b", "c"])
PEOPLE = st.lists(st.tuples(SECTORS, PLACES), max_size=40).map(
    lambda rows: [Member(number, *row) for number, row in enumerate(rows)]
)

PATIENT = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@PATIENT
@given(PEOPLE)
def test_everyone_is_in_one_group_and_sizes_are_even(people):
    first, second = split(people)
    assert sorted(one.key for one in first + second) == [one.key for one in people]
    assert abs(len(first) - len(second)) <= 1


@PATIENT
@given(PEOPLE)
def test_each_sector_is_spread_evenly(people):
    first, second = (Counter(one.sector for one in group) for group in split(people))
    assert all(abs(first[sector] - second[sector]) <= 1 for sector in first | second)


@PATIENT
@given(PEOPLE)
def test_an_organization_of_a_single_sector_is_parted_evenly(people):
    first, second = (Counter((one.sector, one.organization) for one in group) for group in split(people))
    homes = Counter(place for _sector, place in {(one.sector, one.organization) for one in people})
    for sector, place in first | second:
        if place and homes[place] == 1:
            assert abs(first[sector, place] - second[sector, place]) <= 2


@PATIENT
@given(PEOPLE, st.randoms())
def test_the_same_people_give_the_same_groups(people, chance):
    shuffled = list(people)
    chance.shuffle(shuffled)
    assert split(people) == split(shuffled)


def test_colleagues_of_several_sectors_are_parted_too():
    people = [Member(1, "itep", "a"), Member(2, "itep", "b"), Member(3, "school", "a"), Member(4, "school", "b")]
    first, _second = split(people)
    assert {one.organization for one in first} == {"a", "b"}
    assert {one.sector for one in first} == {"itep", "school"}


def test_nobody_and_one_person_are_no_trouble():
    assert split([]) == ([], [])
    assert split([Member(1)]) == ([Member(1)], [])
