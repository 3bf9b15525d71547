"""Citations → numbers: every quote that a report rests on, once, in the order in which it is first needed.

The one idea: a line of the report carries numbers only, and the archive at its end holds what they stand for:
article, offsets, characters, and the sha256 of the document they were read from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rashomon.views.reports.page import Run
from rashomon.views.words import Citation


class Archive:
    """The quotes used so far, numbered from 1; the same characters keep their number."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._quotes: dict[int, Citation] = {}

    def number(self, citation: Citation) -> int:
        """The number of a citation, given at first use."""
        key = (citation.article, citation.start, citation.end)
        number = self._numbers.setdefault(key, len(self._numbers) + 1)
        self._quotes.setdefault(number, citation)
        return number

    def refer(self, citations: Iterable[Citation]) -> tuple[Run, ...]:
        """The numbers of citations as references, lowest first: [2] [7]."""
        numbers = sorted({self.number(citation) for citation in citations})
        return tuple(Run(f" [{number}]", "reference", target=anchor(number)) for number in numbers)

    def by_article(self) -> Mapping[str, Sequence[tuple[int, Citation]]]:
        """Article id → its numbered quotes, in the order of the text."""
        found: dict[str, list[tuple[int, Citation]]] = defaultdict(list)
        for number, citation in self._quotes.items():
            found[citation.article].append((number, citation))
        return {article: sorted(quotes, key=lambda q: (q[1].start, q[1].end)) for article, quotes in found.items()}

    def __len__(self) -> int:
        return len(self._quotes)


def anchor(number: int) -> str:
    """The anchor of a quote in the archive."""
    return f"quote-{number}"
