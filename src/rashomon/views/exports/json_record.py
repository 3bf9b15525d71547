"""record → one JSON object with the public schema's names (docs/record.schema.json)."""

from __future__ import annotations

import types
import typing
from dataclasses import fields, is_dataclass
from typing import Any

from rashomon.record import FORMAT, NOUNS, Record, to_row

#: The lists of the object, in this order.
LISTS = (
    "articles", "mentions", "entities", "statements", "reports", "events", "stories", "copies", "judgements",
    "findings", "failures",
)  # fmt: skip


def export_json(record: Record, run: dict[str, Any]) -> dict[str, Any]:
    """The whole record: nothing but JSON types, instants in ISO 8601, field names of the schema."""
    exported: dict[str, Any] = {"format": FORMAT}
    for name in LISTS:
        nouns = getattr(record, name)
        exported[name] = [to_row(noun) for noun in (nouns.values() if isinstance(nouns, dict) else nouns)]
    exported["run"] = run
    return exported


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the export, read off the nouns so that the two cannot part."""
    properties: dict[str, Any] = {"format": {"const": FORMAT}}
    for name in LISTS:
        properties[name] = {"type": "array", "items": _object(NOUNS[name])}
    properties["run"] = {
        "type": "object",
        "properties": {
            "program": {"type": "string"},
            "stages": {"type": "object", "additionalProperties": {"type": "integer"}},
            "models": {"type": "object", "additionalProperties": {"type": "string"}},
        },
        "required": ["program", "stages", "models"],
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A Rashomon record",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _object(kind: Any) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    return {
        "type": "object",
        "properties": {name: _value(hints[name]) for name in names},
        "required": names,
        "additionalProperties": False,
    }


def _value(hint: Any) -> dict[str, Any]:
    if isinstance(hint, types.UnionType):
        (kept,) = [part for part in typing.get_args(hint) if part is not type(None)]
        return {"anyOf": [_value(kept), {"type": "null"}]}
    if typing.get_origin(hint) is tuple:
        return {"type": "array", "items": _value(typing.get_args(hint)[0])}
    if is_dataclass(hint):
        return _object(hint)
    return {"type": {str: "string", int: "integer", float: "number", bool: "boolean"}[hint]}
