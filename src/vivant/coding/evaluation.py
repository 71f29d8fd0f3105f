"""How good suggestions are, on texts that people have coded and the model has not seen."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass

from vivant.coding.codebook import Codebook, default_codebook
from vivant.coding.encoders import Encoder
from vivant.coding.labelled import LabelledText, groups_of
from vivant.coding.suggester import Suggester, Suggestion
from vivant.coding.vectors import Memory, VectorStore
from vivant.language import fold


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Measures over ``n`` texts; None where nothing can be measured.

    ``macro_f1``: mean, over the codes that are the primary code or the first suggestion of a text, of the harmonic mean
    of precision and recall. ``accuracy_primary``: the first suggestion is the primary code. ``accuracy_any``: it is the
    primary or a secondary code. ``top3``: the primary code is among the first three. ``polarity``: the part of the
    codebook (obstacles, opportunities) whose scores sum highest is that of the primary code; None with one part alone.
    ``brier``: mean over texts of the squared differences between scores and truth, summed over codes; in [0, 2], 0 is
    perfect. ``coverage``: share of texts with an affirmed code; ``precision_affirmed``: share of these where it is the
    primary code, None when nothing is affirmed.
    """

    n: int
    macro_f1: float
    accuracy_primary: float
    accuracy_any: float
    top3: float
    polarity: float | None
    brier: float
    coverage: float
    precision_affirmed: float | None

    def as_dict(self) -> dict[str, float | None]:
        return asdict(self)


def evaluate(
    rows: Sequence[LabelledText],
    *,
    codebook: Codebook | None = None,
    train: Sequence[LabelledText] | None = None,
    folds: int | None = None,
    encoders: Sequence[Encoder] | None = None,
    store: VectorStore | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Evaluation:
    """Measure suggestions on ``rows``.

    Alone: learnt from the codebook (and, for the default one, the starter set). ``train``: from these codings too.
    ``folds``: each of so many parts in turn is measured, learning from the others; a group is never split, a row
    without a group is one of its own. A coding is never learnt from that shares its text or its group with what is
    measured (``unseen``). ``progress`` is told each part as it starts.

    Raises ValueError (French) on no row, both options, fewer groups than folds.
    """
    if not rows:
        raise ValueError("aucun texte codé à mesurer : donnez au moins une ligne avec « text » et « primary ».")
    if train is not None and folds is not None:
        raise ValueError("choisissez entre un fichier d'apprentissage et la validation croisée.")
    book, store = codebook or default_codebook(), store or Memory()
    suggestions: dict[int, Suggestion] = {}
    for rank, (learnt_from, measured) in enumerate(_splits(rows, train, folds), 1):
        progress(f"part {rank} sur {folds}" if folds else "mesure")
        suggester = Suggester.fit(book, learnt_from, encoders, store)
        suggestions.update(zip(measured, suggester.suggest([rows[place].text for place in measured]), strict=True))
    return measure(rows, [suggestions[place] for place in range(len(rows))], book)


def _splits(
    rows: Sequence[LabelledText], train: Sequence[LabelledText] | None, folds: int | None
) -> Iterator[tuple[Sequence[LabelledText], list[int]]]:
    if folds is None:
        yield unseen(train or (), rows), list(range(len(rows)))
        return
    groups = groups_of(list(rows))
    if folds < 2 or len(set(groups)) < folds:
        raise ValueError(
            f"{folds} parts demandées pour {len(set(groups))} groupes : il en faut 2 au moins, sans dépasser."
        )
    from sklearn.model_selection import GroupKFold

    for learnt, measured in GroupKFold(folds).split(groups, groups=groups):
        yield unseen([rows[at] for at in learnt], [rows[at] for at in measured]), measured.tolist()


def unseen(learnt: Sequence[LabelledText], measured: Sequence[LabelledText]) -> list[LabelledText]:
    """The rows to learn from of which neither the text, capitals and accents aside, nor the group is measured.

    >>> unseen([LabelledText("Été", "a"), LabelledText("b", "a", group="g")], [LabelledText(" ete ", "a", group="g")])
    []
    """
    texts = {_words(row.text) for row in measured}
    groups = {row.group for row in measured} - {""}
    return [row for row in learnt if row.group not in groups and _words(row.text) not in texts]


def _words(text: str) -> str:
    return " ".join(fold(text).split())


def measure(rows: Sequence[LabelledText], suggestions: Sequence[Suggestion], book: Codebook) -> Evaluation:
    """The measures of ``Evaluation`` for suggestions already made, one a row."""
    pairs = list(zip(rows, suggestions, strict=True))
    firsts = [suggestion.codes[0][0] for suggestion in suggestions]
    told = [(row.primary, suggestion.affirmed) for row, suggestion in pairs if suggestion.affirmed is not None]
    return Evaluation(
        n=len(rows),
        macro_f1=_macro_f1([row.primary for row in rows], firsts),
        accuracy_primary=_mean([row.primary == first for row, first in zip(rows, firsts, strict=True)]),
        accuracy_any=_mean([first in (row.primary, *row.secondary) for row, first in zip(rows, firsts, strict=True)]),
        top3=_mean([row.primary in [code for code, _ in suggestion.codes[:3]] for row, suggestion in pairs]),
        polarity=_polarity(pairs, book),
        brier=_mean([_squares(row.primary, suggestion) for row, suggestion in pairs]),
        coverage=len(told) / len(rows),
        precision_affirmed=_mean([primary == code for primary, code in told]) if told else None,
    )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _macro_f1(truth: Sequence[str], firsts: Sequence[str]) -> float:
    scores = []
    for code in {*truth, *firsts}:
        hits = sum(one == other == code for one, other in zip(truth, firsts, strict=True))
        scores.append(2 * hits / (truth.count(code) + firsts.count(code)))
    return _mean(sorted(scores))


def _polarity(pairs: Sequence[tuple[LabelledText, Suggestion]], book: Codebook) -> float | None:
    part = {code.key: book.part(code.key).key for code in book.leaves()}
    parts = list(dict.fromkeys(part.values()))
    if len(parts) < 2:
        return None
    right = []
    for row, suggestion in pairs:
        sums = dict.fromkeys(parts, 0.0)
        for code, score in suggestion.codes:
            sums[part[code]] += score
        right.append(max(parts, key=sums.__getitem__) == part[row.primary])
    return _mean(right)


def _squares(primary: str, suggestion: Suggestion) -> float:
    return sum((score - (code == primary)) ** 2 for code, score in suggestion.codes)
