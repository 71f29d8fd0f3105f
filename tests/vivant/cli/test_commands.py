"""The commands as they are typed: what they print, where problems go, how they end."""

import errno
import json
import random
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from vivant.cli.coding import printed_scores
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
    assert "Options :" in shown
    assert "COMMAND " not in shown
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
        (["evaluate", "notes.txt", "--cross-validate", "1"], "1 est hors des limites"),
        (["evaluate", "absent.jsonl"], "Fichier 'absent.jsonl' : introuvable."),
        (["suggest", "."], "Fichier '.' : c'est un dossier, donnez un fichier."),
        (["suggest", "-", "--coded", "-"], "ne se lit qu'une fois"),
        (["suggest", "-", "--codebook", "-"], "introuvable"),
        (["excerpts", "-", "-"], "ne se lit qu'une fois"),
        (["scrub", "notes.docx"], "donnez un fichier .txt"),
        (["scrub", "notes.txt", "--report", "notes.txt"], "le texte lui-même"),
        (["scrub", "notes.txt", "--report", "-"], "donnez un nom de fichier"),
        (["convert", "-", "livre.qdc"], "donnez deux noms de fichiers"),
        (["convert", "notes.txt", "livre.qdc"], "« notes.txt » : les formats d'un livre de codes"),
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
    assert sum(scores) == 1
    assert "Rien n'est affirmé : il faut 50 textes" in result.stderr
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


def test_a_codebook_is_never_converted_onto_itself(tmp_path):
    book = tmp_path / "livre.json"
    book.write_text("{}", encoding="utf-8")
    assert vivant("convert", book, book).exit_code == 2
    assert vivant("convert", book, tmp_path / "livre.qdc").exit_code == 3
    assert book.read_text(encoding="utf-8") == "{}"
    assert [path.name for path in tmp_path.iterdir()] == ["livre.json"]


def test_a_place_that_cannot_be_written_is_a_french_sentence(tmp_path):
    taken = tmp_path / "fichier.txt"
    taken.write_text("Mme Dupuis est venue.\n", encoding="utf-8")
    copied = vivant("samples", taken / "exemples")
    assert copied.exit_code == 3
    assert "un fichier tient la place d'un dossier" in copied.stderr
    scrubbed = vivant("scrub", taken, "--report", tmp_path / "nulle-part" / "noms.jsonl")
    assert (scrubbed.exit_code, scrubbed.stdout) == (3, "")
    assert "le fichier ou le dossier n'existe pas" in scrubbed.stderr


def test_a_report_that_fails_leaves_nothing_behind(tmp_path, monkeypatch):
    text, report = tmp_path / "t.txt", tmp_path / "noms.jsonl"
    text.write_text("Mme Dupuis est venue.\n", encoding="utf-8")
    report.write_text("avant", encoding="utf-8")

    def refuse(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    result = vivant("scrub", text, "--report", report)
    assert result.exit_code == 3
    assert "le disque est plein" in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["noms.jsonl", "t.txt"]
    assert report.read_text(encoding="utf-8") == "avant"


@pytest.mark.parametrize(("encoding", "told"), [("cp1252", "Windows-1252"), ("utf-16", "UTF-16")])
def test_scrub_reads_other_encodings_and_keeps_every_line_end(tmp_path, encoding, told):
    text = tmp_path / "t.txt"
    text.write_bytes("Été avec Mme Dupuis.\r\nLa suite\rla fin, l'équipe était là\n".encode(encoding))
    result = vivant("scrub", text)
    assert result.exit_code == 0
    assert result.stdout_bytes.decode() == "Été avec [une personne].\r\nLa suite\rla fin, l'équipe était là\n"
    assert f"t.txt : lu en {told} ; le texte sort en UTF-8." in result.stderr


def test_scrub_gives_nothing_back_of_a_text_whose_characters_are_lost(tmp_path):
    text = tmp_path / "t.txt"
    text.write_bytes("Mme Dupuis".encode("utf-16") + b"\xd8")
    result = vivant("scrub", text)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "réenregistrez l'original en UTF-8" in result.stderr


def test_scrub_says_that_a_document_is_no_text(tmp_path):
    text = tmp_path / "t.txt"
    text.write_bytes(b"%PDF-1.7 ...")
    result = vivant("scrub", text)
    assert result.exit_code == 3
    assert "c'est un pdf, pas un texte" in result.stderr


def test_standard_input_is_a_text_for_excerpts():
    result = vivant("excerpts", "-", given="- Personne ne sait qui appeler\n")
    assert result.exit_code == 0
    [row] = lines(result)
    assert (row["text"], row["sheet"]) == ("Personne ne sait qui appeler", "entrée standard")
    nothing = vivant("excerpts", "-")
    assert nothing.exit_code == 3
    assert "entrée standard : rien n'est arrivé" in nothing.stderr


def test_excerpts_of_two_files_of_one_name_are_told_apart_as_in_a_synthesis(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "notes.txt").write_text(f"- Personne ne sait, dit {folder}\n", encoding="utf-8")
    result = vivant("excerpts", tmp_path / "a" / "notes.txt", tmp_path / "b" / "notes.txt")
    assert [row["sheet"] for row in lines(result)] == ["a/notes.txt", "b/notes.txt"]


def test_a_document_given_to_suggest_is_named_once():
    result = vivant("suggest", "-", given="%PDF-1.7\n%\n")
    assert result.exit_code == 3
    assert result.stderr == (
        "entrée standard : c'est un pdf, et on attend des lignes JSON, une par texte : "
        "vérifiez que c'est le bon fichier.\n"
    )


def test_evaluate_learns_from_nothing_that_it_measures(tmp_path):
    some, train = tmp_path / "mesure.jsonl", tmp_path / "appris.jsonl"
    coded = CHECK.read_text(encoding="utf-8").splitlines()
    some.write_text("\n".join(coded[::40]), encoding="utf-8")
    train.write_text("\n".join([*coded[::80], coded[1]]), encoding="utf-8")
    result = vivant("evaluate", "-", "--train", train, "--json", given=some.read_text(encoding="utf-8"))
    assert result.exit_code == 0
    assert f"appris.jsonl : {len(coded[::80])} textes laissés de côté" in result.stderr


def test_what_suggest_would_affirm_is_printed_with_fifty_codings(tmp_path):
    coded = tmp_path / "codés.jsonl"
    coded.write_text("\n".join(CHECK.read_text(encoding="utf-8").splitlines()[::8]), encoding="utf-8")
    result = vivant("suggest", "-", "--coded", coded, given='{"text": "Six mois d\'attente"}')
    assert result.exit_code == 0
    assert "Ce qui serait affirmé, d'après vos 70 textes codés :" in result.stderr


@given(st.lists(st.floats(0.001, 1), min_size=1, max_size=40))
def test_printed_scores_make_one_and_stay_near_and_in_order(weights):
    scores = sorted((weight / sum(weights) for weight in weights), reverse=True)
    printed = printed_scores(scores)
    assert sum(printed) == pytest.approx(1, abs=1e-12)
    assert printed == sorted(printed, reverse=True)
    assert all(abs(one - other) < 1e-4 for one, other in zip(printed[1:], scores[1:], strict=True))


def test_the_scores_of_the_default_codebook_add_to_exactly_one():
    chance = random.Random(2018)
    for _ in range(500):
        weights = sorted((chance.expovariate(1) ** 3 for _ in range(7)), reverse=True)
        assert sum(printed_scores([weight / sum(weights) for weight in weights])) == 1
