"""Notes kept as a table (csv, xlsx, ods): one excerpt a row, its other cells about it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from vivant.corpus import Role
from vivant.formats.files import Unreadable
from vivant.formats.grids import Grid, Grids
from vivant.formats.marks import is_bullet
from vivant.formats.reading.lines import Line
from vivant.formats.tables import missing_columns, overfull
from vivant.formats.understanding.columns import COLUMNS, Columns, columns_of, kind_of, section_named
from vivant.formats.understanding.dates import find_date
from vivant.formats.understanding.drafts import Drafts
from vivant.formats.understanding.flattening import flat
from vivant.formats.understanding.labels import people_of_line
from vivant.formats.understanding.phrases import Place, add_words
from vivant.formats.understanding.shapes import shape_of
from vivant.formats.understanding.titles import Title, looks_like_title, read_title
from vivant.formats.understanding.workshops import Meeting, Meetings

HEADER_ROWS = 15
"""Titles of columns are looked for in so many rows: above them stand the title of the sheet, its date…"""
OTHER_SHEET = "feuille sans colonne d'extraits"
HIDDEN_SHEET = "feuille masquée"
OVERFULL = "cellule en trop sur la ligne"


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row as written in the text of the sheet: its cells and where each starts."""

    number: int
    cells: tuple[str, ...]
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LaidGrid:
    """A sheet as written in the text; ``header`` is the index of the row that names columns, -1 without one."""

    grid: Grid
    rows: tuple[LaidRow, ...]
    header: int
    columns: Columns | None


def understand_grids(name: str, grids: Grids) -> Drafts:
    """The excerpts of the sheets that have a column for them. Raises Unreadable when none has."""
    text, laid = _lay(grids)
    if not any(one.columns and not one.grid.hidden for one in laid):
        header = next((grid.rows[0][1] for grid in grids.sheets if grid.rows), ())
        raise Unreadable(missing_columns(header, [" ou ".join(COLUMNS["text"][:4])], grids))
    walk = GridWalk(Drafts(name, text))
    for place, message in grids.remarks:
        walk.drafts.problem(place, message)
    readable = [one for one in laid if one.columns and not one.grid.hidden]
    for one in laid:
        if one.columns is None or one.grid.hidden:
            walk.set_aside(one)
        else:
            walk.read(one, one.columns, is_only=len(readable) == 1)
    walk.tell()
    walk.drafts.meetings = walk.meetings.all
    return walk.drafts


def _lay(grids: Grids) -> tuple[str, list[LaidGrid]]:
    """The text of the sheets: a row a line, cells apart by tabs."""
    parts: list[str] = []
    laid = []
    length = 0
    for grid in grids.sheets:
        rows = []
        for number, typed in grid.rows:
            cells = tuple(_one_line(cell) if "\n" in cell else cell for cell in typed)
            starts = []
            for cell in cells:
                starts.append(length)
                length += len(cell) + 1
            parts.append("\t".join(cells))
            rows.append(LaidRow(number, cells, tuple(starts)))
        found = next(
            ((index, columns) for index, row in enumerate(rows[:HEADER_ROWS]) if (columns := columns_of(row.cells))),
            (-1, None),
        )
        laid.append(LaidGrid(grid, tuple(rows), *found))
    return "\n".join(parts), laid


def _one_line(cell: str) -> str:
    """A cell on one line, unless it is a list of bullets: then each of them is a line."""
    lines = [line.strip() for line in cell.split("\n") if line.strip()]
    return "\n".join(lines) if lines and all(is_bullet(line) for line in lines) else " ".join(lines)


