"""What the writers wrote: sections, evidence, quotes, and what can't be trusted."""

import pytest

from vivant.corpus import Excerpt
from vivant.synthesis.document import Emphasis, Evidence, Quotation, Ref, Strong, Text
from vivant.synthesis.quotes import Quotes
from vivant.synthesis.texts import Reader, read_texts

SAID = [
    Excerpt("aaaaaaaa-1", "Il faut se mettre d'accord, ça se passe mal.", "n.txt", 0, 44, "ligne 1", 1),
    Excerpt("bbbbbbbb-2", "un annuaire à jour pour tout le monde", "n.txt", 45, 82, "ligne 2", 2),
]
FIRST, SECOND = Ref(1, "aaaaaaaa-1"), Ref(2, "bbbbbbbb-2")


def reader() -> Reader:
    return Reader(Quotes(SAID), {"aaaaaaaa-1": FIRST, "bbbbbbbb-2": SECOND})


def test_a_section_starts_at_its_key_and_keeps_its_lines():
    texts = read_texts("avant tout titre\n# preambule\nUn.\nDeux.\n\n- a\n  suite\n- b\n## `actions`\nTrois.")
    assert [block.items for block in texts.sections["preambule"].blocks] == [
        ((3, "Un.\nDeux."),),
        ((6, "a\nsuite"), (8, "b")),
    ]
    assert texts.sections["actions"].blocks[0].items == ((10, "Trois."),)
    assert texts.stray == ((1, "avant tout titre"),)


def test_what_stands_before_the_first_heading_is_kept_apart_with_its_lines():
    texts = read_texts("\nUn mot.\nEncore.\n\n- une\n# actions\nTrois.")
    assert texts.stray == ((2, "Un mot.\nEncore."), (5, "- une"))
    assert list(texts.sections) == ["actions"]
    assert read_texts("# actions\nTrois.").stray == ()


def test_a_list_may_follow_its_paragraph_without_a_blank_line():
    blocks = read_texts("# a\nTrois choses :\n- une\n- deux").sections["a"].blocks
    assert [block.kind for block in blocks] == ["paragraph", "list"]


def test_an_empty_section_is_one_to_be_drafted():
    texts = read_texts("# frein_humain\n\n# actions\n- une")
    assert texts.get("frein_humain") is None
    assert texts.get("inconnue") is None
    assert texts.get("actions") is not None


def test_evidence_follows_the_sentence_that_names_it():
    line = reader().line(1, "On ne s'accorde pas [@aaaaaaaa-1 bbbbbbbb]. Ensuite.")
    assert line == (Text("On ne s'accorde pas"), Evidence((FIRST, SECOND)), Text(". Ensuite."))


def test_a_quote_with_its_evidence_is_checked_against_it():
    read = reader()
    line = read.line(1, "« [sinon] ça se passe[ra] mal » [@aaaaaaaa]")
    assert line == (Quotation("« [sinon] ça se passe[ra] mal »", (FIRST,)), Evidence((FIRST,)))
    assert not read.broken
    assert list(read.cited) == ["aaaaaaaa-1"]


def test_four_words_between_quotation_marks_are_a_quote_even_without_evidence():
    read = reader()
    line = read.line(1, "Il faut “un annuaire à jour”.")
    assert line[1:3] == (Quotation("« un annuaire à jour »", (SECOND,)), Evidence((SECOND,)))


def test_fewer_words_without_evidence_are_emphasis_told_once():
    read = reader()
    assert read.line(1, "Un partenariat « vivant ».") == (Text("Un partenariat "), Text("« vivant »"), Text("."))
    assert read.emphasis == ["vivant"]
    assert not read.broken


def test_fewer_words_with_evidence_are_a_quote():
    read = reader()
    read.line(1, "« annuaire papier » [@bbbbbbbb]")
    assert len(read.broken) == 1


def test_a_quote_that_is_in_no_excerpt_is_told_with_its_file_and_its_line():
    read = reader()
    read.line(4, "Première ligne,\npuis « un annuaire jamais à jour » et la suite.")
    assert str(read.broken[0]).startswith(
        "texts.md, ligne 5 : la citation « un annuaire jamais à jour » n'est dans aucun extrait"
    )


def test_a_quote_of_another_excerpt_than_the_one_named_says_where_it_is():
    read = reader()
    read.line(1, "« un annuaire à jour » [@aaaaaaaa]")
    assert "elle est dans bbbbbbbb-2" in read.broken[0].message


def test_evidence_that_does_not_exist_is_told_once():
    read = reader()
    read.line(7, "« ça se passe mal » [@cccccccc]")
    assert [str(problem) for problem in read.broken] == [
        "texts.md, ligne 7 : l'extrait « cccccccc » n'existe pas : reprenez son identifiant dans les notes."
    ]


