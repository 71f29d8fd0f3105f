"""The one command to set up: refuses in words that one can act upon, and never says done when it is not."""

import ast
import importlib.util
import shutil
import subprocess
import sys
import venv
from itertools import pairwise
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "run.py"
SINCE_LONG = {"__future__", "hashlib", "os", "pathlib", "shutil", "subprocess", "sys", "tempfile"}


@pytest.fixture
def run(tmp_path, monkeypatch):
    """The script as a module, working in an empty place."""
    spec = importlib.util.spec_from_file_location("run_script", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    place = tmp_path / ".venv"
    for name, value in {"ROOT": tmp_path, "VENV": place, "BIN": place / "bin", "PYTHON": place / "bin/python"}.items():
        monkeypatch.setattr(module, name, value)
    monkeypatch.chdir(tmp_path)
    return module


def commands(monkeypatch, *there: str) -> None:
    """The programs that this machine is said to have."""
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}" if name in there else None)


# --- an old or incomplete Python -----------------------------------------------------------------------------------


def test_a_python_of_2018_can_read_the_script_far_enough_to_be_told_it_is_too_old():
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 7))
    imports = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    names = {node.module if isinstance(node, ast.ImportFrom) else node.names[0].name for node in imports}
    assert names <= SINCE_LONG
    assert isinstance(imports[0], ast.ImportFrom)
    assert (imports[0].module, imports[0].names[0].name) == ("__future__", "annotations")


@pytest.mark.parametrize("version", [(3, 7, 16), (3, 8, 18), (3, 10, 13)])
def test_an_old_python_is_refused_in_words_and_nothing_is_touched(run, monkeypatch, capsys, version):
    monkeypatch.setattr(sys, "version_info", version)
    monkeypatch.setattr(sys, "version", ".".join(map(str, version)) + " (main)")
    assert run.main() == 2
    assert f"Python {'.'.join(map(str, version))} est trop ancien" in capsys.readouterr().err
    assert not run.VENV.exists()


def test_a_python_without_venv_is_told_which_package_to_install(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "venv", None)
    with pytest.raises(SystemExit, match=r"sudo apt install python3\.\d+-venv"):
        run.make_venv()


def test_a_python_without_ensurepip_is_told_the_same_and_no_half_environment_is_left(run, monkeypatch):
    def create(self, place):
        Path(place).mkdir()
        raise subprocess.CalledProcessError(1, ["python", "-m", "ensurepip"])

    monkeypatch.setattr(venv.EnvBuilder, "create", create)
    with pytest.raises(SystemExit, match="il manque sans doute le module venv"):
        run.make_venv()
    assert not run.VENV.exists()


# --- which command, in which order ---------------------------------------------------------------------------------


def test_an_unknown_command_ends_with_2_and_shows_those_there_are():
    done = subprocess.run([sys.executable, str(SCRIPT), "zut"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Commande inconnue : zut." in done.stderr
    assert "run.py test" in done.stdout


def test_missing_programs_are_asked_for_before_the_minutes_of_installation(run, monkeypatch):
    commands(monkeypatch)
    monkeypatch.setattr(sys, "argv", ["run.py", "test"])
    monkeypatch.setattr(run, "set_up", lambda **_: pytest.fail("installed first"))
    with pytest.raises(SystemExit, match="Il manque des programmes"):
        run.main()


def test_the_documents_ask_for_no_program(run, monkeypatch):
    commands(monkeypatch)
    monkeypatch.setattr(sys, "argv", ["run.py", "documents"])
    monkeypatch.setattr(run, "set_up", lambda *, developer: None)
    monkeypatch.setattr(run, "vivant", lambda *_: 2)
    assert run.main() == 3


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], ("place", [])),
        (["--port", "8010"], ("place", ["--port", "8010"])),
        (["documents"], ("documents", [])),
        (["test", "-x"], ("test", ["-x"])),
        (["--help"], ("--help", [])),
    ],
)
def test_without_a_command_the_place_is_served_with_the_options_given(run, words, expected):
    assert run.asked(words) == expected


