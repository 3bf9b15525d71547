"""Reading lets Python look for garbage seldom, and leaves its habits as they were."""

from __future__ import annotations

import gc

import pytest

from rashomon import pipeline


def test_after_reading_the_collector_works_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    before, within = gc.get_threshold(), []
    monkeypatch.setattr(pipeline, "clean_pages", lambda *_: within.append(gc.get_threshold()) or [])
    pipeline.read_documents([])
    assert within[0][0] > before[0]
    assert gc.get_threshold() == before
