"""``vivant agreement`` as it is typed: who counts as a coder, which rows count, what is told."""

import json

import pytest
from click.testing import CliRunner, Result

from vivant.cli.main import vivant_group

CODINGS = """excerpt,code,coder,rank
e1,frein_humain,A,primary
e1,frein_humain,B,primary
e2,frein_humain,A,primary
e2,frein_structurel,B,primary
e3,,A,
e3,,B,
e3,frein_humain,accord,primary
"""


def agreement(*arguments: object, given: str = "") -> Result:
    return CliRunner().invoke(vivant_group, ["agreement", *map(str, arguments)], input=given.encode())


@pytest.fixture
def codings(tmp_path):
    path = tmp_path / "codages.csv"
    path.write_text(CODINGS, encoding="utf-8")
    return path


def test_a_table_of_codings_is_read(codings):
    result = agreement(codings, "--without", "accord", "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (found["n"], found["coders"]) == (3, 2)
    assert found["overall"]["percent"]["value"] == pytest.approx(2 / 3)
    assert set(found["overall"]["kappa"]) == {"value", "low", "high"}
    assert "3 extraits lus par deux codeurs" in agreement(codings, "--without", "accord").stdout


def test_standard_input_is_a_table_too():
    found = agreement("-", "--without", "accord", "--json", given=CODINGS)
    assert found.exit_code == 0
    assert json.loads(found.stdout)["n"] == 3
    assert "entrée standard : tableau" in agreement("-", given="\n").stderr


def test_a_coder_who_is_not_there_is_a_wrong_use_that_names_those_who_are(codings):
    result = agreement(codings, "--without", "Acord")
    assert result.exit_code == 2
    assert "« Acord » n'a rien codé ici ; codeurs trouvés : « A », « B », « accord »." in result.stderr


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("excerpt,code\ne1,frein_humain\n", "la colonne « coder » dit qui a codé"),
        ("excerpt,code,coder\ne1,frein_humain,\n", "la colonne « coder » dit qui a codé"),
        ("excerpt,code,coder\ne1,frein_humain,A\n", "un seul codeur, « A »"),
    ],
)
def test_less_than_two_coders_is_nothing_to_measure(rows, told):
    result = agreement("-", given=rows)
    assert (result.exit_code, result.stdout) == (3, "")
    assert told in result.stderr


def test_the_final_coding_of_the_edition_is_left_aside_by_itself(codings):
    (codings.parent / "edition.toml").write_text('title = "T"\nfinal_coder = "accord"\n', encoding="utf-8")
    result = agreement(codings, "--json")
    assert json.loads(result.stdout)["coders"] == 2
    assert result.exit_code == 0
    assert result.stderr == "« accord », l'accord final selon edition.toml, est laissé de côté.\n"
    assert agreement(codings, "--without", "accord").stderr == ""


def test_a_broken_edition_beside_the_table_changes_nothing(codings):
    (codings.parent / "edition.toml").write_text("[[[", encoding="utf-8")
    assert json.loads(agreement(codings, "--json").stdout)["coders"] == 3


def test_rows_that_cannot_be_followed_are_told_and_unknown_codes_are_not_in_the_table():
    rows = (
        "excerpt,code,coder\n"
        "e1,frein_humian,A\ne1,frein_humain,B\ne2,frein_humian,A\ne2,freins,B\ne3,frein_humain,A\n"
        "e3,frein_structurel,A\ne3,frein_humain,B\ne3,frein_humain,\n"
    )
    result = agreement("-", "--json", given=rows)
    assert result.exit_code == 1
    assert "frein_humian" not in json.loads(result.stdout)["codes"]
    assert result.stderr.splitlines() == [
        "entrée standard, ligne 9 : le codeur manque : complétez-le ; ligne laissée de côté.",
        "entrée standard, lignes 2, 4 : le code « frein_humian » n'est pas dans le livre de codes : "
        "corrigez-le ou ajoutez-le.",
        "entrée standard, ligne 5 : le code « freins » en regroupe d'autres : choisissez l'un d'eux.",
        "entrée standard, ligne 7 : « A » donne deux codes principaux à l'extrait « e3 » "
        "(frein_humain, frein_structurel) : gardez-en un, l'autre en secondaire.",
    ]


def test_the_frame_tells_its_lines_without_id_and_what_is_outside_it(codings, tmp_path):
    frame = tmp_path / "extraits.jsonl"
    frame.write_text('{"id": "e1"}\n{"text": "sans"}\n{"text": "rien"}\n', encoding="utf-8")
    result = agreement(codings, "--frame", frame, "--without", "accord")
    assert result.exit_code == 1
    assert "1 extrait lu par deux codeurs au moins (A, B)" in result.stdout
    assert result.stderr.splitlines() == [
        "extraits.jsonl, lignes 2, 3 : il manque « id », l'identifiant de l'extrait ; ligne sautée.",
        "codages.csv : 4 lignes laissées de côté : extraits absents de ceux que donne --frame (e2, e3).",
    ]
    frame.write_text("{}\n", encoding="utf-8")
    assert agreement(codings, "--frame", frame).exit_code == 3
