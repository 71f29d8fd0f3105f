"""Codes proposed: how good on texts written by another hand, beside words alone, and how fast."""

import time
from pathlib import Path

from bench.table import Row

CHECK = Path(__file__).parents[1] / "tests" / "data" / "coded-excerpts-check.jsonl"


def rows() -> list[Row]:
    """The starter set alone, with every encoder installed and with none; then the time to learn again."""
    from vivant.coding.evaluation import evaluate
    from vivant.coding.suggester import Suggester
    from vivant.formats.jsonl import read_labelled
    from vivant.formats.vectors import DiskVectors

    coded, _ = read_labelled(CHECK)
    store = DiskVectors()
    full, words = evaluate(coded, store=store), evaluate(coded, encoders=())
    started = time.perf_counter()
    suggester = Suggester.fit(coded=coded, store=store)
    learnt = time.perf_counter() - started
    started = time.perf_counter()
    suggester.suggest([row.text for row in coded])
    said = time.perf_counter() - started
    return [
        Row("codes proposés, F1 moyen", full.macro_f1, "", 0.65, at_least=True),
        Row("… principal ou secondaire", full.accuracy_any, "", 0.70, at_least=True),
        Row("… parmi les trois premiers", full.top3, "", 0.92, at_least=True),
        Row("… bonne partie", full.polarity or 0, ""),
        Row("… score de Brier", full.brier, ""),
        Row("F1 moyen, au regard des mots seuls", full.macro_f1, "", words.macro_f1, at_least=True, against="TF-IDF"),
        Row(f"apprendre {len(coded)} codages, vecteurs gardés", learnt, "s"),
        Row(f"proposer pour {len(coded)} textes, vecteurs gardés", said, "s"),
    ]
