"""The record in the forms that other programs read. Each is a function (record, run) → files.

docs/exports.md says what each form keeps and loses.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rashomon.record import Record
from rashomon.views.exports.base import Exported, NeedsText, Withheld, without_text
from rashomon.views.exports.noun_tables import csv_files, json_file, jsonl_file, parquet_files

#: Name on the command line → function. An explicit list, so that nothing registers itself.
EXPORTS: dict[str, Callable[[Record, dict[str, Any]], Exported]] = {
    "json": json_file,
    "jsonl": jsonl_file,
    "csv": csv_files,
    "parquet": parquet_files,
}

__all__ = ["EXPORTS", "Exported", "NeedsText", "Withheld", "without_text"]
