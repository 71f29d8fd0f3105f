"""Quotes are checked to the letter. The edits of a careful writer are understood, and remain visible.

Allowed without a mark: the kind of quotation marks, apostrophes, dashes and spaces; a capital at the start; the full
stop left out or added at the end. Allowed in square brackets: words added or put for one to three words of the speaker
(« [sinon] ça se passe mal »), letters at the edge of a word (« passe[ra] »), a cut (« […] »). Everything else must be
in the excerpt.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from vivant.corpus import Excerpt

SHORT = 4
"""Under this number of words, a passage between quotation marks without evidence is emphasis, not a quote."""

_SAME = str.maketrans(
    {**dict.fromkeys("’ʼ‘´`", "'"), **dict.fromkeys("«»“”„‟", '"'), **dict.fromkeys("–—‑‐", "-"), "\u00ad": None}
)
_CUT = re.compile(r"\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)")
_BRACKET = re.compile(r"\[[^\[\]]*\]")
_EDGE = " \t\n\"'.,;:!?…-"


def letters(text: str) -> str:
    """The text with typographic variants made one: what is compared.

    >>> letters("L’école\u00a0: « on n’a rien… »")
    'L\\'école : "on n\\'a rien…"'
    """
    text = text.translate(_SAME).replace("...", "…")
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r'(?<=")\s+(?=\w)|(?<=[\w.…!?])\s+(?=")', "", text) if '"' in text else text
    return re.sub(r"\s+([;:!?…])", r" \1", re.sub(r"(?<=\w)([;:!?])", r" \1", text))


def quote_pattern(quote: str) -> re.Pattern[str]:
    """What an excerpt must contain for the quote to be true to it. Raises ValueError if nothing is left but edits."""
    quote = _CUT.sub("\x00", letters(quote)).strip(_EDGE)
    parts: list[str] = []
    end = 0
    for match in re.finditer(r"\x00|" + _BRACKET.pattern, quote):
        parts += [_literal(quote[end : match.start()]), _edit(quote, match)]
        end = match.end()
    parts.append(_literal(quote[end:]))
    if not re.search(r"\w", "".join(_BRACKET.sub("", quote).replace("\x00", ""))):
        raise ValueError("il ne reste que des crochets")
    return re.compile(rf"(?<!\w){_first_letter(''.join(parts))}(?!\w)", re.DOTALL)


def _literal(words: str) -> str:
    # A space beside an edit belongs to the edit, which may stand for nothing.
    return r"\s*".join(re.escape(word) for word in re.split(r"\s+", words)) if words.strip() else r"\s*" * bool(words)


def _edit(quote: str, match: re.Match[str]) -> str:
    if match.group() == "\x00":
        return r".*?"
    before = match.start() > 0 and quote[match.start() - 1].isalpha()
    after = match.end() < len(quote) and quote[match.end()].isalpha()
    if before or after:
        return r"\w*"
    return r"(?:[^\s]+(?:\s+[^\s]+){0,2}\s*)?"


def _first_letter(pattern: str) -> str:
    match = re.match(r"(?:\\s\*|\.\*\?)*", pattern)
    at = match.end() if match else 0
    first = pattern[at : at + 1]
    if not first.isalpha():
        return pattern
    return f"{pattern[:at]}[{first.lower()}{first.upper()}]{pattern[at + 1 :]}"


@dataclass(frozen=True, slots=True)
class Found:
    """The excerpts that a quote is true to, among those it names or, when it names none, among all."""

    excerpts: tuple[str, ...]
    elsewhere: tuple[str, ...] = ()


class Quotes:
    """Looks quotes up in the excerpts of an edition, on the words as they are printed (names replaced)."""

    def __init__(self, excerpts: Iterable[Excerpt]) -> None:
        self._letters = {excerpt.id: letters(excerpt.text) for excerpt in excerpts}
        self._lower = {key: text.lower() for key, text in self._letters.items()}

    def find(self, quote: str, named: Sequence[str] = ()) -> Found:
        """Where the quote is. With ``named``, only those count; ``elsewhere`` then tells where it really stands."""
        pattern, anchor = _compiled(quote)
        if named:
            found = tuple(key for key in named if key in self._letters and pattern.search(self._letters[key]))
            if found:
                return Found(found)
        everywhere = tuple(
            key for key, text in self._lower.items() if anchor in text and pattern.search(self._letters[key])
        )
        return Found((), everywhere) if named else Found(everywhere)


@lru_cache(maxsize=4096)
def _compiled(quote: str) -> tuple[re.Pattern[str], str]:
    # The longest stretch of untouched words rules most excerpts out before the pattern is tried.
    plain = re.split(r"\x00|\[[^\[\]]*\]|\s", _CUT.sub("\x00", letters(quote)).strip(_EDGE))
    return quote_pattern(quote), max(plain, key=len, default="").lower()


def resolve(prefix: str, known: Mapping[str, object]) -> str | None:
    """The full id of an excerpt written in full or by its first eight characters or more; None if none or several."""
    if prefix in known:
        return prefix
    if len(prefix) < 8:
        return None
    matching = [key for key in known if key.startswith(prefix)]
    return matching[0] if len(matching) == 1 else None
