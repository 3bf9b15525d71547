"""A report says the same in each of its forms, rests on quotes that stand in the articles, and lets no text act."""

from __future__ import annotations

import io
import json
import re
import sys
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from rashomon.case import Case
from rashomon.cli import _exit_code
from rashomon.errors import MissingPart, NotFound
from rashomon.record import Judgement, Record, day_of
from rashomon.views.brief import FindingLine, SideLine
from rashomon.views.reports import FORMS, compose, make_page
from rashomon.views.reports.compose import _telling
from rashomon.views.reports.html import as_html
from rashomon.views.reports.markdown import as_markdown
from rashomon.views.reports.page import (
    Cell,
    Grid,
    Heading,
    Paragraph,
    Point,
    Points,
    ReportPage,
    Run,
    plain,
    right_to_left,
    texts,
)
from rashomon.views.story import Cell as AnsweredCell
from rashomon.views.story import Row
from rashomon.views.words import Citation, some_chains, spell_story

RUN: dict[str, Any] = {"program": "0", "stages": {"clean": 1}, "models": {"english": "none"}}
HOSTILE = "<script>alert('x')</script> | *a* _b_ `c` [d](e) # $x$ #let \\ & \x07 end"
SCRIPTS = ("Вестник Бренника", "Çağrı Džemal Łódź", "שר הביטחון", "وزير الدفاع", "Αθήνα")


def _page(*words: str) -> ReportPage:
    runs = tuple(Run(word) for word in words)
    point = Point((Run("first ", "strong"), *runs), (Paragraph(runs, quiet=True),), anchor="quote-1")
    grid = Grid(("a", "b"), ((Cell(runs, "agreed"), Cell((Run(" [1]", "reference", target="quote-1"),))),), (1, 2))
    blocks = (Heading(1, words[0], "h"), Paragraph(runs), Points((point,)), grid)
    return ReportPage(words[0], "facts", blocks, "Rashomon 0")


@pytest.fixture(scope="module")
def record(example_case: Case) -> Record:
    return example_case.record()


@pytest.fixture(scope="module")
def page(record: Record) -> ReportPage:
    return make_page(record, RUN, None, full=True)


@cache
def _docx(content: bytes) -> Any:
    docx = pytest.importorskip("docx", reason="python-docx is not installed: Word reports are not tested")
    return docx.Document(io.BytesIO(content))


def _pdf_text(content: bytes) -> str:
    pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed: the text of PDFs is not read back")
    return "\n".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(content))


# ── what it says ──────────────────────────────────────────────────────────────────────────────────────────────


def test_sections_stand_in_the_order_of_the_terminal_brief(page: ReportPage) -> None:
    first = [heading.text for heading in page.headings][1:8]
    assert first == [
        "Where they agree and differ",
        "Accounts side by side",
        "What happened, as reported",
        "Timeline",
        "Who said what",
        "What each account leaves out",
        page.headings[7].text,
    ]
    assert [heading.text for heading in page.headings][-3:] == ["Sources", "Archive of quotes", "Method and versions"]


def test_every_line_of_the_brief_stands_in_the_report(example_case: Case, page: ReportPage) -> None:
    said = "\n".join(texts(page))
    for story in example_case.brief().stories:
        assert story.title in said
        for finding in story.findings:
            assert f"{finding.mark} {finding.agreement}" in said
            for side in finding.sides:
                assert side.answer in said
        for event in story.events:
            assert not event.chain or event.chain in said
        for line in story.said:
            assert (line.speaker or "unnamed") in said


def test_every_number_leads_to_a_quote_that_stands_in_its_article(record: Record, page: ReportPage) -> None:
    entries = {p.anchor: p for block in page.blocks if isinstance(block, Points) for p in block.items if p.anchor}
    asked = {run.target for run in _all_runs(page) if run.style == "reference"}
    assert asked == set(entries)
    article = ""
    for block in page.blocks:
        if isinstance(block, Paragraph) and block.runs[0].text == "article ":
            article = block.runs[1].text
            assert block.runs[3].text == record.articles[article].document
        elif isinstance(block, Points) and block.items[0].anchor:
            for item in block.items:
                start, end = (int(number) for number in item.runs[1].text.strip().split("–"))
                assert item.runs[2].text == f"“{' '.join(record.quote(article, start, end).split())}”"


