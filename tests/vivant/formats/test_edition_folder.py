"""An edition folder: each file absent, each file wrong, and names of files as disks write them."""

from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest

from vivant.coding.codebook import default_codebook
from vivant.formats.edition import BrokenEditionError, read_folder
from vivant.formats.notes import name_of, read_many, read_notes
from vivant.synthesis.material import Folder

EDITION = """title = "Essai"
[[workshop]]
id = "a1"
theme = "Le lien"
notes = ["un.md"]
"""
NOTES = "- On ne sait pas qui appeler.\n- Il manque des places.\n"
NFD, NFC = normalize("NFD", "Réunion d'été.md"), "Réunion d'été.md"

Write = Callable[..., Folder]


@pytest.fixture
def folder(tmp_path: Path) -> Write:
    """``folder({"attendance.csv": "…"})``: a small edition with these files changed (None: absent), as read."""

    def write(files: dict[str, str | bytes | None] | None = None) -> Folder:
        for name, content in {"edition.toml": EDITION, "notes/un.md": NOTES, **(files or {})}.items():
            if content is not None:
                path = tmp_path / "edition" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_folder([tmp_path / "edition"])

    return write


def told(read: Folder) -> list[str]:
    return [str(problem) for problem in (*read.problems, *(one for sheet in read.sheets for one in sheet.problems))]


def edition(*notes: str, head: str = "") -> str:
    """An edition of as many workshops as given values of ``notes``."""
    rows = (f'[[workshop]]\nid = "a{n}"\ntheme = "Thème {n}"\nnotes = {names}\n' for n, names in enumerate(notes, 1))
    return f'title = "Essai"\n{head}\n{"".join(rows)}'


def test_an_edition_and_its_notes_are_enough(folder):
    read = folder()
    assert told(read) == []
    assert [excerpt.workshop for sheet in read.sheets for excerpt in sheet.excerpts] == ["a1", "a1"]
    assert (read.edition.attendance, read.codings, read.decisions, read.glossary) == (None, (), (), ())
    assert (read.codebook, dict(read.texts.sections), read.bare) == (default_codebook(), {}, False)


def test_each_optional_file_is_read_when_it_is_there(folder):
    read = folder(
        {
            "attendance.csv": "atelier;personne;metier\na1;P1;parent\n",
            "codings.csv": "excerpt,code,coder\nx,frein_humain,A\n",
            "names.csv": "text,decision\nEnzo,replace\n",
            "glossary.csv": "sigle,signification\nPJJ,Protection judiciaire de la jeunesse\n",
            "codebook.json": '{"title": "T", "codes": [{"key": "seul", "label": "Seul"}]}',
            "texts.md": "# seul\n\nUne phrase.\n",
        }
    )
    assert told(read) == []
    assert (read.edition.attendance[0].profession, read.codings[0].coder) == ("parent", "A")
    assert (read.decisions[0].text, read.glossary[0].term) == ("Enzo", "PJJ")
    assert (read.codebook.title, list(read.texts.sections)) == ("T", ["seul"])


def test_a_folder_without_edition_toml_is_read_as_bare_notes(folder):
    read = folder({"edition.toml": None})
    assert read.bare
    assert "pas de fichier edition.toml" in told(read)[0]


def test_a_path_that_does_not_exist_is_wrong_use(tmp_path):
    with pytest.raises(ValueError, match="n'existe pas"):
        read_folder([tmp_path / "absent"])


def test_a_folder_given_with_other_things_is_wrong_use(folder, tmp_path):
    folder()
    with pytest.raises(ValueError, match="un seul dossier"):
        read_folder([tmp_path / "edition", tmp_path / "edition" / "notes" / "un.md"])


# edition.toml


