"""Loads the tables of this folder: once a process, with the row number in every complaint."""

from __future__ import annotations

import csv
import functools
import tomllib
from importlib import resources
from typing import Any

from rashomon.errors import KnowledgeError


@functools.cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `tables/NAME.csv`, cells stripped; lines that begin with # are comments.

    Raises KnowledgeError where a row has more or fewer cells than the header.
    """
    head, *others = _cells(name)
    return tuple([dict(zip(head, [cell.strip() for cell in row], strict=True)) for row in others])


def cells(name: str) -> list[list[str]]:
    """The rows of `tables/NAME.csv` without its header, as they are written: for who reads one long table once."""
    return _cells(name)[1:]


def _cells(name: str) -> list[list[str]]:
    text = _file(f"{name}.csv").read_text(encoding="utf-8")
    found = list(csv.reader([line for line in text.splitlines() if line.strip() and not line.startswith("#")]))
    for number, row in enumerate(found[1:], start=2):
        if len(row) != len(found[0]):
            raise KnowledgeError(f"wrong number of cells: {name}.csv, row {number} below the comments")
    return found


@functools.cache
def table(name: str) -> dict[str, Any]:
    """The contents of `tables/NAME.toml`."""
    return tomllib.loads(_file(f"{name}.toml").read_text(encoding="utf-8"))


def arrays(name: str, made_by: str) -> dict[str, Any]:
    """The arrays of `tables/NAME.npz`, by name. `made_by`: the module that makes them, for who has none."""
    import numpy as np  # only who reads weights waits for it

    with _file(f"{name}.npz", f"; run python -m {made_by}").open("rb") as opened, np.load(opened) as packed:
        return dict(packed)


def _file(name: str, advice: str = "") -> Any:
    path = resources.files("rashomon.knowledge") / "tables" / name
    if not path.is_file():
        raise KnowledgeError(f"no such table: {name!r}{advice}")
    return path
