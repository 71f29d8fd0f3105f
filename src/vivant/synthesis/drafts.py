"""First drafts for what nobody has written yet: made of the excerpts' own words, and marked so."""

from collections.abc import Container, Sequence

from vivant.analysis.coded import CodedExcerpt
from vivant.synthesis.document import Block, Bullets, Line, Paragraph, Pull, Quotation, Text
from vivant.synthesis.study import TO_CONFIRM, TO_READ, Study

PULLED = 3
"""Quotes set apart under the summary of a code."""
DRAFTED = 5
"""Excerpts drawn for the draft of a code."""


def draft_of_code(study: Study, key: str) -> tuple[Block, ...]:
    """The most central and diverse excerpts of a code, for a person to write from."""
    excerpts = study.bearing(key)
    if not excerpts:
        return (Paragraph((Text("Aucun extrait ne porte ce code."),), role="note"),)
    chosen = central(study, excerpts, DRAFTED)
    return (
        Paragraph((Text("un résumé de ce code. Ses extraits les plus représentatifs :"),), role="draft"),
        Bullets(tuple(quoted(study, one) for one in chosen), role="draft"),
    )


def pulls_of_code(study: Study, key: str, named_above: Container[str] = ()) -> tuple[Pull, ...]:
    """Two or three significant excerpts that the summary does not name; the most central ones if none is marked."""
    excerpts = [one for one in study.bearing(key) if one.excerpt.id not in named_above]
    marked = [one for one in excerpts if one.significant]
    primary = [one for one in marked if one.primary == key] or marked
    chosen = central(study, primary, PULLED) if len(primary) >= 2 else central(study, excerpts, 2)
    return tuple(Pull(_quotation(study, one), attribution(study, one)) for one in chosen)


def central(study: Study, excerpts: Sequence[CodedExcerpt], k: int) -> list[CodedExcerpt]:
    """The k most central and diverse of these excerpts, in the order of the workshops."""
    from vivant.analysis.central import representatives

    if len(excerpts) <= k:
        return list(excerpts)
    rows = [study.rows[one.excerpt.id] for one in excerpts]
    return [excerpts[at] for at in sorted(representatives(excerpts, study.vectors[rows], k))]


def quoted(study: Study, one: CodedExcerpt) -> Line:
    """An excerpt inside a line: its words, who may be said to have spoken."""
    return (
        _quotation(study, one),
        Text(f" ({attribution(study, one)})"),
    )


def attribution(study: Study, one: CodedExcerpt) -> str:
    """Who may be said to have spoken, and what a draft must say of these words."""
    marks = [study.who(one)]
    if one.proposed and not study.only_proposed:  # where all is proposed, the page says so once
        marks.append(TO_READ)
    if study.status and one.excerpt.id in study.unsure:
        marks.append(TO_CONFIRM)
    return " ; ".join(marks)


def _quotation(study: Study, one: CodedExcerpt) -> Quotation:
    return Quotation(f"« {one.excerpt.text.strip()} »", (study.refs[one.excerpt.id],))


def draft_of_emergence(study: Study) -> tuple[Block, ...]:
    """What comes out, drafted: for each part, one telling excerpt a code, the most frequent codes first."""
    blocks: list[Block] = []
    for part in study.parts:
        items = []
        for code in sorted(part.codes, key=lambda code: -len(study.bearing(code.key))):
            if excerpts := study.bearing(code.key):
                items.append((Text(f"{code.label} : "), *quoted(study, central(study, excerpts, 1)[0])))
        if items:
            blocks += [Paragraph((Text(f"{part.label} :"),), role="draft"), Bullets(tuple(items), role="draft")]
    return tuple(blocks)


def draft_of_actions(study: Study) -> tuple[Block, ...]:
    """Proposals heard, for the committee to choose from: the excerpts of what is to come."""
    proposals = study.bearing("opportunite_demain")
    if not proposals:
        return (Paragraph((Text("les actions à mener."),), role="draft"),)
    return (
        Paragraph((Text("les actions à mener, à choisir parmi les propositions entendues :"),), role="draft"),
        Bullets(tuple(quoted(study, one) for one in central(study, proposals, DRAFTED)), role="draft"),
    )
