"""What a collector remembers between two runs: addresses seen, hosts asked, and when each may be asked again.

Reads and writes one small SQLite file in the case folder. The one idea: every step is written before the next one
begins, so a stop at any moment forgets nothing but the exchange in hand. Times are seconds since 1970 (UTC).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_TABLES = """
create table if not exists addresses (
    url text primary key, list text not null, kind text not null, outlet text, stamp text, etag text, modified text,
    tries integer not null default 0, due real, said text);
create table if not exists hosts (
    origin text primary key, ready real not null default 0, failures integer not null default 0,
    robots text, robots_at real);
create index if not exists by_due on addresses (due);
"""


@dataclass(frozen=True, slots=True)
class Due:
    """An address that is to be asked. `kind`: feed, sitemap or page; `list`: the list of the file it comes from."""

    url: str
    list: str
    kind: str
    outlet: str | None
    etag: str | None
    modified: str | None
    tries: int


@dataclass(frozen=True, slots=True)
class Host:
    """When a host may be asked next, how often in a row it failed, and its robots.txt with when it was read."""

    ready: float
    failures: int
    robots: str | None
    robots_at: float | None


class WatchState:
    """The memory of one case's collector. `due` is None for an address that is done."""

    def __init__(self, file: Path | str) -> None:
        self.base = sqlite3.connect(file, isolation_level=None)
        self.base.execute("pragma journal_mode = wal")
        self.base.executescript(_TABLES)

    def close(self) -> None:
        self.base.close()

    def add(self, url: str, of: str, kind: str, outlet: str | None, stamp: str | None, due: float) -> bool:
        """Remembers an address: due where it is new, or where its list gives it another date. Whether it is new."""
        changed = self.base.execute(
            "insert into addresses (url, list, kind, outlet, stamp, due) values (?, ?, ?, ?, ?, ?) "
            "on conflict (url) do update set stamp = excluded.stamp, due = excluded.due, tries = 0 "
            "where excluded.stamp is not null and addresses.stamp is not excluded.stamp",
            (url, of, kind, outlet, stamp, due),
        )
        return changed.rowcount > 0

    def due(self, now: float, lists: Iterable[str]) -> list[Due]:
        """The addresses of these lists that are due, lists before pages, the longest due first."""
        names = list(lists)
        marks = ",".join("?" * len(names))
        rows = self.base.execute(
            "select url, list, kind, outlet, etag, modified, tries from addresses where due <= ? "
            f"and list in ({marks}) order by kind = 'page', due, rowid limit 1000",
            (now, *names),
        )
        return [Due(*row) for row in rows]

    def done(
        self, url: str, said: str, again: float | None, etag: str | None = None, modified: str | None = None
    ) -> None:
        """Keeps what an address answered; `again` is when it is due next, None for never."""
        self.base.execute(
            "update addresses set said = ?, due = ?, tries = 0, etag = coalesce(?, etag), "
            "modified = coalesce(?, modified) where url = ?",
            (said, again, etag, modified, url),
        )

    def put_off(self, url: str, said: str, until: float, counts: bool) -> None:
        """Keeps that an address gave nothing yet; `counts`: that it was asked, which is a try."""
        self.base.execute(
            "update addresses set said = ?, due = ?, tries = tries + ? where url = ?", (said, until, counts, url)
        )

    def host(self, origin: str) -> Host:
        row = self.base.execute(
            "select ready, failures, robots, robots_at from hosts where origin = ?", (origin,)
        ).fetchone()
        return Host(*row) if row else Host(0.0, 0, None, None)

    def keep_host(self, origin: str, ready: float, failures: int) -> None:
        self.base.execute(
            "insert into hosts (origin, ready, failures) values (?, ?, ?) on conflict (origin) do update set "
            "ready = excluded.ready, failures = excluded.failures",
            (origin, ready, failures),
        )

    def keep_robots(self, origin: str, robots: str, at: float) -> None:
        self.base.execute(
            "insert into hosts (origin, robots, robots_at) values (?, ?, ?) on conflict (origin) do update set "
            "robots = excluded.robots, robots_at = excluded.robots_at",
            (origin, robots, at),
        )
