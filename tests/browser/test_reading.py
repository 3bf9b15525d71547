"""A cell leads to its sentence; texts are shown as they are, in whatever script, by hand or by keys."""

from __future__ import annotations

from typing import Any

from .conftest import SCRIPT, Served, settle
from .test_views import go


def article_of(served: Served, outlet: str) -> dict[str, Any]:
    """The one article of an outlet."""
    (line,) = [one for one in served.get("/api/articles?size=200")["items"] if one["outlet"] == outlet]
    found: dict[str, Any] = served.get(f"/api/articles/{line['id']}")
    return found


def shown_text(page: Any) -> str:
    """The characters of the kept blocks as the page shows them, in reading order."""
    return str(page.evaluate("[...document.querySelectorAll('[data-start]')].map(piece => piece.textContent).join('')"))


def test_a_cell_leads_to_its_sentence_and_the_sentence_to_its_article(served: Served, open_page: Any) -> None:
    story = served.get("/api/stories?sort=contradictions")["items"][0]
    page = open_page(f"{served.address}/story/{story['id']}")
    page.locator("td.said button").first.click()
    mark = page.locator(".drawer blockquote mark").first
    page.locator(".drawer blockquote").first.wait_for()
    article, start, end = mark.get_attribute("data-span").split()
    text = served.get(f"/api/articles/{article}")["text"]
    assert mark.text_content() == text[int(start) : int(end)]
    assert "row=" in page.url and "outlet=" in page.url
    page.locator(".drawer a", has_text="In its article").first.click()
    settle(page)
    assert page.url.endswith(f"/article/{article}#c{start}-{end}")
    chosen = "".join(page.locator(".o-chosen").all_text_contents())
    assert chosen == text[int(start) : int(end)].replace("\n\n", "")
    assert page.locator(".o-chosen").first.is_visible()


def test_an_article_made_of_script_stays_text(served: Served, open_page: Any) -> None:
    found = article_of(served, "hostile.example")
    assert SCRIPT in found["text"]
    page = open_page(f"{served.address}/article/{found['id']}")
    assert SCRIPT in shown_text(page)
    for path in (f"/story/{found['story']['id']}", "/", "/search?q=hacked", "/entities", "/timeline", "/review"):
        go(page, path)
        assert page.locator("main script, main img, main [onload], main [onerror]").count() == 0, path
    go(page, f"/article/{found['id']}?original=1&dropped=1")
    page.wait_for_timeout(100)
    assert all(frame.evaluate("window.hacked === undefined") for frame in page.frames[:1])
    assert page.evaluate("window.hacked === undefined")


def test_offsets_hold_where_characters_are_astral(served: Served, open_page: Any) -> None:
    found = article_of(served, "emoji.example")
    kept = "".join(found["text"][block["start"] : block["end"]] for block in found["blocks"] if block["kept"])
    page = open_page(f"{served.address}/article/{found['id']}")
    assert shown_text(page) == kept
    said = next(one for one in found["statements"] if "mourn" in one["words"])
    start, end = said["content"][0]["start"], said["content"][0]["end"]
    go(page, f"/article/{found['id']}#c{start}-{end}")
    assert "".join(page.locator(".o-chosen").all_text_contents()) == found["text"][start:end]


def test_right_to_left_text_runs_right_to_left(served: Served, open_page: Any) -> None:
    found = article_of(served, "rtl.example")
    page = open_page(f"{served.address}/article/{found['id']}")
    assert page.locator(".text-of").get_attribute("dir") == "rtl"
    assert page.evaluate("getComputedStyle(document.querySelector('.text')).direction") == "rtl"


def test_a_story_is_read_by_keys_alone(served: Served, open_page: Any) -> None:
    page = open_page(served.address)
    press = page.keyboard.press
    press("j")
    press("j")
    title = page.evaluate("document.activeElement.textContent")
    press("Enter")
    settle(page)
    assert page.locator("h1").text_content() == title
    press("j")
    focused = page.evaluate("document.activeElement.closest('[data-row]')?.id")
    if page.evaluate("document.activeElement.tagName") == "BUTTON":
        press("Enter")
        page.locator(".drawer").wait_for()
        press("Escape")
        assert page.locator(".drawer").count() == 0
        assert page.evaluate("document.activeElement.closest('[data-row]')?.id") == focused
    for key, path in {"e": "/entities", "t": "/timeline", "m": "/map", "s": "/"}.items():
        press("g")
        press(key)
        settle(page)
        assert page.evaluate("location.pathname") == path
    press("/")
    page.keyboard.type("Varnholt")
    press("Enter")
    settle(page)
    assert page.evaluate("location.pathname + location.search") == "/search?q=Varnholt"
    press("?")
    assert page.locator("dialog[open]").count() == 1
    press("Escape")
    assert page.locator("dialog[open]").count() == 0


def test_layers_and_the_original_answer_to_their_keys(served: Served, open_page: Any) -> None:
    article = served.get("/api/articles")["items"][0]["id"]
    page = open_page(f"{served.address}/article/{article}")
    assert page.locator(".o-e").count() > 0
    page.keyboard.press("e")
    assert page.locator(".o-e").count() == 0 and "layers=" in page.url
    page.keyboard.press("o")
    page.locator("iframe").wait_for()
    assert page.locator("iframe").get_attribute("sandbox") == ""
    page.keyboard.press("d")
    assert page.locator("details.strip:not([open])").count() == 0


def test_choosing_a_type_on_the_timeline_filters_the_network_too(served: Served, open_page: Any) -> None:
    page = open_page(f"{served.address}/timeline")
    before = page.locator("svg[aria-label^='Who acts'] [role=button]").count()
    lane = page.locator("svg [aria-label^='only ']").first
    kind = lane.get_attribute("aria-label").removeprefix("only ")
    lane.click()
    settle(page)
    assert f"type={kind}" in page.url
    assert page.locator("svg[aria-label^='Who acts'] [role=button]").count() < before


def test_tables_are_copied_as_csv_and_pictures_saved_as_svg(served: Served, open_page: Any) -> None:
    page = open_page(served.address)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy as CSV").first.click()
    page.get_by_text("copied").wait_for()
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines[0].startswith("story,title,first") and len(lines) == 1 + served.get("/api/case")["stories"]
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as SVG").first.click()
    picture = download.value.path().read_text("utf-8")
    assert picture.startswith("<svg") and "class=" not in picture and "var(--" not in picture
