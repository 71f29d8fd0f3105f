"""Where a text holds the words that people decided about."""

from collections import defaultdict
from collections.abc import Sequence

from vivant.scrub.finding import SOMEONE, Decision, Finding, Kind
from vivant.scrub.reading import Word, read_words

_LONGEST_GAP = 3


class Decided:
    """Decisions, found in texts word by word, whatever the case, the accents and the spaces.

    Raises ValueError on a decision without a word.
    """

    def __init__(self, decisions: Sequence[Decision]) -> None:
        self._by_first: dict[str, list[tuple[list[str], Decision]]] = defaultdict(list)
        for decision in decisions:
            parts = [word.folded for word in read_words(decision.text)]
            if not parts:
                raise ValueError(f"décision sur « {decision.text} » : il n'y a là aucun mot.")
            self._by_first[parts[0]].append((parts, decision))

    def spans(self, text: str, words: Sequence[Word]) -> tuple[list[tuple[int, int]], list[Finding]]:
        """The stretches to keep, and the confirmed findings."""
        kept: list[tuple[int, int]] = []
        replaced: list[Finding] = []
        if not self._by_first:
            return kept, replaced
        for index, word in enumerate(words):
            for parts, decision in self._by_first.get(word.folded, ()):
                here = words[index : index + len(parts)]
                if [each.folded for each in here] != parts or any(len(each.gap) > _LONGEST_GAP for each in here[1:]):
                    continue
                start, end = word.start, here[-1].end
                if decision.decision == "keep":
                    kept.append((start, end))
                else:
                    replaced.append(Finding(start, end, text[start:end], Kind.NAME, _bracketed(decision.label), True))
        return kept, replaced


def _bracketed(label: str) -> str:
    """Every replacement stands in square brackets, so that a reader sees that the word is ours."""
    if not label:
        return SOMEONE
    return label if label.startswith("[") and label.endswith("]") else f"[{label}]"
