"""Words quoted in a line, with their speakers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from vivant.formats.understanding.speakers import Speaker, is_speaking, speaker_after, speaker_before

_QUOTE = re.compile('«[^«»]*(?:«[^«»]*»[^«»]*)*»|“[^“”]*”|„[^„“”]*[“”]|"[^"]*"|‹[^‹›]*›')
_UNCLOSED = re.compile(r"[«“„\"][^«»“”\"]+$")
_BLANK = " \t\u00a0\u202f\n"
SPOKEN_WORDS = 4
"""A shorter quotation is a word held at a distance ("le « secret partagé »"), unless the line is nothing else."""
NOTED_WORDS = 3
"""Between quotations, as many words are a note of their own."""
_BRACKET = re.compile(r"[\s,;.]*\([^()]*\)")
_AFTER_COLON = re.compile(r"[^:«“\"]{2,80}?\s?:\s+(?=\S)")
_CUTS = re.compile(r"[.;,/–—]\s|\s[-–—/]\s|\)\s")
NOBODY = Speaker()


@dataclass(frozen=True, slots=True)
class Stretch:
    """``text[start:end]`` of a line: words quoted, words noted, or marks around them."""

    start: int
    end: int
    sort: Literal["quoted", "noted", "mark"]
    speaker: Speaker = NOBODY


def stretches(text: str, start: int) -> list[Stretch]:
    """The words of ``text[start:]``, in order. Blanks belong to none.

    >>> [(s.sort, s.speaker.function) for s in stretches('"On attend depuis un an" Directrice d\\'école', 0)]
    [('mark', ''), ('quoted', "directrice d'école"), ('mark', '')]
    """
    quotes = [(found.start(), found.end()) for found in _QUOTE.finditer(text, start)] if _may_quote(text) else []
    body = text[start:].strip(_BLANK)
    if not quotes:
        return _without_quotes(text, start)
    spoken = [span for span in quotes if _words(text[span[0] + 1 : span[1] - 1]) >= SPOKEN_WORDS]
    if (
        not spoken
        and len(quotes) == 1
        and (quotes[0][1] - quotes[0][0] >= len(body.rstrip(".!?…,; ")) or _attributed(text, start, *quotes[0]))
    ):
        spoken = quotes
    if len(spoken) == 1:
        return _one(text, start, *spoken[0])
    if len(spoken) > 1:
        return list(_several(text, start, spoken))
    return _noted(text, start, len(text))


def _may_quote(text: str) -> bool:
    return any(mark in text for mark in '«“"„‹')


def _words(text: str) -> int:
    return sum(any(char.isalnum() for char in word) for word in text.split())


def _without_quotes(text: str, start: int) -> list[Stretch]:
    if _may_quote(text) and (found := _UNCLOSED.match(text, start)):
        # Opened and never closed: the rest of the line is what was said.
        return [Stretch(start, start + 1, "mark"), *_trimmed(text, start + 1, found.end(), "quoted", NOBODY)]
    if found := _AFTER_COLON.match(text, start):
        said = found.group().strip(_BLANK + ":")
        if is_speaking(said) and (speaker := speaker_before(said)) is not None and speaker.function:
            return [
                *_trimmed(text, start, found.end(), "mark", NOBODY),
                *_trimmed(text, found.end(), len(text), "noted", speaker),
            ]
    return _noted(text, start, len(text))


def _attributed(text: str, start: int, opening: int, closing: int) -> bool:
    before, after = text[start:opening].strip(_BLANK), text[closing:].strip(_BLANK + ".,;")
    return (not before and speaker_after(after) is not None) or (
        not after and speaker_before(before) is not None and before.endswith(":")
    )


def _one(text: str, start: int, opening: int, closing: int) -> list[Stretch]:
    before, after = text[start:opening], text[closing:]
    is_bare_before, is_bare_after = not before.strip(_BLANK + "-–—:"), not after.strip(_BLANK + ".,;!?…-–—")
    first = None if is_bare_before else speaker_before(before)
    last = None if is_bare_after else speaker_after(after)
    if (first is None and not is_bare_before) or (last is None and not is_bare_after):
        # The quotation is part of a sentence of the note-taker: the sentence is kept whole.
        return _noted(text, start, len(text))
    speaker = next((found for found in (first, last) if found and found.function), last or first or NOBODY)
    return [
        *_trimmed(text, start, opening + 1, "mark", NOBODY),
        *_quoted(text, opening, closing, speaker),
        *_trimmed(text, closing - 1, len(text), "mark", NOBODY),
    ]


def _several(text: str, start: int, spoken: list[tuple[int, int]]) -> Iterator[Stretch]:
    """Each quotation apart; what stands between is an attribution, words of the note-taker, or a mark."""
    between = [(start, spoken[0][0])]
    between += [(one[1], other[0]) for one, other in pairwise(spoken)]
    between.append((spoken[-1][1], len(text)))
    speakers: list[Speaker] = [NOBODY] * len(spoken)
    leftovers: list[list[tuple[int, int]]] = []
    for index, (first, last) in enumerate(between):
        said_before = speakers[index - 1] if index else None
        has_next = index < len(spoken)
        after, before, rest = _attributions(text, first, last, is_after=said_before == NOBODY, is_before=has_next)
        if after is not None and index:
            speakers[index - 1] = after
        if before is not None and has_next:
            speakers[index] = before
        leftovers.append(rest)
    for index, (first, last) in enumerate(between):
        yield from _between(text, first, last, leftovers[index])
        if index < len(spoken):
            opening, closing = spoken[index]
            yield Stretch(opening, opening + 1, "mark")
            yield from _quoted(text, opening, closing, speakers[index])
            yield Stretch(closing - 1, closing, "mark")


def _attributions(
    text: str, first: int, last: int, *, is_after: bool, is_before: bool
) -> tuple[Speaker | None, Speaker | None, list[tuple[int, int]]]:
    """Who spoke before these words, who speaks after them, and the words that say neither (none, or all of them)."""
    words = text[first:last]
    if not words.strip(_BLANK + ".,;:!?…-–—/()"):
        return None, None, []
    if is_before and is_after:
        for cut in _CUTS.finditer(words):
            after, before = speaker_after(words[: cut.end()]), speaker_before(words[cut.end() :])
            if after is not None and before is not None:
                return after, before, []
    if is_after and (bracket := _BRACKET.match(words)) and (after := speaker_after(bracket.group())) is not None:
        rest = first + bracket.end()
        return after, None, [(rest, last)] if _words(text[rest:last]) else []
    if is_before and words.rstrip(_BLANK).endswith((":", ",")) and (before := speaker_before(words)):
        return None, before, []
    if is_after and (after := speaker_after(words)):
        return after, None, []
    return None, None, [(first, last)]


def _between(text: str, first: int, last: int, leftovers: list[tuple[int, int]]) -> Iterator[Stretch]:
    for start, end in leftovers:
        # A word or two, or an announcement ("et après :"), say nothing alone.
        if _words(text[start:end]) >= NOTED_WORDS and not text[start:end].rstrip(_BLANK).endswith(":"):
            yield from _trimmed(text, first, start, "mark", NOBODY)
            yield from _noted(text, start, end)
            return
    yield from _trimmed(text, first, last, "mark", NOBODY)


def _quoted(text: str, opening: int, closing: int, speaker: Speaker) -> list[Stretch]:
    return _trimmed(text, opening + 1, closing - 1, "quoted", speaker)


def _noted(text: str, start: int, end: int) -> list[Stretch]:
    return _trimmed(text, start, end, "noted", NOBODY)


def _trimmed(
    text: str, start: int, end: int, sort: Literal["quoted", "noted", "mark"], speaker: Speaker
) -> list[Stretch]:
    while start < end and text[start] in _BLANK:
        start += 1
    while end > start and text[end - 1] in _BLANK:
        end -= 1
    return [Stretch(start, end, sort, speaker)] if start < end else []