def test_the_place_of_a_clone_is_kept_in_the_clone_unless_said_otherwise(run, monkeypatch):
    became = []
    monkeypatch.setattr(run, "become", lambda program, *arguments: became.append(arguments) or 0)
    monkeypatch.setenv("PLATEFORME_HOME", "")
    monkeypatch.delenv("PLATEFORME_HOME")
    assert run.place(["--port", "8010"]) == 0
    assert became[0][-4:] == ("serve", "--example", "--port", "8010")
    assert run.os.environ["PLATEFORME_HOME"] == str(run.ROOT / "place")


# --- every test, on both databases ---------------------------------------------------------------------------------


@pytest.fixture
def suites(run, monkeypatch, tmp_path):
    """Reads the suites that were run, as database asked for and command; ``FAILS`` names the database that fails."""
    script = tmp_path / "python"
    script.write_text(
        f'#!/bin/sh\necho "$PARTENARIAT_TEST_DATABASE_URL|$*" >> {tmp_path}/ran\n'
        f'case "$FAILS" in "${{PARTENARIAT_TEST_DATABASE_URL:-sqlite}}") exit 1;; esac\n'
    )
    script.chmod(0o755)
    monkeypatch.setattr(run, "PYTHON", script)
    monkeypatch.setattr(run, "check", lambda *_: 0)
    monkeypatch.delenv("PARTENARIAT_TEST_DATABASE_URL", raising=False)

    def read() -> list[tuple[str, str]]:
        lines = (tmp_path / "ran").read_text().splitlines()
        return sorted((base, command) for base, command in (line.split("|") for line in lines))

    return read


def test_the_whole_suite_runs_on_sqlite_and_that_of_the_place_on_postgresql_too(run, suites):
    assert run.test([]) == 0
    assert suites() == [
        ("", "-m pytest --ignore=tests/plateforme --ignore=src/plateforme"),
        ("", "-m pytest tests/plateforme src/plateforme"),
        ("embedded", "-m pytest tests/plateforme"),
    ]


def test_another_server_may_be_given_for_postgresql_and_sqlite_is_still_tried(run, suites, monkeypatch):
    monkeypatch.setenv("PARTENARIAT_TEST_DATABASE_URL", "postgresql://elsewhere/test")
    assert run.test([]) == 0
    assert {base for base, _ in suites()} == {"", "postgresql://elsewhere/test"}


@pytest.mark.parametrize(
    ("which", "told"), [("sqlite", "tests, tests of the method."), ("embedded", "tests on PostgreSQL.")]
)
def test_a_failure_on_one_database_is_a_failure(run, suites, monkeypatch, capsys, which, told):
    monkeypatch.setenv("FAILS", which)
    assert run.test([]) == 2
    assert capsys.readouterr().err == f"À reprendre : {told}\n"


def test_arguments_go_to_pytest_alone(run, suites):
    assert run.test(["tests/vivant", "-x"]) == 0
    assert [command for _, command in suites()] == ["-m pytest tests/vivant -x"]


# --- the programs that the tests look with -------------------------------------------------------------------------


@pytest.mark.parametrize("browser", ["chromium", "chromium-browser", "google-chrome"])
@pytest.mark.parametrize("office", ["soffice", "libreoffice"])
def test_a_program_is_known_under_each_of_its_names(run, monkeypatch, browser, office):
    commands(monkeypatch, browser, office)
    assert run.missing_programs() == []
    run.bring_programs()


def test_off_debian_programs_are_named_rather_than_packages(run, monkeypatch):
    commands(monkeypatch)
    with pytest.raises(SystemExit) as told:
        run.bring_programs()
    said = str(told.value)
    assert "Chromium" in said
    assert "LibreOffice Writer" in said
    assert "apt" not in said


