"""lines of a page → numbers: what the characters and the words of each line say, all lines at once.

Reads lines, writes a `Lines`: a matrix with a name for every column, and counts. The one idea: characters and words
are looked up in tables for the whole page, and only the few lines that show a mark (a digit, an address, a bar) are
looked at one by one.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from rashomon.language.page import characters as kinds
from rashomon.language.page.notices import CATEGORIES, STRIPPED, languages_of_word, lower, phrases, plain_words

_LENGTHS = np.array((1, 3, 6, 10, 16, 30, 60))
#: Columns read off the characters of one line alone.
SHAPE = (
    "words 1", "words 2-3", "words 4-6", "words 7-10", "words 11-16", "words 17-30", "words 31-60", "words 61+",
    "log characters", "ends sentence", "ends ellipsis", "ends colon", "several sentences", "commas a word",
    "capitals", "all capitals", "starts small", "digits", "date", "clock", "copyright sign", "address", "separators",
    "quotation", "bullet", "parenthesis whole",
    *(f"{name} share" for name in CATEGORIES), *(f"{name} short" for name in CATEGORIES),
)  # fmt: skip
#: Characters of a line whose words are read; words that are looked at for its language, and at either end of a long
#: line for phrases of furniture.
_READ, _SPOKEN, _LOOKED_AT = 4000, 40, 14
#: Characters at the start of a line in which digits, dates, clocks, addresses and bars are looked for.
_HEAD = 200
#: Characters at the start of a line whose capitals are counted.
_WIDE_HEAD = 300
#: Words remembered; a process that has seen more of them starts anew.
_MOST_WORDS = 200_000

_ENDS = re.compile("[.!?。！？؟।][\"'”’»)\\]]*$")
_INNER = re.compile('[.!?]["”’)]? ["“A-ZÀ-ÞА-Я\u0600-\u06ff]')
_DATE = re.compile(
    r"\b(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}(?:st|nd"
    r"|rd|th)?\.? \w{3,10}\.?,? (?:19|20)\d\d"
    r"|\w{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d|\d{4}年|\d+ (?:hours?|minutes?|mins?|days?) ago)",
)
_MAY_BE_DATED = re.compile(r"\d(?:[:.h/-]\d|\d{3}| [hmd])")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b(?: ?[AaPp]\.?[Mm])?")
_ADDRESS = re.compile(r"https?:|www\.|\w@\w|(?:^|\s)[@#]\w|\.com\b|\.org\b|\.net\b")
_ADDRESS_MARKS = ("http", "www.", ".com", ".org", ".net")
_SEPARATORS = re.compile(r"[|»›•→▸▶·]| / | - ")
_BULLET = re.compile(r"^(?:[-–—•*·▪►>]|\d{1,2}[.)]) ")


class Lines(NamedTuple):
    """What the lines (`said`) say, a row a line.

    `shape` has the columns SHAPE. `words` counts them, `sizes` too, but two characters of CJK count as one. `shares`
    are those of words in phrases of each of CATEGORIES. `spoken` counts function words by language (LANGUAGES), `known`
    those of any. `alike` is the share of words that the line and the headline have in common, of all words of both.
    """

    said: Sequence[str]
    shape: Any
    words: Any
    sizes: Any
    shares: Any
    spoken: Any
    known: Any
    alike: Any


class Said(NamedTuple):
    """The lines of one page and its headline; no line is empty or has white space at its ends."""

    lines: Sequence[str]
    headline: str | None = None


def read_lines(lines: Sequence[str], headline: str | None = None) -> Lines:
    """What each line of one page says."""
    return read_pages([Said(lines, headline)])[0]


def read_pages(pages: Sequence[Said]) -> list[Lines]:
    """What each line of each page says, the same as page by page: many lines at once cost each of them less."""
    said = [line for page in pages for line in page.lines]
    known = _vocabulary()
    page = _Page(said)
    words = _Words(said, known, page.longest)
    sizes = np.maximum(words.counts, page.count(kinds.CJK) / 2).astype(float)
    spoken, spoken_any = _spoken(words)
    shares = np.minimum(1.0, _furniture(words) / np.maximum(1, words.counts)[:, None])
    shape = _shape(page, words.counts, sizes, shares)
    found = []
    past = 0
    for lines, headline in pages:
        here = slice(past, past + len(lines))
        sought = {known[word] for word in plain_words(headline or "")} - {0}
        found.append(
            Lines(
                said=lines,
                shape=shape[here],
                words=words.counts[here],
                sizes=sizes[here],
                shares=shares[here],
                spoken=spoken[here],
                known=spoken_any[here],
                alike=_alike(words, here, sought, sizes[here]),
            )
        )
        past = here.stop
    return found


class _Vocabulary(dict[str, int]):
    """Word as written in lower case → the number of the word without the punctuation around it; 0 for none.

    Words of the tables have the same low numbers always, others the next free one as they come.
    """

    def __init__(self) -> None:
        super().__init__({_MARK: -1})
        self.plain = {word: number for number, word in enumerate(("", *_fixed_words()))}
        self.free = itertools.count(len(self.plain))

    def __missing__(self, written: str) -> int:
        word = written.strip(STRIPPED)
        number = self.plain.get(word)
        if number is None:  # two threads may come with the same word: one number stays
            number = self.plain.setdefault(word, next(self.free))
        self[written] = number
        return number


#: Stands between lines where their words are read in one go.
_MARK = "\x00"
_vocabularies: list[_Vocabulary] = []


def _vocabulary() -> _Vocabulary:
    """The words remembered so far; whoever reads keeps the one that it began with."""
    found = _vocabularies[-1] if _vocabularies else None
    if found is None or len(found) > _MOST_WORDS:
        found = _Vocabulary()
        _vocabularies[:] = [found]
    return found


@functools.cache
def _fixed_words() -> tuple[str, ...]:
    """Function words first, then all words of phrases of furniture."""
    spoken = sorted(languages_of_word())
    of_phrases = {word for first, found in phrases().items() for rest, _ in found for word in (first, *rest)}
    return (*spoken, *sorted(of_phrases.difference(spoken)))


class _Words:
    """The words of all lines: `numbers` of a vocabulary, the line (`owners`) and the place in it (`places`) of each."""

    def __init__(self, lines: Sequence[str], known: _Vocabulary, longest: int) -> None:
        read = [line[:_READ] for line in lines] if longest > _READ else lines
        text = f" {_MARK} ".join(read)
        if text.count(_MARK) >= max(1, len(lines)):
            text = f" {_MARK} ".join(line.replace(_MARK, " ") for line in read)
        written = lower(text).split()
        numbers = np.fromiter(map(known.__getitem__, written), dtype=np.int64, count=len(written))
        owners = np.cumsum(numbers < 0)
        kept = numbers > 0
        self.numbers, self.owners = numbers[kept], owners[kept]
        self.counts = np.bincount(self.owners, minlength=len(lines))
        self.firsts = np.cumsum(self.counts) - self.counts
        self.places = np.arange(len(self.numbers)) - self.firsts[self.owners]

    def of(self, page: slice) -> tuple[Any, Any]:
        """The numbers of the words of a page's lines, and the line of each, counted in the page."""
        begin = int(self.firsts[page.start]) if page.start < len(self.firsts) else len(self.numbers)
        end = int(self.firsts[page.stop]) if page.stop < len(self.firsts) else len(self.numbers)
        return self.numbers[begin:end], self.owners[begin:end] - page.start


