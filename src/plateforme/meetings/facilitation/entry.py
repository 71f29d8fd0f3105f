"""Strict reading of the TOML files of this folder: what is missing, wrong or unknown is told with its place."""

import tomllib
from collections.abc import Mapping
from typing import Any, NoReturn, TypeVar

from django.db.models import TextChoices

from vivant.language.typography import french

Choice = TypeVar("Choice", bound=TextChoices)


class Entry:
    """One table of a file, taken key by key; ``close`` says which keys nobody asked for.

    Every fault is a ValueError in French that starts with ``place``, for the person who wrote the file.

    >>> Entry("meteo.toml", {"minutes": "dix"}).number("minutes")
    Traceback (most recent call last):
    ...
    ValueError: meteo.toml : « minutes » attend un nombre entier de 1 ou plus.
    """

    def __init__(self, place: str, table: Mapping[str, Any]) -> None:
        self.place = place
        self._left = dict(table)

    @classmethod
    def of_file(cls, name: str, text: str) -> "Entry":
        """The whole of a file."""
        try:
            return cls(name, tomllib.loads(text))
        except tomllib.TOMLDecodeError as fault:
            raise ValueError(f"{name} : ce n'est pas du TOML ({fault}).") from fault

    def text(self, key: str) -> str:
        """One paragraph, its line breaks made spaces, set with French spaces and apostrophes."""
        return self._paragraph(key, self._take(key))

    def text_or_none(self, key: str) -> str | None:
        """The same, None where the key is not given."""
        return self.text(key) if key in self._left else None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of paragraphs, one at least."""
        found = self._take(key)
        if not isinstance(found, list) or not found:
            self.refuse(f"« {key} » attend une liste de textes, avec au moins un texte.")
        return tuple(self._paragraph(key, each) for each in found)

    def number(self, key: str) -> int:
        """A whole number, 1 or more."""
        found = self._take(key)
        if not isinstance(found, int) or isinstance(found, bool) or found < 1:
            self.refuse(f"« {key} » attend un nombre entier de 1 ou plus.")
        return found

    def choice(self, key: str, choices: type[Choice]) -> Choice:
        """One of the values of an enumeration."""
        found = self._take(key)
        if found not in choices.values:
            self.refuse(f"« {key} » attend l'un de ces mots : {', '.join(choices.values)}. Il y a « {found} ».")
        return choices(found)

    def entries(self, key: str) -> tuple["Entry", ...]:
        """The tables of a list, one at least, each with its number in its place."""
        found = self._take(key)
        if not isinstance(found, list) or not found or not all(isinstance(each, dict) for each in found):
            self.refuse(f"« {key} » attend au moins un bloc [[{key}]].")
        return tuple(Entry(f"{self.place}, {key} {number}", each) for number, each in enumerate(found, start=1))

    def close(self) -> None:
        """Raises ValueError if a key was not read: most often a slip of the pen."""
        if self._left:
            self.refuse(f"clé inconnue : {', '.join(sorted(self._left))}.")

    def refuse(self, fault: str) -> NoReturn:
        """Raises ValueError: the place, then the fault."""
        raise ValueError(f"{self.place} : {fault}")

    def _take(self, key: str) -> Any:
        if key not in self._left:
            self.refuse(f"il manque « {key} ».")
        return self._left.pop(key)

    def _paragraph(self, key: str, found: object) -> str:
        if not isinstance(found, str) or not found.strip():
            self.refuse(f"« {key} » attend un texte qui n'est pas vide.")
        return french(" ".join(found.split()))
