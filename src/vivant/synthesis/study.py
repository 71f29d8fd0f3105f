"""One set of coded excerpts, numbered once: what the synthesis and the full analysis both read."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from vivant.analysis.coded import CodedExcerpt
from vivant.coding.codebook import Code
from vivant.corpus import Edition, Workshop
from vivant.synthesis.attribution import Attributions
from vivant.synthesis.document import Ref
from vivant.synthesis.figures import Figures, figures_of
from vivant.synthesis.material import Material
from vivant.synthesis.quotes import Quotes
from vivant.synthesis.texts import Reader

if TYPE_CHECKING:
    import numpy as np

TO_READ = "codage proposé, à relire"
TO_CONFIRM = "remplacement à confirmer"
DRAFT = "Projet, non validé par le comité de pilotage"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the documents: a root of the codebook and the codes below it. ``tone`` gives its colour."""

    key: str
    label: str
    codes: tuple[Code, ...]
    tone: str


class Study:
    """A material with what both documents derive from it. ``vectors`` has one row an excerpt, None for words alone."""

    def __init__(self, material: Material, vectors: "np.ndarray | None" = None) -> None:
        self.material = material
        self.edition: Edition = material.edition
        self.coded: tuple[CodedExcerpt, ...] = material.coded
        self.codes: tuple[Code, ...] = material.codebook.leaves()
        self.refs = {one.excerpt.id: Ref(number, one.excerpt.id) for number, one in enumerate(material.coded, 1)}
        self.rows = {one.excerpt.id: row for row, one in enumerate(material.coded)}
        self.attributions = Attributions(material.edition)
        self.reader = Reader(Quotes(one.excerpt for one in material.coded), self.refs, source=material.texts.source)
        self._encoded = vectors

    @cached_property
    def vectors(self) -> "np.ndarray":
        """One unit row an excerpt, in the order of ``coded``: the meaning of its words."""
        from vivant.analysis.meaning import vectors_of

        return vectors_of([one.excerpt.text for one in self.coded], self._encoded)

    @cached_property
    def by_people(self) -> tuple[CodedExcerpt, ...]:
        """Excerpts coded by people."""
        return tuple(one for one in self.coded if one.codes and not one.proposed)

    @cached_property
    def proposed(self) -> tuple[CodedExcerpt, ...]:
        """Excerpts whose code is only proposed."""
        return tuple(one for one in self.coded if one.proposed)

    @cached_property
    def unsure(self) -> frozenset[str]:
        """The ids of the excerpts where a replacement waits for someone to confirm it."""
        return frozenset(one.excerpt for one in self.material.replaced if one.excerpt and not one.confirmed)

    @property
    def uncoded(self) -> tuple[CodedExcerpt, ...]:
        return tuple(one for one in self.coded if not one.codes)

    @property
    def only_proposed(self) -> bool:
        """Nobody has coded anything: what is shown is proposed, and says so."""
        return bool(self.proposed) and not self.by_people

    @property
    def counted(self) -> tuple[CodedExcerpt, ...]:
        """What tables and charts count: codings by people; proposals only when there is nothing else."""
        return self.proposed if self.only_proposed else self.by_people

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts in the order of the codebook; codes that stand under nothing make a part of their own."""
        book = self.material.codebook
        parts, alone = [], []
        for root in book.roots():
            below = tuple(code for code in self.codes if book.part(code.key) == root and code != root)
            if below:
                parts.append(Part(root.key, root.label, below, _tone(root.key)))
            else:
                alone.append(root)
        if alone:
            parts.append(Part("themes", "Les thèmes", tuple(alone), "neutral"))
        return tuple(parts)

    @cached_property
    def workshops(self) -> tuple[Workshop, ...]:
        """The workshops in order; excerpts of none make a last, nameless one."""
        strays = any(one.excerpt.workshop not in self._known for one in self.coded)
        return (*self.edition.workshops, *((Workshop("", "Atelier non précisé"),) if strays else ()))

    @cached_property
    def figures(self) -> Figures:
        return figures_of(self.edition)

    def workshop_of(self, one: CodedExcerpt) -> str:
        """The id of its workshop, empty if the edition has no such workshop."""
        return one.excerpt.workshop if one.excerpt.workshop in self._known else ""

    def said_in(self, workshop: str) -> tuple[CodedExcerpt, ...]:
        """The excerpts of a workshop, coded or not; of none for an empty id."""
        return self._said_in.get(workshop, ())

    @cached_property
    def _said_in(self) -> dict[str, tuple[CodedExcerpt, ...]]:
        return _grouped(self.coded, self.workshop_of)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(workshop.id for workshop in self.edition.workshops)

    def workshop_name(self, key: str) -> str:
        """ "atelier 2" as readers name it, or the words for none."""
        rank = self._ranks.get(key, 0)
        return f"atelier {rank}" if rank else "atelier non précisé"

    def target(self, code: str = "", workshop: str | None = None) -> str:
        """The anchor of the full analysis for a code, a workshop, or both. Made of ranks: ids are what people typed.

        ``c-<code>``, ``w-<workshop>``, ``c-<code>-<workshop>``; rank 0 is what belongs to no workshop.
        """
        parts = [f"c-{self.slug(code)}" if code else "w"]
        if workshop is not None:
            parts.append(str(self._ranks.get(workshop, 0)))
        return "-".join(parts)

    def slug(self, key: str) -> str:
        """The key of a code or of a part as a piece of an anchor."""
        if re.fullmatch(r"[A-Za-z0-9_]+", key):
            return key
        return f"code{[code.key for code in self.material.codebook.codes].index(key) + 1}"

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {workshop.id: rank for rank, workshop in enumerate(self.edition.workshops, 1)}

    def refs_of(self, excerpts: Sequence[CodedExcerpt]) -> tuple[Ref, ...]:
        return tuple(self.refs[one.excerpt.id] for one in excerpts)

    def label(self, key: str) -> str:
        return self.material.codebook.code(key).label

    def bearing(self, key: str) -> tuple[CodedExcerpt, ...]:
        """What is counted for a code: the excerpts that bear it, at either rank."""
        return self._bearing.get(key, ())

    def bearing_in(self, key: str, workshop: str) -> tuple[CodedExcerpt, ...]:
        """Those of a workshop."""
        return self._bearing_in.get((key, workshop), ())

    @cached_property
    def _bearing(self) -> dict[str, tuple[CodedExcerpt, ...]]:
        found: dict[str, list[CodedExcerpt]] = {}
        for one in self.counted:
            for key in one.codes:
                found.setdefault(key, []).append(one)
        return {key: tuple(ones) for key, ones in found.items()}

    @cached_property
    def _bearing_in(self) -> dict[tuple[str, str], tuple[CodedExcerpt, ...]]:
        return {
            (key, workshop): ones
            for key, bearing in self._bearing.items()
            for workshop, ones in _grouped(bearing, self.workshop_of).items()
        }

    def spread(self, excerpts: Sequence[CodedExcerpt]) -> Counter[str]:
        """How many of them in each workshop."""
        return Counter(self.workshop_of(one) for one in excerpts)

    def who(self, one: CodedExcerpt) -> str:
        """ "une éducatrice, atelier 2": who may be said to have spoken, and where."""
        where = self.workshop_name(self.workshop_of(one))
        return f"{self.attributions.of(one.excerpt)}, {where}"

    @property
    def status(self) -> str:
        """What every page says while the committee has not validated, else nothing."""
        return "" if self.edition.is_validated else DRAFT


def _grouped(ones: Iterable[CodedExcerpt], key: Callable[[CodedExcerpt], str]) -> dict[str, tuple[CodedExcerpt, ...]]:
    found: dict[str, list[CodedExcerpt]] = {}
    for one in ones:
        found.setdefault(key(one), []).append(one)
    return {name: tuple(group) for name, group in found.items()}


def _tone(key: str) -> str:
    if key.startswith("frein"):
        return "obstacle"
    return "opportunity" if key.startswith("opportunit") else "neutral"
