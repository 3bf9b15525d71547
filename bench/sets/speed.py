"""How fast a whole `rashomon add` is beside a bare spaCy pass over the same kept text, in one run.

Two corpora: (a) articles that are all different (set `statements`), (b) articles with the share of reprints that
FNC-1 has (set `stories`, whole stories until there are enough). Every figure is a whole process, start of the
interpreter and loading of weights included: seconds on the clock and of the processor, and its peak memory. The ratio
is ours by theirs, one process each; the bare pass gets the same text, lines and all, and keeps nothing.

    python -m bench speed --data ../shared/benchmarks/stories
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.frame import load_items

#: Articles of either corpus; enough that loading the weights weighs little.
DIFFERENT, REPRINTED = 120, 500

Items = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Measured:
    """One whole process: seconds on the clock, seconds of the processor, peak memory in megabytes."""

    wall: float
    cpu: float
    megabytes: float


def score(items: Items, folder: Path) -> dict[str, Any]:
    """Of (b); of (a) beside it, where set `statements` lies beside set `stories`."""
    figures: dict[str, Any] = _measured([item["text"] for item in _whole_stories(items, REPRINTED)])
    other = folder.parent / "statements"
    if other.is_dir():
        figures["all different"] = _measured([item["text"] for item in load_items(other)[:DIFFERENT]])
    return figures


def _whole_stories(items: Items, count: int) -> Items:
    """All articles of the first stories that hold at least `count`: a part of each would hold fewer reprints."""
    chosen: Items = []
    for story in dict.fromkeys(item["story"] for item in items):
        if len(chosen) < count:
            chosen += [item for item in items if item["story"] == story]
    return chosen


def _measured(texts: Sequence[str]) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        pages = folder / "pages"
        pages.mkdir()
        for number, text in enumerate(texts):
            (pages / f"{number:05}.txt").write_text(text, encoding="utf-8")
        one = _process("add", folder / "one.case", pages, "1")
        _process("kept", folder / "one.case", folder / "kept.json")
        bare = _process("bare", folder / "kept.json")
        two = _process("add", folder / "two.case", pages, "2")
        brief = _process("brief", folder / "one.case")
    return {
        "articles": float(len(texts)),
        "bare_seconds": bare.wall,
        "add_seconds": one.wall,
        "ratio": one.wall / bare.wall,
        "ratio_of_processor": one.cpu / bare.cpu,
        "two_processes_gain": one.wall / two.wall,
        "megabytes": one.megabytes,
        "brief_seconds": brief.wall,
    }


def _process(*arguments: str | Path) -> Measured:
    """Runs one of the steps below as a process of its own, its children counted with it."""
    start = time.perf_counter()
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "bench.sets.speed", *map(str, arguments)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command[2:])} ended with {process.returncode}")
    return Measured(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


BASELINES: dict[str, Callable[[Items, Path], dict[str, Any]]] = {}


# ── the steps, each a process ─────────────────────────────────────────────────────────────────────────────


def _add(case: str, pages: str, processes: str) -> None:
    from rashomon import open_case
    from rashomon.settings import CaseSettings

    open_case(case, settings=CaseSettings(processes=int(processes))).add([pages])


def _kept(case: str, out: str) -> None:
    """The kept text of every article, for the bare pass."""
    from rashomon import open_case

    texts = [article.text for article in open_case(case).record().articles.values()]
    Path(out).write_text(json.dumps(texts), encoding="utf-8")


def _bare(kept: str) -> None:
    """spaCy alone with the same weights, as its own documentation runs it."""
    import spacy

    from rashomon.language.weights import find_weights

    nlp = spacy.load(find_weights().path)
    for _ in nlp.pipe(json.loads(Path(kept).read_text(encoding="utf-8")), batch_size=32):
        pass


def _brief(case: str) -> None:
    from rashomon import open_case

    open_case(case).brief()


def _stages(pages: str) -> None:
    """Seconds of the processor in each stage of reading, printed; the rest is the parse."""
    from rashomon import pipeline
    from rashomon.sources.files import read

    spent: dict[str, float] = {}

    @contextmanager
    def timed(name: str) -> Iterator[None]:
        start = time.process_time()
        yield
        spent[name] = spent.get(name, 0.0) + time.process_time() - start

    pipeline._stage = timed  # type: ignore[assignment]  # the one place that names the stage at work
    documents = [found for found in read([pages]) if hasattr(found, "body")]
    pipeline.read_documents(documents[:2])
    spent.clear()
    start = time.process_time()
    pipeline.read_documents(documents)
    whole = time.process_time() - start
    rest = whole - sum(spent.values())
    for name, seconds in [*spent.items(), ("cleaning and the parse", rest), ("whole", whole)]:
        print(f"{name:24}{seconds:8.2f} s {100 * seconds / whole:6.1f} %")


_STEPS = {"add": _add, "kept": _kept, "bare": _bare, "brief": _brief, "stages": _stages}

if __name__ == "__main__":
    _STEPS[sys.argv[1]](*sys.argv[2:])
    sys.stdout.flush()
    # native threads of the Arrow and Delta libraries now and then abort the interpreter's own shutdown
    os._exit(0)
