"""Laws of reading: nothing vanishes, words are kept to the letter, ids are stable."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from vivant.corpus import NoteSheet, Role
from vivant.formats.decoding import NOT_TEXT
from vivant.formats.notes import read_notes

PHRASES = st.sampled_from(
    [
        "- pas de places",
        "-pas écoutés",
        "  - sous-point",
        "1. un annuaire",
        "Problèmes",
        "PROPOSITIONS :",
        "Les familles",
        "Thème 2 : L'école",
        "ATELIER 3 : Le lien – 9 janvier 2018",
        "6 février 2018",
        "Mardi 5 février 2019, mairie – 11 participants",
        "Participants :",
        "- M. Sureau",
        "12 participants",
        "« On attend depuis un an » (une éducatrice), « et personne ne nous rappelle » un père.",
        '"ouvert et jamais fermé',
        "« ouvert",
        "fermé »",
        "— Directrice d'école",
        "Une éducatrice :",
        "qui appeler ?",
        "(rires)",
        "pas de post-it",
        "-----",
        "====",
        "| a | b |",
        "# Titre",
        "> cité",
        "**gras** et *maigre*",
        "une longue ligne sans point qui se poursuit après la coupure de l'éditeur de",
        "texte comme ceci",
        "Page 2/3",
        "",
        "   ",
        "\t",
        "…",
    ]
)
ANY_LINE = st.one_of(PHRASES, st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
LINES = st.lists(ANY_LINE, max_size=25)
NOTES = st.lists(
    st.text("abcdefghij éà'", min_size=3, max_size=30).map(lambda text: f"- {text}"), min_size=1, max_size=12
)


def read(lines: list[str], name: str) -> NoteSheet:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes("\n".join(lines).encode())
        return read_notes(path)


def letters(text: str) -> str:
    return "".join(text.split())


def check(sheet: NoteSheet) -> None:
    """Pieces are in order, apart, and hold every non-blank character; excerpts are stretches of the text."""
    last = 0
    covered = ""
    for piece in sheet.pieces:
        assert last <= piece.start < piece.end <= len(sheet.text)
        assert (piece.role is Role.SET_ASIDE) == bool(piece.reason)
        last = piece.end
        covered += letters(sheet.text[piece.start : piece.end])
    assert covered == letters(sheet.text)
    spans = {(piece.start, piece.end) for piece in sheet.pieces if piece.role is Role.EXCERPT}
    assert spans == {(excerpt.start, excerpt.end) for excerpt in sheet.excerpts}
    assert all(excerpt.text == sheet.text[excerpt.start : excerpt.end] for excerpt in sheet.excerpts)
    assert len({excerpt.id for excerpt in sheet.excerpts}) == len(sheet.excerpts)
    assert {excerpt.workshop for excerpt in sheet.excerpts} <= {workshop.id for workshop in sheet.workshops}


@given(LINES, st.sampled_from(["n.txt", "n.md"]))
@settings(max_examples=150, deadline=None)
def test_every_character_that_is_not_blank_is_in_exactly_one_piece(lines: list[str], name: str) -> None:
    sheet = read(lines, name)
    check(sheet)


@given(LINES, st.sampled_from(["n.txt", "n.md"]))
@settings(max_examples=100, deadline=None)
def test_the_words_of_a_text_are_kept_to_the_letter(lines: list[str], name: str) -> None:
    sheet = read(lines, name)
    if sheet.text:
        breaks = "\n".join(lines).replace("\x85", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
        assert letters(NOT_TEXT.sub("", breaks)) == letters(sheet.text)


@given(st.lists(st.tuples(ANY_LINE, ANY_LINE), max_size=8))
@settings(max_examples=60, deadline=None)
def test_every_character_of_a_table_is_in_exactly_one_piece(rows: list[tuple[str, str]]) -> None:
    import csv
    import io

    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([("extrait", "qui"), *rows])
    check(read(text.getvalue().split("\n"), "n.csv"))


@given(NOTES, NOTES, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_adding_moving_or_mending_a_line_changes_no_other_id(first: list[str], more: list[str], chance) -> None:  # type: ignore[no-untyped-def]
    before = {(excerpt.text, excerpt.id) for excerpt in read(["Notes", "", *first], "n.txt").excerpts}
    lines = [*first, *more]
    chance.shuffle(lines)
    after = {(excerpt.text, excerpt.id) for excerpt in read(["Notes", "", *lines], "n.txt").excerpts}
    assert before <= after


@given(LINES)
@settings(max_examples=30, deadline=None)
def test_reading_the_same_file_twice_gives_the_same_sheet(lines: list[str]) -> None:
    assert read(lines, "n.txt") == read(lines, "n.txt")
