"""What people gave in place of what was read: by whom, why, and on which characters it rests.

Reads judgements and articles; gives a line for each correction that counts. The one idea: a corrected cell looks like
any other, so beside it stands who says so, what had been read, and whether the article's words or the person's
judgement alone carry it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.record.ids import judgement_id
from rashomon.record.marking import ACT, ADDING, CREDIT, HOW_MANY, TRIGGER, in_article, latest_marks, measure_of
from rashomon.record.nouns import Article, Judgement, Quantity, Span
from rashomon.record.whole import Record, grouped


@dataclass(frozen=True, slots=True)
class GivenLine:
    """One correction; of what a person added `part` is "all". `was`: what had been read, None where nothing had.
    `rests`: the article's words that say so, at `span` of its text; both None where it rests on the person's judgement
    alone. `judgement`: what `forget` takes.
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
    """Reading → what people gave. `articles`: of each reading that is asked about its article; others are left out."""
    found: dict[str, list[GivenLine]] = {}
    for made in latest_marks(judgements):
        reading = made.right if made.verdict in ADDING else made.left
        if made.cells and made.verdict in ("wrong", *ADDING) and reading in articles:
            found.setdefault(reading, []).append(_line(made, articles[reading]))
    return {reading: tuple(lines) for reading, lines in found.items()}


def given_lines(record: Record, readings: Iterable[str]) -> tuple[GivenLine, ...]:
    """What people gave in these reports or statements, in their order."""
    named = [record.reports.get(one) or record.statements.get(one) for one in readings]
    asked = [one for one in named if one is not None and one.corrected]
    if not asked:
        return ()
    found = given_in(record.judgements, {one.id: record.articles[one.article] for one in asked})
    return tuple(line for one in asked for line in found.get(one.id, ()))


def said_of_added(made: Judgement) -> str:
    """What a person added, in words: "ASSAULT/aerial, who Levant Front", "statement, speaker Levant Front"."""
    parts = grouped((cell.part, cell.said) for cell in made.cells[1:] if cell.part not in (TRIGGER, CREDIT, "words"))
    named = (f"{part.partition(':')[0].replace('-', ' ')} {'; '.join(said)}" for part, said in parts.items())
    return ", ".join((made.cells[0].said if made.verdict == ACT else made.verdict, *named))


def counts_that_stand(told: Sequence[tuple[Sequence[str], Sequence[Quantity]]]) -> list[list[Quantity]]:
    """Of each telling of one act the counts that stand: those that a person gave in place of all others of their kind.

    `told`: what was corrected in a report, and its counts.
    """
    given = {part for corrected, _ in told for part in corrected if part.startswith(f"{HOW_MANY}:")}

    def stands(quantity: Quantity, corrected: Sequence[str]) -> bool:
        part = f"{HOW_MANY}:{measure_of(quantity)}"
        return part not in given or part in corrected

    return [[one for one in counts if stands(one, corrected)] for corrected, counts in told]


def answers(line: GivenLine, question: str) -> bool:
    """Whether what a person gave is an answer to a question of a finding, or all that gives it is theirs."""
    said = question.startswith("said") and line.part in ("speaker", "words")
    return said or line.part in ("all", part_asked(question))


def part_asked(question: str) -> str:
    """The part of a report that answers a question of a finding."""
    return question if question in ("who", "whom", "when", "where") else f"{HOW_MANY}:{question}"


def _line(made: Judgement, article: Article) -> GivenLine:
    # what was added rests on the words that tell it, whatever its other cells rest on
    is_added = made.verdict in ADDING
    cells = made.cells[:1] if is_added else made.cells
    spans = [(cell.text, at) for cell in cells if (at := in_article(article, cell)) is not None]
    text, at = spans[0] if len(spans) == len(cells) else (None, None)
    because = "; ".join(reason.feature for reason in made.reasons) or None
    said = said_of_added(made) if is_added else ", ".join(cell.said for cell in cells)
    return GivenLine(
        "all" if is_added else made.right, said, cells[0].was, made.by.removeprefix("person:"), because, text,
        Span(*at) if at else None, judgement_id(made),
    )  # fmt: skip
