"""What comes after the text: how much of the notes it covers, what stands behind each figure, what to read again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from vivant.synthesis.document import (
    Block,
    Bullets,
    Entry,
    Evidence,
    Heading,
    Line,
    Notice,
    Paragraph,
    Ref,
    Table,
    Text,
    numbers,
)
from vivant.synthesis.sections import Writing
from vivant.synthesis.study import TO_CONFIRM, TO_READ, Study
from vivant.synthesis.wording import count, enumerate_words, share


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of a workshop or of the whole: letters of the notes understood and in all; excerpts in all, coded by people, at a
    proposed code, and those of both that the synthesis cites."""

    read: int
    letters: int
    excerpts: int
    coded: int
    proposed: int
    cited: int

    @property
    def share_cited(self) -> str:
        return share(self.cited, self.coded + self.proposed)


def coverage_of(study: Study, cited: frozenset[str]) -> list[tuple[str, Coverage]]:
    """The coverage of each workshop, then of the whole, with its name."""
    lines = [(study.workshop_name(w.id).capitalize(), _coverage(study, cited, w.id)) for w in study.workshops]
    totals = [sum(getattr(one, field.name) for _, one in lines) for field in fields(Coverage)]
    return [*lines, ("Ensemble", Coverage(*totals))]


def coverage_table(study: Study, cited: frozenset[str]) -> Table:
    """Share of the notes read, of the excerpts coded, of the excerpts cited, by workshop and in all."""
    header = ["Atelier", "Notes lues", "Extraits", "Codés par des personnes"]
    if study.proposed:
        header.append("Codage proposé")
    return Table(
        id="t-couverture",
        caption="Couverture : ce qui a été lu, codé, cité",
        header=(*header, "Cités dans la synthèse"),
        rows=tuple(
            tuple((Text(words),) for words in _told(name, one, with_proposed=bool(study.proposed)))
            for name, one in coverage_of(study, cited)
        ),
        align="l" + "r" * len(header),
        note="« Notes lues » : caractères compris par la lecture, sur tous ceux du fichier. « Cités » : part des "
        "extraits codés. L'analyse complète donne tous les extraits, et ce qui est mis de côté, avec la raison.",
    )


def _told(name: str, one: Coverage, *, with_proposed: bool) -> list[str]:
    told = [name, share(one.read, one.letters), str(one.excerpts), f"{one.coded} ({share(one.coded, one.excerpts)})"]
    if with_proposed:
        told.append(f"{one.proposed} ({share(one.proposed, one.excerpts)})")
    return [*told, f"{one.cited} ({one.share_cited})"]


def _coverage(study: Study, cited: frozenset[str], workshop: str) -> Coverage:
    known = {w.id for w in study.edition.workshops}
    keys = [workshop] if workshop else [key for key in study.material.read if key not in known]
    here = study.said_in(workshop)
    return Coverage(
        read=sum(study.material.read.get(key, (0, 0))[0] for key in keys),
        letters=sum(study.material.read.get(key, (0, 0))[1] for key in keys),
        excerpts=len(here),
        coded=sum(bool(one.codes) and not one.proposed for one in here),
        proposed=sum(one.proposed for one in here),
        cited=sum(bool(one.codes) and one.excerpt.id in cited for one in here),
    )


def proofs_table(study: Study) -> Table:
    """The numbers of the excerpts behind each cell of codes by workshop: every figure can be walked back."""
    return Table(
        id="t-preuves",
        caption="Les extraits derrière les chiffres : numéros, par code et par atelier",
        header=("Code", *(study.workshop_name(w.id).capitalize() for w in study.workshops)),
        rows=tuple(
            ((Text(code.label),), *(_numbered(study, code.key, w.id) for w in study.workshops)) for code in study.codes
        ),
        align="l" * (1 + len(study.workshops)),
    )


def _numbered(study: Study, key: str, workshop: str) -> Line:
    refs = study.refs_of(study.bearing_in(key, workshop))
    return (Text(numbers(refs).strip("[]") or "—"),)


