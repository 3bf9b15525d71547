"""People's marks on readings: what somebody calls wrong answers nothing any more, or as he says instead.

Reads people's judgements of relation "reading" (left: a report or a statement, right: which part of it, verdict: wrong
or right, cells: what is right instead), gives reports and statements as they stand then, and the mentions that their
cells rest on. The one idea: a mark takes nothing from the tables; it is a row beside them, and taken back it leaves
everything as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rashomon.record.ids import given_mention_id, is_person, judgement_id, mention_id
from rashomon.record.nouns import Article, Cell, Judgement, Mention, Quantity, Report, Statement

#: What judgements of readings say, and the parts of a report that can be wrong alone; "all" is the whole reading. One
#: count alone is "how-many:dead".
READING = "reading"
MARKS = ("wrong", "right")
PARTS = ("all", "who", "whom", "when", "where", "how-many", "type", "modality")
HOW_MANY = "how-many"
#: What an act always has: such a part can be wrong only where it is said what is right.
NEVER_EMPTY = ("type", "modality")

#: Reading → its parts that are marked wrong.
Wrong = Mapping[str, frozenset[str]]
#: Reading → part → what a person gave instead.
Given = Mapping[str, Mapping[str, tuple[Cell, ...]]]


@dataclass(frozen=True, slots=True)
class Judged:
    """What people say of readings; false where they say nothing."""

    wrong: Wrong
    given: Given

    def __bool__(self) -> bool:
        return bool(self.wrong) or bool(self.given)


@dataclass(frozen=True, slots=True)
class Readings:
    """What is left to answer questions with. `mentions`: those that what people gave rests on, be they read or not."""

    reports: list[Report]
    statements: list[Statement]
    mentions: list[Mention] = field(default_factory=list)


def is_part(part: str) -> bool:
    """Whether a report has such a part."""
    return part in PARTS or (part.startswith(f"{HOW_MANY}:") and 0 < len(part.partition(":")[2]) <= 40)


def is_given(mention: Mention) -> bool:
    """Whether no characters of the article say it: it is a person's word."""
    return mention.start == mention.end


def measure_of(quantity: Quantity) -> str:
    """What tells a report's counts apart: what is counted, or in what."""
    return quantity.of or quantity.unit or ""


def marked_wrong(judgements: Iterable[Judgement]) -> Wrong:
    """What people call wrong. Of several marks on one part the latest counts."""
    return judged_in(judgements).wrong


def judged_in(judgements: Iterable[Judgement]) -> Judged:
    """What people say of readings. Of several marks on one part the latest counts; one on all counts is one on each."""
    wrong: dict[str, set[str]] = {}
    given: dict[str, dict[str, tuple[Cell, ...]]] = {}
    for made in latest_marks(judgements):
        if made.verdict == "wrong":
            wrong.setdefault(made.left, set()).add(made.right)
            if made.cells:
                given.setdefault(made.left, {})[made.right] = made.cells
    return Judged({reading: frozenset(parts) for reading, parts in wrong.items()}, given)


