"""Who speaks, by function: "une éducatrice", "Directrice d'école". Names are never kept."""

import re
from dataclasses import dataclass

from vivant.formats.understanding.flattening import flat

_FUNCTIONS = (
    r"directeurs?|directrices?|educ|educs|educat(?:eur|rice)s?|moniteurs?|monitrices?|aesh|avs|atsem|aes|amp|tisf|"
    r"ash|cpe|cip|"
    r"enseignant\w*|prof|profs|professeur\w*|instit\w*|maitresses?|maitre|psy|psys|psycholog\w*|psychiatr\w*|"
    r"pedopsychiatr\w*|"
    r"psychomotric\w*|orthophonist\w*|ergotherapeut\w*|infirmier\w*|infirmieres?|medecin\w*|pediatr\w*|puericult\w*|"
    r"sage-femme|assistant\w*|chef\w*|cheffe\w*|cadre\w*|coordinat\w*|coordonnat\w*|responsable\w*|referent\w*|"
    r"parents?|mere|meres|pere|peres|maman|mamans|papa|papas|grand-mere|grand-pere|grands-parents|famille|familles|"
    r"tante|oncle|soeur|frere|jeune|jeunes|eleve|eleves|etudiant\w*|lyceen\w*|collegien\w*|ado|ados|adolescent\w*|"
    r"enfant|"
    r"usager\w*|professionnel\w*|travailleu\w*|travailleuse\w*|animat(?:eur|rice)s?|conseiller\w*|conseilleres?|"
    r"juge|juges|"
    r"avocat\w*|policier\w*|gendarme\w*|greffi\w*|delegue\w*|mandataire\w*|tuteur\w*|tutrice\w*|curateur\w*|"
    r"stagiaire\w*|maire|maires|elu|elus|elue|elues|adjoint\w*|principal|principale|proviseur\w*|benevole\w*|"
    r"veilleu\w*|formateur\w*|formatrice\w*|charge\w*|inspect\w*|secretaire\w*|agent\w*|agente\w*|"
    r"intervenant\w*|participant\w*|collegue\w*|personne|quelqu'un|accompagnant\w*|accueillant\w*|auxiliaire\w*|"
    r"mediat\w*|interprete\w*|bibliothecaire\w*|chauffeur\w*|technicien\w*|president\w*|habitant\w*|voisin\w*|"
    r"ancien|ancienne|beau-pere|belle-mere|nourrice|assmat|surveillant\w*|encadrant\w*|employeu\w*|artisan\w*|"
    r"inter-secteur|partenaire\w*|pair-aidant\w*|soignant\w*|aide-soignant\w*|kine\w*|medic\w*|as|cesf"
)
_ARTICLE = r"(?:(?:un|une|le|la|les|des|d'un|d'une|cette|ce|notre|mon|ma|nos)\s|l')"
_FUNCTION = re.compile(rf"(?<![\w-])(?:{_FUNCTIONS})(?![\w-])")
_STARTS = re.compile(rf"{_ARTICLE}?(?:(?:jeune|ancien|ancienne|autre|meme)\s)?(?:{_FUNCTIONS})(?![\w-])")
_SAID = (
    r"(?:(?:nous |me )?(?:dit|disait|a dit|raconte|explique|demande|resume|ajoute|repond|temoigne|precise|"
    r"s'exclame|soupire|"
    r"lance|conclut|confie|rappelle|souligne|constate|s'interroge|remarque)|dixit|selon|d'apres|propos de|"
    r"propos d'|parole de|parole d'|"
    r"verbatim de|verbatim d'|citation de|citation d')"
)
_OPENING = re.compile(rf"[\s,;:.\-–—(\[/]*(?:{_SAID}\s*)?(?:par\s)?")
_CLOSING = " \t\u00a0\u202f.,;:)]-–—!…"
_ADJECTIVES = (
    r"specialisee?s?|scolaires?|sociale?s?|sociaux|familiale?s?|techniques?|educatifs?|educatives?|adjointe?s?|"
    r"principale?s?|referente?s?|maternelle|elementaire|liberale?s?|cliniciene?s?|clinicienne|stagiaires?|"
    r"pedagogiques?|"
    r"medicale?s?|medico-psychologique|municipale?s?|departementale?s?|judiciaires?|remplacante?s?|retraitee?s?|"
    r"isolee?s?|"
    r"seule?s?|agreee?s?|hospitaliers?|hospitaliere|sportifs?|ordinaires?|benevoles?|itinerante?s?|generale?s?|"
    r"generaux|"
    r"associatifs?|associative|administratifs?|administrative|territoriale?s?|academiques?|debutante?s?|enfants?|"
    r"solo|concernee?s?|presente?s?|coordonnat\w+|coordinat\w+|diplomee?s?|non diplomee?s?|ase|ime|itep|pmi|pjj|"
    r"cmp|sessad|mecs"
)
_COMPLEMENT = (
    rf"(?:\s(?:{_ADJECTIVES})|\s(?:de|du|des|en|a|au|aux|chez|pour|dans|sur|d')\s?"
    r"(?:la |le |les |l'|un |une |deux |trois |quatre |cinq |son |sa )*[\w-]+)"
)
_WHOLE = re.compile(
    rf"{_ARTICLE}?(?:(?:jeune|ancien|ancienne|autre|meme)\s)?(?P<function>{_FUNCTIONS})(?![\w-])(?:{_COMPLEMENT})*"
    rf"(?P<rest>$|[,;(/].*|\s-\s.*|\s(?:qui|dont)\s.*|\s(?:a\s)?{_SAID}\b.*|\s(?:et|ou)\s.*)"
)
_ACRONYM = re.compile(r"[A-ZÉÈÀ]{2,7}\b")
_TRAILING = re.compile(
    r"(?:[\s'’,;:(\-–—]|\b(?:de|du|des|d|l|la|le|les|à|a|au|aux|en|et|chez|pour|dans|sur|un|une|qui|dit|très))+$",
    re.IGNORECASE,
)
_SECTORS = re.compile(
    r"(?:secteur |champ )?(?:de l'|du |de la )?(?:education nationale|ecole|protection de l'enfance|"
    r"aide sociale a l'enfance|handicap|"
    r"medico-social|medicosocial|sante(?: mentale)?|soins?|pedopsychiatrie|psychiatrie|justice|insertion|logement|"
    r"animation|loisirs|petite enfance|"
    r"collectivites?|commune|mairie|departement|associations?|associatif|prevention|familles?|formation|social|"
    r"sanitaire|culture|sport|"
    r"ase|pjj|en|ess|pmi)$"
)
MOST_WORDS = 10


