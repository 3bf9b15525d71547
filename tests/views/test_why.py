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
