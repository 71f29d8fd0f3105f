"""The example editions hold what they promise: figures counted by hand, evidence that exists, nobody real."""

import re
from collections import Counter
from pathlib import Path

import pytest

from vivant.coding.codebook import default_codebook
from vivant.coding.codings import problems_of
from vivant.corpus import Excerpt, Kind
from vivant.formats.edition import read_folder
from vivant.formats.samples import samples_folder
from vivant.language import acronyms, sentences
from vivant.synthesis.material import Folder
from vivant.synthesis.quotes import Ids, Quotes
from vivant.synthesis.texts import FRAME

INVENTED_PEOPLE = {
    "Odile MARVEYRAC",
    "Yanis CORBESSE",
    "Mireille COSTANROY",
    "Hélène TASSIGNOL",
    "Thibault ARGELON",
    "Fatou DIALMÈRE",
    "Nour BENHALMI",
    "Bruno LAUVERDIN",
}
PLANTED = {"Enzo", "Tarvignole"}
"""Names left in the notes on purpose, to show that they are replaced."""
INVENTED_PLACES = {"Arvoise", "Bellombre", "Courtevaux", "Saint-Evrard-des-Monts"}
OTHER_CAPITALS = {"Creton", "Mme", "Noël", "Problèmes", "Propositions", "Questions", "Toussaint", "Éducation"}
NOT_WRITTEN_YET = {"frein_managerial", "opportunite_demain"}


@pytest.fixture(scope="module")
def first() -> Folder:
    return read_folder([samples_folder() / "edition-2018"])


@pytest.fixture(scope="module")
def second() -> Folder:
    return read_folder([samples_folder() / "edition-2019"])


@pytest.fixture(params=["edition-2018", "edition-2019"], scope="module")
def folder(request: pytest.FixtureRequest) -> Folder:
    return read_folder([samples_folder() / request.param])


def excerpts(folder: Folder) -> dict[str, Excerpt]:
    return {excerpt.id: excerpt for sheet in folder.sheets for excerpt in sheet.excerpts}


def groups(folder: Folder) -> dict[str, int]:
    return Counter(row.workshop for row in folder.edition.attendance or ())


def texts_of(folder: Folder) -> list[str]:
    """Each paragraph and item of the writers' texts."""
    return [text for section in folder.texts.sections.values() for block in section.blocks for _, text in block.items]


def test_an_example_edition_is_read_without_a_problem(folder):
    assert [str(problem) for sheet in folder.sheets for problem in sheet.problems] == []
    assert [str(problem) for problem in folder.problems] == []


def test_the_first_edition_has_the_figures_counted_by_hand(first):
    rows = first.edition.attendance or ()
    assert groups(first) == {"a1": 12, "a2": 10, "a3": 19, "a4": 13, "a5": 7, "a6": 5}
    assert (len(rows), len({row.person for row in rows})) == (66, 47)
    assert sum(groups(first).values()) / len(groups(first)) == 11
    assert len({row.organisation for row in rows}) == 22
    assert len({row.sector for row in rows}) == 10


def test_the_second_edition_has_the_figures_counted_by_hand(second):
    rows = second.edition.attendance or ()
    assert groups(second) == {"b1": 11, "b2": 9, "b3": 12}
    assert (len(rows), len({row.person for row in rows})) == (32, 31)


def test_a_person_keeps_one_organisation_one_profession_and_one_sector(folder):
    known: dict[str, tuple[str, str, str]] = {}
    for row in folder.edition.attendance or ():
        person = (row.organisation, row.profession, row.sector)
        assert known.setdefault(row.person, person) == person


def test_families_and_young_people_are_there(folder):
    present = {row.person: row.profession for row in folder.edition.attendance or ()}
    assert sum(profession in {"parent", "jeune"} for profession in present.values()) >= 4


def test_the_number_of_people_typed_in_the_notes_is_that_of_the_list(folder):
    declared = {workshop.id: workshop.declared for workshop in folder.edition.workshops if workshop.declared}
    assert declared
    assert declared == {key: groups(folder)[key] for key in declared}


def test_the_first_edition_comes_in_the_six_formats_that_note_takers_use(first):
    assert [Path(sheet.name).suffix for sheet in first.sheets] == [".docx", ".odt", ".txt", ".md", ".xlsx", ".csv"]


def test_each_workshop_has_about_thirty_five_excerpts(folder):
    counts = Counter(excerpt.workshop for excerpt in excerpts(folder).values())
    assert set(counts) == {workshop.id for workshop in folder.edition.workshops}
    assert all(25 <= count <= 45 for count in counts.values())


def test_the_notes_hold_quotes_with_their_speaker_questions_and_what_is_set_aside(folder):
    read = excerpts(folder).values()
    assert sum(excerpt.kind is Kind.VERBATIM and bool(excerpt.speaker) for excerpt in read) >= 8
    assert any(excerpt.kind is Kind.QUESTION for excerpt in read)
    assert any(sheet.set_aside() for sheet in folder.sheets)


def test_every_coding_stands_on_an_excerpt_with_a_code_of_the_book(folder):
    assert problems_of(folder.codings, folder.codebook, excerpts(folder)) == []
    assert folder.codebook == default_codebook()


def test_nearly_every_excerpt_is_coded_and_a_few_are_left_aside(folder):
    left = set(excerpts(folder)) - {coding.excerpt for coding in folder.codings}
    assert len(left) == (6 if folder.edition.year == 2018 else 0)


