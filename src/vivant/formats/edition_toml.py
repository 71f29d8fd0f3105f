"""``edition.toml``: title, objective, workshops, committee, credits, validation."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from vivant.corpus import Credit, Edition, Problem, Workshop

KEYS = {
    "title": "titre",
    "year": "annee",
    "network": "reseau",
    "objective": "objectif",
    "committee": "comite",
    "credits": "credits",
    "validated_by": "valide_par",
    "validated_on": "valide_le",
    "final_coder": "codeur_final",
    "workshop": "atelier",
}
WORKSHOP_KEYS = {
    "id": "id",
    "theme": "theme",
    "question": "question",
    "date": "date",
    "place": "lieu",
    "notes": "notes",
}
"""Keys of the file with their French alias."""


_SYNTAX = {
    "Invalid value": 'valeur illisible : un texte se met entre guillemets droits ("…"), une date s\'écrit 2018-01-09.',
    "Invalid date": "cette date n'existe pas : corrigez le jour ou le mois.",
    "Illegal character": "guillemet fermant oublié, ou caractère interdit : un texte s'ouvre et se ferme par \".",
    "Unterminated string": "guillemet fermant oublié : un texte s'ouvre et se ferme par \".",
    "Expected '='": "on attend « clé = valeur » : une clé s'écrit en lettres sans accent ni espace, suivie du signe =.",
    "Invalid initial": "une clé s'écrit en lettres sans accent ni espace, suivie du signe =.",
    "Invalid statement": "on attend « clé = valeur » : une clé s'écrit en lettres sans accent ni espace.",
    "Expected newline": "il y a quelque chose de trop après la valeur : une clé par ligne.",
    "Expected ']": "crochet fermant oublié : [credits], [[workshop]].",
    "Unclosed array": 'liste mal fermée : ["…", "…"], une virgule entre deux textes.',
    "Cannot": "déjà écrit plus haut : gardez-en un seul.",
    "Duplicate": "déjà écrit plus haut : gardez-en un seul.",
    "Unescaped": "dans un texte, la barre \\ s'écrit deux fois : \\\\.",
    "Found invalid character": "caractère interdit : effacez-le et retapez-le.",
}
"""What to do, by how the fault told by ``tomllib`` starts."""


class BrokenEditionError(ValueError):
    """``edition.toml`` can't be read: ``problems`` (French) say where. Nothing else of the folder was read."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


