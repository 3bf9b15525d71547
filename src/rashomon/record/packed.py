"""Values of dataclasses ↔ lists of plain values, as JSON keeps them; value → lists → value is identity.

Reads a type's annotations once. The one idea: what lies beside a case is written and read by the thousand, so a value
becomes a list in the order of its fields, without names; whoever keeps it notes which program did.
"""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any, NamedTuple


class Packing(NamedTuple):
    """`dump` makes lists of a value, `load` the value of lists; None where both are the same."""

    dump: Callable[[Any], Any] | None
    load: Callable[[Any], Any] | None


_SAME = Packing(None, None)


@functools.cache
def packing(hint: Any) -> Packing:
    """How values of an annotated type are packed. Raises TypeError for types that it does not know.

    Mappings keep their order and have strings for keys.
    """
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        return _or_none(hint)
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return _of_many(inner[0], tuple) if inner[-1] is Ellipsis else _of_parts(hint, inner)
    if origin is frozenset:
        return _of_many(inner[0], frozenset)
    if origin is not None and issubclass(origin, Mapping) and _is_plain(inner[1]):
        return Packing(dict, None)
    if is_dataclass(hint):
        return _of_fields(hint)
    if _is_plain(hint):
        return _SAME
    raise TypeError(f"no way to pack a value of this type: {hint!r}")


def _is_plain(hint: Any) -> bool:
    return hint in (str, int, float, bool, str | None)


def _or_none(hint: Any) -> Packing:
    (kept,) = [part for part in typing.get_args(hint) if part is not type(None)]
    dump, load = packing(kept)
    if dump is None or load is None:
        return _SAME
    return Packing(
        lambda value: None if value is None else dump(value), lambda plain: None if plain is None else load(plain)
    )


def _of_many(hint: Any, made: Callable[[Any], Any]) -> Packing:
    dump, load = packing(hint)
    if made is frozenset:
        if hint is str:
            return Packing(sorted, frozenset)
        return Packing(lambda value: sorted(map(dump or _itself, value), key=repr), _loading(made, load))
    return Packing(list if dump is None else lambda value: list(map(dump, value)), _loading(made, load))


def _loading(made: Callable[[Any], Any], load: Callable[[Any], Any] | None) -> Callable[[Any], Any]:
    return made if load is None else lambda plain: made(map(load, plain))


def _itself(value: Any) -> Any:
    return value


def _of_parts(hint: Any, inner: tuple[Any, ...]) -> Packing:
    if not all(map(_is_plain, inner)):
        raise TypeError(f"no way to pack a value of this type: {hint!r}")
    return Packing(list, tuple)


def _of_fields(kind: Any) -> Packing:
    hints = typing.get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    ways = [packing(hints[name]) for name in names]
    of_value: Callable[[Any], Any] = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
    dumps = [(at, way.dump) for at, way in enumerate(ways) if way.dump is not None]
    loads = [(at, way.load) for at, way in enumerate(ways) if way.load is not None]

    def dump(value: Any) -> list[Any]:
        parts = list(of_value(value))
        for at, way in dumps:
            parts[at] = way(parts[at])
        return parts

    def load(plain: list[Any]) -> Any:
        if len(plain) != len(names):
            raise ValueError(f"{len(plain)} values for the {len(names)} fields of {kind.__name__}")
        parts = list(plain)
        for at, way in loads:
            parts[at] = way(parts[at])
        return kind(*parts)

    return Packing(dump, load)
