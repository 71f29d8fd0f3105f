"""Ages that tell who is meant: beside a first name, or with the place where someone lives."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from vivant.language import is_french
from vivant.scrub import around, lexicon
from vivant.scrub.finding import AGE, PLACE, Finding, Kind
from vivant.scrub.reading import Word

_ = r"[ \u00a0\u202f]"
_AGE = re.compile(
    rf"(?<![\w,./–-])(?:\d{{1,2}}|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize"
    rf"|dix-sept|dix-huit|dix-neuf|vingt){_}?(?:ans{_}et{_}demi|ans|mois)\b"
)
_PERSON = (
    r"(?:garçon|fille|fillette|femme|homme|enfant|élève|jeune|ado|adolescente?|petite?|gamine?|gosse|bébé|môme|fils|frère|sœur"
    r"|soeur|collégienn?e?|lycéenn?e?|mineure?|MNA|résidente?|patiente?|usagère?|monsieur|dame|mère|père|maman|papa)"
)
_GENERAL_BEFORE = re.compile(
    rf"(?:plus{_}de|moins{_}de|jusqu['’][àa]|dès|[àa]{_}partir{_}de|depuis|pendant|il{_}y{_}a|(?:^|{_})en|tous{_}les|toutes{_}les"
    rf"|avant|après|d['’]ici|sous|durant|dans|les|des|entre|attend|attendre|\d{_}?(?:à|-|et|/|ou)|avait{_}dit"
    rf"|(?:les|des|ces|nos|aux|leurs|chaque|tous?|toute){_}(?:\w+{_}){{1,2}}(?:âgée?s?{_})?de|\w{{3,}}s{_}de){_}?(?:l['’]âge{_}de{_})?$",
    re.IGNORECASE,
)
_GENERAL_AFTER = re.compile(
    rf"{_}?(?:d['’]|de{_}[a-zà-ÿ]|plus{_}tard|sur{_}(?:deux|trois|dix|\d)|que{_}|pour{_}(?:avoir|obtenir|une?)|à{_}l['’]avance|[-–/]{_}?\d)"
)
_ONE_BEFORE = re.compile(
    rf"(?:\b{_PERSON}(?:{_}\w+)?(?:{_}âgée?)?,?{_}de|âgée?{_}(?:de|d['’])|\b{_PERSON},|(?:il|elle|qui|qu['’]il|qu['’]elle){_}(?:a|avait|aura)|\b{_PERSON}{_}\()"
    rf"{_}?$",
    re.IGNORECASE,
)
_ONE_AFTER = re.compile(rf",?{_}(?:ce|cette|il|elle|son|sa|notre|un|une|le|la){_}(?:{_PERSON}|\w+)", re.IGNORECASE)
_NEAR = 60
"""How far before an age its person is looked for."""
_TOUCHING = re.compile(r"[^\w]{1,3}")
_SAID_OF = re.compile(r"[,(][^.;:]{0,25}[,(]\s?|\s(?:a|avait|a eu|aura|âgée? de|âgé d['’])\s")
_LINKED = re.compile(r",?\s(?:\w+\s){0,2}(?:(?:de|à|en|au|du)\s|d['’])(?:l['’]|la\s|le\s)?")
_NO_WORD = re.compile(r"[\s–•«\"'-]*(?:[AÀaà]\s)?")
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")
_REACH = 300
"""How far a sentence is followed on each side, in code points: notes have no longer ones, broken files do."""


def telling_ages(text: str, words: Sequence[Word], named: Sequence[tuple[int, int]]) -> Iterator[Finding]:
    """Yield ages (and places) to hide. ``named``: where people are named, in order.

    An age alone ("à 16 ans, plus rien") or of many ("les jeunes de 18 ans") tells no one and stays. Beside a name it is
    hidden; with a place, both are, when the sentence speaks of one person.
    """
    for match in _AGE.finditer(text):
        start, end = match.span()
        opening, closing = _sentence(text, start, end)
        before, after = text[max(opening, start - _NEAR) : start], text[end:closing]
        if _GENERAL_BEFORE.search(before) or _GENERAL_AFTER.match(after):
            continue
        people = named[bisect_left(named, (opening, 0)) : bisect_left(named, (closing, 0))]
        if any(_tells(text, start, end, person) for person in people if start - _NEAR < person[1] < end + _NEAR):
            yield Finding(start, end, match.group(), Kind.INDIRECT, AGE)
            spots = [spot for spot in _spots(words, end, closing, people) if _LINKED.fullmatch(text, end, spot[0])]
            for one, other in spots:
                yield Finding(one, other, text[one:other], Kind.AGE_PLACE, PLACE)
        elif _ONE_BEFORE.search(before) or (_NO_WORD.fullmatch(before) and _ONE_AFTER.match(after)):
            spots = _spots(words, opening, closing, people)
            if spots:
                yield Finding(start, end, match.group(), Kind.AGE_PLACE, AGE)
            for one, other in spots:
                yield Finding(one, other, text[one:other], Kind.AGE_PLACE, PLACE)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    opening = max(0, start - _REACH)
    for mark in _SENTENCE_END.finditer(text, opening, start):
        opening = mark.end()
    closing = _SENTENCE_END.search(text, end, end + _REACH)
    return opening, closing.start() if closing else min(len(text), end + _REACH)


def _tells(text: str, start: int, end: int, person: tuple[int, int]) -> bool:
    """Whether the age at ``start:end`` is that of the person named there: "Léo, 7 ans", "Léo (CE1, 7 ans)"."""
    one, other = person
    if other > start:
        return one >= end and _TOUCHING.fullmatch(text, end, one) is not None
    return (
        _TOUCHING.fullmatch(text, other, start) is not None
        or _SAID_OF.fullmatch(text, other, start) is not None
        or _ONE_BEFORE.search(text[max(one, start - _NEAR) : start]) is not None
    )


def _spots(
    words: Sequence[Word], opening: int, closing: int, people: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Where the sentence names places and establishments."""
    found: list[tuple[int, int]] = []
    for index in range(bisect_left(words, opening, key=_start), bisect_left(words, closing, key=_start)):
        word = words[index]
        if not word.capital or word.caps or len(word.text) < 3:
            continue
        if any(one <= word.start < other for one, other in people):
            continue
        if found and word.start - found[-1][1] == 1 and word.tight:
            found[-1] = (found[-1][0], word.end)
        elif (start := _spot_start(words, index)) is not None:
            found.append((start, word.end))
    return found


def _start(word: Word) -> int:
    return word.start


def _spot_start(words: Sequence[Word], index: int) -> int | None:
    word = words[index]
    if index and words[index - 1].folded in around.ESTABLISHMENTS and word.tight:
        return words[index - 1].start
    if word.folded in lexicon.kept_nouns():
        return None
    before = words[index - 1].folded if index else ""
    near = before in ("a", "de", "d'", "vers", "sur", "pres", "en") and word.tight
    if word.folded in lexicon.places() or word.folded.startswith("saint") or (near and not is_french(word.text)):
        return word.start
    return None