def _all_runs(page: ReportPage) -> list[Run]:
    found: list[Run] = []
    for block in page.blocks:
        if isinstance(block, Paragraph):
            found += block.runs
        elif isinstance(block, Points):
            found += [run for item in block.items for part in (item, *item.under) for run in part.runs]
        elif isinstance(block, Grid):
            found += [run for row in block.rows for cell in row for run in cell.runs]
    return found


def test_an_outlet_is_silent_on_what_the_table_shows_as_silence(record: Record, page: ReportPage) -> None:
    place = next(i for i, b in enumerate(page.blocks) if isinstance(b, Heading) and b.text.startswith("What each"))
    points = page.blocks[place + 1]
    assert isinstance(points, Points)
    table = next(b for b in page.blocks[:place] if isinstance(b, Grid) and b.columns[0] == "question")
    for item in points.items:
        column = table.columns.index(item.runs[0].text)
        silent = sum(row[column].tone == "silent" for row in table.rows)
        assert f"silent on {silent or 'none'}" in plain(item.runs)


def test_a_report_of_one_story_holds_no_other(record: Record) -> None:
    chosen, *others = sorted(record.stories.values(), key=lambda story: -len(story.articles))
    said = "\n".join(texts(make_page(record, RUN, chosen.id)))
    ids = {article for story in others for article in story.articles}
    assert all(article in said for article in chosen.articles if record.reports_in.get(article))
    assert not [article for article in ids if article in said]


def test_a_story_s_report_is_the_same_from_a_part_of_the_record(example_case: Case, record: Record) -> None:
    for story in record.stories:
        page = make_page(record, example_case._run_versions(), story)
        assert example_case.report("html", story) == as_html(page)


def test_who_corrected_the_record_is_named(example_case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Judgement("story", "a", "b", "different", 1.0, (), "person:Ada", "2026-01-01T00:00:00Z")
    monkeypatch.setattr(example_case, "judgements", lambda: [made, made])
    story = next(iter(example_case.brief(most=1).stories)).id
    for report in (example_case.report("md"), example_case.report("md", story)):
        assert "outrank the program's: Ada (2)." in report


def test_a_large_case_tells_its_first_stories_from_a_part_of_the_record(
    example_case: Case, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    import rashomon.views.reports as reports

    monkeypatch.setattr(reports, "MOST_STORIES", 1)
    made = example_case.report("md")
    first = [story.title for story in example_case.brief(most=1).stories]
    assert isinstance(made, str)
    assert re.findall(r"^## (.+)$", made, re.M)[:1] == first
    assert f"{len(record.articles)} articles" in made
    assert f"{len(record.stories) - 1} stories with fewer voices" in made


def test_what_copies_repeat_is_told_once_with_every_quote(record: Record, page: ReportPage) -> None:
    lines = [plain(item.runs) for block in page.blocks if isinstance(block, Points) for item in block.items]
    told = [line for line in lines if "still looking for people under the roof" in line and "(direct)" in line]
    assert len(told) == 1
    assert len(re.findall(r"\[\d+\]", told[0])) == 3


def test_no_level_of_heading_is_skipped(record: Record, page: ReportPage) -> None:
    pages = [page, *(make_page(record, RUN, story) for story in record.stories)]
    for one in pages:
        levels = [0, *(block.level for block in one.blocks if isinstance(block, Heading))]
        assert all(below - above <= 1 for above, below in pairwise(levels)), levels


def test_a_case_of_many_stories_says_how_many_it_leaves_out(record: Record) -> None:
    story = next(iter(record.stories.values()))
    many = {f"{number:024}": replace(story, id=f"{number:024}", events=()) for number in range(45)}
    page = make_page(replace(record, stories=many, findings={}), RUN, None)
    assert any("5 stories" in text for text in texts(page))


# ── the forms ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("form", FORMS)
def test_the_same_page_gives_the_same_bytes(form: str) -> None:
    pytest.importorskip({"docx": "docx", "pdf": "typst"}.get(form, "json"), reason=f"no library for {form}")
    assert FORMS[form](_page(*SCRIPTS)) == FORMS[form](_page(*SCRIPTS))


def test_html_is_one_file_without_script_that_loads_nothing(page: ReportPage) -> None:
    tree = lxml_html.fromstring(as_html(page).encode())
    assert not tree.xpath("//script | //link | //img | //iframe | //@onclick | //@src")
    names = set(tree.xpath("//@id"))
    links = tree.xpath("//a/@href")
    assert links
    assert all(link[1:] in names for link in links if link.startswith("#"))
    assert all(link.startswith(("#", "http://", "https://")) for link in links)
    assert len(names) == len(tree.xpath("//@id"))


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), min_size=1))
def test_html_shows_any_text_and_nothing_else(words: str) -> None:
    tree = lxml_html.fromstring(as_html(_page(words)).encode())
    assert " ".join(tree.xpath("//header/h1")[0].text_content().split()) == " ".join(words.split())
    assert not tree.xpath("//main//script")


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), min_size=1))
def test_markdown_is_escaped_whatever_the_text(words: str) -> None:
    made = as_markdown(_page(words))
    rows = [line for line in made.splitlines() if line.startswith("| ")]
    assert all(len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) == 3 for row in rows)
    assert "<" not in re.sub(r"\\.", "", made)


