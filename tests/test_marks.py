"""A reading that a person calls wrong answers nothing until the mark is taken back; it survives every run."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from rashomon.case import Case, open_case
from rashomon.errors import NotFound, QueryError
from rashomon.judging.decisions import read_decisions
from rashomon.record import Record, judgement_id
from read_accounts import read_accounts

ONE = (
    "Nine killed in shelling of Brennik\n\n16 May 2019\n\n"
    "The army shelled Brennik on Tuesday, killing nine people, the health ministry said.\n\n"
    '"We mourn with the families," Foreign Minister Ilse Varnholt said in Velmar on Thursday. '
    "Police arrested three men in Velmar on Wednesday.\n"
)
TWO = (
    "Army shells Brennik, ministry says\n\n16 May 2019\n\n"
    "Army guns shelled the town of Brennik on Tuesday, and eleven people were killed, witnesses said.\n\n"
    '"We mourn with the families of Brennik," said Ilse Varnholt, the foreign minister.\n'
)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two accounts, read once."""
    texts = (("north.example", ONE), ("south.example", TWO))
    return read_accounts(tmp_path_factory.mktemp("marks"), texts)


@pytest.fixture
def case(read: Path, tmp_path: Path) -> Case:
    """The two accounts, to write into."""
    shutil.copytree(read, tmp_path / "marks.case")
    return open_case(tmp_path / "marks.case")


def rest_on(record: Record, reading: str) -> list[str]:
    """Everything that rests on a reading."""
    found = [f.id for f in record.findings.values() for s in f.sides if reading in (*s.reports, *s.statements)]
    return found + [event.id for event in record.events.values() if reading in event.reports]


def test_a_report_called_wrong_tells_no_event_until_the_mark_is_taken_back(case: Case) -> None:
    before = case.record()
    report = next(one for one in before.reports.values() if rest_on(before, one.id))
    made = case.judge("wrong", report.id, "all", by="ada", because="a play, not an act")
    after = case.record()
    assert report.id not in after.reports
    assert not rest_on(after, report.id)
    assert case.check().problems == ()
    assert report.id in case.tables()["reports"]["id"].to_pylist()
    case.run(stage="events")
    assert not rest_on(case.record(), report.id)
    case.forget(judgement_id(made))
    restored = case.record()
    assert (restored.events, restored.findings) == (before.events, before.findings)


def test_a_time_called_wrong_dates_nothing_and_the_report_stays(case: Case) -> None:
    before = case.record()
    event, report = next(
        (event, one) for event in before.events.values() if len(event.reports) == 1
        for one in (before.reports[event.reports[0]],) if one.when and event.when
    )  # fmt: skip
    case.judge("wrong", report.id, "when", by="ada")
    after = case.record()
    assert after.reports[report.id].when is None
    told = next(one for one in after.events.values() if report.id in one.reports)
    assert (event.when is None, told.when) == (False, None)


def test_a_statement_called_wrong_is_quoted_nowhere(case: Case) -> None:
    record = case.record()
    speaker = next(entity.id for entity in record.entities.values() if "Varnholt" in entity.name)
    statement = next(one for one in record.statements.values() if one.speaker_entity == speaker)
    pages = case.pages()
    pages.catch_up()
    shown = {said.id for said in pages.entity(speaker).said}
    assert statement.id in shown
    case.judge("wrong", statement.id, "all", by="ada")
    pages.catch_up()
    assert shown - {said.id for said in pages.entity(speaker).said} == {statement.id}
    assert pages.article(statement.article).wrong == {statement.id: ("all",)}
    (decision,) = pages.decisions(1, 10).items
    assert (decision.relation, decision.verdict, decision.right_words) == ("reading", "wrong", "all")
    assert decision.left_words.startswith("“")


def test_marks_travel_to_a_colleague_and_are_compared(case: Case, read: Path, tmp_path: Path) -> None:
    first, second = list(case.record().reports)[:2]
    case.judge("wrong", first, "who", by="ada")
    case.judge("right", second, "all", by="ada")
    lines = case.export_decisions()
    shutil.copytree(read, tmp_path / "bob.case")
    other = open_case(tmp_path / "bob.case")
    other.judge("right", first, "who", by="bob")
    found = other.compare_decisions(lines)
    assert (found.both, found.agreed, found.only_there) == (1, 0, 1)
    assert other.import_decisions(lines).added == 2


@pytest.mark.parametrize("change", [{"right": "colour"}, {"verdict": "same"}, {"left": ""}])
def test_a_line_with_a_mark_that_means_nothing_is_refused(change: dict[str, str]) -> None:
    line = {"relation": "reading", "left": "r1", "right": "all", "verdict": "wrong", "by": "person:ada"}
    assert len(read_decisions(json.dumps(line))[0]) == 1
    both = "\n".join((json.dumps(line), json.dumps(line | change)))
    read, refused = read_decisions(both)
    assert (len(read), len(refused)) == (1, 1)
    with pytest.raises(QueryError, match="no decision in the file; line 1: "):
        read_decisions(json.dumps(line | change))


def test_only_readings_and_their_parts_can_be_wrong(case: Case) -> None:
    record = case.record()
    with pytest.raises(NotFound, match="not a reading"):
        case.judge("wrong", next(iter(record.events)), "all", by="ada")
    with pytest.raises(NotFound, match="no such part"):
        case.judge("wrong", next(iter(record.reports)), "colour", by="ada")
    with pytest.raises(NotFound, match="no such part"):
        case.judge("wrong", next(iter(record.statements)), "when", by="ada")
    assert case.judgements() == []
