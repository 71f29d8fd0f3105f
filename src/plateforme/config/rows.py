"""Rows of every table as lines of JSON and back, the same on SQLite and PostgreSQL, to the last microsecond."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any, TextIO
from uuid import UUID

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connection, models
from django.utils.duration import duration_iso_string

Model = type[models.Model]
LEFT_OUT = frozenset({"sessions", "usersessions", "axes"})
"""Applications whose rows are worth nothing later: who is signed in, who tried to."""
LEFT_OUT_MODELS = frozenset({"accounts.beat", "accounts.slot"})
A_BATCH = 500


def every_table(apps: Apps) -> list[Model]:
    """All tables of models, those between two models included, in one order whatever the settings."""
    found = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return sorted((model for model in found if not model._meta.proxy), key=lambda model: model._meta.label_lower)


def kept_tables(apps: Apps) -> list[Model]:
    kept = (model for model in every_table(apps) if model._meta.app_label not in LEFT_OUT)
    return [model for model in kept if model._meta.label_lower not in LEFT_OUT_MODELS]


def fields_of(model: Model) -> list[models.Field[Any, Any]]:
    return [field for field in model._meta.local_concrete_fields if not getattr(field, "generated", False)]


# --- out -------------------------------------------------------------------------------------------------------------


def write_rows(model: Model, out: TextIO) -> int:
    """A line of column names, then a line for each row in the order of keys; returns how many rows."""
    names = [field.attname for field in fields_of(model)]
    out.write(json.dumps(names) + "\n")
    count = 0
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=2_000):
        out.write(json.dumps([_plain(value) for value in row], ensure_ascii=False, sort_keys=True) + "\n")
        count += 1
    return count


def _plain(value: Any) -> Any:
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return duration_iso_string(value)
        case UUID() | Decimal():
            return str(value)
        case bytes() | memoryview():
            return b64encode(value).decode("ascii")
        case _:
            return value


# --- in --------------------------------------------------------------------------------------------------------------


def read_rows(model: Model, lines: TextIO) -> int:
    """Insert the rows that ``write_rows`` wrote, as they are: nothing is computed anew; returns how many."""
    names = json.loads(lines.readline())
    fields = {field.attname: field for field in fields_of(model)}
    columns = [fields[name] for name in names]
    count = 0
    for batch in _batches(lines, _size(columns)):
        rows = [_row(model, columns, json.loads(line)) for line in batch]
        model._base_manager.all()._insert(rows, columns, raw=True, using=connection.alias)  # type: ignore[attr-defined]
        count += len(rows)
    return count


def _size(columns: list[models.Field[Any, Any]]) -> int:
    return min(A_BATCH, connection.ops.bulk_batch_size(columns, range(A_BATCH)))


def _row(model: Model, columns: list[models.Field[Any, Any]], values: list[Any]) -> models.Model:
    row = model()
    for field, value in zip(columns, values, strict=True):
        setattr(row, field.attname, _value(field, value))
    return row


def _value(field: models.Field[Any, Any], value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField | models.FileField):
        return value
    if isinstance(field, models.BinaryField):
        return b64decode(value)
    return field.to_python(value)


def _batches(lines: Iterable[str], size: int) -> Iterator[list[str]]:
    left = iter(lines)
    while batch := list(islice(left, size)):
        yield batch


def empty(tables: Iterable[Model]) -> None:
    """Delete every row. Keys are checked at the end of the transaction, so the order does not matter."""
    with connection.cursor() as cursor:
        for model in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608


def set_sequences(tables: list[Model]) -> None:
    """The next row gets a key that no restored row has."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)
