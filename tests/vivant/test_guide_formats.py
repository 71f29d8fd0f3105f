"""The guide names the columns and keys that the readers know, all of them and no other."""

import dataclasses
import re
from pathlib import Path

import pytest

from vivant.coding.codebook import Code, Codebook
from vivant.corpus import Edition, Excerpt, Workshop
from vivant.formats.edition_tables import ALIASES, read_attendance, read_codings, read_decisions, read_glossary
from vivant.formats.edition_toml import KEYS, WORKSHOP_KEYS, read_edition_toml
from vivant.formats.understanding.columns import COLUMNS, columns_of

GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "formats.md"


def rows(title: str, nth: int = 0) -> list[list[list[str]]]:
    """The words between backquotes of each cell, for each row of the n-th table under a heading of the guide."""
    section = re.split(rf"(?m)^#+ {re.escape(title)}$", GUIDE.read_text(encoding="utf-8"))[1]
    tables = re.findall(r"(?m)(?:^\|.*\n)+", re.split(r"(?m)^#+ ", section)[0])
    return [
        [re.findall(r"`([^`]+)`", cell) for cell in line.strip("|").split("|")]
        for line in tables[nth].strip().split("\n")[2:]
    ]


@pytest.mark.parametrize("table", ALIASES)
def test_the_guide_lists_the_french_names_of_columns(table):
    told = {
        alias: row[0][0] for row in rows(f"`{table}.csv`" if table != "names" else "`names.csv`") for alias in row[1]
    }
    assert told == ALIASES[table]


def test_the_guide_lists_the_keys_of_the_edition_and_their_french_names():
    told = {row[0][0]: (row[1] or row[0])[0] for row in rows("`edition.toml`")}
    assert told == KEYS


def test_the_guide_lists_the_keys_of_a_workshop_and_their_french_names():
    told = {row[0][0]: (row[1] or row[0])[0] for row in rows("`edition.toml`", 1)}
    assert told == WORKSHOP_KEYS


def test_the_guide_lists_the_columns_of_notes_kept_in_a_table():
    told = [tuple(row[1]) for row in rows("Notes prises dans un tableau")]
    assert told == list(COLUMNS.values())


@pytest.mark.parametrize(("family", "name"), [(family, name) for family, names in COLUMNS.items() for name in names])
def test_each_name_of_a_column_of_notes_is_understood(family, name):
    columns = columns_of([name.capitalize()] if family == "text" else ["Extrait", name.capitalize()])
    assert columns is not None
    assert family in columns.by_family


def test_the_guide_lists_the_keys_of_a_codebook():
    assert [row[0][0] for row in rows("`codebook.json`")] == [f.name for f in dataclasses.fields(Codebook) if f.init]
    assert [row[0][0] for row in rows("`codebook.json`", 1)] == [field.name for field in dataclasses.fields(Code)]


def test_the_guide_lists_the_keys_of_an_excerpt():
    told = [key for row in rows("`vivant excerpts` écrit") for key in row[0]]
    assert told == [field.name for field in dataclasses.fields(Excerpt)]


def test_french_column_names_read_like_the_english_ones(tmp_path):
    edition = Edition("Essai", workshops=(Workshop("a1", "Essai"),))
    problems: list = []
    cases = [
        (lambda path: read_attendance(path, edition, problems), ALIASES["attendance"], "workshop", "a1"),
        (lambda path: read_codings(path, problems), ALIASES["codings"], "rank", "primary"),
        (lambda path: read_decisions(path, problems), ALIASES["names"], "decision", "keep"),
        (lambda path: read_glossary(path, problems), ALIASES["glossary"], "", ""),
    ]
    for number, (read, aliases, fixed, value) in enumerate(cases):
        known = [*dict.fromkeys(aliases.values()), *(("code",) if number == 1 else ())]
        english = tmp_path / f"en{number}.csv"
        cells = [value if column == fixed else f"v{at}" for at, column in enumerate(known)]
        english.write_text(",".join(known) + "\n" + ",".join(cells) + "\n", encoding="utf-8")
        expected = read(english)
        assert len(expected) == 1
        for alias, column in aliases.items():
            french = tmp_path / f"fr{number}-{alias}.csv"
            header = ";".join(alias.upper() if name == column else name for name in known)
            french.write_text(header + "\n" + ";".join(cells) + "\n", encoding="utf-8")
            assert read(french) == expected, alias
    assert problems == []


def test_french_keys_read_like_the_english_ones(tmp_path):
    english = """
title = "Essai"
network = "Réseau"
objective = "Se parler."
year = 2018
final_coder = "accord"
committee = ["Une, deux"]
validated_by = "le comité"
validated_on = 2018-10-11
[credits]
"Notes" = ["Une"]
[[workshop]]
id = "a1"
theme = "École"
question = "Comment ?"
date = 2018-03-02
place = "ici"
notes = ["a.txt"]
"""
    french = english
    for key, alias in {**KEYS, **WORKSHOP_KEYS}.items():
        french = re.sub(rf"(?m)^{key} =", f"{alias} =", french)
    french = french.replace("[[workshop]]", f"[[{KEYS['workshop']}]]")
    assert french != english
    read = []
    for name, text in (("en", english), ("fr", french)):
        path = tmp_path / f"{name}.toml"
        path.write_text(text, encoding="utf-8")
        read.append(read_edition_toml(path))
    assert read[0] == read[1]
    assert read[0][1] == []