@pytest.mark.parametrize(
    ("content", "place", "words"),
    [
        (
            'title = "Essai"\ncommittee = ["Une personne, parent", "Une autre" "Encore"]\n',
            "ligne 2, colonne 50",
            "liste",
        ),
        ("title = “Essai”\n", "ligne 1, colonne 9", "guillemets droits"),
        ('title = "Essai\nyear = 2018\n', "ligne 1, colonne 15", "guillemet fermant"),
        ('title = "Essai"\nréseau = "R"\n', "ligne 2, colonne 2", "sans accent"),
        ('title = "A"\ntitle = "B"\n', "ligne 2, colonne 12", "gardez-en un"),
        ("validated_on = 2018-02-30\n", "ligne 1, colonne 16", "date"),
        ('title = "Essai"\ncommittee = ["Une"', "fin du fichier", "liste"),
        ("a = " + "[" * 20_000, "", "syntaxe"),
        ('title = "Essai"\nnetwork = "R\xe9seau"\n'.encode("latin-1"), "ligne 2", "UTF-8"),
        ('title = "Essai"\n'.encode("utf-16"), "ligne 1", "UTF-8"),
    ],
)
def test_a_broken_edition_says_where_in_french_and_nothing_is_read(folder, content, place, words):
    with pytest.raises(BrokenEditionError) as caught:
        folder({"edition.toml": content})
    [problem] = caught.value.problems
    assert (problem.source, problem.place) == ("edition.toml", place)
    assert words in problem.message
    assert "at line" not in str(caught.value)
    assert isinstance(caught.value, ValueError)


def test_an_empty_edition_tells_what_is_missing(folder):
    read = folder({"edition.toml": ""})
    assert any("le titre manque" in line for line in told(read))
    assert any("aucun atelier" in line for line in told(read))


CODINGS = "excerpt,code,coder\nx,frein_humain,Codeur A\nx,frein_humain,Accord\n"


def test_a_final_coder_who_coded_nothing_is_told_with_the_coders_found(folder):
    read = folder({"edition.toml": edition('["un.md"]', head='final_coder = "Acord"'), "codings.csv": CODINGS})
    [line] = told(read)
    assert line.startswith("edition.toml : final_coder : « Acord »")
    assert "« Codeur A », « Accord »" in line
    assert read.edition.final_coder == ""


def test_a_final_coder_is_told_when_there_are_no_codings(folder):
    assert "final_coder" in told(folder({"edition.toml": edition('["un.md"]', head='final_coder = "Accord"')}))[0]


def test_a_final_coder_typed_otherwise_is_the_same_coder(folder):
    codings = CODINGS + "y,frein_humain,ACCORD\n"
    read = folder({"edition.toml": edition('["un.md"]', head='final_coder = " accord"'), "codings.csv": codings})
    assert told(read) == []
    assert read.edition.final_coder == "Accord"
    assert [row.coder for row in read.codings] == ["Codeur A", "Accord", "Accord"]


# notes/


@pytest.mark.parametrize(("typed", "disk"), [(NFC, NFD), (NFD, NFC), ("N.TXT", "n.txt"), ("sous\\n.txt", "sous/n.txt")])
def test_a_file_is_found_however_the_disk_writes_its_name(folder, typed, disk):
    names = '["' + typed.replace("\\", "\\\\") + '"]'
    read = folder({"edition.toml": edition(names), f"notes/{disk}": NOTES, "notes/un.md": None})
    assert told(read) == []
    assert [sheet.name for sheet in read.sheets] == [normalize("NFC", disk)]


def test_two_names_alike_but_for_capitals_are_two_files(folder):
    files = {"edition.toml": edition('["n.txt"]', '["N.txt"]'), "notes/un.md": None}
    read = folder({**files, "notes/n.txt": "- un\n", "notes/N.txt": "- deux\n"})
    assert told(read) == []
    assert {sheet.name: sheet.excerpts[0].workshop for sheet in read.sheets} == {"n.txt": "a1", "N.txt": "a2"}


def test_one_name_written_in_two_ways_on_the_disk_is_told(folder):
    files = {"edition.toml": edition(f'["{NFC}"]'), "notes/un.md": None}
    read = folder({**files, f"notes/{NFC}": "- un\n", f"notes/{NFD}": "- deux\n"})
    assert len(read.sheets) == 1
    assert "écrit de deux façons" in told(read)[0]


