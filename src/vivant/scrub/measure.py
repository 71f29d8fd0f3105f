"""How well names and indirect identifiers are found, on sentences marked by hand."""

from collections.abc import Iterable
from typing import TypedDict

from vivant.scrub.scrubber import find


class Span(TypedDict):
    """Words to find in a sentence."""

    text: str
    kind: str


class Row(TypedDict):
    """A sentence, what is to be found in it (in order), and its half: "seen" by who wrote the rules, or "held" back."""

    text: str
    spans: list[Span]
    half: str


class Measure(TypedDict):
    """``n`` sentences, ``items`` to find, those ``missed``, ``findings``, ``false_alarms``; nan: nothing to count."""

    n: int
    items: int
    missed: int
    findings: int
    false_alarms: int
    recall: float
    precision: float


def measure(rows: Iterable[Row]) -> dict[str, Measure]:
    """Recall and precision by half.

    An item is found when one finding covers it wholly; a false alarm is a finding that touches no item. Raises
    ValueError when the words of an item are not in their sentence.
    """
    halves: dict[str, Measure] = {}
    for row in rows:
        half = halves.setdefault(
            row["half"],
            Measure(n=0, items=0, missed=0, findings=0, false_alarms=0, recall=float("nan"), precision=float("nan")),
        )
        items = _places(row)
        found = [(each.start, each.end) for each in find(row["text"])]
        half["n"] += 1
        half["items"] += len(items)
        half["missed"] += sum(not any(one <= start and end <= other for one, other in found) for start, end in items)
        half["findings"] += len(found)
        half["false_alarms"] += sum(
            not any(one < end and start < other for start, end in items) for one, other in found
        )
    for half in halves.values():
        if half["items"]:
            half["recall"] = 1 - half["missed"] / half["items"]
        if half["findings"]:
            half["precision"] = 1 - half["false_alarms"] / half["findings"]
    return halves


def _places(row: Row) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    last = 0
    for span in row["spans"]:
        start = row["text"].find(span["text"], last)
        if start < 0:
            raise ValueError(f"« {span['text']} » n'est pas dans « {row['text']} ».")
        last = start + len(span["text"])
        found.append((start, last))
    return found
