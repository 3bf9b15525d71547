"""No regular expression of the program costs more than its line is long, whatever stands in the line.

Every compiled pattern that a module holds is searched in lines made against it: the text that each of its unbounded
repeats takes, pumped up, with and without what must stand before it, and broken at the end. Growth is compared, not
time: four times the line costs about four times as much where a pattern is linear, sixteen times where it is not.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import rashomon

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no timer that ends a search")

#: Characters that most classes of the program take or part at.
COMMON = "aA1 \t\n\r\xa0,.;:-'\"’“”(/é"
#: Characters of a line, and of the longer one that shows the growth.
LINE, LONGER = 1600, 6400
#: Seconds that a line may take before a longer one is tried, seconds that say something, seconds of CPU that end a try.
SUSPECT, FLOOR, LIMIT = 0.002, 0.03, 0.25
#: The cost of a line of LONGER characters over that of LINE: 4 where it is linear, 16 where it is square.
GROWTH = 9.0

#: Patterns that are more than linear and only ever see a short text, with what bounds it.
BOUNDED = {
    "rashomon.knowledge.office_phrases._PATTERNS": "the first 400 characters of a role",
    "rashomon.knowledge.place_hints._BEFORE": "the 60 characters before a name",
    "rashomon.knowledge.place_hints._KIND_BEFORE": "the 80 characters before a name",
    "rashomon.knowledge.lexicon._BRACKETS": "names in the program's own tables",
    "rashomon.language.quotes._NAME_BEFORE": "the 40 characters before a quotation",
    "rashomon.language.timex.namesakes._WORD_BEFORE": "the 30 characters before a month",
    "rashomon.language.page.headline._SITE": "a title whose white space is single blanks",
}


def test_no_pattern_blows_up_on_a_line_made_against_it() -> None:
    slow = [f"{name}: {found}" for name, pattern in patterns().items() if name.split("[")[0] not in BOUNDED
            for found in blow_ups(tried(name, pattern), pumps(pattern))]  # fmt: skip

    assert slow == []


def test_patterns_said_to_be_bounded_are_there() -> None:
    """Else a line of the list is out of date."""
    assert BOUNDED.keys() <= {name.split("[")[0] for name in patterns()}


@pytest.mark.parametrize("bad", [r"(?:a+)+$", r"\s*,?\s*to\s*$", r"word[,.\s]*\s+$", r"(x|x)*y", r"\s+$"])
def test_a_pattern_that_blows_up_is_seen(bad: str) -> None:
    """Else the first test could not fail."""
    assert list(blow_ups(re.compile(bad).search, pumps(re.compile(bad))))


def test_a_pattern_that_is_linear_is_let_go() -> None:
    good = re.compile(r"\b(?:he|she)\s+said\s*,")

    assert len(patterns()) > 200 and list(blow_ups(good.search, pumps(good))) == []


def blow_ups(search: Callable[[str], Any], pumped: list[tuple[str, str]]) -> Iterator[str]:
    """The first line on which a search costs more than the line is long."""
    for before, piece in pumped:
        for make in (_pumped, _repeated):
            short = seconds(search, make(before, piece, LINE))
            if short < SUSPECT:
                continue
            long = short if short >= LIMIT else seconds(search, make(before, piece, LONGER))
            if FLOOR < long < LIMIT:  # once more, if another program took the time
                short, long = seconds(search, make(before, piece, LINE)), seconds(search, make(before, piece, LONGER))
            if (long > FLOOR and long > GROWTH * short) or long >= LIMIT:
                yield f"{make('', piece, 12)!r} after {before!r}: {short:.4f} s, {long:.4f} s"
                return


def _pumped(before: str, piece: str, size: int) -> str:
    return (before + piece * size)[:size] + "\0"


def _repeated(before: str, piece: str, size: int) -> str:
    return ((before + piece) * size)[:size] + "\0"


def seconds(search: Callable[[str], Any], line: str) -> float:
    """What a search costs; LIMIT or more where it was ended."""
    start = time.process_time()
    try:
        with _ended_after(LIMIT):
            search(line)
    except TimeoutError:
        return LIMIT
    return time.process_time() - start


@contextmanager
def _ended_after(limit: float) -> Iterator[None]:
    """Raises TimeoutError within, after so much CPU of this process: other work on the machine does not count."""

    def end(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def tried(name: str, pattern: re.Pattern[str]) -> Callable[[str], Any]:
    """`match` for a pattern that its module only ever matches at a place, else `search`, which starts everywhere."""
    module, bare = name.split("[")[0].rsplit(".", 1)
    uses = set(re.findall(rf"\b{bare}\b(?!\s*[:=])(?:\.(\w+))?", inspect.getsource(sys.modules[module])))
    only = bare.startswith("_") and uses and uses <= {"match", "fullmatch"}
    return pattern.match if only else pattern.search


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Every compiled pattern that a module of the program holds, by where it stands."""
    found: dict[int, tuple[str, re.Pattern[str]]] = {}
    for info in pkgutil.walk_packages(rashomon.__path__, "rashomon."):
        if info.name.endswith("__main__"):
            continue
        try:
            module = importlib.import_module(info.name)
        except ImportError:
            continue  # an optional part that is not installed
        for name, value in list(vars(module).items()):
            for place, pattern in enumerate(_held(value, 3)):
                if isinstance(pattern.pattern, str):
                    found.setdefault(id(pattern), (_place(info.name, name, value, place), pattern))
    return dict(sorted(found.values(), key=lambda held: held[0]))


