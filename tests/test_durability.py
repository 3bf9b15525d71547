"""Nothing acknowledged is lost, whatever happens, and the next run comes to the record of an undisturbed one."""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

import rashomon
from invented_news import news
from kills import SMALL, killed_and_finished, record_of, undisturbed
from rashomon import pipeline
from rashomon.errors import StoreFull
from rashomon.reading import taking
from rashomon.reading.run_mark import mark_of_a_run
from rashomon.store.base import Store
from rashomon.store.delta import DeltaStore

ROOT = Path(__file__).resolve().parent


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return news(tmp_path_factory.mktemp("news") / "in")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, sources: Path) -> tuple[dict[str, object], float]:
    """The undisturbed record and the seconds it took."""
    return undisturbed(tmp_path_factory.mktemp("whole"), sources)


def test_a_run_that_is_killed_leaves_a_sound_case_and_the_next_one_finishes(
    tmp_path: Path, sources: Path, whole: tuple[dict[str, object], float]
) -> None:
    # fifty of these: make kills
    chance = random.Random(20261122)
    wanted, seconds = whole
    for trial in range(2):
        case = tmp_path / f"{trial}.case"
        assert killed_and_finished(case, sources, chance.uniform(0.0, 1.1 * seconds)) == wanted


def test_a_disk_that_refuses_a_write_loses_nothing(
    tmp_path: Path, sources: Path, whole: tuple[dict[str, object], float]
) -> None:
    case = rashomon.open_case(tmp_path / "full.case", settings=SMALL)
    with _no_file_above(3000), pytest.raises(StoreFull, match="cannot write to the case"):
        case.add([sources])
    assert rashomon.open_case(tmp_path / "full.case").check().problems == ()
    case.add([sources])
    assert record_of(tmp_path / "full.case") == whole[0]


def test_a_disk_that_is_full_loses_nothing(sources: Path, whole: tuple[dict[str, object], float]) -> None:
    with _tiny_disk() as disk:
        taken = [disk / "ballast"]
        taken[0].write_bytes(b"x" * (shutil.disk_usage(disk).free - 60_000))
        case = rashomon.open_case(disk / "full.case", settings=SMALL)
        with pytest.raises(StoreFull):
            case.add([sources])
        taken[0].unlink()
        case.add([sources])
        assert record_of(disk / "full.case") == whole[0]
        assert case.verify().problems == ()


def test_two_programs_add_at_once(tmp_path: Path, sources: Path, whole: tuple[dict[str, object], float]) -> None:
    case = tmp_path / "two.case"
    # of one name, as of one outlet: a document that two outlets bring is the first one's
    more = news(tmp_path / "more" / "in", start=2, count=3)
    first = subprocess.Popen([sys.executable, "-m", "rashomon", "add", str(case), str(sources)])
    second = subprocess.Popen([sys.executable, "-m", "rashomon", "add", str(case), str(more)])
    assert (first.wait(), second.wait()) == (0, 0)
    done = rashomon.open_case(case)
    done.run()
    assert done.check().problems == ()
    alone = rashomon.open_case(tmp_path / "alone.case")
    alone.add([sources, more])
    assert _sorted(record_of(case)) == _sorted(record_of(tmp_path / "alone.case"))


