"""Kills a run at random moments and finishes it: `python tests/kills.py 50` says how many records came out whole.

Each trial is a case of its own. The child says when its model is loaded, and from there on any moment of adding will
do: the delay is drawn over the time that an undisturbed run takes, slices are as small as they get.
"""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import rashomon
from invented_news import news
from rashomon.settings import CaseSettings

#: As many commits as there can be, so that kills fall between them.
SMALL = CaseSettings(documents_per_batch=1, batches_per_slice=1, documents_per_slice=1)

_CHILD = """
import sys
import rashomon
from rashomon.language.english import english
from rashomon.settings import CaseSettings
import rashomon.pipeline
english()("Ready.")
print("ready", flush=True)
sys.stdin.readline()
settings = CaseSettings(documents_per_batch=1, batches_per_slice=1, documents_per_slice=1)
rashomon.open_case(sys.argv[1], settings=settings).add([sys.argv[2]])
"""


def record_of(folder: Path) -> dict[str, object]:
    """The record without what tells when it was made."""
    exported = rashomon.open_case(folder).export("json")
    del exported["run"]
    plain: dict[str, object] = json.loads(json.dumps(exported))
    return plain


def undisturbed(folder: Path, sources: Path) -> tuple[dict[str, object], float]:
    """The record that every trial must come to, and how many seconds its making takes."""
    rashomon.open_case(folder / "warm.case", settings=SMALL).add([sources])
    started = time.monotonic()
    rashomon.open_case(folder / "undisturbed.case", settings=SMALL).add([sources])
    return record_of(folder / "undisturbed.case"), time.monotonic() - started


def killed_and_finished(case: Path, sources: Path, delay: float) -> dict[str, object]:
    """The record of a case whose first run was killed `delay` seconds after its start, and the next one finished."""
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(case), str(sources)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert child.stdin and child.stdout
    child.stdout.readline()
    child.stdin.write(b"\n")
    child.stdin.flush()
    timer = threading.Timer(delay, child.send_signal, [signal.SIGKILL])
    timer.start()
    child.wait()
    timer.cancel()
    child.stdin.close()
    child.stdout.close()
    if (case / "case.json").exists():
        # what is there is sound before the next run, too
        assert rashomon.open_case(case).check().problems == ()
    # the next run is made by hand here: a careful one would start processes of its own
    for mark in case.glob("reading*"):
        mark.unlink()
    rashomon.open_case(case, settings=SMALL).add([sources])
    assert rashomon.open_case(case).check().problems == ()
    assert rashomon.open_case(case).verify().problems == ()
    return record_of(case)


def main(trials: int) -> int:
    """Prints how many of the trials came to the undisturbed record."""
    chance = random.Random(20261122)
    whole = 0
    with tempfile.TemporaryDirectory() as folder:
        sources = news(Path(folder) / "in")
        wanted, seconds = undisturbed(Path(folder), sources)
        for trial in range(trials):
            delay = chance.uniform(0.0, 1.1 * seconds)
            try:
                same = killed_and_finished(Path(folder) / f"{trial}.case", sources, delay) == wanted
            except Exception as error:
                print(f"trial {trial}: {type(error).__name__}: {error}", flush=True)
                same = False
            whole += same
            print(f"trial {trial}: killed after {delay:.2f} s: {'the same record' if same else 'ANOTHER'}", flush=True)
    print(f"{whole} of {trials} kills recovered")
    return 0 if whole == trials else 1


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50))
