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

    def __init__(self, most: int = 10**9) -> None:
        """`most`: how many quotes one line names; the rest is counted."""
        self._most = most
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._quotes: dict[int, Citation] = {}

    def number(self, citation: Citation) -> int:
        """The number of a citation, given at first use."""
        key = (citation.article, citation.start, citation.end)
        number = self._numbers.setdefault(key, len(self._numbers) + 1)
        self._quotes.setdefault(number, citation)
        return number

    def refer(self, citations: Iterable[Citation]) -> tuple[Run, ...]:
        """The numbers of citations as references, lowest first: [2] [7]; what is one too many is counted: +3."""
        different = list({(c.article, c.start, c.end): c for c in citations}.values())
        numbers = sorted({self.number(citation) for citation in different[: self._most]})
        more = (Run(f" +{len(different) - self._most}", "quiet"),) if len(different) > self._most else ()
        return (*(Run(f" [{number}]", "reference", target=anchor(number)) for number in numbers), *more)

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
