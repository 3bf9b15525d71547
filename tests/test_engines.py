"""The record is the same whatever runs the reading: this machine's processes, Daft, or a Ray cluster that loses a node.

Ray runs as two nodes on loopback (tests/ray_cluster.py), in a process of its own: Daft takes one runner a process.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

import rashomon
from rashomon.cli import _exit_code
from rashomon.errors import NotFound, RashomonError
from rashomon.settings import CaseSettings

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2026, 3, 1, tzinfo=UTC)

#: Two outlets of the example corpus: enough that several batches are read, few enough to be quick.
SOURCES = [ROOT / "examples" / "corpus" / name for name in ("radiohalvora.example", "worlddesk.example")]


def slow(batch: Sequence[int]) -> list[tuple[int, int]]:
    """Doubles, with the process whose room read it; takes so long that a node can go meanwhile. 7 kills its room."""
    if 7 in batch:
        os._exit(1)
    time.sleep(1.0)
    return [(2 * item, os.getppid()) for item in batch]


def tables(folder: Path, settings: CaseSettings) -> dict[str, list[dict[str, object]]]:
    """Every noun of the record that a case reads from the sources."""
    case = rashomon.open_case(folder, settings=settings)
    added = case.add(SOURCES, now=NOW)
    assert added.articles and not added.failures
    return {name: table.to_pylist() for name, table in case.tables().items()}


def test_daft_makes_the_same_record(tmp_path: Path) -> None:
    pytest.importorskip("daft", reason="daft (the extra `cluster`) is not installed")
    local = tables(tmp_path / "local.case", CaseSettings())
    daft = tables(tmp_path / "daft.case", CaseSettings(engine="daft", documents_per_batch=2, processes=1))
    assert local["reports"] and daft == local


def test_a_ray_cluster_that_loses_a_node_makes_the_same_record(tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="ray (the extra `cluster`) is not installed")
    pytest.importorskip("daft", reason="daft (the extra `cluster`) is not installed")
    command = [sys.executable, str(Path(__file__).with_name("ray_cluster.py")), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=420, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    assert "the same record with a node gone" in done.stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--engine", "spark"], "no such engine: 'spark'"),
        (["--engine", "ray"], "needs the address"),
        (["--address", "auto"], "only 'ray' takes one"),
    ],
)
def test_an_engine_that_cannot_be_is_one_sentence_before_anything_is_taken_in(
    options: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["rashomon", "add", str(tmp_path / "new.case"), str(SOURCES[0]), *options]
    monkeypatch.setattr(sys, "argv", words)
    assert _exit_code() == 1
    assert said in capsys.readouterr().err
    assert not (tmp_path / "new.case").exists()


def test_an_absent_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rashomon.engine.cluster.find_spec", lambda name: None)
    with pytest.raises(RashomonError, match=r"needs daft: pip install 'rashomon\[cluster\]'"):
        CaseSettings(engine="daft")
    assert CaseSettings().engine == "local"


def test_a_ray_cluster_on_other_machines_keeps_no_parses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rashomon.engine.cluster.find_spec", lambda name: object())
    assert CaseSettings(engine="daft").parse_cache(tmp_path) is not None
    assert CaseSettings(engine="ray", address="auto").parse_cache(tmp_path) is None
    with pytest.raises(NotFound):
        CaseSettings(engine="ray")


def test_a_cluster_that_does_not_answer_is_one_sentence() -> None:
    from rashomon.engine.cluster import _connect

    with pytest.raises(NotFound, match=r"no Ray cluster at '127\.0\.0\.1:1': .*ray start --head"):
        _connect(None, "127.0.0.1:1")
    with pytest.raises(NotFound, match="no Ray cluster at 'here:x'"):
        _connect(None, "here:x")
