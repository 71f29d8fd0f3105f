"""Titles of workshops: "ATELIER 3 : La communication – 9 janvier 2018 (12 participants)"."""

import re
from dataclasses import dataclass
from datetime import date

from vivant.formats.understanding.dates import find_date
from vivant.formats.understanding.flattening import flat
from vivant.formats.understanding.labels import COUNT, as_number

_ORDINAL = (
    r"(?:(?P<rank>\d{1,2})(?:er|ere|e|eme|nd|nde)|premiere?|deuxieme|seconde?|troisieme|quatrieme|cinquieme|sixieme|"
    r"dernier|derniere) "
)
_HEAD = (
    r"(?:(?:compte[- ]?rendu|cr|notes?|synthese|releve(?: de notes)?|prise de notes|minutes|"
    r"restitution)\b[ :-]*(?:de notes |prises )?)?"
    r"(?:de l'|de la |du |des |de |l'|la |le |pour l'|a l')?"
)
_STRONG = r"(?:atelier|matinee(?: de travail)?|groupe de travail|table ronde|world cafe)"
_WEAK = r"(?:seance|rencontre|reunion|journee)(?: de travail| partenariale| inter-?partenariale)?"
_NUMBER = r"(?:n ?°|no\b|numero|#)? ?(?P<number>\d{1,2}|[ivx]{1,4}\b|[a-f]\b)"
_AFTER_NUMBER = r"(?= ?(?:$|[:.,(/«\"“-]|du |de |le |sur |bis\b|suite\b))"
_TITLE = re.compile(rf"{_HEAD}(?:{_ORDINAL})?(?P<word>{_STRONG}|{_WEAK})\b ?(?:{_NUMBER}{_AFTER_NUMBER})?(?P<rest>.*)$")
_SEPARATORS = ' \t\u00a0\u202f:;,.–—-|/()[]«»“”"#*_'
_LEFTOVER = re.compile(
    r"(?:du|le|de la|de|sur|sur le theme(?: de)?|theme|intitule|matin|apres-midi|lundi|mardi|mercredi|jeudi|"
    r"vendredi|samedi|dimanche|et)$"
)
_DAY_BEFORE = re.compile(
    r"(?:(?:du|le|en date du|tenue? le|-|,)? ?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)?)? ?$"
)


@dataclass(frozen=True, slots=True)
class Title:
    """What a title says of its workshop. ``theme`` and ``number`` ("3") as typed, empty if none."""

    theme: str = ""
    number: str = ""
    held_on: date | None = None
    declared: int | None = None


def looks_like_title(flat_text: str, *, is_styled: bool) -> bool:
    """Whether a line opens a workshop, by its words. ``is_styled``: its form already says that it is a heading.

    >>> looks_like_title("atelier 3 : la communication", is_styled=False)
    True
    >>> [looks_like_title(line, is_styled=False) for line in ("reunion 1 fois par mois", "ateliers communs a creer")]
    [False, False]
    """
    found = _TITLE.match(flat_text)
    if not found or len(flat_text.split()) > 30 or (flat_text.endswith(("?", ";")) and not found["number"]):
        return False
    if is_styled or found["number"] or found["rank"]:
        return True
    if find_date(found["rest"]):
        return len(flat_text.split()) <= 16 and not flat_text.endswith(".")
    is_strong = re.match(_STRONG, found["word"]) is not None
    has_head = not flat_text.startswith(found["word"]) and flat_text[:2] in ("co", "cr", "no", "sy", "re", "mi", "pr")
    return (is_strong and bool(re.match(r"\s*(?::|- |«|\"|“)", found["rest"]))) or (
        has_head and len(flat_text.split()) <= 14
    )


def read_title(text: str) -> Title:
    """What a title says, its date, count and "Atelier n° 3" taken off the theme.

    >>> read_title("ATELIER 3 : La communication – mardi 9 janvier 2018 (12 participants)")
    Title(theme='La communication', number='3', held_on=datetime.date(2018, 1, 9), declared=12)
    """
    words = flat(text)
    held_on = declared = None
    cuts: list[tuple[int, int]] = []
    if dated := find_date(words):
        held_on = dated.day
        before = _DAY_BEFORE.search(words[: dated.start])
        cuts.append((before.start() if before else dated.start, dated.end))
    if counted := COUNT.search(words):
        declared = as_number(counted["n"])
        cuts.append(counted.span())
    number, start = "", 0
    if found := _TITLE.match(words):
        number = (found["number"] or found["rank"] or "").upper()
        start = found.start("rest")
    cuts.append((0, start))
    theme = "".join(
        " " if any(one <= place < other for one, other in cuts) else char for place, char in enumerate(text)
    )
    theme = theme.strip(_SEPARATORS)
    while leftover := _LEFTOVER.search(flat(theme)):
        if leftover.start() and theme[leftover.start() - 1] not in _SEPARATORS:
            break
        theme = theme[: leftover.start()].strip(_SEPARATORS)
    for opening in ("sur le thème de", "sur le thème", "sur", "du", "de", "le", "thème"):
        if flat(theme).startswith(flat(opening) + " "):
            rest = theme[len(opening) :].strip(_SEPARATORS)
            # "Le lien avec les familles" keeps its article; "Atelier sur le lien" loses "sur".
            theme = rest if opening not in ("le", "de", "du") or not rest else theme
            break
    return Title(re.sub(r"\s{2,}", " ", theme), number, held_on, declared)
