"""Where the sentences of a French text start and end."""

import re
from itertools import pairwise

from vivant.language.tokenizing import words

_ABBREVIATIONS = frozenset(
    words("""
    m mm mme mmes mlle mlles mr dr drs pr me mgr st ste cf ex p pp art al ann av bd boul tél réf resp env hab chap fig
    vol éd janv févr fév avr juil sept oct nov déc lun mar mer jeu ven sam dim min max nb no inc cie ets dépt
    """)
)
_END = re.compile(
    r"(?P<mark>[.!?…]+)"
    r"(?P<closing>[^\S\r\n]?[»”]|[\"’')\]])*"
    r"(?:[^\S\r\n]*\[[^\]\r\n]{1,300}\])*"  # a reference or a remark in brackets belongs to what it follows
    r"(?=\s+[-–—•«“\"'‘(\[]*\s*[A-ZÀ-ÖØ-ÞŒ0-9]|\s*$)"
)
_BREAK = re.compile(r"(?:\r\n|\r|\n)(?:[^\S\r\n]*(?:\r\n|\r|\n))+|(?:\r\n|\r|\n)(?![^\S\r\n]*[a-zà-öø-ÿœ])")
_LAST_WORD = re.compile(r"([^\W\d_]+)$")
_OPENING = re.compile(r"[«“]")
_CLOSING = re.compile(r"[»”]")


def sentences(text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence, in code points, end excluded, blanks around it left out.

    A full stop ends a sentence when what follows starts like one, but not after an abbreviation ("M.", "Mme.", "cf.")
    or a single initial, nor inside guillemets still open: what someone said stays whole. A line end cuts, unless the
    next line goes on in lower case; an empty line always does. Together the sentences hold every non-blank character.

    >>> text = "M. D. est venu. « On verra. Demain. » Puis rien"
    >>> [text[start:end] for start, end in sentences(text)]
    ['M. D. est venu.', '« On verra. Demain. »', 'Puis rien']
    """
    found = []
    start = 0
    for block in _BREAK.finditer(text):
        found += _in_block(text, start, block.start())
        start = block.end()
    return found + _in_block(text, start, len(text))


def _in_block(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    cuts = [start]
    # An opening mark that is never closed must not swallow the rest of the block.
    closed = _balanced(text, start, stop)
    for match in _END.finditer(text, start, stop):
        if not _abbreviated(text, match, cuts[-1]) and (not closed or _balanced(text, cuts[-1], match.end())):
            cuts.append(match.end())
    cuts.append(stop)
    spans = (_trim(text, one, other) for one, other in pairwise(cuts))
    return [(one, other) for one, other in spans if one < other]


def _balanced(text: str, start: int, stop: int) -> bool:
    return len(_OPENING.findall(text, start, stop)) == len(_CLOSING.findall(text, start, stop))


def _abbreviated(text: str, match: re.Match[str], start: int) -> bool:
    if match["mark"] != "." or match["closing"] or match.end() >= len(text.rstrip()):
        return False
    word = _LAST_WORD.search(text, start, match.start())
    if word is None:
        return False
    return word[1].lower() in _ABBREVIATIONS or (len(word[1]) == 1 and word[1].isupper())


def _trim(text: str, start: int, stop: int) -> tuple[int, int]:
    part = text[start:stop]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())
