"""A small edition for tests: two workshops, nine excerpts, two codes on each side."""

from dataclasses import replace
from datetime import date

from vivant.coding.codings import Coding
from vivant.corpus import Attendance, Credit, Edition, Excerpt, NoteSheet, Piece, Role, Workshop
from vivant.synthesis.glossary import Term
from vivant.synthesis.material import Folder, Material, prepare
from vivant.synthesis.study import Study
from vivant.synthesis.texts import read_texts

WORKSHOPS = (
    Workshop("a1", "L'école inclusive", "Qui fait quoi ?", date(2018, 3, 2), notes=("un.txt",)),
    Workshop("a2", "La pédopsychiatrie", held_on=date(2018, 5, 28), notes=("deux.txt",)),
)
PRESENT = tuple(
    Attendance(workshop, f"P{n}", "IME du Val" if n % 2 else "École du Pré", profession, sector)
    for workshop, people in {
        "a1": [("enseignante", "école")] * 3 + [("parent", "familles")],
        "a2": [("éducateur spécialisé", "handicap")] * 3 + [("pédopsychiatre", "psychiatrie")],
    }.items()
    for n, (profession, sector) in enumerate(people)
)
SAID: tuple[tuple[str, str, str, str], ...] = (
    ("un.txt", "On attend dix-huit mois une place au CMPP.", "une enseignante", "frein_structurel"),
    ("un.txt", "Personne ne sait qui appeler quand un élève va mal.", "un parent", "frein_communication"),
    ("un.txt", "Chacun parle sa langue, avec ses sigles.", "", "frein_communication"),
    ("un.txt", "Le café des parents du mardi marche depuis un an.", "une enseignante", "opportunite_concret"),
    ("un.txt", "créer un annuaire commun", "", "opportunite_demain"),
    ("deux.txt", "On attend des mois une place en pédopsychiatrie.", "un éducateur", "frein_structurel"),
    ("deux.txt", "Il faut se mettre d'accord, ça se passe mal.", "la pédopsychiatre", "frein_communication"),
    ("deux.txt", "Une réunion commune chaque mois, ça tient.", "un éducateur", "opportunite_concret"),
    ("deux.txt", "Un numéro unique pour joindre le CMP.", "", ""),
)
BOTH = {0: "frein_communication", 3: "opportunite_demain"}
SIGNIFICANT = {0, 3, 5, 7}
TEXTS = """# preambule
Ce travail part de la salle.

# frein_structurel
L'attente use tout le monde : « on attend dix-huit mois » [@{0}]. Rien ne bouge.

# actions
- Un annuaire commun [@{4}]
"""


def ids() -> list[str]:
    return [f"{n:08d}-0000-5000-8000-000000000000" for n in range(len(SAID))]


def folder(texts: str = TEXTS, **edition: object) -> Folder:
    """The edition as read: two sheets, codings by one coder, a glossary of one entry."""
    sheets = []
    for rank, workshop in enumerate(WORKSHOPS):
        name, text, excerpts, pieces = workshop.notes[0], "", [], []
        for n, (sheet, words, speaker, _) in enumerate(SAID):
            if sheet == name:
                at = len(text)
                text += words + "\n"
                pieces.append(Piece(at, at + len(words), Role.EXCERPT, f"ligne {n}"))
                excerpts.append(
                    Excerpt(
                        ids()[n],
                        words,
                        name,
                        at,
                        at + len(words),
                        f"ligne {n}",
                        n,
                        workshop=workshop.id,
                        speaker=speaker,
                    )
                )
        at = len(text)
        text += "(rires)\n"
        pieces.append(Piece(at, at + 7, Role.SET_ASIDE, "ligne 20", "plaisanterie"))
        sheets.append(NoteSheet(name, text, tuple(pieces), tuple(excerpts), (replace(workshop, declared=4),)))
        assert rank < 2
    codings = [
        Coding(key, code, "A", "primary", n in SIGNIFICANT)
        for n, (key, (_, _, _, code)) in enumerate(zip(ids(), SAID, strict=True))
        if code
    ]
    codings += [Coding(ids()[n], code, "A", "secondary") for n, code in BOTH.items()]
    whole: dict[str, object] = {
        "title": "Les ateliers du Val",
        "year": 2018,
        "network": "Réseau du Val",
        "objective": "Se connaître.",
        "workshops": WORKSHOPS,
        "attendance": PRESENT,
        "committee": ("Une directrice",),
        "credits": (Credit("Prise de notes", ("Une preneuse de notes",)),),
    } | edition
    return Folder(
        edition=Edition(**whole),  # type: ignore[arg-type]
        sheets=tuple(sheets),
        codings=tuple(codings),
        glossary=(Term("CMPP", "Centre médico-psycho-pédagogique"), Term("MDPH", "Maison des personnes handicapées")),
        texts=read_texts(texts.format(*ids())),
    )


def untouched(text: str) -> tuple[str, list]:  # type: ignore[type-arg]
    return text, []


def material(texts: str = TEXTS, **edition: object) -> Material:
    return prepare(folder(texts, **edition), untouched)


def study(texts: str = TEXTS, **edition: object) -> Study:
    return Study(material(texts, **edition))
