"""The commands as they are typed: what they print, where problems go, how they end."""

import json
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vivant.cli.main import vivant_group

CHECK = Path(__file__).parents[2] / "data" / "coded-excerpts-check.jsonl"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("VIVANT_CACHE", str(tmp_path / "cache"))


def vivant(*arguments: object, given: str = "") -> Result:
    return CliRunner().invoke(vivant_group, [str(argument) for argument in arguments], input=given.encode())


def lines(result: Result) -> list[dict]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_help_is_in_french_and_names_every_command():
    shown = vivant("--help").stdout
    assert "Usage :" in shown
    assert "Affiche cette aide." in shown
    for name in ("synthesis", "excerpts", "suggest", "evaluate", "scrub", "agreement", "convert", "samples"):
        assert name in shown


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["sugest"], "La commande 'sugest' n'existe pas. Vouliez-vous dire 'suggest' ?"),
        (["synthesis", "notes.txt"], "Il manque l'option"),
        (["synthesis", "notes.txt", "-o", "s.pages"], "les formats de sortie sont .pdf, .docx, .odt, .html, .md"),
        (["synthesis", "absent.txt", "-o", "s.md"], "« absent.txt » n'existe pas"),
        (["synthesis", "notes.txt", "-o", "nulle/part/s.md"], "n'existe pas : créez-le d'abord"),
        (["synthesis", "notes.txt", "-o", "s.md", "--analysis", "s.md"], "« s.md » est demandé deux fois"),
        (["evaluate", "notes.txt", "--train", "notes.txt", "--cross-validate", "5"], "choisissez"),
        (["scrub", "notes.docx"], "donnez un fichier .txt"),
    ],
)
def test_a_wrong_use_ends_with_2_and_says_what_to_do(arguments, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.txt").write_text("- Personne ne sait qui appeler")
    result = vivant(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr


def test_excerpts_come_one_json_line_each_with_a_warning_apart(tmp_path):
    notes = tmp_path / "notes.txt"
    notes.write_text("- Personne ne sait qui appeler\n- Un repas partagé chaque mois\n", encoding="utf-8")
    result = vivant("excerpts", notes)
    assert result.exit_code == 0
    assert [row["text"] for row in lines(result)] == ["Personne ne sait qui appeler", "Un repas partagé chaque mois"]
    assert "Texte brut" in result.stderr


def test_a_bad_file_is_told_and_the_others_are_still_read(tmp_path):
    good, bad = tmp_path / "bon.txt", tmp_path / "mauvais.docx"
    good.write_text("- Personne ne sait qui appeler\n", encoding="utf-8")
    bad.write_bytes(b"PK\x03\x04 tronqu")
    result = vivant("excerpts", bad, good)
    assert result.exit_code == 1
    assert len(lines(result)) == 1
    assert "mauvais.docx" in result.stderr


def test_nothing_readable_ends_with_3(tmp_path):
    empty = tmp_path / "vide.txt"
    empty.write_text("")
    assert vivant("excerpts", empty).exit_code == 3
    result = vivant("synthesis", empty, "-o", tmp_path / "s.md")
    assert result.exit_code == 3
    assert not (tmp_path / "s.md").exists()


def test_scrub_keeps_lines_and_writes_a_private_report(tmp_path):
    report = tmp_path / "noms.jsonl"
    result = vivant("scrub", "-", "--report", report, given="Réunion.\r\nMme Dupuis a appelé le 06 12 34 56 78.\r\n")
    assert result.exit_code == 0
    assert result.stdout_bytes.decode() == "Réunion.\r\n[une personne] a appelé le [téléphone].\r\n"
    rows = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]
    assert [(row["line"], row["text"], row["kind"]) for row in rows] == [
        (2, "Mme Dupuis", "name"),
        (2, "06 12 34 56 78", "phone"),
    ]
    assert stat.S_IMODE(report.stat().st_mode) == 0o600


def test_suggest_gives_back_each_line_with_every_code_best_first():
    given = '{"id": "x1", "text": "Dix-huit mois d\'attente pour une place", "de plus": 3}\npas du json\n'
    result = vivant("suggest", "-", "--why", given=given)
    assert result.exit_code == 1
    assert "ligne 2" in result.stderr
    (row,) = lines(result)
    assert list(row) == ["id", "text", "de plus", "codes", "affirmed", "why"]
    scores = [code["score"] for code in row["codes"]]
    assert len(scores) == 7
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) == pytest.approx(1, abs=0.001)
    assert row["affirmed"] is None
    assert row["why"]["nearest"]


def test_evaluate_prints_the_measures_that_scripts_read(tmp_path):
    some = tmp_path / "quelques.jsonl"
    some.write_text("\n".join(CHECK.read_text(encoding="utf-8").splitlines()[::40]), encoding="utf-8")
    result = vivant("evaluate", some, "--json")
    assert result.exit_code == 0
    assert list(json.loads(result.stdout)) == [
        "n",
        "macro_f1",
        "accuracy_primary",
        "accuracy_any",
        "top3",
        "polarity",
        "brier",
        "coverage",
        "precision_affirmed",
    ]
    assert "F1 moyen" in vivant("evaluate", some).stdout


def test_agreement_reads_a_table_of_codings(tmp_path):
    codings = tmp_path / "codages.csv"
    codings.write_text(
        "excerpt,code,coder,rank\n"
        "e1,frein_humain,A,primary\ne1,frein_humain,B,primary\n"
        "e2,frein_humain,A,primary\ne2,frein_structurel,B,primary\n"
        "e3,,A,\ne3,,B,\n"
        "e3,frein_humain,accord,primary\n",
        encoding="utf-8",
    )
    result = vivant("agreement", codings, "--without", "accord", "--json")
    found = json.loads(result.stdout)
    assert (found["n"], found["coders"]) == (3, 2)
    assert found["overall"]["percent"]["value"] == pytest.approx(2 / 3)
    assert set(found["overall"]["kappa"]) == {"value", "low", "high"}
    assert "3 extraits lus par deux codeurs" in vivant("agreement", codings, "--without", "accord").stdout


def test_a_codebook_goes_to_refi_qda_and_back(tmp_path):
    from vivant.coding.codebook import codebook_to_data, default_codebook

    first, qdc, back = tmp_path / "livre.json", tmp_path / "livre.qdc", tmp_path / "retour.json"
    first.write_text(json.dumps(codebook_to_data(default_codebook())), encoding="utf-8")
    assert vivant("convert", first, qdc).exit_code == 0
    assert vivant("convert", qdc, back).exit_code == 0
    assert json.loads(back.read_text(encoding="utf-8")) == json.loads(first.read_text(encoding="utf-8"))


def test_samples_are_copied_where_asked_and_never_over_something(tmp_path):
    assert vivant("samples", tmp_path / "exemples").exit_code == 0
    assert (tmp_path / "exemples" / "edition-2018" / "edition.toml").is_file()
    assert vivant("samples", tmp_path / "exemples").exit_code == 2
