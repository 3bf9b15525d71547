"""Stories of many outlets, and what a view shows that breaks: answers of the server are stood in for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from tests.browser.conftest import Served, settle

MANY = 60


@pytest.fixture
def answering(browser: Any) -> Iterator[Any]:
    """`answering(path, answer, width)`: a page for which the server's answer at this path is another one."""
    contexts = []

    def page_with(path: str, answer: Any, width: int = 1280) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.route(f"**{path}", lambda route: route.fulfill(body=json.dumps(answer), content_type="application/json"))
        return page

    yield page_with
    for context in contexts:
        context.close()


def _wide(served: Served) -> dict[str, Any]:
    """A story in which sixty outlets answer one question: fifty-eight alike, the last two each otherwise."""
    first = served.get("/api/stories?sort=contradictions")["items"][0]
    story = served.get(f"/api/stories/{first['id']}")
    row = next(row for row in story["rows"] if any(cell["answers"] for cell in row["cells"]))
    answer = next(cell["answers"][0] for cell in row["cells"] if cell["answers"])
    names = [f"The Very Long Named Regional Daily Newspaper of Province Number {number}" for number in range(MANY)]
    column = story["columns"][0]
    story["columns"] = [
        {**column, "outlet": name, "articles": [{**column["articles"][0], "id": f"{at:024x}", "outlet": name}]}
        for at, name in enumerate(names)
    ]
    sides = [max(0, at - MANY + 3) for at in range(MANY)]
    cells = [
        {"outlet": name, "silent": False, "answers": [{**answer, "side": side, "answer": f"{side + 20} dead"}]}
        for name, side in zip(names, sides, strict=True)
    ]
    story["rows"] = [{**row, "agreement": "contradicted", "cells": cells, "silent": []}]
    story["voices"], story["left_out"], story["labels"] = [], [], []
    return story


@pytest.mark.parametrize("width", [1280, 375])
def test_of_many_outlets_some_stand_side_by_side_with_every_answer_and_all_can_be_shown(
    width: int, served: Served, answering: Any
) -> None:
    story = _wide(served)
    page = answering(f"/api/stories/{story['id']}", story, width)
    page.goto(f"{served.address}/story/{story['id']}")
    settle(page)
    shown = page.locator("td.said").all_inner_texts()
    assert len(shown) == (24 if width == 1280 else 10)
    assert {"20 dead", "21 dead", "22 dead"} == {text.split("\n")[-1] for text in shown}
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name=f"Show all {MANY} outlets").click()
    assert page.locator("td.said").count() == MANY
    assert page.get_by_role("button", name=f"Show all {MANY} outlets").count() == 0


def test_a_view_that_breaks_says_so_and_other_addresses_open(served: Served, answering: Any) -> None:
    story = _wide(served)
    broken = deepcopy(story)
    broken["rows"] *= 2  # two rows of one id
    page = answering(f"/api/stories/{story['id']}", broken)
    page.goto(f"{served.address}/story/{story['id']}")
    alert = page.get_by_role("alert")
    alert.wait_for()
    assert "nothing in the case is lost" in alert.inner_text()
    page.get_by_role("link", name="All stories").click()
    page.get_by_role("heading", name="Stories", exact=True).wait_for()
    assert alert.count() == 0


def test_a_case_in_which_nothing_was_read_says_what_waits_and_what_failed(served: Served, answering: Any) -> None:
    empty = {**served.get("/api/case"), "articles": 0, "pending": 25, "failures": 2}
    page = answering("/api/case", empty)
    page.goto(f"{served.address}/")
    page.get_by_role("heading", name="Nothing has been read yet").wait_for()
    assert "25 documents are taken in and not read" in page.inner_text("main")
    page.get_by_role("link", name="2 documents could not be read").click()
    page.get_by_role("heading", name="What could not be read").wait_for()
