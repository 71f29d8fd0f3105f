"""``vivant suggest`` and ``vivant evaluate``: codes proposed, and how good they are."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from vivant.cli.ending import end, stop, tell
from vivant.cli.given import FILE, name_of, read, refuse_twice, stream_of
from vivant.cli.progress import Progress
from vivant.corpus import Problem

if TYPE_CHECKING:
    from vivant.coding.codebook import Codebook
    from vivant.coding.labelled import LabelledText
    from vivant.coding.suggester import Suggester, Suggestion

T = TypeVar("T")

CODEBOOK = click.option(
    "--codebook",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="LIVRE",
    help="Livre de codes (.json ou .qdc) ; celui de la méthode sinon.",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Sortie JSON.")
DIGITS = range(4, 16)
"""Decimals of a score: as few as let them sum to 1."""


@click.command(short_help="Propose des codes, avec leurs raisons.")
@click.argument("file", type=FILE, metavar="FICHIER")
@CODEBOOK
@click.option("--coded", type=FILE, metavar="CODÉS", help="Textes déjà codés (text, primary, secondary, group).")
@click.option("--why", is_flag=True, help="Ajoute les raisons : textes voisins, mots qui pèsent.")
def suggest(file: Path, codebook: Path | None, coded: Path | None, why: bool) -> None:
    """Propose des codes : une ligne JSON par texte (clés id, text), la même en sortie avec codes et affirmed.

    Chaque code reçoit une probabilité d'être le principal. Rien n'est affirmé sans 50 codages faits par des personnes.
    « - » : l'entrée standard.
    """
    from vivant.cli.meaning import learnt_from
    from vivant.formats.jsonl import read_texts

    refuse_twice(file, coded)
    book = book_of(codebook)
    learnt, problems = _labelled(coded, book) if coded else ([], [])
    rows, told = read(file, lambda: read_texts(stream_of(file)))
    problems += told
    if not rows:
        stop([*problems, f"Aucun texte lu dans {name_of(file)}."])
    texts = [row["text"] for row in rows]
    notices: list[Problem] = []
    with Progress(2, "Codes proposés") as progress:
        progress.step("apprentissage")
        suggester = _fitted(lambda: learnt_from(book, learnt, texts, notices))
        progress.step(f"{len(texts)} textes" if len(texts) > 1 else "1 texte")
        suggestions = suggester.suggest(texts)
    tell([*notices, _affirming(suggester.coverage, len(learnt))])
    for row, suggestion in zip(rows, suggestions, strict=True):
        row["codes"] = _scores(suggestion)
        row["affirmed"] = suggestion.affirmed
        if why:
            row["why"] = _why(suggester, row["text"], suggestion.codes[0][0])
        click.echo(json.dumps(row, ensure_ascii=False))
    end(problems)


def _affirming(coverage: float | None, coded: int) -> str:
    from vivant.coding.calibration import FEWEST_CODINGS

    if coverage is None:
        read_here = "aucun ici" if not coded else f"{coded} ici"
        return f"Rien n'est affirmé : il faut {FEWEST_CODINGS} textes codés par des personnes au moins ({read_here})."
    percent = f"{100 * coverage:.0f}".replace("-", "")
    return f"Ce qui serait affirmé, d'après vos {coded} textes codés : {percent} % des textes ; le reste est classé."


def _scores(suggestion: "Suggestion") -> list[dict[str, object]]:
    codes, values = zip(*suggestion.codes, strict=True)
    return [{"code": code, "score": score} for code, score in zip(codes, printed_scores(values), strict=True)]


def printed_scores(scores: Sequence[float]) -> list[float]:
    """Probabilities, best first, cut to few decimals; what is cut goes to the first. Added in order they make 1.

    Cut to decimals, numbers may miss 1 by the last bit of a float: then one decimal more is tried.

    >>> printed_scores([0.70009, 0.29991])
    [0.7001, 0.2999]
    """
    cut: list[float] = []
    for digits in DIGITS:
        unit = 10**digits
        others = [int(score * unit) for score in scores[1:]]
        cut = [(unit - sum(others)) / unit, *(other / unit for other in others)]
        if sum(cut) == 1:
            break
    return cut


def _why(suggester: "Suggester", text: str, code: str) -> dict[str, object]:
    found = suggester.why(text, code)
    return {
        "code": code,
        "nearest": [
            {"text": one.text, "source": one.source, "likeness": round(one.likeness, 3)} for one in found.nearest
        ],
        "words": [{"word": word, "weight": round(weight, 3)} for word, weight in found.words],
    }


@click.command(short_help="Mesure les codes proposés sur des textes codés.")
@click.argument("file", type=FILE, metavar="FICHIER")
@CODEBOOK
@click.option("--train", type=FILE, metavar="CODÉS", help="Apprend aussi de ces textes codés.")
@click.option("--cross-validate", type=click.IntRange(2), metavar="N", help="Validation croisée en N parts.")
@JSON
def evaluate(file: Path, codebook: Path | None, train: Path | None, cross_validate: int | None, as_json: bool) -> None:
    """Mesure les codes proposés sur des textes codés (clés text, primary, secondary, group).

    Sans option : les exemples de départ seuls. Un groupe n'est jamais partagé entre apprentissage et mesure.
    « - » : l'entrée standard.
    """
    from vivant.cli.meaning import kept_vectors
    from vivant.coding import evaluation

    if train and cross_validate:
        raise click.UsageError("choisissez --train ou --cross-validate.")
    refuse_twice(file, train)
    book = book_of(codebook)
    rows, problems = _labelled(file, book)
    learnt, told = _labelled(train, book) if train else (None, [])
    problems = [*problems, *told]
    if not rows:
        stop([*problems, f"Aucun texte codé lu dans {name_of(file)}."])
    if learnt is not None and train:
        learnt = _apart(learnt, rows, name_of(train))
    notices: list[Problem] = []
    store = kept_vectors(notices)
    with Progress(cross_validate or 1, "Mesure") as progress:
        found = _fitted(
            lambda: evaluation.evaluate(
                rows, codebook=book, train=learnt, folds=cross_validate, store=store, progress=progress.step
            )
        )
    tell(notices)
    if as_json:
        click.echo(json.dumps(found.as_dict()))
    else:
        for name, value in found.as_dict().items():
            shown = "—" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)
            click.echo(f"{MEASURES[name]:58} {shown:>7}")
    end(problems)


MEASURES = {
    "n": "textes",
    "macro_f1": "F1 moyen sur les codes",
    "accuracy_primary": "premier proposé = code principal",
    "accuracy_any": "premier proposé = principal ou secondaire",
    "top3": "code principal parmi les trois premiers",
    "polarity": "bonne partie (obstacle ou opportunité)",
    "brier": "score de Brier (0 parfait, 2 au pire)",
    "coverage": "part affirmée",
    "precision_affirmed": "juste parmi ce qui est affirmé",
}


def _apart(learnt: "list[LabelledText]", rows: "Sequence[LabelledText]", name: str) -> "list[LabelledText]":
    """What may be learnt from; how much is not is told."""
    from vivant.coding.evaluation import unseen

    kept = unseen(learnt, rows)
    if left := len(learnt) - len(kept):
        lines = "1 texte laissé" if left == 1 else f"{left} textes laissés"
        tell([f"{name} : {lines} de côté, car leur texte ou leur groupe est aussi dans ce qui est mesuré."])
    return kept


def book_of(path: Path | None) -> "Codebook":
    """The codebook asked for, the default one if none; one that cannot be read is a wrong use."""
    from vivant.coding.codebook import default_codebook
    from vivant.formats.codebook import read_codebook

    if path is None:
        return default_codebook()
    try:
        return read_codebook(path)
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _labelled(path: Path, book: "Codebook") -> "tuple[list[LabelledText], list[Problem]]":
    from vivant.formats.jsonl import read_labelled

    return read(path, lambda: read_labelled(stream_of(path), book))


def _fitted(make: "Callable[[], T]") -> "T":
    """What was learnt; codings that do not fit the codebook are a wrong use."""
    try:
        return make()
    except ValueError as error:
        raise click.UsageError(str(error)) from error