def to_read_again(study: Study, writing: Writing, unknown: Sequence[str]) -> Iterator[Block]:
    """What a draft must tell its readers before it is validated."""
    items = [*_unwritten(study, writing), *_replacements(study), *_small_things(study, unknown)]
    if items:
        yield Heading(2, "À relire avant validation", "a-relire")
        yield Bullets(tuple(items))


def _unwritten(study: Study, writing: Writing) -> Iterator[Line]:
    names = [_section_name(study, key) for key in writing.missing]
    if names:
        yield (Text(f"À rédiger, un brouillon en tient lieu : {enumerate_words(names)}."),)
    bare, total = (sum(column) for column in zip(*writing.bare.values(), strict=True)) if writing.bare else (0, 0)
    if bare:
        where = enumerate_words(
            f"{_section_name(study, key)} ({missing} sur {whole})"
            for key, (missing, whole) in writing.bare.items()
            if missing
        )
        yield (Text(f"{count(bare, 'phrase')} sur {total} sans extrait à l'appui dans les résumés : {where}."),)
    if study.proposed:
        yield (Text(f"{count(len(study.proposed), 'extrait')} au {TO_READ}."),)
    if left := study.uncoded:
        yield (Text(f"{count(len(left), 'extrait')} sans code"), Evidence(study.refs_of(left)), Text("."))


def _replacements(study: Study) -> Iterator[Line]:
    unsure = [one for one in study.material.replaced if not one.confirmed]
    for one in unsure[:40]:
        yield (Text(f"Remplacement à confirmer : {one.label}, {one.source}, {one.place}."),)
    if len(unsure) > 40:
        yield (Text(f"Et {count(len(unsure) - 40, 'autre')} remplacements à confirmer."),)


def _small_things(study: Study, unknown: Sequence[str]) -> Iterator[Line]:
    if emphasis := list(dict.fromkeys(study.reader.emphasis)):
        said = enumerate_words(f"« {words} »" for words in emphasis)
        yield (Text(f"Entre guillemets sans être des citations (mises en relief) : {said}."),)
    if unknown:
        yield (Text(f"Sigles sans définition dans le glossaire : {enumerate_words(unknown)}."),)


def _section_name(study: Study, key: str) -> str:
    names = {
        "preambule": "le préambule",
        "methode": "la méthode",
        "ce_qui_ressort": "ce qui ressort",
        "actions": "les actions",
    } | {
        f"{part.key}_{what}": f"{words} de « {part.label} »"
        for part in study.parts
        for what, words in (("intro", "l'introduction"), ("bilan", "le bilan"))
    }
    return f"« {study.label(key)} »" if key in study.material.codebook else names.get(key, key)


def cited_excerpts(study: Study, cited: frozenset[str]) -> Iterator[Block]:
    """The excerpts that the text rests on, in full: the annex of a synthesis that goes alone."""
    yield Heading(1, "Les extraits cités", "extraits")
    yield Paragraph((Text("Chaque extrait garde son numéro dans l'ensemble des notes."),), role="note")
    for one in study.coded:
        if one.excerpt.id in cited:
            yield entry(study, one.excerpt.id)


def entry(study: Study, key: str, *, code: str = "", again: bool = False, cited: frozenset[str] = frozenset()) -> Entry:
    """An excerpt under its number: who may be said to have spoken, where it stands in the notes, its other codes."""
    one = study.coded[study.rows[key]]
    others = tuple(study.label(other) for other in one.codes if other != code)
    marks = [
        *(["significatif"] if one.significant else []),
        *(["cité dans la synthèse"] if key in cited else []),
        *([TO_READ] if one.proposed else []),
        *([TO_CONFIRM] if study.status and key in study.unsure else []),
        *(["code secondaire"] if code and one.primary != code else []),
    ]
    where = f"{study.who(one)} — {one.excerpt.sheet}, {one.excerpt.place}"
    return Entry(Ref(study.refs[key].number, key), one.excerpt.text, where, others, ", ".join(marks), again)


def draft_notice(study: Study) -> Notice:
    """The box that a document carries on its first page while it is not validated."""
    return Notice(
        study.status,
        ((Text("Ce document se lit comme un brouillon : ses résumés et ses chiffres peuvent encore changer."),),),
        tone="draft",
    )
