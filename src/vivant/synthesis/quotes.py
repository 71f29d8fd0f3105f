"""Quotes are checked to the letter. The edits of a careful writer are understood, and remain visible.

Allowed without a mark: the kind of quotation marks, apostrophes, dashes and spaces, ligatures (œ, oe); a capital at the
start; the full stop left out or added at the end. Allowed in square brackets: words added or put for one to three words
of the speaker (« [sinon] ça se passe mal »), letters at the edge of a word (« passe[ra] »), a cut (« […] »). Everything
else must be in the excerpt, and a word is never opened without a bracket that touches its letters.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from vivant.corpus import Excerpt

SHORT = 4
"""Under this number of words, a passage between quotation marks without evidence is emphasis, not a quote."""

_SAME = str.maketrans(
    {
        **dict.fromkeys("’ʼ‘´`", "'"),
        **dict.fromkeys("«»“”„‟‹›", '"'),
        **dict.fromkeys("–—‑‐", "-"),
        "œ": "oe",
        "Œ": "OE",
        "æ": "ae",
        "Æ": "AE",
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "\u00ad": None,
    }
)
_CUT = r"\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)"
_BRACKET = r"\[[^\[\]]*\]"
_EDGE = " \t\n\"'.,;:!?…-"
# A space beside anything but letters may be missing: beside an edit, which may stand for nothing, or punctuation.
_TOKEN = re.compile(rf"(?P<cut>{_CUT})|(?P<bracket>{_BRACKET})|(?P<gap>(?<!\w) | (?!\w))")


def letters(text: str) -> str:
    """The text with typographic variants made one: what is compared.

    >>> letters("L’école\u00a0: « on n’a rien… »"), letters("Un cœur, une Œuvre")
    ('L\\'école : "on n\\'a rien…"', 'Un coeur, une Oeuvre')
    """
    text = unicodedata.normalize("NFC", text).translate(_SAME).replace("...", "…")
    if "OE" in text or "AE" in text:
        text = re.sub(r"([OA])E(?=[a-zß-öø-ÿ])", r"\1e", text)
    text = " ".join(text.split())
    text = re.sub(r'(?<=")\s+(?=\w)|(?<=[\w.…!?])\s+(?=")', "", text) if '"' in text else text
    return re.sub(r"\s+([;:!?…])", r" \1", re.sub(r"(?<=\w)([;:!?])", r" \1", text))


# A quote is followed through an excerpt step by step, keeping every place that can be reached: each step costs at most
# the length of the excerpt, whatever the edits. A range is every place from its start to the end of the excerpt.
Places = range | set[int]
Step = Callable[[str, Places], Places]


@dataclass(frozen=True, slots=True)
class _Literal:
    """Words to be found as they are, in one of their spellings, at whole words where ``opens`` or ``closes``."""

    spellings: tuple[str, ...]
    opens: bool
    closes: bool

    def __call__(self, said: str, places: Places) -> Places:
        ends = set()
        for spelling in self.spellings:
            start = said.find(spelling, min(places))
            while start >= 0:
                end = start + len(spelling)
                whole = (not self.opens or _between_words(said, start)) and (
                    not self.closes or _between_words(said, end)
                )
                if whole and start in places:
                    ends.add(end)
                start = said.find(spelling, start + 1)
        return ends


def _between_words(said: str, place: int) -> bool:
    return not (said[place - 1 : place].isalnum() and said[place : place + 1].isalnum())


def _any_text(said: str, places: Places) -> Places:
    return range(min(places), len(said) + 1)


def _maybe_space(said: str, places: Places) -> Places:
    return places if isinstance(places, range) else places | {place + 1 for place in _before_space(said, places)}


def _before_space(said: str, places: Iterable[int]) -> Iterator[int]:
    return (place for place in places if said.startswith(" ", place))


def _some_letters(said: str, places: Places) -> Places:
    """None, or a run of letters inside the word."""
    if isinstance(places, range):
        return places
    reached = set(places)
    for place in places:
        while said[place : place + 1].isalnum() and place + 1 not in reached:
            place += 1
            reached.add(place)
    return reached


def _some_words(said: str, places: Places) -> Places:
    """None, or one to three words, with the punctuation that touches them."""
    if isinstance(places, range):
        return places
    starts = {place for place in places if _between_words(said, place)}
    reached = set(starts)
    for _ in range(3):
        ends: set[int] = set()
        for start in sorted(starts):
            if start not in ends:  # otherwise its word has been gone through from further left
                stop = said.find(" ", start)
                word = range(start + 1, (stop if stop >= 0 else len(said)) + 1)
                ends.update(end for end in word if _between_words(said, end))
        reached |= ends
        starts = {end + 1 for end in _before_space(said, ends)}
    return reached


@dataclass(frozen=True, slots=True)
class Sought:
    """A quote ready to be looked for. ``anchor`` is its longest run of untouched words, case folded."""

    steps: tuple[Step, ...]
    anchor: str

    def is_in(self, said: str) -> bool:
        """Whether the quote is true to ``said``, which ``letters`` gave. Time: steps x length, at worst."""
        places: Places = range(len(said) + 1)
        for step in self.steps:
            places = step(said, places)
            if not places:
                return False
        return any(_between_words(said, place) for place in places)


@lru_cache(maxsize=4096)
def sought(quote: str) -> Sought:
    """What an excerpt must contain for the quote to be true to it. Raises ValueError if nothing is left but edits."""
    quote = letters(quote).strip(_EDGE)
    if not re.search(r"\w", re.sub(f"{_CUT}|{_BRACKET}", "", quote)):
        raise ValueError("il ne reste que des crochets")
    steps: list[Step] = []
    end, opens = 0, True
    for match in _TOKEN.finditer(quote):
        steps += _literal(quote[end : match.start()], steps, opens=opens, closes=match.lastgroup == "gap")
        steps.append(_edit(quote, match))
        end, opens = match.end(), match.lastgroup == "gap"
    steps += _literal(quote[end:], steps, opens=opens, closes=True)
    runs = [step.spellings[0] for step in steps if isinstance(step, _Literal)]
    return Sought(tuple(steps), max(runs, key=len).casefold())


def _literal(words: str, before: Sequence[Step], *, opens: bool, closes: bool) -> list[Step]:
    if not words:
        return []
    spellings = {words: None}
    if all(step in (_any_text, _maybe_space) for step in before):  # the start of the quote: a capital or not
        spellings |= dict.fromkeys((words[0].lower() + words[1:], words[0].upper() + words[1:]))
    return [_Literal(tuple(spellings), opens, closes)]


def _edit(quote: str, match: re.Match[str]) -> Step:
    if match.lastgroup != "bracket":
        return _any_text if match.lastgroup == "cut" else _maybe_space
    touches = quote[: match.start()][-1:].isalnum() or quote[match.end() : match.end() + 1].isalnum()
    return _some_letters if touches else _some_words


@dataclass(frozen=True, slots=True)
class Found:
    """The excerpts that a quote is true to, among those it names or, when it names none, among all."""

    excerpts: tuple[str, ...]
    elsewhere: tuple[str, ...] = ()


class Quotes:
    """Looks quotes up in the excerpts of an edition, on the words as they are printed (names replaced)."""

    def __init__(self, excerpts: Iterable[Excerpt]) -> None:
        self._letters = {excerpt.id: letters(excerpt.text) for excerpt in excerpts}
        self._folded = {key: text.casefold() for key, text in self._letters.items()}

    def find(self, quote: str, named: Sequence[str] = ()) -> Found:
        """Where the quote is. With ``named``, only those count; ``elsewhere`` then tells where it really stands.

        Raises ValueError if nothing is left of the quote but edits.
        """
        wanted = sought(quote)
        if named:
            found = tuple(key for key in named if key in self._letters and wanted.is_in(self._letters[key]))
            if found:
                return Found(found)
        everywhere = tuple(
            key for key, text in self._folded.items() if wanted.anchor in text and wanted.is_in(self._letters[key])
        )
        return Found((), everywhere) if named else Found(everywhere)


class Ids:
    """The ids of excerpts, which people write in full or by their first eight characters or more."""

    def __init__(self, known: Iterable[str]) -> None:
        self._sorted = sorted(known)

    def resolve(self, written: str) -> str | None:
        """The full id; None if there is none, or several."""
        at = bisect_left(self._sorted, written)
        matching = [key for key in self._sorted[at : at + 2] if key.startswith(written)]
        if written in matching:
            return written
        return matching[0] if len(written) >= 8 and len(matching) == 1 else None