def test_on_debian_someone_who_is_not_root_is_given_the_line_to_type(run, monkeypatch):
    commands(monkeypatch, "apt-get", "google-chrome")
    monkeypatch.setattr(run.os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(SystemExit, match=r"sudo apt-get install --no-install-recommends libreoffice-writer$"):
        run.bring_programs()


def test_when_apt_fails_it_is_said(run, monkeypatch):
    commands(monkeypatch, "apt-get", "soffice")
    monkeypatch.setattr(run.os, "geteuid", lambda: 0, raising=False)
    asked = []
    monkeypatch.setattr(subprocess, "run", lambda command, **_: asked.append(command))
    with pytest.raises(SystemExit, match="apt n'a pas pu installer Chromium"):
        run.bring_programs()
    assert [command[0] for command in asked] == ["/bin/apt-get"] * 2
    assert asked[1][-1] == "chromium"


# --- installed once ------------------------------------------------------------------------------------------------


@pytest.fixture
def installed(run, monkeypatch) -> list[str]:
    """The locks installed, in order."""
    done: list[str] = []
    monkeypatch.setattr(run, "make_venv", lambda: run.BIN.mkdir(parents=True, exist_ok=True))
    monkeypatch.setattr(run, "install", lambda lock: done.append(lock.name))
    return done


def test_the_environment_is_made_once_and_again_when_a_lock_changes(run, installed):
    run.set_up(developer=False)
    run.set_up(developer=False)
    assert installed == ["requirements.lock"]
    (run.ROOT / "requirements.lock").write_text("other", encoding="utf-8")
    run.set_up(developer=False)
    assert installed == ["requirements.lock"] * 2


def test_what_a_developer_installed_is_enough_for_the_example_and_not_the_reverse(run, installed):
    run.set_up(developer=False)
    run.set_up(developer=True)
    assert installed == ["requirements.lock", "requirements-dev.lock"]
    (run.VENV / "requirements.lock.stamp").unlink()
    run.set_up(developer=False)
    assert len(installed) == 2


def test_an_installation_that_stops_is_not_taken_for_done(run, monkeypatch):
    monkeypatch.setattr(run, "make_venv", lambda: run.BIN.mkdir(parents=True))
    monkeypatch.setattr(run.subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 1))
    with pytest.raises(SystemExit, match="L'installation s'est arrêtée"):
        run.set_up(developer=False)
    assert list(run.VENV.glob("*.stamp")) == []


# --- the example ---------------------------------------------------------------------------------------------------


def writer(but: str = "", code: int = 0):
    """A ``vivant`` that writes what it is asked, all but one file."""

    def vivant(*arguments: str) -> int:
        for option, value in pairwise(arguments):
            if option in ("-o", "--analysis") and Path(value).name != but:
                Path(value).write_text("document", encoding="utf-8")
        return code

    return vivant


@pytest.mark.parametrize("code", [0, 1])
def test_ten_files_there_and_new_is_a_success(run, monkeypatch, capsys, code):
    monkeypatch.setattr(run, "vivant", writer(code=code))
    assert run.documents([]) == 0
    assert len(list((run.ROOT / "out").iterdir())) == 10
    assert "sont prêts" in capsys.readouterr().out


@pytest.mark.parametrize("code", [0, 1])
def test_a_file_that_is_not_there_is_named_and_nothing_is_announced(run, monkeypatch, capsys, code):
    monkeypatch.setattr(run, "vivant", writer(but="analyse.odt", code=code))
    assert run.documents([]) == 3
    said = capsys.readouterr()
    assert "Il manque" in said.err
    assert "analyse.odt" in said.err
    assert "synthese.pdf" not in said.err
    assert "prêts" not in said.out


def test_files_of_an_earlier_day_do_not_hide_a_crash(run, monkeypatch, capsys):
    monkeypatch.setattr(run, "vivant", writer())
    run.documents([])
    monkeypatch.setattr(run, "vivant", lambda *_: 1)
    assert run.documents([]) == 3
    assert capsys.readouterr().err.count(".pdf") == 2


def test_a_refusal_is_not_a_success_even_when_every_file_is_there(run, monkeypatch, capsys):
    monkeypatch.setattr(run, "vivant", writer(code=3))
    assert run.documents([]) == 3
    assert "code 3" in capsys.readouterr().err
