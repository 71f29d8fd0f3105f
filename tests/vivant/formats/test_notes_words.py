"""What each line of notes is understood to be."""

from collections.abc import Callable

import pytest

from vivant.corpus import Kind, NoteSheet, Role

Read = Callable[..., NoteSheet]


def said(sheet: NoteSheet) -> list[str]:
    return [excerpt.text for excerpt in sheet.excerpts]


@pytest.mark.parametrize(
    "line",
    [
        "- pas de places",
        "-pas de places",
        "– pas de places",
        "• pas de places",
        "* pas de places",
        "o\tpas de places",
        "1. pas de places",
        "2) pas de places",
        "a) pas de places",
        "☐ pas de places",
        "- [ ] pas de places",
        "   - pas de places",
        "\uf0b7 pas de places",
    ],
)
def test_a_bullet_is_a_mark_and_its_words_the_excerpt(read: Read, line: str) -> None:
    sheet = read(f"- avant\n{line}\n")
    assert said(sheet) == ["avant", "pas de places"]


@pytest.mark.parametrize("line", ["-3 places en moins", "M. le maire absent", "9-12 ans oubliés", "*gras* et maigre"])
def test_what_only_looks_like_a_bullet_stays_in_the_words(read: Read, line: str) -> None:
    assert line in said(read(f"- avant\n\n{line}\n"))


@pytest.mark.parametrize(
    ("line", "words", "speaker"),
    [
        ('"On attend depuis un an" Directrice d\'école', "On attend depuis un an", "directrice d'école"),
        ("« On attend depuis un an » (une éducatrice)", "On attend depuis un an", "éducatrice"),
        ("« On attend », dit une AESH.", "On attend", "AESH"),
        ("“On attend depuis un an” — une maman", "On attend depuis un an", "maman"),
        ("Une mère : « on attend depuis un an »", "on attend depuis un an", "mère"),
        ("Un père, en colère : « on attend depuis un an »", "on attend depuis un an", "père"),
        ("- « On attend »", "On attend", ""),
        ("« On attend depuis un an » (Camille, éducatrice)", "On attend depuis un an", "éducatrice"),
        ("« On attend depuis un an » (Camille)", "On attend depuis un an", ""),
        ("« On attend depuis un an » éducatrice Camille", "On attend depuis un an", "éducatrice"),
        ("« On attend depuis un an", "On attend depuis un an", ""),
    ],
)
def test_a_quotation_is_verbatim_and_its_speaker_a_function_never_a_name(
    read: Read, line: str, words: str, speaker: str
) -> None:
    (excerpt,) = read(f"{line}\n").excerpts
    assert (excerpt.text, excerpt.kind, excerpt.speaker) == (words, Kind.VERBATIM, speaker)


def test_a_speaker_alone_on_the_next_line_is_that_of_the_quotation(read: Read) -> None:
    (excerpt,) = read("« On attend »\n— Directrice d'école\n").excerpts
    assert excerpt.speaker == "directrice d'école"


def test_a_speaker_alone_on_the_line_before_says_the_next_one(read: Read) -> None:
    first, second = read("- avant\n\nUne éducatrice :\n« On attend »\n").excerpts
    assert (first.speaker, second.speaker) == ("", "éducatrice")


@pytest.mark.parametrize(
    "line",
    [
        "Le « secret partagé » et le « secret professionnel » sont confondus",
        "Les parents disent « on n'est jamais écoutés » à chaque réunion",
        "Une famille n'est pas un secteur de plus : elle traverse tous les autres.",
        "profs et éducs : chacun pense que l'autre a la vie facile",
        "l'éduc de l'ITEP vient le mardi, pas derrière l'élève : avec la classe",
    ],
)
def test_a_sentence_of_the_note_taker_stays_whole(read: Read, line: str) -> None:
    (excerpt,) = read(f"- {line}\n").excerpts
    assert (excerpt.text, excerpt.speaker, excerpt.kind) == (line, "", Kind.REFORMULATED)


def test_several_quotations_in_a_paragraph_are_several_excerpts(read: Read) -> None:
    sheet = read(
        "« On n'en peut plus du tout » (une éducatrice), « personne ne nous rappelle jamais » (un père) "
        "et il est question de la suite.\n"
    )
    assert [(excerpt.text, excerpt.speaker) for excerpt in sheet.excerpts] == [
        ("On n'en peut plus du tout", "éducatrice"),
        ("personne ne nous rappelle jamais", "père"),
        ("et il est question de la suite.", ""),
    ]


def test_lists_give_their_kind_to_what_they_hold(read: Read) -> None:
    sheet = read(
        "Problèmes :\n- trop loin\n\nPROPOSITIONS\n- un bus\n\nQuestions\n- le transport\n\nConstats\n- il pleut\n"
    )
    assert [(excerpt.section, excerpt.kind) for excerpt in sheet.excerpts] == [
        ("Problèmes", Kind.REFORMULATED),
        ("Propositions", Kind.REFORMULATED),
        ("Questions", Kind.QUESTION),
        ("Observations", Kind.OBSERVATION),
    ]


