"""Lines of an outlet's pages → which of them are the outlet's furniture, and no part of what a page tells.

Reads the lines that each page keeps by itself; gives for each page the lines to leave out. The one idea: a line is
furniture when it stands on two pages of an outlet whose other lines have next to nothing in common. That is said of two
pages at a time, so it follows from the set of pages, whichever came first, and a page that comes later only adds to it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import NamedTuple

from rashomon.knowledge.letters import without_accents
from rashomon.language.termweights import telling_weight, terms

#: Two pages tell one thing, as an update does, when so much of the shorter one stands in lines of both.
_SHARED = 0.5
#: Two pages tell one thing when the telling words of their other lines are alike by this cosine. Of articles on one
#: happening (sets `stories` and `copies`), read as one outlet's, .1 takes 40 lines, of which 3 are no furniture; on
#: clean-text more than .1 brings nothing. 2026-11-22.
_ALIKE = 0.1
#: The last bits of a word's number are its weight, in sixteenths.
_WEIGHTS, _PARTS = 256, 16


class PageLines(NamedTuple):
    """The lines of body that a page keeps by itself, in order, as numbers made of their words.

    `words` counts those of each line. `terms` are the telling words, their weight in the last bits (`_WEIGHTS`): line i
    has terms[ends[i - 1] : ends[i]], the headline the last ones. `left_out` are lines that the page was read without.
    """

    document: str
    outlet: str
    lines: tuple[int, ...]
    words: tuple[int, ...]
    terms: tuple[int, ...]
    ends: tuple[int, ...]
    left_out: tuple[int, ...] = ()


def page_lines(document: str, outlet: str, title: str | None, said: Sequence[str]) -> PageLines:
    """What is kept of a page with these lines of body; a line that comes again counts once."""
    words, told, ends = dict[int, int](), list[int](), list[int]()
    for line in said:
        number = line_number(line)
        if number not in words:
            words[number] = line.count(" ") + 1
            told += _terms(line)
            ends.append(len(told))
    told += _terms(title or "")
    return PageLines(document, outlet, tuple(words), tuple(words.values()), tuple(told), tuple(ends))


def line_number(line: str) -> int:
    """A number that stands for the words of a line."""
    return _number(" ".join(line.split()))


def _terms(line: str) -> list[int]:
    found = map(_term, dict.fromkeys(terms(without_accents(line))))
    return [term for term in found if term]


@lru_cache(maxsize=100_000)
def _term(word: str) -> int:
    """A telling word's number with its weight; 0 of one that tells nothing."""
    weight = telling_weight(word)
    return _number(word) * _WEIGHTS + round(weight * _PARTS) if weight else 0


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).digest(), "big")


def furniture(pages: Sequence[PageLines], new: Collection[str] | None = None) -> dict[str, frozenset[int]]:
    """Document → its lines that are furniture; documents without any are not named. `pages` are of one outlet.

    With `new` documents, of the others only what the new ones show, which comes on top of what was known before.
    """
    fresh = [new is None or page.document in new for page in pages]
    holders = _holders(pages, fresh)
    # pages of the same lines are one page printed twice
    read = {page.lines: _Page(page) for page in pages}
    found = {}
    for page, is_new in zip(pages, fresh, strict=True):
        # asked one by one: most often the first other page tells something else, and a line may stand on thousands
        others = {
            line: (pages[j].lines for j in holders[line] if is_new or fresh[j])
            for line in page.lines
            if line in holders
        }
        if shown := frozenset(_shown(read[page.lines], others, read)):
            found[page.document] = shown
    return found


def _holders(pages: Sequence[PageLines], fresh: Sequence[bool]) -> dict[int, list[int]]:
    """Line → the pages that hold it, of lines that a new page and one more hold."""
    asked = {line for page, is_new in zip(pages, fresh, strict=True) if is_new for line in page.lines}
    holders: dict[int, list[int]] = defaultdict(list)
    for i, page in enumerate(pages):
        for line in asked.intersection(page.lines):
            holders[line].append(i)
    return {line: found for line, found in holders.items() if len(found) > 1}


def _shown(
    page: _Page, others: Mapping[int, Iterable[tuple[int, ...]]], read: Mapping[tuple[int, ...], _Page]
) -> Iterator[int]:
    """The lines that stand on a page which tells something else."""
    differs = {page.lines: False}
    for line, holders in others.items():
        for other in holders:
            if other not in differs:
                differs[other] = _tell_two_things(page, read[other])
            if differs[other]:
                yield line
                break


class _Page:
    """A page's lines with their words and terms, made when they are asked for."""

    def __init__(self, page: PageLines) -> None:
        self._page = page
        self.lines = page.lines

    @cached_property
    def words(self) -> dict[int, int]:
        """Line → its words."""
        return dict(zip(self._page.lines, self._page.words, strict=True))

    @cached_property
    def size(self) -> int:
        """Words of all lines."""
        return sum(self.words.values())

    def terms(self, without: Collection[int]) -> set[int]:
        """The telling words of the headline and of all lines but these."""
        page, start, found = self._page, 0, set[int]()
        for line, end in zip(page.lines, page.ends, strict=True):
            if line not in without:
                found.update(page.terms[start:end])
            start = end
        return found.union(page.terms[start:])


def _tell_two_things(one: _Page, other: _Page) -> bool:
    shared = one.words.keys() & other.words.keys()
    if sum(one.words[line] for line in shared) >= _SHARED * min(one.size, other.size):
        return False
    return _cosine(one.terms(shared), other.terms(shared)) < _ALIKE


def _cosine(one: set[int], other: set[int]) -> float:
    """Cosine of two sets of weighted words, 0..1; 1 where one of them says nothing."""
    if not one or not other:
        return 1.0
    return _squares(one & other) / math.sqrt(_squares(one) * _squares(other))


def _squares(terms: set[int]) -> int:
    # whole numbers: a sum that does not depend on the order of the words
    return sum((term % _WEIGHTS) ** 2 for term in terms)