def test_word_holds_hostile_text_as_text_and_marks_what_runs_from_right_to_left() -> None:
    pytest.importorskip("docx", reason="python-docx is not installed: Word reports are not tested")
    document = _docx(bytes(FORMS["docx"](_page(HOSTILE, *SCRIPTS))))  # type: ignore[arg-type]
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "<script>alert('x')</script>" in said
    assert all(script in said for script in SCRIPTS)
    turned = {run.text for paragraph in document.paragraphs for run in paragraph.runs if run.font.rtl}
    assert turned == {"שר הביטחון", "وزير الدفاع"}
    assert document.element.xpath("//w:hyperlink/@w:anchor") == document.element.xpath(
        "//w:bookmarkStart[@w:name='quote_1']/@w:name"
    )


def test_pdf_shows_every_script_and_takes_no_text_for_a_command() -> None:
    pytest.importorskip("typst", reason="typst is not installed: PDF reports are not tested")
    content = FORMS["pdf"](_page(HOSTILE, *SCRIPTS))
    assert isinstance(content, bytes)
    said = _pdf_text(content)
    assert "<script>" in said and "#let" in said
    assert "Вестник Бренника" in said and "Łódź" in said and "Αθήνα" in said
    letters = set("".join(said.split()))
    assert set("שרהביטחון") <= letters
    assert set("وزيرالدفاع") <= letters or any("\ufb50" <= letter <= "\ufeff" for letter in letters)
    assert "\ufffd" not in said


@pytest.mark.parametrize(("form", "library"), [("docx", "docx"), ("pdf", "typst")])
def test_a_missing_library_is_named(form: str, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingPart, match=r"pip install 'rashomon\[reports\]'"):
        FORMS[form](_page("words"))


def test_direction_is_that_of_the_first_letter() -> None:
    assert right_to_left("12 شخصا")
    assert right_to_left("«שר»")
    assert not right_to_left("Dehqan (دهقان)")
    assert not right_to_left("12–14")


# ── without the publishers' words ─────────────────────────────────────────────────────────────────────────────


def test_no_text_keeps_spans_and_hashes_and_no_sentence(example_case: Case, record: Record) -> None:
    made = example_case.report("json", no_text=True)
    assert isinstance(made, str)
    said = "\n".join(_strings(json.loads(made)))
    assert "sha256:" in said and "words withheld" in said
    known = {entity.name for entity in record.entities.values()}
    known |= {link.name for report in record.reports.values() for link in report.according_to}
    for article in record.articles.values():
        for line in article.text.splitlines():
            for start in range(0, max(1, len(line) - 40), 20):
                stretch = line[start : start + 40]
                if len(stretch) == 40 and not any(stretch.strip() in name for name in known):
                    assert stretch not in said


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for item in items for text in _strings(item)]


# ── the command ───────────────────────────────────────────────────────────────────────────────────────────────


