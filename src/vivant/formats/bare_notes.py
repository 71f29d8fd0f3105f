"""Note files given alone: an edition made of what they say of themselves."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from vivant.corpus import Edition, NoteSheet, Problem, Workshop
from vivant.formats.notes import read_many, without_copies
from vivant.language import acronyms, is_french
from vivant.synthesis.material import Folder

SHOUTED = 4
"""Under this number of words, a theme in capitals may be an acronym, and is left as typed."""

LONGEST_ACRONYM = 5


def bare_folder(paths: Sequence[Path], problems: Sequence[Problem] = ()) -> Folder:
    """Note files alone: the workshops are those that the files name, in the order of their dates. No glossary."""
    sheets = tuple(without_copies(read_many(paths)))
    named: dict[str, Workshop] = {}
    for sheet in sheets:
        for workshop in sheet.workshops:
            named.setdefault(workshop.id, replace(workshop, theme=_theme(workshop.theme, sheet)))
    workshops = sorted(named.values(), key=lambda w: (w.held_on is None, w.held_on or 0))  # stable without a date
    years = {workshop.held_on.year for workshop in workshops if workshop.held_on}
    year = years.pop() if len(years) == 1 else None
    edition = Edition("Synthèse des ateliers", year=year, workshops=tuple(workshops))
    return Folder(edition, sheets, problems=tuple(problems), bare=True)


def _theme(theme: str, sheet: NoteSheet) -> str:
    """A theme as it is printed: the name of a file made readable, a title in capitals made a sentence."""
    path = PurePath(sheet.name)
    if theme in (path.stem, path.stem.replace("_", " ")):
        words = " ".join(re.sub(r"_|(?<!\d)-|-(?!\d)", " ", path.stem).split())  # the dashes of a date stay
        return f"{words[:1].upper()}{words[1:]} ({path.name})"
    if theme.isupper() and len(theme.split()) >= SHOUTED:
        texts = [excerpt.text for excerpt in sheet.excerpts]  # its own line would take every word for an acronym
        known = {text[start:end] for text in texts for start, end in acronyms(text)}
        return sentence_case(theme, known)
    return theme


def sentence_case(title: str, known: set[str]) -> str:
    """A title in capitals as a sentence. The acronyms ``known`` keep their capitals; so do the short words that are not
    French, which are most often acronyms. A long one keeps its first: a place, or a person whose name is still to find.

    >>> sentence_case("L'ECOLE DU PAYS D'ARVOISE ET LES ITEP", set())
    "L'ecole du pays d'Arvoise et les ITEP"
    """
    words = re.sub(r"\w+", lambda found: _word(found[0], known), title)
    return words[:1].upper() + words[1:]


def _word(word: str, known: set[str]) -> str:
    if word in known and len(word) <= LONGEST_ACRONYM:
        return word
    if len(word) == 1 or is_french(word):
        return word.lower()
    return word if len(word) <= LONGEST_ACRONYM else word.capitalize()
