"""Tables inside documents: "Problèmes | Propositions" as titles of columns, or the columns of a table of notes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from vivant.formats.understanding.columns import Columns, columns_of, section_named
from vivant.formats.understanding.phrases import Place
from vivant.formats.understanding.shapes import Shape
from vivant.formats.understanding.workshops import Meeting


@dataclass(slots=True)
class TableColumns:
    """By table: the list that each column holds, or the families of its columns; and the cells of each row."""

    sections: dict[int, dict[int, str]] = field(default_factory=dict)
    columns: dict[int, Columns] = field(default_factory=dict)
    rows: dict[tuple[int, int], dict[int, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, shapes: Sequence[Shape]) -> "TableColumns":
        """The tables of a document whose first row names columns."""
        found = cls()
        headers: dict[int, dict[int, Shape]] = {}
        for shape in shapes:
            if shape.line.cell and not shape.line.aside:
                table, row, column = shape.line.cell
                if row == 1:
                    headers.setdefault(table, {}).setdefault(column, shape)
                words = found.rows.setdefault((table, row), {})
                words[column] = f"{words[column]} {shape.text}" if column in words else shape.text
        for table, header in headers.items():
            width = max(header)
            columns = columns_of([header[column].text if column in header else "" for column in range(1, width + 1)])
            if columns and len(columns.by_family) > 1:
                found.columns[table] = columns
            elif sections := {column: shape.value for column, shape in header.items() if shape.sort == "section"}:
                found.sections[table] = sections
        return found

    def handles(self, shape: Shape) -> bool:
        """Whether the cell is in one of these tables, and is not the first row of one that names lists and more."""
        return shape.line.cell is not None and (
            shape.line.cell[0] in self.columns or shape.line.cell[0] in self.sections
        )

    def place(self, shape: Shape, theme: str, section: str, meeting: Meeting | None) -> Place | None:
        """Where the words of a cell were said; None for a cell that tells about the others of its row."""
        table, row, column = shape.line.cell or (0, 0, 0)
        if columns := self.columns.get(table):
            if columns.by_family["text"] != column - 1:
                return None
            by_column = self.rows[table, row]
            cells = [by_column.get(index, "") for index in range(1, max(by_column) + 1)]
            function, _ = columns.function(cells)
            listed = columns.cell(cells, "section") or columns.cell(cells, "kind")
            return Place(
                columns.cell(cells, "theme") or theme,
                section_named(listed) or section,
                function,
                columns.cell(cells, "sector"),
                meeting,
            )
        sections = self.sections[table]
        if column not in sections:
            # The column beside the lists names their themes, when there is one ("Thème | Problèmes | Propositions").
            return None if column == 1 and len(sections) > 1 else Place(theme, section, "", "", meeting)
        rows = self.rows[table, row]
        return Place(rows[1] if 1 not in sections and 1 in rows else theme, sections[column], "", "", meeting)
