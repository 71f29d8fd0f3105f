"""How wide the columns of a table are: shares of the line that suit the longest word and the amount of text."""

from vivant.synthesis.document import Table, plain

MANY = 6
"""Columns above which a table is set smaller."""


def line_of(table: Table) -> int:
    """Characters that a line of the printed page holds in the size of this table."""
    return 108 if len(table.header) > MANY else 104


def shares(table: Table) -> tuple[float, ...]:
    """One share a column, their sum is 1: no word is cut if it can be helped, those that head a row last;
    long cells get what is left.

    >>> from vivant.synthesis.document import Text
    >>> table = Table("t", "", ("Code", "n"), (((Text("Freins structurels"),), (Text("12"),)),), "lr")
    >>> [round(share, 2) for share in shares(table)]
    [0.78, 0.22]
    """
    texts = [[head, *(plain(row[i]) for row in table.rows if i < len(row))] for i, head in enumerate(table.header)]
    room = line_of(table)
    least = [max(max((len(word) for word in text.split()), default=1) for text in column) * 1.1 + 3 for column in texts]
    most = [max(least[i], *(min(len(text), room) + 3 for text in column)) for i, column in enumerate(texts)]
    wanted = [low + (high - low) ** 0.75 for low, high in zip(least, most, strict=True)]
    spare = room - sum(least)
    if spare > 0:
        wish = sum(wanted) - sum(least)
        part = min(1.0, spare / wish) if wish else 0.0
        wanted = [low + (want - low) * part for low, want in zip(least, wanted, strict=True)]
    else:
        head = min(least[0], room / 2)
        wanted = [head, *_cut(least[1:], room - head)]
    return tuple(want / sum(wanted) for want in wanted)


def _cut(widths: list[float], room: float) -> list[float]:
    """The same widths, the largest ones brought down to one measure so that all fit."""
    left, cap = room, 0.0
    for index, width in enumerate(sorted(widths)):
        cap = left / (len(widths) - index)
        if width > cap:
            break
        left -= width
    return [min(width, cap) for width in widths]


def letters(table: Table) -> str:
    """``align`` made as long as the header, left where nothing is said."""
    return table.align[: len(table.header)].ljust(len(table.header), "l")
