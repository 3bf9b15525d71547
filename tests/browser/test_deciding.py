"""What a person does on the pages stays: documents added, entities merged, decisions taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rashomon.case import open_case

from .conftest import Served, serve, settle, write_texts
from .test_views import go

LONG = 60_000
TEXTS = {
    "north.example/one.txt": (
        "Minister promises aid\n\n23 May 2019\n\n"
        "Health Minister Maria Novak promised aid to the families of Brennik on Thursday. "
        '"We will help," Maria Novak told reporters in Velmar. Police arrested 23 strikers on Tuesday.\n'
    ),
    "south.example/two.txt": (
        "Hospital gets new wards\n\n24 May 2019\n\n"
        "The hospital of Brennik gets two new wards, Helen Carter said on Friday. "
        "Helen Carter visited the town with two doctors. Police arrested 23 strikers on Tuesday.\n"
    ),
}


@pytest.fixture
def working(browser: Any, tmp_path: Path) -> Iterator[Served]:
    """A small case to write into."""
    case = open_case(tmp_path / "talks.case")
    case.add([write_texts(tmp_path / "texts", TEXTS)])
    yield from serve(case)


def named(served: Served, word: str) -> list[dict[str, Any]]:
    """Entities with this word in their name or spellings."""
    items: list[dict[str, Any]] = served.get(f"/api/entities?q={word}")["items"]
    return items


def test_a_merge_on_the_page_survives_a_new_reading_and_can_be_undone(working: Served, open_page: Any) -> None:
    (left,), (right,) = named(working, "Novak"), named(working, "Carter")
    assert left["id"] != right["id"]
    page = open_page(f"{working.address}/entity/{left['id']}")
    page.get_by_text("Merge or split").click()
    page.get_by_label("Note").fill("her name before she married")
    page.get_by_label("Merge with").fill("Cart")
    page.get_by_role("button", name="Same: ").click()
    page.get_by_text("kept: the same").wait_for(timeout=LONG)
    assert [one["id"] for one in named(working, "Novak")] == [one["id"] for one in named(working, "Carter")]
    (kept,) = open_case(working.case.folder).judgements()
    assert (kept.verdict, kept.by, kept.reasons[0].feature) == (
        "same",
        "person:tester",
        "her name before she married",
    )

    open_case(working.case.folder).run(anew=True)
    entities = open_case(working.case.folder).record().entities.values()
    assert len([one for one in entities if {"Novak", "Carter"} & set(" ".join((one.name, *one.aliases)).split())]) == 1

    go(page, "/review?show=decisions")
    page.get_by_role("button", name="Take back").click()
    page.get_by_text("taken back").wait_for(timeout=LONG)
    settle(page)
    (left,), (right,) = named(working, "Novak"), named(working, "Carter")
    assert left["id"] != right["id"]


def test_pasted_text_and_files_become_articles_and_what_fails_says_why(working: Served, open_page: Any) -> None:
    page = open_page(f"{working.address}/add")
    page.get_by_label("An article’s text").fill(
        "Port reopens\n\n25 May 2019\n\nThe port of Orrin reopened on Saturday, the Port Authority said. "
        "Workers accepted the offer after three days of strike.\n"
    )
    page.get_by_label("Outlet").fill("west.example")
    page.get_by_role("button", name="Add this text").click()
    page.get_by_text("1 document taken in").wait_for(timeout=LONG)
    go(page, "/")
    page.get_by_text("west.example").first.wait_for()
    go(page, "/add")
    page.set_input_files(
        "input[type=file]", [{"name": "noise.bin", "mimeType": "application/octet-stream", "buffer": bytes(64)}]
    )
    page.get_by_role("button", name="Add 1 file").click()
    page.locator("main .notice.wrong, main caption").first.wait_for(timeout=LONG)
    assert "noise.bin" in page.inner_text("main [role=status]")


def test_a_report_called_wrong_leaves_its_event_and_comes_back_when_it_is_undone(
    working: Served, open_page: Any
) -> None:
    event = next(one for one in working.get("/api/events")["items"] if one["type"] == "COERCE")
    told = working.get(f"/api/events/{event['id']}")["reports"]
    page = open_page(f"{working.address}/event/{event['id']}")
    page.get_by_text("Accept or correct").first.click()
    page.get_by_label("Note, for whoever reads this later").first.fill("they were fined")
    page.get_by_role("button", name="Wrong: the sentence tells no such act").first.click()
    page.get_by_text("kept: wrong").wait_for(timeout=LONG)
    (kept,) = open_case(working.case.folder).judgements()
    assert (kept.relation, kept.right, kept.verdict, kept.by) == ("reading", "all", "wrong", "person:tester")
    assert kept.left in [one["id"] for one in told]
    article = next(one["article"] for one in told if one["id"] == kept.left)
    assert working.get(f"/api/articles/{article}")["wrong"] == {kept.left: ["all"]}
    page.goto(f"{working.address}/article/{article}")
    settle(page)
    page.get_by_text("called wrong").first.wait_for()

    go(page, "/review?show=decisions")
    page.get_by_text("they were fined").wait_for(timeout=LONG)
    page.get_by_role("button", name="Take back").click()
    page.get_by_text("taken back").wait_for(timeout=LONG)
    assert open_case(working.case.folder).judgements() == []


def test_a_table_that_is_copied_runs_nothing_in_a_spreadsheet(browser: Any, tmp_path: Path, open_page: Any) -> None:
    case = open_case(tmp_path / "formula.case")
    title = "=HYPERLINK(1) says minister of Velmar"
    text = f"{title}\n\n23 May 2019\n\nHealth Minister Maria Novak visited Brennik on Thursday, the ministry said.\n"
    case.add([write_texts(tmp_path / "texts", {"+north.example/one.txt": text})])
    for served in serve(case):
        page = open_page(served.address)
        page.evaluate("navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); }")
        page.get_by_role("button", name="Copy as CSV").click()
        copied = page.evaluate("window.copied")
        assert "'=HYPERLINK(1)" in copied
        assert ",=" not in copied and "\n=" not in copied and ",+" not in copied


def test_a_value_typed_on_the_page_stands_in_the_event_and_is_taken_back_there(working: Served, open_page: Any) -> None:
    event = next(one for one in working.get("/api/events")["items"] if one["type"] == "COERCE")
    page = open_page(f"{working.address}/event/{event['id']}")
    page.get_by_text("Accept or correct").first.click()
    page.get_by_label("Note, for whoever reads this later").first.fill("<script>alert(1)</script>")
    page.get_by_label("The right value of").first.select_option("how-many")
    value = page.get_by_label("It is", exact=True).first
    value.fill("many")
    value.press("Enter")
    page.get_by_role("alert").filter(has_text="no count: 'many'").wait_for(timeout=LONG)
    value.fill("24 arrested")
    value.press("Enter")
    page.get_by_text("kept: how many is 24 arrested").wait_for(timeout=LONG)
    (kept,) = open_case(working.case.folder).judgements()
    assert (kept.right, kept.by, kept.cells[0].said) == ("how-many:arrested", "person:tester", "24 arrested")
    settle(page)
    line = page.get_by_text("Corrected by tester: how many arrested is 24 arrested, read as 23 arrested")
    line.first.wait_for(timeout=LONG)
    page.get_by_text("tester’s judgement alone").first.wait_for()
    page.get_by_text("because: <script>alert(1)</script>").first.wait_for()
    assert "24 arrested" in working.get(f"/api/events/{event['id']}")["event"]["quantities"]
    page.get_by_role("button", name="Take back: how many arrested is 24 arrested").first.click()
    page.get_by_text("taken back").wait_for(timeout=LONG)
    assert open_case(working.case.folder).judgements() == []


def article_of(served: Served, outlet: str) -> str:
    """The article of an outlet."""
    return next(one["id"] for one in served.get("/api/articles")["items"] if one["outlet"] == outlet)


#: Selects from the first text that holds one word to the last that holds another.
SELECT = """words => {
    const walker = document.createTreeWalker(document.querySelector(".text-of"), NodeFilter.SHOW_TEXT);
    const [first, last] = words;
    const range = document.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (!node.parentElement.closest("[data-start]")) continue;
        if (!range.startOffset && node.data.includes(first)) range.setStart(node, node.data.indexOf(first));
        if (node.data.includes(last)) range.setEnd(node, node.data.indexOf(last) + last.length);
    }
    document.getSelection().removeAllRanges();
    document.getSelection().addRange(range);
}"""


def test_an_act_is_added_from_selected_words_by_keyboard_and_can_be_taken_back(working: Served, open_page: Any) -> None:
    article = article_of(working, "south.example")
    page = open_page(f"{working.address}/article/{article}")
    # from the middle of one word to the middle of another, over several pieces
    page.evaluate(SELECT, ["isited", "doct"])
    page.keyboard.press("a")
    words = page.get_by_label("The words that tell it")
    words.wait_for()
    assert words.input_value() == "visited the town with two doctors"
    page.get_by_label("Type of act").fill("HELP")
    page.get_by_label("Who", exact=True).fill("Helen Carter")
    page.get_by_label("When", exact=True).fill("2019-05-24")
    page.get_by_label("Note, for whoever reads this later").fill("<script>alert(1)</script>")
    page.get_by_label("Note, for whoever reads this later").press("Enter")
    page.get_by_role("alert").filter(has_text="no such type: 'HELP'").wait_for(timeout=LONG)
    page.get_by_label("Type of act").fill("AID")
    page.get_by_label("Type of act").press("Enter")
    page.get_by_text("added: AID, who Helen Carter, when 24 May 2019").wait_for(timeout=LONG)
    (kept,) = open_case(working.case.folder).judgements()
    assert (kept.verdict, kept.by, kept.cells[0].text) == ("act", "person:tester", "visited the town with two doctors")
    settle(page)
    page.get_by_text("added by tester").first.wait_for(timeout=LONG)
    (told,) = (one for one in working.get(f"/api/articles/{article}")["reports"] if one["id"] == kept.right)
    assert (told["type"], told["given"][0]["because"]) == ("AID", "<script>alert(1)</script>")
    page.goto(f"{working.address}/event/{told['event']}")
    settle(page)
    page.get_by_text("Added by tester: AID, who Helen Carter").first.wait_for(timeout=LONG)
    page.get_by_role("button", name="Take back: AID").first.wait_for()
    # the event goes with the only act that tells it, and its page with it
    go(page, "/review?show=decisions")
    page.get_by_text("AID, who Helen Carter").first.wait_for(timeout=LONG)
    page.get_by_role("button", name="Take back").click()
    page.get_by_text("taken back").wait_for(timeout=LONG)
    assert open_case(working.case.folder).judgements() == []


def test_words_that_are_typed_are_looked_for_in_the_article(working: Served, open_page: Any) -> None:
    article = article_of(working, "south.example")
    page = open_page(f"{working.address}/article/{article}")
    page.get_by_role("button", name="add an act").click()
    page.get_by_label("The words that tell it").fill("two new warts")
    page.get_by_label("Type of act").fill("AID")
    page.get_by_role("button", name="Add this act").click()
    page.get_by_role("alert").filter(has_text="the article does not say this: 'two new warts'").wait_for(timeout=LONG)
    page.get_by_label("The words that tell it").fill("gets two new wards")
    page.get_by_role("button", name="Add this act").click()
    page.get_by_text("added: AID").wait_for(timeout=LONG)


def test_a_statement_gets_another_speaker_on_the_article_s_page(working: Served, open_page: Any) -> None:
    article = article_of(working, "north.example")
    page = open_page(f"{working.address}/article/{article}")
    page.get_by_role("button", name="Accept or correct: Maria Novak says").first.click()
    page.get_by_text("Accept or correct").last.click()
    page.get_by_label("The right value of").first.select_option("speaker")
    value = page.get_by_label("It is", exact=True).first
    value.fill("Police")
    value.press("Enter")
    page.get_by_text("kept: speaker is Police").wait_for(timeout=LONG)
    (kept,) = open_case(working.case.folder).judgements()
    assert (kept.right, kept.cells[0].name, kept.cells[0].was) == ("speaker", "Police", "Maria Novak")
    settle(page)
    page.get_by_text("speaker: corrected by tester").first.wait_for(timeout=LONG)
    (said,) = (one for one in working.get(f"/api/articles/{article}")["statements"] if one["id"] == kept.left)
    assert said["speaker"]["name"] == "Police"


def test_a_statement_is_added_from_selected_words_by_keyboard(
    working: Served, open_page: Any
) -> None:
    article = article_of(working, "south.example")
    page = open_page(f"{working.address}/article/{article}")
    page.evaluate(SELECT, ["isited", "doct"])
    page.keyboard.press("q")
    words = page.get_by_label("The words that are said")
    words.wait_for()
    assert words.input_value() == "visited the town with two doctors"
    page.get_by_label("Who says it").fill("Helen Carter")
    page.get_by_label("The words that bring it in").fill("whispered")
    page.get_by_label("Note, for whoever reads this later").fill("<script>alert(1)</script>")
    page.get_by_label("it denies what it speaks of").check()
    page.get_by_label("Who says it").press("Enter")
    page.get_by_role("alert").filter(has_text="the article does not say this: 'whispered'").wait_for(timeout=LONG)
    page.get_by_label("The words that bring it in").fill("")
    page.get_by_label("Who says it").press("Enter")
    page.get_by_text("added: statement, speaker Helen Carter, form indirect, polarity negative").wait_for(timeout=LONG)
    kept = next(one for one in open_case(working.case.folder).judgements() if one.verdict == "statement")
    assert (kept.by, kept.cells[0].text) == ("person:tester", "visited the town with two doctors")
    settle(page)
    page.get_by_text("added by tester").first.wait_for(timeout=LONG)
    (told,) = (one for one in working.get(f"/api/articles/{article}")["statements"] if one["id"] == kept.right)
    assert (told["negative"], told["given"][0]["because"]) == (True, "<script>alert(1)</script>")
