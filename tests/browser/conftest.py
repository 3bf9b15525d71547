"""A case served to a real browser. Tests here skip, saying so, where the pages, playwright or Chromium are absent.

Reads the example corpus and a few hostile texts of our own. The one idea: every page of every test is watched; a
request to anywhere else, an error of a script, or anything that the Content-Security-Policy refuses fails the test.
"""

from __future__ import annotations

import json
import shutil
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from rashomon.case import Case, open_case

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "src" / "rashomon" / "web" / "static" / "index.html"

#: Where Debian and others put it; playwright's own download is not used.
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)

SCRIPT = "<script>window.hacked = 1; alert('hacked')</script>"
TEXTS = {
    "hostile.example/script.txt": (
        f"Minister says {SCRIPT} in Velmar\n\n16 May 2019\n\n"
        f"Foreign Minister Ilse Varnholt said on Thursday that {SCRIPT} was no answer. "
        '<img src=x onerror="window.hacked = 2"> The army shelled Brennik on Tuesday, killing nine people, '
        "the <b>ministry</b> said. [click](javascript:window.hacked=3)\n\n"
        "\"We will <svg onload='window.hacked=4'> go on,\" Varnholt told reporters in Velmar.\n"
    ),
    "emoji.example/astral.txt": (
        "Varnholt 😀 visits Brennik\n\n17 May 2019\n\n"
        "After the 𝕊𝕠𝕣𝕣𝕚𝕟 talks 🕊️🕊️, Foreign Minister Ilse Varnholt visited Brennik on Friday. "
        '"We mourn 😢 with the families," Varnholt said. Police arrested three men in Velmar.\n'
    ),
    "rtl.example/brennik.txt": (
        "وزيرة الخارجية تزور برينيك\n\n17 مايو 2019\n\n"
        "زارت وزيرة الخارجية مدينة برينيك يوم الجمعة والتقت عائلات الضحايا في المستشفى الإقليمي، "
        "وقالت إن الحكومة ستواصل المحادثات مع الجانب الآخر خلال الأسبوع المقبل في العاصمة.\n"
    ),
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest tests/browser --screenshots DIR` writes a picture of each view, for the documentation."""
    parser.addoption("--screenshots", default=None, metavar="DIR", help="write a PNG of each view there")


@dataclass(frozen=True)
class Served:
    """A case and where it is."""

    case: Case
    address: str

    def get(self, path: str) -> Any:
        """The JSON answer that the page shows."""
        with urllib.request.urlopen(self.address + path, timeout=30) as answer:
            return json.load(answer)


def serve(case: Case) -> Iterator[Served]:
    """Serves a case on a free port until the generator goes on."""
    import uvicorn

    from rashomon.web.app import make_app
    from rashomon.web.desk import WebSettings

    app = make_app(case, WebSettings(person="tester", wait_seconds=0.2))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield Served(case, f"http://127.0.0.1:{port}")
    server.should_exit = True
    thread.join(10)


def write_texts(folder: Path, texts: dict[str, str]) -> Path:
    """Texts as files below a folder; the first part of each name is the outlet."""
    for name, text in texts.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    """Chromium, without a window; closed after these tests, for it keeps an event loop running in this thread."""
    pytest.importorskip("fastapi", reason="rashomon[web] is not installed")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright (rashomon[browser]) is not installed")
    if not BUILT.is_file():
        pytest.skip("the pages are not built: run `make web`")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def served(browser: Any, example_case: Case, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The example corpus with hostile, astral and right-to-left texts; for reading only."""
    folder = tmp_path_factory.mktemp("browser")
    shutil.copytree(example_case.folder, folder / "example.case")
    case = open_case(folder / "example.case")
    case.add([write_texts(folder / "texts", TEXTS)])
    yield from serve(case)


@pytest.fixture
def open_page(browser: Any) -> Iterator[Any]:
    """`open_page(address, width=1280, scheme="light")`: a page that is watched until the test ends."""
    contexts, wrong = [], []

    def open_one(address: str, *, width: int = 1280, height: int = 900, scheme: str = "light") -> Any:
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, locale="en-GB")
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        here = "/".join(address.split("/")[:3]) + "/"
        page.on(
            "request", lambda r: None if r.url.startswith((here, "data:", "blob:")) else wrong.append(f"asked {r.url}")
        )
        page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
        page.on("console", lambda line: wrong.append(f"console: {line.text}") if line.type == "error" else None)
        page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.goto(address)
        settle(page)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not wrong, "\n".join(wrong)


def settle(page: Any) -> None:
    """Waits until every answer is there and drawn."""
    page.locator("main h1, main h2").first.wait_for(state="attached")
    page.locator("html[data-waiting='0']").wait_for(state="attached")


def views(served: Served) -> dict[str, str]:
    """Each view by name with an address that shows something."""
    stories = served.get("/api/stories?sort=contradictions")["items"]
    story = served.get(f"/api/stories/{stories[0]['id']}")
    row = next(row for row in story["rows"] if any(cell["answers"] for cell in row["cells"]))
    cell = next(cell for cell in row["cells"] if cell["answers"])
    quote = cell["answers"][0]["quotes"][0]
    person = served.get("/api/entities?kind=person")["items"][0]
    event = served.get("/api/events")["items"][0]
    return {
        "case": "/",
        "news": "/news?since=2019-01-01",
        "search": "/search?q=Brennik",
        "told": "/told?claim=Shells+killed+14+people+in+Brennik",
        "to ask": "/told",
        "story": f"/story/{story['id']}",
        "drawer": f"/story/{story['id']}?row={row['id']}&outlet={cell['outlet'].replace(' ', '+')}",
        "article": f"/article/{quote['article']}#c{quote['start']}-{quote['end']}",
        "original": f"/article/{quote['article']}?original=1&dropped=1",
        "entities": "/entities",
        "entity": f"/entity/{person['id']}",
        "event": f"/event/{event['id']}",
        "timeline": "/timeline",
        "network": "/network",
        "map": "/map",
        "review": "/review",
        "decisions": "/review?show=decisions",
        "compare": "/review?show=compare",
        "add": "/add",
        "exports": "/exports",
        "checks": "/checks",
        "about": "/about",
    }
