"""How far several coders agree on the same excerpts, beyond what chance gives.

Cohen's kappa, Krippendorff's alpha, Gwet's AC1, on each code (put or not) and on the primary code; alpha with the MASI
distance on the whole sets of codes. Read ``docs/method/agreement.md`` for what each is good for.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from vivant.coding.chance import (
    Draws,
    draws_of,
    gwet_ac1,
    krippendorff_alpha,
    masi_distances,
    mean_kappa,
    percent_agreement,
)
from vivant.coding.codings import Coding

DRAWS, SEED = 1000, 2018

Values = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Measure:
    """A value and its 95 % interval (bootstrap on excerpts, percentiles); None where it is not defined."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class OnOneCode:
    """Agreement on whether a code is put, at either rank. ``excerpts``: how many bear it, by one coder at least."""

    excerpts: int
    kappa: Measure
    alpha: Measure
    ac1: Measure


@dataclass(frozen=True, slots=True)
class Overall:
    """``kappa``, ``alpha``, ``ac1``: on the primary code, "no code" being one of the answers. ``alpha_masi``: on the
    sets of codes. ``percent``: share of the pairs of readings that have the same primary code, chance included."""

    kappa: Measure
    alpha: Measure
    ac1: Measure
    alpha_masi: Measure
    percent: Measure


@dataclass(frozen=True, slots=True)
class Agreement:
    """``n`` excerpts read by two coders or more. With more than two coders, kappa is the mean over pairs of coders."""

    n: int
    coders: tuple[str, ...]
    overall: Overall
    codes: dict[str, OnOneCode]

    def as_dict(self) -> dict[str, Any]:
        """``n``, ``coders`` (how many), ``overall`` and ``codes``, each measure with its value, low, high."""
        return {**asdict(self), "coders": len(self.coders)}


def agreement(
    rows: Iterable[Coding], frame: Collection[str] | None = None, *, draws: int = DRAWS, seed: int = SEED
) -> Agreement:
    """Compare coders on the excerpts that two of them or more have read.

    A coder has read an excerpt if a row says so, be it with an empty code. ``frame`` lists the excerpts that all coders
    were given: each coder has then read them all, and rows on other excerpts are left out. Without excerpts in common,
    ``n`` is 0 and nothing is defined.
    """
    readings = _readings(rows, frame)
    coders = tuple(sorted({coder for read in readings.values() for coder in read}))
    if frame is not None:
        nothing: list[Coding] = []
        readings = {
            key: {coder: readings.get(key, {}).get(coder, nothing) for coder in coders} for key in sorted(frame)
        }
    common = [read for read in readings.values() if len(read) > 1]
    primary = [[_primary(read[coder]) if coder in read else None for coder in coders] for read in common]
    sets = [[_codes(read[coder]) if coder in read else None for coder in coders] for read in common]
    resampled = draws_of(len(common), draws, seed)
    keys = sorted({code for unit in sets for codes in unit for code in codes or ()})
    return Agreement(len(common), coders, _overall(primary, sets, resampled), _by_code(sets, keys, resampled))


def _readings(rows: Iterable[Coding], frame: Collection[str] | None) -> dict[str, dict[str, list[Coding]]]:
    readings: dict[str, dict[str, list[Coding]]] = {}
    inside = None if frame is None else frozenset(frame)
    for row in rows:
        if inside is None or row.excerpt in inside:
            readings.setdefault(row.excerpt, {}).setdefault(row.coder, []).append(row)
    return readings


def _primary(rows: Sequence[Coding]) -> str:
    return next((row.code for row in rows if row.code and row.rank == "primary"), "")


def _codes(rows: Sequence[Coding]) -> frozenset[str]:
    return frozenset(row.code for row in rows if row.code)


def _numbered(units: Sequence[Sequence[Any]]) -> tuple[Values, list[Any]]:
    """Answers as numbers, excerpts × coders, -1 where a coder has not read; and the answers, in a fixed order."""
    answers = sorted({answer for unit in units for answer in unit if answer is not None}, key=_order)
    places = {answer: place for place, answer in enumerate(answers)}
    rows = [[-1 if answer is None else places[answer] for answer in unit] for unit in units]
    return np.array(rows, np.int64).reshape(len(units), len(units[0]) if units else 0), answers


def _order(answer: Any) -> tuple[str, ...]:
    return tuple(sorted(answer)) if isinstance(answer, frozenset) else (str(answer),)


def _overall(primary: Sequence[Any], sets: Sequence[Any], resampled: Draws) -> Overall:
    values, answers = _numbered(primary)
    whole, distinct = _numbered(sets)
    nominal = 1.0 - np.eye(len(answers))
    return Overall(
        kappa=_measure(mean_kappa(values, len(answers), resampled)),
        alpha=_measure(krippendorff_alpha(values, nominal, resampled)),
        ac1=_measure(gwet_ac1(values, len(answers), resampled)),
        alpha_masi=_measure(krippendorff_alpha(whole, masi_distances(distinct), resampled)),
        percent=_measure(percent_agreement(values, len(answers), resampled)),
    )


def _by_code(sets: Sequence[Any], keys: Sequence[str], resampled: Draws) -> dict[str, OnOneCode]:
    nominal = 1.0 - np.eye(2)
    found = {}
    for key in keys:
        rows = [[-1 if codes is None else int(key in codes) for codes in unit] for unit in sets]
        values = np.array(rows, np.int64)
        found[key] = OnOneCode(
            excerpts=int((values == 1).any(axis=1).sum()),
            kappa=_measure(mean_kappa(values, 2, resampled)),
            alpha=_measure(krippendorff_alpha(values, nominal, resampled)),
            ac1=_measure(gwet_ac1(values, 2, resampled)),
        )
    return found


def _measure(values: npt.NDArray[np.float64]) -> Measure:
    """The first value is the measure, the others are those of the draws; draws where it is undefined are left out.

    No interval is given when that is more than half of them.
    """
    value, drawn = values[0], values[1:]
    defined = drawn[~np.isnan(drawn)]
    if np.isnan(value):
        return Measure(None)
    if len(defined) == 0 or 2 * len(defined) < len(drawn):
        return Measure(float(value))
    low, high = np.percentile(defined, [2.5, 97.5])
    return Measure(float(value), float(low), float(high))
