"""The brief of a large case is kept beside its index: the same words, and never those of another state."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from bench.synthetic import add_some, make_case

from rashomon import open_case, partial
from rashomon.comparing import at_hand, comparison, finished
from rashomon.comparing.comparison import compare_all
from rashomon.record import judgement_id
from rashomon.store.delta import DeltaStore


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(finished, "_LARGE", 10)
    make_case(tmp_path / "one.case", 100)
    return tmp_path / "one.case"


def test_what_is_kept_says_what_is_told(folder: Path) -> None:
    assert finished.kept_brief(folder) is None
    told = open_case(folder).keep_brief()
    assert told is not None and len(told.stories) == finished.TOLD and told.more == 5
    assert finished.kept_brief(folder) == told == open_case(folder).brief(most=finished.TOLD)


def test_what_is_added_or_judged_makes_it_old(folder: Path) -> None:
    open_case(folder).keep_brief()
    add_some(folder, 8_000_000, 2)
    assert finished.kept_brief(folder) is None
    told = open_case(folder).keep_brief()
    assert told is not None and told.articles == 102


@pytest.mark.parametrize("content", [b"", b"no JSON", b'{"state": 1}', b"[]"])
def test_whatever_else_lies_there_is_told_anew(folder: Path, content: bytes) -> None:
    (folder / "index").mkdir(exist_ok=True)
    (folder / "index" / "brief.json").write_bytes(content)
    assert finished.kept_brief(folder) is None


def test_a_small_case_and_one_of_the_past_keep_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    last = DeltaStore(folder).past()[-1].number
    assert finished.keep_brief(DeltaStore(folder, until=last)) is None
    monkeypatch.setattr(finished, "_LARGE", 1000)
    assert open_case(folder).keep_brief() is None
    assert not (folder / "index" / "brief.json").exists()


def test_after_a_newcomer_only_what_it_changes_is_told_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compare_all(DeltaStore(folder), "2026-01-02T00:00:00Z", None)
    told: list[str] = []
    tell = finished.brief_story
    monkeypatch.setattr(finished, "brief_story", lambda record, story: told.append(story.id) or tell(record, story))
    for number in range(2):
        add_some(folder, 5_000_000 + 40 * number, 1)
        compare_all(DeltaStore(folder), "2026-01-03T00:00:00Z", None)
        again, kept = len(told), finished.kept_brief(folder)
        assert kept is not None and kept == open_case(folder).brief(most=finished.TOLD)
        assert again < len(kept.stories)
        told.clear()


def test_what_a_newcomer_changes_is_told_from_what_lies_beside_the_case(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compare_all(DeltaStore(folder), "2026-01-02T00:00:00Z", None)
    told: list[str] = []
    tell = at_hand.record_at_hand
    monkeypatch.setattr(at_hand, "record_at_hand", lambda *given: told.extend(given[2]) or tell(*given))
    monkeypatch.setattr(finished, "keep_brief", lambda store: pytest.fail("the whole brief was told again"))
    for number in range(3):
        add_some(folder, 40 * number + 2, 1)
        compare_all(DeltaStore(folder), "2026-01-03T00:00:00Z", None)
        assert finished.kept_brief(folder) == open_case(folder).brief(most=finished.TOLD)
    assert told


def test_what_a_correction_changes_is_told_from_what_lies_beside_the_case(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compare_all(DeltaStore(folder), "2026-01-02T00:00:00Z", None)
    case = open_case(folder)
    first = case.record().stories[case.brief(most=1).stories[0].id]
    report = next(one for one in case.record().reports.values() if one.article in first.articles)
    before = finished.kept_brief(folder)
    for part, value in (("who", "Desert Hawks"), ("when", "2019-05-15"), ("all", None)):
        with monkeypatch.context() as during:
            during.setattr(finished, "keep_brief", lambda store: pytest.fail("the whole brief was told again"))
            during.setattr(partial, "record_of_stories", lambda *given: pytest.fail("the tables were looked through"))
            case.judge("wrong", report.id, part, by="ada", value=value)
        told = finished.kept_brief(folder)
        assert told is not None and told != before
        assert told == open_case(folder).brief(most=finished.TOLD)


def test_what_an_added_act_and_another_speaker_change_is_told_from_what_lies_beside_the_case(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compare_all(DeltaStore(folder), "2026-01-02T00:00:00Z", None)
    case = open_case(folder)
    record = case.record()
    first = record.stories[case.brief(most=1).stories[0].id]
    said = next(one for one in record.statements.values() if one.article in first.articles)
    words = record.quote(said.article, said.content[0].start, said.content[0].end)
    deeds = (
        lambda: case.judge_act(
            said.article, words, "PROTEST", who="Desert Hawks", by="ada", at=said.content[0].start
        ),
        lambda: case.judge("wrong", said.id, "speaker", by="ada", value="Desert Hawks"),
        lambda: case.forget(judgement_id(case.judgements()[0])),
    )
    for deed in deeds:
        before = finished.kept_brief(folder)
        with monkeypatch.context() as during:
            during.setattr(finished, "keep_brief", lambda store: pytest.fail("the whole brief was told again"))
            during.setattr(partial, "record_of_stories", lambda *given: pytest.fail("the tables were looked through"))
            deed()
        told = finished.kept_brief(folder)
        assert told is not None and told != before
        assert told == open_case(folder).brief(most=finished.TOLD)


def test_a_story_that_comes_among_the_first_is_told_from_what_lies_beside_the_case(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compare_all(DeltaStore(folder), "2026-01-02T00:00:00Z", None)

    def none_of_them(store: DeltaStore, before: str) -> finished.Kept | None:
        kept = finished.renewable(store, before)
        return kept and kept._replace(stories={})

    monkeypatch.setattr(comparison, "renewable", none_of_them)
    for number in range(3):
        add_some(folder, 5_000_000 + 40 * number, 1)
        with monkeypatch.context() as during:
            during.setattr(partial, "record_of_stories", lambda *given: pytest.fail("the tables were looked through"))
            compare_all(DeltaStore(folder), "2026-01-03T00:00:00Z", None)
        assert finished.kept_brief(folder) == open_case(folder).brief(most=finished.TOLD)


def test_reading_a_kept_brief_loads_no_tables() -> None:
    asked = (
        "import sys; from rashomon.comparing.finished import kept_brief; import rashomon.cli; "
        "sys.exit('pyarrow.dataset' in sys.modules or 'deltalake' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
