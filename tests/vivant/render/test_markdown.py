"""Markdown that reads well as it is and on GitHub."""

from rich_document import document, ref

from vivant.render.markdown import write_markdown
from vivant.render.typeset import typeset
from vivant.synthesis.document import (
    Block,
    Bullets,
    Contents,
    Document,
    Evidence,
    Heading,
    Paragraph,
    Pull,
    Quotation,
    Strong,
    Table,
    Text,
)


def written(*blocks: Block) -> str:
    return write_markdown(typeset(Document("Titre", "", blocks))).decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_contents_lead_to_headings_as_github_names_them() -> None:
    text = written(Contents(), Heading(1, "L'été : bilan", "a"), Heading(2, "Suite", "b"), Heading(2, "Suite", "c"))
    assert "- [L’été : bilan](#lété-bilan)\n  - [Suite](#suite)\n  - [Suite](#suite-1)" in text
    assert "## L’été : bilan\n\n### Suite\n\n### Suite" in text


def test_a_table_is_made_of_pipes_under_its_caption() -> None:
    table = Table("t", "Compte", ("Code", "n"), (((Text("a|b"),), (Text("3"),)),), "lr", "Une note.")
    assert written(table).endswith("**Compte**\n\n| Code |   n |\n|:-----|----:|\n| a\\|b |   3 |\n\n*Une note.*\n")


def test_marks_never_touch_a_space_and_numbers_stand_in_brackets() -> None:
    line = (Strong("Le frein. "), Quotation("« oui »", (ref(3),)), Evidence((ref(3), ref(4), ref(5), ref(9))))
    assert "**Le frein.** *« oui »* [3–5, 9]" in written(Paragraph(line))


def test_drafts_are_marked_and_quotes_are_quotes() -> None:
    text = written(Bullets(((Text("un"),),), "draft"), Pull(Quotation("« oui »", (ref(3),)), "une éducatrice"))
    assert "**À rédiger :**\n\n- un" in text
    assert "> « oui »\n>\n> — une éducatrice [3]" in text


def test_what_people_wrote_is_not_read_as_markup() -> None:
    text = written(Paragraph((Text("<b>gras</b> *étoile* # dièse [lien](http://x)"),)))
    assert "\\<b\\>" in text or "\\<b>" in text
    assert "\\*étoile\\*" in text
    assert "[lien](" not in text.replace("\\[", "")


def test_every_block_has_its_place() -> None:
    text = write_markdown(typeset(document())).decode()
    assert text.startswith("# Synthèse des ateliers des rencontres partenariales\n")
    assert "<" not in text.replace("\\<", "")
    assert text.count("\n|:") == 4


def test_drafts_that_follow_one_another_are_marked_once() -> None:
    first, second = Paragraph((Text("un"),), "draft"), Bullets(((Text("deux"),),), "draft")
    text = written(first, second, Paragraph((Text("écrit"),)), first)
    assert text.count("À rédiger") == 2
    assert "**À rédiger :**\n\nun\n\n- deux\n\nécrit\n\n**À rédiger :**\n\nun" in text
