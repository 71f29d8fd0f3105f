"""Which codes an excerpt may bear: ranked, with calibrated scores and reasons; affirmed only when it is safe."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from vivant.coding import calibration
from vivant.coding.codebook import Codebook, default_codebook
from vivant.coding.encoders import MOST_NEW, Encoder, installed_encoders
from vivant.coding.features import Features, likeness
from vivant.coding.labelled import LabelledText, groups_of
from vivant.coding.ridge import Floats, Ridge, learn, rows_by_group
from vivant.coding.starter import phrases_of, starter_set
from vivant.coding.vectors import Memory, VectorStore, missing_from
from vivant.language import STOPWORDS, fold

TRUST_IN_CODED = 2.0
"""A human coding of this network counts as two rows of the starter set or of the codebook."""

SECONDARY = 0.4
"""What is asked of the model for a secondary code, a primary one being 1."""

MOST_CODED, MOST_ROWS, MOST_APART = 2500, 4500, 800
"""Rows learnt from, and codings that calibrate. Beyond, they are drawn evenly from each code: time grows with the cube
of the first, and an answer to a person's gesture may not."""

USUAL_SHARPNESS = (8.0, 7.0, 7.0)
"""By number of encoders: a little less than what is best on writers left out, for real notes are further away."""

_AT_ONCE = 4000

