"""How fast a whole `rashomon add` is beside a bare spaCy pass over the same kept text, in one run.

Three corpora: (a) articles that are all different (set `statements`); (b) FNC-1 as it is given out, rows of a headline
over a body (set `accounts-stance`); and its bodies, each once (set `stories`). (b) is "a corpus with the share of
reprints that FNC-1 has": its train part has 49,972 rows over 1,683 bodies and its test part 25,413 over 904, so that 97
of 100 rows are a reprint under another headline; the rows we hold, 3,479 over 442 bodies without those of unrelated
headlines, repeat 87 % of their characters. The bodies among themselves repeat 8 % of theirs, counted by sentences: as
"reprints" that would leave (b) no room below the 1.35 that (a) may cost, so they stand beside it.

Every figure is a whole process, start of the interpreter and loading of weights included: seconds of the processor and
its peak memory; of two runs, ours and theirs in turn, the lesser, since other work beside only adds. The bare pass gets
the same text, lines and all, and keeps nothing. `start` is the same for a page of one line.

A gain of two processes is that of a corpus of so many articles: starting and loading cost the same at any size. With
`--baselines` a thousand articles are added by one and by two processes, too, which takes some minutes.

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

#: Articles of each corpus; enough that loading the weights weighs little.
DIFFERENT, ROWS, BODIES = 120, 300, 500
#: Articles by which it is told what two processes gain where a start weighs nothing.
MANY = 1000
#: How often ours and theirs are measured, in turn.
_ROUNDS = 2

Items = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Measured:
    """One whole process: seconds on the clock, seconds of the processor, peak memory in megabytes."""

    wall: float
    cpu: float
    megabytes: float


def score(items: Items, folder: Path) -> dict[str, Any]:
    """Of FNC-1's bodies; of its rows and of (a) beside them, where their sets lie beside set `stories`."""
    figures: dict[str, Any] = _measured([item["text"] for item in _whole_stories(items, BODIES)])
    if (rows := folder.parent / "accounts-stance").is_dir():
        chosen = _whole_stories(load_items(rows), ROWS)
        figures["rows"] = _measured([f"{item['headline']}\n\n{item['body']}" for item in chosen])
    if (other := folder.parent / "statements").is_dir():
        figures["all different"] = _measured([item["text"] for item in load_items(other)[:DIFFERENT]])
    return figures | {"start": _measured(["The minister said on Monday that the talks had failed.\n"])}


def _whole_stories(items: Items, count: int) -> Items:
    """All items of the first stories that hold at least `count`: a part of each would hold fewer reprints."""
    chosen: Items = []
    for story in dict.fromkeys(item["story"] for item in items):
        if len(chosen) < count:
            chosen += [item for item in items if item["story"] == story]
    return chosen


def _measured(texts: Sequence[str]) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        pages = _pages(folder / "pages", texts)
        ours = [_process("add", folder / "0.case", pages, "1")]
        _process("kept", folder / "0.case", folder / "kept.json")
        theirs = [_process("bare", folder / "kept.json")]
        for number in range(1, _ROUNDS):
            ours.append(_process("add", folder / f"{number}.case", pages, "1"))
            theirs.append(_process("bare", folder / "kept.json"))
        quarter = _process("add", folder / "quarter.case", _pages(folder / "few", texts[: len(texts) // 4 or 1]), "1")
        two = _process("add", folder / "two.case", pages, "2")
        brief = _process("brief", folder / "0.case")
    return {
        "articles": float(len(texts)),
        "bare_processor": min(one.cpu for one in theirs),
        "add_processor": min(one.cpu for one in ours),
        "ratio_of_processor": min(one.cpu for one in ours) / min(one.cpu for one in theirs),
        "ratio_of_clock": min(one.wall for one in ours) / min(one.wall for one in theirs),
        "two_processes_gain": min(one.wall for one in ours) / two.wall,
        "megabytes": max(one.megabytes for one in ours),
        "megabytes_of_a_quarter": quarter.megabytes,
        "brief_processor": brief.cpu,
    }


def _pages(folder: Path, texts: Sequence[str]) -> Path:
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
    return folder


def _process(*arguments: str | Path) -> Measured:
    """Runs one of the steps below as a process of its own, its children counted with it."""
    start = time.perf_counter()
    # compiled modules are kept, as they are wherever rashomon is installed
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": ""}
    command = [sys.executable, "-m", "bench.sets.speed", *map(str, arguments)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command[2:])} ended with {process.returncode}")
    return Measured(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _in_two_processes(items: Items, folder: Path) -> dict[str, Any]:
    """One process and two over many articles: those of set `statements`, and bodies of FNC-1."""
    other = folder.parent / "statements"
    texts = [item["text"] for item in load_items(other)] if other.is_dir() else []
    texts = list(dict.fromkeys([*texts, *(item["text"] for item in _whole_stories(items, MANY))]))[:MANY]
    with tempfile.TemporaryDirectory() as place:
        pages = _pages(Path(place) / "pages", texts)
        one, two = (_process("add", Path(place) / f"{count}.case", pages, count) for count in ("1", "2"))
    return {
        "articles": float(len(texts)),
        "characters": float(sum(map(len, texts))),
        "add_processor": one.cpu,
        "add_processor_of_two": two.cpu,
        "two_processes_gain": one.wall / two.wall,
        "megabytes": one.megabytes,
    }


BASELINES: dict[str, Callable[[Items, Path], dict[str, Any]]] = {"one process and two": _in_two_processes}


# ── the steps, each a process ─────────────────────────────────────────────────────────────────────────────


def _add(case: str, pages: str, processes: str) -> None:
    """What `rashomon add` does, in so many processes."""
    from rashomon.cli.common import spare_pandas

    spare_pandas()
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
    from rashomon.cli.common import spare_pandas

    spare_pandas()
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
