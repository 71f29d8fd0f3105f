"""The tables as they are in the database, which may be older than the code."""

from django.apps import apps
from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

Step = tuple[str, str]
"""An application and the name of one of its migrations."""


class UnknownStepError(Exception):
    """The database, or a backup of one, went further than this code knows."""


def applied() -> set[Step]:
    return set(MigrationRecorder(connection).applied_migrations())


def pending() -> int:
    """How many migrations the database lacks."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def models_at(steps: set[Step]) -> Apps:
    """The models after these migrations: today's when there is nothing more to apply."""
    executor = MigrationExecutor(connection)
    known = set(executor.loader.disk_migrations)
    if unknown := steps - known - set(executor.loader.applied_migrations):
        raise UnknownStepError(".".join(min(unknown)))
    if steps >= known:
        return apps
    return executor.loader.project_state(list(_last(executor, steps)), at_end=True).apps


def rewind(steps: set[Step]) -> None:
    """Tables as they were after these migrations, and nothing in them: for a place where there is nothing to lose."""
    with connection.schema_editor() as editor:
        cascade = "" if connection.vendor == "sqlite" else " CASCADE"
        for table in connection.introspection.table_names():
            editor.execute(f"DROP TABLE {connection.ops.quote_name(table)}{cascade}")
    executor = MigrationExecutor(connection)
    executor.migrate(list(_last(executor, steps)))


def _last(executor: MigrationExecutor, steps: set[Step]) -> set[Step]:
    """Those that no other of them comes after."""
    graph = executor.loader.graph
    there = {node for node in graph.nodes if node in steps}
    return {node for node in there if not {child.key for child in graph.node_map[node].children} & there}
