"""Nouns ↔ plain rows ↔ Arrow tables; row → noun → row is identity.

The Arrow schema is read off the dataclass, so a field is written down once.
"""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import pyarrow as pa

Noun = TypeVar("Noun")
Made = TypeVar("Made")


def _once(function: Callable[[Any], Made]) -> Callable[[Any], Made]:
    """functools.cache for functions of a class; typed by hand, since mypy holds classes for unhashable."""
    return functools.cache(function)


#: Nouns that are made a table at once.
_AT_ONCE = 20_000

#: Types of plain values.
_SCALARS = frozenset((str, int, float, bool, bytes))


def to_row(noun: Any) -> dict[str, Any]:
    """A noun as nested dicts and lists of plain values, keys in the schema's order."""
    return {
        name: getattr(noun, name) if plain is None else plain(getattr(noun, name))
        for name, plain in _plainers(type(noun))
    }


def from_row(kind: type[Noun], row: dict[str, Any]) -> Noun:
    """The noun that `to_row` came from. Raises KeyError where a field is missing."""
    return kind(*[row[name] if make is None else make(row[name]) for name, make in _makers(kind)])


@_once
def arrow_schema(kind: Any) -> pa.Schema:
    """The Arrow schema of a noun: structs for nouns within it, lists for tuples."""
    # rows alone need no Arrow, which takes a third of what a command needs to start
    import pyarrow as pa

    return pa.schema([pa.field(name, *_arrow(hint)) for name, hint in _field_types(kind).items()])


def rows_to_table(kind: type, nouns: Iterable[Any]) -> pa.Table:
    """An Arrow table of nouns of one kind; an empty one keeps the schema."""
    import pyarrow as pa

    schema, waiting = arrow_schema(kind), iter(nouns)
    parts = [schema.empty_table()]
    # as plain values nouns take several times what they take in a table
    while some := list(islice(waiting, _AT_ONCE)):
        columns = [
            pa.array([getattr(one, name) if plain is None else plain(getattr(one, name)) for one in some], field.type)
            for (name, plain), field in zip(_plainers(kind), schema, strict=True)
        ]
        parts.append(pa.Table.from_arrays(columns, schema=schema))
    return parts[-1] if len(parts) < 3 else pa.concat_tables(parts).combine_chunks()


def table_to_rows(kind: type[Noun], table: pa.Table, shared: bool = False) -> Iterator[Noun]:
    """The nouns in a table, in its order; columns that the noun does not have are left aside.

    `shared`: equal names are one object, for whoever holds a whole table: a third less memory, for a third more time.
    """
    names, known = [name for name in _field_types(kind) if name in table.column_names], dict[str, str]()
    for batch in table.select(names).to_batches(max_chunksize=4096):
        for row in batch.to_pylist():
            yield from_row(kind, _sharing(row, known) if shared else row)


#: Longer strings are hardly ever there twice.
_LONGEST_NAME = 80


def _sharing(value: Any, known: dict[str, str]) -> Any:
    """A row with strings that are known by now in place of equal ones, but for ids, of which each is there once."""
    kind = type(value)
    if kind is str and len(value) <= _LONGEST_NAME:
        return known.setdefault(value, value)
    if kind is dict:
        for name, one in value.items():
            if one is not None and name != "id":
                value[name] = _sharing(one, known)
    elif kind is list and value:
        return [_sharing(one, known) for one in value]
    return value


@_once
def _field_types(kind: Any) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


@_once
def _plainers(kind: Any) -> list[tuple[str, Callable[[Any], Any] | None]]:
    """For each field what makes its value plain; None where it is plain as it stands."""
    return [(name, _plainer(hint)) for name, hint in _field_types(kind).items()]


def _plainer(hint: Any) -> Callable[[Any], Any] | None:
    parts = set(typing.get_args(hint) if isinstance(hint, types.UnionType) else [hint]) - {type(None)}
    if parts <= _SCALARS:
        return None
    (kept,) = parts if len(parts) == 1 else (None,)
    if typing.get_origin(kept) is tuple and {*typing.get_args(kept)} <= {*_SCALARS, ...}:
        return lambda value: None if value is None else list(value)
    return _plain


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return to_row(value)
    return value


@_once
def _makers(kind: Any) -> list[tuple[str, Callable[[Any], Any] | None]]:
    """For each field what turns a row's value into the noun's; None where it is the same."""
    return [(name, _maker(hint)) for name, hint in _field_types(kind).items()]


def _maker(hint: Any) -> Callable[[Any], Any] | None:
    hint, _ = _without_none(hint)
    if typing.get_origin(hint) is tuple:
        inner = _maker(typing.get_args(hint)[0])
        return lambda value: None if value is None else tuple(value if inner is None else map(inner, value))
    if is_dataclass(hint):
        return lambda value: None if value is None else from_row(typing.cast(Any, hint), value)
    return None


def _arrow(hint: Any) -> tuple[pa.DataType, bool]:
    """The Arrow type of an annotation, and whether it may be null."""
    import pyarrow as pa

    hint, nullable = _without_none(hint)
    if typing.get_origin(hint) is tuple:
        return pa.list_(_arrow(typing.get_args(hint)[0])[0]), nullable
    if is_dataclass(hint):
        # nested fields are nullable for Delta's sake: a null struct has null members
        members = [pa.field(name, _arrow(kind)[0]) for name, kind in _field_types(hint).items()]
        return pa.struct(members), nullable
    scalars: dict[type, pa.DataType] = {
        str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), bytes: pa.binary(),
    }  # fmt: skip
    return scalars[hint], nullable


def _without_none(hint: Any) -> tuple[Any, bool]:
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        (kept,) = [part for part in typing.get_args(hint) if part is not type(None)]
        return kept, True
    return hint, False
