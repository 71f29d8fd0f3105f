"""``texts.md`` of an edition folder: the writers' texts, under the keys that the codebook expects."""

import re
from dataclasses import replace
from pathlib import Path

from vivant.coding.codebook import Codebook
from vivant.corpus import Faults, Problem
from vivant.formats.decoding import decode
from vivant.language import fold
from vivant.synthesis.texts import FRAME, Section, Texts, read_texts


def read_edition_texts(path: Path, codebook: Codebook, problems: list[Problem]) -> Texts:
    """The texts, each under its expected key however typed. What can't be printed is told: no text is lost in silence.

    No file is no text. A section that is not expected keeps the key as typed.
    """
    if not path.is_file():
        return Texts()
    try:
        decoded = decode(path.read_bytes())
    except OSError as error:
        told = f"lecture impossible ({error.strerror}) : vérifiez vos droits sur ce fichier."
        problems.append(Problem(path.name, "", told))
        return Texts()
    problems += [Problem(path.name, place, message) for place, message in decoded.remarks]
    texts = read_texts(decoded.text, path.name)
    faults = Faults(path.name)
    for line, _ in texts.stray:
        told = "ce texte n'est pas repris : mettez au-dessus le titre d'une section, par exemple # preambule."
        faults.tell(f"ligne {line}", told)
    roots = (f"{root.key}_{what}" for root in codebook.roots() for what in ("intro", "bilan"))
    expected = dict.fromkeys((*FRAME, *roots, *(code.key for code in codebook.leaves())))
    known = {key_of(key): key for key in expected}
    sections: dict[str, Section] = {}
    unknown = []
    for section in texts.sections.values():
        key = section.key if section.key in expected else known.get(key_of(section.key))
        if key is None:
            unknown.append(section)
        _add(sections, replace(section, key=key or section.key))
    for section in unknown:
        faults.tell(f"ligne {section.line}", _unexpected([one.key for one in unknown], sorted(expected)))
    problems += faults.problems()
    return replace(texts, sections=sections)


def key_of(title: str) -> str:
    """The key of a section, however it is typed.

    >>> key_of("Préambule"), key_of("Ce qui ressort"), key_of("freins-intro")
    ('preambule', 'ce_qui_ressort', 'freins_intro')
    """
    return re.sub(r"[\s_:.'-]+", "_", fold(title)).strip("_")


def _add(sections: dict[str, Section], section: Section) -> None:
    """One key is one section, in the order written, even when it was typed in two ways."""
    above = sections.get(section.key)
    sections[section.key] = replace(above, blocks=(*above.blocks, *section.blocks)) if above else section


def _unexpected(typed: list[str], expected: list[str]) -> str:
    listed = ", ".join(f"« {key} »" for key in typed)
    if len(typed) == 1:
        told = f"la section {listed} n'est pas attendue, ce texte n'est pas repris"
    else:
        told = f"les sections {listed} ne sont pas attendues, ces textes ne sont pas repris"
    return f"{told} ; celles qui le sont : {', '.join(expected)}."
