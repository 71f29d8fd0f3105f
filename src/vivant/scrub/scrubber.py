"""A text in, the same text out with neutral labels where someone could be recognised."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from vivant.scrub import around, lexicon
from vivant.scrub.ages import telling_ages
from vivant.scrub.decided import Decided
from vivant.scrub.finding import CHILD, FAMILY_NAME, SOMEONE, Decision, Finding, Kind
from vivant.scrub.initials import initialled
from vivant.scrub.names import CAPITAL_PARTICLES, Name, names
from vivant.scrub.patterns import shaped
from vivant.scrub.reading import Memory, Word, read_words
from vivant.scrub.tagger import Tagger, people_tagged

# When findings overlap, their union keeps the kind of the first of these, then the label of the first of those.
_KINDS = (Kind.EMAIL, Kind.NIR, Kind.PHONE, Kind.BIRTH_DATE, Kind.ADDRESS, Kind.NAME, Kind.INITIALS, Kind.INDIRECT)
_LINE = re.compile(r"[^\r\n]+")
_LABELS = (CHILD, FAMILY_NAME, SOMEONE)
_INITIAL_BEFORE = re.compile(r"(?<!\w)(?:[A-ZÀ-Þ]\.[ \u00a0\u202f-]?){1,3}$")
_INITIAL_AFTER = re.compile(r"[ \u00a0\u202f][A-ZÀ-Þ](?:\.(?!\w)|(?=[,;:)]|$))")


class Scrubber:
    """Finds and replaces what tells who is meant, the same way in every text of a corpus.

    ``texts`` is the corpus: a name proved somewhere ("Mme Bertholon", "la maman de Swann") is then found everywhere, a
    child keeps a child's label, and a word typed somewhere after an article is not taken for a name. ``decisions`` win
    over the rules. ``tagger`` gives a second opinion on people (``vivant.scrub.tagger.spacy_tagger``).
    """

    def __init__(
        self, texts: Iterable[str] = (), *, decisions: Sequence[Decision] = (), tagger: Tagger | None = None
    ) -> None:
        self._memory = Memory()
        self._decided = Decided(decisions)
        self._tagger = tagger
        for text in texts:
            for line in text.splitlines():
                self._learn(line)

    def find(self, text: str) -> list[Finding]:
        """What is to be replaced, in order, without overlap. Each line is read by itself."""
        return [
            replace(finding, start=line.start() + finding.start, end=line.start() + finding.end)
            for line in _LINE.finditer(text)
            for finding in self._in_line(line.group())
        ]

    def _in_line(self, text: str) -> list[Finding]:
        words = read_words(text)
        named = [(*_reach(text, words, name), name.label) for name in names(words, self._memory)]
        spans = [(start, end) for start, end, _ in named]
        found = [Finding(start, end, text[start:end], Kind.NAME, label) for start, end, label in named]
        found += shaped(text)
        by_initials = list(initialled(text))
        spans = sorted(spans + [(each.start, each.end) for each in by_initials])
        found += by_initials
        found += telling_ages(text, words, spans)
        if self._tagger is not None:
            found += people_tagged(text, self._tagger(text), spans)
        kept, replaced = self._decided.spans(text, words)
        return [
            finding
            for finding in _united(text, found + replaced)
            if finding.confirmed or not any(_lies_within(finding, span) for span in kept)
        ]

    def scrub(self, text: str) -> tuple[str, list[Finding]]:
        """The text with each finding replaced, and the findings (places are those of the text given)."""
        findings = self.find(text)
        return "".join(_parts(text, findings)), findings

    def _learn(self, line: str) -> None:
        words = read_words(line)
        for name in names(words, Memory()):
            if name.sure:
                parts = [word.folded for word in words[name.first : name.last + 1] if _teaches(word)]
                self._memory.names.update(parts)
                if name.label == CHILD:
                    self._memory.children.update(parts[:1])
        for before, word in pairwise(words):
            if before.folded in ("le", "la", "les", "un", "une", "des", "du", "l'") and word.text.islower():
                self._memory.common.add(word.folded)


def find(text: str, *, decisions: Sequence[Decision] = ()) -> list[Finding]:
    """What is to be replaced in one text, in order, without overlap.

    >>> [(each.text, each.replacement) for each in find("La maman de Kévin a rappelé Mme Bertholon.")]
    [('Kévin', '[un enfant]'), ('Mme Bertholon', '[une personne]')]
    """
    return Scrubber([text], decisions=decisions).find(text)


def scrub(text: str, *, decisions: Sequence[Decision] = ()) -> tuple[str, list[Finding]]:
    """One text with each finding replaced, and the findings (places are those of the text given).

    Nothing else changes: line ends, spaces, accents stay. The same text always gives the same result.

    >>> scrub("Appeler Nadia au 06 12 34 56 78.")[0]
    'Appeler [une personne] au [téléphone].'
    """
    return Scrubber([text], decisions=decisions).scrub(text)


def report_lines(findings: Iterable[Finding], text: str) -> Iterator[dict[str, str | int]]:
    """Yield one JSON-ready dict a finding: line (from 1), start, end (code points of the whole text, end excluded),
    text, kind, replacement. ``findings`` are in order and come from this text."""
    breaks = [match.end() for match in re.finditer(r"\r\n|\r|\n", text)]
    for each in findings:
        yield {
            "line": 1 + bisect_right(breaks, each.start),
            "start": each.start,
            "end": each.end,
            "text": each.text,
            "kind": each.kind.value,
            "replacement": each.replacement,
        }


def _teaches(word: Word) -> bool:
    """A civility is no name, and an institution or one letter is not worth remembering."""
    return (
        word.capital
        and len(word.text) > 2
        and word.folded not in around.CIVILITIES | around.TITLES | around.INSTITUTIONS | lexicon.ambiguous_names()
    )


def _reach(text: str, words: Sequence[Word], name: Name) -> tuple[int, int]:
    """Where the name stands, with the particles and initials that touch it ("C. Lavergnat", "MOURIER T.")."""
    first = name.first
    while first and words[first - 1].caps and words[first - 1].folded in CAPITAL_PARTICLES and words[first].tight:
        first -= 1  # "EL MANSOURI"
    start, end = words[first].start, words[name.last].end
    if before := _INITIAL_BEFORE.search(text, max(0, start - 12), start):
        start = before.start()
    if after := _INITIAL_AFTER.match(text, end):
        end = after.end()
    return start, end


def _united(text: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings in order; those that overlap, and names that touch, become one."""
    group: list[Finding] = []
    end = 0
    for each in sorted(findings, key=lambda finding: (finding.start, -finding.end)):
        touching = group and each.start - end == 1 and text[end].isspace() and each.kind == group[-1].kind == Kind.NAME
        if group and each.start >= end and not touching:
            yield _union(text, group)
            group = []
        group.append(each)
        end = max(each.end, end)
    if group:
        yield _union(text, group)


def _union(text: str, group: Sequence[Finding]) -> Finding:
    def rank(finding: Finding) -> tuple[bool, int, int]:
        kind = _KINDS.index(finding.kind) if finding.kind in _KINDS else len(_KINDS)
        label = _LABELS.index(finding.replacement) if finding.replacement in _LABELS else -1
        return (not finding.confirmed, kind, label)

    best = min(group, key=rank)
    start, end = group[0].start, max(each.end for each in group)
    return Finding(start, end, text[start:end], best.kind, best.replacement, best.confirmed)


def _lies_within(finding: Finding, span: tuple[int, int]) -> bool:
    """Whether what is replaced, its civility left out, lies within words to keep."""
    words = read_words(finding.text)
    core = next((word.start for word in words if word.folded not in around.CIVILITIES | around.TITLES), 0)
    return span[0] <= finding.start + core and finding.end <= span[1]


def _parts(text: str, findings: Sequence[Finding]) -> Iterator[str]:
    last = 0
    for each in findings:
        yield text[last : each.start]
        yield each.replacement
        last = each.end
    yield text[last:]
