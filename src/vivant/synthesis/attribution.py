"""Who said it, without saying who: a function only if enough people present could bear it."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from vivant.corpus import Attendance, Edition, Excerpt
from vivant.language import fold

THRESHOLD = 3
"""Distinct people present who must share a function, or a sector, for it to be printed."""
ANYONE = "un participant"

_ARTICLES = frozenset("un une le la les l d de du des a au en et".split())
_SAME = {"mere": "parent", "pere": "parent", "maman": "parent", "papa": "parent"}
_ENDINGS = (("trices", "teur"), ("trice", "teur"), ("euses", "eur"), ("euse", "eur"), ("ieres", "ier"), ("iere", "ier"))


def function_key(function: str) -> frozenset[str]:
    """The words of a function without articles, gender nor number: what two ways of writing it share.

    >>> function_key("une éducatrice spécialisée") == function_key("Éducateur spécialisé")
    True
    """
    words = (word for word in re.findall(r"\w+", fold(function)) if word not in _ARTICLES)
    return frozenset(_root(_SAME.get(word, word)) for word in words)


def _root(word: str) -> str:
    for ending, neutral in _ENDINGS:
        if word.endswith(ending):
            return word.removesuffix(ending) + neutral
    word = word.removesuffix("s")
    word = re.sub(r"(nn|tt|ll)e$", lambda m: m[1][0], word)
    return word.removesuffix("e").removesuffix("e")


class Attributions:
    """What may be printed beside a quote, for each workshop, from the attendance list.

    The rule counts distinct people *present at that meeting*: a function that at least ``threshold`` of them bear is
    printed, in the words of the list; else the sector, if it has as many; else "un participant". Without attendance
    list, nobody is known to be there, so nothing more than "un participant" is ever printed.
    """

    def __init__(self, edition: Edition, threshold: int = THRESHOLD) -> None:
        self.threshold = threshold
        self._present: dict[str, dict[str, list[Attendance]]] = defaultdict(lambda: defaultdict(list))
        for row in edition.attendance or ():
            self._present[row.workshop][row.person].append(row)
        self._said: dict[tuple[str, str, str], str] = {}

    def of(self, excerpt: Excerpt) -> str:
        """The function, the sector or "un participant"."""
        key = (excerpt.workshop, excerpt.speaker, excerpt.sector)
        if key not in self._said:
            self._said[key] = self._find(*key)
        return self._said[key]

    def sector(self, excerpt: Excerpt) -> str:
        """The sector that may be counted for this excerpt, empty below the threshold."""
        people = self._bearing(excerpt.workshop, excerpt.speaker) if excerpt.speaker else {}
        sector = excerpt.sector or _only({row.sector for rows in people.values() for row in rows})
        return sector if self._in_sector(excerpt.workshop, sector) >= self.threshold else ""

    def function(self, excerpt: Excerpt) -> str:
        """The function that may be counted for this excerpt, in the words of the list, empty below the threshold."""
        people = self._bearing(excerpt.workshop, excerpt.speaker) if excerpt.speaker else {}
        return _most_written(people) if len(people) >= self.threshold else ""

    def _find(self, workshop: str, speaker: str, sector: str) -> str:
        people = self._bearing(workshop, speaker) if speaker else {}
        if len(people) >= self.threshold:
            # As in the list: the gender that the notes give would tell some of these people from the others.
            return _most_written(people)
        sector = sector or _only({row.sector for rows in people.values() for row in rows})
        if sector and self._in_sector(workshop, sector) >= self.threshold:
            return f"secteur {sector}"
        return ANYONE

    def _bearing(self, workshop: str, function: str) -> Mapping[str, Sequence[Attendance]]:
        wanted = function_key(function)
        present = self._present.get(workshop, {})
        if not wanted:
            return {}
        return {
            person: rows for person, rows in present.items() if any(wanted <= function_key(r.profession) for r in rows)
        }

    def _in_sector(self, workshop: str, sector: str) -> int:
        wanted = fold(sector)
        present = self._present.get(workshop, {})
        return sum(any(fold(row.sector) == wanted for row in rows) for rows in present.values()) if wanted else 0


def _most_written(people: Mapping[str, Sequence[Attendance]]) -> str:
    """The profession that most of these people bear, the shortest and then the first in order on a tie."""
    written = Counter(rows[0].profession for rows in people.values())
    return min(written, key=lambda name: (-written[name], len(name), name))


def _only(values: set[str]) -> str:
    values.discard("")
    return next(iter(values)) if len(values) == 1 else ""