def test_the_seven_codes_are_all_used_and_many_excerpts_bear_two(folder):
    final = [coding for coding in folder.codings if coding.coder == folder.edition.final_coder]
    counts = Counter(coding.code for coding in final if coding.rank == "primary")
    assert set(counts) == {code.key for code in folder.codebook.leaves()}
    assert min(counts.values()) >= 10
    assert sum(coding.rank == "secondary" for coding in final) >= len(excerpts(folder)) / 5


def test_two_coders_agree_on_the_primary_code_as_careful_people_do(first):
    by_coder: dict[str, dict[str, str]] = {}
    for coding in first.codings:
        if coding.rank == "primary":
            by_coder.setdefault(coding.coder, {})[coding.excerpt] = coding.code
    one, other = by_coder["codeur A"], by_coder["codeur B"]
    assert one.keys() == other.keys() == by_coder["accord"].keys()
    same = sum(one[key] == other[key] for key in one) / len(one)
    ones, others = Counter(one.values()), Counter(other.values())
    chance = sum(ones[code] * others[code] for code in ones) / len(one) ** 2
    assert (same - chance) / (1 - chance) == pytest.approx(0.70, abs=0.03)


def test_about_thirty_five_excerpts_are_kept_as_telling_and_each_code_has_some(first):
    telling = {
        coding.excerpt: coding.code for coding in first.codings if coding.significant and coding.rank == "primary"
    }
    assert 30 <= len(telling) <= 40
    assert min(Counter(telling.values()).values()) >= 4


def test_one_sentence_comes_back_in_every_workshop(first):
    said = {e.workshop for e in excerpts(first).values() if re.search(r"ne sait (toujours )?pas qui fait quoi", e.text)}
    assert said == {workshop.id for workshop in first.edition.workshops}


def test_two_notes_disagree_about_the_liaison_sheet(first):
    about = [e for e in excerpts(first).values() if "fiche de liaison" in e.text.lower()]
    assert {("tout le monde" in e.text, "plus personne" in e.text) for e in about} == {(True, False), (False, True)}


def test_the_writers_evidence_exists_and_their_quotes_are_to_the_letter(folder):
    known = excerpts(folder)
    quotes = Quotes(known.values())
    for text in texts_of(folder):
        for ids in re.findall(r"\[@([^\]]+)\]", text):
            assert all(Ids(known).resolve(key) for key in ids.replace("@", " ").split()), text
        for words, ids in re.findall(r"«([^»]+)»\s*\[@([^\]]+)\]", text):
            named = [Ids(known).resolve(key) or "" for key in ids.replace("@", " ").split()]
            assert quotes.find(words.strip(), named).excerpts, words


def test_a_careful_writer_shows_the_edits_in_square_brackets(first):
    quoted = " ".join(words for text in texts_of(first) for words in re.findall(r"«([^»]+)»", text))
    assert "j[e n]'ai rien dit" in quoted


def test_nearly_every_sentence_of_a_code_names_its_evidence(folder):
    leaves = {code.key for code in folder.codebook.leaves()}
    bare, total = 0, 0
    for key in leaves & folder.texts.sections.keys():
        for block in folder.texts.sections[key].blocks:
            for _, text in block.items:
                joined = re.sub(r"([.!?] »)\s*\[@[^\]]+\]", r"[@x]\1", text)
                spans = [joined[start:end] for start, end in sentences(joined)]
                total += len(spans)
                bare += sum("[@" not in sentence for sentence in spans)
    assert bare / total < 0.15


def test_the_validated_edition_is_written_whole_and_the_draft_is_not(first, second):
    expected = {*FRAME, *(code.key for code in first.codebook.leaves())}
    assert first.edition.is_validated
    assert set(first.texts.sections) == expected
    assert not second.edition.is_validated
    assert set(second.texts.sections) == expected - NOT_WRITTEN_YET


def test_every_acronym_has_its_entry_in_the_glossary(folder):
    explained = {acronym for term in folder.glossary for acronym in term.acronyms}
    said = [excerpt.text for excerpt in excerpts(folder).values()] + texts_of(folder)
    for row in folder.edition.attendance or ():
        said += [row.organisation, row.profession, row.sector]
    used = {text[start:end] for text in said for start, end in acronyms(text)}
    assert used - explained == set()


def test_the_first_glossary_has_twenty_three_entries_and_as_many_expansions_as_acronyms(first):
    assert len(first.glossary) == 23
    for term in first.glossary:
        assert len(term.term.split(",")) == len(term.expansion.split(" ; ")), term.term
        assert term.definition
        assert term.sector


def test_nobody_is_named_but_the_invented_people(folder):
    signed = {name for credit in folder.edition.credits for name in credit.names}
    signed |= {member.split(",")[0] for member in folder.edition.committee}
    assert signed <= INVENTED_PEOPLE
    assert all(re.fullmatch(r"P\d\d", row.person) for row in folder.edition.attendance or ())


def test_no_capital_in_the_notes_or_texts_names_anyone_but_the_planted(folder):
    allowed = PLANTED | INVENTED_PLACES | OTHER_CAPITALS
    for text in [*(e.text for e in excerpts(folder).values()), *texts_of(folder)]:
        for word in re.findall(r"(?<=[\w,;»)] )(?:[dlnDL]['’])?([A-ZÉÈÀ][a-zéèêëàîïôöç]+(?:-[\wé]+)*)", text):
            assert word in allowed, (word, text)


def test_the_planted_phone_number_is_one_reserved_for_fiction(first):
    numbers = [found for e in excerpts(first).values() for found in re.findall(r"\b0\d(?: \d\d){4}\b", e.text)]
    assert len(numbers) == 1
    assert numbers[0].startswith("06 39 98 ")
