"""Several coders, one coding: what is kept and what is told."""

from hypothesis import given, settings
from hypothesis import strategies as st

from vivant.coding.codebook import Code, Codebook
from vivant.coding.codings import Coded, Coding, adjudicated, problems_of

BOOK = Codebook("Essai", (Code("haut", "Haut"), Code("a", "A", "haut"), Code("b", "B", "haut"), Code("c", "C", "haut")))


def test_the_final_coder_alone_is_heard():
    rows = [Coding("1", "a", "X"), Coding("1", "b", "Y"), Coding("2", "a", "X")]
    assert adjudicated(rows, "Y", book=BOOK) == {"1": Coded("b")}


def test_in_the_union_an_excerpt_is_counted_once_per_code():
    rows = [Coding("1", "a", "X"), Coding("1", "a", "Y"), Coding("1", "c", "Y", "secondary")]
    assert adjudicated(rows, book=BOOK) == {"1": Coded("a", ("c",))}


def test_the_majority_picks_the_primary_code():
    rows = [Coding("1", "a", "X"), Coding("1", "b", "Y"), Coding("1", "b", "Z")]
    assert adjudicated(rows, book=BOOK)["1"] == Coded("b", ("a",))


def test_on_a_tie_the_code_most_put_at_either_rank_wins():
    rows = [Coding("1", "a", "X"), Coding("1", "b", "Y"), Coding("1", "b", "X", "secondary")]
    assert adjudicated(rows, book=BOOK)["1"].primary == "b"


def test_on_a_full_tie_the_first_of_the_codebook_wins():
    assert adjudicated([Coding("1", "c", "X"), Coding("1", "b", "Y")], book=BOOK)["1"] == Coded("b", ("c",))


def test_a_row_typed_twice_is_one_voice():
    rows = [Coding("1", "c", "X"), Coding("1", "c", "X"), Coding("1", "b", "Y")]
    assert adjudicated(rows, book=BOOK)["1"].primary == "b"


def test_significant_for_one_is_significant():
    assert adjudicated([Coding("1", "a", "X", significant=True), Coding("1", "a", "Y")], book=BOOK)["1"].significant


def test_read_without_a_code_is_not_coded():
    assert adjudicated([Coding("1", "", "X")], book=BOOK) == {}


def test_a_code_without_any_primary_still_counts():
    assert adjudicated([Coding("1", "b", "X", "secondary")], book=BOOK)["1"] == Coded("b")


def test_rows_that_cannot_be_followed_are_told_with_their_line():
    rows = [
        Coding("1", "z", "X", place="ligne 2"),
        Coding("1", "haut", "X", place="ligne 3"),
        Coding("9", "a", "X", place="ligne 4"),
        Coding("1", "b", "X", place="ligne 5"),
        Coding("1", "", "Y", place="ligne 6"),
    ]
    told = [str(problem) for problem in problems_of(rows, BOOK, {"1"})]
    assert [line.split(" : ")[0] for line in told] == [
        "codings.csv, ligne 2",
        "codings.csv, ligne 3",
        "codings.csv, ligne 3",
        "codings.csv, ligne 4",
        "codings.csv, ligne 5",
    ]
    assert "n'est pas dans le livre de codes" in told[0]
    assert any("n'est plus dans les notes" in line for line in told)
    assert any("deux codes principaux" in line for line in told)


def test_rows_with_one_unknown_code_are_one_problem_with_their_lines():
    rows = [Coding(str(n), "z" if n != 5 else "a", "X", place=f"ligne {n}") for n in range(2, 10)]
    [problem] = problems_of(rows, BOOK)
    assert problem.place == "lignes 2 à 4, 6 à 9"
    assert problem.message.startswith("le code « z » n'est pas dans le livre de codes")


def test_a_replaced_codebook_is_one_problem_per_code():
    rows = [Coding(str(n), "yz"[n % 2], "X", place=f"ligne {n}") for n in range(2, 1000)]
    told = problems_of(rows, BOOK)
    assert len(told) == 2
    assert told[0].place.startswith("lignes 2, 4, 6")
    assert told[0].place.endswith(" et 487 autres")


def test_many_lost_excerpts_are_one_problem_and_a_few_are_told_one_by_one():
    rows = [Coding(f"perdu-{n}", "a", "X", place=f"ligne {n}") for n in range(2, 23)]
    [problem] = problems_of(rows, BOOK, {"1"})
    assert problem.place == "lignes 2 à 22"
    assert problem.message.startswith("21 extraits ne sont plus dans les notes")
    assert len(problems_of(rows[:20], BOOK, {"1"})) == 20


def test_an_excerpt_lost_for_several_coders_is_one_problem():
    rows = [Coding("9", "a", coder, place=f"ligne {n}") for n, coder in enumerate("XY", 4)]
    assert [problem.place for problem in problems_of(rows, BOOK, {"1"})] == ["lignes 4, 5"]


CODINGS = st.builds(
    Coding,
    st.sampled_from("12"),
    st.sampled_from(["a", "b", "c", ""]),
    st.sampled_from("XYZ"),
    st.sampled_from(["primary", "secondary"]),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(CODINGS, max_size=12))
def test_no_code_is_lost_nor_counted_twice_whatever_the_order(rows):
    found = adjudicated(rows, book=BOOK)
    assert found == adjudicated(rows[::-1], book=BOOK)
    for excerpt, coded in found.items():
        assert sorted(coded.codes) == sorted({row.code for row in rows if row.excerpt == excerpt and row.code})
