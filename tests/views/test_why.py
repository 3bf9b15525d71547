"""Why two reports are one event: what an article tells together was compared with other articles as one."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

from rashomon import open_case
from rashomon.partial import whole_record
from rashomon.views.why import explain

ACCOUNTS = {
    "courier.txt": "Shells hit a market in Brennik\n\nBRENNIK, May 14, 2019 (Courier) - Rebels of the Highland Front "
    "shelled the market of Brennik on Tuesday, killing nine people. The shelling of the market began at noon.",
    "herald.txt": "Market in Brennik shelled\n\nBRENNIK, May 14, 2019 (Herald) - The Highland Front shelled the market "
    "of Brennik on Tuesday and killed nine people, the mayor said. The Highland Front had shelled the market before.",
}


def test_the_judgement_of_what_two_articles_tell_stands_for_each_report_in_it(tmp_path: Path) -> None:
    for name, text in ACCOUNTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    case = open_case(tmp_path / "why.case")
    case.add([str(tmp_path / name) for name in ACCOUNTS])
    record = whole_record(case._store)
    compared = {frozenset((one.left, one.right)) for one in record.judgements if one.relation == "event"}
    pairs = [
        pair
        for event in record.events.values()
        for pair in combinations(event.reports, 2)
        if len({record.reports[one].article for one in pair}) == 2
    ]
    assert any(frozenset(pair) not in compared for pair in pairs)
    for one, other in pairs:
        found = case.why(one, other)
        assert any(judged.verdict == "same" for judged in found.judgements)
        assert found == explain(record, [("report", one), ("report", other)])


def test_a_pair_has_one_verdict_of_the_machine_and_says_what_was_judged(tmp_path: Path) -> None:
    text = (
        "Shells hit a camp at Brennik\n\nBRENNIK, May 14, 2019 (Courier) - The Highland Front shelled the camp of "
        "Brennik on Monday, killing at least 11 people, a committee said.\n\nThe army said it repelled an attack "
        "by the Highland Front on the edge of the town on the same day and killed 30 fighters.\n\nThe Highland Front "
        "denied targeting civilians."
    )
    (tmp_path / "courier.txt").write_text(text, encoding="utf-8")
    case = open_case(tmp_path / "one.case")
    case.add([str(tmp_path / "courier.txt")])
    record = whole_record(case._store)
    every = [frozenset((one.left, one.right)) for one in record.judgements if one.relation == "event"]
    assert len(every) > len(set(every)), "the text is one that is compared twice"
    for event in record.events.values():
        found = case.why(event.id)
        pairs = [frozenset((one.left, one.right)) for one in found.judgements]
        assert len(pairs) == len(set(pairs))
        for one in found.judgements:
            told = record.reports[one.left]
            clause = record.quote(told.article, told.start, told.end)
            assert clause.startswith(found.words[one.left].removesuffix(" …"))
        for report in event.reports:
            mine = {frozenset((one.left, one.right)) for one in case.why(report).judgements}
            assert mine == {pair for pair in every if report in pair}


def test_of_two_articles_it_says_the_titles(tmp_path: Path) -> None:
    for name, text in ACCOUNTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    case = open_case(tmp_path / "two.case")
    case.add([str(tmp_path / name) for name in ACCOUNTS])
    found = case.why(*case.record().articles)
    assert set(found.words.values()) == {"Shells hit a market in Brennik", "Market in Brennik shelled"}
