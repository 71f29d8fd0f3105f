"""The text of a file and its lines, as all formats give them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """``text[start:end]``: a paragraph, a cell, or a line of a plain text with those that continue it. Blank at no end.

    What the format itself says: ``heading`` and ``bullet`` are levels from 1, 0 if not one; ``aside`` is the reason
    (French) for keeping it out, or empty; ``cell`` is (table, row, column), each from 1; ``gap``: a blank line stands
    before; ``indent``: blanks before it.
    """

    start: int
    end: int
    place: str
    heading: int = 0
    bullet: int = 0
    aside: str = ""
    bold: bool = False
    quoted: bool = False
    cell: tuple[int, int, int] | None = None
    gap: bool = False
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader gives: lines in order, without overlap. What none holds is layout (the bars of a Markdown table).

    ``remarks`` are (place, message), in French.
    """

    text: str
    lines: tuple[Line, ...]
    remarks: tuple[tuple[str, str], ...] = ()


class Writer:
    """Gathers lines into a Reading."""

    def __init__(self) -> None:
        self.remarks: list[tuple[str, str]] = []
        self._parts: list[str] = []
        self._lines: list[Line] = []
        self._length = 0
        self._gap = False

    def add(
        self,
        text: str,
        place: str,
        *,
        heading: int = 0,
        bullet: int = 0,
        aside: str = "",
        bold: bool = False,
        quoted: bool = False,
        cell: tuple[int, int, int] | None = None,
    ) -> None:
        """One more line, kept with its blanks; a blank one is only remembered as a gap."""
        if words := text.strip():
            indent = len(text) - len(text.lstrip())
            start = self._length + indent
            width = len(text[:indent].expandtabs(4))
            self._lines.append(
                Line(start, start + len(words), place, heading, bullet, aside, bold, quoted, cell, self._gap, width)
            )
        self._gap = not words
        self._parts.append(text)
        self._length += len(text) + 1

    def add_cells(self, text: str, place: str, cells: list[tuple[int, int, tuple[int, int, int]]]) -> None:
        """A line whose stretches (start, end, cell) are lines of their own."""
        for start, end, cell in cells:
            words = text[start:end].strip()
            first = self._length + start + text[start:end].index(words)
            self._lines.append(
                Line(first, first + len(words), f"{place}, colonne {cell[2]}", cell=cell, gap=self._gap and start == 0)
            )
        self._gap = False
        self._parts.append(text)
        self._length += len(text) + 1

    def reading(self) -> Reading:
        """What was gathered."""
        return Reading("\n".join(self._parts), tuple(self._lines), tuple(self.remarks))
