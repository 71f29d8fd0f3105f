"""Acronyms: those that a text really uses, with their entry."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vivant.language import acronyms


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the glossary. ``term`` may hold several acronyms that share it ("AESH, AVS")."""

    term: str
    expansion: str
    definition: str = ""
    sector: str = ""

    @property
    def acronyms(self) -> frozenset[str]:
        """The acronyms of the entry, each on its own."""
        return frozenset(part for part in re.split(r"[\s,/;]+", self.term) if part)


def used_acronyms(texts: Iterable[str]) -> dict[str, int]:
    """Acronyms as they stand in the texts (whole capitals, never in a heading in capitals), with how many times."""
    found: dict[str, int] = {}
    for text in texts:
        for start, end in acronyms(text):
            found[text[start:end]] = found.get(text[start:end], 0) + 1
    return found


def entries_for(used: Iterable[str], glossary: Sequence[Term]) -> tuple[tuple[Term, ...], tuple[str, ...]]:
    """The entries that these acronyms need, in alphabetical order, and the acronyms that no entry explains."""
    wanted = set(used)
    kept = tuple(term for term in glossary if term.acronyms & wanted)
    known = frozenset[str]().union(*(term.acronyms for term in glossary))
    return tuple(sorted(kept, key=lambda term: term.term)), tuple(sorted(wanted - known))
