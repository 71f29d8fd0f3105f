"""The synthesis: contents, two reading paths, preamble, obstacles, opportunities, conclusion, glossary, credits."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from vivant.corpus import Problem
from vivant.synthesis.annexes import (
    cited_excerpts,
    coverage_table,
    draft_notice,
    proofs_table,
    to_read_again,
)
from vivant.synthesis.chapters import chapters
from vivant.synthesis.comparison import SHOWN, Comparison, comparison_section
from vivant.synthesis.conclusion import conclusion
from vivant.synthesis.document import (
    Bars,
    Block,
    Bullets,
    Contents,
    Document,
    Entry,
    Evidence,
    Heading,
    HeatMap,
    Link,
    Notice,
    Paragraph,
    Pull,
    Quotation,
    Strong,
    Table,
    Terms,
    Text,
    plain,
)
from vivant.synthesis.glossary import Term, entries_for, used_acronyms
from vivant.synthesis.sections import Writing
from vivant.synthesis.study import TO_READ, Study
from vivant.synthesis.wording import count, in_words, roman


class BrokenEvidenceError(Exception):
    """Some quotes or evidence can't be verified: nothing is written. ``problems`` name the file and the line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True)
class Synthesis:
    """The synthesis, and what it rests on.

    ``linked`` points to the full analysis; ``cited`` are the ids of the excerpts that the text quotes or names.
    """

    linked: Document
    cited: frozenset[str]
    unknown_acronyms: tuple[str, ...]
    writing: Writing
    alone: Callable[[], Document]
    """The same words when no full analysis goes with them: figures lead to the index, cited excerpts are an annex."""


def compose(study: Study, comparison: Comparison | None = None) -> Synthesis:
    """The synthesis of a study. Raises BrokenEvidenceError when a quote is in no excerpt or evidence does not exist."""
    writing = Writing(study)
    body = tuple(_body(study, writing, comparison, targets=True))
    if study.reader.broken:
        raise BrokenEvidenceError(study.reader.broken)
    cited = frozenset(cited_in(body)) | frozenset(study.reader.cited)
    glossary, unknown = entries_for(used_acronyms(words_of(body)), study.material.glossary)
    number = roman(len(study.parts) + 2)
    end = (*_glossary(number, glossary), *_credits(study), *_annex(study, writing, cited, unknown))

    def alone() -> Document:
        rested = _body(study, Writing(study), comparison, targets=False)
        return _document(study, (*rested, *end, *cited_excerpts(study, cited)))

    return Synthesis(_document(study, (*body, *end)), cited, unknown, writing, alone)


def _document(study: Study, blocks: tuple[Block, ...]) -> Document:
    edition = study.edition
    validated = f"Validé par {edition.validated_by}, {in_words(edition.validated_on)}" if edition.validated_on else ""
    return Document(
        title=edition.title,
        subtitle=f"Synthèse de l'édition {edition.year}" if edition.year else "Synthèse",
        network=edition.network,
        date=validated if edition.is_validated else "",
        status=study.status,
        description=edition.objective,
        credits=tuple((credit.role, ", ".join(credit.names)) for credit in edition.credits),
        blocks=blocks,
    )


def _body(study: Study, writing: Writing, comparison: Comparison | None, *, targets: bool) -> Iterator[Block]:
    if study.status:
        yield draft_notice(study)
    yield Contents()
    yield from _reading_paths(study)
    yield from _preamble(study, writing)
    yield from chapters(study, writing, targets=targets)
    yield from conclusion(study, writing, roman(len(study.parts) + 1), targets=targets)
    if comparison:
        yield from comparison_section(study, comparison, SHOWN)


def _reading_paths(study: Study) -> Iterator[Block]:
    """Two ways in, for those who would rather start with what works and those who never doubt."""
    if len(study.parts) != 2:
        return
    first, second = study.parts
    yield Notice(
        "Deux chemins de lecture",
        (
            (
                Strong("Cœurs sensibles : "),
                Text("commencez par ce qui avance, "),
                Link(second.label.lower(), f"partie-{study.slug(second.key)}"),
                Text(", et revenez ensuite à la première partie."),
            ),
            (
                Strong("Optimistes de toujours : "),
                Text("ne sautez pas "),
                Link(first.label.lower(), f"partie-{study.slug(first.key)}"),
                Text(" ; c'est de là que part tout le reste."),
            ),
        ),
        tone="path",
    )


