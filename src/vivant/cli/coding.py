"""``vivant suggest``, ``evaluate``, ``agreement``: codes proposed, how good they are, how much coders agree."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

import click

from vivant.cli.ending import end, stop, tell
from vivant.corpus import Problem

if TYPE_CHECKING:
    from vivant.coding.agreement import Agreement, Measure
    from vivant.coding.codebook import Codebook
    from vivant.coding.labelled import LabelledText
    from vivant.coding.suggester import Suggester

T = TypeVar("T")

FILE = click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True)
CODEBOOK = click.option(
    "--codebook", type=FILE, metavar="LIVRE", help="Livre de codes (.json ou .qdc) ; celui de la méthode sinon."
)
JSON = click.option("--json", "as_json", is_flag=True, help="Sortie JSON.")


@click.command(short_help="Propose des codes, avec leurs raisons.")
@click.argument("file", type=FILE, metavar="FICHIER")
@CODEBOOK
@click.option("--coded", type=FILE, metavar="CODÉS", help="Textes déjà codés (text, primary, secondary, group).")
@click.option("--why", is_flag=True, help="Ajoute les raisons : textes voisins, mots qui pèsent.")
def suggest(file: Path, codebook: Path | None, coded: Path | None, why: bool) -> None:
    """Propose des codes : une ligne JSON par texte (clés id, text), la même en sortie avec codes et affirmed.

    Chaque code reçoit une probabilité d'être le principal. Rien n'est affirmé sans 50 codages faits par des personnes.
    """
    from vivant.cli.meaning import learnt_from
    from vivant.formats.jsonl import read_texts

    book = _book(codebook)
    learnt, problems = _labelled(coded, book) if coded else ([], [])
    rows, told = _told(lambda: read_texts(_source(file)))
    problems += told
    if not rows:
        stop([*problems, f"Aucun texte lu dans {file}."])
    notices: list[Problem] = []
    suggester = _fitted(lambda: learnt_from(book, learnt, [row["text"] for row in rows], notices))
    for row, suggestion in zip(rows, suggester.suggest([row["text"] for row in rows]), strict=True):
        row["codes"] = [{"code": code, "score": round(score, 4)} for code, score in suggestion.codes]
        row["affirmed"] = suggestion.affirmed
        if why:
            row["why"] = _why(suggester, row["text"], suggestion.codes[0][0])
        click.echo(json.dumps(row, ensure_ascii=False))
    tell(notices)
    end(problems)


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
    """
    from vivant.coding import evaluation
    from vivant.formats.vectors import DiskVectors

    if train and cross_validate:
        raise click.UsageError("choisissez --train ou --cross-validate.")
    book = _book(codebook)
    rows, problems = _labelled(file, book)
    learnt, told = _labelled(train, book) if train else (None, [])
    problems = [*problems, *told]
    if not rows:
        stop([*problems, f"Aucun texte codé lu dans {file}."])
    found = _fitted(
        lambda: evaluation.evaluate(rows, codebook=book, train=learnt, folds=cross_validate, store=DiskVectors())
    )
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


@click.command(short_help="Mesure l'accord entre codeurs.")
@click.argument("file", type=FILE, metavar="CODAGES.csv")
@click.option("--frame", type=FILE, metavar="EXTRAITS", help="Tous les extraits lus (JSON, clé id), codés ou non.")
@click.option(
    "--without", multiple=True, metavar="CODEUR", help="Laisse ce codeur de côté, par exemple l'accord final."
)
@CODEBOOK
@JSON
def agreement(file: Path, frame: Path | None, without: tuple[str, ...], codebook: Path | None, as_json: bool) -> None:
    """Mesure l'accord entre codeurs (colonnes excerpt, code, coder, rank) ; code vide : lu, aucun code.

    Ne comptent que les extraits lus par deux codeurs au moins. Intervalles à 95 % par rééchantillonnage.
    """
    from vivant.coding.agreement import agreement as measure
    from vivant.formats.edition_tables import read_codings
    from vivant.formats.jsonl import read_texts

    problems: list[Problem] = []
    codings = [coding for coding in read_codings(file, problems) if coding.coder not in without]
    ids = None
    if frame:
        rows, told = _told(lambda: read_texts(_source(frame)))
        problems += told
        ids = [str(row["id"]) for row in rows if "id" in row]
    if not codings:
        stop([*problems, f"Aucun codage lu dans {file}."])
    try:
        found = measure(codings, ids)
    except ValueError as error:
        stop([*problems, str(error)])
    if as_json:
        click.echo(json.dumps(found.as_dict(), ensure_ascii=False))
    else:
        _print_agreement(found, _book(codebook))
    end(problems)


def _print_agreement(found: "Agreement", book: "Codebook") -> None:
    pairs = " ; kappa : moyenne des paires de codeurs" if len(found.coders) > 2 else ""
    click.echo(f"{found.n} extraits lus par deux codeurs au moins ({', '.join(found.coders)}{pairs})\n")
    overall = found.overall
    for name, measure in (
        ("kappa de Cohen, code principal", overall.kappa),
        ("alpha de Krippendorff, code principal", overall.alpha),
        ("AC1 de Gwet, code principal", overall.ac1),
        ("alpha de Krippendorff, ensembles de codes (MASI)", overall.alpha_masi),
        ("part d'accords sur le code principal", overall.percent),
    ):
        click.echo(f"{name:50} {_shown(measure)}")
    click.echo(f"\n{'par code, présent ou absent':50} {'kappa':22} {'alpha':22} {'AC1':22} extraits")
    order = [code.key for code in book.codes]
    for key, code in sorted(found.codes.items(), key=lambda item: order.index(item[0]) if item[0] in order else -1):
        label = book.code(key).label if key in book else key
        measures = " ".join(f"{_shown(measure):22}" for measure in (code.kappa, code.alpha, code.ac1))
        click.echo(f"{label[:49]:50} {measures} {code.excerpts}")


def _shown(measure: "Measure") -> str:
    if measure.value is None:
        return "non défini"
    interval = "" if measure.low is None or measure.high is None else f" ({measure.low:.2f} à {measure.high:.2f})"
    return f"{measure.value:.2f}{interval}"


def _book(path: Path | None) -> "Codebook":
    from vivant.coding.codebook import default_codebook
    from vivant.formats.codebook import read_codebook

    if path is None:
        return default_codebook()
    try:
        return read_codebook(path)
    except (ValueError, OSError) as error:
        raise click.UsageError(str(error)) from error


def _labelled(path: Path, book: "Codebook") -> "tuple[list[LabelledText], list[Problem]]":
    from vivant.formats.jsonl import read_labelled

    return _told(lambda: read_labelled(_source(path), book))


def _source(path: Path) -> "Path | BinaryIO":
    return sys.stdin.buffer if str(path) == "-" else path


def _told(read: "Callable[[], T]") -> "T":
    """What was read; a file of which nothing can be is the end."""
    from vivant.formats.files import Unreadable

    try:
        return read()
    except Unreadable as error:
        stop([str(error)])


def _fitted(make: "Callable[[], T]") -> "T":
    """What was learnt; codings that do not fit the codebook are a wrong use."""
    try:
        return make()
    except ValueError as error:
        raise click.UsageError(str(error)) from error
