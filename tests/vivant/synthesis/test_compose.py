"""The synthesis of a small edition: what is in it, what it rests on, what stops it."""

from dataclasses import replace
from datetime import date

import pytest
from small_edition import SAID, TEXTS, folder, ids, material, study, untouched

from vivant.synthesis.compose import BrokenEvidenceError, compose, words_of
from vivant.synthesis.document import Document, Figure, Heading, Paragraph, Pull, Table, Terms, plain
from vivant.synthesis.material import prepare
from vivant.synthesis.minutes import minutes
from vivant.synthesis.study import DRAFT, TO_READ, Study


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading)]


def text_of(document: Document) -> str:
    return "\n".join(words_of(document.blocks))


def table(document: Document, key: str) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table) and block.id == key)


def test_the_parts_stand_in_the_order_of_the_source():
    written = compose(study()).linked
    parts = [block.text for block in written.blocks if isinstance(block, Heading) and block.level == 1]
    assert parts == [
        "Préambule",
        "I. Des obstacles",
        "II. Des opportunités",
        "III. Conclusion",
        "IV. Glossaire",
        "Qui a fait ce travail",
        "Sur quoi repose ce document",
    ]


def test_figures_are_derived_from_the_lists():
    assert "2 ateliers, des groupes de 4 personnes" in text_of(compose(study()).linked)
    assert "Personnes différentes : 4 ; organisations différentes : 2" in text_of(compose(study()).linked)


def test_without_attendance_list_distinct_figures_are_not_known_and_counts_are_declared():
    said = text_of(compose(study(attendance=None)).linked)
    assert "Personnes différentes : non connu" in said
    assert "2 ateliers ; taille des groupes : non connu" in said


def test_a_draft_says_so_on_every_page_until_the_committee_validates():
    assert compose(study()).linked.status == DRAFT
    validated = study(validated_by="le comité de pilotage", validated_on=date(2018, 10, 12))
    written = compose(validated).linked
    assert written.status == ""
    assert written.date == "Validé par le comité de pilotage, 12 octobre 2018"
    assert "À relire avant validation" not in headings(written)


def test_what_nobody_wrote_is_drafted_from_excerpts_and_listed():
    written = compose(study())
    assert "frein_structurel" not in written.writing.missing
    assert {"frein_communication", "opportunite_concret", "ce_qui_ressort", "methode"} <= set(written.writing.missing)
    drafts = [block for block in written.linked.blocks if isinstance(block, Paragraph) and block.role == "draft"]
    assert any("un résumé de ce code" in plain(block.line) for block in drafts)


def test_a_sentence_without_evidence_in_a_code_section_is_counted():
    written = compose(study())
    assert written.writing.bare == {"frein_structurel": (1, 2)}
    assert "1 phrase sur 2 sans extrait à l'appui" in text_of(written.linked)


def test_a_quote_that_is_in_no_excerpt_stops_the_build():
    with pytest.raises(BrokenEvidenceError) as stopped:
        compose(study(TEXTS + "\n# methode\nOn a dit « une phrase que personne n'a dite ».\n"))
    assert "texts.md, ligne 11" in str(stopped.value)


def test_only_acronyms_really_used_are_explained():
    written = compose(study()).linked
    terms = next(block for block in written.blocks if isinstance(block, Terms))
    assert [term for term, _ in terms.entries] == ["CMPP"]


def test_significant_excerpts_are_quoted_and_attributed_by_function_only_above_the_threshold():
    written = compose(study("# frein_structurel\nOn attend.\n# frein_communication\nOn se tait."))
    pulls = [block for block in written.linked.blocks if isinstance(block, Pull)]
    said = {pull.quotation.text: pull.attribution for pull in pulls}
    assert said["« On attend dix-huit mois une place au CMPP. »"] == "enseignante, atelier 1"
    assert said["« On attend des mois une place en pédopsychiatrie. »"] == "éducateur spécialisé, atelier 2"
    assert not any("pédopsychiatre" in who or "parent" in who for who in said.values())


def test_what_a_summary_quotes_is_not_set_apart_below_it():
    blocks = compose(study()).linked.blocks
    assert not any(isinstance(block, Pull) and "dix-huit mois" in block.quotation.text for block in blocks)


