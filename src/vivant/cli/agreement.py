"""``vivant agreement``: how much the people who coded the same excerpts agree."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vivant.cli.coding import CODEBOOK, JSON, book_of
from vivant.cli.ending import end, stop, tell
from vivant.cli.given import FILE, as_file, name_of, read, refuse_twice, stream_of
from vivant.corpus import Problem

if TYPE_CHECKING:
    from vivant.coding.agreement import Agreement, Measure
    from vivant.coding.codebook import Codebook
    from vivant.coding.codings import Coding

SHOWN = 5
"""Excerpts outside the frame that a message names."""


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
    L'accord final que nomme un edition.toml voisin est laissé de côté. « - » : l'entrée standard.
    """
    from vivant.coding.agreement import agreement as measure
    from vivant.coding.codings import problems_of

    refuse_twice(file, frame)
    problems: list[Problem] = []
    book = book_of(codebook)
    codings: Sequence[Coding] = _of_coders(_codings(file, problems), file, without, problems)
    problems += problems_of(codings, book, source=name_of(file))
    ids = _ids(frame, problems) if frame else None
    if ids is not None:
        codings = _inside(codings, ids, name_of(file), problems)
    _require_two(codings, name_of(file), problems)
    try:
        found = measure(codings, ids)
    except ValueError as error:
        stop([*problems, str(error)])
    if as_json:
        data = found.as_dict()
        data["codes"] = {key: code for key, code in data["codes"].items() if key in book}
        click.echo(json.dumps(data, ensure_ascii=False))
    else:
        _print(found, book)
    end(problems)


def _codings(file: Path, problems: list[Problem]) -> "Sequence[Coding]":
    from vivant.formats.edition_tables import read_codings

    with as_file(file) as path:
        codings = read_codings(path, problems)
    if not codings:
        stop([*problems, f"Aucun codage lu dans {name_of(file)}."])
    return codings


def _of_coders(
    codings: "Sequence[Coding]", file: Path, without: Sequence[str], problems: list[Problem]
) -> "list[Coding]":
    """Without the coders left aside, nor the rows that nobody signed."""
    coders = sorted({coding.coder for coding in codings} - {""})
    if unknown := [name for name in without if name not in coders]:
        known = ", ".join(f"« {name} »" for name in coders) or "aucun"
        raise click.UsageError(f"--without : « {unknown[0]} » n'a rien codé ici ; codeurs trouvés : {known}.")
    aside = set(without)
    final = _final_coder(file)
    if final in coders and final not in aside:
        aside.add(final)
        tell([f"« {final} », l'accord final selon edition.toml, est laissé de côté."])
    if coders:
        problems += [
            Problem(name_of(file), coding.place, "le codeur manque : complétez-le ; ligne laissée de côté.")
            for coding in codings
            if not coding.coder
        ]
    return [coding for coding in codings if coding.coder and coding.coder not in aside]


def _final_coder(file: Path) -> str:
    """Who holds the coding agreed upon, if an ``edition.toml`` stands beside the file and says it."""
    from vivant.formats.edition_toml import read_edition_toml

    beside = file.parent / "edition.toml"
    if name_of(file) != file.name or not beside.is_file():
        return ""
    try:
        return read_edition_toml(beside)[0].final_coder
    except (ValueError, OSError):
        return ""  # what is wrong with it is no business of this command


def _require_two(codings: "Sequence[Coding]", name: str, problems: Sequence[Problem]) -> None:
    coders = sorted({coding.coder for coding in codings})
    if not coders:
        told = "aucun codeur : la colonne « coder » dit qui a codé, sur chaque ligne ; il en faut deux au moins."
        stop([*problems, Problem(name, "", told)])
    if len(coders) == 1:
        told = f"un seul codeur, « {coders[0]} » : un accord se mesure entre deux codeurs au moins."
        stop([*problems, Problem(name, "", told)])


def _ids(frame: Path, problems: list[Problem]) -> list[str]:
    from vivant.formats.jsonl import read_ids

    ids, told = read(frame, lambda: read_ids(stream_of(frame)))
    problems += told
    if not ids:
        stop([*problems, f"Aucun identifiant d'extrait lu dans {name_of(frame)}."])
    return ids


def _inside(codings: "Sequence[Coding]", ids: Sequence[str], name: str, problems: list[Problem]) -> "Sequence[Coding]":
    """The codings of the excerpts of the frame; the others are told at once."""
    frame = frozenset(ids)
    outside = [coding for coding in codings if coding.excerpt not in frame]
    if outside:
        gone = list(dict.fromkeys(coding.excerpt for coding in outside))
        named = ", ".join(gone[:SHOWN]) + (", …" if len(gone) > SHOWN else "")
        lines = "1 ligne laissée" if len(outside) == 1 else f"{len(outside)} lignes laissées"
        told = f"{lines} de côté : extraits absents de ceux que donne --frame ({named})."
        problems.append(Problem(name, "", told))
    return [coding for coding in codings if coding.excerpt in frame]


def _print(found: "Agreement", book: "Codebook") -> None:
    pairs = " ; kappa : moyenne des paires de codeurs" if len(found.coders) > 2 else ""
    read_by = f"{found.n} extraits lus" if found.n > 1 else f"{found.n} extrait lu"
    click.echo(f"{read_by} par deux codeurs au moins ({', '.join(found.coders)}{pairs})\n")
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
    for code in book.codes:
        if on_one := found.codes.get(code.key):
            measures = " ".join(f"{_shown(measure):22}" for measure in (on_one.kappa, on_one.alpha, on_one.ac1))
            click.echo(f"{code.label[:49]:50} {measures} {on_one.excerpts}")


def _shown(measure: "Measure") -> str:
    if measure.value is None:
        return "non défini"
    interval = "" if measure.low is None or measure.high is None else f" ({measure.low:.2f} à {measure.high:.2f})"
    return f"{measure.value:.2f}{interval}"
