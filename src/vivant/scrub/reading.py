"""The words of a text as the rules on names see them, and what they remember from one text to the next."""

import re
from dataclasses import dataclass, field

from vivant.language import tokens
from vivant.scrub.lexicon import fold_word

_OPENS_SENTENCE = re.compile(r"[.!?…:;\n\r•*–—=>|«“\"][-– \t\u00a0\u202f]*$")
_SPACES = frozenset((" ", "\u00a0", "\u202f", "  ", ""))


@dataclass(slots=True)
class Memory:
    """What a whole corpus taught, folded: names met after a civility or a relative, those of children, plain words."""

    names: set[str] = field(default_factory=set)
    children: set[str] = field(default_factory=set)
    common: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Word:
    """A word of a line: as typed, folded, the characters before it, whether a sentence opens with it.

    ``shouted``: the whole line is in capitals, which then tell nothing.
    """

    start: int
    end: int
    text: str
    folded: str
    gap: str
    opens: bool
    shouted: bool

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()

    @property
    def caps(self) -> bool:
        return len(self.text) > 1 and self.text.isupper()

    @property
    def tight(self) -> bool:
        """Whether nothing but a space parts it from the word before."""
        return self.gap in _SPACES


def read_words(line: str) -> list[Word]:
    """The words of a line, in order."""
    found: list[Word] = []
    last = 0
    shouted = line.isupper() and " " in line.strip()
    for start, end in tokens(line):
        gap = line[last:start]
        word = line[start:end]
        opens = not found or (word[0].isupper() and _OPENS_SENTENCE.search(gap) is not None)
        found.append(Word(start, end, word, fold_word(word), gap, opens, shouted))
        last = end
    return found
