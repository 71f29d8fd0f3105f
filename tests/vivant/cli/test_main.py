"""How the whole program ends: what a person sees, and never a traceback."""

import subprocess
import sys
from pathlib import Path

import click
import pytest

from vivant.cli import main
from vivant.cli.main import vivant_group

FULL = Path("/dev/full")


def run(*arguments: object, stdout=subprocess.PIPE, **named) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "vivant", *map(str, arguments)]
    return subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, timeout=60, check=False, **named)


@pytest.fixture
def notes(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("".join(f"- Personne ne sait qui appeler, jour {n}\n" for n in range(3000)), encoding="utf-8")
    return path


def test_a_reader_that_leaves_early_is_no_error_and_loses_no_problem_of_the_file(notes, tmp_path):
    bad = tmp_path / "mauvais.docx"
    bad.write_bytes(b"PK\x03\x04 tronqu")
    command = [sys.executable, "-m", "vivant", "excerpts", str(bad), str(notes)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.stdout.close()
        told = process.stderr.read().decode()
        assert process.wait(60) == 0
    assert "mauvais.docx" in told
    assert len(told.splitlines()) == 2


@pytest.mark.skipif(not FULL.exists(), reason="no always full disk here")
@pytest.mark.parametrize("arguments", [["excerpts", "{notes}"], ["scrub", "{notes}"], ["--help"]])
def test_a_full_disk_under_the_output_is_a_french_sentence(notes, arguments):
    with FULL.open("wb") as full:
        ended = run(*(argument.format(notes=notes) for argument in arguments), stdout=full)
    assert ended.returncode == 3
    assert ended.stderr.decode().splitlines()[-1] == "Sortie standard : écriture impossible : le disque est plein."
    assert b"Traceback" not in ended.stderr
    assert b"Exception ignored" not in ended.stderr


def test_help_is_french_to_the_words_that_click_chooses_while_commands_are_made():
    ended = run("suggest", "--help")
    assert ended.returncode == 0
    assert "Options :" in ended.stdout.decode()
    ended = run("suggest", "nulle-part")
    assert ended.returncode == 2
    assert "Fichier 'nulle-part' : introuvable." in ended.stderr.decode()


def test_half_a_character_comes_out_as_json_escapes_it(capfd, monkeypatch):
    assert _ends(monkeypatch, lambda: click.echo("é \ud83d")) == 0
    assert capfd.readouterr().out == "é \\ud83d\n"


def test_what_no_command_foresaw_is_a_sentence_and_its_detail_is_for_who_asks(monkeypatch, capsys):
    def fail():
        raise KeyError("boum")

    assert _ends(monkeypatch, fail) == 3
    told = capsys.readouterr().err
    assert told.startswith("Erreur inattendue (KeyError) : rien de plus n'a été écrit ; relancez avec VIVANT_TRACE=1")
    assert "Traceback" not in told
    monkeypatch.setenv("VIVANT_TRACE", "1")
    assert _ends(monkeypatch, fail) == 3
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (click.UsageError("non."), 2, "Erreur : non."),
        (click.Abort(), 3, "Interrompu."),
        (KeyboardInterrupt(), 3, "Interrompu."),
        (PermissionError(13, "Permission denied", "x.csv"), 3, "« x.csv » : accès impossible : vous n'en avez pas"),
    ],
)
def test_every_way_of_ending_has_its_code(monkeypatch, capsys, error, code, told):
    def fail():
        raise error

    assert _ends(monkeypatch, fail) == code
    assert told in capsys.readouterr().err


def _ends(monkeypatch, action) -> int:
    """The exit code of the program when one of its commands does this."""
    monkeypatch.setitem(vivant_group.commands, "essai", click.Command("essai", callback=action))
    monkeypatch.setattr(sys, "argv", ["vivant", "essai"])
    with pytest.raises(SystemExit) as left:
        main()
    return left.value.code
