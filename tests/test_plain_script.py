"""A script as people write it, without `if __name__ == "__main__"`: work that is shared out does not begin it again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

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
