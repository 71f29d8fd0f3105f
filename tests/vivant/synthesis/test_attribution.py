"""Who said it: a function that three people present bear, else the sector, else nobody in particular."""

import pytest

from vivant.corpus import Attendance, Edition, Excerpt, Workshop
from vivant.synthesis.attribution import Attributions, function_key


def said(speaker: str = "", sector: str = "", workshop: str = "a1") -> Excerpt:
    return Excerpt("id", "mots", "n.txt", 0, 4, "ligne 1", 1, workshop=workshop, speaker=speaker, sector=sector)


def room(*people: tuple[str, str], workshop: str = "a1") -> Edition:
    rows = tuple(Attendance(workshop, f"P{n}", "", *one) for n, one in enumerate(people))
    return Edition("Essai", workshops=(Workshop("a1", "Un"), Workshop("a2", "Deux")), attendance=rows)


TEACHERS = [("enseignante", "école"), ("Enseignant", "école"), ("enseignante spécialisée", "école")]


@pytest.mark.parametrize(
    ("people", "speaker", "printed"),
    [
        (TEACHERS, "une enseignante", "Enseignant"),
        ([("parent", "familles")] * 3, "une mère", "parent"),
        ([("parent", "familles")] * 3, "un père", "parent"),
        (TEACHERS[:2], "une enseignante", "un participant"),
        ([*TEACHERS[:2], ("directrice d'école", "école")], "une enseignante", "secteur école"),
        ([*TEACHERS, ("parent", "familles")], "un parent", "un participant"),
        ([*TEACHERS, ("directrice d'école", "école")], "Directeur d'école", "secteur école"),
        (TEACHERS, "", "un participant"),
        (TEACHERS, "une sorcière", "un participant"),
    ],
)
def test_three_distinct_people_present_must_share_what_is_printed(people, speaker, printed):
    assert Attributions(room(*people)).of(said(speaker)) == printed


def test_one_person_listed_three_times_is_one_person():
    rows = tuple(Attendance("a1", "P1", "", "enseignante", "école") for _ in range(3))
    edition = Edition("Essai", workshops=(Workshop("a1", "Un"),), attendance=rows)
    assert Attributions(edition).of(said("une enseignante", "école")) == "un participant"


def test_people_of_another_workshop_hide_nobody_here():
    assert Attributions(room(*TEACHERS)).of(said("une enseignante", workshop="a2")) == "un participant"


def test_without_attendance_list_nobody_is_named_by_function():
    edition = Edition("Essai", workshops=(Workshop("a1", "Un"),))
    assert Attributions(edition).of(said("une enseignante", "école")) == "un participant"


def test_a_sector_noted_is_printed_when_three_present_belong_to_it():
    assert Attributions(room(*TEACHERS)).of(said("", "École")) == "secteur École"


def test_tables_follow_the_same_rule_as_quotes():
    attributions = Attributions(room(*TEACHERS, ("parent", "familles")))
    assert attributions.sector(said("un parent", "familles")) == ""
    assert attributions.sector(said("une enseignante")) == "école"
    assert attributions.function(said("un parent")) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("une éducatrice spécialisée", "Éducateur spécialisé"),
        ("la directrice d'école", "directeur d’école"),
        ("infirmières", "un infirmier"),
        ("une psychologue", "psychologue"),
        ("assistante sociale", "Assistant social"),
        ("la conseillère", "conseiller"),
        ("coordonnatrice", "coordonnateur"),
        ("chargée d'insertion", "chargé d'insertion"),
        ("une lycéenne", "lycéen"),
        ("une mère", "parent"),
    ],
)
def test_gender_and_number_do_not_make_two_functions(one, other):
    assert function_key(one) == function_key(other)


def test_two_functions_stay_two():
    assert function_key("éducatrice de jeunes enfants") != function_key("éducatrice spécialisée")
