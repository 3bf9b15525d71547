"""Delta deletes rows by writing a file anew, with its strings as views: such a file is read as any other."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.fs as fs
import pyarrow.parquet as pq

from invented_news import news
from rashomon.case import open_case
from rashomon.store.delta import _scan


def test_rows_of_a_file_that_was_written_anew_are_found_by_their_ends(tmp_path: Path) -> None:
    schema = pa.schema([("left", pa.string()), ("right", pa.string()), ("slice", pa.string())])
    rows = {"left": ["a", "b", "c"], "right": ["x", "y", "z"], "slice": ["one", "one", "two"]}
    views = pa.schema([pa.field(name, pa.string_view()) for name in schema.names])
    pq.write_table(pa.table(rows, schema=schema).cast(views), tmp_path / "rows.parquet")
    format = ds.ParquetFileFormat()
    known = (ds.field("left") >= "a") & (ds.field("left") <= "c")
    local = fs.LocalFileSystem()
    files = [format.make_fragment(str(tmp_path / "rows.parquet"), local, partition_expression=known)]
    dataset = ds.FileSystemDataset(files, schema, format, local)
    found = _scan(dataset, ["left", "right"], ["one", "two"], {"left": {"b", "c", "d"}})
    assert found.select(["left", "right"]).to_pylist() == [{"left": "b", "right": "y"}, {"left": "c", "right": "z"}]


def test_ids_are_found_by_their_beginning_in_a_file_of_many_slices_that_lost_rows(tmp_path: Path) -> None:
    case = open_case(tmp_path / "a.case")
    for number in range(3):
        case.add([news(tmp_path / f"in{number}", start=2 * number, count=2)])
    table = case._store.open_table("mentions")
    assert table is not None
    table.optimize.compact()
    first, second, *_ = case._store.read("mentions", ["id"])["id"].to_pylist()
    table = case._store.open_table("mentions")
    assert table is not None
    table.delete(f"id = '{first}'")
    store = open_case(case.folder)._store
    assert [store.beginning_with("mentions", one[:12]) for one in (first, second)] == [[], [second]]
