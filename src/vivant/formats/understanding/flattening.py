"""A flat form of a line, in which words are looked for without moving them."""

import unicodedata
from functools import lru_cache


def _flat_table() -> dict[int, str]:
    table = {}
    for code in (*range(0xC0, 0x180), *range(0x41, 0x5B)):
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        table[code] = base if len(base) == 1 else chr(code)
    table |= {ord(char): "'" for char in "’‘ʼ`´"} | {ord(char): "-" for char in "‐‑‒–—―−"}
    return table | {ord(char): " " for char in "\t\u00a0\u202f\u2009\n"}


_FLAT = _flat_table()


@lru_cache(maxsize=1024)
def flat(text: str) -> str:
    """Lower case, no accent, plain apostrophes, dashes and spaces, *at the same places*: what is found here is there.

    ``vivant.language.fold`` folds more and moves characters; this one serves to cut lines.

    >>> flat("L’Éducatrice – 9 h")
    "l'educatrice - 9 h"
    """
    return text.translate(_FLAT)
