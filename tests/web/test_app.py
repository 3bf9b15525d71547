"""The routes: every page's answer as JSON, what is remembered, and jobs that write."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path
from typing import Any

import pytest
from bench.synthetic import add_some
from fastapi import FastAPI
from starlette.testclient import TestClient

from office_files import column, pdf
from rashomon.case import Case, open_case
from rashomon.record import event_id, story_id
from rashomon.web.app import make_app
from rashomon.web.desk import WebSettings
from rashomon.web.jobs import Jobs, Outcome, Tell
from rashomon.web.pages import add_pages

LISTS = ("/api/stories", "/api/articles", "/api/entities", "/api/events", "/api/review/inbox", "/api/failures",
         "/api/judgements")  # fmt: skip


@pytest.fixture
def writable(invented: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """A copy of the invented case, to write to; accounts are not compared anew, which test_case.py looks at."""
    monkeypatch.setattr("rashomon.case.compare_all", lambda *_: None)
    shutil.copytree(invented, tmp_path / "copy.case", ignore=shutil.ignore_patterns("index"))
    app = make_app(open_case(tmp_path / "copy.case"), WebSettings(person="ada", wait_seconds=60))
    browser = TestClient(app, base_url="http://127.0.0.1:8137")
    browser.headers["x-rashomon-token"] = browser.get("/api/session").json()["token"]
    return browser


def _get(client: TestClient, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("path", LISTS)
def test_every_list_is_pages_with_counts(path: str, client: TestClient) -> None:
    first = _get(client, f"{path}?size=3")
    assert {"items", "total", "page", "size", "pages", "articles", "origins", "sampled"} <= first.keys()
    assert len(first["items"]) == min(3, first["total"])
    last = _get(client, f"{path}?size=3&page={first['pages']}")
    assert len(last["items"]) == (first["total"] - 1) % 3 + 1 if first["total"] else not last["items"]


def test_articles_never_stand_without_origins(client: TestClient) -> None:
    case = _get(client, "/api/case")
    assert case["articles"] == 60
    assert case["origins"] == 55
    stories = _get(client, "/api/stories")
    assert (stories["total"], stories["articles"], stories["origins"]) == (15, 60, 55)
    for story in stories["items"]:
        assert story["origins"] <= story["articles"]
        assert sum(day["articles"] for day in story["volume"]) == story["articles"]


def test_a_story_lays_every_outlet_beside_every_question(client: TestClient) -> None:
    for item in _get(client, "/api/stories")["items"]:
        story = _get(client, f"/api/stories/{item['id']}")
        outlets = [column["outlet"] for column in story["columns"]]
        assert sorted(outlets) == sorted(item["outlets"])
        for row in story["rows"]:
            assert [cell["outlet"] for cell in row["cells"]] == outlets
            for cell in row["cells"]:
                assert cell["silent"] is not bool(cell["answers"])


def test_every_quote_is_the_characters_of_its_article(client: TestClient) -> None:
    story = _get(client, f"/api/stories/{_get(client, '/api/stories')['items'][0]['id']}")
    texts: dict[str, str] = {}
    quotes = [q for row in story["rows"] for cell in row["cells"] for a in cell["answers"] for q in a["quotes"]]
    quotes += [event for item in story["events"] for event in item["citations"]]
    quotes += [said["citation"] for said in story["said"]]
    assert quotes
    for quote in quotes:
        if quote["article"] not in texts:
            texts[quote["article"]] = _get(client, f"/api/articles/{quote['article']}")["text"]
        assert texts[quote["article"]][quote["start"] : quote["end"]] == quote["quote"]


def test_layers_of_an_article_are_spans_of_its_text(client: TestClient) -> None:
    article = _get(client, f"/api/articles/{_get(client, '/api/articles')['items'][0]['id']}")
    assert article["entities"]
    assert article["reports"]
    assert article["statements"]
    for layer in ("entities", "times", "places", "quantities"):
        for span in article[layer]:
            assert article["text"][span["start"] : span["end"]] == span["text"]
    for report in article["reports"]:
        trigger = report["trigger"]
        assert article["text"][trigger["start"] : trigger["end"]] == trigger["text"]


def test_copies_are_folded_under_their_origin_with_the_passages(client: TestClient) -> None:
    folded = [
        (voice, copy)
        for item in _get(client, "/api/stories")["items"]
        for voice in _get(client, f"/api/stories/{item['id']}")["voices"]
        for copy in voice["copies"]
    ]
    assert len(folded) == 5
    for voice, copy in folded:
        assert copy["article"]["copy_of"]["id"] == voice["origin"]["id"]
        assert copy["passages"][0]["quote"]


def test_choosing_in_one_picture_filters_the_others(client: TestClient) -> None:
    actor = _get(client, "/api/facets")["actors"][0]
    for path in ("/api/stories", "/api/events", "/api/timeline", "/api/network", "/api/map", "/api/volume"):
        whole, some = _get(client, path), _get(client, f"{path}?actor={actor['value']}")
        assert some != whole
    for event in _get(client, f"/api/timeline?actor={actor['value']}")["events"]:
        assert actor["value"] in [name["id"] for name in event["actors"]]


def test_a_facet_counts_under_the_other_filters_only(client: TestClient) -> None:
    outlet = _get(client, "/api/facets")["outlets"][0]
    narrowed = _get(client, f"/api/facets?outlet={outlet['value']}")
    assert narrowed["outlets"] == _get(client, "/api/facets")["outlets"]
    assert sum(share["articles"] for share in narrowed["languages"]) == outlet["articles"]


def test_an_answer_that_a_page_has_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/stories?size=5")
    again = client.get("/api/stories?size=5", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/api/stories?size=6", headers={"if-none-match": first.headers["etag"]})
    assert other.status_code == 200
    assert client.get("/api/stories?size=5").content == first.content


@pytest.mark.parametrize(
    ("path", "status"),
    [("/api/stories/ffff", 404), ("/api/articles/nix", 404), ("/api/entities/nobody", 404), ("/api/jobs/job-99", 404),
     ("/api/nothing", 404), ("/api/stories?sort=beauty", 400), ("/api/stories?from=yesterday", 400),
     ("/api/stories?page=0", 422), ("/api/stories?size=100000", 422), ("/api/exports/word", 404),
     ("/api/articles/%2e%2e%2f%2e%2e%2fcase.json", 404), ("/nothing.js", 404),
     ("/api/news?since=lately", 404), ("/api/news", 422)],
)  # fmt: skip
def test_errors_are_one_sentence_with_their_status(path: str, status: int, client: TestClient) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.json()["status"] == status
    assert "\n" not in answer.json()["error"]


def test_a_link_to_a_story_or_an_event_that_a_newcomer_renamed_still_leads_to_it(
    case: Case, client: TestClient
) -> None:
    record = case.record()
    for kind, named, members in (
        ("stories", story_id, {one.id: one.articles for one in record.stories.values()}),
        ("events", event_id, {one.id: one.reports for one in record.events.values()}),
    ):
        now, held = max(members.items(), key=lambda pair: len(pair[1]))
        former = named([max(held)])
        assert former != now
        assert _get(client, f"/api/{kind}/{former}") == _get(client, f"/api/{kind}/{now}")


def test_an_id_that_several_things_begin_with_is_refused_with_them(client: TestClient) -> None:
    beginnings = {item["id"][:1] for item in _get(client, "/api/articles?size=60")["items"]}
    answers = [client.get(f"/api/articles/{start}") for start in beginnings]
    assert any(a.status_code == 404 and "several" in a.json()["error"] for a in answers)


def test_where_nothing_is_built_a_plain_page_lists_the_routes(tmp_path: Path) -> None:
    web = FastAPI()

    @web.get("/api/stories/{name}")
    def story(name: str) -> None:
        """One <story>."""

    add_pages(web, tmp_path)
    page = TestClient(web).get("/story/abc").text
    assert "GET /api/stories/{name}" in page
    assert "One &lt;story&gt;." in page
    (tmp_path / "index.html").write_text("built")
    assert TestClient(web).get("/story/abc").text == "built"


def test_every_route_is_in_the_documentation(client: TestClient) -> None:
    docs = (Path(__file__).resolve().parents[2] / "docs" / "web.md").read_text(encoding="utf-8")
    missing = [path for path in _get(client, "/api/openapi.json")["paths"] if f"{path}`" not in docs]
    assert missing == []


def test_every_setting_is_in_the_documentation() -> None:
    docs = (Path(__file__).resolve().parents[2] / "docs" / "web.md").read_text(encoding="utf-8")
    assert [name for name in WebSettings.__slots__ if f"`{name}`" not in docs] == []


def test_a_judgement_is_kept_under_a_name_and_can_be_taken_back(writable: TestClient) -> None:
    before = _get(writable, "/api/stories?sort=first")
    left, right = (before["items"][place]["id"] for place in (0, 1))
    job = writable.post("/api/judgements", json={"verdict": "same", "left": left, "right": right, "because": "one"})
    assert (job.status_code, job.json()["state"]) == (202, "done"), job.text
    decisions = _get(writable, "/api/judgements")
    assert [(d["by"], d["because"], d["relation"]) for d in decisions["items"]] == [("ada", "one", "story")]
    job = writable.delete(f"/api/judgements/{decisions['items'][0]['id']}").json()
    assert job["state"] == "done"
    assert _get(writable, "/api/judgements")["total"] == 0


def test_a_judgement_of_unknown_things_fails_in_one_sentence(writable: TestClient) -> None:
    job = writable.post("/api/judgements", json={"verdict": "same", "left": "nix", "right": "nax"}).json()
    assert (job["state"], job["result"]) == ("failed", None)
    assert "nix" in job["error"]
    assert writable.post("/api/judgements", json={"verdict": "perhaps", "left": "a", "right": "b"}).status_code == 422


def test_decisions_go_to_a_colleague_and_come_back(writable: TestClient) -> None:
    inbox = _get(writable, "/api/review/inbox?relation=story")["items"]
    pair = next(item for item in inbox)
    writable.post("/api/judgements", json={"verdict": "same", "left": pair["left"]["id"], "right": pair["right"]["id"]})
    lines = writable.get("/api/decisions").text
    assert len(lines.splitlines()) == 1
    known = writable.post("/api/decisions", content=lines).json()
    assert known["result"] == {"added": 0, "known": 1, "refused": []}
    theirs = json.loads(lines) | {"by": "person:bob", "verdict": "different"}
    agreement = writable.post("/api/decisions/compare", content=json.dumps(theirs)).json()
    assert (agreement["both"], agreement["agreed"], agreement["percent"]) == (1, 0, 0.0)
    refused = writable.post("/api/decisions", content="not json\n" + json.dumps(theirs | {"left": "nix"})).json()
    assert len(refused["result"]["refused"]) == 2


def test_a_pasted_text_becomes_an_article(writable: TestClient) -> None:
    text = (
        "The harbour of Veskaja was closed on Monday after a storm. "
        "The mayor, Ilse Varnholt, said that no ship would leave before Thursday."
    )
    sent = {"text": text, "name": "Harbour closed", "outlet": "The Veskaja Courier", "published": "2024-03-04"}
    job = writable.post("/api/documents", json=sent).json()
    assert (job["state"], job["error"]) == ("done", None)
    assert (job["result"]["documents"], job["result"]["articles"]) == (1, 1)
    (line,) = _get(writable, "/api/articles?q=Veskaja")["items"]
    assert line["outlet"] == "The Veskaja Courier"
    assert text in _get(writable, f"/api/articles/{line['id']}")["text"]


def test_an_upload_has_no_more_files_than_the_settings_say(invented: Path, tmp_path: Path) -> None:
    shutil.copytree(invented, tmp_path / "copy.case", ignore=shutil.ignore_patterns("index"))
    app = make_app(open_case(tmp_path / "copy.case"), WebSettings(files=2))
    browser = TestClient(app, base_url="http://127.0.0.1:8137")
    token = {"x-rashomon-token": browser.get("/api/session").json()["token"]}
    files = [("files", (f"{number}.txt", b"a text", "text/plain")) for number in range(3)]
    answer = browser.post("/api/documents", files=files, headers=token)
    assert answer.status_code == 400
    assert "2" in answer.json()["error"]
    assert not list((tmp_path / "copy.case" / "incoming").glob("*"))


def test_what_nobody_judged_stands_in_the_inbox_least_certain_first(client: TestClient) -> None:
    items = _get(client, "/api/review/inbox?size=200")["items"]
    assert items
    assert [item["doubt"] for item in items] == sorted((item["doubt"] for item in items), reverse=True)
    assert all(item["left"]["quotes"] and item["right"]["words"] for item in items)


def test_what_another_program_writes_is_answered_soon(invented: Path, tmp_path: Path) -> None:
    shutil.copytree(invented, tmp_path / "copy.case", ignore=shutil.ignore_patterns("index"))
    app = make_app(open_case(tmp_path / "copy.case"), WebSettings(watch_seconds=0.05))
    with TestClient(app, base_url="http://localhost") as browser:
        etag = browser.get("/api/case").headers["etag"]
        add_some(tmp_path / "copy.case", 5_000_000, 3)
        for _ in range(6000):
            answer = browser.get("/api/case")
            if answer.status_code == 200 and answer.json()["articles"] == 63:
                break
            time.sleep(0.05)
        assert answer.json()["articles"] == 63
        assert answer.headers["etag"] != etag


def test_a_job_that_is_stopped_stops_at_its_next_step_and_the_next_one_runs() -> None:
    jobs = Jobs()

    def endless(tell: Tell) -> Outcome:
        while True:
            tell("waiting", 1, 10)
            time.sleep(0.01)

    first = jobs.start("endless", endless)
    second = jobs.start("short", lambda tell: Outcome({"answer": 42}))
    assert jobs.stop(first.id) is not None
    for _ in range(6000):
        found = jobs.get(second.id)
        if found and found.state == "done":
            break
        time.sleep(0.01)
    states = {job.id: job.state for job in jobs.all()}
    assert states == {first.id: "stopped", second.id: "done"}
    assert jobs.get(second.id).result == {"answer": 42}  # type: ignore[union-attr]


def test_a_job_whose_work_fails_says_so_and_the_worker_lives_on() -> None:
    jobs = Jobs()

    def broken(tell: Tell) -> Outcome:
        raise ZeroDivisionError("nothing")

    assert jobs.start("broken", broken, wait=10).state == "failed"
    assert jobs.start("short", lambda tell: Outcome({}), wait=10).state == "done"


def test_exports_come_as_files(client: TestClient, case: Case) -> None:
    forms = [form["form"] for form in _get(client, "/api/exports")]
    assert "json" in forms
    answer = client.get("/api/exports/jsonl")
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert answer.headers["content-type"] == "application/octet-stream"


def test_whether_a_claim_is_told_is_answered_by_passages(client: TestClient, case: Case) -> None:
    article = next(iter(case.record().articles.values()))
    claim = article.text.split("\n\n")[1].split(". ")[0]
    found = client.get("/api/told", params={"claim": claim}).json()
    told = [one for how in ("tells", "denies", "mentions") for one in found[how]]
    assert told and all(one["passages"][0]["passage"]["quote"] for one in told)
    page = client.get("/api/told/report.html", params={"claim": claim})
    assert "<script" not in page.text and "sandbox" in page.headers["content-security-policy"]
    assert told[0]["outlet"] in page.text
    text = client.get("/api/told/report.md", params={"claim": claim})
    assert text.headers["content-disposition"] == 'attachment; filename="told.md"'
    assert client.get("/api/told/report.exe", params={"claim": claim}).status_code == 404
    refused = client.get("/api/told", params={"claim": "it was"})
    assert refused.status_code == 400 and "too little" in refused.json()["error"]


def test_what_is_new_is_told_story_by_story_and_in_pages(case: Case, client: TestClient) -> None:
    whole = case.news("2000-01-01")
    first = _get(client, "/api/news?since=2000-01-01&size=4")
    assert (first["articles"], first["total"], len(first["stories"])) == (whole.articles, len(whole.stories), 4)
    last = _get(client, f"/api/news?since=2000-01-01&size=4&page={first['pages']}")
    told = [item["news"]["story"]["id"] for found in (first, last) for item in found["stories"]]
    assert told == [one.story.id for one in (*whole.stories[:4], *whole.stories[4 * (first["pages"] - 1) :])]
    for item, one in zip(first["stories"], whole.stories, strict=False):
        assert item["more_events"] + len(item["news"]["story"]["events"]) == len(one.story.events)
    now = _get(client, f"/api/news?since={case.history()[-1].number}")
    assert (now["articles"], now["total"], now["stories"]) == (0, 0, [])


def test_a_pdf_that_is_sent_is_read_and_tells_its_pages(writable: TestClient) -> None:
    pytest.importorskip("pypdfium2", reason="PDF is an extra: rashomon[documents]")
    first = ["The ferry to Ostmar was halted on Thursday after a storm, the har-", "bour said. It runs again."]
    second = ["Police in Ostmar arrested two men on Friday, the mayor of the town said."]
    body = pdf([column(60, 700, first), column(60, 700, second)])
    files = [("files", ("relief.example/ferry.pdf", body, "application/pdf"))]
    job = writable.post("/api/documents", files=files).json()
    assert (job["state"], job["result"]["articles"], job["failures"]) == ("done", 1, [])
    (article,) = (line["id"] for line in _get(writable, "/api/articles?q=Ostmar")["items"])
    page = _get(writable, f"/api/articles/{article}")
    assert page["text"].startswith("The ferry to Ostmar was halted on Thursday after a storm, the harbour said.")
    assert [block["page"] for block in page["blocks"]] == [1, 2]
