"""What the documents are made from: an edition folder as read, then made fit to print."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from vivant.analysis.coded import CodedExcerpt
from vivant.coding.codebook import Codebook, default_codebook
from vivant.coding.codings import Coding, adjudicated, problems_of
from vivant.corpus import Edition, Excerpt, NoteSheet, Piece, Problem
from vivant.scrub import Decision, Finding
from vivant.synthesis.figures import declared_otherwise
from vivant.synthesis.glossary import Term
from vivant.synthesis.quotes import resolve
from vivant.synthesis.texts import Texts

Clean = Callable[[str], tuple[str, list[Finding]]]
"""Replaces names in a text: the text as it may be printed, and what was replaced."""
Propose = Callable[[Sequence[str]], Sequence[str]]
"""The code to propose for each text, or an empty key."""


@dataclass(frozen=True)
class Folder:
    """An edition folder as read. ``bare`` is true for note files given alone: codes can then only be proposed."""

    edition: Edition
    sheets: tuple[NoteSheet, ...]
    codebook: Codebook = field(default_factory=default_codebook)
    codings: tuple[Coding, ...] = ()
    decisions: tuple[Decision, ...] = ()
    glossary: tuple[Term, ...] = ()
    texts: Texts = field(default_factory=Texts)
    problems: tuple[Problem, ...] = ()
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Replaced:
    """Words replaced before printing: where, and the label put in their place. The words themselves are not kept."""

    source: str
    place: str
    kind: str
    label: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Aside:
    """Words read and kept out of the excerpts, names replaced, with the reason."""

    sheet: str
    place: str
    text: str
    reason: str
    workshop: str = ""


@dataclass(frozen=True)
class Material:
    """An edition made fit to print: names replaced, codings adjudicated, excerpts in the order of the workshops.

    ``read`` is, for each workshop id, the letters of the notes (non-blank characters) understood and in all.
    """

    edition: Edition
    codebook: Codebook
    coded: tuple[CodedExcerpt, ...]
    aside: tuple[Aside, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    glossary: tuple[Term, ...] = ()
    texts: Texts = field(default_factory=Texts)
    problems: tuple[Problem, ...] = ()
    read: dict[str, tuple[int, int]] = field(default_factory=dict)


def prepare(folder: Folder, clean: Clean, propose: Propose | None = None) -> Material:
    """The material of the documents: read → names replaced → codings adjudicated → codes proposed for the rest.

    ``propose`` is asked only for the excerpts that no one coded; without it they stay uncoded.
    """
    order = {workshop.id: rank for rank, workshop in enumerate(folder.edition.workshops)}
    raw = [excerpt for sheet in folder.sheets for excerpt in sheet.excerpts]
    raw.sort(key=lambda excerpt: order.get(excerpt.workshop, len(order)))  # stable: order of files, then of lines
    replaced: list[Replaced] = []
    excerpts = [_cleaned(excerpt, clean, replaced) for excerpt in raw]
    codings = _with_full_ids(folder.codings, excerpts)
    final = adjudicated(codings, folder.edition.final_coder, book=folder.codebook)
    coded = [
        CodedExcerpt(excerpt, final[excerpt.id].codes, final[excerpt.id].significant)
        if excerpt.id in final
        else CodedExcerpt(excerpt)
        for excerpt in excerpts
    ]
    read_by = {coding.excerpt for coding in codings}
    if propose:
        coded = _with_proposals(coded, read_by, propose)
    return Material(
        edition=folder.edition,
        codebook=folder.codebook,
        coded=tuple(coded),
        aside=tuple(_aside(folder.sheets, clean, replaced)),
        replaced=tuple(replaced),
        glossary=folder.glossary,
        texts=folder.texts,
        problems=(*folder.problems, *_problems(folder, codings, excerpts)),
        read=_read(folder.sheets),
    )


def _cleaned(excerpt: Excerpt, clean: Clean, replaced: list[Replaced]) -> Excerpt:
    text, findings = clean(excerpt.text)
    theme = clean(excerpt.theme)[0] if excerpt.theme else ""
    speaker = clean(excerpt.speaker)[0] if excerpt.speaker else ""
    replaced += _told(excerpt.sheet, excerpt.place, findings)
    return replace(excerpt, text=text, theme=theme, speaker=speaker)


def _told(source: str, place: str, findings: Iterable[Finding]) -> list[Replaced]:
    return [Replaced(source, place, found.kind, found.replacement, found.confirmed) for found in findings]


def _aside(sheets: Iterable[NoteSheet], clean: Clean, replaced: list[Replaced]) -> Iterable[Aside]:
    for sheet in sheets:
        where = _workshop_at(sheet)
        for piece in sheet.set_aside():
            text, findings = clean(sheet.text[piece.start : piece.end])
            replaced += _told(sheet.name, piece.place, findings)
            yield Aside(sheet.name, piece.place, text.strip(), piece.reason, where(piece))


def _workshop_at(sheet: NoteSheet) -> Callable[[Piece], str]:
    """The workshop that a stretch of a sheet belongs to: that of the nearest excerpt above, else of the first one."""
    from bisect import bisect_right

    starts = [excerpt.start for excerpt in sheet.excerpts]
    first = sheet.excerpts[0].workshop if sheet.excerpts else ""
    return lambda piece: sheet.excerpts[bisect_right(starts, piece.start) - 1].workshop if starts else first


def _read(sheets: Iterable[NoteSheet]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for sheet in sheets:
        where = _workshop_at(sheet)
        for piece in sheet.pieces:
            letters = len("".join(sheet.text[piece.start : piece.end].split()))
            kept, total = found.get(where(piece), (0, 0))
            found[where(piece)] = kept + letters * (not piece.reason), total + letters
    return found


def _with_full_ids(codings: Iterable[Coding], excerpts: Iterable[Excerpt]) -> list[Coding]:
    known = dict.fromkeys(excerpt.id for excerpt in excerpts)
    return [
        coding if coding.excerpt in known else replace(coding, excerpt=resolve(coding.excerpt, known) or coding.excerpt)
        for coding in codings
    ]


def _with_proposals(coded: list[CodedExcerpt], read_by: set[str], propose: Propose) -> list[CodedExcerpt]:
    """Excerpts that a person read without finding a code stay so: they were read."""
    asked = [one for one in coded if not one.codes and one.excerpt.id not in read_by]
    codes = dict(zip((one.excerpt.id for one in asked), propose([one.excerpt.text for one in asked]), strict=True))
    return [
        replace(one, codes=(codes[one.excerpt.id],), proposed=True) if codes.get(one.excerpt.id) else one
        for one in coded
    ]


def _problems(folder: Folder, codings: Sequence[Coding], excerpts: Sequence[Excerpt]) -> list[Problem]:
    noted = {
        workshop.id: (sheet.name, workshop.declared)
        for sheet in folder.sheets
        for workshop in sheet.workshops
        if workshop.declared is not None and folder.edition.workshop(workshop.id)
    }
    return [
        *(problem for sheet in folder.sheets for problem in sheet.problems),
        *problems_of(codings, folder.codebook, {excerpt.id for excerpt in excerpts}),
        *declared_otherwise(folder.edition, noted),
    ]
