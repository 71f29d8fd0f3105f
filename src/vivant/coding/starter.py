"""The starter set: invented excerpts with their codes, so that suggestions work before anyone has coded.

``python -m vivant.coding.starter`` computes again the vectors that come with it, after the set, the default codebook
or an encoder has changed.
"""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from vivant.coding.codebook import Code, Codebook, default_codebook
from vivant.coding.labelled import LabelledText
from vivant.language import words

_DATA = files("vivant.coding").joinpath("data")


@cache
def starter_set() -> tuple[LabelledText, ...]:
    """About 4,400 original French excerpts for the default codebook; ``group`` tells their writers apart."""
    lines = _DATA.joinpath("starter.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return tuple(
        LabelledText(row["text"], row["primary"], tuple(filter(None, [row["secondary"]])), row["group"]) for row in rows
    )


def phrases_of(book: Codebook) -> tuple[LabelledText, ...]:
    """What the codebook itself says of its leaves, cut into phrases that each speak of one code.

    The label, what it applies to, the examples; for a code under others, their labels are not repeated.
    """
    return tuple(
        LabelledText(phrase, code.key) for code in book.leaves() for phrase in dict.fromkeys(_phrases(code)) if phrase
    )


def _phrases(code: Code) -> Sequence[str]:
    import re

    said = [phrase.strip(" .") for phrase in re.split(r"[:;,.?]\s+", code.apply)]
    return [code.label, *(phrase for phrase in said if len(words(phrase)) > 1), *code.examples]


def write_vectors(target: Path) -> None:
    """Encode the starter set and the phrases of the default codebook with each encoder at hand."""
    import numpy as np

    from vivant.coding.encoders import installed_encoders
    from vivant.coding.vectors import key_of

    encoders, _ = installed_encoders()
    texts = sorted({row.text for row in (*starter_set(), *phrases_of(default_codebook()))})
    arrays = {f"vectors_{rank}": encoder.encode(texts).astype(np.float16) for rank, encoder in enumerate(encoders)}
    keys = np.frombuffer(b"".join(map(key_of, texts)), np.uint8).reshape(len(texts), -1)
    models = np.array([encoder.model_id for encoder in encoders])
    with target.open("wb") as file:
        np.savez(file, allow_pickle=False, keys=keys, models=models, **arrays)


if __name__ == "__main__":
    write_vectors(Path(str(_DATA)) / "starter.npz")
