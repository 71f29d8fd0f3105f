"""Codebooks as files, for us and for other programs."""

from pathlib import Path

import pytest
from pyrefiqda import RefiCodebook

from vivant.coding.codebook import Code, Codebook, default_codebook
from vivant.formats.codebook import code_guid, read_codebook, write_codebook

BOOK = Codebook(
    "Essai",
    (
        Code("freins", "Des <freins> & obstacles"),
        Code("humain", "Humain", "freins", "Peurs,\nfatigue.", "Si l'argent manque.", ("« J'ai peur »", "usée")),
        Code("ideal", "Idéal"),
    ),
)


@pytest.mark.parametrize("name", ["c.json", "c.qdc"])
@pytest.mark.parametrize("book", [BOOK, default_codebook()], ids=["essai", "défaut"])
def test_a_codebook_comes_back_whole(tmp_path: Path, name: str, book: Codebook) -> None:
    write_codebook(book, tmp_path / name)
    assert read_codebook(tmp_path / name) == book


def test_another_program_reads_the_tree_the_names_and_the_definitions(tmp_path: Path) -> None:
    write_codebook(BOOK, tmp_path / "c.qdc")
    codes = RefiCodebook.load(tmp_path / "c.qdc").codes
    assert codes is not None
    first, second = codes.code
    assert (first.name, second.name) == ("Des <freins> & obstacles", "Idéal")
    assert first.guid == code_guid("freins")
    child = first.code[0]
    assert child.is_codable
    assert child.description.startswith("À appliquer quand : Peurs,\nfatigue.\nÀ ne pas appliquer quand : ")


def test_a_codebook_of_another_program_is_read(tmp_path: Path) -> None:
    path = tmp_path / "autre.qdc"
    path.write_text(
        '<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Autre"><Codes><Code guid="g1" name="Lien social" '
        'isCodable="true"><Description>Quand on parle du lien.</Description><Code guid="g2" name="Lien social" '
        'isCodable="true"/></Code></Codes><Sets/></CodeBook>',
        encoding="utf-8",
    )
    book = read_codebook(path)
    assert [(code.key, code.parent, code.apply) for code in book.codes] == [
        ("lien_social", None, "Quand on parle du lien."),
        ("lien_social_2", "lien_social", ""),
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "fichier vide"),
        ("{", "ligne 1"),
        ("[]", "« codes »"),
        ("<a/>", "CodeBook"),
        ("<CodeBook", "abîmé"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><CodeBook>&b;</CodeBook>', "entités"),
        ("<CodeBook/>", "vide"),
    ],
)
def test_a_file_that_is_no_codebook_says_why(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "c.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=f"c.json.*{words}"):
        read_codebook(path)
