"""The record in the forms that other programs read. Each is a function (record, run) → value or text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rashomon.record import Record
from rashomon.views.exports.json_record import export_json

#: Name on the command line → function. An explicit list, so that nothing registers itself.
EXPORTS: dict[str, Callable[[Record, dict[str, Any]], dict[str, Any]]] = {"json": export_json}
