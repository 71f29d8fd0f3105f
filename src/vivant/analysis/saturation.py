"""What each workshop brings that was not said before: when little is new, more workshops would teach little."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from vivant.analysis.coded import CodedExcerpt
from vivant.analysis.vocabulary import content_words


@dataclass(frozen=True, slots=True)
class Step:
    """A workshop among those before it: its ``excerpts``, the codes and words first heard there.

    ``words_total`` is the words heard since the first workshop; ``share_new`` the part of this workshop's words that is
    new, in [0, 1], None if it has no word. Words are dictionary forms, counted once, function words left out.
    """

    workshop: str
    excerpts: int
    new_codes: int
    new_words: int
    words_total: int
    share_new: float | None


def saturation(coded: Sequence[CodedExcerpt], workshops: Sequence[str]) -> tuple[Step, ...]:
    """One step a workshop, in the order given; excerpts of other workshops are left out.

    The order matters: the first workshop is all new. Source of the notion: Guest, Bunce and Johnson (2006), Field
    Methods 18(1), p. 59-82.
    """
    said: defaultdict[str, list[CodedExcerpt]] = defaultdict(list)
    for one in coded:
        said[one.excerpt.workshop].append(one)
    codes: set[str] = set()
    words: set[str] = set()
    steps = []
    for workshop in dict.fromkeys(workshops):
        heard = {word for one in said[workshop] for word in content_words(one.excerpt.text)}
        used = {code for one in said[workshop] for code in one.codes}
        new = len(heard - words)
        new_codes = len(used - codes)
        codes |= used
        words |= heard
        share = new / len(heard) if heard else None
        steps.append(Step(workshop, len(said[workshop]), new_codes, new, len(words), share))
    return tuple(steps)
