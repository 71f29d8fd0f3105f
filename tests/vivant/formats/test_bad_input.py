"""A file that cannot be read is told in French, with what to do; nothing else stops."""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pikepdf
import pytest

from vivant.corpus import NoteSheet
from vivant.formats import files
from vivant.formats.notes import read_many, read_notes

Read = Callable[..., NoteSheet]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def package(*parts: tuple[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return buffer.getvalue()


def word(text: str = "- pas de places") -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def scanned(password: str = "") -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    buffer = io.BytesIO()
    pdf.save(buffer, encryption=pikepdf.Encryption(owner=password, user=password) if password else False)
    return buffer.getvalue()


BOMB = package(("word/document.xml", b"<a>" + b" " * 150_000_000 + b"</a>"))
ENTITIES = '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;">]><a><body><p>&d;</p></body></a>'


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("vide.txt", b"", "fichier vide"),
        ("n.docx", word()[:3000], "abîmé ou tronqué"),
        ("n.docx", package(("word/document.xml", "<w:document><w:body>")), "abîmé ou tronqué"),
        ("n.docx", package(("word/document.xml", ENTITIES)), "entités XML"),
        ("n.docx", package(("autre.xml", "<a/>")), "abîmé ou tronqué"),
        ("n.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "mot de passe"),
        ("n.doc", OLE + "WordDocument".encode("utf-16-le"), "enregistrez-le en .docx"),
        ("n.docx", OLE + "WordDocument".encode("utf-16-le"), "enregistrez-le en .docx"),
        ("n.xlsx", OLE + "Workbook".encode("utf-16-le"), "enregistrez-le en .xlsx"),
        ("n.xls", b"x", "enregistrez-le en .xlsx"),
        ("n.docx", BOMB, "se décompresse en 150 Mo"),
        (
            "n.odt",
            package(
                ("mimetype", "application/vnd.oasis.opendocument.text"), ("META-INF/manifest.xml", "<encryption-data/>")
            ),
            "mot de passe",
        ),
        ("n.odt", package(("mimetype", "application/vnd.oasis.opendocument.text")), "abîmé ou tronqué"),
        ("n.xlsx", package(("xl/workbook.xml", "<a")), "abîmé ou tronqué"),
        ("n.pdf", scanned(), "document numérisé"),
        ("n.pdf", scanned("secret"), "mot de passe"),
        ("n.pdf", b"%PDF-1.7\nrien", "abîmé ou tronqué"),
        ("n.pages", b"x", "Exporter vers, Word"),
        ("photo.jpg", b"x", "image"),
        ("n.txt", b"\x89PNG\r\n", "image"),
        ("voix.mp3", b"x", "enregistrement"),
        ("n.xyz", bytes(range(256)) * 9, "non pris en charge"),
        ("n.html", b"<html>", "navigateur"),
        ("n.zip", package(("a.txt", "x")), "décompressez"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(read: Read, name: str, data: bytes, words: str) -> None:
    sheet = read(data, name)
    assert (sheet.text, sheet.excerpts) == ("", ())
    assert words in sheet.problems[0].message
    assert str(sheet.problems[0]).startswith(name)


@pytest.mark.parametrize(("name", "kind"), [("n.txt", "docx"), ("n.pdf", "docx"), ("n", "docx")])
def test_a_wrong_extension_is_told_and_the_content_read(read: Read, name: str, kind: str) -> None:
    sheet = read(word(), name)
    assert [excerpt.text for excerpt in sheet.excerpts] == ["pas de places"]
    assert f"lu comme {kind}" in sheet.problems[0].message


def test_a_text_called_docx_is_read_as_a_text(read: Read) -> None:
    sheet = read("- pas de places\n", "n.docx")
    assert len(sheet.excerpts) == 1
    assert "lu comme txt" in sheet.problems[0].message


def test_a_part_that_lies_about_its_size_is_refused(read: Read) -> None:
    data = bytearray(package(("word/document.xml", b"<a>" + b" " * 5_000_000 + b"</a>")))
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", 100)
    assert "abîmé" in read(bytes(data), "n.docx").problems[0].message


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "gros.txt"
    with path.open("wb") as file:
        file.truncate(300_000_000)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("le fichier a été ouvert"))
    assert "300 Mo, au plus 50 Mo" in read_notes(path).problems[0].message


def test_a_folder_or_a_missing_file_is_told(tmp_path: Path) -> None:
    assert "dossier" in read_notes(tmp_path).problems[0].message
    assert "introuvable" in read_notes(tmp_path / "absent.txt").problems[0].message


def test_other_files_are_still_read(tmp_path: Path) -> None:
    (tmp_path / "bon.txt").write_text("- pas de places\n", encoding="utf-8")
    (tmp_path / "casse.docx").write_bytes(word()[:1000])
    bad, good = read_many([tmp_path / "casse.docx", tmp_path / "bon.txt"])
    assert bad.problems
    assert good.excerpts


def test_two_files_of_one_name_keep_their_excerpts_apart(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "n.txt").write_text("- un\n", encoding="utf-8")
    one, other = read_many([tmp_path / "a" / "n.txt", tmp_path / "b" / "n.txt"])
    assert one.excerpts[0].id != other.excerpts[0].id


def test_notes_without_any_excerpt_are_told(read: Read) -> None:
    assert "aucun extrait" in read("Atelier 1 : Le lien\n9 janvier 2018\n").problems[0].message


def test_every_supported_extension_has_a_reader() -> None:
    assert set(files.SUFFIXES) >= {".txt", ".md", ".docx", ".odt", ".rtf", ".pdf", ".csv", ".xlsx", ".ods"}
