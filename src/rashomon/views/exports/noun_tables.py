"""The record as it is, noun by noun: JSON lines, CSV and Parquet.

Reads the record; writes every noun but the documents (their bytes belong to the publishers and stay in the
case). The one idea: columns are read off the nouns, so that an export cannot fall behind the schema.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from rashomon.record import FORMAT, NOUNS, Record, arrow_schema, rows_to_table, to_row
from rashomon.views.exports.base import Exported, json_lines, json_text
from rashomon.views.exports.cells import csv_text
from rashomon.views.exports.json_record import export_json
from rashomon.views.words import nested

#: The nouns that leave the case, in the order of the flow.
TABLES = tuple(name for name in NOUNS if name != "documents")


def json_file(record: Record, run: dict[str, Any]) -> Exported:
    """The JSON object of docs/record.schema.json."""
    return Exported({"record.json": json_text(export_json(record, run))})


def jsonl_file(record: Record, run: dict[str, Any]) -> Exported:
    """One noun a line, `noun` first; the first line says what made the record."""
    lines: list[dict[str, Any]] = [{"noun": "run", "format": FORMAT, **run}]
    lines += [{"noun": name, **to_row(noun)} for name in TABLES for noun in _nouns(record, name)]
    return Exported({"record.jsonl": json_lines(lines)})


def csv_files(record: Record, run: dict[str, Any]) -> Exported:
    """One CSV file a noun: structs become columns (`when_start`), lists JSON."""
    return Exported({f"{name}.csv": _csv(record, name) for name in TABLES})


def parquet_files(record: Record, run: dict[str, Any]) -> Exported:
    """One Parquet file a noun with the schema's own nesting; the versions stand in the file's metadata."""
    return Exported({f"{name}.parquet": _parquet(record, name, run) for name in TABLES})


def _nouns(record: Record, name: str) -> Iterable[Any]:
    found = getattr(record, name)
    return found.values() if isinstance(found, dict) else found


def _csv(record: Record, name: str) -> str:
    columns = _columns(arrow_schema(NOUNS[name]))
    rows = (to_row(noun) for noun in _nouns(record, name))
    return csv_text(([_reach(row, path) for path in columns] for row in rows), ["_".join(p) for p in columns])


def _columns(schema: pa.Schema) -> list[tuple[str, ...]]:
    """The paths of the columns: a struct gives one for each of its members."""
    found: list[tuple[str, ...]] = []
    for field in schema:
        members = [field.type.field(i).name for i in range(field.type.num_fields)]
        found += [(field.name, member) for member in members] if pa.types.is_struct(field.type) else [(field.name,)]
    return found


def _reach(row: dict[str, Any], path: tuple[str, ...]) -> Any:
    value: Any = row
    for name in path:
        value = None if value is None else value[name]
    return nested(value)


def _parquet(record: Record, name: str, run: dict[str, Any]) -> bytes:
    table = rows_to_table(NOUNS[name], _nouns(record, name))
    made = json.dumps({"format": FORMAT, **run}, sort_keys=True)
    buffer = io.BytesIO()
    pq.write_table(table.replace_schema_metadata({"rashomon": made}), buffer, compression="zstd")
    return buffer.getvalue()
