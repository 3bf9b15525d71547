"""Reading lets Python look for garbage seldom, and leaves its habits as they were; freed memory is given back."""

from __future__ import annotations

import ctypes
import gc
import os
from pathlib import Path

import pytest

from rashomon import pipeline
from rashomon.engine import collecting
from rashomon.engine.collecting import give_back, seldom_collecting


def test_after_reading_the_collector_works_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    before, within = gc.get_threshold(), []
    monkeypatch.setattr(pipeline, "clean_pages", lambda *_: within.append(gc.get_threshold()) or [])
    pipeline.read_documents([])
    assert within[0][0] > before[0]
    assert gc.get_threshold() == before


def test_of_two_runs_the_last_to_end_gives_the_collector_its_habits_back() -> None:
    before = gc.get_threshold()
    first, second = seldom_collecting(), seldom_collecting()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert gc.get_threshold() > before
    second.__exit__(None, None, None)
    assert gc.get_threshold() == before


def _resident() -> int:
    """Bytes of memory that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(collecting._trim() is None, reason="the C library is not GNU's")
def test_freed_memory_between_what_stays_is_given_back() -> None:
    blocks = [bytearray(60_000) for _ in range(2_000)]
    stays = blocks[::100]
    del blocks
    before = _resident()
    give_back()
    assert before - _resident() > 60_000_000
    assert len(stays) == 20


def test_where_the_c_library_is_another_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise OSError(name)

    monkeypatch.setattr(ctypes, "CDLL", absent)
    collecting._trim.cache_clear()
    give_back()
    assert collecting._trim() is None
    collecting._trim.cache_clear()
