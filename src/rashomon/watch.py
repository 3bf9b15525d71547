"""A case and a list of feeds → the case with what they gave, round after round.

Reads feeds.toml, writes the case, and beside its tables `watch.sqlite`, the collector's memory. The one idea: bodies
are safe in the case before the collector remembers them, so a stop at any moment loses at most a repeated question.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from rashomon.case import Added, Case
from rashomon.errors import NothingToRead
from rashomon.record import Failure
from rashomon.sources.fetch import Fetcher, FetchSettings
from rashomon.sources.limits import Unread
from rashomon.sources.watch import Collector, Taken, WatchSettings, agent, collecting_parts
from rashomon.sources.watch_list import WatchList, read_watch_list
from rashomon.sources.watch_state import WatchState

#: Addresses after which what was collected is read and compared, within a round.
BATCH = 200


@dataclass(frozen=True, slots=True)
class Clocks:
    """The time that passes outside; tests bring their own. `now` is in seconds since 1970."""

    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


def watch(
    case: Case,
    feeds: str | Path,
    *,
    once: bool = False,
    settings: WatchSettings | None = None,
    fetcher: Fetcher | None = None,
    clocks: Clocks | None = None,
) -> Iterator[Added]:
    """Collects what the lists give, round after round (`once`: one round); one `Added` a round.

    Raises NothingToRead or Unreadable where the list cannot be used, MissingPart without the extra `watch`.
    """
    from rashomon import __version__

    clocks = clocks or Clocks()
    trusted = fetcher.settings.trusted if fetcher else frozenset()
    wanted = read_watch_list(feeds, trusted)
    fetcher = fetcher or Fetcher(FetchSettings(agent(wanted.contact, __version__)))
    state = WatchState(case.folder / "watch.sqlite")
    try:
        while True:
            collector = Collector(wanted, state, fetcher, settings or WatchSettings(), clocks.now, clocks.sleep)
            yield _round(case, collector, clocks)
            if once:
                return
            clocks.sleep(_until_next(wanted))
    finally:
        state.close()
        fetcher.close()


def look_at(feeds: str | Path) -> None:
    """Raises what `watch` raises before its first round: a list that cannot be used is to leave no new case behind."""
    read_watch_list(feeds)
    collecting_parts()


def _round(case: Case, collector: Collector, clocks: Clocks) -> Added:
    """One round: every batch is safe in the case before the collector remembers it."""
    total = Added(0, 0, 0, ())
    batch: list[Taken] = []
    for taken in collector.round():
        if not taken.found:
            collector.keep(taken)
            continue
        batch.append(taken)
        if len(batch) >= BATCH:
            total, batch = _more(total, _kept(case, collector, batch, clocks)), []
    return _more(total, _kept(case, collector, batch, clocks)) if batch else total


def _kept(case: Case, collector: Collector, batch: list[Taken], clocks: Clocks) -> Added:
    sources = [found for taken in batch for found in taken.found]
    lost = [item for item in sources if isinstance(item, Unread)]
    added = Added(0, 0, 0, tuple(Failure(item.path, "sources", item.error, None) for item in lost))
    with contextlib.suppress(NothingToRead):  # only sentences: the case has kept them
        added = case.add(sources, now=datetime.fromtimestamp(clocks.now(), UTC))
    for taken in batch:
        collector.keep(taken)
    return added


def _more(left: Added, right: Added) -> Added:
    return replace(
        right,
        documents=left.documents + right.documents,
        known=left.known + right.known,
        articles=left.articles + right.articles,
        failures=(*left.failures, *right.failures),
    )


def _until_next(wanted: WatchList) -> float:
    """Seconds between two rounds: lists keep their own time, pages that were put off come due in between."""
    return min(60.0, wanted.every * 60)
