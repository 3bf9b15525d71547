"""What asking a large case costs: its search times, the front door's, and 200 readers at once with one writer adding.

    python -m bench.load make /tmp/load.case 100000
    python -m bench.load search /tmp/load.case
    python -m bench.load ask /tmp/load.case
    python -m bench.load compare /tmp/load.case
    python -m bench.load serve /tmp/load.case --readers 200 --seconds 20 --comparing

Reads and writes an invented case (bench/synthetic.py); gives milliseconds as JSON. The one idea: rows are made
directly, never by parsing, for what is measured is asking.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from bench.synthetic import TOPICS, add_some, make_case
from rashomon.case import open_case


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("make", "compare", "search", "ask", "serve"))
    parser.add_argument("case", type=Path)
    parser.add_argument("articles", type=int, nargs="?", default=100_000)
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--only", choices=("bare_route", "case", "case_without_writer"))
    parser.add_argument("--comparing", action="store_true", help="the writer compares after adding, as an add does")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    if asked.what == "make":
        found: Any = make_case(asked.case, asked.articles)
    elif asked.what == "compare":
        found = time_comparisons(asked.case)
    elif asked.what == "search":
        found = time_searches(asked.case)
    elif asked.what == "ask":
        found = time_questions(asked.case)
    else:
        found = load(asked.case, asked.readers, asked.seconds, asked.only, asked.comparing)
    print(json.dumps(found, indent=1))
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


# ── how long searches take ────────────────────────────────────────────────────────────────────────────────


_SEARCHES = {
    "words": (
        "missile", "harbour treaty", '"ceasefire of"', "the", "railway -strike", "said border", "hospital convoy",
    ),
    "acts": (
        "actor:Iran type:CONSULT", "actor:Iran type:CONSULT recipient:kalo", "actor:Russia type:ASSAULT",
        "type:SANCTION place:Town", "recipient:ka type:ARREST", "actor:Iran type:CONSULT date:2024-04-07..2024-04-12",
    ),
    "said": ("said:missile", "speaker:kalo said:harbour"),
    "meaning": ("~labour dispute at the port", "~artillery attack", "~talks between governments"),
}  # fmt: skip


def time_searches(folder: Path, rounds: int = 5) -> dict[str, Any]:
    """Milliseconds of each search, first hit page included: first time, and the median of the rounds after it."""
    pages = open_case(folder).pages()
    with _timed() as indexing:
        pages.catch_up()
    with _timed() as vectors:
        pages.search("~anything at all")
    found: dict[str, Any] = {"index_s": round(indexing[0], 1), "vectors_s": round(vectors[0], 1)}
    for kind, queries in _SEARCHES.items():
        found[kind] = {query: _times(lambda query=query: pages.search(query), rounds) for query in queries}
    found["articles"] = pages.case().articles
    found["index_mb"] = round(pages.index.path.stat().st_size / 1e6)
    return found


def time_questions(folder: Path) -> dict[str, float]:
    """Milliseconds of one question of each kind to the front door, which reads tables and no index."""
    case = open_case(folder)
    (story,) = case.brief(most=1).stories
    questions: dict[str, Callable[[], Any]] = {
        "brief of 20": lambda: case.brief(most=20),
        "story": lambda: case.story(story.id),
        "event": lambda: case.event(story.events[0].id),
        "entity by name": lambda: case.entity("Iran"),
        "article": lambda: case.article(story.accounts[0].id),
        "why": lambda: case.why(story.accounts[0].id),
        "sql count": lambda: case.sql("select count(*) from stories"),
    }
    found = {}
    for name, ask in questions.items():
        with _timed() as spent:
            ask()
        found[name] = round(spent[0] * 1000, 1)
    return found


def _times(ask: Callable[[], Any], rounds: int) -> dict[str, Any]:
    taken = []
    for _ in range(rounds + 1):
        with _timed() as spent:
            answer = ask()
        taken.append(spent[0] * 1000)
    return {"first_ms": round(taken[0], 1), "ms": round(statistics.median(taken[1:]), 1), "total": answer.total}


@contextmanager
def _timed() -> Iterator[list[float]]:
    spent = [0.0]
    started = time.perf_counter()
    yield spent
    spent[0] = time.perf_counter() - started


def time_comparisons(folder: Path, rounds: int = 10) -> dict[str, Any]:
    """Processor seconds of a comparison of all, where the case has none yet, and of one after each newcomer."""
    before, spent = time.process_time(), []
    compare(folder)
    first = time.process_time() - before
    for number in range(rounds):
        add_some(folder, 5_000_000 + 40 * number, 1)
        before = time.process_time()
        compare(folder)
        spent.append(round(time.process_time() - before, 2))
    return {"first_cpu_s": round(first, 1), "newcomer_cpu_s": spent, "median": statistics.median(spent)}


def compare(folder: Path) -> None:
    """Compares what a case holds, as an add does when it has read."""
    from rashomon.comparing.comparison import compare_all
    from rashomon.store.delta import DeltaStore

    compare_all(DeltaStore(folder), "2026-01-03T00:00:00Z", None)


# ── two hundred readers, one writer ───────────────────────────────────────────────────────────────────────


_BARE = """
import sys, uvicorn
from fastapi import FastAPI
web = FastAPI()

