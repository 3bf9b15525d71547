"""A large case is answered, indexed and changed by processes of their own; a small one can be served so, too."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bench.synthetic import add_some
from starlette.testclient import TestClient

from rashomon.case import open_case
from rashomon.errors import RashomonError
from rashomon.web import workroom
from rashomon.web.answering import answer_of
from rashomon.web.app import make_app, make_routes
from rashomon.web.desk import Desk, WebSettings
from rashomon.web.jobs import Stopped
from rashomon.web.remembering import Remembering
from rashomon.web.safety import Receive, Scope, Send


@pytest.fixture(scope="module")
def served(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A copy of the invented case, served by two processes besides this one."""
    folder = tmp_path_factory.mktemp("processes") / "copy.case"
    shutil.copytree(invented, folder, ignore=shutil.ignore_patterns("index"))
    app = make_app(open_case(folder), WebSettings(person="ada", processes=1, watch_seconds=0.05, wait_seconds=60))
    with TestClient(app, base_url="http://127.0.0.1:8137") as browser:
        browser.headers["x-rashomon-token"] = browser.get("/api/session").json()["token"]
        yield browser


def test_processes_answer_as_this_one_does(served: TestClient) -> None:
    desk = _desk(served)
    readers = desk.readers("/api/case")
    assert readers is not None
    story = served.get("/api/stories?size=1").json()["items"][0]["id"]
    here = make_routes(desk)
    for path, query in (("/api/stories", b"size=3"), (f"/api/stories/{story}", b""), ("/api/search", b"q=the")):
        made = asyncio.run(readers.ask(path, query))
        assert made is not None
        assert (made.status, made.body) == (200, asyncio.run(answer_of(here, path, query)).body)
    missing = served.get("/api/stories/nix")
    assert (missing.status_code, "nix" in missing.text) == (404, True)


def test_what_is_written_shows_and_pages_of_the_last_comparison_stay(served: TestClient) -> None:
    story = served.get("/api/stories?size=1").json()["items"][0]["id"]
    tags = {path: served.get(path).headers["etag"] for path in ("/api/case", f"/api/stories/{story}")}
    add_some(_desk(served).case.folder, 5_000_000, 3)
    for _ in range(6000):
        answer = served.get("/api/case")
        if answer.json()["articles"] == 63:
            break
        time.sleep(0.05)
    assert answer.json()["articles"] == 63
    assert answer.headers["etag"] != tags["/api/case"]
    assert served.get(f"/api/stories/{story}").headers["etag"] == tags[f"/api/stories/{story}"]


def test_a_job_that_fails_in_its_process_says_so(served: TestClient) -> None:
    job = served.post("/api/judgements", json={"verdict": "same", "left": "nix", "right": "nax"}).json()
    assert (job["state"], job["result"]) == ("failed", None)
    assert "nix" in job["error"]


def test_work_in_another_process_can_be_stopped_and_the_process_lives_on(served: TestClient) -> None:
    room = _desk(served)._indexing
    assert room is not None
    told: list[str] = []

    def stop(step: str, done: int, total: int | None) -> None:
        told.append(step)
        raise Stopped

    with pytest.raises(RashomonError, match="nix"):
        room.do("forget", {"name": "nix"}, lambda step, done, total: told.append(step))
    process = room._process.pid
    # it may have failed before it heard that it is to stop
    with pytest.raises((Stopped, RashomonError)):
        room.do("forget", {"name": "nix"}, stop)
    assert told == ["comparing", "comparing"]
    assert room.do("catch up", {}, stop) is False
    assert room._process.pid == process


def test_a_process_that_took_much_memory_makes_room_for_another(
    served: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = _desk(served)._indexing
    assert room is not None
    room.do("catch up", {}, lambda step, done, total: None)
    process = room._process
    monkeypatch.setattr(workroom, "_MOST_BYTES", 1)
    assert room.do("catch up", {}, lambda step, done, total: None) is False
    assert not process.is_alive()
    monkeypatch.undo()
    assert room.do("catch up", {}, lambda step, done, total: None) is False
    assert room._process is not process


def test_of_many_who_ask_the_same_one_makes_the_answer() -> None:
    made = 0

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal made
        made += 1
        await asyncio.sleep(0.01)
        status = 404 if scope["path"].endswith("nix") else 200
        headers = [(b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"{}"})

    async def ask(remembering: Remembering, path: str) -> int:
        status = 0

        async def send(message: dict[str, Any]) -> None:
            nonlocal status
            status = message.get("status", status)

        scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": []}
        await remembering(scope, lambda: asyncio.sleep(0), send)  # type: ignore[arg-type]  # nobody receives
        return status

    async def everybody(path: str) -> list[int]:
        remembering = Remembering(app, lambda path: "state")
        return await asyncio.gather(*(ask(remembering, path) for _ in range(20)))

    assert asyncio.run(everybody("/api/case")) == [200] * 20
    assert made == 1
    # what is not there is asked for by each
    assert asyncio.run(everybody("/api/nix")) == [404] * 20
    assert made == 21


def _desk(served: TestClient) -> Desk:
    desk: Desk = served.app._app._state.__self__  # type: ignore[attr-defined]
    return desk


def test_who_looks_for_changes_goes_on_after_what_nobody_foresaw(
    invented: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(invented, tmp_path / "copy.case")
    desk = Desk(open_case(tmp_path / "copy.case"), WebSettings(watch_seconds=0.01))
    looks: list[str] = []

    def renew() -> None:
        looks.append("look")
        if len(looks) == 3:
            desk.end()
        raise KeyError("a row that was taken back meanwhile")

    monkeypatch.setattr(desk, "renew", renew)
    desk.watch()
    assert len(looks) == 3
