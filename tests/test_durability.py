"""kill -9 at any moment loses nothing acknowledged; running again finishes and gives the same record."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import rashomon

TEXTS = [
    f"Minister {name} visits {town}\n\nForeign Minister {name} Varga met the mayor of {town} on {day} May 2021, "
    f"the ministry said.\n\n\"We will rebuild it,\" Varga told reporters. At least {count} people were hurt when "
    f"it fell in March.\n"
    for name, town, day, count in (("Anna", "Leipzig", 3, 12), ("Peter", "Graz", 4, 7), ("Maria", "Lyon", 5, 31))
]  # fmt: skip


def _record(folder: Path) -> dict[str, object]:
    """The record without what tells when it was made."""
    exported = rashomon.open_case(folder).export("json")
    del exported["run"]
    return json.loads(json.dumps(exported))


def test_a_run_that_is_killed_leaves_a_sound_case_and_the_next_one_finishes(tmp_path: Path) -> None:
    sources = tmp_path / "in"
    sources.mkdir()
    for number, text in enumerate(TEXTS):
        (sources / f"{number}.txt").write_text(text, encoding="utf-8")
    undisturbed = tmp_path / "undisturbed.case"
    started = time.monotonic()
    rashomon.open_case(undisturbed).add([sources])
    whole = time.monotonic() - started
    killed = tmp_path / "killed.case"
    chance = random.Random(20261122)
    for _ in range(4):
        add = subprocess.Popen([sys.executable, "-m", "rashomon", "add", str(killed), str(sources)])
        try:
            # from the first imports to the last commit: any moment will do
            add.wait(timeout=chance.uniform(0.3, 4.0 + whole))
        except subprocess.TimeoutExpired:
            add.send_signal(signal.SIGKILL)
            add.wait()
        if (killed / "case.json").exists():
            assert rashomon.open_case(killed).check().problems == ()
    rashomon.open_case(killed).add([sources])
    assert _record(killed) == _record(undisturbed)
