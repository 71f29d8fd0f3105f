"""The two first parts of the synthesis: each code with its summary, its quotes, how much and where it was said."""

from collections.abc import Iterable, Iterator

from vivant.coding.codebook import Code
from vivant.synthesis.document import (
    Bars,
    Block,
    Bullets,
    Figure,
    Heading,
    Line,
    Paragraph,
    Quotation,
    Table,
    Text,
)
from vivant.synthesis.drafts import draft_of_code, pulls_of_code
from vivant.synthesis.sections import Writing
from vivant.synthesis.study import TO_READ, Part, Study
from vivant.synthesis.wording import count, enumerate_words

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def chapters(study: Study, writing: Writing, *, targets: bool) -> Iterator[Block]:
    """The parts of the codebook, numbered I, II…; ``targets`` when the full analysis is there to be linked to."""
    for rank, part in enumerate(study.parts):
        yield Heading(1, f"{ROMAN[rank]}. {part.label}", f"partie-{part.key}")
        yield from writing.section(f"{part.key}_intro")
        if len(part.codes) > 1 and study.counted:
            yield part_chart(study, part)
        for number, code in enumerate(part.codes, 1):
            yield from _chapter(study, writing, code, number, targets=targets)
        yield from writing.section(f"{part.key}_bilan")


def _chapter(study: Study, writing: Writing, code: Code, number: int, *, targets: bool) -> Iterator[Block]:
    yield Heading(2, f"{number}. {code.label}", f"s-{code.key}")
    summary = writing.section(code.key, draft_of_code(study, code.key), lead=True)
    yield from summary
    if study.bearing(code.key):
        if code.key not in writing.missing:
            yield from pulls_of_code(study, code.key, set(_quoted_in(summary)))
        yield Paragraph(_how_much(study, code.key, targets=targets), role="note")


def _quoted_in(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        lines = (block.line,) if isinstance(block, Paragraph) else block.items if isinstance(block, Bullets) else ()
        yield from (ref.id for line in lines for part in line if isinstance(part, Quotation) for ref in part.refs)


def _how_much(study: Study, key: str, *, targets: bool) -> Line:
    """ "42 extraits, dont 9 où ce code est secondaire, dans 6 ateliers sur 6 ; surtout l'atelier 5 (12)." """
    excerpts = study.bearing(key)
    secondary = sum(one.primary != key for one in excerpts)
    spread = study.spread(excerpts)
    heard = sum(1 for workshop in spread if workshop)
    most, many = max(spread.items(), key=lambda item: (item[1], item[0]))
    proposed = f" ({TO_READ})" if study.only_proposed else ""
    parts: list[Text | Figure] = [Figure(count(len(excerpts), "extrait"), f"c-{key}" if targets else "t-preuves")]
    parts.append(Text(f"{proposed}, dont {secondary} où ce code est secondaire" if secondary else proposed))
    if heard:
        parts.append(Text(f", dans {count(heard, 'atelier')} sur {study.figures.workshops}"))
    if heard > 1:
        parts.append(Text(f" ; surtout l'{study.workshop_name(most)} ("))
        parts += [Figure(str(many), f"c-{key}-{most}" if targets else "t-preuves"), Text(")")]
    parts.append(Text("."))
    also = sum(key in one.codes for one in study.proposed) if not study.only_proposed else 0
    if also:
        parts.append(Text(f" À part : {count(also, 'extrait')} au {TO_READ}."))
    return tuple(parts)


def part_chart(study: Study, part: Part) -> Bars:
    """Excerpts per code of a part, as bars with their table."""
    sizes = {code.label: len(study.bearing(code.key)) for code in part.codes}
    said = enumerate_words(f"{label}, {size}" for label, size in sizes.items())
    table = Table(
        id=f"t-{part.key}",
        caption="Les chiffres du graphique",
        header=("Code", "Extraits", "dont en code principal", "Ateliers"),
        rows=tuple(
            (
                (Text(code.label),),
                (Text(str(len(study.bearing(code.key)))),),
                (Text(str(sum(one.primary == code.key for one in study.bearing(code.key)))),),
                (Text(str(len([key for key in study.spread(study.bearing(code.key)) if key]))),),
            )
            for code in part.codes
        ),
        align="lrrr",
        note="Un extrait qui porte plusieurs codes compte une fois pour chacun.",
    )
    return Bars(
        id=f"g-{part.key}",
        caption=f"{part.label} : nombre d'extraits par code" + (f" ({TO_READ})" if study.only_proposed else ""),
        alt=f"Barres horizontales, une par code. {said}.",
        table=table,
        rows=tuple(sizes),
        columns=("Extraits",),
        values=tuple((float(size),) for size in sizes.values()),
        tones=tuple(part.tone for _ in sizes),
    )
