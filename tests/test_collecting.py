"""Reading lets Python look for garbage seldom, and leaves its habits as they were."""

from __future__ import annotations

import gc

import pytest

from rashomon import pipeline
from rashomon.engine.collecting import seldom_collecting


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