_FUNCTION_WORDS = frozenset(fold(word) for word in STOPWORDS)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``codes``: every leaf of the codebook and its score, best first; scores are probabilities that the code is the
    primary one, and sum to 1. ``affirmed``: a code, if what is known of this network's codings allows it."""

    codes: tuple[tuple[str, float], ...]
    affirmed: str | None = None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A coded text that looks like another. ``likeness`` is a cosine; ``source``: "codage", "exemple" (starter set) or
    "livre de codes"."""

    text: str
    code: str
    likeness: float
    source: str


@dataclass(frozen=True, slots=True)
class Why:
    """What speaks for a code: the nearest texts that bear it, the words of the text that weigh most for it.

    A word's weight is its part in the answer for this code beyond its mean part for all codes.
    """

    code: str
    nearest: tuple[Neighbour, ...]
    words: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Suggester:
    """Made by ``Suggester.fit``. The same texts always get the same suggestions."""

    book: Codebook
    features: Features
    model: Ridge
    sharpness: float
    thresholds: dict[int, float]
    rows: tuple[LabelledText, ...]
    sources: tuple[str, ...]
    coverage: float | None
    """Share of the codings learnt from that would have been affirmed, unseen; None under 50 codings."""

    @classmethod
    def fit(
        cls,
        book: Codebook | None = None,
        coded: Sequence[LabelledText] = (),
        encoders: Sequence[Encoder] | None = None,
        store: VectorStore | None = None,
    ) -> "Suggester":
        """Learn from what the codebook says, what people have coded, and the starter set for the codes it knows.

        ``encoders``: those installed by default, ``()`` for words alone. ``store`` keeps vectors from one time to the
        next. Raises ValueError (French) if a row bears a code that is no leaf of the codebook.
        """
        book = book or default_codebook()
        encoders = installed_encoders()[0] if encoders is None else encoders
        keys = [code.key for code in book.leaves()]
        _refuse_unknown(coded, keys)
        kept = _drawn(coded, keys, MOST_CODED)
        phrases = phrases_of(book)
        examples = _drawn(_starters(keys), keys, MOST_ROWS - len(kept))
        rows = (*kept, *phrases, *examples)
        sources = ("codage",) * len(kept) + ("livre de codes",) * len(phrases) + ("exemple",) * len(examples)

        features = Features([row.text for row in (*rows, *starter_set())], encoders, store or Memory())
        trust = np.where(np.arange(len(rows)) < len(kept), TRUST_IN_CODED, 1.0)
        apart = _spread(rows_by_group(groups_of(kept), range(len(kept))), MOST_APART)
        model, answers = learn(features.rows([row.text for row in rows]), _targets(rows, keys), trust, apart)
        judged = [row for group in apart for row in group]
        primary = np.array([keys.index(kept[row].primary) for row in judged], np.int64)
        sharpness, thresholds, coverage = _calibrated(answers[judged], primary, USUAL_SHARPNESS[min(len(encoders), 2)])
        return cls(book, features, model, sharpness, thresholds, rows, sources, coverage)

    def suggest(self, texts: Sequence[str]) -> list[Suggestion]:
        """One suggestion a text, in order."""
        keys = [code.key for code in self.book.leaves()]
        return [suggestion for scores in self._scores(texts) for suggestion in self._read(scores, keys)]

    def _scores(self, texts: Sequence[str]) -> Iterator[Floats]:
        for start in range(0, len(texts), _AT_ONCE):
            blocks = self.features.rows(texts[start : start + _AT_ONCE])
            yield calibration.probabilities(self.model.answers(blocks), self.sharpness)

    def _read(self, scores: Floats, keys: Sequence[str]) -> Iterator[Suggestion]:
        # A stable sort: codes that tie keep the order of the codebook.
        orders = np.argsort(-scores, axis=1, kind="stable").tolist()
        for row, order, code in zip(
            scores.tolist(), orders, calibration.affirmed(scores, self.thresholds), strict=True
        ):
            codes = tuple((keys[place], row[place]) for place in order)
            yield Suggestion(codes, None if code is None else keys[code])

    def why(self, text: str, code: str, most: int = 3) -> Why:
        """What speaks for ``code`` on this text. KeyError if it is no leaf of the codebook."""
        keys = [leaf.key for leaf in self.book.leaves()]
        if code not in keys:
            raise KeyError(code)
        blocks = self.features.rows([text])
        alike = likeness(blocks, self._learnt)
        bearing = [place for place, row in enumerate(self.rows) if row.primary == code and row.text != text]
        nearest = sorted(bearing, key=lambda place: -alike[place])[:most]
        return Why(
            code,
            tuple(Neighbour(self.rows[at].text, code, float(alike[at]), self.sources[at]) for at in nearest),
            self._weighty(blocks, keys.index(code), most),
        )

    @cached_property
    def _learnt(self) -> list[Any]:
        return self.features.rows([row.text for row in self.rows])

    def _weighty(self, blocks: Sequence[Any], column: int, most: int) -> tuple[tuple[str, float], ...]:
        """Terms made of function words alone ("on ne") weigh too, and tell nobody anything: they are not shown."""
        place = self.features.place_of_terms
        present, weights = blocks[place].tocoo(), self.model.weights[place]
        names = self.features.terms.names
        parts = [
            (names[term], float(value * (weights[term, column] - weights[term].mean())))
            for term, value in zip(present.coords[1].tolist(), present.data.tolist(), strict=True)
        ]
        telling = [part for part in parts if part[1] > 0 and not _FUNCTION_WORDS.issuperset(part[0].split())]
        return tuple(sorted(telling, key=lambda part: (-part[1], part[0]))[:most])


def affordable_encoders(
    texts: Sequence[str], encoders: Sequence[Encoder], store: VectorStore
) -> tuple[tuple[Encoder, ...], str]:
    """The encoders that can read those of these texts that are new in a minute or two (``encoders.MOST_NEW``), and a
    notice in French, empty if all can."""
    kept = tuple(
        encoder
        for encoder in encoders
        if missing_from(store, encoder, texts) <= MOST_NEW.get(encoder.model_id.split()[0], len(texts))
    )
    if len(kept) == len(encoders):
        return kept, ""
    left = "un encodeur plus rapide et les mots" if kept else "les mots seuls"
    return (
        kept,
        f"{len(texts)} textes, dont trop de nouveaux pour le meilleur encodeur : {left} les rapprochent, moins bien.",
    )


def _starters(keys: Sequence[str]) -> list[LabelledText]:
    """The starter set, as far as this codebook has its codes: people reword, add or retire codes of the default one."""
    known = set(keys)
    return [
        LabelledText(row.text, row.primary, tuple(known.intersection(row.secondary)), row.group)
        for row in starter_set()
        if row.primary in known
    ]


def _refuse_unknown(coded: Sequence[LabelledText], keys: Sequence[str]) -> None:
    for rank, row in enumerate(coded, 1):
        if unknown := {row.primary, *row.secondary}.difference(keys):
            named = ", ".join(f"« {key} »" for key in sorted(unknown))
            raise ValueError(f"texte codé n° {rank} : {named} n'est pas un code à poser du livre de codes.")


def _drawn(rows: Sequence[LabelledText], keys: Sequence[str], most: int) -> tuple[LabelledText, ...]:
    """At most so many rows, evenly spaced within each code, rarer codes whole; in the order given."""
    if len(rows) <= most:
        return tuple(rows)
    places = {key: [place for place, row in enumerate(rows) if row.primary == key] for key in keys}
    kept: list[int] = []
    for rank, own in enumerate(sorted(places.values(), key=len)):
        room = (most - len(kept)) // (len(keys) - rank)
        share = min(room, len(own))
        kept += [own[place * len(own) // share] for place in range(share)]
    return tuple(rows[place] for place in sorted(kept))


def _spread(groups: list[list[int]], most: int) -> list[list[int]]:
    """Whole groups, evenly spaced, that hold about so many rows at most."""
    every = max(1, -(-sum(map(len, groups)) // most))
    return groups[::every]


def _targets(rows: Sequence[LabelledText], keys: Sequence[str]) -> Floats:
    column = {key: place for place, key in enumerate(keys)}
    targets = np.zeros((len(rows), len(keys)))
    for place, row in enumerate(rows):
        for code in row.secondary:
            targets[place, column[code]] = SECONDARY
        targets[place, column[row.primary]] = 1.0
    return targets


def _calibrated(answers: Floats, primary: Any, usual: float) -> tuple[float, dict[int, float], float | None]:
    """Sharpness, thresholds and coverage, learnt on answers to codings that the model had not seen."""
    if len(primary) < calibration.FEWEST_CODINGS:
        return usual, {}, None
    sharpness = calibration.learn_sharpness(answers, primary, usual)
    scores = calibration.probabilities(answers, sharpness)
    thresholds = calibration.learn_thresholds(scores, primary)
    told = calibration.affirmed(scores, thresholds)
    return sharpness, thresholds, sum(code is not None for code in told) / len(told)
