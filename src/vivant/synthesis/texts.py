"""The writers' texts: sections of a small Markdown, where a sentence names its evidence with ``[@excerpt-id …]``.

A section starts at a heading that is its key. Inside: paragraphs, ``- `` lists, ``**strong**``, ``*emphasis*``, quotes
between « », “ ”, „ ”, " " or ‘ ’. Reading never fails; ``Reader.broken`` tells what can't be trusted.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from vivant.corpus import Problem
from vivant.synthesis.document import Emphasis, Evidence, Inline, Line, Quotation, Ref, Strong, Text
from vivant.synthesis.quotes import SHORT, Found, Ids, Quotes

FRAME = ("preambule", "methode", "freins_intro", "freins_bilan", "opportunites_intro", "ce_qui_ressort", "actions")
"""Sections that are not those of a code."""

_HEADING = re.compile(r"#{1,6}\s+(?P<key>.*?)\s*#*$")
_BULLET = re.compile(r"\s*[-*•]\s+")
_EVIDENCE = r"\[@(?P<ids>[^\[\]]+)\]"
# A single mark opens before a word and closes after one: an apostrophe stands between letters, or after an elision.
_QUOTED = (
    r"«(?P<guillemets>[^«»]*(?:«[^«»]*»[^«»]*)*)»|‹(?P<small>[^‹›]*)›"
    r"|“(?P<curly>[^“”„‟]*)”|[„‟](?P<low>[^“”„‟]*)[“”]"
    r'|(?<![\w"])"(?P<straight>[^\s"](?:[^"]*[^\s"])?|\s[^"]*)"(?!\w)'
    r"|(?<![\w'’])[‘'](?P<single>(?=[\w\[])(?:[^\[\]\"«»“”„‟‘]|\[(?!@)[^\[\]]*\])*?"
    r"(?<=[\w.,!?…\]])(?<!\b[cdjlmnst])(?<!\b[CDJLMNST])(?<!\b[Qq]u))['’](?![\w'’])"
)
_MARKS = ("guillemets", "small", "curly", "low", "straight", "single")
_PAIRED = re.compile(_QUOTED)
# A straight mark after a figure may be inches.
_UNPAIRED = re.compile(r'(?P<close>[»”]|(?<=[^\W\d]|[.!?…\]])"(?!\w))|[«“„‟]|(?<!\d)"')
_PARTS = re.compile(
    f"{_EVIDENCE}|{_QUOTED}"
    r"|\*\*(?P<strong>(?:(?!\*\*).)+)\*\*|(?<![*\w])\*(?P<emphasis>[^*\s][^*]*)\*(?![*\w])"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or the items of a list, each with the line of the file where it starts and its lines as typed."""

    kind: Literal["paragraph", "list"]
    items: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What the writers wrote under a key."""

    key: str
    line: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Texts:
    """The sections of a file, by key. A key written twice is one section, in the order written.

    ``stray`` is what stands before the first heading, each run of lines with the number of its first: it belongs to no
    section and is printed nowhere.
    """

    source: str = "texts.md"
    sections: Mapping[str, Section] = field(default_factory=dict)
    stray: tuple[tuple[int, str], ...] = ()

    def get(self, key: str) -> Section | None:
        """The section of this key, None if it is absent or empty: it is then to be drafted."""
        section = self.sections.get(key)
        return section if section and section.blocks else None


def read_texts(text: str, source: str = "texts.md") -> Texts:
    """The sections of a file of texts.

    >>> texts = read_texts("# actions\\n\\n- Une ligne commune\\n- Un annuaire\\n")
    >>> texts.sections["actions"].blocks[0].items
    ((3, 'Une ligne commune'), (4, 'Un annuaire'))
    """
    found: dict[str, tuple[int, list[Block]]] = {}
    blocks: list[Block] | None = None
    stray: list[tuple[int, str]] = []
    for number, lines in _chunks(text):
        heading = _HEADING.match(lines[0])
        if heading:
            key = heading["key"].strip("`* ")
            blocks = found.setdefault(key, (number, []))[1]
            number, lines = number + 1, lines[1:]
        if blocks is None:
            stray.append((number, "\n".join(lines)))
        elif lines:
            blocks.append(_block(number, lines))
    sections = {key: Section(key, line, tuple(blocks)) for key, (line, blocks) in found.items()}
    return Texts(source, sections, tuple(stray))


def _chunks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Runs of non-blank lines with the number of their first; a heading starts a run of its own."""
    start, run = 0, list[str]()
    for number, line in enumerate(text.splitlines(), 1):
        if run and (not line.strip() or _HEADING.match(line) or _starts_list(run, line)):
            yield start, run
            run = []
        if line.strip():
            start = start if run else number
            run.append(line)
    if run:
        yield start, run


def _starts_list(run: list[str], line: str) -> bool:
    indented = line.startswith((" ", "\t"))
    return bool(_BULLET.match(line)) and not indented and not any(_BULLET.match(above) for above in run)


def _block(number: int, lines: list[str]) -> Block:
    if not _BULLET.match(lines[0]):
        return Block("paragraph", ((number, "\n".join(line.strip() for line in lines)),))
    items: list[tuple[int, str]] = []
    for offset, line in enumerate(lines):
        if _BULLET.match(line):
            items.append((number + offset, _BULLET.sub("", line, count=1).strip()))
        else:
            items[-1] = (items[-1][0], f"{items[-1][1]}\n{line.strip()}")
    return Block("list", tuple(items))


