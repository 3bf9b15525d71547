"""The answer to a claim as a report: what the terminal says of it, in every form, each quote in the archive."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from rashomon.case import Case
from rashomon.cli import _exit_code
from rashomon.errors import NotFound, QueryError
from rashomon.views.reports import FORMS

CLAIM = "Delvania supplied weapons to the Highland Front"


def test_it_says_who_tells_and_denies_the_claim_since_when_in_whose_words(example_case: Case) -> None:
    found, page = example_case.told(CLAIM), str(example_case.told_report(CLAIM))
    title, _, facts, *lines = page.splitlines()
    assert title == f"# Is it told? {CLAIM}"
    assert f"{found.articles} articles of {found.origins} origins speak of it" in facts
    first, denied = (line for line in lines if line.startswith("- **First"))
    assert first.startswith(f"- **First told: {found.tells[0].published}")
    assert denied.startswith(f"- **First denied: {found.denies[0].published}")
    for one in (*found.tells, *found.denies, *found.mentions):
        assert f"- **{one.outlet}**" in page
        for passage in one.passages:
            assert " ".join(passage.passage.quote.split())[:30] in re.sub(r"\\(.)", r"\1", page)


def test_every_number_in_it_leads_to_a_quote_with_offsets_and_its_document(example_case: Case) -> None:
    page = str(example_case.told_report(CLAIM))
    text, archive = page.split("## Archive of quotes")
    asked = set(re.findall(r"\\\[(\d+)\\\]", text))
    assert asked and asked == set(re.findall(r"^- \*\*\\\[(\d+)\\\]", archive, re.M))
    (article, document) = re.findall(r"`([0-9a-f]{24,64})`", archive)[:2]
    assert example_case.record().articles[article].document == document


def test_it_takes_every_form_and_json_is_the_answer_itself(example_case: Case) -> None:
    assert json.loads(str(example_case.told_report(CLAIM, "json")))["claim"] == CLAIM
    html = str(example_case.told_report(CLAIM, "html"))
    assert "<script" not in html and CLAIM in html
    for form in FORMS:
        assert example_case.told_report(CLAIM, form) == example_case.told_report(CLAIM, form)
    with pytest.raises(NotFound, match="no such form of report: 'txt'"):
        example_case.told_report(CLAIM, "txt")
    with pytest.raises(QueryError, match="too little"):
        example_case.told_report("Hello")


def test_a_claim_that_nobody_tells_gives_a_report_that_says_so(example_case: Case) -> None:
    page = str(example_case.told_report("Penguins stole the harbour of Lisbon"))
    assert "no account was found that speaks of it" in page
    assert "Nobody was found who tells it" in page and "Nobody was found who denies it" in page


def test_the_terminal_writes_it_where_it_is_told_to(
    example_case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "new" / "answer.md"
    monkeypatch.setattr(sys, "argv", ["rashomon", "told", str(example_case.folder), CLAIM, "-o", str(path)])
    assert _exit_code() == 0
    assert path.read_text("utf-8") == example_case.told_report(CLAIM, "md")
