"""Rows → tab-separated and comma-separated text.

The one idea: a cell never breaks its row. Tabs, line breaks and other controls become one space each, so that
a cell keeps its length; words that a spreadsheet would run as a formula get a leading apostrophe.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rashomon.views.words import nested

if TYPE_CHECKING:
    import pyarrow as pa

_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_NUMBER = re.compile(r"[+-]?\d[\d.]*")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def flat(text: str) -> str:
    """The text with each control character as a space: as long as before."""
    return _BREAKS.sub(" ", text)


def guarded(text: str) -> str:
    """The text with a leading apostrophe where a spreadsheet would read a formula."""
    return "'" + text if text.startswith(_FORMULA) else text


def cell(value: Any, missing: str = "") -> str:
    """A value as text: None as `missing`, whole floats without ".0", truth as 1 and 0."""
    if value is None or value == "":
        return missing
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return flat(str(value))


def tsv(rows: Iterable[Sequence[Any]], header: Sequence[str] | None, missing: str = "") -> str:
    """Tab-separated lines without quotes, as event data are read; `missing` stands for None and "".

    Formulas are made harmless as in CSV; numbers that come as words stay as they are.
    """
    lines = ["\t".join(header)] if header else []
    lines += ["\t".join(_tsv_cell(value, missing) for value in row) for row in rows]
    return "".join(line + "\n" for line in lines)


def _tsv_cell(value: Any, missing: str) -> str:
    return cell(guarded(value) if isinstance(value, str) and not _NUMBER.fullmatch(value) else value, missing)


def csv_text(rows: Iterable[Sequence[Any]], header: Sequence[str]) -> str:
    """Comma-separated lines (RFC 4180 quotes, line feeds), formulas made harmless; numbers stay numbers."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([_csv_cell(value) for value in row])
    return buffer.getvalue()


def csv_of_table(table: pa.Table) -> str:
    """An Arrow table as comma-separated lines; lists and structs are JSON, as in the export `csv`."""
    rows = ([nested(value) for value in row.values()] for row in table.to_pylist())
    return csv_text(rows, table.column_names)


def _csv_cell(value: Any) -> str:
    # guarded before flattening, so that a leading tab is seen
    return cell(guarded(value) if isinstance(value, str) else value)