@web.get("/api/case")
def case():
    return {"name": "bare", "articles": 1}

uvicorn.run(web, port=int(sys.argv[1]), log_level="error", access_log=False)
"""


def load(
    folder: Path, readers: int, seconds: float, only: str | None = None, comparing: bool = False
) -> dict[str, Any]:
    """Readers who each ask the next question when they have an answer, first of a bare route, then of the case."""
    bare = [sys.executable, "-c", _BARE, "8141"]
    serve = [sys.executable, "-m", "rashomon", "serve", str(folder), "--port", "8142"]
    runs: dict[str, Callable[[], dict[str, Any]]] = {
        "bare_route": lambda: _against(bare, 8141, lambda port: ["/api/case"], readers, seconds / 2, None),
        "case": partial(_against, serve, 8142, _questions, readers, seconds, folder, comparing),
        "case_without_writer": lambda: _against(serve, 8142, _questions, readers, seconds, None),
    }
    return {name: run() for name, run in runs.items() if only in (None, name)} | {"machine": os.getloadavg()}


def _against(
    command: list[str],
    port: int,
    questions: Callable[[int], list[str]],
    readers: int,
    seconds: float,
    adding: Path | None,
    comparing: bool = False,
) -> dict[str, Any]:
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        write = [sys.executable, "-c", _WRITER, str(adding), str(seconds), "compare" * comparing]
        writer = subprocess.Popen(write, stdout=subprocess.PIPE, text=True) if adding else None
        cpu, memory = _spent_by(server.pid)
        found = asyncio.run(_read(port, questions(port), readers, seconds))
        spent, grown = _spent_by(server.pid)
        found |= {"server_cpu_s": round(spent - cpu, 1), "memory_mb": [memory, grown]}
        if writer:
            told, _ = writer.communicate(timeout=seconds + 600)
            found |= {"writer_failed": writer.returncode, "writer_cpu_s": json.loads(told)}
        return found
    finally:
        server.terminate()
        server.wait(timeout=20)


def _spent_by(process: int) -> tuple[float, int]:
    """Processor seconds and megabytes (of no file) of a process and those it started; as Linux tells them."""
    ticks, memory, family = 0, 0, {process}
    # a child's number is larger than its parent's
    for number in sorted(int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()):
        try:
            told = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
            if int(told[1]) in family or number == process:
                family.add(number)
                ticks += int(told[11]) + int(told[12])
                shared = Path(f"/proc/{number}/smaps_rollup").read_text().partition("\nPss_Anon:")[2].split()[0]
                memory += int(shared)
        except (OSError, IndexError):
            # it has ended meanwhile
            continue
    return ticks / os.sysconf("SC_CLK_TCK"), memory // 1000


_WRITER = """
import json, sys, time
from pathlib import Path
from bench.synthetic import add_some
from bench.load import compare
end = time.monotonic() + float(sys.argv[2])
number, spent = 0, []
while time.monotonic() < end:
    started = time.process_time()
    add_some(Path(sys.argv[1]), 10_000_000 + int(time.time()) * 100 + number, 10)
    if sys.argv[3]:
        compare(Path(sys.argv[1]))
    spent.append(round(time.process_time() - started, 2))
    number += 10
    time.sleep(1)
