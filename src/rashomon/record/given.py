"""What people gave in place of what was read: by whom, why, and on which characters it rests.

Reads judgements and articles; gives a line for each correction that counts. The one idea: a corrected cell looks like
any other, so beside it stands who says so, what had been read, and whether the article's words or the person's
judgement alone carry it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.record.ids import judgement_id
from rashomon.record.marking import HOW_MANY, in_article, latest_marks, measure_of
from rashomon.record.nouns import Article, Judgement, Quantity, Span
from rashomon.record.whole import Record


@dataclass(frozen=True, slots=True)
class GivenLine:
    """One correction. `was`: what had been read, None where nothing had. `rests`: the article's words that say so, at
    `span` of its text; both None where it rests on the person's judgement alone. `judgement`: what `forget` takes.
    """

    part: str
    said: str
    was: str | None
    by: str
    because: str | None
    rests: str | None
    span: Span | None
    judgement: str


def given_in(judgements: Iterable[Judgement], articles: Mapping[str, Article]) -> dict[str, tuple[GivenLine, ...]]:
    """Report → what people gave. `articles`: of each report that is asked about its article; others are left out."""
    found: dict[str, list[GivenLine]] = {}
    for made in latest_marks(judgements):
        if made.cells and made.verdict == "wrong" and made.left in articles:
            found.setdefault(made.left, []).append(_line(made, articles[made.left]))
    return {report: tuple(lines) for report, lines in found.items()}


def given_lines(record: Record, reports: Iterable[str]) -> tuple[GivenLine, ...]:
    """What people gave in these reports, in their order."""
    asked = [record.reports[one] for one in reports if one in record.reports and record.reports[one].corrected]
    if not asked:
        return ()
    found = given_in(record.judgements, {report.id: record.articles[report.article] for report in asked})
    return tuple(line for report in asked for line in found.get(report.id, ()))


def counts_that_stand(told: Sequence[tuple[Sequence[str], Sequence[Quantity]]]) -> list[list[Quantity]]:
    """Of each telling of one act the counts that stand: those that a person gave in place of all others of their kind.

    `told`: what was corrected in a report, and its counts.
    """
    given = {part for corrected, _ in told for part in corrected if part.startswith(f"{HOW_MANY}:")}

    def stands(quantity: Quantity, corrected: Sequence[str]) -> bool:
        part = f"{HOW_MANY}:{measure_of(quantity)}"
        return part not in given or part in corrected

    return [[one for one in counts if stands(one, corrected)] for corrected, counts in told]


def part_asked(question: str) -> str:
    """The part of a report that answers a question of a finding."""
    return question if question in ("who", "whom", "when", "where") else f"{HOW_MANY}:{question}"


def _line(made: Judgement, article: Article) -> GivenLine:
    spans = [(cell.text, at) for cell in made.cells if (at := in_article(article, cell)) is not None]
    text, at = spans[0] if len(spans) == len(made.cells) else (None, None)
    because = "; ".join(reason.feature for reason in made.reasons) or None
    return GivenLine(
        made.right, ", ".join(cell.said for cell in made.cells), made.cells[0].was, made.by.removeprefix("person:"),
        because, text, Span(*at) if at else None, judgement_id(made),
    )  # fmt: skip