@dataclass
class _Fields:
    """Values of one table of the file, asked for by key and type; what does not fit is told and left out."""

    values: Mapping[str, Any]
    place: str
    keys: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        names = {*self.keys, *self.keys.values()}
        for key in self.values:
            if key not in names:
                self.tell(f"la clé « {key} » n'est pas connue : prenez une de celles-ci : {', '.join(self.keys)}.")

    def tell(self, message: str) -> None:
        self.problems.append(Problem("edition.toml", self.place, message))

    def value(self, key: str) -> Any:
        return self.values.get(key, self.values.get(self.keys[key]))

    def text(self, key: str) -> str:
        value = self.value(key)
        if value is None or isinstance(value, str):
            return (value or "").strip()
        self.tell(f"« {key} » doit être un texte entre guillemets.")
        return ""

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.value(key)
        if value is None:
            return ()
        values = [value] if isinstance(value, str) else value
        if isinstance(values, list) and all(isinstance(one, str) for one in values):
            return tuple(one.strip() for one in values)
        self.tell(f'« {key} » doit être une liste de textes : {key} = ["…", "…"].')
        return ()

    def day(self, key: str) -> date | None:
        value = self.value(key)
        if value is None:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.tell(f"« {key} » doit être une date comme 2018-01-09.")
            return None

    def number(self, key: str) -> int | None:
        value = self.value(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        self.tell(f"« {key} » doit être un nombre entier, sans guillemets.")
        return None

    def tables(self, key: str) -> list[Mapping[str, Any]]:
        value = self.value(key) or []
        if isinstance(value, list) and all(isinstance(one, dict) for one in value):
            return value
        self.tell(f"« {key} » s'écrit entre doubles crochets, une fois par atelier : [[{key}]].")
        return []


def read_edition_toml(path: Path) -> tuple[Edition, list[Problem]]:
    """The edition that the file describes, without attendance, and what is wrong with the file.

    Raises BrokenEditionError for a file that can't be read as a whole: half an edition would give wrong figures.
    """
    data = _parsed(path)
    fields = _Fields(data, "", KEYS)
    workshops = _workshops(fields)
    validated_by, validated_on = fields.text("validated_by"), fields.day("validated_on")
    if bool(validated_by) != bool(validated_on):
        fields.tell("« validated_by » et « validated_on » vont ensemble : sans les deux, le document reste un projet.")
        validated_by, validated_on = "", None
    title = fields.text("title")
    if not title:
        fields.tell('le titre manque : ajoutez title = "…".')
    edition = Edition(
        title=title or path.parent.name,
        year=fields.number("year"),
        network=fields.text("network"),
        objective=fields.text("objective"),
        workshops=workshops,
        committee=fields.texts("committee"),
        credits=_credits(fields),
        validated_by=validated_by,
        validated_on=validated_on,
        final_coder=fields.text("final_coder"),
    )
    return edition, fields.problems


def _parsed(path: Path) -> dict[str, Any]:
    try:
        data = path.read_bytes()
        return tomllib.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise _broken("", f"lecture impossible ({error.strerror}) : vérifiez vos droits sur ce fichier.") from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _broken(f"ligne {line}", "ce n'est pas de l'UTF-8 : réenregistrez le fichier en UTF-8.") from None
    except (ValueError, RecursionError) as error:
        raise _broken(*_syntax(str(error))) from None


def _syntax(told: str) -> tuple[str, str]:
    """Place and message, in French, of a fault told by ``tomllib``.

    >>> _syntax("Unclosed array (at line 2, column 48)")
    ('ligne 2, colonne 48', 'liste mal fermée : ["…", "…"], une virgule entre deux textes.')
    """
    message = next((french for start, french in _SYNTAX.items() if told.startswith(start)), "")
    if where := re.search(r"\(at line (\d+), column (\d+)\)", told):
        place = f"ligne {where[1]}, colonne {where[2]}"
    else:
        place = "fin du fichier" if told.endswith("(at end of document)") else ""
    return place, message or "syntaxe à corriger : vérifiez guillemets, crochets et signes égal."


def _broken(place: str, message: str) -> BrokenEditionError:
    return BrokenEditionError([Problem("edition.toml", place, message)])


def _workshops(fields: _Fields) -> tuple[Workshop, ...]:
    workshops: dict[str, Workshop] = {}
    for rank, table in enumerate(fields.tables("workshop"), 1):
        one = _Fields(table, f"atelier n° {rank}", WORKSHOP_KEYS, fields.problems)
        key = one.text("id") or f"atelier-{rank}"
        if not one.text("id"):
            one.tell(f'l\'identifiant manque : « {key} » est pris ; ajoutez id = "{key}".')
        if key in workshops:
            one.tell(f"l'identifiant « {key} » sert déjà : donnez-en un autre ; cet atelier n'est pas pris en compte.")
            continue
        theme = one.text("theme")
        if not theme:
            one.tell('le thème manque : ajoutez theme = "…".')
        workshops[key] = Workshop(
            key, theme or key, one.text("question"), one.day("date"), one.text("place"), one.texts("notes")
        )
    if not workshops:
        fields.tell("aucun atelier : ajoutez une partie [[workshop]] par atelier, avec id, theme, date et notes.")
    return tuple(workshops.values())


def _credits(fields: _Fields) -> tuple[Credit, ...]:
    table = fields.value("credits") or {}
    if not isinstance(table, dict):
        fields.tell('les crédits s\'écrivent sous [credits], un rôle par ligne : "Prise de notes" = ["…"].')
        return ()
    one = _Fields(table, "credits", {role: role for role in table}, fields.problems)
    return tuple(Credit(role, names) for role in table if (names := one.texts(role)))
