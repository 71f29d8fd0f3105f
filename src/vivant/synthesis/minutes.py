"""The full analysis of the minutes: every code with all its excerpts, crossings, and what was set aside with why."""

from collections.abc import Iterator

from vivant.coding.codebook import Code
from vivant.synthesis.annexes import coverage_table, draft_notice, entry
from vivant.synthesis.chapters import part_chart
from vivant.synthesis.comparison import Comparison, comparison_section
from vivant.synthesis.conclusion import answers_section, by_workshop_chart, nested_codes, themes_table
from vivant.synthesis.document import (
    Block,
    Bullets,
    Contents,
    Document,
    Evidence,
    Heading,
    Line,
    Paragraph,
    Strong,
    Text,
    numbers,
)
from vivant.synthesis.reading import reading
from vivant.synthesis.study import TO_READ, Study
from vivant.synthesis.wording import count, in_words, roman

ANSWERS = 20


def minutes(
    study: Study, cited: frozenset[str] = frozenset(), home: str = "", comparison: Comparison | None = None
) -> Document:
    """The full analysis, as blocks read once. ``cited``: what the synthesis rests on; ``home``: its file."""
    edition = study.edition
    title = "Analyse complète des comptes rendus"
    validated = f"Validé par {edition.validated_by}, {in_words(edition.validated_on)}" if edition.validated_on else ""
    return Document(
        title=edition.title,
        subtitle=f"{title}, édition {edition.year}" if edition.year else title,
        network=edition.network,
        date=validated if edition.is_validated else "",
        status=study.status,
        description=edition.objective,
        blocks=_blocks(study, cited, comparison),
        home=home,
    )


def _blocks(study: Study, cited: frozenset[str], comparison: Comparison | None) -> Iterator[Block]:
    if study.status:
        yield draft_notice(study)
    yield Contents(depth=2)
    yield from _how_to_read(study)
    seen: set[str] = set()
    for rank, part in enumerate(study.parts):
        yield Heading(1, f"{roman(rank + 1)}. {part.label}", f"partie-{study.slug(part.key)}")
        if len(part.codes) > 1 and study.counted:
            yield part_chart(study, part)
        for number, code in enumerate(part.codes, 1):
            yield from _code(study, code, number, seen, cited)
    yield from _proposed(study, seen, cited)
    yield from _without_code(study, cited)
    yield from _workshops(study)
    yield from reading(study, roman(len(study.parts) + 1))
    yield from _crossed(study)
    if comparison:
        yield from comparison_section(study, comparison)
    yield from _aside(study, cited)


def _how_to_read(study: Study) -> Iterator[Block]:
    words = (
        "Chaque extrait porte un numéro, le même que dans la synthèse. Il est donné sous chacun de ses codes. La "
        "fonction de qui parle n'est imprimée que si au moins trois personnes présentes pouvaient la porter ; sinon le "
        "secteur ; sinon « un participant »."
    )
    yield Paragraph((Text(words),), role="note")
    if study.only_proposed:
        yield Paragraph((Strong(f"Tous les codes sont au {TO_READ}."),), role="draft")


def _code(study: Study, code: Code, number: int, seen: set[str], cited: frozenset[str]) -> Iterator[Block]:
    excerpts = study.bearing(code.key)
    yield Heading(2, f"{number}. {code.label} ({len(excerpts)})", study.target(code.key))
    if code.apply:
        yield Paragraph((Text(code.apply),), role="note")
    for workshop in study.workshops:
        here = study.bearing_in(code.key, workshop.id)
        if not here:
            continue
        name = f"{study.workshop_name(workshop.id).capitalize()} : {workshop.theme}" if workshop.id else workshop.theme
        yield Heading(3, f"{name} ({len(here)})", study.target(code.key, workshop.id))
        for one in here:
            key = one.excerpt.id
            yield entry(study, key, code=code.key, again=key in seen, cited=cited)
            seen.add(key)


def _proposed(study: Study, seen: set[str], cited: frozenset[str]) -> Iterator[Block]:
    """Suggestions that nobody has read yet, apart from what people coded."""
    left = [one for one in study.proposed if one.excerpt.id not in seen]
    if left:
        yield Heading(1, f"Au {TO_READ} ({len(left)})", "proposes")
        for code in study.codes:
            here = [one for one in left if one.primary == code.key]
            if here:
                yield Heading(2, f"{code.label} ({len(here)})", f"p-{study.slug(code.key)}")
                yield from (entry(study, one.excerpt.id, code=code.key, cited=cited) for one in here)


def _without_code(study: Study, cited: frozenset[str]) -> Iterator[Block]:
    if study.uncoded:
        yield Heading(1, f"Sans code ({len(study.uncoded)})", "sans-code")
        yield from (entry(study, one.excerpt.id, cited=cited) for one in study.uncoded)


def _workshops(study: Study) -> Iterator[Block]:
    """Each workshop with the numbers of its excerpts: numbers follow the workshops, so a run says it all."""
    yield Heading(1, "Par atelier", "ateliers")
    yield themes_table(study, targets=True)
    for workshop in study.workshops:
        here = study.said_in(workshop.id)
        name = study.workshop_name(workshop.id).capitalize()
        yield Heading(3, f"{name} : {workshop.theme}" if workshop.id else name, study.target(workshop=workshop.id))
        told = numbers(study.refs_of(here)).strip("[]")
        yield Paragraph((Text(f"{count(len(here), 'extrait')} : n° {told}" if here else "Aucun extrait."),))


def _crossed(study: Study) -> Iterator[Block]:
    """Charts, codes that stand together with their excerpts, pairs that answer one another, coverage."""
    from vivant.analysis.cooccurrence import cooccurrence

    if study.counted:
        yield by_workshop_chart(study, targets=True)
        yield from nested_codes(study)
        pairs = cooccurrence(study.counted, [code.key for code in study.codes]).pairs
        lines: list[Line] = [
            (
                Strong(f"{study.label(pair.first)} et {study.label(pair.second)} : "),
                Text(count(pair.count, "extrait")),
                Evidence(tuple(study.refs[key] for key in pair.excerpts)),
            )
            for pair in pairs
            if pair.count
        ]
        if lines:
            yield Bullets(tuple(lines))
        yield from answers_section(study, ANSWERS)


def _aside(study: Study, cited: frozenset[str]) -> Iterator[Block]:
    yield Heading(1, "Ce qui n'est pas dans les extraits", "de-cote")
    yield coverage_table(study, cited)
    if not study.material.aside:
        yield Paragraph((Text("Rien n'a été mis de côté : toutes les lignes des notes ont été comprises."),))
        return
    yield Heading(2, "Mis de côté, et pourquoi", "mis-de-cote")
    yield Bullets(
        tuple(
            (Strong(f"{aside.sheet}, {aside.place} : "), Text(f"{aside.reason} — {aside.text}"))
            for aside in study.material.aside
        )
    )
