"""Since the last edition: what persists, what is new, what is no longer said, with the words on both sides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vivant.analysis.coded import CodedExcerpt
from vivant.synthesis.document import Block, Bullets, Heading, Line, Paragraph, Table, Text
from vivant.synthesis.drafts import quoted
from vivant.synthesis.study import Study
from vivant.synthesis.wording import count, decimal

if TYPE_CHECKING:
    from vivant.analysis.meaning import Vectors

SHOWN = 2
"""Examples of each kind of change given for a code in the synthesis; the full analysis gives them all."""


@dataclass(frozen=True)
class Comparison:
    """The study of the edition before, with the vectors of both made by one same encoder."""

    previous: Study

    @property
    def name(self) -> str:
        year = self.previous.edition.year
        return f"l'édition {year}" if year else f"l'édition « {self.previous.edition.title} »"


def comparison_section(study: Study, comparison: Comparison, shown: int | None = None) -> Iterator[Block]:
    """Shares of the codes with their uncertainty, then excerpts that answer one another or answer nothing.

    ``shown``: how many of each kind a code may have, all of them if None.
    """
    from vivant.analysis.change import matches

    previous = comparison.previous
    if not (study.counted and previous.counted):
        return
    found = matches(study.counted, previous.counted, _vectors(study), _vectors(previous))
    persists = _once_each(found.persists)
    year = str(previous.edition.year or "avant")
    yield Heading(1, f"Depuis {comparison.name}", "depuis")
    yield Paragraph((Text(_how_to_read(comparison.name)),), role="note")
    yield _shares(study, previous, comparison.name)
    kept = [
        (now, (Text(f"{study.label(now.primary)} : "), *quoted(study, now), Text(f" ; en {year}, déjà "),
               *_from_before(previous, before, year)))
        for now, before in persists
    ]  # fmt: skip
    new = [(one, (Text(f"{study.label(one.primary)} : "), *quoted(study, one))) for one in _telling_first(found.new)]
    gone = [
        (one, (Text(f"{previous.label(one.primary)} : "), *_from_before(previous, one, year)))
        for one in _telling_first(found.gone)
    ]
    for title, key, lines in (
        ("Ce qui persiste", "persiste", kept),
        ("Ce qui est nouveau", "nouveau", new),
        ("Ce qui n'est peut-être plus dit", "plus-dit", gone),
    ):
        yield from _group(title, key, [code.key for code in study.codes], lines, shown)


def _how_to_read(name: str) -> str:
    return (
        "Rapprochements proposés d'après le sens des mots, à l'intérieur d'un même code, et à vérifier : une idée qui "
        "a changé de code, ou un thème qui n'a pas été repris, peut sembler disparue. Les numéros datés sont ceux de "
        f"{name}. "
        "Les extraits qui ne sont dans aucune des trois listes se ressemblent un peu, sans qu'on puisse trancher."
    )


def _vectors(study: Study) -> "Vectors":
    return study.vectors[[study.rows[one.excerpt.id] for one in study.counted]]


def _once_each(
    found: Sequence[tuple[CodedExcerpt, CodedExcerpt, float]],
) -> list[tuple[CodedExcerpt, CodedExcerpt]]:
    """The closest pairs first, an earlier excerpt standing in one pair alone."""
    used: set[str] = set()
    pairs = []
    for now, before, _ in sorted(found, key=lambda match: -match[2]):
        if before.excerpt.id not in used:
            used.add(before.excerpt.id)
            pairs.append((now, before))
    return pairs


def _telling_first(ones: Sequence[CodedExcerpt]) -> list[CodedExcerpt]:
    return sorted(ones, key=lambda one: not one.significant)


def _group(
    title: str, key: str, codes: list[str], lines: list[tuple[CodedExcerpt, Line]], shown: int | None
) -> Iterator[Block]:
    kept = [line for code in codes for line in [line for one, line in lines if one.primary == code][:shown]]
    told = count(len(lines), "extrait") + (f", dont {len(kept)} ici" if len(kept) < len(lines) else "")
    yield Heading(2, f"{title} ({told})", f"depuis-{key}")
    yield Bullets(tuple(kept)) if kept else Paragraph((Text("Rien de net."),), role="note")


def _from_before(previous: Study, one: CodedExcerpt, year: str) -> Line:
    where = f"{previous.who(one)}, {year}, extrait {previous.refs[one.excerpt.id].number}"
    return (Text(f"« {one.excerpt.text.strip()} » ({where})"),)


def _shares(study: Study, previous: Study, name: str) -> Table:
    from vivant.analysis.change import change

    keys = [code.key for code in study.codes]
    rows: list[tuple[Line, ...]] = []
    for found in change(study.counted, previous.counted, keys):
        sure = "oui" if found.low > 0 or found.high < 0 else "non"
        rows.append(
            (
                (Text(study.label(found.code)),),
                (Text(_percent(found.before)),),
                (Text(_percent(found.after)),),
                (Text(f"{_points(found.difference)} ({_points(found.low)} à {_points(found.high)})"),),
                (Text(sure),),
            )
        )
    return Table(
        id="t-depuis",
        caption=f"Part des extraits codés qui portent chaque code, {name} puis cette édition",
        header=("Code", "Avant", "Maintenant", "Écart en points (intervalle à 95 %)", "Écart sûr"),
        rows=tuple(rows),
        align="lrrrl",
        note="Un écart dont l'intervalle contient zéro peut tenir au hasard des prises de parole.",
    )


def _percent(value: float) -> str:
    return f"{decimal(100 * value, 0)} %"


def _points(value: float) -> str:
    points = round(100 * value)
    return f"{'+' if points > 0 else '−' if points < 0 else ''}{abs(points)}"