def test_what_two_programs_read_at_once_is_counted_once(
    tmp_path: Path, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, others = pipeline.read_documents, []

    def meanwhile(*given: object) -> object:
        monkeypatch.setattr(pipeline, "read_documents", read)
        others.append(rashomon.open_case(tmp_path / "two.case").add([sources]))
        return read(*given)

    monkeypatch.setattr(pipeline, "read_documents", meanwhile)
    added = rashomon.open_case(tmp_path / "two.case").add([sources])
    assert [(one.documents, one.known, one.articles) for one in (added, *others)] == [(3, 0, 0), (0, 3, 3)]
    assert len(rashomon.open_case(tmp_path / "two.case").record().articles) == 3


def test_what_two_programs_take_in_at_once_is_counted_once(
    tmp_path: Path, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written, others = taking.write_slice, []

    def late(store: Store, *given: object) -> object:
        monkeypatch.setattr(taking, "write_slice", written)
        more = news(tmp_path / "more" / "in", start=2, count=3)
        others.append(taking.take_in(DeltaStore(tmp_path / "two.case"), SMALL, [more], "2026-01-01T00:00:00Z", None))
        return written(store, *given)

    monkeypatch.setattr(taking, "write_slice", late)
    taken = taking.take_in(DeltaStore(tmp_path / "two.case"), SMALL, [sources], "2026-01-01T00:00:00Z", None)
    assert [(one.documents, one.known) for one in (taken, *others)] == [(2, 1), (3, 0)]


def test_a_clock_that_jumps_back_changes_no_order(tmp_path: Path, sources: Path) -> None:
    case = rashomon.open_case(tmp_path / "clock.case")
    more = news(tmp_path / "more", start=3, count=1)
    case.add([sources], now=datetime(2026, 5, 1, tzinfo=UTC))
    case.add([more], now=datetime(2020, 5, 1, tzinfo=UTC))
    assert len(case.record().articles) == 4
    numbers = [version.number for version in case.history()]
    assert numbers == sorted(numbers)
    assert len(case.at(numbers[2]).record().articles) == 3


def test_a_stage_that_crashes_costs_the_document_until_it_is_mended(
    tmp_path: Path, sources: Path, whole: tuple[dict[str, object], float], monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(article: object, *more: object) -> object:
        raise RuntimeError("a stage's mistake")

    case = rashomon.open_case(tmp_path / "crash.case", settings=SMALL)
    with monkeypatch.context() as broken:
        broken.setattr(pipeline, "find_reports", crash)
        added = case.add([sources])
    assert [failure.stage for failure in added.failures] == ["reports"] * 3
    case.run(stage="reports")
    assert case.failures() == []
    assert _sorted(record_of(tmp_path / "crash.case")) == _sorted(whole[0])


def test_a_comparison_that_is_broken_off_is_made_by_the_next_run(
    tmp_path: Path, sources: Path, whole: tuple[dict[str, object], float], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*more: object, **named: object) -> object:
        raise KeyboardInterrupt

    case = rashomon.open_case(tmp_path / "stopped.case", settings=SMALL)
    with monkeypatch.context() as broken:
        broken.setattr(pipeline, "compare", stop)
        with pytest.raises(KeyboardInterrupt):
            case.add([sources])
    assert case.run().articles == 0
    assert record_of(tmp_path / "stopped.case") == whole[0]


def test_a_reader_sees_whole_slices_while_others_write_and_compact(tmp_path: Path, sources: Path) -> None:
    case = rashomon.open_case(tmp_path / "busy.case")
    case.add([sources])
    stories = len(case.record().stories)
    seen: list[int] = []
    stop = threading.Event()

    def look() -> None:
        reader = rashomon.open_case(tmp_path / "busy.case")
        while not stop.is_set():
            seen.append(len(reader.record().stories))

    watching = threading.Thread(target=look)
    watching.start()
    try:
        for _ in range(3):
            case.run(stage="stories")
            case.compact()
    finally:
        stop.set()
        watching.join()
    assert set(seen) == {stories}


#: A run that marks itself and is killed.
_KILLED = """
import os, signal, sys
from pathlib import Path
from rashomon.reading.run_mark import mark_of_a_run
with mark_of_a_run(Path(sys.argv[1])):
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_after_a_run_that_died_documents_are_read_in_a_process_of_their_own(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", _KILLED, str(tmp_path)], check=False)
    with mark_of_a_run(tmp_path) as died:
        assert died
        with mark_of_a_run(tmp_path) as again:
            # the one mark that is left is ours, and we live
            assert not again
    assert list(tmp_path.iterdir()) == []
    assert SMALL.engine_for(1, 10, careful=True).shared


def test_a_run_that_ends_takes_no_mark_but_its_own(tmp_path: Path) -> None:
    with mark_of_a_run(tmp_path):
        subprocess.run([sys.executable, "-c", _KILLED, str(tmp_path)], check=False)
    with mark_of_a_run(tmp_path) as died:
        assert died


def test_a_mark_of_a_process_whose_number_is_in_use_again_is_one_of_a_run_that_died(tmp_path: Path) -> None:
    # in a container every run may have one number
    (tmp_path / "reading").write_text(f"{os.getpid()}\n")
    with mark_of_a_run(tmp_path) as died:
        assert died


@contextmanager
def _no_file_above(size: int) -> Iterator[None]:
    """As on a disk with room for small files only."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def _tiny_disk() -> Iterator[Path]:
    """A disk of four megabytes, where this machine lets us have one."""
    folder = Path(os.path.realpath(ROOT)).anchor + "tmp"
    disk = Path(folder) / f"rashomon-tiny-{os.getpid()}"
    disk.mkdir()
    try:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)], capture_output=True)
        if mounted.returncode:
            pytest.skip("a small disk cannot be mounted here")
        try:
            yield disk
        finally:
            subprocess.run(["umount", "-l", str(disk)], check=True)
    finally:
        disk.rmdir()


def _sorted(record: dict[str, object]) -> dict[str, object]:
    """A record whose lists are in the order of their text, without the address of who brought a document first."""
    return {
        name: sorted({repr({**row, "url": None} if "url" in row else row) for row in rows})
        if isinstance(rows, list)
        else rows
        for name, rows in record.items()
    }
