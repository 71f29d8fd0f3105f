"""What is written as a table is read back the same, and runs nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vivant.formats.table_writing import guarded, plain, write_table
from vivant.formats.tables import read_table

ROWS = [
    ["1", "Odile MARVEYRAC", "École ; « Les Saules »"],
    ["2", '=HYPERLINK("http://exemple.fr")', "a  b\nc"],
    ["3", "'-déjà gardé", "00123"],
    ["4", "+33", "09/01/2018"],
]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_a_table_comes_back_as_it_left(tmp_path, kind):
    path = tmp_path / f"table.{kind}"
    path.write_bytes(write_table(["id", "nom", "lieu"], ROWS, kind))
    table = read_table(path)
    assert table.columns == ("id", "nom", "lieu")
    assert [[plain(cell) for cell in row.cells.values()] for row in table.rows] == ROWS
    assert table.problems == ()


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_no_cell_begins_like_a_formula(tmp_path, kind):
    path = tmp_path / f"table.{kind}"
    path.write_bytes(write_table(["nom"], [["=1"], ["@a"], ["-1"], ["+1"]], kind))
    assert all(row.cells["nom"].startswith("'") for row in read_table(path).rows)


@given(st.text())
def test_the_guard_comes_off_whole(text):
    assert plain(guarded(text)) == text


def test_characters_that_no_file_can_hold_are_left_out():
    assert "\x00" not in write_table(["nom"], [["a\x00b"]], "csv").decode("utf-8-sig")
    assert write_table(["nom"], [["a\x0bb"]], "xlsx")
