"""`python -m bench.scale COUNT [--stages copies,stories,entities,growing] [--json FILE]`: what comparing costs.

Invented news (bench/synthetic_news.py) of that many articles; for each stage processor seconds, wall seconds, the
most memory so far, and what it found. Processor seconds are the ones to compare on a machine with other work.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa

from bench.synthetic_mentions import links_in, mentions_in, reports_in
from bench.synthetic_news import articles, documents
from rashomon.comparing.newcomers import copies_kept, stories_kept
from rashomon.matching.copies.growing import GrowingCopies
from rashomon.record import Article, Copy, Judgement, rows_to_table
from rashomon.stages.copies import find_copies
from rashomon.stages.entities import find_entities
from rashomon.stages.stories import GrowingStories, find_stories
from rashomon.store.beside import open_beside

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
        (origins, *tables), row = measured("copies", lambda: _copies(every))
        yield {**row, "copies": tables[0].num_rows, "judgements": tables[1].num_rows}
    if "stories" in stages:
        told, row = measured("stories", lambda: find_stories(every, origins))
        yield {**row, "stories": len(told.stories), "judgements": len(told.judgements)}
    if "entities" in stages:
        yield _entities(every)
    if "growing" in stages:
        yield from _growing(every)


def _copies(every: Sequence[Article]) -> tuple[dict[str, str], pa.Table, pa.Table]:
    """Voices, copies and their judgements, held while stories are told as a comparison holds them: as tables."""
    copied = find_copies(every)
    return copied.origins, rows_to_table(Copy, copied.copies), rows_to_table(Judgement, copied.judgements)


def _entities(every: Sequence[Article]) -> Row:
    mentions = {article.id: mentions_in(article) for article in every}
    links = [link for found in mentions.values() for link in links_in(found)]
    acting = {m for a in every for r in reports_in(a, mentions[a.id]) for m in (*r.actors, *r.recipients)}
    known, row = measured("entities", lambda: find_entities(every, mentions, {}, links, (), acting))
    return {**row, "entities": len(known.entities), "mentions": sum(map(len, mentions.values()))}


def _growing(every: Sequence[Article]) -> Iterator[Row]:
    """All but the newest at once, kept in a file; then those one by one, the file opened anew for each."""
    ordered = sorted(every, key=lambda article: (article.published or "", article.id))
    known, by_id = ordered[:-NEWCOMERS], {article.id: article for article in ordered}
    with TemporaryDirectory() as folder:
        file = Path(folder) / "growing.sqlite"
        _, made = measured("compared and kept", lambda: _kept(file, known))
        yield {**made, "file_megabytes": file.stat().st_size // 1_000_000}
        rows = [measured("one newcomer", lambda one=one: _join(file, one, by_id))[1] for one in ordered[-NEWCOMERS:]]
        for time_of in ("processor_seconds", "wall_seconds"):
            seconds = sorted(row[time_of] for row in rows)
            yield {"stage": f"one newcomer, {time_of}", "median": seconds[len(seconds) // 2], "most": seconds[-1]}


def _kept(file: Path, known: Sequence[Article]) -> None:
    with open_beside(file) as beside:
        assert beside is not None
        copied = find_copies(known, kept=copies_kept(beside))
        find_stories(known, copied.origins, kept=stories_kept(beside))
        beside.keep()


def _join(file: Path, one: Article, by_id: Mapping[str, Article]) -> None:
    """Opens the file, finds the newcomer's copies and story, and keeps them."""
    with open_beside(file) as beside:
        assert beside is not None
        copied = GrowingCopies(kept=copies_kept(beside)).add([one], lambda ids: [by_id[id] for id in ids])
        GrowingStories(kept=stories_kept(beside)).add([one], copied.origins)
        beside.keep()


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