@dataclass(frozen=True, slots=True)
class Speaker:
    """A function and, when the notes say it, a sector. Both empty for someone who is only named."""

    function: str = ""
    sector: str = ""


def speaker_after(text: str) -> Speaker | None:
    """Who the words after a quotation name, None when they are not an attribution.

    >>> speaker_after(" Directrice d'école"), speaker_after(", dit une AESH."), speaker_after(" et rien ne vient")
    (Speaker(function="directrice d'école", sector=''), Speaker(function='AESH', sector=''), None)
    """
    opening = _OPENING.match(flat(text))
    rest = text[opening.end() :] if opening else text
    rest = rest.strip(_CLOSING)
    if not rest or len(rest.split()) > MOST_WORDS:
        return None
    is_bracketed = text.lstrip(" ,.;\u00a0").startswith(("(", "["))
    return _speaker(rest, is_bracketed=is_bracketed)


def speaker_before(text: str) -> Speaker | None:
    """Who the words before a quotation or a colon name, None when they are not an attribution.

    >>> speaker_before("Une éducatrice (IME) : "), speaker_before("Le vrai problème : ")
    (Speaker(function='éducatrice', sector=''), None)
    """
    said = text.strip(_CLOSING + '«“"')
    words = flat(said)
    said = re.sub(rf"^{_SAID}\s+", "", said) if re.match(rf"{_SAID}\s", words) else said
    if not said or len(said.split()) > MOST_WORDS:
        return None
    return _speaker(said, is_bracketed=False)


def is_lone_speaker(text: str) -> bool:
    """Whether a line is only someone's function: "une éducatrice", "— Directrice d'école (ASE)".

    >>> is_lone_speaker("une éducatrice"), is_lone_speaker("une éducatrice ne suffit pas")
    (True, False)
    """
    words = text.strip(_CLOSING + "([")
    return len(words.split()) <= 7 and names_someone(words) and " et " not in words


