"""What ran is known, what changed is done again, and nothing else is."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import rashomon
from invented_news import news
from kills import record_of
from rashomon import pipeline
from rashomon.case import Case
from rashomon.errors import NotFound, StoreFull
from rashomon.language import english
from rashomon.settings import CaseSettings
from rashomon.store import formats, upkeep
from rashomon.store.base import Entry
from rashomon.store.delta import DeltaStore

FORMER = Path(__file__).parent / "cases"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = rashomon.open_case(tmp_path / "ledger.case")
    made.add([news(tmp_path / "in")])
    return made


def _raised(monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    """As in a later program, whose stage gives other rows."""
    later = tuple(replace(s, version=s.version + 1) if s.name == stage else s for s in pipeline.STAGES)
    monkeypatch.setattr(pipeline, "STAGES", later)


def _kinds(case: Case) -> list[str]:
    return [version.kind for version in case.history()]


def _noted_reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many articles each call parses."""
    calls: list[int] = []
    read = pipeline.read_documents

    def noting(documents: Sequence[object], cache: object = None) -> object:
        calls.append(len(documents))
        return read(documents, cache)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "read_documents", noting)
    return calls


def test_a_second_run_has_nothing_to_do(case: Case) -> None:
    before = _kinds(case)
    assert case.plan().reasons == ()
    assert case.run().articles == 0
    assert _kinds(case) == before