class _Page:
    """The characters of all lines, joined by line ends.

    `kinds` of each, the line (`owners`) and the place in it (`places`) of each, where each line starts and how long it
    is. `seen` are the kinds that stand in each line, `seen_first` those in its first characters.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.text = "\n".join(lines)
        self.lengths = np.fromiter(map(len, lines), dtype=np.int64, count=len(lines))
        self.starts = np.cumsum(self.lengths + 1) - self.lengths - 1
        self.longest = int(self.lengths.max(initial=0))
        self.codes = kinds.code_points(self.text)
        self.kinds = kinds.flags(self.codes)
        self.owners = np.repeat(np.arange(len(lines)), self.lengths + 1)[: len(self.codes)]
        self.places = np.arange(len(self.codes)) - self.starts[self.owners]
        self.seen = np.bitwise_or.reduceat(self.kinds, self.starts) if len(lines) else self.kinds
        first = np.where(self.places < _WIDE_HEAD, self.kinds, 0) if self.longest > _WIDE_HEAD else self.kinds
        self.seen_first = np.bitwise_or.reduceat(first, self.starts) if len(lines) else self.kinds

    def count(self, kind: int, within: int | None = None) -> Any:
        """How many characters of a kind each line has, or its first `within` characters."""
        return self.counted(np.flatnonzero(self.kinds & kind), within)

    def counted(self, offsets: Any, within: int | None = None) -> Any:
        """How many of these offsets lie in each line, or in its first `within` characters."""
        if within is not None and self.longest > within:
            offsets = offsets[self.places[offsets] < within]
        return np.bincount(self.owners[offsets], minlength=len(self.lines))

    def holding(self, *marks: str) -> set[int]:
        """The lines that hold any of these marks."""
        found = set()
        for mark in marks:
            at = self.text.find(mark)
            while at >= 0:
                owner = int(self.owners[at])
                found.add(owner)
                at = self.text.find(mark, int(self.starts[owner] + self.lengths[owner]))
        return found


def _alike(words: _Words, page: slice, sought: set[int], sizes: Any) -> Any:
    """The share of words that each line of a page and its headline have in common, of all words of both; 0 for long
    lines.
    """
    n = len(sizes)
    numbers, owners = words.of(page)
    if not sought or not len(numbers):
        return np.zeros(n)
    wanted = np.zeros(max(int(numbers.max()), *sought) + 1, dtype=bool)
    wanted[list(sought)] = True
    hits = wanted[numbers]
    touched = np.bincount(owners[hits], minlength=n) > 0
    chosen = (touched & (sizes <= 40))[owners]
    owners, numbers, common = owners[chosen], numbers[chosen], hits[chosen]
    order = np.argsort(owners * (int(numbers.max(initial=0)) + 1) + numbers)
    owners, numbers, common = owners[order], numbers[order], common[order]
    fresh = np.ones(len(owners), dtype=bool)
    fresh[1:] = (owners[1:] != owners[:-1]) | (numbers[1:] != numbers[:-1])
    distinct = np.bincount(owners[fresh], minlength=n)
    shared = np.bincount(owners[fresh & common], minlength=n)
    return shared / np.maximum(1, distinct + len(sought) - shared)


@functools.cache
def languages() -> tuple[str, ...]:
    """The languages of the table of function words: the columns of `Lines.spoken`."""
    return tuple(sorted({language for found in languages_of_word().values() for language in found}))


@functools.cache
def _speech() -> Any:
    """A row a number of a function word, a column a language: 1 where it has the word."""
    table = np.zeros((len(languages_of_word()) + 1, len(languages())))
    place = {language: column for column, language in enumerate(languages())}
    for row, word in enumerate(sorted(languages_of_word()), 1):
        table[row, [place[language] for language in languages_of_word()[word]]] = 1.0
    return table


def _spoken(words: _Words) -> tuple[Any, Any]:
    """Function words of each line by language, and of any."""
    table, n = _speech(), len(words.counts)
    chosen = (words.numbers < len(table)) & (words.places < _SPOKEN)
    numbers, owners = words.numbers[chosen], words.owners[chosen]
    counts = np.zeros((n, table.shape[1]))
    if len(owners):
        begins = np.flatnonzero(np.diff(owners, prepend=-1))
        counts[owners[begins]] = np.add.reduceat(table[numbers], begins, axis=0)
    return counts, np.bincount(owners, minlength=n)


class _Phrases(NamedTuple):
    """Phrases by the number of their first word; which numbers open any, are one alone, or stand second in one."""

    rest: dict[int, list[tuple[list[int], tuple[int, ...]]]]
    opens: Any
    alone: Any
    second: Any


@functools.cache
def _phrases() -> _Phrases:
    numbers = {word: number for number, word in enumerate(_fixed_words(), 1)}
    rest = {
        numbers[first]: [([numbers[word] for word in words], categories) for words, categories in found]
        for first, found in phrases().items()
    }
    opens, alone, second = (np.zeros(len(numbers) + 2, dtype=bool) for _ in range(3))
    for number, found in rest.items():
        opens[number] = True
        for words, _ in found:
            (second if words else alone)[words[0] if words else number] = True
    return _Phrases(rest, opens, alone, second)


def _furniture(words: _Words) -> Any:
    """How many words of each line stand in phrases of each category; long lines are read at both ends only."""
    known, n = _phrases(), len(words.counts)
    counts = np.zeros((n, len(CATEGORIES)))
    clipped = np.minimum(words.numbers, len(known.opens) - 1)
    follows = np.append(clipped[1:], 0)
    lengths = words.counts[words.owners]
    may = known.opens[clipped] & (known.alone[clipped] | known.second[follows[: len(clipped)]])
    may &= (words.places < _LOOKED_AT) | (words.places >= lengths - _LOOKED_AT)
    chosen = np.flatnonzero(may)
    numbers, ends = words.numbers.tolist(), (words.firsts + words.counts).tolist()
    until = -1
    for at, owner in zip(chosen.tolist(), words.owners[chosen].tolist(), strict=True):
        if at < until:
            continue
        for rest, categories in known.rest[numbers[at]]:
            past = at + 1 + len(rest)
            if not rest or (past <= ends[owner] and numbers[at + 1 : past] == rest):
                for category in categories:
                    counts[owner, category] += len(rest) + 1
                until = past
                break
    return counts


def _shape(page: _Page, words: Any, sizes: Any, shares: Any) -> Any:
    """The columns of SHAPE."""
    n = len(words)
    table = np.zeros((n, len(SHAPE)))
    if not n:
        return table
    several = np.maximum(1, words)
    digits = page.count(kinds.DIGIT, _HEAD)
    opens, last = page.kinds[page.starts], page.starts + page.lengths - 1
    broken_off = _broken_off(page, last)
    raw, capitals = _capitals(page)
    dated, clocked = _dates(page, (digits > 0) & (sizes <= 20))
    columns = (
        np.log1p(page.lengths),
        _ends(page, page.kinds[last]) & ~broken_off,
        broken_off,
        page.codes[last] == ord(":"),
        np.minimum(3, _inner_ends(page)) / 3 * (sizes > 5),
        np.minimum(1.0, 4 * page.count(kinds.COMMA) / several),
        capitals / np.maximum(1, raw),
        (page.seen_first & (kinds.CAPITAL | kinds.SMALL) == kinds.CAPITAL) & (page.lengths > 3),
        opens & kinds.SMALL > 0,
        np.minimum(1.0, 3 * digits / np.minimum(_HEAD, page.lengths)),
        dated,
        clocked,
        _copyrights(page),
        _addresses(page),
        _separators(page),
        page.seen & kinds.QUOTE > 0,
        _flagged(page, opens & (kinds.BULLET | kinds.DIGIT) > 0, lambda line: _BULLET.match(line) is not None),
        _flagged(page, opens & kinds.OPENER > 0, lambda line: line[-1] in ")]."),
    )
    table[np.arange(n), np.searchsorted(_LENGTHS, sizes)] = 1.0
    for place, column in enumerate(columns, len(_LENGTHS) + 1):
        table[:, place] = column
    table[:, -2 * len(CATEGORIES) : -len(CATEGORIES)] = shares
    table[:, -len(CATEGORIES) :] = shares * (sizes <= 8)[:, None]
    return table


def _flagged(page: _Page, chosen: Any, is_so: Callable[[str], bool]) -> Any:
    """Which of the chosen lines are so."""
    flagged = np.zeros(len(page.lines), dtype=bool)
    for i in np.flatnonzero(chosen).tolist():
        flagged[i] = is_so(page.lines[i])
    return flagged


def _ends(page: _Page, last: Any) -> Any:
    """Whether each line ends a sentence; behind a closing mark that is looked up."""
    closed = _flagged(page, last & kinds.CLOSER > 0, lambda line: _ENDS.search(line[-6:]) is not None)
    return (last & kinds.END > 0) | closed


def _broken_off(page: _Page, last: Any) -> Any:
    """Whether each line ends in three dots."""
    dots = [page.codes[np.maximum(last - back, 0)] == ord(".") for back in range(3)]
    return (page.codes[last] == ord("…")) | (dots[0] & dots[1] & dots[2] & (page.lengths >= 3))


def _inner_ends(page: _Page) -> Any:
    """Ends of sentences within each line."""
    blank = np.concatenate((page.codes, _NOTHING)) == ord(" ")
    stops = np.flatnonzero(page.kinds & kinds.STOP)
    stops = stops[blank[stops + 1] | blank[stops + 2]]
    found = [(at, match.end()) for at in stops.tolist() if (match := _INNER.match(page.text, at))]
    near = [at for at, end in found if end - page.starts[page.owners[at]] <= _READ // 2]
    return page.counted(np.array(near, dtype=np.int64))


_NOTHING = np.zeros(4, dtype=np.uint32)


def _capitals(page: _Page) -> tuple[Any, Any]:
    """Words at the start of each line, and how many of them have a capital."""
    space = page.kinds & kinds.SPACE > 0
    begins = np.flatnonzero(~space & np.concatenate(([True], space[:-1])))
    capital = begins[page.kinds[begins] & kinds.CAPITAL > 0]
    return page.counted(begins, _WIDE_HEAD), page.counted(capital, _WIDE_HEAD)


def _dates(page: _Page, chosen: Any) -> tuple[Any, Any]:
    """Whether a date and a clock stand at the start of each line; only the chosen are read."""
    heads = [(i, page.lines[i][:_HEAD]) for i in np.flatnonzero(chosen).tolist()]
    heads = [(i, head) for i, head in heads if _MAY_BE_DATED.search(head)]
    dated, clocked = np.zeros(len(chosen), dtype=bool), np.zeros(len(chosen), dtype=bool)
    for i, head in heads:
        dated[i] = _DATE.search(head) is not None
        clocked[i] = _CLOCK.search(head) is not None
    return dated, clocked


def _copyrights(page: _Page) -> Any:
    """Whether a copyright sign stands in each line."""
    found = page.seen & kinds.COPYRIGHT > 0
    for i in page.holding("(c) ", "(C) "):
        found[i] |= "(c) " in page.lines[i][:_WIDE_HEAD].lower()
    return found


def _addresses(page: _Page) -> Any:
    """Whether an address stands at the start of each line; most lines have none of its marks."""
    marked = page.seen & kinds.AT > 0
    marked[list(page.holding(*_ADDRESS_MARKS))] = True
    return _flagged(page, marked, _has_address)


def _has_address(line: str) -> bool:
    head = line[:_HEAD]
    marked = "@" in head or "#" in head or any(mark in head for mark in _ADDRESS_MARKS)
    return marked and _ADDRESS.search(head) is not None


def _separators(page: _Page) -> Any:
    """Bars and the like at the start of each line, at most three, as a share of three."""
    found = np.zeros(len(page.lines))
    for i in {*np.flatnonzero(page.seen & kinds.BAR).tolist(), *page.holding(" / ", " - ")}:
        head = page.lines[i][:_HEAD]
        plain = head.count(" - ") + head.count(" / ") + head.count("|")
        found[i] = min(3, plain if head.isascii() else len(_SEPARATORS.findall(head))) / 3
    return found
