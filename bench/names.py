"""Names and indirect identifiers: what is found, what is found wrongly, on sentences written for the purpose."""

import json
from pathlib import Path

from bench.table import Row

SENTENCES = Path(__file__).parents[1] / "tests" / "vivant" / "scrub" / "data" / "sentences.jsonl"
HALVES = {"seen": "phrases vues", "held": "phrases jamais regardées"}


def rows() -> list[Row]:
    """Recall and precision on both halves."""
    from vivant.scrub.measure import measure

    sentences = [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    measured = measure(sentences)
    found = []
    for half, title in HALVES.items():
        found.append(Row(f"noms, rappel, {title}", measured[half]["recall"], "", 0.95, at_least=True))
        found.append(Row(f"noms, précision, {title}", measured[half]["precision"], "", 0.85, at_least=True))
    return found
