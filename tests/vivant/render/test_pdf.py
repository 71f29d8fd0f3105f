"""The printed document: tagged, named, bookmarked, its state on every page."""

import io
from dataclasses import replace
from pathlib import Path

import pdfua
import pikepdf
import pypdfium2
import pytest
from rich_document import charts, document, ref

from vivant.render.pdf import pages_of_headings, write_pdf
from vivant.render.tools import ToolError
from vivant.render.typeset import typeset
from vivant.synthesis.document import Bars, Block, Document, Entry, Heading, Paragraph, Quotation, Text


def pages(pdf: bytes) -> list[str]:
    with_text = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in with_text]
    finally:
        with_text.close()


def pdf_of(*blocks: Block, **changes: str) -> bytes:
    return write_pdf(typeset(replace(Document("Titre", "", blocks), **changes)))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def rich() -> bytes:
    return write_pdf(typeset(document()))


def test_the_file_follows_pdf_ua(rich: bytes) -> None:
    with pikepdf.open(io.BytesIO(rich)) as pdf:
        assert str(pdf.Root.Lang) == "fr-FR"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Synthèse des ateliers des rencontres partenariales"


def test_an_independent_reader_finds_no_fault_in_the_tags(rich: bytes, tmp_path: Path) -> None:
    file = tmp_path / "synthese.pdf"
    file.write_bytes(rich)
    assert list(pdfua.validate(file).findings) == []


def test_headings_are_bookmarks_and_contents_lead_to_them(rich: bytes) -> None:
    with pikepdf.open(io.BytesIO(rich)) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        assert "I. Des obstacles divers" in titles
        assert [child.title for child in outline.root[titles.index("I. Des obstacles divers")].children][:1] == [
            "1. Freins structurels"
        ]
        links = [note for page in pdf.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]
        assert len(links) > len(titles)


def test_every_page_says_its_number_and_the_state_of_the_document(rich: bytes) -> None:
    said = pages(rich)
    assert len(said) > 5
    assert all("Projet, non validé" in text for text in said)
    assert all(f"page {number} / {len(said)}" in text for number, text in enumerate(said, 1))
    assert all("Réseau du Val d’Essonne-sur-Loing" in text for text in said)


def test_a_validated_document_is_not_called_a_draft() -> None:
    assert "non validé" not in " ".join(pages(pdf_of(Paragraph((Text("Bonjour"),)))))


def test_only_the_house_face_is_used_for_letters(rich: bytes) -> None:
    with pikepdf.open(io.BytesIO(rich)) as pdf:
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.get("/Font", {}).values()}
    assert any("AtkinsonHyperlegible" in font for font in fonts)


def test_the_same_document_gives_the_same_bytes(rich: bytes) -> None:
    assert write_pdf(typeset(document())) == rich


def test_words_are_never_read_as_markup() -> None:
    nasty = '#panic("non") *gras* $x$ <label> @ref [a] \\ // "'
    said = " ".join(pages(pdf_of(Paragraph((Text(nasty), Quotation(nasty))), Heading(1, nasty, "h"))))
    assert 'panic("non")' in said
    assert "*gras*" in said


def test_excerpts_named_twice_and_links_to_nothing_do_not_stop_the_pages() -> None:
    first = Entry(ref(1), "Dit une fois.", "Atelier 1")
    blocks = (first, replace(first, again=True), first, Heading(1, "a", "h"), Heading(3, "b", "h"))
    assert "Dit une fois." in " ".join(pages(pdf_of(*blocks, Paragraph((Quotation("« non »", (ref(99),)),)))))


def test_a_document_without_anything_is_still_a_page() -> None:
    assert len(pages(pdf_of(title="", language="fr"))) >= 1


def test_a_picture_without_description_stops_the_pages() -> None:
    bars = next(block for block in charts() if isinstance(block, Bars))
    with pytest.raises(ToolError, match="le PDF n'a pas pu être composé"):
        write_pdf(Document("Titre", "", (replace(bars, alt=""),)))


def test_the_page_of_each_heading_is_known_to_other_formats(rich: bytes) -> None:
    said = pages(rich)
    printed = typeset(document())
    headings = [block for block in printed.blocks if isinstance(block, Heading)]
    found = pages_of_headings(printed)
    assert len(found) == len(headings)
    assert all(heading.text in said[page - 1] for heading, page in zip(headings, found, strict=True))