def _run(monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> int:
    monkeypatch.setattr(sys, "argv", ["rashomon", *map(str, arguments)])
    return _exit_code()


def test_the_suffix_names_the_form(example_case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = max(example_case.brief().stories, key=lambda s: len(s.accounts)).id
    for suffix in ("html", "MD", "json"):
        assert _run(monkeypatch, "report", example_case.folder, story[:8], "-o", tmp_path / f"brief.{suffix}") == 0
    assert (tmp_path / "brief.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert (tmp_path / "brief.MD").read_text(encoding="utf-8").startswith("# ")
    assert json.loads((tmp_path / "brief.json").read_text(encoding="utf-8"))["blocks"]


def test_an_unknown_form_or_place_is_one_sentence(
    example_case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "brief.xyz", tmp_path / "brief", tmp_path / "file" / "brief.md"):
        assert _run(monkeypatch, "report", example_case.folder, "-o", path) == 1
        said = capsys.readouterr().err.strip().splitlines()
        assert len(said) == 1 and said[0].startswith("rashomon: ")
        assert not path.exists()
    with pytest.raises(NotFound):
        example_case.report("html", "zzzz")


# ── how much it says ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_brief_cuts_long_sections_says_by_how_much_and_keeps_its_numbers(record: Record, page: ReportPage) -> None:
    brief = make_page(record, RUN, None)
    said, everything = "\n".join(texts(brief)), "\n".join(texts(page))
    assert len(said) < len(everything)
    assert "a full report (--full) has them" in said
    assert "a full report (--full) has them" not in everything
    assert [h.text for h in brief.headings if h.level < 3][:4] == [h.text for h in page.headings if h.level < 3][:4]
    entries = {p.anchor for block in brief.blocks if isinstance(block, Points) for p in block.items if p.anchor}
    assert {run.target for run in _all_runs(brief) if run.style == "reference"} == entries


def test_of_many_outlets_a_brief_shows_some_columns_one_for_each_answer_and_names_the_first(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = max(record.stories.values(), key=lambda one: len(one.articles)).id
    monkeypatch.setattr(compose, "BRIEF", compose.BRIEF._replace(named=1, columns=3, accounts=2))
    wide, narrow = make_page(record, RUN, story, full=True), make_page(record, RUN, story)
    tables = [
        next(b for b in page.blocks if isinstance(b, Grid) and b.columns[0] == "question") for page in (wide, narrow)
    ]
    every, some = (table.columns[1:-1] for table in tables)
    assert len(some) == 3 < len(every) and [outlet for outlet in every if outlet in some] == list(some)
    said = "\n".join(texts(narrow))
    assert f"… and {len(every) - 3} more outlets; a full report (--full) has them." in said
    assert re.search(r"silent: [^,\n]+ and \d+ more", said)
    assert not re.search(r"silent: [^,\n]+ and \d+ more", "\n".join(texts(wide)))


def test_the_columns_of_a_brief_show_every_answer_before_they_show_who_answers_most() -> None:
    outlets = tuple("ABCDEFGH")

    def row(*sides: tuple[str, ...]) -> Row:
        told = tuple(SideLine(f"answer {at}", given, len(given), ()) for at, given in enumerate(sides))
        answered = {outlet for given in sides for outlet in given}
        cells = tuple(AnsweredCell(outlet, "so" if outlet in answered else None) for outlet in outlets)
        return Row(FindingLine("f", "dead", None, "contradicted", "✕", told, ()), cells)

    rows = [row(tuple("BCDEF"), ("H",)), row(tuple("BCDE"), ("G",))]
    assert compose._columns(rows, outlets, 3) == ("B", "G", "H")
    assert compose._columns(rows, outlets, 5) == ("B", "C", "D", "G", "H")
    assert compose._columns(rows, outlets, 8) == outlets


def test_what_opens_a_story_is_the_sentence_that_stands_highest_in_its_article() -> None:
    low = Citation("a", "North", 900, 930, "Talks failed on Friday.")
    high = Citation("b", "South", 10, 30, "Talks failed.")
    part = Citation("c", "East", 0, 50, "that talks of two countries on the treaty failed")
    assert _telling([low, part, high]) == high
    assert _telling([part]) == part


def test_a_story_is_dated_by_what_is_known_to_the_day() -> None:
    assert spell_story(["2018-04-17", None, "2018-04-20"], "2017-05-10", "2021-01-19") == "17–20 Apr 2018"
    assert spell_story([None], "2017-05-10", "2017-05-11") == "10–11 May 2017 (inferred)"
    assert spell_story([None], None, None) == "undated"
    assert day_of("2018-04-17T05:00:00Z", "2018-04-18T04:59:59Z") == "2018-04-17"
    assert day_of("2017-05-10T00:00:00Z", "2018-04-25T00:00:00Z") is None


def test_an_act_that_is_told_in_many_ways_names_the_first_of_them() -> None:
    assert some_chains("A; B; C; D", 3) == "A; B; C; D"
    assert some_chains("A; B; C; D; E", 3) == "A; B; C; and 2 more ways"
