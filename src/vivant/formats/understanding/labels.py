"""What stands at the head of minutes: numbers of people, labels such as "Lieu :"."""

import re

NUMBERS = (
    "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf "
    "vingt vingt-et-un vingt-deux vingt-trois vingt-quatre vingt-cinq"
).split()


_NUMBER = rf"(?P<n>\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_PEOPLE = r"(?:participant(?:e|\.e|\(e\))?s?|personnes?|presents?|professionnels?|inscrits?)"
COUNT = re.compile(
    rf"\(?\b{_NUMBER} (?:autres )?{_PEOPLE}(?: presentes?| presents?| autour de la table| ce jour| au total)?\b\)?"
)
_COUNT_ALONE = re.compile(
    rf"[(\[]?(?:nous etions |on etait |soit |environ |au total |total )*{COUNT.pattern}(?P<tail>.*)$"
)
_COUNT_TOLD = re.compile(
    r"(?:cet |l'|cette |la )?(?:atelier|seance|rencontre|matinee)\b|(?:nous etions|on etait|etaient presents)\b"
)


def as_number(word: str) -> int:
    """A number in figures or in words up to twenty-five."""
    return int(word) if word.isdigit() else NUMBERS.index(word) + 1


def people_of_line(flat_text: str, *, is_head: bool) -> int | None:
    """How many people a line says were there, when saying so is all it does. ``is_head``: nothing was noted yet.

    >>> [people_of_line(line, is_head=False) for line in ("12 participants, dont 3 parents", "12 personnes attendent")]
    [12, None]
    """
    if found := _COUNT_ALONE.match(flat_text):
        tail, who = found["tail"].strip(" .)]"), found.group()
        is_sure = re.search(r"participant|present|inscrit", who[: len(who) - len(found["tail"])]) is not None
        if not tail and (is_sure or is_head):
            return as_number(found["n"])
        if is_sure and re.match(r"(?:,|dont|:|\(|et \d|- )", tail):
            return as_number(found["n"])
        return None
    if is_head and _COUNT_TOLD.match(flat_text) and (found := COUNT.search(flat_text)):
        return as_number(found["n"])
    return None


LABELS = {
    "date": r"dates?(?: et (?:lieu|heure|horaires?))?|jour|le",
    "place": r"lieux?|salle|adresse|endroit",
    "people": r"(?:nombre de |nb (?:de )?|liste des )?(?:participant(?:e|\.e|\(e\))?s?|presents?|personnes "
    "presentes|effectifs?|"
    r"presences?)(?: ?\(\d{1,3}(?: personnes)?\))?|(?:etaient |sont )?presents?|composition du groupe",
    "absent": r"(?:absent|excuse)(?:e|\.e|\(e\))?s?(?: excusee?s?)?",
    "team": r"animat\w+|anime par|facilitat\w+|prise de notes?|preneu\w+ de notes?|notes? prises? "
    "par|notes?|secretaires?(?: de seance)?|"
    r"scribe|rapporteu\w+|redact\w+|redige par|moderat\w+|intervenant\w*|observat(?:eur|rice)s?",
    "time": r"horaires?|heures?|duree|debut|fin",
    "theme": r"themes?(?: de (?:l'atelier|la seance|la rencontre|la "
    "matinee))?|thematique|sujet|intitule|titre|objet|atelier",
    "question": r"question(?: posee| de depart| de l'atelier| centrale| directrice)?|problematique|consigne",
    "group": r"groupe|table|sous-groupe",
    "other": r"ordre du jour|methode|deroule(?:ment)?|support|consignes?|organisation de "
    "l'atelier|diffusion|destinataires|version|"
    r"prochain(?:e|s|es)? (?:atelier|rencontre|reunion|seance|date|rendez-vous|matinee)s?[\w ]{0,20}|rdv|rendez-vous",
}
_LABEL = re.compile(
    "(?:" + "|".join(f"(?P<{key}>{pattern})" for key, pattern in LABELS.items()) + r") ?: *(?P<value>.*)$"
)
_LIST_OF_PEOPLE = re.compile(
    r"(?:liste des |les )?(?:participant(?:e|\.e|\(e\))?s|presents|personnes presentes|absents|excuses|animateurs|"
    r"etaient presents|animation)(?: et \w+)?(?: ?\(\d{1,3}(?: personnes)?\))? ?:?$"
)


def label_of(flat_text: str) -> tuple[str, int] | None:
    """The key (of ``LABELS``) of a line such as "Lieu : salle des fêtes", and where its value starts.

    >>> label_of("lieu : salle des fetes"), label_of("participants : 12")[0], label_of("pas de lieu : dommage")
    (('place', 7), 'people', None)
    """
    found = _LABEL.match(flat_text)
    if not found or found.lastgroup is None:
        return None
    key = next(key for key in LABELS if found[key])
    return key, found.start("value")


def count_of(flat_text: str) -> int | None:
    """The number of people in a line already known to tell who was there: "participants (12) :", "presents : douze".

    >>> count_of("participants (12) :"), count_of("presents : une directrice, 2 aesh")
    (12, None)
    """
    found = re.match(rf"[^:(]*(?:\(|: ?)(?:environ |soit )?{_NUMBER}\b(?! [a-z]*(?:aesh|parent|educ))", flat_text)
    return as_number(found["n"]) if found and found["n"] not in ("un", "une") else None


def opens_people(flat_text: str) -> bool:
    """Whether a line only announces a list of people.

    >>> opens_people("etaient presents :"), opens_people("les participants se plaignent")
    (True, False)
    """
    return bool(_LIST_OF_PEOPLE.match(flat_text))
