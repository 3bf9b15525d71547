"""Every view opens, at any width, by light and dark, for everybody; none asks anything of another machine."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from rashomon.case import Case, open_case

from .conftest import ROOT, Served, serve, settle, views

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
NAMES = (
    "case,news,search,told,to ask,story,drawer,article,original,entities,entity,event,timeline,network,map,review,"
    "decisions,compare,add,exports,checks,about"
).split(",")
PICTURED = frozenset("case story drawer article entity timeline network review".split())


def go(page: Any, path: str) -> None:
    """Another view of the same application, as a link would open it."""
    page.evaluate("path => { history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate')); }", path)
    settle(page)


def test_every_view_opens_and_says_what_it_is(served: Served, open_page: Any) -> None:
    found = views(served)
    assert list(found) == NAMES
    page = open_page(served.address)
    for name, path in found.items():
        page.goto(served.address + path)
        settle(page)
        assert page.title().endswith("example.case · Rashomon"), name
        assert page.locator("main h1:visible, main h1.unseen").count() >= 1, name
        assert page.locator("[role=alert]").count() == 0, f"{name}: {page.locator('[role=alert]').all_text_contents()}"


def test_no_view_is_wider_than_a_phone(served: Served, open_page: Any) -> None:
    page = open_page(served.address, width=390, height=800)
    wide = {}
    for name, path in views(served).items():
        go(page, path)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 390:
            wide[name] = width
    assert not wide


# what is dark differs by its colours alone
@pytest.mark.parametrize(
    ("scheme", "rules"), [("light", ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]), ("dark", ["color-contrast"])]
)
def test_axe_finds_nothing_serious(served: Served, open_page: Any, scheme: str, rules: list[str]) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: run `make web`")
    page = open_page(served.address, scheme=scheme)
    page.evaluate(AXE.read_text("utf-8"))
    found = []
    for name, path in views(served).items():
        go(page, path)
        answer = page.evaluate(
            "rules => axe.run(document, {runOnly: rules, iframes: false, resultTypes: ['violations']})", rules
        )
        found += [
            f"{name}: {one['id']} ({one['impact']}) {one['help']}: {one['nodes'][0]['html'][:160]} "
            f"{one['nodes'][0]['any'][:1] and one['nodes'][0]['any'][0]['message']}"
            for one in answer["violations"]
            if one["impact"] in ("serious", "critical")
        ]
    assert not found, "\n".join(found)


def test_the_outlets_stay_in_sight_while_one_scrolls_their_answers(served: Served, open_page: Any) -> None:
    stories = served.get("/api/stories?sort=articles")["items"]
    story = max((served.get(f"/api/stories/{one['id']}") for one in stories), key=lambda one: len(one["rows"]))
    last = "[...document.querySelectorAll('tr[data-row]')].at(-1)"
    for width in (1280, 800):
        page = open_page(f"{served.address}/story/{story['id']}", width=width, height=500)
        page.evaluate(f"{last}.scrollIntoView({{block: 'end', behavior: 'instant'}})")
        top = page.evaluate("document.querySelector('tr.outlets th:nth-child(2)').getBoundingClientRect().top")
        frame = page.evaluate("document.querySelector('.frame').getBoundingClientRect().top")
        assert abs(top - max(frame, 0)) < 3, width


def test_an_address_that_shows_nothing_says_so(served: Served, open_page: Any) -> None:
    page = open_page(served.address)
    go(page, "/nowhere")
    assert "There is nothing here" in page.inner_text("main")


def test_the_network_is_counted_by_its_own_ties_and_parties(served: Served, open_page: Any) -> None:
    edges = served.get("/api/network")["edges"]
    parties = {party for edge in edges for party in (edge["source"], edge["target"])}
    page = open_page(f"{served.address}/network")
    page.get_by_text(f"{len(edges)} ties between {len(parties)} parties", exact=True).wait_for()
    assert page.locator(".tools").get_by_text("could not be dated").count() == 0


def test_the_first_page_is_drawn_from_a_few_small_files(served: Served, open_page: Any) -> None:
    page = open_page(served.address)
    sizes = page.evaluate(
        "performance.getEntriesByType('resource').filter(r => r.name.includes('/assets/')).map(r => r.decodedBodySize)"
    )
    assert sum(sizes) < 300_000 and len(sizes) <= 12


def test_pictures_for_the_documentation_are_taken_on_demand(
    browser: Any, open_page: Any, example_case: Case, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """The example corpus alone: `pytest tests/browser --screenshots docs/assets/screenshots`."""
    folder = request.config.getoption("--screenshots", None)
    if not folder:
        pytest.skip("no --screenshots DIR was given")
    Path(folder).mkdir(parents=True, exist_ok=True)
    shutil.copytree(example_case.folder, tmp_path / "brennik.case")
    for served in serve(open_case(tmp_path / "brennik.case")):
        page = open_page(served.address, height=800)
        for name, path in views(served).items():
            if name in PICTURED:
                page.goto(served.address + path)
                settle(page)
                small_picture(page, Path(folder) / f"{name}.png")


def small_picture(page: Any, file: Path) -> None:
    """A PNG of what stands in the window, in 64 colours where Pillow is there."""
    page.screenshot(path=file)
    try:
        from PIL import Image
    except ImportError:
        return
    Image.open(file).convert("RGB").quantize(64).save(file, optimize=True)
