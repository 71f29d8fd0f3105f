"""One document to one file: the name chooses, and there is never half a file."""

from pathlib import Path

import pytest
from rich_document import document

from vivant.render import tools, write
from vivant.render.suffixes import SUFFIXES
from vivant.render.tools import ToolError, pandoc
from vivant.synthesis.document import Document

OPENINGS = {".pdf": b"%PDF-", ".docx": b"PK", ".odt": b"PK", ".html": b"<!doctype html>", ".md": b"# "}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_suffix_chooses_the_format_and_nothing_else_is_left(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"synthèse 2018{suffix.upper()}"
    write(document(3), file)
    assert file.read_bytes().startswith(OPENINGS[suffix])
    assert list(tmp_path.iterdir()) == [file]
    assert file.stat().st_mode & 0o400


def test_an_unknown_suffix_is_refused_with_the_ones_that_are_known(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"« \.xls » inconnu ; choisissez parmi \.pdf, \.docx, \.odt, \.html, \.md"):
        write(document(1), tmp_path / "a.xls")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_failure_leaves_the_former_file_whole(suffix: str, tmp_path: Path) -> None:
    def broken() -> object:
        raise RuntimeError("coupure")
        yield

    file = tmp_path / f"a{suffix}"
    file.write_bytes(b"avant")
    with pytest.raises(RuntimeError, match="coupure"):
        write(Document("Titre", "", broken()), file)  # type: ignore[arg-type]
    assert file.read_bytes() == b"avant"
    assert list(tmp_path.iterdir()) == [file]


def test_a_missing_folder_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write(document(1), tmp_path / "absent" / "a.html")


def test_pandoc_missing_or_refusing_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "tree.json"
    source.write_text("{}", "utf-8")
    with pytest.raises(ToolError, match=r"pandoc a refusé d'écrire a\.docx"):
        pandoc(source, "docx", tmp_path / "a.docx")
    monkeypatch.setattr(tools, "_program", lambda: str(tmp_path / "nowhere"))
    with pytest.raises(ToolError, match="réinstallez le paquet pypandoc_binary"):
        pandoc(source, "docx", tmp_path / "a.docx")
