"""One form for all the ways of typing the same words."""

import re
from unicodedata import normalize

APOSTROPHES = "'’‘ʼ`´′＇"
DASHES = "-‐‑‒–—―−"

_ACCENTS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_UNSEEN = "\u00ad\u200b-\u200d\u2060\ufeff"  # soft hyphen, zero-width characters
_MARKS = re.compile(f"[{_ACCENTS}{_UNSEEN}]+")
_SINGLE = str.maketrans(
    {
        **dict.fromkeys(APOSTROPHES, "'"),
        **dict.fromkeys(DASHES, "-"),
        "œ": "oe",
        "æ": "ae",
        "ß": "ss",
        "ø": "o",
        "đ": "d",
        "ł": "l",
    }
)


def fold(text: str) -> str:
    """The text in lower case, without accents nor ligatures, with one apostrophe ('), one dash (-) and one space.

    Compatibility forms are folded too ("ﬁ" to "fi", "²" to "2", "…" to "..."), soft hyphens and zero-width characters
    dropped: the length may change. Line ends stay. ``fold(fold(text)) == fold(text)``. Search keys and comparisons use
    it; nothing shown to a reader does.

    >>> fold("L’Œuvre à ÉVALUER – demain")
    "l'oeuvre a evaluer - demain"
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    # Apostrophes first: "´" alone would otherwise become a space and an accent.
    plain = _MARKS.sub("", normalize("NFKD", text.translate(_SINGLE)).lower())
    return normalize("NFKD", plain.translate(_SINGLE))