def test_a_label_at_the_head_of_a_line_is_its_list(read: Read) -> None:
    sheet = read("- avant\n- Proposition : un bus\n- Question : qui paie ?\n")
    assert [(e.text, e.section) for e in sheet.excerpts[1:]] == [
        ("un bus", "Propositions"),
        ("qui paie ?", "Questions"),
    ]


def test_problems_of_places_are_an_excerpt_not_a_heading(read: Read) -> None:
    assert said(read("- Problèmes de places\n- Questions sans fin\n")) == ["Problèmes de places", "Questions sans fin"]


def test_a_question_mark_makes_a_question(read: Read) -> None:
    (first, second) = read("- qui appeler ?\n- on appelle\n").excerpts
    assert (first.kind, second.kind) == (Kind.QUESTION, Kind.REFORMULATED)


def test_themes_and_sub_themes_are_those_above(read: Read) -> None:
    sheet = read(
        "Atelier 1 : Le lien\n\nThème 1 : Les familles\n- pas écoutées\nSous-thème : L'accueil\n- froid\n\n"
        "Thème 2 : L'école\n- loin\n- Les récrés :\n  - courtes\n- après\n"
    )
    assert [excerpt.theme for excerpt in sheet.excerpts] == [
        "Les familles",
        "Les familles › L'accueil",
        "L'école",
        "L'école › Les récrés",
        "L'école",
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("(rires)", "réaction notée, sans propos"),
        ("(rires) on propose d'inclure les adultes", "plaisanterie signalée comme telle"),
        ("Les réunions, c'est sacré (blague)", "plaisanterie signalée comme telle"),
        ("pas de post-it", "thème laissé vide"),
        ("Aucune question.", "thème laissé vide"),
        ("RAS", "thème laissé vide"),
        ("-----", "séparateur"),
        ("page 3/5", "numéro de page"),
    ],
)
def test_what_says_nothing_is_set_aside_with_its_reason(read: Read, line: str, reason: str) -> None:
    sheet = read(f"- avant\n{line}\n- après\n")
    assert said(sheet) == ["avant", "après"]
    assert [(piece.reason, sheet.text[piece.start : piece.end]) for piece in sheet.set_aside()] == [(reason, line)]


def test_laughter_after_words_leaves_the_words(read: Read) -> None:
    sheet = read("- On va s'envoyer des pigeons (rires)\n")
    assert said(sheet) == ["On va s'envoyer des pigeons"]
    assert sheet.set_aside()[0].reason == "réaction notée, sans propos"


def test_a_complaint_that_begins_like_an_empty_theme_is_an_excerpt(read: Read) -> None:
    assert said(read("- pas de réponse\n- pas de places\n- aucun retour\n")) == [
        "pas de réponse",
        "pas de places",
        "aucun retour",
    ]


def test_names_of_people_present_are_never_excerpts(read: Read) -> None:
    sheet = read(
        "Atelier 1 : Le lien\nParticipants :\n- Mme Aubépine, directrice\n- M. Sureau\n\nProblèmes\n- trop loin\n"
    )
    assert said(sheet) == ["trop loin"]
    roles = {sheet.text[piece.start : piece.end]: piece.role for piece in sheet.pieces}
    assert roles["- M. Sureau"] is Role.METADATA


def test_a_line_cut_by_the_editor_joins_the_one_above(read: Read) -> None:
    sheet = read(
        "- la question de la place des parents dans les\n  réunions de synthèse\n"
        "- une phrase plus longue qui se poursuit sur la ligne suivante sans aucun\nretrait ni tiret\n"
    )
    assert said(sheet) == [
        "la question de la place des parents dans les réunions de synthèse",
        "une phrase plus longue qui se poursuit sur la ligne suivante sans aucun retrait ni tiret",
    ]


def test_short_notes_without_bullets_are_one_excerpt_a_line(read: Read) -> None:
    assert said(read("- début\n\nmanque de temps\nmanque de places\nASE débordée\n"))[1:] == [
        "manque de temps",
        "manque de places",
        "ASE débordée",
    ]


def test_markdown_signs_inside_words_stay_and_around_them_are_marks(read: Read) -> None:
    sheet = read("- avant\n- **Manque** de temps\n- **tout en gras**\n- *SYNTHESE\n", "n.md")
    assert said(sheet)[1:] == ["**Manque** de temps", "tout en gras", "*SYNTHESE"]


def test_markdown_shows_its_headings_quotations_and_tables(read: Read) -> None:
    sheet = read(
        "# Le lien\n\n## Problèmes\n\n> On attend\n\n| Problèmes | Propositions |\n|---|---|\n| loin | un bus |\n"
        "\n<!-- caché -->\n",
        "n.md",
    )
    assert [(e.text, e.kind, e.section) for e in sheet.excerpts] == [
        ("On attend", Kind.VERBATIM, "Problèmes"),
        ("loin", Kind.REFORMULATED, "Problèmes"),
        ("un bus", Kind.REFORMULATED, "Propositions"),
    ]
    assert sheet.set_aside()[-1].reason == "commentaire, invisible à la lecture"


def test_a_place_is_said_as_the_person_sees_it(read: Read) -> None:
    assert [excerpt.place for excerpt in read("\n\n- un\n- deux\n").excerpts] == ["ligne 3", "ligne 4"]