def _preamble(study: Study, writing: Writing) -> Iterator[Block]:
    yield Heading(1, "Préambule", "preambule")
    if study.edition.objective:
        yield Paragraph((Strong("L'objectif de l'édition : "), Text(study.edition.objective)))
    yield from writing.section(
        "preambule",
        (Paragraph((Text("le préambule : d'où vient ce travail, pour qui."),), role="draft"),),
    )
    yield Heading(2, "La méthode et ses limites", "methode")
    yield from writing.section("methode", (_method(study),))
    yield Paragraph(
        (
            Text(
                "Les nombres entre crochets sont les numéros des extraits, les mêmes dans l'analyse complète. Un code "
                "est un thème sous lequel on range les extraits ; chacun en a un principal, et peut en avoir d'autres."
            ),
        ),
        role="note",
    )


def _method(study: Study) -> Paragraph:
    figures = study.figures
    coded = f"{count(len(study.by_people), 'extrait codé')} par des personnes"
    proposed = f", {count(len(study.proposed), 'extrait')} au {TO_READ}" if study.proposed else ""
    words = (
        f"Les notes de {count(figures.workshops, 'atelier')} ont été lues et découpées en "
        f"{count(len(study.coded), 'extrait')} ; {coded}{proposed}. Chaque citation est reprise à la lettre ; "
        "les noms de personnes sont remplacés. Ces notes n'engagent que celles et ceux qui étaient présents, "
        "à ce moment-là."
    )
    return Paragraph((Text(words),), role="draft")


def _glossary(number: str, entries: tuple[Term, ...]) -> Iterator[Block]:
    if entries:
        yield Heading(1, f"{number}. Glossaire", "glossaire")
        yield Terms(tuple((term.term, _defined(term)) for term in entries))


def _defined(term: Term) -> str:
    return f"{term.expansion}. {term.definition}" if term.definition else term.expansion


def _annex(study: Study, writing: Writing, cited: frozenset[str], unknown: tuple[str, ...]) -> Iterator[Block]:
    yield Heading(1, "Sur quoi repose ce document", "couverture")
    yield coverage_table(study, cited)
    yield proofs_table(study)
    if study.status:
        yield from to_read_again(study, writing, unknown)


def _credits(study: Study) -> Iterator[Block]:
    named = "comité de pilotage"
    roles = [
        (credit.role, ", ".join(credit.names))
        for credit in study.edition.credits
        if not (study.edition.committee and named in credit.role.lower())  # told below, with their functions
    ]
    if study.edition.committee:
        roles.append((named.capitalize(), " ; ".join(study.edition.committee)))
    if roles:
        yield Heading(1, "Qui a fait ce travail", "credits")
        yield Bullets(tuple((Strong(f"{role} : "), Text(names)) for role, names in roles))


def cited_in(blocks: Iterable[Block]) -> Iterator[str]:
    """The ids of the excerpts that blocks quote or name."""
    for line in _lines_of(blocks):
        for part in line:
            if isinstance(part, Quotation | Evidence):
                yield from (ref.id for ref in part.refs)


def words_of(blocks: Iterable[Block]) -> Iterator[str]:
    """The words of blocks, one text a line, for what is looked up in them."""
    for block in blocks:
        match block:
            case Heading():
                yield block.text
            case Terms() | Contents() | Entry():
                pass
            case _:
                yield from (plain(line) for line in _lines_of((block,)))


def _lines_of(blocks: Iterable[Block]) -> Iterator[tuple]:  # type: ignore[type-arg]
    for block in blocks:
        match block:
            case Paragraph():
                yield block.line
            case Bullets():
                yield from block.items
            case Notice():
                yield from block.lines
            case Pull():
                yield (block.quotation, Text(f" {block.attribution}"))
            case Table():
                yield from (cell for row in block.rows for cell in row)
            case Bars() | HeatMap():
                yield from (cell for row in block.table.rows for cell in row)
