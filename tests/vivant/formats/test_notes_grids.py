"""Notes kept as a table: each accepted name of a column, in each kind of file."""

import io
from collections.abc import Callable

import odfdo
import openpyxl
import pytest

from vivant.corpus import Kind, NoteSheet, Role
from vivant.formats.understanding.columns import COLUMNS

Read = Callable[..., NoteSheet]


@pytest.mark.parametrize("name", COLUMNS["text"])
def test_each_name_of_the_column_of_excerpts(read: Read, name: str) -> None:
    (excerpt,) = read(f"{name};autre\nOn attend, toujours;x\n", "n.csv").excerpts
    assert excerpt.text == "On attend, toujours"


@pytest.mark.parametrize("name", COLUMNS["workshop"])
def test_each_name_of_the_column_of_workshops(read: Read, name: str) -> None:
    assert read(f"{name};extrait\nLe lien;x y\n", "n.csv").excerpts[0].workshop == "le-lien"


@pytest.mark.parametrize("name", COLUMNS["date"])
def test_each_name_of_the_column_of_dates(read: Read, name: str) -> None:
    sheet = read(f"atelier;{name};extrait\nLe lien;09/01/2018;x y\nLe lien;6 février 2018;z\n", "n.csv")
    assert [e.workshop for e in sheet.excerpts] == ["le-lien-2018-01-09", "le-lien-2018-02-06"]


@pytest.mark.parametrize("name", COLUMNS["theme"])
def test_each_name_of_the_column_of_themes(read: Read, name: str) -> None:
    assert read(f"{name};extrait\nL'accueil;x y\n", "n.csv").excerpts[0].theme == "L'accueil"


@pytest.mark.parametrize("name", COLUMNS["speaker"])
def test_each_name_of_the_column_of_speakers(read: Read, name: str) -> None:
    assert read(f"{name};extrait\nUne éducatrice;x y\n", "n.csv").excerpts[0].speaker == "éducatrice"


@pytest.mark.parametrize("name", COLUMNS["sector"])
def test_each_name_of_the_column_of_sectors(read: Read, name: str) -> None:
    assert read(f"{name};extrait\nhandicap;x y\n", "n.csv").excerpts[0].sector == "handicap"


@pytest.mark.parametrize("name", COLUMNS["kind"])
def test_each_name_of_the_column_of_kinds(read: Read, name: str) -> None:
    kinds = [e.kind for e in read(f"{name};extrait\nCitation;a b\nQuestion;c\nConstat;d\nNote;e f\n", "n.csv").excerpts]
    assert kinds == [Kind.VERBATIM, Kind.QUESTION, Kind.OBSERVATION, Kind.REFORMULATED]


@pytest.mark.parametrize("name", COLUMNS["section"])
def test_each_name_of_the_column_of_lists(read: Read, name: str) -> None:
    assert read(f"{name};extrait\nProblème;x y\n", "n.csv").excerpts[0].section == "Problèmes"


@pytest.mark.parametrize("name", COLUMNS["declared"])
def test_each_name_of_the_column_of_people_present(read: Read, name: str) -> None:
    assert read(f"atelier;{name};extrait\nLe lien;12;x y\n", "n.csv").workshops[0].declared == 12


@pytest.mark.parametrize("name", [*COLUMNS["group"], *COLUMNS["place"], "n°"])
def test_every_other_cell_is_metadata(read: Read, name: str) -> None:
    sheet = read(f"{name};extrait\nvaleur;x y\n", "n.csv")
    assert [p.role for p in sheet.pieces if sheet.text[p.start : p.end] == "valeur"] == [Role.METADATA]


def test_the_place_is_that_of_the_workshop(read: Read) -> None:
    assert read("atelier;lieu;extrait\nLe lien;mairie;x y\n", "n.csv").workshops[0].place == "mairie"


def test_a_cell_that_may_be_a_name_is_no_speaker_and_is_told(read: Read) -> None:
    sheet = read("qui;extrait\nCamille Aubépine;x y\n", "n.csv")
    assert sheet.excerpts[0].speaker == ""
    assert sheet.problems[0].place == "ligne 2"


def test_a_missing_column_of_excerpts_names_what_is_expected_and_found(read: Read) -> None:
    sheet = read("atelier;commentaire libre\n1;x\n", "n.csv")
    assert sheet.text == ""
    assert "« extrait ou verbatim ou texte ou propos »" in sheet.problems[0].message
    assert "« commentaire libre »" in sheet.problems[0].message


def test_an_empty_excerpt_is_told_and_the_other_rows_read(read: Read) -> None:
    sheet = read("extrait;qui\n;AESH\nx y;AESH\n", "n.csv")
    assert len(sheet.excerpts) == 1
    assert sheet.problems[0].place == "ligne 2"


def test_a_list_of_bullets_in_a_cell_is_as_many_excerpts(read: Read) -> None:
    assert [e.text for e in read('extrait;qui\n"- un\n- deux";AESH\n"trois\nquatre";AESH\n', "n.csv").excerpts] == [
        "un",
        "deux",
        "trois quatre",
    ]


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_workbook_may_say_its_workshop_above_the_titles(read: Read) -> None:
    rows: list[list[object]] = [["Atelier 3 : Le lien – 9 janvier 2018"], [], ["Extrait", "Qui"], ["On attend", "AESH"]]
    sheet = read(workbook(("Notes", rows)), "n.xlsx")
    (excerpt,) = sheet.excerpts
    assert (excerpt.workshop, excerpt.place) == ("le-lien-2018-01-09", "feuille Notes, cellule A4")


def test_a_workbook_with_a_sheet_a_workshop(read: Read) -> None:
    rows: list[list[object]] = [["extrait"], ["x y"]]
    sheet = read(workbook(("Le lien", rows), ("Le secret", rows), ("Listes", [["a", "b"]])), "n.xlsx")
    assert [e.workshop for e in sheet.excerpts] == ["le-lien", "le-secret"]
    assert sheet.set_aside()[0].reason == "feuille sans colonne d'extraits"
    assert sheet.problems[0].place == "feuille Listes"


def test_an_ods_is_read_like_the_others(read: Read) -> None:
    document = odfdo.Document("spreadsheet")
    document.body.clear()
    table = odfdo.Table("Notes")
    for row in (["Atelier", "Extrait", "Fonction"], ["Le lien", "On attend", "AESH"]):
        table.append_row(odfdo.Row())
        for column, value in enumerate(row):
            table.set_value((column, table.height - 1), value)
    document.body.append(table)
    buffer = io.BytesIO()
    document.save(buffer)
    (excerpt,) = read(buffer.getvalue(), "n.ods").excerpts
    assert (excerpt.text, excerpt.workshop, excerpt.speaker) == ("On attend", "le-lien", "AESH")
    assert excerpt.place == "feuille Notes, cellule B2"
