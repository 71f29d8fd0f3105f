"""The codebook: themes that excerpts are sorted by, as a tree, each with when to apply it and when not."""

import json
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from vivant.corpus import Problem


@dataclass(frozen=True, slots=True)
class Code:
    """A theme. ``parent`` is the key of the code above, None for a root. Codings carry ``key``, pages ``label``."""

    key: str
    label: str
    parent: str | None = None
    apply: str = ""
    not_apply: str = ""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Codebook:
    """Codes in the order they are read. Raises ValueError (French) on a key given twice, an unknown parent, a loop.

    >>> book = Codebook("Essai", (Code("freins", "Des obstacles"), Code("humain", "Humain", "freins")))
    >>> book.part("humain").label, [code.key for code in book.leaves()]
    ('Des obstacles', ['humain'])
    """

    title: str
    codes: tuple[Code, ...]
    _by_key: dict[str, Code] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_key", {code.key: code for code in self.codes})
        if faults := [*_faults_of_keys(self), *_faults_of_tree(self)]:
            raise ValueError(" ".join(faults))

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def code(self, key: str) -> Code:
        """The code of this key; KeyError if there is none."""
        return self._by_key[key]

    def children(self, key: str) -> tuple[Code, ...]:
        """The codes just below this one, in order."""
        return tuple(code for code in self.codes if code.parent == key)

    def roots(self) -> tuple[Code, ...]:
        """The codes that stand under no other: the parts of the synthesis."""
        return tuple(code for code in self.codes if code.parent is None)

    def leaves(self) -> tuple[Code, ...]:
        """The codes that no other code stands under: those which excerpts are sorted by."""
        above = {code.parent for code in self.codes}
        return tuple(code for code in self.codes if code.key not in above)

    def path(self, key: str) -> tuple[Code, ...]:
        """From the root down to this code, both included."""
        path = [self.code(key)]
        while (parent := path[0].parent) is not None:
            path.insert(0, self.code(parent))
        return tuple(path)

    def part(self, key: str) -> Code:
        """The root above this code, or the code itself if it is one."""
        return self.path(key)[0]


def _faults_of_keys(book: Codebook) -> list[str]:
    if not book.codes:
        return ["Le livre de codes est vide : donnez au moins un code."]
    faults = [
        f"La clé « {key} » est donnée {count} fois : chaque code a sa propre clé."
        for key, count in Counter(code.key for code in book.codes).items()
        if count > 1
    ]
    faults += [f"Le code « {code.label} » n'a pas de clé." for code in book.codes if not code.key.strip()]
    faults += [f"Le code « {code.key} » n'a pas d'intitulé." for code in book.codes if not code.label.strip()]
    return faults


def _faults_of_tree(book: Codebook) -> list[str]:
    parents = {code.key: code.parent for code in book.codes}
    faults = [
        f"Le code « {key} » se range sous « {parent} », qui n'existe pas : corrigez ce parent ou ajoutez ce code."
        for key, parent in parents.items()
        if parent is not None and parent not in parents
    ]
    if loop := _loop(parents):
        faults.append(
            f"Les codes {', '.join(f'« {key} »' for key in loop)} se rangent les uns sous les autres en boucle : "
            "retirez le parent de l'un d'eux."
        )
    return faults


def _loop(parents: dict[str, str | None]) -> list[str]:
    """The first loop met when going up, in order of keys, or nothing."""
    for key in parents:
        seen: list[str] = []
        above: str | None = key
        while above is not None and above not in seen:
            seen.append(above)
            above = parents.get(above)
        if above is not None:
            return seen[seen.index(above) :]
    return []


def codebook_from_data(data: Any, source: str = "codebook.json") -> Codebook:
    """The codebook that decoded JSON holds: ``{"title", "codes": [{"key", "label", "parent", "apply", …}]}``.

    Only key and label are required of a code. Raises ValueError with a French message naming the code's rank.
    """
    if not isinstance(data, dict) or not isinstance(data.get("codes"), list):
        raise ValueError(str(Problem(source, "", "on attend un objet avec « title » et une liste « codes ».")))
    codes = tuple(_code_from_data(row, source, rank) for rank, row in enumerate(data["codes"], 1))
    try:
        return Codebook(str(data.get("title") or ""), codes)
    except ValueError as error:
        raise ValueError(str(Problem(source, "", str(error)))) from None


def _code_from_data(row: Any, source: str, rank: int) -> Code:
    place = f"code n° {rank}"
    if not isinstance(row, dict) or not isinstance(row.get("key"), str) or not isinstance(row.get("label"), str):
        raise ValueError(str(Problem(source, place, "il faut au moins « key » et « label », des textes.")))
    examples, parent = row.get("examples") or [], row.get("parent") or None
    if not isinstance(examples, list) or not all(isinstance(example, str) for example in examples):
        raise ValueError(str(Problem(source, place, "« examples » est une liste de textes.")))
    if parent is not None and not isinstance(parent, str):
        raise ValueError(str(Problem(source, place, "« parent » est la clé d'un autre code, ou rien.")))
    apply, not_apply = str(row.get("apply") or ""), str(row.get("not_apply") or "")
    return Code(row["key"], row["label"], parent, apply, not_apply, tuple(examples))


def codebook_to_data(book: Codebook) -> dict[str, Any]:
    """What ``codebook_from_data`` reads back to the same codebook."""
    rows = [
        {
            "key": code.key,
            "label": code.label,
            "parent": code.parent,
            "apply": code.apply,
            "not_apply": code.not_apply,
            "examples": list(code.examples),
        }
        for code in book.codes
    ]
    return {"title": book.title, "codes": rows}


@cache
def default_codebook() -> Codebook:
    """The seven themes of the method, four obstacles and three opportunities, under their two parts."""
    text = files("vivant.coding").joinpath("data", "codebook.json").read_text(encoding="utf-8")
    return codebook_from_data(json.loads(text))
