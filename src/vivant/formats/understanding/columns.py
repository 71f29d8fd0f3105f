"""Columns of a table of notes: what each is called, and what it holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from vivant.corpus import Kind
from vivant.formats.understanding.flattening import flat
from vivant.formats.understanding.sections import section_of
from vivant.formats.understanding.speakers import function_of, without_article

COLUMNS: dict[str, tuple[str, ...]] = {
    "text": (
        "extrait",
        "verbatim",
        "texte",
        "propos",
        "note",
        "citation",
        "parole",
        "contenu",
        "idee",
        "enonce",
        "post-it",
        "excerpt",
        "text",
    ),
    "workshop": ("atelier", "rencontre", "seance", "matinee", "reunion", "workshop"),
    "date": ("date", "jour", "held_on"),
    "group": ("table", "groupe", "sous-groupe", "group"),
    "theme": ("theme", "thematique", "sujet", "axe", "sous-theme"),
    "speaker": ("locuteur", "locutrice", "fonction", "qui", "profession", "metier", "dit par", "auteur", "speaker"),
    "sector": ("secteur", "champ", "sector"),
    "kind": ("type", "nature", "kind"),
    "section": ("section", "rubrique", "liste"),
    "place": ("lieu", "place"),
    "declared": ("participants", "presents", "effectif", "nombre de participants", "declared"),
}
"""Accepted names of each column, without accent, in order of preference; plural and case make no difference."""

FUNCTION_NAMES = frozenset({"fonction", "profession", "metier"})
"""Columns whose cells are functions by their very name; in the others a cell may be someone's name."""

_KINDS = {
    Kind.VERBATIM: ("verbatim", "citation", "parole", "propos", "mot a mot", "entendu"),
    Kind.QUESTION: ("question", "interrogation"),
    Kind.OBSERVATION: ("observation", "constat", "remarque", "observe"),
    Kind.REFORMULATED: ("reformulation", "reformule", "resume", "note", "idee", "synthese", "reformulated"),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column (from 0) holds what. ``text`` is always there."""

    by_family: dict[str, int]
    names: tuple[str, ...]

    def cell(self, cells: Sequence[str], family: str) -> str:
        """The cell of a family in a row, empty when the table has no such column."""
        index = self.by_family.get(family)
        return cells[index] if index is not None and index < len(cells) else ""

    def function(self, cells: Sequence[str]) -> tuple[str, bool]:
        """The function of who speaks, and whether the cell was refused because it may be a name.

        >>> columns = Columns({"speaker": 0}, ("qui",))
        >>> columns.function(["Éducatrice"]), columns.function(["Camille B."])
        (('éducatrice', False), ('', True))
        """
        typed = self.cell(cells, "speaker").strip()
        is_trusted = self.names[self.by_family["speaker"]] in FUNCTION_NAMES if "speaker" in self.by_family else True
        if is_trusted:
            return without_article(typed), False
        function = function_of(typed)
        return function, bool(typed) and not function


def columns_of(header: Sequence[str]) -> Columns | None:
    """The columns that a row of titles names, None without a column of text.

    >>> columns_of(["Atelier", "Verbatim", "Qui ?"]).by_family
    {'workshop': 0, 'text': 1, 'speaker': 2}
    >>> columns_of(["Atelier", "Réponse"]) is None
    True
    """
    names = tuple(column_name(cell) for cell in header)
    found: dict[str, int] = {}
    for family, accepted in COLUMNS.items():
        indexes = [names.index(name) for name in accepted if name in names]
        if indexes:
            found[family] = indexes[0]
    if "text" not in found:
        return None
    return Columns(dict(sorted(found.items(), key=lambda item: item[1])), names)


def column_name(typed: str) -> str:
    """The name of a column as ``COLUMNS`` writes it.

    >>> column_name(" Thèmes : "), column_name("Extrait (mot à mot)")
    ('theme', 'extrait')
    """
    name = " ".join(flat(typed).partition("(")[0].replace("_", " ").strip(" :?.*#").split())
    known = {name for names in COLUMNS.values() for name in names}
    if name in known:
        return name
    singular = " ".join(word.removesuffix("s") for word in name.split())
    return singular if singular in known else name.replace(" ", "_") if name.replace(" ", "_") in known else name


def kind_of(typed: str) -> Kind | None:
    """The kind that a cell names, None if it names none.

    >>> kind_of("Citation"), kind_of("Problème")
    (<Kind.VERBATIM: 'verbatim'>, None)
    """
    name = flat(typed).strip(" .:").removesuffix("s")
    return next((kind for kind, names in _KINDS.items() if name in names or name == kind.value), None)


def section_named(typed: str) -> str:
    """The list that a cell names ("Problème" is "Problèmes"), the cell itself if it is not a known one."""
    return section_of(flat(typed).strip()) or typed.strip()
