"""The kinds of lists that notes are sorted in: Problèmes, Propositions, Questions… and lines that say nothing."""

import re

_ROOTS = {
    "Problèmes": r"problemes?|problematiques?|pbs?|difficultes?|freins?|obstacles?|blocages?|"
    r"points? (?:negatifs?|faibles?|de blocage)|limites?|"
    r"ce qui (?:ne (?:marche|va|fonctionne) pas|bloque|coince|freine|fait obstacle|manque)",
    "Propositions": r"propositions?|props?|pistes?|solutions?|idees?|suggestions?|preconisations?|recommandations?|"
    r"perspectives?|actions? a mener|a faire|et demain|ce qu'il faudrait",
    "Questions": r"questions?|interrogations?|questionnements?",
    "Observations": r"constats?|observations?|obs|remarques?",
    "Verbatims": r"verbatims?|paroles?|citations?|temoignages?|phrases entendues|paroles entendues",
    "Points d'appui": r"points? (?:forts?|positifs?|d'appui)|leviers?|opportunites?|reussites?|atouts?|forces?|"
    r"ce qui (?:marche|fonctionne|facilite|aide|va bien)",
}
_ANY = "|".join(f"(?P<s{index}>{roots})" for index, roots in enumerate(_ROOTS.values()))
_BARE = "|".join(_ROOTS.values())
_TAIL = (
    r"rencontree?s?|identifiee?s?|souleve?e?s?|reperee?s?|evoquee?s?|proposee?s?|posee?s?|ouverte?s?|relevee?s?|"
    r"recueillie?s?|"
    r"entendue?s?|concrete?s?|principale?s?|principaux|generale?s?|generaux|diverse?s?|divers|restante?s?|"
    r"en suspens|sans reponse|du groupe|"
    r"des participants|des groupes|de l'atelier|du jour|d'actions?|d'amelioration|de solutions?|de travail|"
    r"d'avenir|a poser|et idees"
)
_HEADING = re.compile(
    rf"(?:les |des |nos |vos |quelques |principaux |principales )?(?:{_ANY})(?: (?:{_TAIL}))*(?: ?(?:et|/|,|"
    rf"&) ?(?:les )?(?:{_BARE}))*(?: \d+)?\s*[:.]?$"
)
_LABEL = re.compile(rf"(?:{_ANY}) ?(?:n° ?)?\d{{0,2}} ?: *(?=\S)")

_BRACKETS = r"[(\[*\s]*"
_CLOSE = r"[)\]*\s.!]*$"
_EMPTY = re.compile(
    rf"{_BRACKETS}(?:(?:pas|aucune?|zero|0)(?: de| d')? ?(?:post-?its?|post it|notes?|remarques?|propositions?|"
    rf"questions?|idees?|contributions?)"
    r"(?: (?:sur|pour|dans) (?:ce|cette|le) \w+)?|ras|neant|rien(?: a signaler| de note)?|vide|sans objet|aucune?|"
    rf"(?:theme )?(?:non|pas) (?:aborde|traite)){_CLOSE}"
)
_REACTION = r"(?:eclats? de )?(?:sou)?rires?(?: (?:jaunes?|generaux|general|genes?|dans la salle))?"
_BRACKETED = (
    rf"(?:{_REACTION}|silences?|applaudissements|brouhaha|soupirs?|pause|temps de silence|hesitations?|acquiescements?)"
    r"[^)\]]{0,25}"
)
_REACTION_ALONE = re.compile(rf"(?:{_REACTION}[.!…]*|[(\[*]+ ?{_BRACKETED}[)\]*]+[.!]*)$")
_REACTION_TAIL = re.compile(rf"\s*[(\[] ?{_BRACKETED}[)\]][.!]*$")
_JOKE = re.compile(
    rf"[(\[] ?{_REACTION} ?[)\]] ?\w|"
    r"(?:blague|plaisanterie|boutade|humour|pour rire) ?:|.*[(\[](?:blague|humour|boutade|plaisanterie|"
    r"pour rire)[)\]][.!]*$"
)
_PAGE = re.compile(r"[-\s]*(?:page |p\. ?)?\d{1,4}(?: ?(?:/|sur) ?\d{1,4})?[-\s]*$")

EMPTY = "thème laissé vide"
REACTION = "réaction notée, sans propos"
JOKE = "plaisanterie signalée comme telle"
PAGE = "numéro de page"
RULE = "séparateur"


def section_of(flat_text: str) -> str:
    """The list that a heading opens, empty if it opens none.

    >>> section_of("problemes rencontres :"), section_of("pistes"), section_of("problemes de places")
    ('Problèmes', 'Propositions', '')
    """
    return _name(_HEADING.match(flat_text))


def section_label(flat_text: str) -> tuple[str, int]:
    """The list named at the head of a single line, and where its words start.

    >>> section_label("proposition : creer un annuaire"), section_label("proposition de loi : non")
    (('Propositions', 14), ('', 0))
    """
    found = _LABEL.match(flat_text)
    return (_name(found), found.end()) if found else ("", 0)


def _name(found: re.Match[str] | None) -> str:
    if not found:
        return ""
    return next(name for index, name in enumerate(_ROOTS) if found[f"s{index}"])


def says_nothing(flat_text: str) -> str:
    """The reason (French) to set a whole line aside, empty for a line that says something.

    >>> says_nothing("pas de post-it"), says_nothing("(rires)"), says_nothing("page 3/5"), says_nothing("pas de places")
    ('thème laissé vide', 'réaction notée, sans propos', 'numéro de page', '')
    """
    if not any(char.isalnum() for char in flat_text):
        return RULE
    if _PAGE.match(flat_text):
        return PAGE
    if _EMPTY.match(flat_text):
        return EMPTY
    if _REACTION_ALONE.match(flat_text):
        return REACTION
    return JOKE if _JOKE.match(flat_text) else ""


def reaction_start(flat_text: str) -> int | None:
    """Where a reaction that closes a line starts: "… des pigeons (rires)"; None without one."""
    if flat_text[-1:] not in ")].!":
        return None
    found = _REACTION_TAIL.search(flat_text)
    return found.start() if found and found.start() else None
