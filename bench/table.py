"""A figure with what it is compared to, and how they are printed."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """``value`` in ``unit``, against ``target`` (or a baseline measured in the same run) that it must stay under, or
    reach when ``at_least``. No target: the figure is only shown."""

    name: str
    value: float
    unit: str
    target: float | None = None
    at_least: bool = False
    against: str = "objectif"

    @property
    def is_met(self) -> bool:
        if self.target is None:
            return True
        return self.value >= self.target if self.at_least else self.value <= self.target

    @property
    def ratio(self) -> float | None:
        return self.value / self.target if self.target else None


def print_table(rows: Iterable[Row]) -> None:
    """The rows as a Markdown table."""
    print("| mesure | valeur | comparée à | rapport | tenu |")
    print("| --- | ---: | ---: | ---: | --- |")
    for row in rows:
        if row.target is None:
            print(f"| {row.name} | {_shown(row.value)} {row.unit} | | | |")
            continue
        bound = "≥" if row.at_least else "≤"
        told = f"{bound} {_shown(row.target)} {row.unit} ({row.against})"
        kept = "oui" if row.is_met else "**non**"
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        print(f"| {row.name} | {_shown(row.value)} {row.unit} | {told} | {ratio} | {kept} |")


def _shown(value: float) -> str:
    return (
        f"{value:.3f}" if abs(value) < 1 else f"{value:.2f}" if abs(value) < 100 else f"{value:,.0f}".replace(",", " ")
    )
