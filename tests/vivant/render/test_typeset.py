"""What all formats share: French spaces, numbers beside quotes, depth of headings."""

from collections.abc import Iterator
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from vivant.render.columns import letters, shares
from vivant.render.proofs import runs
from vivant.render.typeset import depths, typeset
from vivant.synthesis.document import (
    Bars,
    Block,
    Document,
    Emphasis,
    Entry,
    Evidence,
    Heading,
    Notice,
    Paragraph,
    Pull,
    Quotation,
    Ref,
    Table,
    Text,
    plain,
)

A, B = Ref(3, "a"), Ref(4, "b")


def printed(*blocks: Block) -> tuple[Block, ...]:
    return tuple(typeset(Document("Titre", "", blocks)).blocks)


def test_french_spaces_are_set_across_the_parts_of_a_line() -> None:
    (paragraph,) = printed(Paragraph((Emphasis("Qui paie"), Text(" ? L'école : "), Quotation("« oui »"))))
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.line) == "Qui paie\u202f? L’école\u00a0: «\u202foui\u202f»"


def test_words_of_people_keep_every_letter() -> None:
    words = "On est 3 - enfin, presque ; CPOM/ITEP, a_b:c, 14:30, ça dépend..."
    (entry,) = printed(Entry(A, words, "Atelier 1"))
    assert isinstance(entry, Entry)
    assert entry.text.replace("\u202f", " ") == words


def test_a_quote_gets_its_number_once() -> None:
    quote = Quotation("« oui »", (A,))
    alone, followed = printed(Paragraph((quote, Text("."))), Paragraph((quote, Text(" "), Evidence((A, B)))))
    assert isinstance(alone, Paragraph)
    assert isinstance(followed, Paragraph)
    assert plain(alone.line).endswith("[3].")
    assert plain(followed.line).count("[") == 1


def test_an_aside_stands_between_parentheses_written_once() -> None:
    bare, given_ = printed(Paragraph((Text("à part"),), "aside"), Paragraph((Text("(à part)"),), "aside"))
    assert isinstance(bare, Paragraph)
    assert isinstance(given_, Paragraph)
    assert plain(bare.line) == plain(given_.line) == "(à part)"


def test_signs_that_no_format_holds_are_left_out() -> None:
    (pull,) = printed(Pull(Quotation("« o\x00u\x0bi\ud800 »")))
    assert isinstance(pull, Pull)
    assert pull.quotation.text == "«\u202foui\u202f»"


def test_a_picture_is_never_without_description() -> None:
    table = Table("t", "", ("a",), (), "l")
    (bars,) = printed(Bars("g", "Ce qu'il faut voir", "", table, ("a",), ("n",), ((1,),)))
    assert isinstance(bars, Bars)
    assert bars.alt == "Ce qu’il faut voir"


def test_blocks_that_come_one_by_one_are_still_read_one_by_one() -> None:
    read: list[int] = []

    def blocks() -> Iterator[Block]:
        for number in range(3):
            read.append(number)
            yield Paragraph((Text("Bonjour !"),))

    document = typeset(Document("Titre", "", blocks()))
    assert read == []
    next(iter(document.blocks))
    assert read == [0]


@given(st.lists(st.integers(1, 4), max_size=30))
def test_no_rung_of_headings_is_skipped(levels: list[int]) -> None:
    depth = depths()
    found = [0, *map(depth, levels)]
    assert all(1 <= after <= before + 1 for before, after in pairwise(found))
    assert all(rung <= level for rung, level in zip(found[1:], levels, strict=True))


@given(st.lists(st.integers(1, 40), min_size=1, max_size=20))
def test_runs_of_numbers_stand_for_exactly_the_excerpts_given(given_numbers: list[int]) -> None:
    named: set[int] = set()
    for words, _ in runs(tuple(Ref(number, str(number)) for number in given_numbers)):
        first, _, last = words.partition("–")
        named |= set(range(int(first), int(last or first) + 1))
    assert named == set(given_numbers)


@given(st.lists(st.text("ab ", max_size=60), min_size=1, max_size=9), st.integers(0, 3))
def test_columns_share_the_whole_line(header: list[str], rows: int) -> None:
    table = Table("t", "", tuple(header), tuple(((Text("mot"),),) * len(header) for _ in range(rows)), "r")
    assert abs(sum(shares(table)) - 1) < 1e-9
    assert min(shares(table)) > 0
    assert letters(table) == "r" + "l" * (len(header) - 1)


def test_our_words_get_guillemets_and_those_of_people_keep_their_marks() -> None:
    said = '« il a dit « non » et "oui" »'
    ours, entry = printed(Paragraph((Text(said), Text(" d'"), Quotation(said))), Entry(A, said, ""))
    assert isinstance(ours, Paragraph)
    assert isinstance(entry, Entry)
    narrow = "\u202f"
    assert plain(ours.line[:2]) == f"«{narrow}il a dit “non” et “oui”{narrow}» d’"
    assert plain(ours.line[2:]) == entry.text == f'«{narrow}il a dit «{narrow}non{narrow}» et "oui"{narrow}»'


def test_a_draft_notice_does_not_say_again_what_every_page_says() -> None:
    notices = (Notice("Projet : à relire", (), "draft"), Notice("Projet : à relire", (), "info"))
    same, other = typeset(Document("Titre", "", notices, status="Projet : à relire")).blocks
    assert isinstance(same, Notice)
    assert isinstance(other, Notice)
    assert (same.title, bool(other.title)) == ("", True)


def test_credits_leave_the_title_page_when_a_heading_opens_them() -> None:
    made = (("Notes", "Personne A"),)
    assert typeset(Document("Titre", "", (Heading(1, "Qui", "credits"),), credits=made)).credits == ()
    assert typeset(Document("Titre", "", (Heading(1, "Qui", "h"),), credits=made)).credits == made
