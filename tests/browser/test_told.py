"""The page that says who tells a sentence: asked by hand, from the search box, from its address."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from .conftest import Served
from .test_views import go

CLAIM = "Shells killed 14 people in Brennik"


def test_a_sentence_that_is_typed_stands_in_the_address_and_is_answered_account_by_account(
    served: Served, open_page: Any
) -> None:
    page = open_page(f"{served.address}/")
    page.get_by_role("link", name="Is it told?").click()
    page.locator("#claim:focus").wait_for()
    page.keyboard.type(CLAIM)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Tells it").wait_for()
    assert page.url.endswith(f"/told?claim={quote(CLAIM)}")
    found = served.get(f"/api/told?claim={quote(CLAIM)}")
    for how in ("tells", "mentions"):
        assert page.locator(f"section.{how} li").count() == len(found[how]) > 0
    first = found["tells"][0]
    line = page.locator("section.tells li").first.inner_text()
    assert first["outlet"] in line and first["passages"][0]["passage"]["quote"] in line
    assert page.get_by_role("heading", name="Does not speak of it").count() == (1 if found["silent"] else 0)
    assert page.get_by_role("heading", name="Not read").count() == (1 if found["unread"] else 0)


def test_a_passage_leads_to_its_sentence_in_the_article(served: Served, open_page: Any) -> None:
    page = open_page(f"{served.address}/told?claim={quote(CLAIM)}")
    passage = served.get(f"/api/told?claim={quote(CLAIM)}")["tells"][0]["passages"][0]["passage"]
    page.locator("section.tells li .words a").first.click()
    page.locator(".o-chosen").first.wait_for()
    assert page.url.endswith(f"/article/{passage['article']}#c{passage['start']}-{passage['end']}")


def test_a_query_that_reads_like_a_sentence_can_be_asked_about(served: Served, open_page: Any) -> None:
    page = open_page(f"{served.address}/search?q={quote(CLAIM)}")
    page.get_by_role("link", name="Is this told?").click()
    page.get_by_role("heading", name="Tells it").wait_for()
    for query in ("Brennik", "actor:Ostrania type:CONSULT recipient:Delvania story", '"bus station" in the town'):
        go(page, f"/search?q={quote(query)}")
        assert page.get_by_role("link", name="Is this told?").count() == 0, query


def test_a_page_without_a_sentence_offers_titles_of_the_case(served: Served, open_page: Any) -> None:
    page = open_page(f"{served.address}/told")
    example = page.locator(".intro li a").first
    title = example.inner_text()
    assert title in {story["title"] for story in served.get("/api/stories")["items"]}
    example.click()
    page.locator("section li").first.wait_for()
    assert page.get_by_label("A sentence that says who did what").input_value() == title


def test_a_sentence_of_which_no_account_speaks_is_said_to_have_none(served: Served, open_page: Any) -> None:
    page = open_page(f"{served.address}/told?claim={quote('A volcano erupted beside the Reykjavik airport')}")
    page.get_by_text("No account was found that speaks of it").wait_for()
    assert page.locator("main section").count() == 0


def test_what_cannot_be_asked_is_said_in_one_sentence(served: Served, browser: Any) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    try:
        page = context.new_page()  # not watched: a browser logs every refused request as an error
        page.goto(f"{served.address}/told?claim=it+was")
        wrong = page.get_by_role("alert")
        wrong.wait_for()
        assert "ask for a sentence that says who did what" in wrong.inner_text()
        page.get_by_label("A sentence that says who did what").fill(CLAIM)
        page.get_by_role("button", name="Ask").click()
        page.get_by_role("heading", name="Tells it").wait_for()
        assert wrong.count() == 0
    finally:
        context.close()
