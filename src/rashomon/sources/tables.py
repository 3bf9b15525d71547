"""JSON, JSON lines, CSV and TSV → documents, one a row.

Reads streams of bytes, writes Documents whose body is the canonical JSON of the row; a string stands for a row
that cannot be read and says why. The one idea: rows are read one after the other, so that a table of any length
costs the memory of its longest row.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from rashomon.record import Document, document_id
from rashomon.sources.columns import has_text_column, read_row
from rashomon.sources.limits import Stream

#: Keys under which people wrap lists of rows.
_WRAPPERS = ("articles", "items", "documents", "rows", "data", "results", "records", "docs", "news", "stories",
             "entries")


#: Bytes read at once.
BLOCK = 1 << 20


def row_document(row: dict[str, Any], path: str) -> Document:
    """A row as a document: its canonical JSON, its own address or the file's."""
    body = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "replace")
    meta = read_row(row).meta
    return Document(document_id(body), meta.get("url") or path, meta.get("outlet"), None, "application/json",
    "utf-8", body)


def read_json(path: str, body: bytes) -> Iterator[Document | str]:
    """One object, a list of objects, or an object that wraps such a list."""
    try:
        value = json.loads(_text(body))
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and error.lineno > 1:
            yield from read_json_lines(path, io.BytesIO(body), len(body))
            return
        yield f"not JSON: {path!r}, line {error.lineno}: {error.msg.lower()}"
        return
    except RecursionError:
        yield f"nested too deeply: {path!r}"
        return
    rows = _unwrapped(value)
    if not rows:
        yield f"no rows in {path!r}: a JSON file holds one object, a list of objects, or one object a line"
    for number, row in enumerate(rows, start=1):
        yield read_row_document(row, path, f"item {number}")


def read_json_lines(path: str, stream: Stream, longest: int) -> Iterator[Document | str]:
    """One object a line; a line that is none costs itself."""
    for number, line in _lines(stream, longest):
        if line is None:
            yield f"line too long: {path!r}, line {number} has more than {longest // 1_000_000} MB"
            continue
        text = _text(line).strip() if line else ""
        if not text:
            continue
        try:
            row = json.loads(text)
        except (ValueError, RecursionError) as error:
            reason = error.msg.lower() if isinstance(error, json.JSONDecodeError) else "nested too deeply"
            yield f"not JSON: {path!r}, line {number}: {reason}"
            continue
        yield read_row_document(row, path, f"line {number}")


def read_table(path: str, stream: Stream, delimiter: str | None, longest: int) -> Iterator[Document | str]:
    """The rows of a table with a header; a table without a column of text is refused once, by name."""
    csv.field_size_limit(longest)
    lines = _decoded_lines(stream, longest)
    header_line = next(lines, "")
    mark = delimiter or max(",;\t|", key=lambda sign: (header_line.count(sign), sign == ","))
    try:
        header = next(csv.reader([header_line], delimiter=mark), [])
    except csv.Error as error:
        yield f"no header in {path!r}: its first line is no row of a table ({error})"
        return
    if not has_text_column(header):
        columns = ", ".join(repr(name[:40]) for name in header[:12])
        yield f"no column of text in {path!r}: its columns are {columns}; name one 'text' or 'body'"
        return
    reader = csv.reader(lines, delimiter=mark)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield f"not a row: {path!r}, near line {reader.line_num + 1}: {error}"
            continue
        if any(cell.strip() for cell in cells):
            row = {name: cell for name, cell in zip(header, cells, strict=False) if cell}
            yield read_row_document(row, path, f"line {reader.line_num + 1}")


def read_row_document(row: Any, path: str, place: str) -> Document | str:
    """A row as a document, or why it is none, with its place in the file."""
    if not isinstance(row, dict):
        return f"not an object: {path!r}, {place}"
    text = read_row(row).text
    if text is None:
        names = ", ".join(repr(str(name)[:40]) for name in list(row)[:12])
        return f"no text in {path!r}, {place}: it has {names or 'no columns'}; name one 'text' or 'body'"
    try:
        return row_document(row, path)
    except RecursionError:
        return f"nested too deeply: {path!r}, {place}"


def _unwrapped(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        for key in _WRAPPERS:
            if isinstance(value.get(key), list) and value[key] and isinstance(value[key][0], dict):
                return list(value[key])
        return [value]
    return []


def _lines(stream: Stream, longest: int) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; None in the place of one that is too long, whose rest is passed over."""
    number, rest, passing = 0, b"", False
    while block := stream.read(BLOCK):
        *lines, rest = (rest + block).split(b"\n")
        for line in lines:
            number += 1
            yield number, (None if passing or len(line) > longest else line)
            passing = False
        if len(rest) > longest:
            rest, passing = b"", True
    if rest or passing:
        yield number + 1, (None if passing else rest)


def _decoded_lines(stream: Stream, longest: int) -> Iterator[str]:
    for number, line in _lines(stream, longest):
        if line is not None:
            text = _text(line).replace("\x00", "").rstrip("\r") + "\n"
            yield text.lstrip("\ufeff") if number == 1 else text


def _text(line: bytes) -> str:
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    loose = line.decode("utf-8", "replace")
    # a table saved by an old office program: every letter beyond ASCII would be broken
    return line.decode("cp1252", "replace") if loose.count("\ufffd") > 3 and not _has_utf8(loose) else loose


def _has_utf8(loose: str) -> bool:
    return any("\x80" <= sign != "\ufffd" for sign in loose[:20_000])