def latest_marks(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The marks that count, oldest first: of several on one part the latest."""
    marks = [made for made in judgements if made.relation == READING and is_person(made)]
    latest: dict[tuple[str, str], Judgement] = {}
    for made in sorted(marks, key=lambda made: (made.at or "", made.verdict, made.by, judgement_id(made))):
        if made.right == HOW_MANY:
            latest = {key: one for key, one in latest.items() if not _is_count_of(key, made.left)}
        # the latest comes last, whatever stood there before
        latest.pop((made.left, made.right), None)
        latest[made.left, made.right] = made
    return list(latest.values())


def _is_count_of(key: tuple[str, str], reading: str) -> bool:
    return key[0] == reading and key[1].startswith(f"{HOW_MANY}:")


def as_judged(
    reports: Sequence[Report], statements: Sequence[Statement], judged: Judged, articles: Mapping[str, Article]
) -> Readings:
    """Reports and statements as people say they are; a report keeps its chain.

    `articles`: at least those of the reports for which people gave something. What rests on no characters of theirs has
    a mention without any, where the act is told.
    """
    if not judged:
        return Readings(list(reports), list(statements))
    wrong = judged.wrong
    said = [statement for statement in statements if statement.id not in wrong]
    gone = {statement.id for statement in statements} & wrong.keys()
    told = [_without(report, wrong.get(report.id, frozenset())) for report in reports if not _all_of(report, wrong)]
    mentions: dict[str, Mention] = {}
    corrected = [_corrected(report, judged.given.get(report.id, {}), articles, mentions) for report in told]
    left = [replace(one, statement=None) if one.statement in gone else one for one in corrected]
    return Readings(left, said, list(mentions.values()))


def in_article(article: Article, cell: Cell) -> tuple[int, int] | None:
    """Where the characters that a cell rests on stand in the article's text; None where it rests on none, or they are
    not in the article any more.
    """
    if cell.text is None or cell.start is None or cell.end is None:
        return None
    for block in article.blocks:
        if block.start is not None and block.document_start <= cell.start and cell.end <= block.document_end:
            start = block.start + cell.start - block.document_start
            end = start + cell.end - cell.start
            return (start, end) if article.text[start:end] == cell.text else None
    return None


def _all_of(report: Report, wrong: Wrong) -> bool:
    return "all" in wrong.get(report.id, ())


def _without(report: Report, parts: frozenset[str]) -> Report:
    """The report with these parts empty."""
    if not parts:
        return report
    counts = () if HOW_MANY in parts else report.quantities
    return replace(
        report,
        actors=() if "who" in parts else report.actors,
        recipients=() if "whom" in parts else report.recipients,
        when=None if "when" in parts else report.when,
        where=None if "where" in parts else report.where,
        quantities=tuple(one for one in counts if f"{HOW_MANY}:{measure_of(one)}" not in parts),
    )


# ── what people gave ──────────────────────────────────────────────────────────────────────────────────────


def _corrected(
    report: Report, given: Mapping[str, Sequence[Cell]], articles: Mapping[str, Article], mentions: dict[str, Mention]
) -> Report:
    """The report with the cells that were given; the mentions that these rest on are added."""
    article, in_order = articles.get(report.article), sorted(given.items(), key=_in_order)
    for part, cells in in_order:
        resting = [_mention(report, article, cell) for cell in cells]
        mentions |= {mention.id: mention for mention in resting if mention is not None}
        report = _with(report, part, cells[0], resting)
    return replace(report, corrected=tuple(part for part, _ in in_order)) if in_order else report


def _in_order(given: tuple[str, Sequence[Cell]]) -> tuple[int, str]:
    part = given[0]
    return PARTS.index(part.partition(":")[0]), part


def _with(report: Report, part: str, cell: Cell, resting: Sequence[Mention | None]) -> Report:
    """The report with one part as it was given; whom it names are all of the mentions that it rests on."""
    named = tuple(mention.id for mention in resting if mention is not None)
    if part == "who":
        return replace(report, actors=named)
    if part == "whom":
        return replace(report, recipients=named)
    if part == "when" and cell.when is not None:
        return replace(report, when=replace(cell.when, mention=named[0]))
    if part == "where" and cell.where is not None:
        return replace(report, where=replace(cell.where, mention=named[0]))
    if part == "type" and cell.type is not None:
        return replace(report, type=cell.type, mode=cell.mode, cameo=cell.cameo, quad=cell.quad or 0)
    if part == "modality" and cell.modality is not None:
        return replace(report, modality=cell.modality)
    if cell.quantity is not None:
        others = (one for one in report.quantities if measure_of(one) != measure_of(cell.quantity))
        return replace(report, quantities=(*others, replace(cell.quantity, mention=named[0])))
    return report


def _mention(report: Report, article: Article | None, cell: Cell) -> Mention | None:
    """The mention that a cell rests on: the characters that it cites, or none, where the act is told."""
    if cell.type is not None or cell.modality is not None:
        return None
    kind = cell.kind or ("time" if cell.when else "place" if cell.where else "quantity")
    span = in_article(article, cell) if article is not None else None
    # of somebody only his own name is his mention: other words that show who it is are the judgement's
    if span is not None and cell.text is not None and cell.name in (None, cell.text):
        return Mention(mention_id(report.article, *span, kind), report.article, *span, kind, cell.text)
    words, at = cell.name or cell.said, report.trigger.start
    return Mention(given_mention_id(report.article, at, kind, words), report.article, at, at, kind, words)