@dataclass
class Reader:
    """Turns what writers wrote into lines of a document, checking each quote and each id on the way.

    ``broken`` holds what stops the build: a quote that is in no excerpt, a quotation mark without its pair, evidence
    that does not exist. ``emphasis`` holds the short unmarked passages between quotation marks, to be listed once.
    """

    quotes: Quotes
    refs: Mapping[str, Ref]
    source: str = "texts.md"
    broken: list[Problem] = field(default_factory=list)
    emphasis: list[str] = field(default_factory=list)
    cited: dict[str, None] = field(default_factory=dict)
    _ids: Ids = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._ids = Ids(self.refs)

    def line(self, number: int, text: str) -> Line:
        """The parts of one paragraph or item, starting at line ``number`` of the file."""
        return tuple(_flat(part) for part in self._parts(number, text))

    def _parts(self, number: int, text: str) -> Iterator[Inline]:
        end = 0
        for match in _PARTS.finditer(text):
            if match.start() < end:
                continue
            before = text[end : match.start()]
            if before and not (match["ids"] and not before.strip()):
                yield self._plain(number + text.count("\n", 0, end), before.rstrip() if match["ids"] else before)
            end = match.end()
            here = number + text.count("\n", 0, match.start())
            if match["ids"]:
                yield Evidence(self._refs(here, match["ids"]))
            elif match["strong"] or match["emphasis"]:
                yield from self._styled(here, match)
            else:
                yield from self._quoted(here, match, text)
        if text[end:]:
            yield self._plain(number + text.count("\n", 0, end), text[end:])

    def _plain(self, number: int, text: str) -> Text:
        self._unpaired(number, text)
        return Text(text)

    def _styled(self, number: int, match: re.Match[str]) -> Iterator[Inline]:
        style = Strong if match["strong"] else Emphasis
        for part in self._parts(number, match["strong"] or match["emphasis"]):
            yield style(part.text) if isinstance(part, Text) else part

    def _quoted(self, number: int, match: re.Match[str], text: str) -> Iterator[Inline]:
        inside = next((words for words in match.group(*_MARKS) if words), "")
        self._unpaired(number, _PAIRED.sub(lambda pair: "\n" * pair.group().count("\n"), inside))
        words = " ".join(inside.split())
        if evidence := re.search(_EVIDENCE, words):
            self._stop(number, f"{evidence.group()} est entre les guillemets : placez-le après celui qui ferme.")
            yield Text(match.group())
            return
        following = re.match(r"\s*" + _EVIDENCE, text[match.end() :])
        if not following and len(re.findall(r"[\w'’-]+", words)) < SHORT:
            self.emphasis += [words] if words else []
            yield Text(match.group())
            return
        named = tuple(ref.id for ref in self._refs(number, following["ids"])) if following else ()
        refs = self._where(number, words, named, asked=bool(following))
        # Evidence written just after is yielded by the next match; an unmarked quote brings its own.
        yield Quotation(f"« {words} »", refs)
        if not following and refs:
            yield Evidence(refs)

    def _where(self, number: int, words: str, named: tuple[str, ...], *, asked: bool) -> tuple[Ref, ...]:
        if asked and not named:
            return ()  # the ids are unknown, which has been told already
        try:
            found = self.quotes.find(words, named)
        except ValueError:
            self._stop(number, f"« {words} » n'a plus un mot de l'extrait hors des crochets.")
            return ()
        if not found.excerpts:
            self._stop(number, _unfound(words, found, named))
        self.cited.update(dict.fromkeys(found.excerpts))
        return tuple(self.refs[key] for key in found.excerpts[:3])

    def _refs(self, number: int, ids: str) -> tuple[Ref, ...]:
        refs = []
        for written in re.split(r"[\s,;]+", ids.replace("@", " ").strip()):
            key = self._ids.resolve(written)
            if key is None:
                self._stop(number, f"l'extrait « {written} » n'existe pas : reprenez son identifiant dans les notes.")
            else:
                self.cited[key] = None
                refs.append(self.refs[key])
        return tuple(refs)

    def _unpaired(self, number: int, text: str) -> None:
        """Tells the quotation marks of a text that has no pair left: what they meant to quote was not checked."""
        for match in _UNPAIRED.finditer(text):
            here = number + text.count("\n", 0, match.start())
            if match["close"]:
                near, told = text[: match.start()].split()[-5:], "fermé sans être ouvert"
            else:
                near, told = text[match.end() :].split()[:5], "ouvert sans être fermé"
            beside = f", {'après' if match['close'] else 'avant'} « {' '.join(near)} »" if near else ""
            act = "ouvrez-le" if match["close"] else "fermez-le"
            self._stop(here, f"guillemet {match.group()} {told}{beside} : {act}, pour que la citation soit vérifiée.")

    def _stop(self, number: int, message: str) -> None:
        problem = Problem(self.source, f"ligne {number}", message)
        if problem not in self.broken:
            self.broken.append(problem)


def _flat(part: Inline) -> Inline:
    return part if isinstance(part, Evidence) else replace(part, text=part.text.replace("\n", " "))


def _unfound(words: str, found: Found, named: Sequence[str]) -> str:
    if found.elsewhere:
        return f"la citation « {words} » n'est pas dans l'extrait nommé ; elle est dans {found.elsewhere[0]}."
    where = "l'extrait nommé" if len(named) == 1 else "les extraits nommés" if named else "aucun extrait"
    is_in = f"n'est pas dans {where}" if named else "n'est dans aucun extrait"
    return (
        f"la citation « {words} » {is_in} : reprenez les mots à la lettre, ou montrez ce qui change "
        "entre crochets ([mot ajouté], […])."
    )