def test_a_file_named_twice_by_a_workshop_counts_once(folder):
    read = folder({"edition.toml": edition('["un.md", "un.md", "UN.MD"]')})
    assert told(read) == []
    assert [excerpt.workshop for excerpt in read.sheets[0].excerpts] == ["a1", "a1"]


@pytest.mark.parametrize("name", ["../secret.md", "sous/../../secret.md", "/etc/hosts", "C:\\\\notes\\\\un.md", ".."])
def test_notes_that_lead_out_of_the_folder_are_refused(folder, tmp_path, name):
    read = folder({"edition.toml": edition(f'["un.md", "{name}"]'), "secret.md": "- secret\n"})
    [line] = told(read)
    assert line.startswith("edition.toml, atelier « a1 » : ")
    assert "sort du dossier notes/" in line
    assert [sheet.name for sheet in read.sheets] == ["un.md"]


def test_a_workshop_without_notes_is_told(folder):
    [line] = told(folder({"edition.toml": edition('["un.md"]', "[]")}))
    assert line.startswith("edition.toml, atelier « a2 » : aucun fichier de notes")


def test_a_missing_file_of_notes_is_told(folder):
    [line] = told(folder({"edition.toml": edition('["un.md", "deux.md"]')}))
    assert "« deux.md » n'est pas dans le dossier notes/" in line


def test_a_missing_folder_of_notes_is_told_once(folder):
    [line] = told(folder({"edition.toml": edition('["un.md"]', '["deux.md"]'), "notes/un.md": None}))
    assert "le dossier notes/ manque" in line


def test_a_file_of_no_workshop_is_told_and_read(folder):
    read = folder({"notes/deux.md": "- autre chose\n"})
    assert [sheet.name for sheet in read.sheets] == ["un.md", "deux.md"]
    assert "rattaché à aucun atelier" in told(read)[0]


def test_hidden_files_are_nobody_s_notes(folder):
    read = folder({"notes/.cache/x.md": "- un\n", "notes/~$un.docx": "x", "notes/__MACOSX/._un.md": "x"})
    assert told(read) == []


def test_a_copy_is_told_and_left_out(folder):
    read = folder({"edition.toml": edition('["un.md"]', '["copie.md"]'), "notes/copie.md": NOTES})
    [line] = told(read)
    assert line.startswith("copie.md : même contenu que « un.md »")
    assert [len(sheet.excerpts) for sheet in read.sheets] == [2, 0]


def test_two_empty_files_are_not_copies_of_each_other(folder):
    read = folder({"edition.toml": edition('["un.md", "a.md", "b.md"]'), "notes/a.md": "", "notes/b.md": ""})
    assert [line.split(" : ")[1] for line in told(read)] == ["fichier vide", "fichier vide"]


# ids


def test_ids_are_the_same_for_the_edition_and_for_its_files_given_alone(folder, tmp_path):
    read = folder(
        {
            "edition.toml": edition('["groupe/n.txt"]', f'["{NFC}"]'),
            "notes/groupe/n.txt": NOTES,
            f"notes/{NFD}": "- trois\n",
            "notes/un.md": None,
        }
    )
    notes = tmp_path / "edition" / "notes"
    alone = read_many([notes / "groupe" / "n.txt", notes / NFD])
    ids = [excerpt.id for sheet in read.sheets for excerpt in sheet.excerpts]
    assert [excerpt.id for sheet in alone for excerpt in sheet.excerpts] == ids
    assert read_notes(notes / "groupe" / ".." / "groupe" / "n.txt").excerpts[0].id == ids[0]


def test_a_file_of_no_edition_is_called_by_its_own_name(tmp_path):
    assert name_of(tmp_path / "notes" / "a" / NFD) == NFC


def test_a_relative_path_gives_the_same_name(folder, tmp_path, monkeypatch):
    folder({"notes/groupe/n.txt": NOTES})
    monkeypatch.chdir(tmp_path / "edition" / "notes" / "groupe")
    assert name_of(Path("n.txt")) == "groupe/n.txt"


