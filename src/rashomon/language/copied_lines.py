"""A line that another article brought before → what its words alone tell, worked out once.

Reads the lines that a Doc was put together from (language/english.py); remembers what a function made of each, or of
each word in it. The one idea: reprints share their lines, whatever headline stands above them. What is asked here sees
the parse of one line and nothing beside it, so what a line gave once it gives always; whatever depends on its article
is not asked here.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from spacy.tokens import Doc, Token

from rashomon.language.sentences import text_of

Result = TypeVar("Result")
Asked = TypeVar("Asked", bound=Callable[..., Any])

#: Where a Doc keeps the Docs of its lines, and the number of each word among all words of lines.
_LINES, _NUMBERS = "lines", "numbers"
#: Lines that are remembered; a process that has seen more of them starts anew.
_MOST = 10_000
#: Words of which an answer is remembered.
_MOST_WORDS = 100_000
_UNKNOWN: Any = object()


class OfLine(NamedTuple, Generic[Result]):
    """What a line gave, and the number of its first word in its Doc."""

    first: int
    found: Result


class OfLines(Generic[Result]):
    """A function of a line's Doc that is asked once for the same line; `found` must not be changed by who gets it."""

    def __init__(self, function: Callable[[Doc], Result], most: int = _MOST) -> None:
        self._function, self._most = function, most
        self._known: dict[str, Result] = {}

    def __call__(self, doc: Doc) -> list[OfLine[Result]]:
        """What each line of a Doc gives, in order; a Doc of unknown lines is asked as if it were one line."""
        lines: Sequence[Doc] | None = doc.user_data.get(_LINES)
        if lines is None:
            return [OfLine(0, self._function(doc))]
        found, first = [], 0
        for line in lines:
            found.append(OfLine(first, self._of(line)))
            first += len(line)
        return found

    def _of(self, line: Doc) -> Result:
        text = text_of(line)
        if text not in self._known:
            if len(self._known) >= self._most:
                self._known.clear()
            self._known[text] = self._function(line)
        return self._known[text]


class OnWord(Protocol):
    """What hangs on one word and follows from it."""

    @property
    def word(self) -> Token: ...


def number_of(word: Token) -> int | None:
    """The number of a word, the same in all copies of its line and no other's; None where lines are not known."""
    numbers: list[int] | None = word.doc.user_data.get(_NUMBERS)
    return None if numbers is None else numbers[word.i]


def of_word(function: Asked) -> Asked:
    """A function of a word and of plain values that is asked once for the copies of the word's line.

    It sees the line's words and nothing beside them; what it gives is no word, and must not be changed by who gets it.
    """
    return _remembering(function, lambda word: word)


def of_frame(function: Asked) -> Asked:
    """As `of_word`, for a function of what hangs on a word (`OnWord`)."""
    return _remembering(function, lambda found: found.word)


def word_of_word(function: Asked) -> Asked:
    """As `of_word`, for a function that gives another word of the line, or None."""

    @of_word
    def apart(word: Token, *rest: Any) -> int | None:
        found = function(word, *rest)
        return None if found is None else found.i - word.i

    @functools.wraps(function)
    def asked(word: Token, *rest: Any) -> Token | None:
        by = apart(word, *rest)
        return None if by is None else word.doc[word.i + by]

    return asked  # type: ignore[return-value]  # the same function to who calls it


def _remembering(function: Asked, word_in: Callable[[Any], Token]) -> Asked:
    known: dict[tuple[Any, ...], Any] = {}

    @functools.wraps(function)
    def asked(about: Any, *rest: Any) -> Any:
        word = word_in(about)
        numbers = word.doc.user_data.get(_NUMBERS)
        if numbers is None:
            return function(about, *rest)
        key = (numbers[word.i], *rest)
        found = known.get(key, _UNKNOWN)
        if found is _UNKNOWN:
            if len(known) >= _MOST_WORDS:
                known.clear()
            found = known[key] = function(about, *rest)
        return found

    return asked  # type: ignore[return-value]  # the same function to who calls it


class _Numbering:
    """A line → the number of its first word, the same for all copies of the line and no other's."""

    def __init__(self) -> None:
        self._first: dict[str, int] = {}
        self._next = 0

    def __call__(self, line: Doc) -> range:
        text = text_of(line)
        if text not in self._first:
            if len(self._first) >= _MOST:
                self._first.clear()
            self._first[text], self._next = self._next, self._next + len(line)
        return range(self._first[text], self._first[text] + len(line))


_numbering = _Numbering()


def keep_lines(doc: Doc, lines: Sequence[Doc]) -> Doc:
    """The Doc, with the Docs of its lines; together they are it."""
    doc.user_data[_LINES] = lines
    doc.user_data[_NUMBERS] = [number for line in lines for number in _numbering(line)]
    return doc
