"""Tables out and in. Each kind is a module: ``key``, ``title``, ``words`` (what it does not hold), ``columns``, and
``rows(member, asked)``; those that are read back also have ``required``, ``aliases``, ``plan(member, table, edition)``
and ``write(plan, by)``. What is not said in a table changes nothing: neither a column left out nor an empty cell."""

import tempfile
from pathlib import Path
from types import ModuleType

from django.utils.translation import gettext

from plateforme.meetings.models import TableDraft
from plateforme.meetings.tables import attendances, gatherings, people, registered, structures
from plateforme.meetings.tables.plan import Plan
from plateforme.networks.models import Membership
from vivant.corpus import Problem
from vivant.formats.table_writing import plain
from vivant.formats.tables import Row, Table, read_table

TABLES: dict[str, ModuleType] = {kind.key: kind for kind in (people, structures, gatherings, attendances, registered)}
READ_BACK: dict[str, ModuleType] = {kind.key: kind for kind in (people, structures, gatherings, attendances)}
MOST_ROWS = 20_000


def read(draft: TableDraft) -> Table:
    """The table that was sent, its cells as they were before they were guarded."""
    kind = READ_BACK[draft.table]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"table{Path(draft.name).suffix.lower()}"
        path.write_bytes(bytes(draft.content))
        table = read_table(path, required=kind.required, aliases=kind.aliases, name=draft.name)
    rows = tuple(
        Row(row.line, row.place, {name: plain(cell) for name, cell in row.cells.items()}) for row in table.rows
    )
    problems = table.problems
    if len(rows) > MOST_ROWS:
        words = gettext("%(count)d lignes, %(most)d au plus : coupez le tableau en plusieurs fichiers.")
        words %= {"count": len(rows), "most": MOST_ROWS}
        rows, problems = (), (*problems, Problem(draft.name, "", words))
    return Table(table.source, table.header, table.columns, rows, problems)


def plan_of(draft: TableDraft, member: Membership) -> Plan:
    """What this table would change, for this member, now."""
    found: Plan = READ_BACK[draft.table].plan(member, read(draft), draft.edition)
    return found
