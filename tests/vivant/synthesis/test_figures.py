"""Figures come from the lists; what is not known says so."""

from vivant.corpus import Attendance, Edition, Workshop
from vivant.synthesis.figures import declared_otherwise, figures_of

WORKSHOPS = (Workshop("a1", "Un", declared=4), Workshop("a2", "Deux", declared=2), Workshop("a3", "Trois"))


def present(*rows: tuple[str, str, str, str, str]) -> Edition:
    return Edition("Essai", workshops=WORKSHOPS, attendance=tuple(Attendance(*row) for row in rows))


def test_attendances_people_organisations_and_sectors_are_four_different_counts():
    figures = figures_of(
        present(
            ("a1", "P1", "IME du Val", "éducatrice", "handicap"),
            ("a1", "P2", "IME du Val", "psychologue", "handicap"),
            ("a1", "P3", "École Jean-Brun", "enseignante", "école"),
            ("a2", "P1", "IME du Val", "éducatrice", "handicap"),
        )
    )
    assert (figures.attendances, figures.people, figures.organisations) == (4, 3, 2)
    assert figures.professions == ("enseignante", "psychologue", "éducatrice")
    assert figures.sectors == ("handicap", "école")
    assert (figures.smallest, figures.largest, figures.mean) == (1, 3, 2.0)


def test_a_person_listed_twice_at_a_workshop_is_there_once():
    assert figures_of(present(("a1", "P1", "", "", ""), ("a1", "P1", "", "", ""))).groups == {"a1": 1}


def test_without_list_only_what_the_notes_declare_is_known():
    figures = figures_of(Edition("Essai", workshops=WORKSHOPS))
    assert figures.declared
    assert figures.groups == {"a1": 4, "a2": 2}
    assert (figures.people, figures.organisations, figures.sectors) == (None, None, None)


def test_an_empty_list_is_a_list():
    figures = figures_of(present())
    assert (figures.people, figures.attendances, figures.mean) == (0, None, None)


def test_a_count_in_the_notes_that_differs_from_the_list_is_told():
    edition = present(("a1", "P1", "", "", ""), ("a2", "P1", "", "", ""), ("a2", "P2", "", "", ""))
    told = declared_otherwise(edition, {"a1": ("atelier-1.txt", 4), "a2": ("atelier-2.txt", 2)})
    assert [problem.source for problem in told] == ["atelier-1.txt"]
    assert "4 participants" in told[0].message
    assert "en compte 1" in told[0].message