def test_adding_reads_only_what_is_new(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = _noted_reads(monkeypatch)
    case.add([news(tmp_path / "more", start=3, count=1)])
    assert calls == [1]


def test_a_changed_comparison_stage_compares_and_reads_nothing(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = _noted_reads(monkeypatch)
    _raised(monkeypatch, "events")
    assert len(case.plan().reasons) == 1
    assert case.plan().reasons[0].startswith("all accounts are compared again: events ")
    assert case.run().articles == 0
    assert calls == []
    assert _kinds(case)[-1] == "comparison"
    assert case.plan().reasons == ()


def test_a_changed_reading_stage_reads_again_and_parses_nothing(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[object] = []
    monkeypatch.setattr(english, "packed", lambda doc: parsed.append(doc) or b"")
    _raised(monkeypatch, "reports")
    before = case.record()
    (reason,) = case.plan().reasons
    assert reason.startswith("3 documents are read again: reports ")
    assert case.run().articles == 3
    assert parsed == []
    assert case.record().reports == before.reports
    assert case.plan().reasons == ()


def test_adding_leaves_what_older_stages_read_and_says_so(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = _noted_reads(monkeypatch)
    _raised(monkeypatch, "reports")
    added = case.add([news(tmp_path / "more", start=3, count=1)])
    assert calls == [1]
    (note,) = added.notes
    assert note.startswith("`rashomon run` would do more: 3 documents are read again: reports ")


def test_other_weights_are_told_and_read_with(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rashomon.language.weights.model_name", lambda: "another model 9.9")
    (reason,) = case.plan().reasons
    assert "now another model 9.9" in reason


def test_a_stage_that_does_not_exist_is_said(case: Case) -> None:
    with pytest.raises(NotFound, match="no such stage: 'findigns'; there are clean, parse"):
        case.run(stage="findigns")


def test_the_record_is_the_same_with_and_without_the_cache_of_parses(case: Case, tmp_path: Path) -> None:
    without = rashomon.open_case(tmp_path / "without.case", settings=CaseSettings(parse_cache_bytes=0))
    without.add([tmp_path / "in"])
    assert without.parse_cache() is None
    case.run(anew=True)
    kept = case.parse_cache()
    assert kept is not None and kept.size().lines > 0
    assert record_of(case.folder) == record_of(without.folder)
    kept.clear()
    assert kept.size().lines == 0


def test_the_case_as_of_then_is_open_until_a_compaction(case: Case, tmp_path: Path) -> None:
    then = case.history()[-1].number
    before = record_of(case.folder)
    case.add([news(tmp_path / "more", start=3, count=2)])
    assert len(case.at(then).record().articles) == 3
    assert case.at(then).export("json")["stories"] == before["stories"]
    with pytest.raises(NotFound, match="only for reading"):
        case.at(then).run(anew=True)
    for _ in range(3):
        case.run(stage="stories")
    whole = record_of(case.folder)
    done = case.compact()
    assert done.bytes_after < done.bytes_before
    assert done.files_after < done.files_before
    assert record_of(case.folder) == whole
    with pytest.raises(NotFound, match="can no longer be opened"):
        case.at(then)
    assert case.verify().problems == ()


@pytest.mark.parametrize("work", ["compact", "tidy"])
def test_what_a_compaction_made_is_told_before_another_may_begin(
    case: Case, monkeypatch: pytest.MonkeyPatch, work: str
) -> None:
    tell, begun = upkeep._tell_ledger, []

    def telling(store: DeltaStore, *more: Any) -> None:
        with DeltaStore(store.folder).place.lock(alone=True) as alone:
            begun.append(alone)
        tell(store, *more)

    case.run(stage="stories")
    monkeypatch.setattr(upkeep, "_tell_ledger", telling)
    monkeypatch.setattr(upkeep, "_MANY", 1)
    getattr(upkeep, work)(DeltaStore(case.folder), "2026-01-01T00:00:00Z")
    assert begun == [False]
    assert case.verify().problems == ()


def test_a_compaction_waits_for_nobody(case: Case) -> None:
    with case._store.place.lock(alone=False), pytest.raises(StoreFull, match="another program is writing"):
        case.compact()


def test_bytes_that_change_on_the_disk_are_found(case: Case) -> None:
    file = next((case.folder / "tables" / "reports").glob("*.parquet"))
    damaged = bytearray(file.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    file.write_bytes(damaged)
    (problem,) = case.verify().problems
    assert problem.startswith("a file's bytes changed")
    file.unlink()
    assert case.verify().problems[0].startswith("a file is missing")


@pytest.mark.parametrize("former", sorted(path.name for path in FORMER.glob("*.case")))
def test_a_case_of_a_former_format_opens_and_is_whole(former: str, tmp_path: Path) -> None:
    shutil.copytree(FORMER / former, tmp_path / former)
    case = rashomon.open_case(tmp_path / former)
    assert case.check().problems == ()
    assert len(case.record().articles) == 3
    assert [made.by for made in case.judgements()] == ["person:ada"]
    assert len(case.failures()) == 1
    (story,) = case.brief(most=1).stories
    assert len(story.accounts) == 2
    case.add([news(tmp_path / "in", count=1)])
    assert len(case.record().articles) == 4
    assert rashomon.open_case(tmp_path / former).check().problems == ()
    case.compact()
    assert len(rashomon.open_case(tmp_path / former).record().articles) == 4


@pytest.mark.parametrize("former", sorted(path.name for path in FORMER.glob("*.case")))
def test_what_another_program_writes_while_a_case_comes_to_this_format_stays(
    former: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / former
    shutil.copytree(FORMER / former, folder)
    as_now = formats.as_schema

    def overtaken(rows: pa.Table, schema: pa.Schema) -> pa.Table:
        # the ledger has been read, and is not written yet
        monkeypatch.undo()
        DeltaStore(folder).tell(Entry("more", "person", 99, (), (), "{}", "2026-01-01T00:00:00Z"))
        return as_now(rows, schema)

    monkeypatch.setattr(formats, "as_schema", overtaken)
    names = [entry.slice for entry in DeltaStore(folder).past()]
    assert names[-1] == "more"
    assert len(names) == len(set(names))
    shutil.copytree(FORMER / former, tmp_path / "alone.case")
    assert names[:-1] == [entry.slice for entry in DeltaStore(tmp_path / "alone.case").past()]
