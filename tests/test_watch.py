"""`rashomon watch`: polite, resumable, and never further than the lists and their robots.txt allow."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("httpcore", reason="httpcore is not installed (extra: watch)")
pytest.importorskip("protego", reason="protego is not installed (extra: watch)")

import itertools

from office_files import column, pdf
from rashomon.case import open_case
from rashomon.errors import NothingToRead, Unreadable
from rashomon.record import Document
from rashomon.sources.addresses import Target
from rashomon.sources.decode import decode
from rashomon.sources.fetch import Answer, Fetcher, FetchSettings, NoAnswer
from rashomon.sources.limits import Unread
from rashomon.sources.watch import Collector, Taken, WatchSettings, agent
from rashomon.sources.watch_list import Watched, WatchList, read_watch_list
from rashomon.sources.watch_state import WatchState
from rashomon.sources.webbody import Head
from rashomon.watch import Clocks, watch

PAGE = b"<html><body><p>The ferry to Ostmar was halted on Monday, the harbour master said.</p></body></html>"


def feed(*links: str, stamp: str = "Thu, 04 Mar 2021 08:06:07 GMT") -> bytes:
    items = "".join(f"<item><link>{link}</link><pubDate>{stamp}</pubDate></item>" for link in links)
    return f"<rss><channel><title>North</title>{items}</channel></rss>".encode()


class Web(Fetcher):
    """The one fake of the network: answers by address, a clock that moves when somebody sleeps."""

    def __init__(self, answers: dict[str, tuple[int, dict[str, str], bytes] | Exception]) -> None:
        self.settings = FetchSettings("rashomon/test (+desk@example.org)")
        self.answers = answers
        self.asked: list[tuple[float, str, dict[str, str]]] = []
        self.now = 1_700_000_000.0

    def get(self, target: Target, headers: object = None) -> Answer:
        self.asked.append((self.now, target.url.replace(":443", ""), dict(headers or {})))  # type: ignore[call-overload]
        found = self.answers.get(target.url.replace(":443", ""), (404, {}, b""))
        if isinstance(found, Exception):
            raise found
        status, given, body = found
        return Answer(target, Head(status, {"content-type": "text/html", **given}), body)

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def close(self) -> None:
        return None

    def urls(self) -> list[str]:
        return [url for _, url, _ in self.asked]


def wanted(*lists: Watched) -> WatchList:
    return WatchList("desk@example.org", 30, 5, lists or (Watched("https://north.example/rss", "feed", "North"),))


def collector(web: Web, state: WatchState, of: WatchList | None = None) -> Collector:
    return Collector(of or wanted(), state, web, WatchSettings(), lambda: web.now, web.sleep)


def taken(web: Web, state: WatchState, of: WatchList | None = None) -> list[Document | Unread]:
    made = collector(web, state, of)
    found: list[Taken] = []
    for one in made.round():
        found.append(one)
        made.keep(one)
    return [item for one in found for item in one.found]


@pytest.fixture
def state() -> Iterator[WatchState]:
    made = WatchState(":memory:")
    yield made
    made.close()


def test_pages_of_a_feed_are_kept_with_address_moment_and_outlet(state: WatchState) -> None:
    web = Web({"https://north.example/rss": (200, {}, feed("https://north.example/1")),
               "https://north.example/1": (200, {"content-type": "text/html; charset=utf-8"}, PAGE)})  # fmt: skip

    (page,) = taken(web, state)

    assert isinstance(page, Document)
    assert (page.url, page.outlet, page.body, page.encoding) == ("https://north.example/1", "North", PAGE, "utf-8")
    assert page.fetched == "2023-11-14T22:13:30Z"
    assert web.urls() == [f"https://north.example/{path}" for path in ("robots.txt", "rss", "1")]


def test_a_pdf_that_a_feed_names_is_read_and_one_that_cannot_be_says_so(state: WatchState) -> None:
    pytest.importorskip("pypdfium2", reason="PDF is an extra: rashomon[documents]")
    links = [f"https://north.example/{name}.pdf" for name in ("report", "broken")]
    report = pdf([column(60, 700, ["The ferry to Ostmar was halted", "on Monday, the harbour said."])])
    printed = {"content-type": "application/pdf; qs=0.1"}
    web = Web({"https://north.example/rss": (200, {}, feed(*links)),
               links[0]: (200, printed, report), links[1]: (200, printed, b"%PDF-1.7 nothing")})  # fmt: skip

    page, broken = taken(web, state)

    assert isinstance(page, Document) and isinstance(broken, Unread)
    assert (page.url, page.outlet, page.fetched) == (links[0], "North", "2023-11-14T22:13:30Z")
    assert decode(page).text.startswith("The ferry to Ostmar was halted on Monday, the harbour said.")
    assert broken == Unread(links[1], f"the PDF is broken: '{links[1]}'; open it and save it again")


def test_a_host_is_asked_no_faster_than_our_pause_and_its_own(state: WatchState) -> None:
    links = [f"https://north.example/{n}" for n in range(3)]
    web = Web({"https://north.example/robots.txt": (200, {}, b"User-agent: *\nCrawl-delay: 20\nDisallow: /2"),
               "https://north.example/rss": (200, {}, feed(*links)),
               **{link: (200, {}, PAGE) for link in links}})  # fmt: skip

    found = taken(web, state)

    times = [at for at, _, _ in web.asked]
    assert all(later - earlier >= 20 for earlier, later in itertools.pairwise(times))
    assert "https://north.example/2" not in web.urls()
    assert [item.error for item in found if isinstance(item, Unread)] == [
        "not read: 'https://north.example/2'; the robots.txt of 'north.example' asks not to"
    ]


def test_what_did_not_change_is_asked_for_with_conditions_and_read_once(state: WatchState) -> None:
    marks = {"etag": '"v1"', "last-modified": "Thu, 04 Mar 2021 08:06:07 GMT"}
    web = Web({"https://north.example/rss": (200, marks, feed("https://north.example/1")),
               "https://north.example/1": (200, {}, PAGE)})  # fmt: skip
    taken(web, state)
    web.asked.clear()
    assert taken(web, state) == [] and web.asked == []

    web.now += 31 * 60
    web.answers["https://north.example/rss"] = (304, {}, b"")
    assert taken(web, state) == []

    ((_, url, headers),) = web.asked
    assert url.endswith("/rss")
    assert headers == {"If-None-Match": '"v1"', "If-Modified-Since": "Thu, 04 Mar 2021 08:06:07 GMT"}


def test_a_page_that_its_feed_dates_anew_is_read_again(state: WatchState) -> None:
    link = "https://north.example/1"
    web = Web({"https://north.example/rss": (200, {}, feed(link)), link: (200, {"etag": '"a"'}, PAGE)})
    taken(web, state)
    web.now += 31 * 60
    web.answers["https://north.example/rss"] = (200, {}, feed(link, stamp="Fri, 05 Mar 2021 09:00:00 GMT"))
    web.answers[link] = (200, {}, PAGE.replace(b"Monday", b"Tuesday"))

    (page,) = taken(web, state)

    assert isinstance(page, Document) and b"Tuesday" in page.body
    assert web.asked[-1][2] == {"If-None-Match": '"a"'}


@pytest.mark.parametrize("asked", ["7200", "Wed, 15 Nov 2023 00:13:20 GMT"])
def test_a_server_that_asks_for_time_gets_it(state: WatchState, asked: str) -> None:
    link = "https://north.example/1"
    web = Web({"https://north.example/rss": (200, {}, feed(link)), link: (429, {"retry-after": asked}, b"")})
    assert taken(web, state) == []
    web.now += 3600
    web.asked.clear()
    assert taken(web, state) == [] and web.asked == []

    web.now += 3700
    web.answers[link] = (200, {}, PAGE)
    (page,) = taken(web, state)
    assert isinstance(page, Document) and page.body == PAGE


def test_a_page_that_keeps_failing_is_given_up_and_said(state: WatchState) -> None:
    link = "https://north.example/1"
    web = Web({"https://north.example/rss": (200, {}, feed(link)), link: NoAnswer("no answer: 'it'")})
    found: list[Document | Unread] = []
    for _ in range(8):
        found += taken(web, state)
        web.now += 86_400

    assert [item.error for item in found if isinstance(item, Unread)] == ["given up: no answer: 'it'"]
    assert web.urls().count(link) == 5


def test_a_failing_robots_file_forbids_everything_for_now(state: WatchState) -> None:
    web = Web({"https://north.example/robots.txt": (500, {}, b""),
               "https://north.example/rss": (200, {}, feed("https://north.example/1"))})  # fmt: skip

    assert taken(web, state) == [] and web.urls() == ["https://north.example/robots.txt"]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((404, {}, b""), "answered 404"),
        ((200, {"content-type": "image/png"}, b"x"), "is 'image/png'"),
        ((302, {"location": "http://127.0.0.1/"}, b""), "not"),
        ((302, {"location": "https://north.example/1"}, b""), "too many redirects"),
        ((200, {}, b" "), "nothing in the page"),
    ],
)
def test_what_gives_no_page_is_one_sentence_and_asked_once(
    state: WatchState, answer: tuple[int, dict[str, str], bytes], said: str
) -> None:
    web = Web({"https://north.example/rss": (200, {}, feed("https://north.example/1")),
               "https://north.example/1": answer, "http://127.0.0.1/": (404, {}, b"")})  # fmt: skip

    (found,) = taken(web, state)
    web.now += 10
    assert isinstance(found, Unread) and said in found.error and taken(web, state) == []


def test_sitemaps_lead_to_their_newest_pages(state: WatchState) -> None:
    index = b"<sitemapindex><sitemap><loc>https://north.example/s1.xml</loc></sitemap></sitemapindex>"
    urls = "".join(
        f"<url><loc>https://north.example/{day}</loc><lastmod>2021-03-0{day}</lastmod></url>" for day in range(1, 6)
    )
    web = Web({"https://north.example/sitemap.xml": (200, {}, index),
               "https://north.example/s1.xml": (200, {}, f"<urlset>{urls}</urlset>".encode()),
               **{f"https://north.example/{n}": (200, {}, PAGE + b"%d" % n) for n in range(1, 6)}})  # fmt: skip

    found = taken(web, state, wanted(Watched("https://north.example/sitemap.xml", "sitemap", newest=2)))

    assert [item.url for item in found if isinstance(item, Document)] == [
        "https://north.example/5",
        "https://north.example/4",
    ]


def test_the_entries_own_text_is_enough_where_pages_are_not_wanted(state: WatchState) -> None:
    item = b"<item><link>https://north.example/1</link><description>The ferry stops.</description></item>"
    body = b"<rss><channel>" + item + b"</channel></rss>"
    web = Web({"https://north.example/rss": (200, {}, body)})

    (entry,) = taken(web, state, wanted(Watched("https://north.example/rss", "feed", "North", pages=False)))

    assert isinstance(entry, Document) and (entry.url, entry.outlet) == ("https://north.example/1", "North")
    assert json.loads(entry.body)["text"] == "The ferry stops."


def test_a_stop_before_the_bodies_are_safe_asks_again_and_after_it_does_not(tmp_path: Path) -> None:
    links = [f"https://north.example/{n}" for n in range(4)]
    web = Web({"https://north.example/rss": (200, {}, feed(*links)), **{link: (200, {}, PAGE) for link in links}})
    state = WatchState(tmp_path / "watch.sqlite")
    first = collector(web, state)
    for number, one in enumerate(first.round()):
        if number < 3:
            first.keep(one)
        else:
            break  # killed here: the third page's body was not yet safe
    state.close()
    web.asked.clear()

    again = WatchState(tmp_path / "watch.sqlite")
    found = taken(web, again)
    again.close()

    assert [item.url for item in found if isinstance(item, Document)] == links[2:]
    assert links[0] not in web.urls()


def test_watch_adds_to_the_case_and_remembers_what_it_added(tmp_path: Path) -> None:
    link = "https://north.example/1"
    web = Web({"https://north.example/rss": (200, {}, feed(link, "https://north.example/gone")), link: (200, {}, PAGE)})
    (tmp_path / "feeds.toml").write_text(
        'contact = "desk@example.org"\n[[feed]]\nurl = "https://north.example/rss"\noutlet = "North"\n'
    )
    case = open_case(tmp_path / "a.case")
    clocks = Clocks(lambda: web.now, web.sleep)

    (first,) = watch(case, tmp_path / "feeds.toml", once=True, fetcher=web, clocks=clocks)
    (second,) = watch(case, tmp_path / "feeds.toml", once=True, fetcher=web, clocks=clocks)

    assert (first.documents, second.documents) == (1, 0)
    assert [failure.error for failure in case.failures()] == ["not given: 'https://north.example/gone' answered 404"]
    assert next(iter(case.documents().values())).url == link
    with sqlite3.connect(case.folder / "watch.sqlite") as base:
        assert base.execute("select count(*) from addresses where due is null").fetchone() == (2,)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[feed]]\nurl = 'https://a.example/rss'", "nobody to reach"),
        ("contact = 'a@b.example'", "nothing to watch"),
        ("contact = 'a@b.example'\n[[feed]]\nurl = 'file:///etc/passwd'", "not an address of the web"),
        ("contact = 'a@b.example'\n[[feed]]\nlink = 'https://a.example/'", "no such setting: 'link'"),
        ("contact = 'a@b.example'\npause = 0\n[[feed]]\nurl = 'https://a.example/'", "not a number"),
        ("contact = ", "not TOML"),
    ],
)
def test_a_list_that_cannot_be_used_is_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "feeds.toml").write_text(text)

    with pytest.raises((Unreadable, NothingToRead), match=said):
        read_watch_list(tmp_path / "feeds.toml")


def test_we_say_who_we_are() -> None:
    assert agent("desk@example.org", "1.2") == "rashomon/1.2 (news reader; +desk@example.org)"
