"""The library of methods and the ready-made run sheets: whole, coherent, and plain about what is wrong in a file."""

import pytest

from plateforme.meetings.facilitation import Family, for_group, method, methods, run_sheet_template, run_sheet_templates
from plateforme.meetings.facilitation.library import read_method
from plateforme.meetings.facilitation.run_sheets import read_templates
from plateforme.meetings.models import RunSheetStep

GOOD = """
name = "Essai"
family = "ouvrir"
purpose = "Essayer : un   essai."
smallest = 4
largest = 12
minutes = 15
shortest = 10
longest = 20
room = "Une salle."
material = ["Un feutre"]
tips = ["Essayez."]
cautions = ["Attention."]
notes = ["Rien."]
remote = "non"
remote_advice = "En présence."
origin = "Inconnue."

[[steps]]
title = "Un"
minutes = 5
text = "D'abord."

[[steps]]
title = "Deux"
minutes = 10
text = "Ensuite."
"""

TEMPLATE = """
[[template]]
key = "essai"
name = "Essai"
purpose = "Essayer."
minutes = 20
smallest = 5
largest = 12

[[template.steps]]
title = "Savoir qui est là"
minutes = 20
method = "tour-de-table"
purpose = "Se connaître."
who = "Tout le groupe"
"""

EXPECTED = {"tour-de-table", "meteo", "world-cafe", "boule-de-neige", "photo-langage", "etude-de-situation"}
EXPECTED |= {"debat-mouvant", "bilan-en-etoile", "forum-ouvert", "co-developpement", "arpentage", "frise-du-parcours"}


def test_the_library_holds_the_methods_a_network_asks_for_and_every_family():
    assert len(methods()) >= 16
    assert {each.key for each in methods()} >= EXPECTED
    assert {each.family for each in methods()} == set(Family)


def test_names_differ_and_methods_come_in_the_order_of_a_meeting():
    assert len({each.name for each in methods()}) == len(methods())
    places = [(list(Family).index(each.family), each.minutes) for each in methods()]
    assert places == sorted(places)


@pytest.mark.parametrize("each", methods(), ids=lambda each: each.key)
def test_the_steps_of_a_method_last_what_it_announces(each):
    assert sum(step.minutes for step in each.steps) == each.minutes
    assert each.shortest <= each.minutes <= each.longest
    assert each.smallest <= each.largest


@pytest.mark.parametrize("each", methods(), ids=lambda each: each.key)
def test_a_method_says_how_where_and_what_may_hurt(each):
    assert len(each.steps) >= 3
    assert len(each.tips) >= 2
    assert len(each.cautions) >= 2
    assert not [
        text for text in (each.purpose, each.room, *each.tips, *each.cautions) if not text.endswith((".", "»", "?"))
    ]


def test_the_study_of_a_situation_forbids_real_people_and_recalls_secrecy():
    study = method("etude-de-situation")
    assert study is not None
    assert "Aucune personne réelle" in study.purpose
    assert any("secret professionnel" in caution for caution in study.cautions)
    assert "inventée" in study.steps[0].text


def test_texts_are_set_with_french_spaces():
    words = " ".join(text for each in methods() for text in (each.purpose, *each.tips, *each.cautions))
    assert "'" not in words
    assert " ;" not in words
    assert "« " not in words


def test_a_method_is_found_by_its_key_or_not_at_all():
    assert [each for each in methods() if method(each.key) is not each] == []
    assert method("inconnue") is None


@pytest.mark.parametrize(
    ("size", "minutes", "inside", "outside"),
    [
        (8, 20, "tour-de-table", "world-cafe"),
        (40, 180, "forum-ouvert", "co-developpement"),
        (6, None, "co-developpement", "forum-ouvert"),
        (None, 10, "meteo", "photo-langage"),
    ],
)
def test_methods_are_chosen_by_size_and_time(size, minutes, inside, outside):
    keys = {each.key for each in for_group(size, minutes)}
    assert inside in keys
    assert outside not in keys


def test_with_nothing_known_yet_every_method_is_proposed():
    assert for_group() == methods()


def test_nobody_alone_is_given_a_method():
    assert for_group(1, 240) == ()


