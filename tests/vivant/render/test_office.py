"""docx and odt: real styles, contents filled, descriptions, and nothing lost on the way to LibreOffice."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import docx
import odfdo
import pypdfium2
import pytest
from defusedxml.ElementTree import fromstring
from rich_document import SAID, charts, document, ref

from vivant.render.office.docx import write_docx
from vivant.render.office.odt import write_odt
from vivant.render.typeset import typeset
from vivant.synthesis.document import Block, Document, Entry, Heading, Paragraph, Table, Text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OASIS = "{urn:oasis:names:tc:opendocument:xmlns:"
Writer = Callable[[Document], bytes]
WRITERS = [pytest.param(write_docx, id="docx"), pytest.param(write_odt, id="odt")]


def parts(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def part(package: bytes, name: str) -> Element:
    found: Element = fromstring(parts(package)[name])
    return found


def words(element: Element) -> str:
    return "".join(element.itertext())


@pytest.fixture(scope="module")
def rich_docx() -> bytes:
    return write_docx(typeset(document()))


@pytest.fixture(scope="module")
def rich_odt() -> bytes:
    return write_odt(typeset(document()))


@pytest.mark.parametrize("writer", WRITERS)
def test_every_part_is_well_formed_and_the_same_each_time(writer: Writer) -> None:
    package = writer(typeset(document()))
    for name, content in parts(package).items():
        if name.endswith((".xml", ".rels", ".svg")):
            fromstring(content)
    assert writer(typeset(document())) == package


@pytest.mark.parametrize("writer", WRITERS)
def test_words_are_never_read_as_markup_and_odd_signs_do_not_break_the_file(writer: Writer) -> None:
    nasty = '<w:p> & "x" **gras** `code` \x01 \u2028 😀'
    table = Table("t" * 60, nasty, (nasty, ""), (((Text(nasty),), ()),), "l", nasty)
    blocks: tuple[Block, ...] = (
        Heading(1, nasty, "é" * 50),
        Paragraph((Text(nasty),)),
        table,
        Entry(ref(1), nasty, nasty),
    )
    package = writer(typeset(Document(nasty, nasty, blocks, network=nasty, status=nasty)))
    name = "word/document.xml" if "word/document.xml" in parts(package) else "content.xml"
    assert words(part(package, name)).count("**gras**") >= 6


@pytest.mark.parametrize("writer", WRITERS)
def test_a_document_without_anything_is_still_a_file(writer: Writer) -> None:
    assert zipfile.ZipFile(io.BytesIO(writer(typeset(Document("", "", ()))))).testzip() is None


def test_docx_opens_with_its_styles_and_its_language(rich_docx: bytes) -> None:
    opened = docx.Document(io.BytesIO(rich_docx))
    names = {paragraph.style.name for paragraph in opened.paragraphs if paragraph.style}
    assert {"Title", "Heading 1", "Heading 2", "Chapeau", "Citation", "Extrait", "Brouillon"} <= names
    assert 'w:lang w:val="fr-FR"' in parts(rich_docx)["word/styles.xml"].decode()
    used = set(
        re.findall(r'w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"', parts(rich_docx)["word/document.xml"].decode())
    )
    known = set(re.findall(r'w:styleId="([^"]+)"', parts(rich_docx)["word/styles.xml"].decode()))
    assert used <= known


def test_docx_contents_are_a_field_already_filled_with_links_to_places_that_exist(rich_docx: bytes) -> None:
    body = part(rich_docx, "word/document.xml")
    contents = next(body.iter(f"{W}sdt"))
    assert 'TOC \\o "1-2"' in words(contents)
    links = {link.attrib[f"{W}anchor"]: words(link) for link in contents.iter(f"{W}hyperlink")}
    pages = [re.fullmatch(r".* PAGEREF ([\w-]+) \\h (\d+)", text) for text in links.values()]
    assert [page and page[1] for page in pages] == list(links)
    numbers = [int(page[2]) for page in pages if page]
    assert numbers == sorted(numbers)
    assert numbers[0] > 1
    assert links["p-1"].startswith("I. Des obstacles divers ")
    assert len(links) == sum(isinstance(block, Heading) and block.level <= 2 for block in document().blocks)
    places = {mark.attrib[f"{W}name"] for mark in body.iter(f"{W}bookmarkStart")}
    anchors = {link.attrib[f"{W}anchor"] for link in body.iter(f"{W}hyperlink")}
    assert anchors <= places


def test_docx_tables_repeat_their_header_and_pictures_are_described_vectors(rich_docx: bytes) -> None:
    body = part(rich_docx, "word/document.xml")
    tables = list(body.iter(f"{W}tbl"))
    assert tables
    assert all(len(list(table.iter(f"{W}tblHeader"))) == 1 for table in tables)
    xml = parts(rich_docx)["word/document.xml"].decode()
    described = re.findall(r'<wp:docPr descr="([^"]+)"', xml)
    assert len(described) == len(charts()) == xml.count("svgBlip ")
    assert {"word/media/dessin-0.svg", "word/fonts/font1.odttf"} <= parts(rich_docx).keys()
    targets = re.findall(r'Target="([^"]+)"', parts(rich_docx)["word/_rels/document.xml.rels"].decode())
    assert {f"word/{target}" for target in targets} <= parts(rich_docx).keys()


@pytest.mark.parametrize("band", ["word/header1.xml", "word/header2.xml"])
def test_docx_says_its_state_on_every_page(rich_docx: bytes, band: str) -> None:
    assert "Projet, non validé" in words(part(rich_docx, band))
    validated = write_docx(typeset(replace(document(), status="")))
    assert "Projet" not in words(part(validated, band))


def test_odt_opens_with_its_styles_its_language_and_its_contents(rich_odt: bytes) -> None:
    opened: Any = odfdo.Document(io.BytesIO(rich_odt))
    contents = opened.body.get_tocs()[0]
    assert "I. Des obstacles divers" in str(contents)
    styles = parts(rich_odt)["styles.xml"].decode()
    assert 'fo:language="fr" fo:country="FR"' in styles
    assert "Projet, non validé" in styles
    body = parts(rich_odt)["content.xml"].decode()
    used = set(re.findall(r'text:style-name="([^"]+)"', body))
    known = set(re.findall(r'style:name="([^"]+)"', styles + body))
    assert {name for name in used if not re.fullmatch(r"L\d+|T\d+|P\d+", name)} <= known


def test_odt_pictures_are_described_vectors_listed_in_the_manifest(rich_odt: bytes) -> None:
    body = part(rich_odt, "content.xml")
    frames = list(body.iter(f"{OASIS}drawing:1.0}}frame"))
    assert len(frames) == len(charts())
    svg = f"{OASIS}svg-compatible:1.0}}"
    assert all(frame.findtext(f"{svg}desc") and frame.findtext(f"{svg}title") for frame in frames)
    listed = set(re.findall(r'full-path="([^"]+)"', parts(rich_odt)["META-INF/manifest.xml"].decode()))
    assert parts(rich_odt).keys() - {"mimetype", "META-INF/manifest.xml"} <= listed
    with zipfile.ZipFile(io.BytesIO(rich_odt)) as package:
        first = package.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_libreoffice_reads_it_without_loss(suffix: str, rich_docx: bytes, rich_odt: bytes, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    file = tmp_path / f"synthese.{suffix}"
    file.write_bytes(rich_docx if suffix == "docx" else rich_odt)
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pdf = pypdfium2.PdfDocument(tmp_path / "synthese.pdf")
    text = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pdf).split())
    pdf.close()
    assert all(said.replace("'", "’")[:30] in text for said in SAID[:2])
    assert text.count("Projet, non validé") >= 8
    assert "1. Freins structurels" in text


def small_and_long() -> tuple[Block, ...]:
    small, long = (tuple(((Text(str(i)),),) for i in range(count)) for count in (3, 40))
    return (
        Heading(1, "Titre", "h"),
        Paragraph((Text("sous le titre"),), "note"),
        Table("court", "Court", ("n",), small, "l", note="Une note."),
        Table("long", "Long", ("n",), long, "l"),
    )


def test_docx_keeps_small_tables_whole_and_the_first_rows_of_long_ones_with_their_header() -> None:
    body = part(write_docx(typeset(Document("Titre", "", small_and_long()))), "word/document.xml")
    kept = [[row.find(f".//{W}keepNext") is not None for row in table.iter(f"{W}tr")] for table in body.iter(f"{W}tbl")]
    assert kept == [[True] * 4, [True] * 3 + [False] * 38]
    assert all(row.find(f".//{W}cantSplit") is not None for row in body.iter(f"{W}tr"))
    styles = [style.attrib[f"{W}val"] for style in body.iter(f"{W}pStyle")]
    assert "Notedetitre" in styles


def test_odt_keeps_small_tables_whole_with_their_note() -> None:
    body = parts(write_odt(typeset(Document("Titre", "", small_and_long()))))["content.xml"].decode()
    small, long = re.findall(r'style:family="table">\s*<style:table-properties([^>]*)/>', body)
    assert 'may-break-between-rows="false"' in small
    assert 'keep-with-next="always"' in small
    assert "may-break" not in long
    assert 'text:style-name="Note_20_de_20_titre"' in body


@pytest.mark.parametrize("writer", WRITERS)
def test_credits_that_have_their_own_chapter_leave_the_title_page(writer: Writer) -> None:
    made = writer(typeset(Document("Titre", "", (Heading(1, "Qui", "credits"),), credits=(("Notes", "Personne A"),))))
    assert not any(b"Personne A" in content for content in parts(made).values())