@dataclass(slots=True)
class GridWalk:
    """Where the reading of the sheets stands. ``by_name``: the workshops named by cells (workshop, date)."""

    drafts: Drafts
    meetings: Meetings = field(default_factory=Meetings)
    by_name: dict[tuple[str, str], Meeting] = field(default_factory=dict)
    nameless: list[str] = field(default_factory=list)

    def set_aside(self, laid: LaidGrid) -> None:
        """A sheet that holds no excerpts, said with its reason."""
        reason = HIDDEN_SHEET if laid.grid.hidden else OTHER_SHEET
        for row in laid.rows:
            for column in range(len(row.cells)):
                self._piece(laid.grid, row, column, Role.SET_ASIDE, reason)
        if laid.rows and not laid.grid.hidden:
            found = ", ".join(f"« {cell} »" for cell in laid.rows[0].cells if cell)
            self.drafts.problem(
                f"feuille {laid.grid.sheet}",
                f"aucune colonne d'extraits (trouvées : {found}) : feuille laissée de côté ; s'il s'y trouve des "
                f"notes, "
                "titrez leur colonne « extrait ».",
            )

    def read(self, laid: LaidGrid, columns: Columns, *, is_only: bool) -> None:
        """A sheet of notes: what stands above the titles, the titles, the rows."""
        self.meetings.current = None
        if not is_only and "workshop" not in columns.by_family and laid.grid.sheet:
            # A sheet a workshop: its tab is the title.
            self.meetings.start(read_title(laid.grid.sheet), f"feuille {laid.grid.sheet}", is_guess=True)
        for row in laid.rows[: laid.header]:
            self._preamble(laid.grid, row)
        header = laid.rows[laid.header]
        for column in range(len(header.cells)):
            self._piece(laid.grid, header, column, Role.HEADING)
        default = self.meetings.current
        for row in laid.rows[laid.header + 1 :]:
            self._row(laid.grid, row, columns, default)

    def tell(self) -> None:
        """The problems told once for the whole file."""
        if self.nameless:
            places = ", ".join(self.nameless[:5])
            self.drafts.problem(
                places + ("…" if len(self.nameless) > 5 else ""),
                "qui parle n'y est pas dit par une fonction ; laissé vide, car ce peut être un nom : "
                "écrivez par exemple « éducatrice ».",
            )

    def _preamble(self, grid: Grid, row: LaidRow) -> None:
        for column, cell in enumerate(row.cells):
            if not cell:
                continue
            words, dated = flat(cell), find_date(flat(cell))
            is_title = looks_like_title(words, is_styled=not row.number - 1) or (
                self.meetings.current is None and len(words.split()) <= 14
            )
            count = people_of_line(words, is_head=True)
            if (
                count is None
                and is_title
                and not (dated and dated.end - dated.start > len(words) - 12)
                and len(words) > 3
            ):
                self.meetings.start(read_title(cell), grid.place(row.number, column))
            elif dated:
                self.meetings.date(dated.day, grid.place(row.number, column))
            elif count is not None and self.meetings.current:
                self.meetings.current.declared = count
            self._piece(grid, row, column, Role.METADATA)

    def _row(self, grid: Grid, row: LaidRow, columns: Columns, default: Meeting | None) -> None:
        width = len(columns.names)
        text_column = columns.by_family["text"]
        if len(row.cells) > width and any(row.cells[width:]):
            self.drafts.problem(grid.place(row.number), overfull(len(row.cells), width))
        for column in range(len(row.cells)):
            if column >= width:
                self._piece(grid, row, column, Role.SET_ASIDE, OVERFULL)
            elif column != text_column:
                self._piece(grid, row, column, Role.METADATA)
        if text_column >= len(row.cells) or not row.cells[text_column]:
            self.drafts.problem(
                grid.place(row.number, text_column), "extrait vide : complétez la cellule ou supprimez la ligne."
            )
            return
        place = self._place(grid, row, columns, default)
        start = row.starts[text_column]
        for line in row.cells[text_column].split("\n"):
            shape = shape_of(Line(start, start + len(line), grid.place(row.number, text_column)), line)
            start += len(line) + 1
            if shape.sort in ("aside", "rule"):
                self.drafts.piece(shape.line.start, shape.line.end, Role.SET_ASIDE, shape.line.place, shape.value)
            else:
                add_words(self.drafts, shape, place)

    def _place(self, grid: Grid, row: LaidRow, columns: Columns, default: Meeting | None) -> Place:
        cells = row.cells
        function, is_refused = columns.function(cells)
        if is_refused:
            self.nameless.append(grid.place(row.number))
        typed = columns.cell(cells, "kind")
        kind = kind_of(typed)
        section = columns.cell(cells, "section") or (typed if kind is None else "")
        meeting = self._meeting(columns, cells, grid.place(row.number)) or default
        return Place(
            columns.cell(cells, "theme"), section_named(section), function, columns.cell(cells, "sector"), meeting, kind
        )

    def _meeting(self, columns: Columns, cells: Sequence[str], place: str) -> Meeting | None:
        typed, day = columns.cell(cells, "workshop"), columns.cell(cells, "date")
        if not typed and not day:
            return None
        if (typed, day) not in self.by_name:
            dated = find_date(flat(day))
            if day and (dated is None or dated.day is None):
                self.drafts.problem(place, f"date non comprise « {day} » : écrivez par exemple 09/01/2018.")
            title = read_title(typed)
            held_on = (dated.day if dated else None) or title.held_on
            number = typed if typed.isdigit() else title.number
            theme = "" if typed.isdigit() else title.theme
            self.meetings.current = None
            meeting = self.meetings.start(Title(theme, number, held_on, title.declared), place)
            meeting.typed = typed
            self.by_name[typed, day] = meeting
        meeting = self.by_name[typed, day]
        if meeting.declared is None and (count := columns.cell(cells, "declared")).isdigit():
            meeting.declared = int(count)
        meeting.where = meeting.where or columns.cell(cells, "place")
        return meeting

    def _piece(self, grid: Grid, row: LaidRow, column: int, role: Role, reason: str = "") -> None:
        if cell := row.cells[column]:
            start = row.starts[column]
            self.drafts.piece(start, start + len(cell), role, grid.place(row.number, column), reason)
