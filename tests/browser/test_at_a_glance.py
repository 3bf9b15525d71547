"""What an editor sees without a click: when each number was told, whole names, no line twice, what nobody read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from .conftest import Served, settle


def _story(served: Served) -> Any:
    stories = served.get("/api/stories?sort=contradictions")["items"]
    for story in stories:
        found = served.get(f"/api/stories/{story['id']}")
        if any(row["agreement"] == "updated" for row in found["rows"]):
            return found
    raise AssertionError("no number was updated")


def test_a_number_that_was_updated_is_told_as_it_grew_with_its_days(served: Served, open_page: Any) -> None:
    story = _story(served)
    row = next(row for row in story["rows"] if row["agreement"] == "updated")
    cell = next(cell for cell in row["cells"] if len(cell["answers"]) > 1)
    column = next(column for column in story["columns"] if column["outlet"] == cell["outlet"])
    place = {account["id"]: at for at, account in enumerate(column["articles"])}
    firsts = [min(place[quote["article"]] for quote in answer["quotes"]) for answer in cell["answers"]]
    assert firsts == sorted(firsts)
    page = open_page(f"{served.address}/story/{story['id']}")
    words = page.locator(f"#row-{row['id']} td[data-outlet='{cell['outlet']}']").inner_text()
    assert f"{cell['answers'][0]['answer']} ({column['articles'][firsts[0]]['published']})" in words


def test_what_a_wire_text_rests_on_is_the_agency(served: Served) -> None:
    assert "rest on Meridian Wire" in _story(served)["note"]


def test_a_hit_in_a_title_is_shown_once(served: Served, open_page: Any) -> None:
    page = open_page(f"{served.address}/search?q=carnage")
    hit = page.locator("main ol > li").first
    assert hit.inner_text().upper().count("CARNAGE AT THE BUS STOP") == 1
    assert hit.locator("a mark").inner_text() == "CARNAGE"


def test_on_a_phone_an_event_s_questions_stand_below_each_other(served: Served, open_page: Any) -> None:
    event = next(one for one in served.get("/api/events")["items"] if one["articles"] > 3)
    page = open_page(f"{served.address}/event/{event['id']}", width=390, height=800)
    question = page.locator("table.stack tbody tr").first
    finding, answers = question.locator("td").nth(0).bounding_box(), question.locator("td").nth(1).bounding_box()
    assert finding and answers and answers["y"] >= finding["y"] + finding["height"] - 1
    assert answers["x"] + answers["width"] <= 390


def test_a_long_outlet_is_cut_at_the_head_of_its_column(served: Served, open_page: Any) -> None:
    page = open_page(f"{served.address}/story/{_story(served)['id']}")
    long = "The Extraordinarily Long-Named Northern Provinces and Borderlands Daily Gazette & Advertiser"
    head = page.locator("thead .outlets .outlet").first
    before = head.bounding_box()["height"]
    head.locator("bdi").evaluate("(name, long) => { name.textContent = long; }", long)
    assert head.bounding_box()["height"] <= 3.2 * before / (1 if before < 30 else 2)
    assert head.get_attribute("title")


def test_an_article_in_which_nothing_was_read_says_so(served: Served, open_page: Any) -> None:
    (arabic,) = (one for one in served.get("/api/articles?language=ar")["items"])
    page = open_page(f"{served.address}/article/{arabic['id']}")
    settle(page)
    assert "in Arabic, not read" in page.locator("main").inner_text()
    read = next(one for one in served.get("/api/articles?language=en")["items"])
    page.goto(f"{served.address}/article/{read['id']}")
    settle(page)
    assert "not read" not in page.locator("main").inner_text()


def test_spellings_leave_pronouns_out(served: Served) -> None:
    (front,) = (one for one in served.get("/api/entities?q=Highland")["items"] if one["name"] == "Highland Front")
    spelled = [one["text"] for one in served.get(f"/api/entities/{front['id']}")["spellings"]]
    assert spelled and not {"it", "its", "who"} & set(spelled)
    assert front["spellings"] == len(spelled)


def test_what_is_new_since_the_last_visit_or_a_day_is_told_as_in_the_brief(served: Served, open_page: Any) -> None:
    page = open_page(f"{served.address}/")
    seen = page.evaluate("Object.entries(localStorage).find(([key]) => key.startsWith('rashomon.visits.'))")
    assert seen is not None
    # an hour has passed since the visit before
    page.evaluate(
        "key => localStorage.setItem(key, JSON.stringify({ seen: '2019-01-01T08:00:00.000Z', before: null }))", seen[0]
    )
    page.goto(f"{served.address}/news")
    settle(page)
    page.get_by_role("link", name="your last visit").wait_for()
    assert page.inner_text("h1") == "New since 1 Jan 2019, 08:00 UTC"
    told = served.get("/api/news?since=2019-01-01")
    assert f"{told['articles']} new articles" in page.inner_text("main")
    for item in told["stories"]:
        assert item["news"]["story"]["title"] in page.inner_text("main")
    soon = datetime.now(UTC) + timedelta(hours=6)
    page.goto(f"{served.address}/news?since={soon:%Y-%m-%dT%H:%M:%SZ}")
    settle(page)
    page.get_by_text("Nothing that any story tells has come in since.").wait_for()
