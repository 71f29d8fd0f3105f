"""Which workshop each excerpt was said in."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from vivant.corpus import NoteSheet, Workshop
from vivant.formats.notes import read_many

Read = Callable[..., NoteSheet]
LINK = Workshop("a1", "Le lien avec les familles", held_on=date(2018, 1, 9))
SECRET = Workshop("a2", "Le secret partagé", held_on=date(2018, 2, 6))


def by_workshop(sheet: NoteSheet) -> list[tuple[str, str]]:
    return [(excerpt.text, excerpt.workshop) for excerpt in sheet.excerpts]


@pytest.mark.parametrize(
    "head",
    [
        "ATELIER 3 : Le lien – mardi 9 janvier 2018 (12 participants)\n\n",
        "Atelier n°3\nLe lien\n09/01/18\n12 participants\n\n",
        "Le lien\nMardi 9 janvier 2018, mairie de Bourg-Neuf – 12 participants\n\n",
        "Thème : Le lien\nDate : 9 janv. 2018\nNombre de participants : 12\n\n",
        "# Le lien\n\n*Mardi 9 janvier 2018*, mairie\n\nNous étions 12 personnes\n\n",
        "Compte rendu de l'atelier « Le lien » du 2018-01-09\nPrésents (12) :\n- Mme X\n\n",
        "Le lien - 9 janvier 2018\nPrésents : douze\n\n",
        "Le lien\n=======\nle 09.01.2018, 9h30-12h\n(12 personnes)\n\n",
    ],
)
def test_title_date_and_number_of_people_are_understood(read: Read, head: str) -> None:
    sheet = read(f"{head}- pas de places\n")
    (workshop,) = sheet.workshops
    assert (workshop.theme, workshop.held_on, workshop.declared) == ("Le lien", date(2018, 1, 9), 12)
    assert by_workshop(sheet) == [("pas de places", "le-lien-2018-01-09")]
    assert not sheet.problems


def test_several_workshops_in_one_file_are_told_apart(read: Read) -> None:
    sheet = read("Atelier 1 : Le lien\n- un\n\nAtelier 2 : Le secret\n- deux\n")
    assert by_workshop(sheet) == [("un", "le-lien"), ("deux", "le-secret")]


def test_a_theme_met_twice_is_two_workshops(read: Read) -> None:
    sheet = read(
        "Atelier : Le lien, 9 janvier 2018\n- un\n\n6 février 2018\n- deux\n\n"
        "Atelier : Le lien, 9 janvier 2018\n- trois\n"
    )
    assert by_workshop(sheet) == [
        ("un", "le-lien-2018-01-09"),
        ("deux", "le-lien-2018-02-06"),
        ("trois", "le-lien-2018-01-09"),
    ]


def test_the_question_asked_and_the_place_are_kept(read: Read) -> None:
    sheet = read("Atelier 1 : Le lien\nLieu : mairie\n12 participants\nComment se parler ?\n\nProblèmes\n- loin\n")
    assert (sheet.workshops[0].question, sheet.workshops[0].place) == ("Comment se parler ?", "mairie")


def test_a_file_that_says_nothing_is_called_by_its_name(read: Read) -> None:
    sheet = read("- un\n", "Le lien_2018.txt")
    assert by_workshop(sheet) == [("un", "le-lien-2018")]


def test_with_one_known_workshop_every_excerpt_is_its_own(read: Read) -> None:
    sheet = read("- avant\n\nAtelier 9 : Autre chose\n15 participants\n- après\n", workshops=(LINK,))
    assert {excerpt.workshop for excerpt in sheet.excerpts} == {"a1"}
    assert sheet.workshops == (Workshop("a1", LINK.theme, held_on=LINK.held_on, declared=15),)


def test_a_date_that_is_not_that_of_the_workshop_is_told(read: Read) -> None:
    sheet = read("Le lien\n10 janvier 2018\n\n- un\n", workshops=(LINK,))
    assert "10/01/2018" in sheet.problems[0].message
    assert "09/01/2018" in sheet.problems[0].message
    assert sheet.excerpts[0].workshop == "a1"


def test_with_several_known_workshops_titles_and_dates_choose(read: Read) -> None:
    sheet = read(
        "Atelier du 6 février 2018\n- deux\n\nAtelier 1 : Lien avec les familles\n- un\n", workshops=(LINK, SECRET)
    )
    assert by_workshop(sheet) == [("deux", "a2"), ("un", "a1")]
    assert not sheet.problems


def test_a_workshop_that_is_not_known_is_told_and_its_excerpts_kept(read: Read) -> None:
    sheet = read("- avant\n\nAtelier 7 : Tout autre chose\n- un\n", workshops=(LINK, SECRET))
    assert by_workshop(sheet) == [("avant", ""), ("un", "")]
    assert len(sheet.problems) == 2


def test_an_impossible_date_is_told(read: Read) -> None:
    sheet = read("Atelier 1 : Le lien\n31/02/2018\n- un\n")
    assert "date non comprise" in sheet.problems[0].message


def test_two_files_of_one_workshop_agree_on_its_id(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Le lien\n9 janvier 2018\n\n- un\n", encoding="utf-8")
    one, other = read_many([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert one.excerpts[0].workshop == other.excerpts[0].workshop
    assert one.excerpts[0].id != other.excerpts[0].id
