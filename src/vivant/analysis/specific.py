"""The words of each group: those it says more than chance would have it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vivant.analysis.vocabulary import display_forms, typed_words, word_key

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

BANAL = 2.0
"""Below this score (one chance in a hundred) a word is nobody's own."""


@dataclass(frozen=True, slots=True)
class SpecificWord:
    """A word as most often typed: ``count`` times in the group, ``total`` in all, ``expected`` in the group by chance.

    ``score`` is minus the decimal logarithm of the chance of so many: 3 is one in a thousand.
    """

    word: str
    count: int
    total: int
    expected: float
    score: float


def specific_words(
    groups: Mapping[str, Sequence[str]], *, limit: int = 10, minimum: int = 3
) -> dict[str, list[SpecificWord]]:
    """For each group of texts, at most ``limit`` words said more there than in the others, most specific first.

    Words are dictionary forms, function words left out; those said fewer than ``minimum`` times in all are not tried. A
    text given in two groups counts twice in all. Source: Lafon (1980), Mots 1, p. 127-165.

    >>> found = specific_words({"a": ["le bus, un bus", "les bus, ce bus"], "b": ["l'école, une école", "nos Écoles"],
    ...                         "c": ["les écoles, ton école"]})
    >>> [(word.word, word.count, word.total, round(word.expected, 1), round(word.score, 2)) for word in found["a"]]
    [('bus', 4, 4, 1.8, 2.1)]
    """
    import numpy as np

    typed = {name: typed_words(texts) for name, texts in groups.items()}
    counts = {name: _by_key(forms) for name, forms in typed.items()}
    totals: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    for name in groups:
        totals.update(counts[name])
        forms.update(typed[name])
    shown, corpus = display_forms(forms), totals.total()
    tried = sorted(key for key, total in totals.items() if total >= minimum)
    total = np.array([totals[key] for key in tried], dtype=np.int64)
    found = {}
    for name, counter in counts.items():
        count = np.array([counter[key] for key in tried], dtype=np.int64)
        part = counter.total()
        scores = specificities(count, total, part, corpus)
        order = [at for at in np.argsort(-scores, kind="stable")[:limit] if scores[at] >= BANAL]
        found[name] = [
            SpecificWord(
                shown[tried[at]], int(count[at]), int(total[at]), int(total[at]) * part / corpus, float(scores[at])
            )
            for at in order
        ]
    return found


def specificities(count: "NDArray[np.int64]", total: "NDArray[np.int64]", part: int, corpus: int) -> "Floats":
    """Signed scores of words said ``count`` times among the ``part`` words of a group, ``total`` in the ``corpus``.

    Above zero: −log10 P(X ≥ count), when the word is said at least as much as expected; below: log10 P(X ≤ count). X
    follows the hypergeometric law. Exact however small the chance, where ``scipy.stats`` gives 0 below 1e-308 or takes
    minutes (its ``logsf`` sums term by term).

    >>> import numpy as np
    >>> specificities(np.array([4, 0]), np.array([4, 4]), 5, 10).round(4).tolist()  # chances 5/210, 5/210
    [1.6232, -1.6232]
    """
    import numpy as np

    rest = corpus - part
    over = count * corpus >= total * part
    # Said less in the part is said more in the rest: one tail is enough.
    said, size = np.where(over, count, total - count), np.where(over, part, rest)
    tail = _log_upper_tail(said.astype(float), total.astype(float), size.astype(float), float(corpus))
    return np.asarray(np.where(over, -1.0, 1.0) * np.minimum(tail / np.log(10), 0.0))


def _log_upper_tail(count: "Floats", total: "Floats", part: "Floats", corpus: float) -> "Floats":
    """log P(X ≥ count): the first term by log-gamma, the others by their ratio, which falls from one to the next."""
    import numpy as np
    from scipy.special import gammaln

    def log_choose(n: "Floats | float", k: "Floats") -> "Floats":
        return np.asarray(gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1))

    first = log_choose(part, count) + log_choose(corpus - part, total - count) - log_choose(corpus, total)
    x, term, series = count.copy(), np.ones_like(count), np.ones_like(count)
    going = np.arange(len(count))
    while len(going):
        a, f, t = x[going], total[going], part[going]
        term[going] *= (f - a) * (t - a) / ((a + 1) * (corpus - f - t + a + 1))
        series[going] += term[going]
        x[going] += 1
        going = going[term[going] > 1e-16 * series[going]]
    return np.asarray(first + np.log(series))


def _by_key(forms: Counter[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for form, count in forms.items():
        found[word_key(form)] += count
    return found
