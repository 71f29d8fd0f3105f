"""The meaning of texts, kept from one command to the next, and the codes proposed from it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vivant.corpus import Problem

if TYPE_CHECKING:
    from vivant.analysis.coded import CodedExcerpt
    from vivant.coding.codebook import Codebook
    from vivant.coding.encoders import Vectors
    from vivant.coding.labelled import LabelledText
    from vivant.coding.suggester import Suggester
    from vivant.coding.vectors import VectorStore
    from vivant.synthesis.material import Propose


def encode(texts: Sequence[str]) -> "tuple[Vectors | None, list[Problem]]":
    """One vector a text by the best encoder affordable, or None when words must do; with what is to be told."""
    from vivant.coding.encoders import present_encoders
    from vivant.coding.suggester import affordable_encoders
    from vivant.coding.vectors import vectors_of

    told: list[Problem] = []
    store = kept_vectors(told)
    encoders, notice = affordable_encoders(texts, present_encoders(), store)
    if notice:
        told.append(Problem("sens des extraits", "", notice))
    for encoder in encoders:
        try:
            return vectors_of(texts, encoder, store), told
        except (ImportError, OSError, RuntimeError):
            continue  # its wheel is there and does not run on this machine
    if not notice:
        message = "aucun encodeur de phrases ne marche ici : les mots seuls rapprochent les extraits, moins bien."
        told.append(Problem("sens des extraits", "", message))
    return None, told


def kept_vectors(told: list[Problem]) -> "VectorStore":
    """The vectors kept on this machine; what goes wrong with them is added to ``told``."""
    from vivant.formats.vectors import DiskVectors

    return DiskVectors(notice=lambda message: told.append(Problem("vecteurs gardés", "", message)))


def learnt_from(
    book: "Codebook", coded: "Sequence[LabelledText]", asked: Sequence[str], told: list[Problem]
) -> "Suggester":
    """What proposes codes for these texts, with the encoders that can be afforded. ValueError if codings do not fit."""
    from vivant.coding.encoders import installed_encoders
    from vivant.coding.suggester import Suggester, affordable_encoders

    store = kept_vectors(told)
    encoders, missing = installed_encoders()
    encoders, notice = affordable_encoders([*asked, *(row.text for row in coded)], encoders, store)
    told += [Problem("codes proposés", "", message) for message in (*missing, notice) if message]
    return Suggester.fit(book, coded, encoders, store)


def proposer(book: "Codebook", told: list[Problem]) -> "Propose":
    """What proposes a code for each text, having learnt from the excerpts that people coded."""
    from vivant.coding.labelled import LabelledText

    def propose(coded: "Sequence[CodedExcerpt]", texts: Sequence[str]) -> Sequence[str]:
        if not texts:
            return []
        learnt = [LabelledText(one.excerpt.text, one.primary, one.codes[1:], one.excerpt.workshop) for one in coded]
        suggester = learnt_from(book, learnt, texts, told)
        return [suggestion.codes[0][0] for suggestion in suggester.suggest(texts)]

    return propose
