"""Plain text and Markdown, kept character for character; a line that continues the one above joins it."""

import re

from vivant.formats.decoding import decode
from vivant.formats.marks import mark_length
from vivant.formats.reading.lines import Reading, Writer

WRAP = 70
"""Editors cut lines at 72 to 80 columns: a line that was cut could not have taken the next word and stay under this."""
LONGEST_WRAPPED = 132
SHORTEST_CUT = 50

_DANGLING = re.compile(
    r"(?:^|[\s'’])(?:l['’]|d['’]|qu['’]|n['’]|s['’]|le|la|les|un|une|des|du|de|au|aux|et|ou|à|en|dans|par|pour|"
    r"avec|sans|sur|"
    r"sous|chez|entre|vers|que|qui|dont|où|mais|donc|car|ce|cet|cette|ces|son|sa|ses|leur|leurs|notre|nos|votre|"
    r"vos|ne|se|"
    r"il|elle|on|nous|ils|elles|est|sont|a|ont|très|plus|quand|si|comme),?$"
)
_ENDED = re.compile(r"[.!?…;:»\"”)\]*_|]$")
_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
_RULE = re.compile(r"[-=_*~#.·•–—+|\s:]{2,}$")
_FENCE = re.compile(r"(?:```|~~~)\S*\s*$")


def read_txt(data: bytes) -> Reading:
    """The lines of a plain text, with their numbers."""
    return _read(data, is_markdown=False)


def read_md(data: bytes) -> Reading:
    """The lines of a Markdown text: its headings, quotations, tables; front matter and comments are set aside."""
    return _read(data, is_markdown=True)


def _read(data: bytes, *, is_markdown: bool) -> Reading:
    decoded = decode(data)
    writer = Writer()
    writer.remarks.extend(decoded.remarks)
    lines = decoded.text.split("\n")
    asides = _markdown_asides(lines) if is_markdown else {}
    table = row = 0
    index = 0
    while index < len(lines):
        first, line = index, lines[index]
        index += 1
        if reason := asides.get(first):
            writer.add(line, f"ligne {first + 1}", aside=reason)
            continue
        if is_markdown and line.lstrip().startswith("|") and line.count("|") > 1:
            row += 1
            table += row == 1
            _add_cells(writer, line, f"ligne {first + 1}", table, row)
            continue
        row = 0
        while index < len(lines) and index not in asides and continues(lines[index - 1], lines[index], line):
            line += " " + lines[index].strip()
            index += 1
        _add(writer, line, f"ligne {first + 1}", is_markdown)
    return writer.reading()


def _add(writer: Writer, line: str, place: str, is_markdown: bool) -> None:
    stripped = line.strip()
    heading = _HEADING.match(stripped)
    quoted = is_markdown and stripped.startswith(">")
    writer.add(line, place, heading=heading.group().count("#") + 1 if heading else 0, quoted=quoted)


def continues(above: str, line: str, first: str) -> bool:
    """Whether ``line`` goes on with the sentence of ``above``, the line just before; ``first`` is where that one began.

    Decided on these lines alone: what stands elsewhere in the file cannot change an excerpt.

    >>> continues("- la question de la place des parents dans les", "  réunions", "- la question")
    True
    >>> continues("manque de temps", "manque de places", "manque de temps")
    False
    """
    words, text = above.strip(), line.strip()
    if not words or not text or mark_length(text) or _HEADING.match(text) or _HEADING.match(words):
        return False
    if _RULE.match(text) or _RULE.match(words) or words.startswith("|") or text.startswith("|"):
        return False
    # Lines glued in a row must not grow for ever on odd input.
    if len(first) > 5000:
        return False
    is_lower = text[0].islower() or text[0] in ",;:!?)»…"
    if _open_quote(first) and (is_lower or _closes_quote(text)):
        return True
    is_ended = _ENDED.search(words) is not None
    if mark := mark_length(first.strip()):
        under_words = len(line) - len(line.lstrip()) >= min(len(first) - len(first.lstrip()) + mark, 2)
        if under_words:
            return is_lower or not is_ended
        # Without an indent, only a line long enough to have been cut goes on.
        return is_lower and not is_ended and len(words) >= SHORTEST_CUT
    if is_ended or len(words) > LONGEST_WRAPPED:
        return False
    if len(words) >= 35 and _DANGLING.search(words):
        return True
    return is_lower and len(words) + 1 + len(text.split(maxsplit=1)[0]) > WRAP


def _open_quote(text: str) -> bool:
    return text.rfind("«") > text.rfind("»") or text.rfind("“") > text.rfind("”")


def _closes_quote(text: str) -> bool:
    before, closing, _ = text.replace("”", "»").partition("»")
    return bool(closing) and "«" not in before and "“" not in before


def _add_cells(writer: Writer, line: str, place: str, table: int, row: int) -> None:
    """A row of a Markdown table: each cell is a line; the bars between them belong to none."""
    cells = []
    start = 0
    for column, cell in enumerate(re.split(r"(?<!\\)\|", line)):
        if cell.strip() and not _RULE.match(cell.strip()):
            cells.append((start, start + len(cell), (table, row, column)))
        start += len(cell) + 1
    writer.add_cells(line, place, cells)


def _markdown_asides(lines: list[str]) -> dict[int, str]:
    """Lines that Markdown does not show as text: front matter, comments, fences."""
    asides: dict[int, str] = {}
    if lines and lines[0].strip() == "---":
        end = next((index for index in range(1, min(len(lines), 60)) if lines[index].strip() in ("---", "...")), 0)
        if end and any(":" in line for line in lines[1:end]):
            asides.update(dict.fromkeys(range(end + 1), "en-tête technique du fichier Markdown"))
    in_comment = False
    for index, line in enumerate(lines):
        text = line.strip()
        if in_comment or text.startswith("<!--"):
            asides[index] = "commentaire, invisible à la lecture"
            in_comment = "-->" not in text
        elif _FENCE.match(text):
            asides[index] = "signe de mise en forme"
    return asides