print(json.dumps(spent))
"""


def _wait_for(port: int, patience: float = 900) -> None:
    import httpx

    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/api/case", timeout=60).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.3)
    raise RuntimeError("the server did not answer")


def _questions(port: int) -> list[str]:
    """Pages as people open them: lists, stories, articles, entities, searches, pictures; most differ."""
    import httpx

    ask = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=120)

    def ids(route: str, pages: int) -> list[str]:
        answers = [ask.get(f"{route}?page={page}&size=50").json() for page in range(1, pages + 1)]
        return [item["id"] for answer in answers for item in answer["items"]]

    found = [f"/api/stories/{id}" for id in ids("/api/stories", 6)]
    found += [f"/api/articles/{id}" for id in ids("/api/articles", 6)]
    found += [f"/api/entities/{id}" for id in ids("/api/entities", 1)]
    found += [f"/api/events/{id}" for id in ids("/api/events", 4)]
    found += [f"/api/stories?page={page}&sort={sort}" for page in range(40) for sort in ("changed", "origins") if page]
    found += [f"/api/search?q={noun}+{other}" for noun in TOPICS for other in TOPICS[:8]]
    found += ["/api/case", "/api/facets", "/api/volume", "/api/review/inbox"] * 5
    random.Random(3).shuffle(found)
    return found


async def _read(port: int, questions: list[str], readers: int, seconds: float) -> dict[str, Any]:
    taken: dict[str, list[float]] = defaultdict(list)
    errors: list[str] = []
    end = time.monotonic() + seconds

    async def reader(number: int) -> None:
        ask, place = _Asking(port), number * 37
        while time.monotonic() < end:
            question = questions[place % len(questions)]
            place += 1
            started = time.perf_counter()
            try:
                status, body = await asyncio.wait_for(ask.get(question), 120)
                if status != 200:
                    errors.append(f"{status} {question}: {body[:100]!r}")
            except (OSError, EOFError, TimeoutError, ValueError) as error:
                errors.append(f"{type(error).__name__} {question}")
                ask.leave()
            taken[question.split("?")[0].split("/")[2]].append((time.perf_counter() - started) * 1000)
        ask.leave()

    started = time.monotonic()
    await asyncio.gather(*(reader(number) for number in range(readers)))
    every = sorted(spent for found in taken.values() for spent in found)
    return {
        "readers": readers,
        "requests": len(every),
        "per_second": round(len(every) / (time.monotonic() - started), 1),
        "errors": len(errors),
        "first_errors": errors[:5],
        **_spread(every),
        "by_route": {route: {"requests": len(found), **_spread(sorted(found))} for route, found in taken.items()},
    }


class _Asking:
    """One reader's connection, kept open. By hand: a client that takes milliseconds a request would be measured."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._open: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> tuple[int, bytes]:
        """Status and body of the answer."""
        if self._open is None:
            self._open = await asyncio.open_connection("127.0.0.1", self._port, limit=1 << 20)
        reading, writing = self._open
        writing.write(f"GET {path} HTTP/1.1\r\nhost: 127.0.0.1:{self._port}\r\n\r\n".encode("ascii"))
        head = (await reading.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = int(head.partition("content-length:")[2].split("\r\n", 1)[0])
        return int(head.split(" ", 2)[1]), await reading.readexactly(length)

    def leave(self) -> None:
        """Closes the connection; the next question opens another."""
        if self._open is not None:
            self._open[1].close()
        self._open = None


def _spread(spent: list[float]) -> dict[str, float]:
    if not spent:
        return {}
    return {"p50_ms": round(spent[len(spent) // 2], 1), "p95_ms": round(spent[int(len(spent) * 0.95)], 1)}


if __name__ == "__main__":
    main()
