"""A line that another article brought before → what its words alone tell, worked out once.

Reads the lines that a Doc was put together from (language/english.py); remembers what a function made of each. The one
idea: reprints share their lines, whatever headline stands above them. What is asked here sees the parse of one line and
nothing beside it, so what a line gave once it gives always; whatever depends on its article is not asked here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from spacy.tokens import Doc

Result = TypeVar("Result")

#: Where a Doc keeps the Docs of its lines.
_LINES = "lines"
#: Lines that are remembered; a process that has seen more of them starts anew.
_MOST = 10_000


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
        text = line.text
        if text not in self._known:
            if len(self._known) >= self._most:
                self._known.clear()
            self._known[text] = self._function(line)
        return self._known[text]


def keep_lines(doc: Doc, lines: Sequence[Doc]) -> Doc:
    """The Doc, with the Docs of its lines; together they are it."""
    doc.user_data[_LINES] = lines
    return doc
