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
from vivant.synthesis.quotes import Ids
from vivant.synthesis.texts import Block, Texts

Clean = Callable[[str], tuple[str, list[Finding]]]
"""Replaces names in a text: the text as it may be printed, and what was replaced."""
Propose = Callable[[Sequence[CodedExcerpt], Sequence[str]], Sequence[str]]
"""From the excerpts that people coded, the code to propose for each text, or an empty key."""


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
    """Words replaced before printing: where, and the label put in their place. The words themselves are not kept.

    ``excerpt`` is the id of the excerpt they stood in, empty elsewhere (titles, writers' texts, what is set aside).
    """

    source: str
    place: str
    kind: str
    label: str
    confirmed: bool
    excerpt: str = ""


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
    names = _Names(clean)
    excerpts = [names.excerpt(excerpt) for excerpt in raw]
    codings = _with_full_ids(folder.codings, excerpts)
    final = adjudicated(codings, folder.edition.final_coder, book=folder.codebook)
    coded = [
        CodedExcerpt(excerpt, final[excerpt.id].codes, final[excerpt.id].significant)
        if excerpt.id in final
        else CodedExcerpt(excerpt)
        for excerpt in excerpts
    ]
    if propose:
        coded = _with_proposals(coded, {coding.excerpt for coding in codings}, propose)
    return Material(
        edition=names.titles(folder.edition) if folder.bare else folder.edition,
        codebook=folder.codebook,
        coded=tuple(coded),
        aside=tuple(_aside(folder.sheets, names)),
        texts=names.texts(folder.texts),
        replaced=tuple(names.replaced),
        glossary=folder.glossary,
        problems=(*folder.problems, *_problems(folder, codings, excerpts)),
        read=_read(folder.sheets),
    )


class _Names:
    """Replaces names in all that may be printed, and keeps what was replaced.

    What the organisers sign is exempt: edition.toml, credits, glossary.
    """

    def __init__(self, clean: Clean) -> None:
        self._clean = clean
        self._short: dict[str, str] = {}
        self.replaced: list[Replaced] = []

    def excerpt(self, excerpt: Excerpt) -> Excerpt:
        sheet, place = self.place(excerpt.sheet, excerpt.place)
        return replace(
            excerpt,
            text=self.text(excerpt.text, sheet, place, excerpt.id),
            sheet=sheet,
            place=place,
            theme=self.short(excerpt.theme, sheet, place),
            speaker=self.short(excerpt.speaker, sheet, place),
            sector=self.short(excerpt.sector, sheet, place),
            section=self.short(excerpt.section, sheet, place),
        )

    def titles(self, edition: Edition) -> Edition:
        """Titles of workshops that the notes themselves give; those of edition.toml are signed by who wrote them."""

        def clean(words: str) -> str:
            return self.short(words, "titre d'un atelier", "")

        workshops = (replace(one, theme=clean(one.theme), question=clean(one.question)) for one in edition.workshops)
        return replace(edition, workshops=tuple(workshops))

    def texts(self, texts: Texts) -> Texts:
        """What the writers wrote, line for line."""
        sections = {
            key: replace(section, blocks=tuple(self._block(block, texts.source) for block in section.blocks))
            for key, section in texts.sections.items()
        }
        return replace(texts, sections=sections)

    def _block(self, block: Block, source: str) -> Block:
        items = ((number, self.text(text, source, f"ligne {number}")) for number, text in block.items)
        return replace(block, items=tuple(items))

    def place(self, sheet: str, place: str) -> tuple[str, str]:
        """The name of a file and, when it holds the name of a sheet, the place in it."""
        named = self.short(place, sheet, "") if place.startswith("feuille") else place
        return self.short(sheet, "nom d'un fichier", ""), named

    def short(self, text: str, source: str, place: str) -> str:
        """A title, a function, a file name: often the same, replaced once."""
        if text and text not in self._short:
            self._short[text] = self.text(text, source, place)
        return self._short.get(text, "")

    def text(self, text: str, source: str, place: str, excerpt: str = "") -> str:
        clean, findings = self._clean(text)
        self.replaced += (
            Replaced(source, place, found.kind, found.replacement, found.confirmed, excerpt) for found in findings
        )
        return clean


def _aside(sheets: Iterable[NoteSheet], names: _Names) -> Iterable[Aside]:
    for sheet in sheets:
        where = _workshop_at(sheet)
        for piece in sheet.set_aside():
            source, place = names.place(sheet.name, piece.place)
            text = names.text(sheet.text[piece.start : piece.end], source, place)
            yield Aside(source, place, text.strip(), piece.reason, where(piece))


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
    ids = Ids(excerpt.id for excerpt in excerpts)
    return [replace(coding, excerpt=ids.resolve(coding.excerpt) or coding.excerpt) for coding in codings]


def _with_proposals(coded: list[CodedExcerpt], read_by: set[str], propose: Propose) -> list[CodedExcerpt]:
    """Excerpts that a person read without finding a code stay so: they were read."""
    asked = [one for one in coded if not one.codes and one.excerpt.id not in read_by]
    found = propose([one for one in coded if one.codes], [one.excerpt.text for one in asked])
    codes = dict(zip((one.excerpt.id for one in asked), found, strict=True))
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
