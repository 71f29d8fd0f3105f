"""Tables that people keep (csv, xlsx, ods), one way of reading them all.

``read_table(path, required=("workshop", "person"), aliases={"atelier": "workshop"})`` gives a ``Table``: ``rows`` to
loop over (``row.cells["workshop"]``, ``row.line``, ``row.place``) and ``problems`` to show. It raises nothing.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vivant.corpus import Problem
from vivant.formats.files import TEXTS, Unreadable, ole_message, read_bytes, refuse_suffix, sniff
from vivant.formats.grids import Grid, Grids, letters, read_grids
from vivant.language import fold

DELIMITERS = {";": "point-virgule", ",": "virgule", "\t": "tabulation", "|": "barre"}


@dataclass(frozen=True, slots=True)
class Row:
    """Cells by column name, stripped, one entry a column. ``line`` is the number of the row in the file."""

    line: int
    place: str
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """``columns`` are the names used as keys, ``header`` the same as typed. ``rows`` are the sound ones alone: a row
    with more cells than the header is in ``problems`` only. Empty rows are skipped. All empty for an unreadable file.

    ``delimiter`` and ``encoding`` are given for a csv, ``sheet`` for the others.
    """

    source: str
    header: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""


def read_table(
    path: Path,
    *,
    required: Collection[str] = (),
    aliases: Mapping[str, str] | None = None,
    name: str | None = None,
) -> Table:
    """The table of a csv, xlsx or ods, first row as header. Of several sheets, the first that has the required columns.

    Column names are stripped and folded (lower case, no accent: "Thème " is "theme"), then looked up in ``aliases``
    (folded too). A missing required column is a problem that names those found and those expected, and no row is given.
    ``name`` is how problems call the file; its own name if None.
    """
    name = path.name if name is None else name
    try:
        grids = read_grids(*table_bytes(path))
    except Unreadable as error:
        return Table(name, problems=(Problem(name, error.place, error.message),))
    problems = [Problem(name, place, message) for place, message in grids.remarks]
    sheets = [grid for grid in grids.sheets if grid.rows]
    if not sheets:
        return Table(
            name, problems=(*problems, Problem(name, "", "tableau vide : il faut une ligne de titres de colonnes."))
        )
    names = [column_names(grid.rows[0][1], aliases or {}) for grid in sheets]
    chosen = next((index for index, columns in enumerate(names) if set(required) <= set(columns)), None)
    if chosen is None:
        problems.append(
            Problem(name, sheets[0].place(sheets[0].rows[0][0]), missing_columns(sheets[0].rows[0][1], required, grids))
        )
        return Table(
            name, sheets[0].rows[0][1], names[0], (), tuple(problems), grids.encoding, grids.delimiter, sheets[0].sheet
        )
    grid, columns = sheets[chosen], names[chosen]
    rows = _rows(grid, columns, name, problems)
    return Table(name, grid.rows[0][1], columns, rows, tuple(problems), grids.encoding, grids.delimiter, grid.sheet)


def table_bytes(path: Path) -> tuple[bytes, str]:
    """The bytes of a table and what they are: csv, xlsx or ods. Raises Unreadable for anything else."""
    suffix = path.suffix.lower()
    refuse_suffix(suffix)
    data = read_bytes(path)
    kind = sniff(data, suffix)
    if kind == "ole":
        raise Unreadable(ole_message(data))
    if kind in TEXTS.values():
        return data, "csv"
    if kind not in ("xlsx", "ods"):
        raise Unreadable(f"ce fichier est un {kind}, pas un tableau : enregistrez-le en .csv, .xlsx ou .ods.")
    return data, kind


def column_names(header: Sequence[str], aliases: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of columns: folded names, known aliases replaced. A column without a name is called after its letter, a
    name met again is followed by its letter.

    >>> column_names(["Thème ", "Extrait", "", "Extrait"], {"theme": "subject"})
    ('subject', 'extrait', 'colonne c', 'extrait d')
    """
    names: list[str] = []
    for index, typed in enumerate(header):
        key = " ".join(fold(typed).split())
        key = aliases.get(key, key) or f"colonne {letters(index).lower()}"
        names.append(f"{key} {letters(index).lower()}" if key in names else key)
    return tuple(names)


def missing_columns(header: Sequence[str], required: Collection[str], grids: Grids) -> str:
    """What to say when columns are missing: those expected, those found, how the file was cut."""
    found = ", ".join(f"« {cell} »" for cell in header if cell) or "aucune"
    expected = ", ".join(f"« {column} »" for column in required)
    cut = f" (séparateur : {DELIMITERS[grids.delimiter]})" if grids.delimiter in DELIMITERS else ""
    return f"colonnes attendues : {expected} ; trouvées : {found}{cut}. Renommez les titres de la première ligne."


def _rows(grid: Grid, columns: tuple[str, ...], name: str, problems: list[Problem]) -> tuple[Row, ...]:
    rows = []
    width = len(columns)
    for number, cells in grid.rows[1:]:
        if len(cells) > width and any(cells[width:]):
            problems.append(Problem(name, grid.place(number), overfull(len(cells), width)))
            continue
        padded = (*cells[:width], *("",) * (width - len(cells)))
        rows.append(Row(number, grid.place(number), dict(zip(columns, padded, strict=True))))
    return tuple(rows)


def overfull(count: int, width: int) -> str:
    """What to say of a row that has more cells than there are titles."""
    return (
        f"{count} cellules pour {width} colonnes : entourez de guillemets le texte qui contient le séparateur, "
        "ou donnez un titre à chaque colonne."
    )
