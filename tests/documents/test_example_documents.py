"""The documents of the example editions, as anyone receives them: opened, read, taken to pieces."""

import csv
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import docx
import odfdo
import pdfua
import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner
from printed import Page, bookmarks, everything, pages, plain

from vivant.cli.main import vivant_group
from vivant.formats.edition import read_folder
from vivant.formats.samples import samples_folder

FORMATS = ("pdf", "docx", "odt", "html", "md")
DOCUMENTS = ("synthese", "analyse")
EDITIONS = ("edition-2018", "edition-2019")
ALL = [(edition, document) for edition in EDITIONS for document in DOCUMENTS]
STATUS = "Projet, non validé"

every_document = pytest.mark.parametrize(("edition", "document"), ALL)


def order(edition: str, out: Path) -> list[str]:
    """The command that writes both documents in every format; the draft is compared to the year before."""
    files = [
        argument
        for option, name in zip(("-o", "--analysis"), DOCUMENTS, strict=True)
        for suffix in FORMATS
        for argument in (option, str(out / f"{name}.{suffix}"))
    ]
    previous = ["--previous", str(samples_folder() / EDITIONS[0])] if edition == EDITIONS[1] else []
    return ["synthesis", str(samples_folder() / edition), *previous, *files]


@dataclass(frozen=True)
class Made:
    """Where the documents are."""

    folder: Path

    def __call__(self, edition: str, name: str) -> Path:
        return self.folder / edition / name


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Made:
    folder = tmp_path_factory.mktemp("documents")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VIVANT_CACHE", str(tmp_path_factory.mktemp("cache")))
        for edition in EDITIONS:
            (folder / edition).mkdir()
            done = CliRunner().invoke(vivant_group, order(edition, folder / edition))
            assert done.exit_code == 0, done.output
    return Made(folder)


# --- the page ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [1280, 360])
@every_document
def test_a_page_has_no_barrier_and_never_scrolls_sideways(chromium, made, edition, document, width):
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(made(edition, f"{document}.html").as_uri())
    page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert page.evaluate("() => document.documentElement.scrollWidth") == width
    found = Axe().run(page)
    context.close()
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_link_of_the_pages_leads_to_a_place_that_exists(made, edition):
    read = {f"{name}.html": Page(made(edition, f"{name}.html").read_text(encoding="utf-8")) for name in DOCUMENTS}
    lost = []
    for name, page in read.items():
        for link in page.links:
            file, _, place = unquote(link).partition("#")
            target = read.get(file or name)
            if target is None or (place and place not in target.ids):
                lost.append((name, link))
    assert lost == []
    assert any(link.startswith("analyse.html#") for link in read["synthese.html"].links)
    assert "synthese.html" in read["analyse.html"].links


# --- on paper ------------------------------------------------------------------------------------------------------


@every_document
def test_an_independent_reader_finds_no_fault_in_the_tags_of_the_pdf(made, edition, document):
    assert list(pdfua.validate(made(edition, f"{document}.pdf")).findings) == []


def test_the_synthesis_is_read_in_one_sitting(made):
    assert 6 <= len(pages(made("edition-2018", "synthese.pdf"))) <= 12


@every_document
def test_every_page_of_a_draft_says_so_and_no_page_of_a_validated_edition_does(made, edition, document):
    said = {STATUS in page for page in pages(made(edition, f"{document}.pdf"))}
    assert said == {edition == "edition-2019"}


# --- in an office suite --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def converted(made, soffice, tmp_path_factory) -> Path:
    """What LibreOffice prints of each docx and odt, named ``edition-document-suffix.pdf``."""
    folder = tmp_path_factory.mktemp("office")
    copies = [
        shutil.copy(made(edition, f"{document}.{suffix}"), folder / f"{edition}-{document}-{suffix}.{suffix}")
        for edition, document in ALL
        for suffix in ("docx", "odt")
    ]
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    command = [soffice, home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, copies)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder


@pytest.mark.parametrize("suffix", ["docx", "odt"])
@every_document
def test_an_office_suite_keeps_the_headings_and_the_status(made, converted, edition, document, suffix):
    printed = converted / f"{edition}-{document}-{suffix}.pdf"
    headings = Page(made(edition, f"{document}.html").read_text(encoding="utf-8")).headings
    kept = bookmarks(printed)
    assert len(headings) > 10
    assert [title for title in kept if title in headings] == headings
    said = {STATUS in page for page in pages(printed)}
    assert said == {edition == "edition-2019"}


@every_document
def test_independent_readers_find_the_headings_in_the_office_files(made, edition, document):
    headings = Page(made(edition, f"{document}.html").read_text(encoding="utf-8")).headings
    word = docx.Document(str(made(edition, f"{document}.docx")))
    found = [plain(one.text) for one in word.paragraphs if one.style and one.style.name.startswith("Heading")]
    assert [title for title in found if title in headings] == headings
    text = odfdo.Document(str(made(edition, f"{document}.odt")))
    assert [plain(str(one.inner_text)) for one in text.body.get_headers()] == headings


# --- who is not there ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def planted() -> list[re.Pattern[str]]:
    """What was left in the notes of 2018 and must be replaced: names, town, age, telephone, with any space inside."""
    folder = samples_folder() / "edition-2018"
    with (folder / "names.csv").open(encoding="utf-8") as stream:
        names = [row["text"] for row in csv.DictReader(stream) if row["decision"] == "replace"]
    notes = " ".join(plain(sheet.text) for sheet in read_folder([folder]).sheets)
    names += re.findall(r"\b0\d(?: \d\d){4}\b", notes) + re.findall(r"Enzo, (\d+ ans)", notes)
    assert len(names) >= 5
    assert [name for name in names if name not in notes] == []
    words = {word for name in names for word in (name, name.removeprefix("Mme "))}
    return [re.compile(rf"\b{re.escape(word)}\b".replace(r"\ ", r"[\s.]*"), re.IGNORECASE) for word in sorted(words)]


@pytest.mark.parametrize("suffix", FORMATS)
@every_document
def test_nobody_named_in_the_notes_is_anywhere_in_a_file(made, planted, edition, document, suffix):
    held = everything(made(edition, f"{document}.{suffix}"))
    assert len(held) > 10_000
    assert [pattern.pattern for pattern in planted if pattern.search(held)] == []


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_replaces_a_name_is_there_to_be_read(made, suffix):
    held = everything(made("edition-2018", f"analyse.{suffix}")).replace("\\", "")
    assert all(label in held for label in ("[un enfant]", "[une personne]", "[une commune]"))


@pytest.mark.parametrize("suffix", FORMATS)
@every_document
def test_a_file_says_nothing_of_the_machine_that_wrote_it(made, edition, document, suffix):
    held = everything(made(edition, f"{document}.{suffix}"))
    assert str(made.folder) not in held
    assert str(samples_folder()) not in held


# --- the same each time --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory) -> dict[str, str]:
    """Another machine, almost: sets in another order, another clock, nothing kept of what was encoded before."""
    cache = str(tmp_path_factory.mktemp("elsewhere"))
    return {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "VIVANT_CACHE": cache}


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_same_folder_gives_the_same_bytes_elsewhere(made, elsewhere, tmp_path, edition):
    command = [sys.executable, "-m", "vivant", *order(edition, tmp_path)]
    subprocess.run(command, check=True, capture_output=True, env=elsewhere, cwd=tmp_path)
    names = [f"{document}.{suffix}" for document in DOCUMENTS for suffix in FORMATS]
    differ = [name for name in names if (tmp_path / name).read_bytes() != made(edition, name).read_bytes()]
    assert differ == []
