"""A list of feeds and sitemaps → the documents that they lead to, politely.

Reads the network by `fetch`, writes Documents and Unreads, and remembers in `watch_state`. The one idea: a host is
asked one thing at a time, no sooner than its robots.txt, its last answer and our own pause allow; whatever it forbids
is left alone and said.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from rashomon.errors import MissingPart, SourceError, Unreadable
from rashomon.record import Document
from rashomon.sources import pdf
from rashomon.sources.addresses import Target, target_of
from rashomon.sources.feeds import listed, read_feed
from rashomon.sources.fetch import Answer, Fetcher, NoAnswer, fetching_library, follow
from rashomon.sources.limits import Unread
from rashomon.sources.watch_list import Watched, WatchList
from rashomon.sources.watch_state import Due, Host, WatchState
from rashomon.sources.webbody import READ, page_document

#: The name that robots.txt files know us by.
ROBOT = "rashomon"


@dataclass(frozen=True, slots=True)
class WatchSettings:
    """tries: how often an address that fails is asked again before it is given up
    patience: seconds that one round waits for a host; whatever takes longer is left to the next round
    robots_kept: seconds until a robots.txt is read anew
    back_off: seconds to wait after a first failure; doubled with each, up to `longest`
    longest: seconds that a server may ask us to stay away
    hops: redirects followed for one address
    nested: new sitemaps that one sitemap may lead to
    """

    tries: int = 5
    patience: float = 120.0
    robots_kept: float = 86_400.0
    back_off: float = 60.0
    longest: float = 86_400.0
    hops: int = 5
    nested: int = 20


@dataclass(frozen=True, slots=True)
class Taken:
    """What one address gave. Call `Collector.keep` with it once `found` is safe: only then is it not asked again."""

    due: Due
    found: tuple[Document | Unread, ...]
    said: str
    again: float | None
    etag: str | None = None
    modified: str | None = None


class _Later(Exception):
    """The address gives nothing now; `at` is when to ask again, `asked` whether it was asked at all."""

    def __init__(self, at: float, said: str, asked: bool) -> None:
        super().__init__(said)
        self.at, self.asked = at, asked


class Collector:
    """Goes once through all that is due; `clock` gives seconds since 1970, `sleep` waits."""

    def __init__(
        self,
        wanted: WatchList,
        state: WatchState,
        fetcher: Fetcher,
        settings: WatchSettings = WatchSettings(),
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.wanted, self.state, self.fetcher, self.settings = wanted, state, fetcher, settings
        self.clock, self.sleep = clock, sleep
        self.lists = {watched.url: watched for watched in wanted.lists}
        self.rules: dict[str, Any] = {}

    def round(self) -> Iterator[Taken]:
        """Whatever is due, list after list, then their pages. Addresses of hosts that ask us to wait are left."""
        for watched in self.wanted.lists:
            self.state.add(watched.url, watched.url, watched.kind, watched.outlet, None, self.clock())
        asked: set[str] = set()
        while True:
            fresh = [due for due in self.state.due(self.clock(), self.lists) if due.url not in asked]
            if not fresh:
                return
            due = min(fresh[:500], key=self._ready)
            asked.add(due.url)
            yield from self._take(due)

    def keep(self, taken: Taken) -> None:
        """Remembers that what an address gave is safe."""
        self.state.done(taken.due.url, taken.said, taken.again, taken.etag, taken.modified)

    def _ready(self, due: Due) -> float:
        try:
            return self.state.host(target_of(due.url, self.fetcher.settings.trusted).origin).ready
        except SourceError:
            return 0.0

    def _take(self, due: Due) -> Iterator[Taken]:
        """Asks for one address and says what came of it."""
        try:
            answer = self._answer(due)
            yield self._weighed(due, answer)
        except _Later as later:
            yield from self._again(due, str(later), later.at, later.asked)
        except NoAnswer as error:
            yield from self._again(due, str(error), self.clock(), True)
        except SourceError as error:
            yield Taken(due, (Unread(due.url, str(error)),), str(error), self._next_look(due))

    def _again(self, due: Due, said: str, at: float, asked: bool) -> Iterator[Taken]:
        """Puts an address off; after so many tries it is given up, and a list waits for its next look."""
        if not asked or due.tries + 1 < self.settings.tries:
            wait = self.settings.back_off * 2**due.tries
            self.state.put_off(due.url, said, max(at, self.clock() + wait), asked)
        else:
            yield Taken(due, (Unread(due.url, f"given up: {said}"),), said, self._next_look(due))

    # ── asking ────────────────────────────────────────────────────────────────────────────────────────────────

    def _answer(self, due: Due) -> Answer:
        """The last answer of a chain of redirects, each host asked as politely as the first."""
        conditions = {"If-None-Match": due.etag, "If-Modified-Since": due.modified}
        headers = {name: value for name, value in conditions.items() if value}
        target = target_of(due.url, self.fetcher.settings.trusted)
        for _ in range(self.settings.hops + 1):
            rules = self._rules(target)
            if not rules.can_fetch(target.url, ROBOT):
                raise Unreadable(f"not read: {target.url[:200]!r}; the robots.txt of {target.host!r} asks not to")
            answer = self._asked(target, headers, rules.crawl_delay(ROBOT))
            onward = follow(answer, self.fetcher.settings.trusted)
            if onward is None:
                return answer
            target = onward
        raise Unreadable(f"too many redirects: {due.url[:200]!r}")

    def _asked(self, target: Target, headers: dict[str, str], delay: float | None) -> Answer:
        """One exchange, when the host may be asked. Raises _Later where it asks us to wait."""
        host = self._wait(target)
        try:
            answer = self.fetcher.get(target, headers)
        except NoAnswer:
            self._rest(target, host.failures)
            raise
        if answer.head.status in (429, 503) or answer.head.status >= 500:
            at = self._rest(target, host.failures, answer.head.headers.get("retry-after"))
            raise _Later(at, f"answered {answer.head.status}: {target.url[:200]!r}", True)
        self.state.keep_host(target.origin, self.clock() + self._pause(delay), 0)
        return answer

    def _pause(self, delay: float | None) -> float:
        return max(self.wanted.pause, min(delay or 0.0, self.settings.longest))

    def _wait(self, target: Target) -> Host:
        host = self.state.host(target.origin)
        wait = host.ready - self.clock()
        if wait > self.settings.patience:
            said = f"not asked yet: {target.host!r} wants to be left alone for {wait:.0f} s"
            raise _Later(host.ready, said, False)
        if wait > 0:
            self.sleep(wait)
        return host

    def _rest(self, target: Target, failures: int, asked: str | None = None) -> float:
        """Leaves a host alone: as long as it asks, and longer with each failure. Gives until when."""
        own = min(self.settings.back_off * 2.0 ** min(failures, 20), self.settings.longest)
        until = self.clock() + max(own, min(_seconds(asked, self.clock()), self.settings.longest))
        self.state.keep_host(target.origin, until, failures + 1)
        return until

    def _rules(self, target: Target) -> Any:
        """The host's robots.txt: read once a day; no such file allows all, a failing server allows nothing."""
        protego = _protego()
        host = self.state.host(target.origin)
        kept = host.robots_at is not None and self.clock() - host.robots_at < self.settings.robots_kept
        text = host.robots if kept and host.robots is not None else self._read_robots(target)
        if self.rules.get(target.origin, (None, None))[0] != text:
            self.rules[target.origin] = (text, protego.parse(text))
        rules = self.rules[target.origin][1]
        if not kept:  # the pause that the file asks for holds from the reading of it on
            self.state.keep_host(target.origin, self.clock() + self._pause(rules.crawl_delay(ROBOT)), 0)
        return rules

    def _read_robots(self, target: Target) -> str:
        """RFC 9309: 4xx allows all; 5xx and silence allow nothing, for now."""
        at = replace(target, path="/robots.txt", url=f"{target.origin}/robots.txt")
        for _ in range(self.settings.hops + 1):
            answer = self._asked(at, {}, None)
            onward = follow(answer, self.fetcher.settings.trusted)
            if onward is None:
                break
            at = onward
        text = answer.body[:512_000].decode("utf-8", "replace") if answer.head.status == 200 else ""
        self.state.keep_robots(target.origin, text, self.clock())
        return text

    # ── weighing ──────────────────────────────────────────────────────────────────────────────────────────────

    def _weighed(self, due: Due, answer: Answer) -> Taken:
        """What an answer is worth: new addresses, a document, or a sentence."""
        status, headers = answer.head.status, answer.head.headers
        marks = {"etag": headers.get("etag"), "modified": headers.get("last-modified")}
        if status == 304:
            return Taken(due, (), "not changed", self._next_look(due), **marks)
        if status != 200:
            said = f"not given: {due.url[:200]!r} answered {status}"
            return Taken(due, (Unread(due.url, said),), said, self._next_look(due))
        if due.kind == "page":
            return Taken(due, (self._page(due, answer),), "read", None, **marks)
        found = self._listed(due, answer)
        return Taken(due, found, "read", self._next_look(due), **marks)

    def _page(self, due: Due, answer: Answer) -> Document | Unread:
        kind = answer.head.media_type or "text/html"
        if kind in pdf.MEDIA_TYPES:
            now, limits = _instant(self.clock()), self.fetcher.settings.limits
            found = pdf.read_answered(answer.target.url, answer.body, now, due.outlet, limits)
            return found if isinstance(found, Document) else Unread(due.url, found)
        if kind not in READ:
            return Unread(due.url, f"not a page: {due.url[:200]!r} is {kind[:60]!r}")
        if not answer.body.strip():
            return Unread(due.url, f"nothing in the page: {due.url[:200]!r}")
        return page_document(answer.head, answer.body, answer.target.url, _instant(self.clock()), due.outlet)

    def _listed(self, due: Due, answer: Answer) -> tuple[Document | Unread, ...]:
        """Remembers the addresses of a list; gives the entries' own text where that is wanted."""
        watched = self.lists[due.list]
        limits = self.fetcher.settings.limits
        if not watched.pages and watched.kind == "feed":
            return tuple(self._entry(found, due, watched) for found in read_feed(due.url, answer.body, limits))
        items = listed(answer.body, answer.target.url, limits)
        items.sort(key=lambda item: item.stamp or "", reverse=watched.kind == "sitemap")
        now, new, nested = self.clock(), 0, 0
        for item in items:
            if item.is_list and nested < self.settings.nested:
                nested += self.state.add(item.url, due.list, "sitemap", watched.outlet, item.stamp, now)
            elif not item.is_list and new < watched.newest:
                new += self.state.add(item.url, due.list, "page", watched.outlet, item.stamp, now)
        return ()

    def _entry(self, found: Document | str, due: Due, watched: Watched) -> Document | Unread:
        if isinstance(found, str):
            return Unread(due.url, found)
        return replace(found, outlet=found.outlet or watched.outlet, fetched=_instant(self.clock()))

    def _next_look(self, due: Due) -> float | None:
        return None if due.kind == "page" else self.clock() + self.wanted.every * 60


def agent(contact: str, version: str) -> str:
    """How we name ourselves to servers: what we are, and how to reach who sent us."""
    return f"{ROBOT}/{version} (news reader; +{contact.encode('ascii', 'ignore').decode()})"


def _seconds(asked: str | None, now: float) -> float:
    """Retry-After, which is seconds or a date, as seconds from now."""
    if not asked:
        return 0.0
    if asked.strip().isdigit():
        return float(asked.strip()[:9])
    try:
        at = parsedate_to_datetime(asked[:100])
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0
    return max(0.0, at.replace(tzinfo=at.tzinfo or UTC).timestamp() - now)


def _instant(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def collecting_parts() -> None:
    """Raises MissingPart where a library that collecting needs is not installed."""
    fetching_library()
    _protego()


def _protego() -> Any:
    try:
        from protego import Protego
    except ImportError as error:
        raise MissingPart("collecting needs protego: pip install 'rashomon[watch]'") from error
    return Protego
