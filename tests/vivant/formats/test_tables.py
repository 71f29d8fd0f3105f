"""A table is read the same way whatever spreadsheet saved it."""

from pathlib import Path

import openpyxl
import pytest

from vivant.formats.tables import read_table


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"Atelier{delimiter}Personne\n1{delimiter}p01\n", encoding="utf-8")
    table = read_table(path)
    assert table.columns == ("atelier", "personne")
    assert [row.cells for row in table.rows] == [{"atelier": "1", "personne": "p01"}]
    assert table.delimiter == delimiter


def test_column_names_are_folded_and_aliases_replaced(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("Thème ;PERSONNE\nLe lien;p01\n".encode("cp1252"))
    table = read_table(path, required=("theme", "person"), aliases={"personne": "person"})
    assert table.rows[0].cells == {"theme": "Le lien", "person": "p01"}
    assert table.encoding == "Windows-1252"
    assert not table.problems


def test_a_missing_column_names_those_found_and_those_expected(tmp_path: Path) -> None:
    path = tmp_path / "presences.csv"
    path.write_text("atelier;nom\n1;x\n", encoding="utf-8")
    table = read_table(path, required=("workshop", "person"))
    assert not table.rows
    said = str(table.problems[0])
    assert said.startswith("presences.csv, ligne 1 : ")
    assert "« workshop », « person »" in said
    assert "« atelier », « nom »" in said


def test_a_row_with_too_many_cells_is_told_and_left_out(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1,2\nun, deux, trois\n3,4\n", encoding="utf-8")
    table = read_table(path)
    assert [row.line for row in table.rows] == [2, 4]
    assert [problem.place for problem in table.problems] == ["ligne 3"]


def test_a_short_row_is_completed_and_an_empty_one_skipped(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a;b\n1\n;\n\n2;x\n", encoding="utf-8")
    assert [(row.line, row.cells["b"]) for row in read_table(path).rows] == [(2, ""), (5, "x")]


def test_a_quoted_cell_holds_delimiters_quotes_and_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('a;b\n"un; ""deux""\ntrois";x\nfin;y\n', encoding="utf-8")
    rows = read_table(path).rows
    assert rows[0].cells["a"] == 'un; "deux"\ntrois'
    assert [row.line for row in rows] == [2, 4]


def test_a_quote_never_closed_costs_one_line_alone(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('a;b\n"ouvert;x\n' + "suite;y\n" * 300, encoding="utf-8")
    table = read_table(path)
    assert len(table.rows) == 301
    assert [problem.place for problem in table.problems] == ["ligne 2"]


def test_a_file_of_one_column_is_not_cut_at_its_commas(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("extrait\nOn attend, encore, toujours\n", encoding="utf-8")
    assert read_table(path).rows[0].cells == {"extrait": "On attend, encore, toujours"}


def test_the_hint_that_excel_writes_is_not_a_row(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("sep=;\na;b\n1;2\n", encoding="utf-8")
    assert read_table(path).rows[0].cells == {"a": "1", "b": "2"}


def test_cells_of_a_workbook_read_as_a_person_copies_them(tmp_path: Path) -> None:
    from datetime import datetime

    path = tmp_path / "t.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Présents"
    for row in (["Atelier", "Date", "Nombre"], ["Le lien", datetime(2018, 1, 9), 12.0]):
        sheet.append(row)
    book.save(path)
    table = read_table(path)
    assert table.rows[0].cells == {"atelier": "Le lien", "date": "2018-01-09", "nombre": "12"}
    assert table.rows[0].place == "feuille Présents, ligne 2"


def test_of_several_sheets_the_one_with_the_columns_is_read(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["Mode d'emploi"])  # type: ignore[union-attr]
    sheet = book.create_sheet("Liste")
    sheet.append(["workshop", "person"])
    sheet.append(["1", "p01"])
    book.save(path)
    assert read_table(path, required=("person",)).sheet == "Liste"


def test_a_file_that_is_no_table_is_a_problem_not_an_error(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b"%PDF-1.7 ...")
    table = read_table(path)
    assert not table.rows
    assert "pas un tableau" in table.problems[0].message
    assert "introuvable" in read_table(tmp_path / "absent.csv").problems[0].message
