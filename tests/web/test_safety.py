"""The doors: who is let in, what a page may load, what a name from outside can reach."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from starlette.datastructures import UploadFile
from starlette.testclient import TestClient

from rashomon.case import Case, open_case
from rashomon.web import adding
from rashomon.web.adding import inside
from rashomon.web.app import make_app
from rashomon.web.desk import WebSettings
from rashomon.web.pages import built_file
from rashomon.web.safety import POLICY, Doors, Refused, check_host, check_unsafe, is_loopback

DOORS = Doors(frozenset({"desk.example"}), token="secret", access=None)
JUDGING = {"verdict": "same", "left": "a", "right": "b"}


@pytest.mark.parametrize("host", ["127.0.0.1:8137", "localhost:8137", "[::1]:8137", "127.9.9.9", "DESK.example"])
def test_this_machine_answers_to_its_own_names(host: str) -> None:
    check_host({"host": host}, DOORS)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "", "localhost.evil.example", "10.0.0.7", "[", "a@b@c", "8.8.8.8:80"],
)
def test_a_name_rebound_to_this_machine_is_refused(host: str) -> None:
    with pytest.raises(Refused) as refused:
        check_host({"host": host}, DOORS)
    assert refused.value.status == 421


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-rashomon-token": "wrong"},
        {"x-rashomon-token": "secret", "origin": "http://evil.example"},
        {"x-rashomon-token": "secret", "origin": "null"},
        {"x-rashomon-token": "secret", "origin": "http://127.0.0.1:9999"},
        {"x-rashomon-token": "secret", "sec-fetch-site": "cross-site"},
        {"x-rashomon-token": "secret", "sec-fetch-site": "same-site"},
    ],
)
@pytest.mark.parametrize("method", ["POST", "DELETE", "PUT", "PATCH"])
def test_a_request_that_writes_must_come_from_our_page_with_its_token(method: str, headers: dict[str, str]) -> None:
    with pytest.raises(Refused) as refused:
        check_unsafe(method, {"host": "127.0.0.1:8137", **headers}, DOORS)
    assert refused.value.status == 403


def test_our_own_page_may_write() -> None:
    headers = {"host": "127.0.0.1:8137", "origin": "http://127.0.0.1:8137", "sec-fetch-site": "same-origin"}
    check_unsafe("POST", {**headers, "x-rashomon-token": "secret"}, DOORS)


def test_the_app_refuses_before_any_route(client: TestClient) -> None:
    assert client.get("/api/case", headers={"host": "evil.example"}).status_code == 421
    answer = client.post("/api/judgements", json=JUDGING)
    assert answer.status_code == 403
    assert "X-Rashomon-Token" in answer.json()["error"]
    assert client.post("/api/documents", json={"text": "x"}).status_code == 403
    assert client.delete("/api/judgements/abc").status_code == 403


def test_a_page_of_ours_may_load_nothing_of_others(client: TestClient) -> None:
    for path in ("/", "/api/case", "/api/nothing", "/story/x"):
        headers = client.get(path).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
    assert "unsafe" not in POLICY
    assert "http" not in POLICY


def test_refusals_carry_the_same_headers(client: TestClient) -> None:
    refused = client.get("/api/case", headers={"host": "evil.example"})
    assert refused.headers["content-security-policy"] == POLICY


def test_another_machine_needs_the_token_that_was_printed(case: Case) -> None:
    app = make_app(case, WebSettings(hosts=("desk.example",), access="opensesame"))
    browser = TestClient(app, base_url="http://desk.example", follow_redirects=False)
    assert browser.get("/api/case").status_code == 401
    assert browser.get("/").status_code == 401
    assert browser.get("/api/case?access=wrong").status_code == 401
    assert browser.get("/api/case", headers={"authorization": "Bearer wrong"}).status_code == 401
    assert browser.get("/api/case", headers={"authorization": "Bearer opensesame"}).status_code == 200
    entered = browser.get("/stories?access=opensesame")
    assert (entered.status_code, entered.headers["location"]) == (303, "/stories")
    assert "HttpOnly" in entered.headers["set-cookie"]
    assert "SameSite=Strict" in entered.headers["set-cookie"]
    assert browser.get("/api/case").status_code == 200


def test_entering_leads_to_no_other_site(case: Case) -> None:
    app = make_app(case, WebSettings(hosts=("desk.example",), access="opensesame"))
    browser = TestClient(app, base_url="http://desk.example", follow_redirects=False)
    for path in ("//evil.example/", "///evil.example/", "/\\evil.example/", "/%5Cevil.example"):
        location = browser.get(f"{path}?access=opensesame").headers["location"]
        assert location[0] == "/"
        assert location[1:2] not in ("/", "\\")


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.8.8.8"])
def test_loopback_is_served_without_a_token(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "desk.example", ""])
def test_what_others_can_reach_needs_one(host: str) -> None:
    assert not is_loopback(host)


def test_a_body_that_is_too_large_is_refused_whatever_its_header_says(case: Case) -> None:
    browser = TestClient(make_app(case, WebSettings(body_bytes=1000)), base_url="http://127.0.0.1")
    token = {"x-rashomon-token": browser.get("/api/session").json()["token"]}
    assert browser.post("/api/documents", json={"text": "x" * 2000}, headers=token).status_code == 413

    def pieces():  # type: ignore[no-untyped-def]
        for _ in range(20):
            yield b"x" * 100

    assert browser.post("/api/decisions", content=pieces(), headers=token).status_code == 413


@pytest.mark.parametrize(
    "path",
    ["../../etc/passwd", "..%2f..%2fetc%2fpasswd", "/etc/passwd", "assets/../../app.py", "a\0b", "..\\..\\x", "", "."],
)
def test_no_path_leads_out_of_the_built_pages(path: str, tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "app.py").write_text("secret")
    assert built_file(tmp_path / "static", path) is None


def test_a_link_out_of_the_built_pages_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "static" / "link").symlink_to(tmp_path / "secret")
    (tmp_path / "static" / "real.js").write_text("1")
    assert built_file(tmp_path / "static", "link") is None
    assert built_file(tmp_path / "static", "real.js") is not None


@pytest.mark.parametrize(
    "name",
    ["../../../etc/passwd", "..\\..\\windows\\x", "/abs/olute.txt", "....//....//x", "a/../b", "~/x", "con\0.txt", ""],
)
def test_a_file_s_name_from_outside_is_never_a_path(name: str, tmp_path: Path) -> None:
    path = tmp_path.joinpath(*inside(name, 1)).resolve()
    assert path.is_relative_to(tmp_path)
    assert path != tmp_path


def test_the_folder_of_an_upload_still_names_its_outlet() -> None:
    assert inside("scrape/herald.example/2019/a.txt", 1) == ("scrape", "herald.example", "2019", "a.txt")


def test_each_file_of_an_upload_is_kept_whatever_the_others_are_called(tmp_path: Path) -> None:
    names = ("a", "a/b.txt", "a/b.txt", "a", "3-/a/b.txt", "c/d", "c")
    files = [UploadFile(io.BytesIO(str(number).encode()), filename=name) for number, name in enumerate(names)]
    adding._write(files, tmp_path)
    kept = [path.read_text() for path in tmp_path.rglob("*") if path.is_file()]
    assert sorted(kept) == [str(number) for number in range(len(names))]


@pytest.mark.parametrize("markup", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "\u202egnp.exe"])
def test_what_is_asked_for_comes_back_as_json_only(markup: str, client: TestClient) -> None:
    for path in ("/api/search", "/api/entities", "/api/stories"):
        answer = client.get(path, params={"q": markup})
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/json"


def test_an_article_made_of_script_stays_text_and_its_original_is_boxed_in(tmp_path: Path) -> None:
    from bench.synthetic import _world, _write_comparison, _write_reading

    from rashomon.record import Article, Block, Document, article_id, document_id
    from rashomon.store.delta import DeltaStore

    text = "<script>alert('owned')</script>\n<b onmouseover=alert(2)>hover</b>"
    body = f"<html><body><p>{text}</p><script>fetch('/api/session')</script></body></html>".encode()
    document = Document(document_id(body), "https://x.example/1", "X", None, "text/html", "utf-8", body)
    article = Article(
        article_id(document.id), document.id, "X", document.url, text[:20], None, None, "none", "en", (), (), text,
        (Block("body", True, 0, len(text), 0, len(text), ""),),
    )  # fmt: skip
    world = _world(1)
    world.tables["articles"].append(article)
    store = DeltaStore(tmp_path / "script.case")
    _write_reading(store, world, [document])
    _write_comparison(store, world, 1)
    browser = TestClient(make_app(open_case(tmp_path / "script.case")), base_url="http://localhost")
    page = browser.get(f"/api/articles/{article.id}")
    assert page.headers["content-type"] == "application/json"
    assert page.json()["text"] == text
    original = browser.get(f"/api/articles/{article.id}/original")
    assert original.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert "allow-scripts" not in original.headers["content-security-policy"]
    assert original.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "query",
    ["' OR 1=1 --", '"; drop table articles; --', "a' union select value from meta --", "NEAR(", "*", "\0", "🙂" * 300,
     'actor:"x\' or 1=1" type:%', "place:% outlet:_", 'said:"', "date:0000-99-99", "-", "~", "a AND b OR c NOT d"],
)  # fmt: skip
def test_the_search_box_is_words_and_never_a_query_language_of_the_store(query: str, client: TestClient) -> None:
    before = client.get("/api/case").json()["articles"]
    for path in ("/api/search", "/api/stories", "/api/events", "/api/facets", "/api/entities"):
        assert client.get(path, params={"q": query[:200]}).status_code == 200
    assert client.get("/api/case").json()["articles"] == before
