"""`python -m bench.scale COUNT [--stages copies,stories,entities,growing] [--json FILE]`: what comparing costs.

Invented news (bench/synthetic_news.py) of that many articles; for each stage processor seconds, wall seconds, the
most memory so far, and what it found. Processor seconds are the ones to compare on a machine with other work.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.synthetic_mentions import links_in, mentions_in, reports_in
from bench.synthetic_news import articles, documents
from rashomon.record import Article
from rashomon.stages.copies import find_copies
from rashomon.stages.entities import find_entities
from rashomon.stages.stories import GrowingStories, StoriesKept, StoriesSettings, find_stories

Row = dict[str, Any]

#: Newcomers that are timed one by one.
NEWCOMERS = 20


def measured(name: str, function: Callable[[], Any]) -> tuple[Any, Row]:
    """The result, and a row of what it cost."""
    wall, processor = time.perf_counter(), time.process_time()
    result = function()
    row = {
        "stage": name,
        "processor_seconds": round(time.process_time() - processor, 2),
        "wall_seconds": round(time.perf_counter() - wall, 2),
        "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    return result, row


def run(count: int, stages: Sequence[str]) -> Iterator[Row]:
    """A row for each stage, in the order of the flow, as soon as it is done."""
    every, row = measured("articles made", lambda: articles(documents(count)))
    yield row
    origins: dict[str, str] = {}
    if "copies" in stages:
        copied, row = measured("copies", lambda: find_copies(every))
        origins = copied.origins
        yield {**row, "copies": len(copied.copies), "judgements": len(copied.judgements)}
    if "stories" in stages:
        told, row = measured("stories", lambda: find_stories(every, {}, origins))
        yield {**row, "stories": len(told.stories), "judgements": len(told.judgements)}
    if "entities" in stages:
        yield _entities(every)
    if "growing" in stages:
        yield from _growing(every, origins)


def _entities(every: Sequence[Article]) -> Row:
    mentions = {article.id: mentions_in(article) for article in every}
    links = [link for found in mentions.values() for link in links_in(found)]
    acting = {m for a in every for r in reports_in(a, mentions[a.id]) for m in (*r.actors, *r.recipients)}
    known, row = measured("entities", lambda: find_entities(every, mentions, {}, links, (), acting))
    return {**row, "entities": len(known.entities), "mentions": sum(map(len, mentions.values()))}


def _growing(every: Sequence[Article], origins: dict[str, str]) -> list[Row]:
    """All but the newest at once, then those one by one."""
    ordered = sorted(every, key=lambda article: (article.published or "", article.id))
    known, newcomers = ordered[:-NEWCOMERS], ordered[-NEWCOMERS:]
    kept = StoriesKept()
    _, made = measured("growing stories, made", lambda: find_stories(known, {}, origins, (), StoriesSettings(), kept))
    growing = GrowingStories(StoriesSettings(), kept)
    rows = [measured("one newcomer", lambda one=one: growing.add([one], {}))[1] for one in newcomers]
    seconds = sorted(row["processor_seconds"] for row in rows)
    return [made, {**rows[-1], "median": seconds[len(seconds) // 2], "most": seconds[-1]}]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--stages", default="copies,stories,entities,growing")
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    rows = []
    for row in run(arguments.count, arguments.stages.split(",")):
        rows.append(row)
        print(" · ".join(f"{key} {value}" for key, value in row.items()), flush=True)
    if arguments.json:
        arguments.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
