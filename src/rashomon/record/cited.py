"""A report and the mentions that its cells were read from → the characters that show each answer.

Reads offsets; gives a span for each question. The one idea: who did it, or how many, may stand before the clause in
which the act is told ("12 gunmen stormed in and shot the guard"), and a citation shows both. What stands in another
paragraph or far off is not drawn in: there the report's own characters stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from rashomon.record.nouns import Span

_Cited = TypeVar("_Cited")

#: Characters between a report's clause and what its cell was read from, at most.
_FAR = 240
#: The question that an only number answers, by whatever name it is asked for.
_NUMBER = "#"
_CELLS = frozenset(("who", "whom", "when", "where", "whether", "label"))


def cells_of(
    actors: Iterable[str], recipients: Iterable[str], when: str | None, where: str | None,
    quantities: Sequence[tuple[str, str]],
) -> dict[str, list[str]]:
    """Question → the mentions that a report's cell was read from. `quantities`: what each counts, and its mention."""
    found = {"who": list(actors), "whom": list(recipients)}
    found |= {question: [mention] for question, mention in (("when", when), ("where", where)) if mention}
    for of, mention in quantities:
        found.setdefault(of, []).append(mention)
    return found | ({_NUMBER: [quantities[0][1]]} if len(quantities) == 1 else {})


def cited_for(question: str, spans: Mapping[str, _Cited]) -> _Cited | None:
    """What of these is cited for a question; the report's only number answers whatever it is asked to count."""
    return spans.get(question) or (None if question.partition(":")[0] in _CELLS else spans.get(_NUMBER))


def answers_cited(
    text: str,
    report: Span,
    mentions: Mapping[str, Sequence[str]],
    places: Mapping[str, Span],
) -> dict[str, Span]:
    """Question → the characters that show its answer, where they are more than the report's own.

    `mentions`: question → the ids that its cell was read from; `places`: id → where it stands.
    """
    found = {question: _hull(text, report, (places[one] for one in ids if one in places))
             for question, ids in mentions.items()}  # fmt: skip
    return {question: span for question, span in found.items() if span != report}


def _hull(text: str, report: Span, cells: Iterable[Span]) -> Span:
    start, end = report.start, report.end
    for cell in cells:
        first, last = min(start, cell.start), max(end, cell.end)
        between = text[first:start] + text[end:last]
        if len(between) <= _FAR and "\n" not in between:
            start, end = first, last
    return Span(start, end)
