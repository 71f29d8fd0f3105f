"""A whole corpus: one person, one label; second opinion; report; broken input."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vivant.scrub import Kind, Scrubber, find, report_lines, scrub
from vivant.scrub.tagger import MissingExtraError, people_tagged, spacy_tagger


def test_a_name_proved_in_one_text_is_found_in_all():
    assert Scrubber(["On connaît Rossignol"]).find("On connaît Rossignol") == []
    clean, _ = Scrubber(["La CPE, Mme Rossignol, rappelle."]).scrub("On connaît Rossignol")
    assert clean == "On connaît [une personne]"


def test_a_child_keeps_a_childs_label_in_all_texts():
    scrubber = Scrubber(["La maman de Swann attend."])
    assert scrubber.scrub("Où est Swann ?")[0] == "Où est [un enfant] ?"


def test_a_word_typed_after_an_article_is_no_name():
    alone, taught = Scrubber(), Scrubber(["j'ai perdu le zibrac"])
    assert len(alone.find("Zibrac introuvable")) == 1
    assert taught.find("Zibrac introuvable") == []


def test_a_corpus_never_hides_a_name_that_the_rules_prove():
    assert Scrubber(["le swann est venu"]).scrub("la maman de Swann")[0] == "la maman de [un enfant]"


def test_a_tagger_adds_the_people_that_rules_missed():
    def tagger(text):
        return [(0, 9, "PER"), (13, 19, "LOC")]

    assert Scrubber(tagger=tagger).scrub("Boulanger vit à Thiers")[0] == "[une personne] vit à Thiers"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Thiers attend", (0, 6, "PER")),
        ("Montessori attend", (0, 10, "PER")),
        ("Mme la juge", (0, 3, "PER")),
        ("boulanger attend", (0, 9, "PER")),
        ("ITEP attend", (0, 4, "PER")),
        ("Boulanger attend", (0, 9, "ORG")),
    ],
)
def test_a_tag_that_is_no_person_is_set_aside(text, tag):
    assert list(people_tagged(text, [tag], [])) == []


def test_a_tag_on_someone_already_found_adds_nothing():
    assert list(people_tagged("Léa Boulanger", [(0, 13, "PER")], [(0, 3)])) == []


def test_a_missing_model_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "spacy", None)
    with pytest.raises(MissingExtraError, match=r"partenariat-vivant\[noms\]"):
        spacy_tagger()


def test_the_report_gives_lines_and_places_in_the_whole_input():
    text = "Bonjour\r\nKévin\rNadia\nécrire à a@exemple.fr"
    rows = list(report_lines(find(text), text))
    assert [(row["line"], row["start"], row["end"], row["text"], row["kind"]) for row in rows] == [
        (2, 9, 14, "Kévin", "name"),
        (3, 15, 20, "Nadia", "name"),
        (4, 30, 42, "a@exemple.fr", "email"),
    ]
    assert list(rows[0]) == ["line", "start", "end", "text", "kind", "replacement"]


PIECES = [
    "Mme ",
    "Bertholon",
    "Kévin",
    " ",
    ", ",
    "9 ans",
    " de ",
    "Thiers",
    "\n",
    "\r\n",
    "M. D.",
    "06 12 34 56 78",
    "né le 3/4/2010",
    "école",
    ". ",
    "É",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@settings(max_examples=120)
def test_findings_are_in_order_apart_and_replaced_alone(text):
    clean, findings = scrub(text)
    rebuilt, last = "", 0
    for each in findings:
        assert last <= each.start < each.end
        assert each.text == text[each.start : each.end]
        assert each.kind in Kind
        rebuilt += text[last : each.start] + each.replacement
        last = each.end
    assert rebuilt + text[last:] == clean


@given(st.text(max_size=60))
@settings(max_examples=120)
def test_any_text_is_read_and_its_lines_stay(text):
    clean, _ = scrub(text)
    assert clean.count("\n") == text.count("\n")
    assert scrub(text)[0] == clean


@pytest.mark.parametrize(
    "piece",
    ["A.", "1", "a@", "9 ans, ", "Mme ", "Kévin ", "12 rue de la ", "né le ", "-", "0612345678", "É́", "Kévin, 9 ans, "],
)
def test_a_broken_line_of_a_hundred_thousand_characters_is_read_in_seconds(piece):
    started = time.process_time()
    find(piece * (100_000 // len(piece)))
    assert time.process_time() - started < 6