def test_strong_and_emphasised_words_may_hold_a_quote():
    line = reader().line(1, "**Il le faut : « un annuaire à jour » [@bbbbbbbb]** *vraiment*")
    assert line == (
        Strong("Il le faut : "),
        Quotation("« un annuaire à jour »", (SECOND,)),
        Evidence((SECOND,)),
        Text(" "),
        Emphasis("vraiment"),
    )


def test_a_quote_may_run_over_two_lines_of_the_file():
    read = reader()
    line = read.line(1, "« un annuaire\nà jour » [@bbbbbbbb]")
    assert line[0] == Quotation("« un annuaire à jour »", (SECOND,))


@pytest.mark.parametrize("marks", ["«»", "“”", "„”", "„“", '""', "‘’", "''", "‹›"])
def test_all_kinds_of_quotation_marks_hold_a_quote_and_all_are_checked(marks):
    start, end = marks
    read = reader()
    assert read.line(1, f"Il faut {start}un annuaire à jour{end}, dit-on.")[1:3] == (
        Quotation("« un annuaire à jour »", (SECOND,)),
        Evidence((SECOND,)),
    )
    assert not read.broken
    read.line(1, f"Il faut {start}un annuaire jamais à jour{end}.")
    assert len(read.broken) == 1


@pytest.mark.parametrize(
    "text",
    [
        "L’école n’est pas prévenue, l’équipe non plus, aujourd’hui.",
        "L'école n'est pas prévenue, l'équipe non plus, aujourd'hui, p'tit à p'tit.",
        "L' école n' est pas d' accord avec l' équipe et qu' on attend.",
        "Dans les années '90 l'école et l' équipe n' y étaient pas.",
        'Un écran de 27" et un autre de 32" pour l\'atelier.',
        'Un « mot », un “mot”, un "mot" et un ‘mot’.',
    ],
)
def test_apostrophes_and_inches_are_no_quotation_marks(text):
    read = reader()
    line = read.line(1, text)
    assert "".join(part.text for part in line if isinstance(part, Text)) == text
    assert not read.broken


@pytest.mark.parametrize(
    ("text", "number", "mark", "told"),
    [
        ("Un.\nOn dit « un annuaire jamais à jour.", 2, "«", "ouvert sans être fermé"),
        ("On dit un annuaire jamais\nà jour ».", 2, "»", "fermé sans être ouvert"),
        ("On dit “un annuaire jamais à jour.", 1, "“", "ouvert sans être fermé"),
        ("On dit un annuaire jamais à jour”.", 1, "”", "fermé sans être ouvert"),
        ('On dit "un annuaire jamais à jour.', 1, '"', "ouvert sans être fermé"),
        ('On dit un annuaire jamais à jour".', 1, '"', "fermé sans être ouvert"),
        ("Un « mot [@aaaaaaaa].\nPuis « un annuaire à jour ».", 1, "«", "ouvert sans être fermé"),
        ('Un "mot puis "un annuaire à jour" [@bbbbbbbb].', 1, '"', "ouvert sans être fermé"),
        ("**« Un** annuaire jamais à jour", 1, "«", "ouvert sans être fermé"),
        ("« un “mot »", 1, "“", "ouvert sans être fermé"),
        ("Un.\n« un “mot”\net ” »", 3, "”", "fermé sans être ouvert"),
    ],
)
def test_a_quotation_mark_without_its_pair_stops_the_build(text, number, mark, told):
    read = reader()
    read.line(1, text)
    [problem] = read.broken
    assert problem.place == f"ligne {number}"
    assert problem.message.startswith(f"guillemet {mark} {told}")


@pytest.mark.parametrize(
    "text", ["« on dit « jamais » à tous »", "« on dit “jamais” à tous »", "“on dit «jamais» à tous”"]
)
def test_a_quote_within_a_quote_is_one_quote(text):
    read = Reader(
        Quotes([Excerpt("aaaaaaaa-1", 'on dit "jamais" à tous', "n.txt", 0, 22, "", 1)]), {"aaaaaaaa-1": FIRST}
    )
    assert [part for part in read.line(1, text) if isinstance(part, Quotation)]
    assert not read.broken
    assert not read.emphasis


@pytest.mark.parametrize("text", ["« un annuaire à jour [@bbbbbbbb] »", "« annuaire [@bbbbbbbb] »"])
def test_evidence_inside_the_quotation_marks_is_told(text):
    read = reader()
    read.line(1, text)
    assert "placez-le après" in read.broken[0].message