def test_coverage_tells_what_is_read_coded_and_cited():
    rows = [[plain(cell) for cell in row] for row in table(compose(study()).linked, "t-couverture").rows]
    assert [row[0] for row in rows] == ["Atelier 1", "Atelier 2", "Ensemble"]
    assert rows[0][2:4] == ["5", "5 (100 %)"]
    assert rows[1][2:4] == ["4", "3 (75 %)"]
    assert rows[2][2] == "9"
    assert all(row[1] != "100 %" for row in rows)  # the joke was set aside


def test_each_cell_of_the_index_gives_the_numbers_of_its_excerpts():
    rows = {
        plain(row[0]): [plain(cell) for cell in row[1:]] for row in table(compose(study()).linked, "t-preuves").rows
    }
    assert rows["Problématique liée à la communication"] == ["1–3", "7"]
    assert rows["Le partenariat du concret"] == ["4", "8"]
    assert rows["Problématique managériale"] == ["—", "—"]


def test_every_figure_of_the_synthesis_leads_to_an_anchor_of_the_analysis():
    one = study()
    written = compose(one)
    anchors = {block.id for block in minutes(one).blocks if isinstance(block, Heading)}
    targets = set()
    for block in written.linked.blocks:
        for row in block.table.rows if hasattr(block, "table") else block.rows if isinstance(block, Table) else ():
            targets |= {part.target for cell in row for part in cell if isinstance(part, Figure) and part.text != "0"}
        if isinstance(block, Paragraph):
            targets |= {part.target for part in block.line if isinstance(part, Figure)}
    assert targets
    assert targets <= anchors


def test_the_analysis_gives_every_excerpt_in_full_once():
    full = [block.ref.id for block in minutes(study()).blocks if type(block).__name__ == "Entry" and not block.again]
    assert sorted(full) == ids()


def test_what_was_set_aside_is_in_the_analysis_with_its_reason():
    assert "un.txt, ligne 20 : plaisanterie — (rires)" in text_of(minutes(study()))


def test_alone_the_synthesis_carries_the_excerpts_it_cites():
    written = compose(study())
    annexed = {block.ref.id for block in written.alone().blocks if type(block).__name__ == "Entry"}
    assert annexed == written.cited
    assert ids()[0] in annexed


def test_proposed_codes_are_counted_apart_from_human_codings():
    proposed = Study(prepare(folder(), untouched, lambda _, texts: ["opportunite_demain"] * len(texts)))
    assert [one.excerpt.text for one in proposed.proposed] == [SAID[8][1]]
    written = compose(proposed)
    said = text_of(written.linked)
    assert f"À part : 1 extrait au {TO_READ}" in said
    assert "dont 8 extraits codés par des personnes" not in said  # agreement in French
    assert "dont 8 codés par des personnes, 1 au codage proposé, à relire" in said


def test_with_nothing_coded_all_is_proposed_and_says_so():
    bare = replace(folder(""), codings=(), texts=material("").texts)
    one = Study(prepare(bare, untouched, lambda _, texts: ["frein_humain"] * len(texts)))
    assert one.only_proposed
    assert f"9 extraits ({TO_READ})" in text_of(compose(one).linked)


def test_excerpts_read_without_a_code_are_not_given_one():
    from vivant.coding.codings import Coding

    read = replace(folder(), codings=(*folder().codings, Coding(ids()[8], "", "A")))
    assert Study(prepare(read, untouched, lambda _, texts: ["frein_humain"] * len(texts))).proposed == ()


def test_a_coding_whose_excerpt_is_gone_is_a_problem_that_names_the_row():
    from vivant.coding.codings import Coding

    lost = replace(folder(), codings=(*folder().codings, Coding("parti-00", "frein_humain", "A", place="ligne 12")))
    problems = prepare(lost, untouched).problems
    assert [str(problem) for problem in problems] == [
        "codings.csv, ligne 12 : l'extrait « parti-00 » n'est plus dans les notes : retrouvez-le ou supprimez la ligne."
    ]


def test_a_coding_may_name_its_excerpt_by_eight_characters():
    from vivant.coding.codings import Coding

    short = prepare(replace(folder(), codings=(Coding(ids()[8][:8], "frein_humain", "A"),)), untouched)
    assert short.problems == ()
    assert short.coded[8].codes == ("frein_humain",)
