"""The frame of a bench run: load a set, score the product and the baselines, print, write JSON."""

from __future__ import annotations

import gzip
import importlib
import json
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from rich.console import Console
from rich.table import Table

SETS = (
    "clean-text", "clean-html", "times", "places", "names", "actors", "military-entities", "statements",
    "event-types", "event-records", "conflict-types", "police-events", "copies", "stories", "coreference",
    "coreference-key", "coreference-reports", "accounts-claims", "accounts-stance", "accounts-newswcl50", "speed",
)  # fmt: skip


#: Sets whose items lie in another set's folder.
FOLDERS = {"coreference-key": "statements", "coreference-reports": "coreference", "speed": "stories"}


def folder_of(name: str, root: Path) -> Path:
    """Where a set's items lie below the folder of all sets."""
    return root / FOLDERS.get(name, name)


def load_items(folder: Path) -> list[dict[str, Any]]:
    """The items of a set: one JSON object a line of items.jsonl.gz (or items.jsonl)."""
    packed = folder / "items.jsonl.gz"
    if packed.exists():
        with gzip.open(packed, "rt", encoding="utf-8") as lines:
            return [json.loads(line) for line in lines if line.strip()]
    plain = folder / "items.jsonl"
    if not plain.exists():
        raise SystemExit(f"no items.jsonl.gz in {str(folder)!r}: give the folder of a set with --data")
    return [json.loads(line) for line in plain.read_text(encoding="utf-8").splitlines() if line.strip()]


def scorer(name: str) -> ModuleType | None:
    """The module that scores a set, or None where no issue has built it yet."""
    module = f"bench.sets.{name.replace('-', '_')}"
    if importlib.util.find_spec(module) is None:
        return None
    return importlib.import_module(module)


def run(name: str, folder: Path, baselines: bool) -> dict[str, Any]:
    """Scores one set; `seconds` is the wall time of the product's part, loading of models included."""
    module = scorer(name)
    if module is None:
        raise SystemExit(f"no scorer yet for set {name!r}")
    items = load_items(folder)
    start = time.perf_counter()
    figures = module.score(items, folder)
    result: dict[str, Any] = {
        "set": name,
        "items": len(items),
        "seconds": round(time.perf_counter() - start, 1),
        "rashomon": figures,
        "baselines": {},
    }
    if baselines:
        for label, baseline in module.BASELINES.items():
            result["baselines"][label] = baseline(items, folder)
    return result


def show(result: dict[str, Any], console: Console) -> None:
    """Prints the figures as a table, a row a method, a column a figure."""
    keys = [key for key, value in result["rashomon"].items() if not isinstance(value, dict)]
    table = Table(title=f"{result['set']}: {result['items']} items, {result['seconds']} s")
    table.add_column("method")
    for key in keys:
        table.add_column(key, justify="right")
    for label, figures in [("rashomon", result["rashomon"]), *result["baselines"].items()]:
        table.add_row(label, *[_cell(figures.get(key)) for key in keys])
        for part, inner in figures.items():
            if isinstance(inner, dict):
                table.add_row(f"  {label} · {part}", *[_cell(inner.get(key)) for key in keys])
    console.print(table)


def _cell(value: Any) -> str:
    return f"{value:.3f}" if isinstance(value, float) else "" if value is None else str(value)
