"""Codings: who put which code on which excerpt, and what remains once the coders have agreed."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from vivant.coding.codebook import Codebook
from vivant.corpus import Faults, Problem

Rank = Literal["primary", "secondary"]


@dataclass(frozen=True, slots=True)
class Coding:
    """``coder`` put ``code`` on ``excerpt``. An empty ``code`` says that the coder read it and no code applies.

    ``place`` is where the row stands ("ligne 12"), for messages alone.
    """

    excerpt: str
    code: str
    coder: str
    rank: Rank = "primary"
    significant: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class Coded:
    """What an excerpt is coded as, once: a primary code, the other codes in the order of the codebook.

    ``significant`` if a coder kept it as a telling quote.
    """

    primary: str
    secondary: tuple[str, ...] = ()
    significant: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        return (self.primary, *self.secondary)


def adjudicated(codings: Iterable[Coding], final_coder: str = "", *, book: Codebook) -> dict[str, Coded]:
    """What each excerpt is coded as, in the order first met; excerpts without any code are absent.

    With ``final_coder``, the rows of this coder alone. Otherwise the union of all coders: an excerpt is counted once
    per code, however many coders put it. The primary code is the one that most coders gave as primary; on a tie the one
    most coders gave at either rank, then the first in the codebook. Codes that the codebook does not have, or that
    gather others, are left out (``problems_of`` tells them).
    """
    leaves = {code.key for code in book.leaves()}
    kept: dict[str, list[Coding]] = defaultdict(list)
    for coding in codings:
        if coding.code in leaves and (not final_coder or coding.coder == final_coder):
            kept[coding.excerpt].append(coding)
    order = {code.key: position for position, code in enumerate(book.codes)}
    return {excerpt: _union(rows, order) for excerpt, rows in kept.items()}


def _union(rows: list[Coding], order: Mapping[str, int]) -> Coded:
    # A coder who typed the same row twice counts once.
    as_primary = Counter(code for code, _ in {(row.code, row.coder) for row in rows if row.rank == "primary"})
    at_all = Counter(code for code, _ in {(row.code, row.coder) for row in rows})
    primary = min(at_all, key=lambda code: (-as_primary[code], -at_all[code], order[code]))
    secondary = sorted(at_all.keys() - {primary}, key=order.__getitem__)
    return Coded(primary, tuple(secondary), any(row.significant for row in rows))


MOST_LOST = 20
"""Lost excerpts told one by one; more than these most often have one cause."""


def problems_of(
    codings: Iterable[Coding], book: Codebook, excerpts: Collection[str] | None = None, source: str = "codings.csv"
) -> list[Problem]:
    """Rows that can't be followed: unknown code, code that gathers others, excerpt gone, two primaries by one coder.

    The rows that have one fault in common (a code, an excerpt) are one problem, which names their lines.
    """
    codings = list(codings)
    leaves = {code.key for code in book.leaves()}
    primaries: dict[tuple[str, str], str] = {}
    lost = {row.excerpt for row in codings if row.excerpt not in excerpts} if excerpts is not None else set()
    faults = Faults(source)
    for row in codings:
        if row.code and row.code not in book:
            faults.tell(
                row.place, f"le code « {row.code} » n'est pas dans le livre de codes : corrigez-le ou ajoutez-le."
            )
        elif row.code and row.code not in leaves:
            faults.tell(row.place, f"le code « {row.code} » en regroupe d'autres : choisissez l'un d'eux.")
        if row.excerpt in lost:
            faults.tell(row.place, _lost(row.excerpt, len(lost)))
        if row.code and row.rank == "primary":
            first = primaries.setdefault((row.excerpt, row.coder), row.code)
            if first != row.code:
                told = (
                    f"« {row.coder} » donne deux codes principaux à l'extrait « {row.excerpt} » "
                    f"({first}, {row.code}) : gardez-en un, l'autre en secondaire."
                )
                faults.tell(row.place, told)
    return faults.problems()


def _lost(excerpt: str, count: int) -> str:
    if count <= MOST_LOST:
        return f"l'extrait « {excerpt} » n'est plus dans les notes : retrouvez-le ou supprimez la ligne."
    return (
        f"{count} extraits ne sont plus dans les notes : si un fichier de notes a changé de nom, rendez-lui l'ancien ; "
        "sinon retrouvez-les ou supprimez ces lignes."
    )
