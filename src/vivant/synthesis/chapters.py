"""The two first parts of the synthesis: each code with its summary, its quotes, how much and where it was said."""

from collections import Counter
from collections.abc import Iterable, Iterator

from vivant.coding.codebook import Code
from vivant.synthesis.document import (
    Bars,
    Block,
    Bullets,
    Evidence,
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
from vivant.synthesis.wording import count, enumerate_words, roman


def chapters(study: Study, writing: Writing, *, targets: bool) -> Iterator[Block]:
    """The parts of the codebook, numbered I, II…; ``targets`` when the full analysis is there to be linked to."""
    for rank, part in enumerate(study.parts):
        yield Heading(1, f"{roman(rank + 1)}. {part.label}", f"partie-{study.slug(part.key)}")
        yield from writing.section(f"{part.key}_intro", (_to_introduce(study, part),))
        if len(part.codes) > 1 and study.counted:
            yield part_chart(study, part)
        for number, code in enumerate(part.codes, 1):
            yield from _chapter(study, writing, code, number, targets=targets)
        last = part is study.parts[-1]  # the conclusion follows it and sums it up
        yield from writing.section(f"{part.key}_bilan", () if last else (_to_sum_up(part),))


def _to_introduce(study: Study, part: Part) -> Paragraph:
    sizes = enumerate_words(f"{code.label} ({len(study.bearing(code.key))})" for code in part.codes)
    return Paragraph((Text(f"une introduction à cette partie. Extraits par code : {sizes}."),), role="draft")


def _to_sum_up(part: Part) -> Paragraph:
    return Paragraph((Text(f"ce qu'il faut retenir de « {part.label} »."),), role="draft")


def _chapter(study: Study, writing: Writing, code: Code, number: int, *, targets: bool) -> Iterator[Block]:
    yield Heading(2, f"{number}. {code.label}", f"s-{study.slug(code.key)}")
    summary = writing.section(code.key, draft_of_code(study, code.key), lead=True)
    yield from summary
    if study.bearing(code.key):
        if code.key not in writing.missing:
            yield from pulls_of_code(study, code.key, set(_named_in(summary)))
        yield Paragraph(_how_much(study, code.key, targets=targets), role="note")


def _named_in(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        lines = (block.line,) if isinstance(block, Paragraph) else block.items if isinstance(block, Bullets) else ()
        yield from (
            ref.id for line in lines for part in line if isinstance(part, Quotation | Evidence) for ref in part.refs
        )


def _how_much(study: Study, key: str, *, targets: bool) -> Line:
    """ "42 extraits, dont 9 où ce code est secondaire, dans 6 ateliers sur 6 ; surtout l'atelier 5 (12)." """
    excerpts = study.bearing(key)
    secondary = sum(one.primary != key for one in excerpts)
    spread = study.spread(excerpts)
    heard = sum(1 for workshop in spread if workshop)
    proposed = f" ({TO_READ})" if study.only_proposed else ""
    parts: list[Text | Figure] = [
        Figure(count(len(excerpts), "extrait"), study.target(key) if targets else "t-preuves")
    ]
    parts.append(Text(f"{proposed}, dont {secondary} où ce code est secondaire" if secondary else proposed))
    if heard:
        parts.append(Text(f", dans {count(heard, 'atelier')} sur {study.figures.workshops}"))
    for rank, workshop in enumerate(_standing_out(spread)):
        parts.append(Text(f"{', surtout' if not rank else ' et'} l'{study.workshop_name(workshop)} ("))
        parts += [Figure(str(spread[workshop]), study.target(key, workshop) if targets else "t-preuves"), Text(")")]
    parts.append(Text("."))
    also = sum(key in one.codes for one in study.proposed) if not study.only_proposed else 0
    if also:
        parts.append(Text(f" À part : {count(also, 'extrait')} au {TO_READ}."))
    return tuple(parts)


def _standing_out(spread: Counter[str]) -> list[str]:
    """The workshop or two that speak of a code half as much again as the mean of those that do; nothing otherwise."""
    if len(spread) < 2:
        return []
    most = max(spread.values())
    first = sorted(workshop for workshop, number in spread.items() if number == most)
    return first if len(first) < 3 and most * len(spread) >= 1.5 * spread.total() else []


def part_chart(study: Study, part: Part) -> Bars:
    """Excerpts per code of a part, as bars with their table."""
    sizes = {code.label: len(study.bearing(code.key)) for code in part.codes}
    said = enumerate_words(f"{label}, {size}" for label, size in sizes.items())
    table = Table(
        id=f"t-{study.slug(part.key)}",
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
        id=f"g-{study.slug(part.key)}",
        caption=f"{part.label} : nombre d'extraits par code" + (f" ({TO_READ})" if study.only_proposed else ""),
        alt=f"Barres horizontales, une par code. {said}.",
        table=table,
        rows=tuple(sizes),
        columns=("Extraits",),
        values=tuple((float(size),) for size in sizes.values()),
        tones=tuple(part.tone for _ in sizes),
    )
