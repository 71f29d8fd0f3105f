"""What someone who installs the package receives: everything the program reads, and nothing of the workshop."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BY_PRODUCTS = {"__pycache__", ".DS_Store"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel of the working tree, built without any index."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def names(wheel) -> set[str]:
    with zipfile.ZipFile(wheel) as package:
        return set(package.namelist())


def files(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not BY_PRODUCTS & set(path.parts)
    }


@pytest.mark.parametrize(
    "name",
    [
        "vivant/py.typed",
        "vivant/render/template.typ",
        "vivant/render/html/style.css",
        "vivant/coding/data/codebook.json",
        "vivant/coding/data/starter.jsonl",
        "vivant/coding/data/starter.npz",
        "vivant/samples/edition-2018/edition.toml",
        "vivant/samples/edition-2018/notes/atelier-1.docx",
        "vivant/samples/edition-2019/texts.md",
    ],
)
def test_the_package_holds_what_the_program_reads(names, name):
    assert name in names


def test_every_file_of_the_source_and_of_the_examples_is_in_the_package(names):
    assert files(ROOT / "src") - names == set()
    assert {f"vivant/samples/{name}" for name in files(ROOT / "samples")} - names == set()


def test_nothing_else_is_in_the_package_but_its_papers(names):
    theirs = files(ROOT / "src") | {f"vivant/samples/{name}" for name in files(ROOT / "samples")}
    papers = {name.split("/", 1)[1] for name in names - theirs}
    assert papers == {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE"}


def test_the_package_alone_finds_its_examples_and_its_codebook(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as package:
        package.extractall(tmp_path)
    code = (
        "import vivant.coding.codebook as book, vivant.formats.samples as samples\n"
        "print(samples.samples_folder(), len(book.default_codebook().leaves()))"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == [str(tmp_path / "vivant" / "samples"), "7"]


def test_the_codebook_of_the_examples_is_the_one_everybody_starts_with():
    places = ("src/vivant/coding/data", "samples/edition-2018", "samples/edition-2019")
    assert len({(ROOT / place / "codebook.json").read_bytes() for place in places}) == 1
