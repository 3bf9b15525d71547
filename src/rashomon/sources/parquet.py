"""Parquet shards → documents, one a row.

Reads a file that can be sought in, a few rows at a time and only the columns that say anything about an article;
writes Documents as the readers of other tables do. The one idea: what the file says of its own size is checked
before anything is unfolded.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from rashomon.record import Document
from rashomon.sources.columns import has_text_column
from rashomon.sources.limits import Budget, Limits
from rashomon.sources.tables import read_row_document

#: Rows that are unfolded at once.
ROWS = 64
#: Columns of one file.
MOST_COLUMNS = 2000


def read_parquet(path: str, file: BinaryIO, limits: Limits, budget: Budget) -> Iterator[Document | str]:
    """The rows of a shard; a row that holds no text is a sentence. Raises SourceError where it unfolds too far."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        shard = pq.ParquetFile(file, thrift_string_size_limit=limits.line, thrift_container_size_limit=1_000_000)
        names = list(shard.schema_arrow.names)
    except (pa.ArrowException, OSError, ValueError) as error:
        yield f"not a Parquet file, or a broken one: {path!r}; {_first_line(error).partition('. ')[0]}"
        return
    if len(names) > MOST_COLUMNS or not has_text_column(names):
        columns = ", ".join(repr(name[:40]) for name in names[:12])
        yield f"no column of text in {path!r}: its columns are {columns}; name one 'text' or 'body'"
        return
    number = 0
    for group in range(shard.metadata.num_row_groups):
        size = shard.metadata.row_group(group).total_byte_size
        if size < 0 or size > limits.document * 100:
            yield f"row group too large: {path!r}, row group {group + 1} unfolds to {size // 1_000_000:,} MB"
            continue
        budget.spend(size)
        try:
            for batch in shard.iter_batches(ROWS, row_groups=[group]):
                for row in _rows(batch):
                    number += 1
                    yield read_row_document(row, path, f"row {number}")
        except (pa.ArrowException, OSError, ValueError) as error:
            yield f"broken: {path!r}, row group {group + 1}: {_first_line(error)}"


def _rows(batch: Any) -> Iterator[dict[str, Any]]:
    """The rows of a batch as JSON has them: moments as text, bytes as text, nothing for what is empty."""
    for row in batch.to_pylist():
        yield {name: plain for name, value in row.items() if (plain := _plain(value)) is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    if isinstance(value, list):
        return [_plain(part) for part in value[:10_000]]
    if isinstance(value, dict):
        return {str(name): _plain(part) for name, part in value.items()}
    with contextlib.suppress(AttributeError, ValueError):
        return value.isoformat()
    return str(value)


def _first_line(error: Exception) -> str:
    return next(iter(str(error).lower().splitlines()), "it is broken")[:120]