def _place(module: str, name: str, value: Any, number: int) -> str:
    return f"{module}.{name}" if isinstance(value, re.Pattern) else f"{module}.{name}[{number}]"


def _held(value: Any, depth: int) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, dict) and len(value) < 500:
        yield from (p for pair in value.items() for item in pair for p in _held(item, depth - 1))
    elif depth and isinstance(value, tuple | list | set | frozenset) and len(value) < 500:
        yield from (p for item in value for p in _held(item, depth - 1))


def pumps(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """What may stand before an unbounded repeat of the pattern, and what the repeat takes once."""
    found: dict[tuple[str, str], None] = {}
    for before, body in _repeats(_parser.parse(pattern.pattern, pattern.flags), ""):
        for piece in _pieces(body):
            found[before, piece] = None
            found["", piece] = None
    return [(before, piece) for before, piece in found if piece]


def _repeats(parsed: Iterable[Any], before: str) -> Iterator[tuple[str, Iterable[Any]]]:
    """Unbounded repeats with a sample of what must stand before them."""
    for op, value in parsed:
        for inner in _inside(op, value):
            yield from _repeats(inner, before)
        if op in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT) and value[1] > 20:
            yield before, value[2]
        before += sample([(op, value)])


def _inside(op: Any, value: Any) -> list[Iterable[Any]]:
    if op is c.BRANCH:
        return list(value[1])
    if op is c.SUBPATTERN:
        return [value[3]]
    if op in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
        return [value[2]]
    if op is c.ATOMIC_GROUP:
        return [value]
    return []


def sample(parsed: Iterable[Any]) -> str:
    """A short text that parsed parts match, as far as one can be told without trying."""
    made = ""
    for op, value in parsed:
        if op is c.LITERAL:
            made += chr(value)
        elif op in (c.IN, c.NOT_LITERAL, c.ANY, c.CATEGORY):
            made += next(iter(_taken(op, value)), "")
        elif op is c.BRANCH:
            made += sample(value[1][0])
        elif op in (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT):
            made += sample(value[2]) * min(value[0], 3)
        else:
            made += "".join(sample(inner) for inner in _inside(op, value))
    return made


def _pieces(body: Iterable[Any]) -> Iterator[str]:
    """Texts that the body of a repeat takes: all common characters of a class, a sample of anything longer."""
    parts = list(body)
    if len(parts) == 1 and parts[0][0] in (c.IN, c.NOT_LITERAL, c.ANY, c.CATEGORY):
        yield from _taken(*parts[0])
    elif len(parts) == 1 and parts[0][0] is c.BRANCH:
        yield from (sample(branch) for branch in parts[0][1][1][:12])
    elif len(parts) == 1 and parts[0][0] is c.SUBPATTERN:
        yield from _pieces(parts[0][1][3])
    else:
        yield sample(parts)


_CATEGORIES = {
    c.CATEGORY_DIGIT: str.isdigit, c.CATEGORY_SPACE: str.isspace, c.CATEGORY_WORD: lambda x: x.isalnum() or x == "_",
    c.CATEGORY_NOT_DIGIT: lambda x: not x.isdigit(), c.CATEGORY_NOT_SPACE: lambda x: not x.isspace(),
    c.CATEGORY_NOT_WORD: lambda x: not x.isalnum() and x != "_",
}  # fmt: skip


def _taken(op: Any, value: Any) -> list[str]:
    """The common characters that a class takes, and one of its own where it takes none."""
    if op is c.ANY:
        return list(COMMON)
    if op is c.NOT_LITERAL:
        return [x for x in COMMON if ord(x) != value]
    if op is c.CATEGORY:
        return [x for x in COMMON if _CATEGORIES[value](x)]
    against = any(item is c.NEGATE for item, _ in value)
    found = [x for x in COMMON if any(_holds(item, inner, x) for item, inner in value) != against]
    own = [chr(inner if item is c.LITERAL else inner[0]) for item, inner in value if item in (c.LITERAL, c.RANGE)]
    return found or ([] if against else own[:2])


def _holds(op: Any, value: Any, character: str) -> bool:
    if op is c.LITERAL:
        return ord(character) == value
    if op is c.RANGE:
        return value[0] <= ord(character) <= value[1]
    return op is c.CATEGORY and _CATEGORIES[value](character)
