"""The records of a csv as people really save them: ; or , or tab, quotes left open, an Excel ``sep=`` line."""

import csv
from collections import Counter
from collections.abc import Iterator

CANDIDATES = ";,\t|"
ONE_COLUMN = "\x1f"
"""The delimiter of a file that has none: a character that no text holds."""
MOST_LINES_OF_A_CELL = 200


def separator(text: str) -> str:
    """The delimiter of a csv: the one that cuts the first line most, and the next ones in as many cells.

    >>> separator("extrait;atelier\\nPas de place, nulle part;1\\n")
    ';'
    """
    lines = [line for line in text[:20_000].split("\n") if line.strip()][:20]
    if not lines:
        return ","
    if lines[0].lower().startswith("sep=") and len(lines[0].strip()) == 5:
        return lines[0].strip()[4]
    header = Counter(_outside_quotes(lines[0]))
    found = [mark for mark in CANDIDATES if header[mark]]
    if not found:
        return ONE_COLUMN
    steady = {mark: sum(_outside_quotes(line).count(mark) == header[mark] for line in lines[1:]) for mark in found}
    # A sentence in the header ("qui, quoi") must not win over the mark that cuts every row.
    return max(found, key=lambda mark: (steady[mark] * header[mark], header[mark], -CANDIDATES.index(mark)))


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[0::2])


def records(text: str, delimiter: str, remarks: list[tuple[str, str]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each record with the number of its first line, cells stripped. A quote never closed is told."""
    lines = text.split("\n")
    index = 0
    while index < len(lines):
        line = lines[index]
        if '"' not in line:
            if index or not _is_excel_hint(line):
                yield index + 1, tuple(cell.strip() for cell in line.split(delimiter))
            index += 1
            continue
        cells, used = _quoted(lines, index, delimiter)
        if not used:
            remarks.append((f"ligne {index + 1}", "guillemet ouvert et jamais fermé : fermez-le ou doublez-le ("
                            '""), la ligne est lue telle quelle.'))  # fmt: skip
            cells, used = line.split(delimiter), 1
        yield index + 1, tuple(cell.strip() for cell in cells)
        index += used


def _is_excel_hint(line: str) -> bool:
    return line.lower().startswith("sep=") and len(line.strip()) == 5


def _quoted(lines: list[str], index: int, delimiter: str) -> tuple[list[str], int]:
    """The cells of a record that holds quotes, and how many lines it takes: 0 if its quote is never closed."""
    for used in range(1, min(MOST_LINES_OF_A_CELL, len(lines) - index) + 1):
        # Only a line that holds a quote can close the cell.
        if used > 1 and '"' not in lines[index + used - 1]:
            continue
        record = "\n".join(lines[index : index + used])
        try:
            cells = next(csv.reader([record], delimiter=delimiter, strict=True), [])
        except csv.Error as error:
            if "unexpected end of data" in str(error):
                continue
            try:
                # A quote in the middle of a cell ("dit "oui" fort"): read loosely, as spreadsheets do.
                cells = next(csv.reader([record], delimiter=delimiter), [])
            except csv.Error:
                return [], 0
        return cells, used
    return [], 0
