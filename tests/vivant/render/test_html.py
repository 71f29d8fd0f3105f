"""The page: whole in one file, open to all, written as it comes."""

import re
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from rich_document import CODES, document, entries, ref

from vivant.render.html import stream
from vivant.synthesis.document import (
    Block,
    Contents,
    Document,
    Entry,
    Evidence,
    Figure,
    Heading,
    Paragraph,
    Table,
    Text,
)

VOID = {"meta", "br", "img", "link", "hr", "input"}


class Reader(HTMLParser):
    """Checks that tags close in order; keeps ids, links and titles."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.ranks: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if name := values.get("id"):
            self.ids.append(name)
        if tag == "a":
            self.links.append(values.get("href") or "")
        if re.fullmatch(r"h[1-6]", tag):
            self.ranks.append(int(tag[1]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A leaf of a drawing."""

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    assert reader.open == []
    return reader


def page_of(*blocks: Block, **changes: str) -> str:
    return "".join(stream(replace(Document("Titre", "", blocks), **changes)))  # type: ignore[arg-type]


def test_tags_close_ids_are_unique_and_links_lead_somewhere() -> None:
    reader = read("".join(stream(document())))
    assert len(reader.ids) == len(set(reader.ids))
    inside = {link[1:] for link in reader.links if link.startswith("#")}
    assert inside <= set(reader.ids)
    assert reader.ranks[0] == 1
    assert all(after <= before + 1 for before, after in zip(reader.ranks, reader.ranks[1:], strict=False))


def test_the_page_asks_for_no_other_file_and_runs_no_script() -> None:
    page = "".join(stream(document()))
    assert "<script" not in page
    assert re.findall(r'(?:src|srcset)="', page) == []
    assert all(address.startswith('"data:font/ttf') for address in re.findall(r"url\(([^)]*)\)", page))
    assert 'lang="fr-FR"' in page


def test_what_people_wrote_is_never_read_as_markup() -> None:
    nasty = '<script>alert("&")</script>'
    page = page_of(
        Heading(1, nasty, 'a"><b'),
        Paragraph((Text(nasty), Figure(nasty, '"><i>'))),
        Table("t", nasty, (nasty,), (((Text(nasty),),),), "l"),
        Entry(ref(1), nasty, nasty, (nasty,), nasty),
        status=nasty,
        network=nasty,
        evidence='a"b.html',
    )
    assert "<script" not in page
    assert "<i>" not in page
    read(page)


def test_evidence_leads_to_the_full_analysis_under_a_name_one_can_hear() -> None:
    page = page_of(Paragraph((Evidence((ref(12), ref(13))), Figure("42", "c-a"))), evidence="analyse complète.html")
    assert '<a href="analyse%20compl%C3%A8te.html#e-x12"><span class="ear">extrait </span>12</a>' in page
    assert '#e-x13"><span class="ear">extrait </span>13</a>' in page
    assert '<a class="figure" href="analyse%20compl%C3%A8te.html#c-a">42</a>' in page


def test_an_excerpt_given_again_leads_to_its_first_place() -> None:
    page = page_of(Entry(ref(1), "a", ""), Entry(ref(1), "a", "", again=True))
    assert page.count('id="e-x1"') == 1
    assert page.count('href="#e-x1"') == 2


def test_the_state_of_the_document_is_said_until_it_is_validated() -> None:
    assert '<aside class="status"' in page_of(status="Projet, non validé")
    assert '<aside class="status"' not in page_of()


def test_contents_list_headings_down_to_their_depth() -> None:
    page = page_of(Contents(depth=1), Heading(1, "Un", "a"), Heading(2, "Deux", "b"))
    navigation = page[page.index("<nav") : page.index("</nav>")]
    assert 'href="#a"' in navigation
    assert 'href="#b"' not in navigation


def test_memory_does_not_grow_with_the_number_of_excerpts() -> None:
    def excerpts(count: int) -> Iterator[Block]:
        yield Contents()
        yield Heading(1, "Tout", "c-tout")
        for number in range(count):
            yield Entry(ref(number), f"extrait {number} " * 12, "Atelier 1", CODES[:2])

    def peak(count: int) -> int:
        tracemalloc.start()
        for _ in stream(Document("Analyse", "", excerpts(count))):
            pass
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    peak(10)
    assert peak(3000) < peak(300) + 600_000  # ten times the excerpts weigh several megabytes


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_the_page_has_no_barrier_and_never_scrolls_sideways(
    chromium: Browser, tmp_path: Path, width: int, scheme: str
) -> None:
    file = tmp_path / "synthese.html"
    file.write_text("".join(stream(document())), "utf-8")
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(file.as_uri())
    for summary in page.query_selector_all("summary"):
        summary.click()
    assert page.evaluate("() => document.documentElement.scrollWidth") == width
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    top = page.evaluate(
        "() => { scrollTo(0, 3000); return document.querySelector('.status').getBoundingClientRect().top }"
    )
    assert top == 0
    context.close()


def test_the_sample_has_every_block() -> None:
    kinds = {type(block).__name__ for block in document().blocks}
    expected = {
        "Bars",
        "Bullets",
        "Contents",
        "Entry",
        "Heading",
        "HeatMap",
        "Notice",
        "Paragraph",
        "Pull",
        "Table",
        "Terms",
    }
    assert kinds == expected
    assert len(entries(3)) == 3


def test_what_a_table_says_stays_above_the_frame_that_scrolls() -> None:
    page = page_of(Table("t", "Ce que dit la table", ("a",), (((Text("1"),),),), "l"))
    assert page.index('<p class="caption" id="t-said">Ce que dit la table</p>') < page.index('<div class="scroll"')
    assert '<table id="t" aria-labelledby="t-said">' in page


def test_credits_stand_once_under_their_heading_or_at_the_foot() -> None:
    made = (("Notes", "Personne A"),)
    opened = Document("Titre", "", iter([Heading(1, "Qui", "credits")]), credits=made)
    assert "Personne A" not in "".join(stream(opened))
    assert "Personne A" in "".join(stream(replace(opened, blocks=iter([]))))


def test_on_a_phone_charts_fit_the_screen_and_their_words_can_be_read(chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "synthese.html"
    file.write_text("".join(stream(document())), "utf-8")
    context = chromium.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(file.as_uri())
    sizes = page.evaluate(
        "() => [...document.querySelectorAll('.small svg')].map(svg => { const box = svg.getBoundingClientRect();"
        " return [box.right, 12 * box.width / svg.viewBox.baseVal.width] })"
    )
    assert len(sizes) == 2
    assert all(right <= 360 and letters >= 11 for right, letters in sizes)
    context.close()