def test_files_of_one_name_are_told_apart_from_the_folder_that_holds_them(tmp_path):
    for place in ("a", "b/c"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "n.txt").write_text("- un\n", encoding="utf-8")
    sheets = read_many([tmp_path / "a" / "n.txt", tmp_path / "b" / "c" / "n.txt"])
    assert [sheet.name for sheet in sheets] == ["a/n.txt", "b/c/n.txt"]


# tables


def test_rows_of_an_unknown_workshop_are_one_problem(folder):
    rows = ["a1;P0", *(f"z9;P{n}" for n in range(1, 13)), "a1;P20", "z9;P21", "a1;P22"]
    [line] = told(folder({"attendance.csv": "workshop;person\n" + "\n".join(rows)}))
    assert line.startswith("attendance.csv, lignes 3 à 14, 16 : l'atelier « z9 »")


def test_no_message_repeats_who_came(folder):
    rows = "a1,Durand Zoé\na1,Durand Zoé\nz9,Durand Zoé\n,Durand Zoé\na1,\n"
    read = folder({"attendance.csv": "workshop,person\n" + rows})
    assert [line.split(" : ")[0] for line in told(read)] == [f"attendance.csv, ligne {n}" for n in (3, 4, 5, 6)]
    assert "Durand" not in "".join(told(read))
    assert len(read.edition.attendance) == 1


def test_rows_of_a_sheet_keep_the_name_of_the_sheet(folder, tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "Présents"
    for row in (("atelier", "personne"), ("z9", "P1"), ("z9", "P2"), ("z9", "P3")):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    [line] = told(folder({"attendance.xlsx": (tmp_path / "a.xlsx").read_bytes()}))
    assert line.startswith("attendance.xlsx, feuille Présents, lignes 2 à 4 : ")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("attendance.csv", "qui,quoi\nP1,a1\n", "attendance.csv, ligne 1 : colonnes attendues"),
        ("codings.csv", "excerpt\nx\n", "codings.csv, ligne 1 : colonnes attendues"),
        ("codings.csv", "excerpt,code,rank\nx,a,3\n,a,\n", "codings.csv, ligne 2 : rang « 3 » inconnu"),
        ("codings.csv", "excerpt,code\n,a\n,b\n", "codings.csv, lignes 2, 3 : l'identifiant de l'extrait manque"),
        ("names.csv", "text,decision\nEnzo,Enzo D.\n", "names.csv, ligne 2 : décision inconnue"),
        ("glossary.csv", "term,expansion\nPJJ,\n", "glossary.csv, ligne 2 : il faut au moins le sigle"),
        ("glossary.csv", "", "glossary.csv : fichier vide"),
        ("codebook.json", "{", "codebook.json, ligne 1 : ce n'est pas du JSON"),
        ("codebook.json", "[]", "codebook.json : on attend un objet"),
        ("codebook.json", '{"codes": [{}]}', "codebook.json, code n° 1 : il faut au moins"),
        ("codebook.qdc", "<x/>", "codebook.qdc : ce n'est pas un livre de codes"),
    ],
)
def test_what_is_wrong_in_a_file_is_told_and_the_rest_is_read(folder, name, content, words):
    read = folder({name: content})
    assert any(line.startswith(words) for line in told(read)), told(read)
    assert read.sheets[0].excerpts


def test_a_wrong_codebook_is_replaced_and_its_message_names_it_once(folder):
    read = folder({"codebook.json": "{"})
    assert read.codebook == default_codebook()
    assert told(read)[0].count("codebook.json") == 1


# texts.md


def test_keys_of_sections_are_read_however_they_are_typed(folder):
    text = "# Préambule\n\nUn.\n\n## Ce qui ressort\n\nDeux.\n\n# FREINS-INTRO\n\nTrois.\n\n# preambule\n\nQuatre.\n"
    read = folder({"texts.md": text})
    assert told(read) == []
    assert list(read.texts.sections) == ["preambule", "ce_qui_ressort", "freins_intro"]
    assert [block.items for block in read.texts.get("preambule").blocks] == [((3, "Un."),), ((15, "Quatre."),)]


