"""Since the last edition: what persists, what is new, what is no longer said, with the words on both sides."""

from collections.abc import Iterator
from dataclasses import dataclass

from vivant.analysis.coded import CodedExcerpt
from vivant.synthesis.document import Block, Bullets, Heading, Line, Paragraph, Table, Text
from vivant.synthesis.drafts import quoted
from vivant.synthesis.study import Study
from vivant.synthesis.wording import count, decimal

SHOWN = 3
"""Examples given for each code and each kind of change."""


@dataclass(frozen=True)
class Comparison:
    """The study of the edition before, with the vectors of both made by one same encoder."""

    previous: Study

    @property
    def name(self) -> str:
        year = self.previous.edition.year
        return f"l'édition {year}" if year else f"l'édition « {self.previous.edition.title} »"


def comparison_section(study: Study, comparison: Comparison) -> Iterator[Block]:
    """Shares of the codes with their uncertainty, then excerpts that answer one another or answer nothing."""
    from vivant.analysis.change import matches

    previous = comparison.previous
    if not (study.counted and previous.counted):
        return
    found = matches(study.counted, previous.counted, _vectors(study), _vectors(previous))
    yield Heading(1, f"Depuis {comparison.name}", "depuis")
    yield Paragraph(
        (
            Text(
                "Rapprochements proposés d'après le sens des mots, à l'intérieur d'un même code ; les numéros marqués "
                f"d'une année sont ceux de {comparison.name}. Ce qui n'est plus dit peut seulement tenir aux thèmes "
                "choisis cette fois-ci."
            ),
        ),
        role="note",
    )
    yield _shares(study, previous, comparison.name)
    year = str(previous.edition.year or "avant")
    persists = sorted(found.persists, key=lambda match: -match[2])
    yield from _group("Ce qui persiste", "persiste", len(persists), _persisting(study, previous, persists, year))
    yield from _group("Ce qui est nouveau", "nouveau", len(found.new), _new(study, list(found.new)))
    yield from _group("Ce qui n'est plus dit", "plus-dit", len(found.gone), _gone(previous, list(found.gone), year))


def _vectors(study: Study):  # type: ignore[no-untyped-def]
    return study.vectors[[study.rows[one.excerpt.id] for one in study.counted]]


def _group(title: str, key: str, number: int, items: Iterator[Line]) -> Iterator[Block]:
    yield Heading(2, f"{title} ({count(number, 'extrait')})", f"depuis-{key}")
    lines = tuple(items)
    yield Bullets(lines) if lines else Paragraph((Text("Rien de net."),), role="note")


def _persisting(
    study: Study, previous: Study, found: list[tuple[CodedExcerpt, CodedExcerpt, float]], year: str
) -> Iterator[Line]:
    for code in study.codes:
        for now, before, _ in [match for match in found if match[0].primary == code.key][:SHOWN]:
            yield (
                Text(f"{code.label} : "),
                *quoted(study, now),
                Text(f" ; en {year}, déjà "),
                *_from_before(previous, before, year),
            )


def _new(study: Study, found: list[CodedExcerpt]) -> Iterator[Line]:
    for code in study.codes:
        mine = [one for one in found if one.primary == code.key]
        for one in sorted(mine, key=lambda one: not one.significant)[:SHOWN]:
            yield (Text(f"{code.label} : "), *quoted(study, one))


def _gone(previous: Study, found: list[CodedExcerpt], year: str) -> Iterator[Line]:
    for code in previous.codes:
        mine = [one for one in found if one.primary == code.key]
        for one in sorted(mine, key=lambda one: not one.significant)[:SHOWN]:
            yield (Text(f"{code.label} : "), *_from_before(previous, one, year))


def _from_before(previous: Study, one: CodedExcerpt, year: str) -> Line:
    number = previous.refs[one.excerpt.id].number
    words = f"« {one.excerpt.text.strip()} » ({previous.attributions.of(one.excerpt)}) [{year}, {number}]"
    return (Text(words),)


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
        header=("Code", "Avant", "Maintenant", "Écart en points (intervalle à 95 %)", "Écart net"),
        rows=tuple(rows),
        align="lrrrl",
        note="Un écart dont l'intervalle contient zéro peut tenir au hasard des prises de parole.",
    )


def _percent(value: float) -> str:
    return f"{decimal(100 * value, 0)} %"


def _points(value: float) -> str:
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{decimal(abs(100 * value), 0)}"
