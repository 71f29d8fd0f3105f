"""The tables of an edition folder: who came, codings, decisions on names, glossary. Columns bear French aliases.

No message repeats a cell that may name a person: its line is enough to find it.
"""

from pathlib import Path
from typing import Literal

from vivant.coding.codings import Coding, Rank
from vivant.corpus import Attendance, Edition, Faults, Problem
from vivant.formats.tables import Table, read_table
from vivant.language import fold
from vivant.scrub import Decision
from vivant.synthesis.glossary import Term

ALIASES = {
    "attendance": {
        "atelier": "workshop",
        "personne": "person",
        "participant": "person",
        "structure": "organisation",
        "etablissement": "organisation",
        "organization": "organisation",
        "metier": "profession",
        "fonction": "profession",
        "secteur": "sector",
    },
    "codings": {
        "extrait": "excerpt",
        "codeur": "coder",
        "rang": "rank",
        "significatif": "significant",
    },
    "names": {"texte": "text", "mots": "text", "choix": "decision", "etiquette": "label", "libelle": "label"},
    "glossary": {
        "sigle": "term",
        "terme": "term",
        "developpe": "expansion",
        "signification": "expansion",
        "secteur": "sector",
    },
}
"""French names of columns, folded, with the name they stand for."""

RANKS: dict[str, Rank] = {
    "": "primary",
    "primary": "primary",
    "principal": "primary",
    "1": "primary",
    "secondary": "secondary",
    "secondaire": "secondary",
    "2": "secondary",
}
YES = frozenset({"1", "oui", "x", "vrai", "true", "yes", "o"})
CHOICES: dict[str, Literal["replace", "keep"]] = {
    "replace": "replace",
    "remplacer": "replace",
    "keep": "keep",
    "garder": "keep",
}


def read_attendance(path: Path, edition: Edition, problems: list[Problem]) -> tuple[Attendance, ...]:
    """Who was at which workshop. A row of an unknown workshop, or of nobody, is told and not counted; twice is once."""
    table = read_table(path, required=("workshop", "person"), aliases=ALIASES["attendance"])
    faults = _faults(table, problems)
    known = {workshop.id for workshop in edition.workshops}
    found: dict[tuple[str, str], Attendance] = {}
    for row in table.rows:
        workshop, person = row.cells["workshop"], row.cells["person"]
        if workshop not in known:
            told = f"l'atelier « {workshop} » n'est pas dans edition.toml : corrigez son repère ; ligne non comptée."
            faults.tell(row.place, told if workshop else "l'atelier manque : mettez son repère ; ligne non comptée.")
        elif not person:
            faults.tell(row.place, "la personne manque : mettez un repère stable, par exemple P12.")
        elif (workshop, person) in found:
            faults.tell(row.place, f"personne déjà comptée à l'atelier « {workshop} » : elle l'est une seule fois.")
        else:
            cells = (row.cells.get(name, "") for name in ("organisation", "profession", "sector"))
            found[workshop, person] = Attendance(workshop, person, *cells)
    problems += faults.problems()
    return tuple(found.values())


def read_codings(path: Path, problems: list[Problem]) -> tuple[Coding, ...]:
    """Codings, one a row. An unreadable rank is told and read as primary: no coding is lost."""
    table = read_table(path, required=("excerpt", "code"), aliases=ALIASES["codings"])
    faults = _faults(table, problems)
    codings = []
    for row in table.rows:
        written = fold(row.cells.get("rank", ""))
        if written not in RANKS:
            told = f"rang « {written} » inconnu : écrivez primary ou secondary (lu comme principal)."
            faults.tell(row.place, told)
        if not row.cells["excerpt"]:
            faults.tell(row.place, "l'identifiant de l'extrait manque : complétez ou supprimez la ligne.")
            continue
        significant = fold(row.cells.get("significant", "")) in YES
        rank = RANKS.get(written, "primary")
        coder = row.cells.get("coder", "")
        codings.append(Coding(row.cells["excerpt"], row.cells["code"], coder, rank, significant, row.place))
    problems += faults.problems()
    return tuple(codings)


def read_decisions(path: Path, problems: list[Problem]) -> tuple[Decision, ...]:
    """What people decided of words that look like names: replace them, by which label, or keep them."""
    table = read_table(path, required=("text", "decision"), aliases=ALIASES["names"])
    faults = _faults(table, problems)
    decisions = []
    for row in table.rows:
        choice = CHOICES.get(fold(row.cells["decision"]))
        if choice is None:
            faults.tell(row.place, "décision inconnue : écrivez replace ou keep ; les mots seront remplacés.")
        if row.cells["text"]:
            decisions.append(Decision(row.cells["text"], choice or "replace", row.cells.get("label", "")))
    problems += faults.problems()
    return tuple(decisions)


def read_glossary(path: Path, problems: list[Problem]) -> tuple[Term, ...]:
    """The entries of the glossary; one without expansion is told and kept out."""
    table = read_table(path, required=("term", "expansion"), aliases=ALIASES["glossary"])
    faults = _faults(table, problems)
    terms = []
    for row in table.rows:
        cells = [row.cells.get(name, "") for name in ("term", "expansion", "definition", "sector")]
        if cells[0] and cells[1]:
            terms.append(Term(*cells))
        else:
            faults.tell(row.place, "il faut au moins le sigle et ce qu'il veut dire : complétez la ligne.")
    problems += faults.problems()
    return tuple(terms)


def _faults(table: Table, problems: list[Problem]) -> Faults:
    """Where the faults of its rows are told, after those of the table itself."""
    problems += table.problems
    return Faults(table.source)
