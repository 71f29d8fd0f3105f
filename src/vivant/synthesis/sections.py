"""What the writers wrote, as blocks: quotes checked, evidence resolved, sentences without evidence counted."""

from dataclasses import dataclass, field

from vivant.language import sentences
from vivant.synthesis.document import Block, Bullets, Evidence, Line, Paragraph, plain
from vivant.synthesis.study import Study


@dataclass
class Writing:
    """Reads the writers' sections for one document, and keeps count of what they rest on.

    ``missing``: keys drafted for want of a text. ``bare``: per code section, sentences without evidence, and in all.
    """

    study: Study
    missing: list[str] = field(default_factory=list)
    bare: dict[str, tuple[int, int]] = field(default_factory=dict)

    def section(self, key: str, drafted: tuple[Block, ...] = (), *, lead: bool = False) -> tuple[Block, ...]:
        """The blocks of a section, or ``drafted`` when nobody wrote it; ``lead`` for the summary of a code."""
        section = self.study.material.texts.get(key)
        if section is None:
            if drafted:
                self.missing.append(key)
            return drafted
        blocks: list[Block] = []
        for block in section.blocks:
            lines = tuple(self.study.reader.line(number, text) for number, text in block.items)
            if block.kind == "list":
                blocks.append(Bullets(lines))
            else:
                blocks += [Paragraph(line, role="lead" if lead else "body") for line in lines]
            if lead:
                self._count(key, lines)
        return tuple(blocks)

    def _count(self, key: str, lines: tuple[Line, ...]) -> None:
        bare, total = self.bare.get(key, (0, 0))
        for line in lines:
            found = list(_supported(line))
            bare, total = bare + found.count(False), total + len(found)
        self.bare[key] = bare, total


def _supported(line: Line) -> list[bool]:
    """For each sentence of a line, whether it names its evidence."""
    words, marks = "", []
    for part in line:
        if isinstance(part, Evidence):
            marks.append(len(words.rstrip(" .!?…")))  # evidence after the full stop still belongs to the sentence
        else:
            words += plain((part,))
    spans = [(start, end) for start, end in sentences(words) if words[start:end].strip(" .!?…")]
    return [any(start < mark <= end for mark in marks) for start, end in spans]
