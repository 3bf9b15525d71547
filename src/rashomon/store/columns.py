"""Rows of older and newer programs → the columns that readers of this one see; and back, fit for a table that grows.

Reads and gives Arrow tables. The one idea: what older rows lack is null, or empty where null may not be, so a column
that comes later may be null where it lies, whatever its noun says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

#: What stands for a value that older rows lack, where the column may not be null.
_EMPTY: dict[str, Any] = {"string": "", "int64": 0, "double": 0.0, "bool": False, "binary": b""}


def as_schema(rows: pa.Table, wanted: pa.Schema) -> pa.Table:
    """Rows with exactly these columns: what older rows lack is null, or empty where null may not be."""
    return pa.table([_column(rows, field) for field in wanted], schema=wanted)


def _column(rows: pa.Table, field: pa.Field) -> pa.ChunkedArray:
    if field.name not in rows.schema.names:
        column = pa.chunked_array([pa.nulls(rows.num_rows, field.type)])
    else:
        column = rows[field.name].cast(field.type)
    if field.nullable or not column.null_count:
        return column
    filled = [_EMPTY.get(str(field.type), []) if value is None else value for value in column.to_pylist()]
    return pa.chunked_array([pa.array(filled, field.type)])


def nullable(rows: pa.Table) -> pa.Table:
    """The same rows, every column of which may be null: files that lack a column of a table can then be joined."""
    return rows.cast(pa.schema([field.with_nullable(True) for field in rows.schema]))


def table_of(rows: Iterable[Sequence[Any]], schema: pa.Schema) -> pa.Table:
    """Rows, each with a value for every column in turn, as a table."""
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pa.table([pa.array(column, field.type) for field, column in zip(schema, columns, strict=True)], schema)