def _speaker(said: str, *, is_bracketed: bool) -> Speaker | None:
    words = flat(said)
    found = _FUNCTION.search(words)
    if not found:
        # "(Marie)", "(ASE)": between brackets after a quotation, it can only be who spoke.
        if is_bracketed and len(words.split()) <= 4:
            return Speaker(said if _ACRONYM.fullmatch(said) else "")
        return None
    is_after_name = re.match(r"(?:(?:mme|m|mr|madame|monsieur|mlle|dr)\b[^,]*|[\w'-]+),? $", words[: found.start()])
    if not names_someone(said) and not is_bracketed and not is_after_name:
        return None
    return Speaker(function_part(said[found.start() :]), _sector(said[found.start() :]))


def names_someone(said: str) -> bool:
    """Whether words are someone's function with its complements, rather than a sentence about them.

    >>> names_someone("l'éduc de l'ITEP"), names_someone("l'éduc de l'ITEP vient le mardi")
    (True, False)
    """
    words = flat(said)
    if _WHOLE.match(words):
        return True
    # "éducatrice Sophie": what follows the function may be a name, which is dropped.
    *first, last = said.split()
    return len(first) in (1, 2, 3) and last[:1].isupper() and _WHOLE.match(flat(" ".join(first))) is not None


def is_speaking(said: str) -> bool:
    """Whether words before a colon, without quotation, tell who speaks rather than of what: one person, by function.

    >>> [is_speaking(said) for said in ("Directrice d'école", "une mère", "profs et éducs", "Famille")]
    [True, True, False, False]
    """
    words = flat(said)
    found = _WHOLE.match(words)
    if not found or found["rest"].startswith((" et ", " ou ", "/", " qui ", " dont ")):
        return False
    if words.startswith(("un ", "une ")):
        return True
    is_topic = re.match(r"famille|enfant|jeune|personne|eleve|ado|usager|public", found["function"]) is not None
    is_sorted = not is_topic and not found["function"].endswith("s") and not re.match(r"les? |des |la |l'", words)
    return is_sorted and said[:1].isupper() and not found["rest"] and len(words.split()) <= 5


def function_part(said: str) -> str:
    """The function alone: it stops at a capital that is not an acronym, which may be a name.

    >>> function_part("Directrice de l'IME Les Hirondelles"), function_part("éducatrice Sophie")
    ("directrice de l'IME", 'éducatrice')
    """
    kept: list[str] = []
    for index, word in enumerate(re.split(r"(?<=\s)", re.split(r"[,;(/:]|\s[-–—]\s", said, maxsplit=1)[0])):
        core = word.strip(" .,’'")
        tail = re.split(r"['’]", core)[-1]
        if index and tail[:1].isupper() and not _ACRONYM.fullmatch(tail):
            break
        kept.append(word)
    function = _TRAILING.sub("", "".join(kept).strip())
    return function if _ACRONYM.match(function) else function[:1].lower() + function[1:]


def _sector(said: str) -> str:
    parts = re.split(r"[,;(/]|\s[-–—]\s", said)
    return next((part.strip(" )") for part in parts[1:] if _SECTORS.match(flat(part.strip(" ).")))), "")


def function_of(typed: str) -> str:
    """The function that a cell gives, empty when it may be a name: "Une éducatrice" is "éducatrice".

    >>> function_of("Une éducatrice spécialisée"), function_of("ASE"), function_of("Camille B.")
    ('éducatrice spécialisée', 'ASE', '')
    """
    said = typed.strip()
    if _ACRONYM.fullmatch(said):
        return said
    found = _FUNCTION.search(flat(said))
    return function_part(said[found.start() :]) if found and _STARTS.match(flat(said)) else ""


def without_article(said: str) -> str:
    """A function as typed, article off, lower case at the start unless it is an acronym.

    >>> without_article("Un pédopsychiatre"), without_article("AESH")
    ('pédopsychiatre', 'AESH')
    """
    found = re.match(_ARTICLE, flat(said.strip()))
    function = said.strip()[found.end() if found else 0 :]
    return function if function[:2].isupper() else function[:1].lower() + function[1:]
