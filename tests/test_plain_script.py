"""A script as people write it, without `if __name__ == "__main__"`: work that is shared out does not begin it again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pyarrow.fs import PyFileSystem

from rashomon.case import Case
from rashomon.store.delta import DeltaStore

_SCRIPT = """
import sys
from rashomon import open_case
from rashomon.settings import CaseSettings

print("begun", flush=True)
case = open_case(sys.argv[1], settings=CaseSettings(processes=2, bytes_to_share=1, documents_per_batch=1))
case.add([sys.argv[2]])
print(len(case.tables()["articles"]), "articles", flush=True)
"""


def test_a_script_that_shares_its_work_out_runs_once(tmp_path: Path) -> None:
    script, texts = tmp_path / "script.py", tmp_path / "texts"
    script.write_text(_SCRIPT, encoding="utf-8")
    texts.mkdir()
    for town in ("Marn", "Tarsk", "Oran"):
        told = f"Police arrested two men in {town} on Monday, a spokesman said. They are accused of theft.\n"
        (texts / f"{town}.txt").write_text(told, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "a.case"), str(texts)],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert (done.returncode, done.stdout.splitlines()) == (0, ["begun", "3 articles"]), done.stderr[-2000:]


_READS = """
import sys
from deltalake import DeltaTable
from rashomon.store.address import place_of

place = place_of(sys.argv[1])
for name in ("mentions", "reports", "statements", "articles", "ledger"):
    files = DeltaTable(place.table(name)).to_pyarrow_dataset(filesystem=place.files(name))
    files.to_table()
"""


def test_a_script_that_ends_right_after_reading_ends_well(example_case: Case) -> None:
    # through Delta's own file system every other one was aborted: its threads called Python while it ended
    command = [sys.executable, "-c", _READS, str(example_case.folder)]
    for _ in range(8):
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        assert done.returncode == 0, done.stderr[-2000:]


def test_no_thread_of_arrow_calls_python(example_case: Case) -> None:
    files = DeltaStore(example_case.folder)._dataset("mentions")
    assert files is not None and not isinstance(files.filesystem, PyFileSystem)
