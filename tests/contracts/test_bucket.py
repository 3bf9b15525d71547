"""A case in a bucket is the case that a folder would hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rashomon.case import open_case
from rashomon.errors import CaseError, NotACase, StoreFull
from rashomon.store.delta import DeltaStore
from rashomon.store.upkeep import compact

TEXT = """Harbour strike enters second week

Dockers in Port Mareth walked out again on Tuesday, the union's leader Ilse Brandt said.
"We will not go back before the ministry signs," Brandt told reporters on 12 March 2024.
"""


def test_the_record_is_that_of_a_folder(bucket: str, tmp_path: Path) -> None:
    (tmp_path / "strike.txt").write_text(TEXT, encoding="utf-8")
    found = []
    for address in (f"{bucket}/strike.case", str(tmp_path / "strike.case")):
        open_case(address).add([tmp_path / "strike.txt"])
        case = open_case(address)
        assert case.name == "strike.case"
        assert case.check().problems == () == case.verify().problems
        assert case.search("ministry").total == 1
        record = case.export("json")
        del record["run"]
        found.append(json.dumps(record, sort_keys=True))
    assert found[0] == found[1]


def test_a_path_of_other_things_in_a_bucket_is_no_case(bucket: str) -> None:
    from pyarrow.fs import FileSystem

    files, path = FileSystem.from_uri(f"{bucket}/holiday")
    with files.open_output_stream(f"{path}/photo.jpg") as stream:
        stream.write(b"x")
    with pytest.raises(NotACase, match="holds other things"):
        DeltaStore(f"{bucket}/holiday")
    with pytest.raises(NotACase, match="give s3://BUCKET/PATH"):
        DeltaStore("s3://cases")


def test_a_bucket_that_is_not_there_is_said_in_one_sentence(bucket: str) -> None:
    with pytest.raises(CaseError) as told:
        DeltaStore("s3://nobody-has-this/one.case")
    assert "s3://nobody-has-this/one.case" in str(told.value)
    assert "\n" not in str(told.value)


def test_a_case_in_a_bucket_is_not_compacted(bucket: str) -> None:
    """Nothing there keeps a writer out, whose rows would be taken for nobody's."""
    with pytest.raises(StoreFull, match="cannot be compacted"):
        compact(DeltaStore(f"{bucket}/whole.case"), "2026-01-01T00:00:00Z")
