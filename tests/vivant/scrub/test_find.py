"""What is found in one text, and what is left alone."""

import pytest

from vivant.scrub import Decision, find, scrub


def labels(text):
    return [(each.text, each.kind.value, each.replacement) for each in find(text)]


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("La maman de Kévin attend", "La maman de [un enfant] attend"),
        ("la maman de zyneb attend", "la maman de [un enfant] attend"),
        ("Zyneb ne mange plus", "[une personne] ne mange plus"),
        ("Mme Bertholon et M. N'Doumbé", "[une personne] et [une personne]"),
        ("mr rebuffat répond jamais", "[une personne] répond jamais"),
        ("M.Tarnier est absent", "[une personne] est absent"),
        ("la famille Tessandier", "la famille [nom]"),
        ("famille EL MANSOURI", "famille [nom]"),
        ("DUPUYNEL Martine, TARNIER J.", "[une personne], [une personne]"),
        ("C. Lavergnat n'est pas là", "[une personne] n'est pas là"),
        ("Hélène de Barrande propose", "[une personne] propose"),
        ("LA MAMAN DE KYLIAN ATTEND", "LA MAMAN DE [un enfant] ATTEND"),
        ("Le petit L. et la famille R.", "Le petit [un enfant] et la famille [nom]"),
        ("K.B. est suivi", "[une personne] est suivi"),
        ("Enzo, 7 ans, trois AESH", "[une personne], [âge], trois AESH"),
        ("Un garçon de 9 ans de Thiers attend", "Un garçon de [âge] de [lieu] attend"),
        ("Né le 12/03/2009, sans école", "[date de naissance], sans école"),
        ("tél. 06.12.34.56.78 ou +33 6 12 34 56 78", "tél. [téléphone] ou [téléphone]"),
        ("écrire à a.b@exemple.fr", "écrire à [courriel]"),
        ("NIR 2 94 11 43 157 012 08", "NIR [numéro de sécurité sociale]"),
        ("au 12 bis, rue du 8 mai 1945, 63300 Thiers", "au [adresse]"),
        ("loge rue des Lilas", "loge [adresse]"),
        ("dossier n° 2018-00453", "[numéro]"),
        ("Pierre ne veut plus", "[une personne] ne veut plus"),
        ("avec Rose et Clément", "avec [une personne] et [une personne]"),
        ("Grâce a peur", "[une personne] a peur"),
    ],
)
def test_who_could_be_recognised_is_replaced(text, clean):
    assert scrub(text)[0] == clean


@pytest.mark.parametrize(
    "text",
    [
        "Mme la directrice et M. le juge",
        "Monsieur le Maire, Madame la Préfète",
        "Madame, Monsieur, bonjour",
        "ITEP Les Hirondelles, collège Victor-Hugo, foyer Sainte-Marie",
        "À Saint-Étienne comme à Clermont",
        "Le centre social de Courtevaux ouvre",
        "La première pierre du réseau, la vie en rose",
        "Grâce à l'équipe mobile",
        "Depuis Noël et jusqu'à Pâques",
        "La loi Chevènement, la méthode Montessori, le syndrome d'Asperger",
        "PPRE, PPS : l'E.N. et la P.J.J. ; EN, AS",
        "Les jeunes de 18 ans, à 16 ans plus rien, 3 ans d'attente",
        "Un lundi de janvier, vendredi 6 avril 2018",
        "1 place en SESSAD pour 12 demandes, 120 000 euros",
        "loi n° 2016-297 du 14 mars 2016",
        "Docteur en droit, Maître d'école",
        "FREINS LIÉS AUX PERSONNES",
        "Ben nous, on attend. Elle aussi.",
        "l'équipe de WhatsApp, PJJ-lycée, GEVA-Sco",
        "le 115 et le 119",
        "pr le SAVS c'est non",
        "",
    ],
)
def test_what_is_nobody_stays(text):
    assert scrub(text) == (text, [])


def test_everything_else_stays_to_the_letter():
    text = "\ufeffAppeler Nadia\u00a0!\r\n\tpuis\rKévin…  \n"
    assert scrub(text)[0] == "\ufeffAppeler [une personne]\u00a0!\r\n\tpuis\r[une personne]…  \n"


def test_places_are_code_points_of_the_text():
    text = "🙂 L’équipe\nMme Bertholon"
    (finding,) = find(text)
    assert text[finding.start : finding.end] == finding.text == "Mme Bertholon"


def test_kinds_say_what_was_found():
    assert [kind for _, kind, _ in labels("Mme B. : Léo, 7 ans, 06 12 34 56 78")] == [
        "initials",
        "name",
        "indirect",
        "phone",
    ]


def test_a_decision_to_replace_is_confirmed_and_keeps_its_label():
    (finding,) = find("vu kevin hier", decisions=[Decision("Kévin", "replace", "un élève")])
    assert (finding.text, finding.replacement, finding.confirmed) == ("kevin", "[un élève]", True)


def test_a_decision_to_replace_finds_what_no_rule_would():
    assert scrub("La Sorbe déborde", decisions=[Decision("la sorbe", "replace", "[un lieu]")])[0] == "[un lieu] déborde"


def test_what_is_kept_stays_with_or_without_its_civility():
    assert scrub("Mme Rossignol et Rossignol", decisions=[Decision("rossignol", "keep")])[1] == []


def test_keeping_a_name_does_not_keep_a_longer_one():
    assert scrub("Martin Vauzel attend", decisions=[Decision("Martin", "keep")])[0] == "[une personne] attend"


def test_a_decision_without_a_word_is_refused():
    with pytest.raises(ValueError, match="aucun mot"):
        find("rien", decisions=[Decision(" … ", "keep")])