def test_a_good_file_is_read_its_spaces_joined():
    read = read_method("essai", GOOD)
    assert (read.key, read.purpose, read.minutes) == ("essai", "Essayer\u00a0: un essai.", 15)
    assert [step.title for step in read.steps] == ["Un", "Deux"]


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ('name = "Essai"', "", "il manque « name »"),
        ('name = "Essai"', 'name = " "', "« name » attend un texte qui n'est pas vide"),
        ('family = "ouvrir"', 'family = "chanter"', "« family » attend l'un de ces mots : ouvrir, echanger"),
        ("smallest = 4", "smallest = 0", "« smallest » attend un nombre entier de 1 ou plus"),
        ("smallest = 4", "smallest = true", "« smallest » attend un nombre entier de 1 ou plus"),
        ("smallest = 4", "smallest = 13", "« smallest » dépasse « largest »"),
        ("minutes = 15", "minutes = 20", "les étapes durent 15 minutes en tout et « minutes » en annonce 20"),
        ("longest = 20", "longest = 12", "« minutes » doit se trouver entre"),
        ('tips = ["Essayez."]', "tips = []", "« tips » attend une liste de textes"),
        ('tips = ["Essayez."]', 'tips = ["Essayez."]\ntipss = 1', "clé inconnue : tipss"),
        ('text = "D\'abord."', "text = 3", "essai.toml, steps 1 : « text » attend un texte"),
        ('title = "Deux"', 'title = "Deux"\nwho = "moi"', "essai.toml, steps 2 : clé inconnue : who"),
        ("[[steps]]", "[steps]", "ce n'est pas du TOML"),
    ],
)
def test_a_wrong_file_is_refused_with_its_name_and_what_to_do(wrong, right, said):
    with pytest.raises(ValueError, match=r"^essai\.toml") as refusal:
        read_method("essai", GOOD.replace(wrong, right))
    assert said in str(refusal.value)


def test_a_method_without_steps_is_refused():
    with pytest.raises(ValueError, match="au moins un bloc"):
        read_method("essai", "steps = []\n" + GOOD.split("[[steps]]")[0])


def test_four_run_sheets_are_ready():
    lengths = {each.key: each.minutes for each in run_sheet_templates()}
    assert lengths == {
        "atelier-3-heures": 180,
        "matinee-2-h-30": 150,
        "comite-de-pilotage-2-h": 120,
        "formation-commune-journee": 420,
    }


@pytest.mark.parametrize("each", run_sheet_templates(), ids=lambda each: each.key)
def test_a_run_sheet_lasts_what_it_announces_and_its_methods_hold(each):
    assert sum(step.minutes for step in each.steps) == each.minutes
    for step in each.steps:
        if step.method:
            assert step.method.suits(each.smallest, step.minutes)
            assert step.method.suits(each.largest, step.minutes)


@pytest.mark.parametrize("each", run_sheet_templates(), ids=lambda each: each.key)
def test_a_run_sheet_stops_for_a_pause_within_two_hours(each):
    lasted, longest = 0, 0
    for step in each.steps:
        lasted = 0 if step.title in ("Pause", "Repas partagé") else lasted + step.minutes
        longest = max(longest, lasted)
    assert longest <= 125


@pytest.mark.parametrize("each", run_sheet_templates(), ids=lambda each: each.key)
def test_a_run_sheet_fits_the_columns_it_is_copied_into(each):
    column = RunSheetStep._meta.get_field
    for step in each.steps:
        assert len(step.title) <= column("title").max_length
        assert len(step.purpose) <= column("purpose").max_length
        assert len(step.who) <= column("who").max_length
        if step.method:
            assert len(step.method.key) <= column("method").max_length
            assert len(", ".join(step.method.material)) <= column("material").max_length


def test_the_name_of_a_method_fits_the_title_of_a_step():
    assert [each.key for each in methods() if len(each.name) > RunSheetStep._meta.get_field("title").max_length] == []


def test_a_run_sheet_is_found_by_its_key_or_not_at_all():
    sheet = run_sheet_template("atelier-3-heures")
    assert sheet is not None
    assert sheet.steps[0].title == "Accueil"
    assert run_sheet_template("inconnu") is None


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ('"tour-de-table"', '"chant"', "template 1, steps 1 : la méthode « chant » n'existe pas"),
        ("minutes = 20\nsmallest", "minutes = 30\nsmallest", "les étapes durent 20 minutes en tout"),
        ("largest = 12", "largest = 40", "« Tour de table » ne convient pas à un groupe de 5 à 40"),
        ("minutes = 20\nmethod", "minutes = 90\nmethod", "« Tour de table » demande de 10 à 30 minutes, il y en a 90"),
        ('purpose = "Se connaître."', "", "il manque « purpose »"),
    ],
)
def test_a_wrong_run_sheet_is_refused_with_its_place(wrong, right, said):
    with pytest.raises(ValueError, match=r"^templates\.toml") as refusal:
        read_templates(TEMPLATE.replace(wrong, right))
    assert said in str(refusal.value)


def test_two_run_sheets_of_one_key_are_refused():
    with pytest.raises(ValueError, match="la même clé"):
        read_templates(TEMPLATE + TEMPLATE)