def test_keys_of_another_codebook_keep_their_own_spelling(folder):
    codebook = '{"codes": [{"key": "Frein-A", "label": "A"}]}'
    read = folder({"codebook.json": codebook, "texts.md": "# frein a\n\nUn.\n"})
    assert (told(read), list(read.texts.sections)) == ([], ["Frein-A"])


def test_a_section_that_is_not_expected_is_said_not_to_be_printed(folder):
    [line] = told(folder({"texts.md": "# preambule\n\nUn.\n\n# Remerciements\n\nMerci.\n"}))
    assert line.startswith("texts.md, ligne 5 : la section « Remerciements » n'est pas attendue")
    assert "ce texte n'est pas repris" in line


def test_sections_that_are_not_expected_are_one_problem(folder):
    [line] = told(folder({"texts.md": "# un\n\nUn.\n\n# deux\n\nDeux.\n"}))
    assert line.startswith("texts.md, lignes 1, 5 : les sections « un », « deux » ne sont pas attendues")
    assert "ces textes ne sont pas repris" in line


def test_a_text_before_the_first_heading_is_told_with_its_line(folder):
    [line] = told(folder({"texts.md": "Un mot.\n\nEncore.\n\n# preambule\n\nUn.\n"}))
    assert line.startswith("texts.md, lignes 1, 3 : ce texte n'est pas repris")


# notes given alone


def bare(tmp_path: Path, **files: str) -> Folder:
    paths = [tmp_path / name.replace("__", "-").replace("_txt", ".txt") for name in files]
    for path, content in zip(paths, files.values(), strict=True):
        path.write_text(content, encoding="utf-8")
    return read_folder(paths)


def test_a_workshop_called_after_its_file_reads_as_words(tmp_path):
    read = bare(tmp_path, atelier__5_txt=NOTES)
    assert [workshop.theme for workshop in read.edition.workshops] == ["Atelier 5 (atelier-5.txt)"]


def test_a_title_in_capitals_is_printed_as_a_sentence_with_its_acronyms(tmp_path):
    text = "Atelier 1 : L'EDUCATION NATIONALE, LES ITEP ET L'ECOLE INCLUSIVE\n9 janvier 2018\n\n- Les ITEP manquent.\n"
    read = bare(tmp_path, a_txt=text)
    assert [workshop.theme for workshop in read.edition.workshops] == [
        "L'education nationale, les ITEP et l'ecole inclusive"
    ]


def test_a_name_in_a_title_in_capitals_keeps_its_capital(tmp_path):
    read = bare(tmp_path, a_txt="Atelier 1 : AVEC LES PARENTS DU PAYS D'ARVOISE\n9 janvier 2018\n\n- Il en manque.\n")
    assert [workshop.theme for workshop in read.edition.workshops] == ["Avec les parents du pays d'Arvoise"]


def test_a_short_title_in_capitals_is_left_as_typed(tmp_path):
    read = bare(tmp_path, a_txt="Atelier 1 : LES ITEP\n9 janvier 2018\n\n- Il en manque.\n")
    assert [workshop.theme for workshop in read.edition.workshops] == ["LES ITEP"]


def test_bare_notes_given_twice_or_copied_are_counted_once(tmp_path):
    read = bare(tmp_path, a_txt=NOTES, b_txt=NOTES)
    assert "b.txt : même contenu que « a.txt »" in told(read)[0]
    again = read_folder([tmp_path / "a.txt", tmp_path / "a.txt"])
    assert "donné deux fois" in told(again)[0]
    assert sum(len(sheet.excerpts) for sheet in again.sheets) == 2


def test_bare_notes_have_no_glossary(tmp_path):
    assert bare(tmp_path, a_txt=NOTES).glossary == ()
