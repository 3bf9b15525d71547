"""Words of an article and what a person says of them → an act that the machine did not read, as a judgement.

Reads an article with what was read in it, writes a person slice. The one idea: an act is a judgement on characters of a
document, with a cell for each of its parts, so it is found again when the text is read anew, outranks nobody's account,
and is gone when the judgement is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rashomon.errors import QueryError
from rashomon.judging.citing import cited, resting, span_of
from rashomon.judging.keeping import keep, said_by
from rashomon.judging.values import cells_of_value, fits, is_sound, part_of_value
from rashomon.knowledge.plover import lexicon
from rashomon.matching.acts.pairs import lemma
from rashomon.partial import find_id, readings_of_article, record_of_article
from rashomon.record import (
    ACT,
    CREDIT,
    HOW_MANY,
    READING,
    TRIGGER,
    Article,
    Cell,
    Judgement,
    Record,
    Report,
    Span,
    given_report_id,
    grouped,
)
from rashomon.stages.chains import outer_links
from rashomon.store.delta import DeltaStore

_WORD = re.compile(r"[^\W_]+")

#: Counts that one act can have.
_MOST_COUNTS = 10


@dataclass(frozen=True, slots=True)
class Act:
    """What a person says of an act, each part as `judge` takes its value; None where the article does not say it.

    `how_many`: counts of different things.
    """

    type: str
    who: str | None = None
    whom: str | None = None
    when: str | None = None
    where: str | None = None
    how_many: tuple[str, ...] = ()
    modality: str | None = None

    def parts(self) -> Iterator[tuple[str, str]]:
        """The parts that are given, with their values; not the type."""
        single = (("who", self.who), ("whom", self.whom), ("when", self.when), ("where", self.where))
        yield from ((part, value) for part, value in single if value is not None)
        yield from ((HOW_MANY, value) for value in self.how_many)
        if self.modality is not None:
            yield "modality", self.modality


def keep_act(
    store: DeltaStore, article: str, words: str, act: Act, by: str, because: str | None, now: str, at: int | None = None
) -> Judgement:
    """Keeps that an article tells an act in these words, which begin at character `at` where they stand there twice.

    Raises NotFound where there is no such article, QueryError where it does not have the words, where the act was read
    in them, or where a value is none of its part.
    """
    found = find_id(store, "article", article)
    record = record_of_article(store, found)
    span = span_of(record.articles[found].text, words, at)
    cells = _cells(record, readings_of_article(store, found), found, span, act)
    made = said_by(by, because, now, READING, (found, act_id(found, cells)), ACT, cells)
    keep(store, made, now)
    return made


def act_id(article: str, cells: Sequence[Cell]) -> str:
    """The report that an act is, by the characters of the document that tell it, and its type."""
    return given_report_id(article, cells[0].start or 0, cells[0].end or 0, cells[0].type or "")


def _cells(record: Record, read: Record, name: str, span: Span, act: Act) -> tuple[Cell, ...]:
    """The cells of an act, its type with the words that tell it first."""
    article = record.articles[name]
    bare = Report("", name, span.start, span.end, span, "", None, (), None, 0, (), (), None, None, (), "", None, ())
    (kind,) = cells_of_value("type", act.type, bare, record)
    kind = replace(resting(kind, article, (span.start, span.end)), part="type")
    trigger = _trigger(article.text, span, kind.type or "")
    _refuse_if_read(record, name, trigger, kind)
    bare = replace(bare, trigger=trigger)
    cells = [kind]
    if trigger != span:
        cited_at = resting(Cell(article.text[trigger.start : trigger.end]), article, (trigger.start, trigger.end))
        cells.append(replace(cited_at, part=TRIGGER))
    given = list(act.parts())
    if len(act.how_many) > _MOST_COUNTS:
        raise QueryError(f"too many counts: at most {_MOST_COUNTS}, one for each thing that is counted")
    for part, value in given:
        found = cited(cells_of_value(part, value, bare, record), None, bare, record, read)
        cells += [replace(cell, part=part_of_value(part, found)) for cell in found]
    counted = [cell.part for cell in cells if cell.quantity is not None]
    if len(set(counted)) < len(counted):
        raise QueryError(f"one thing is counted twice: {(counted[0] or '').partition(':')[2]!r}; give each count once")
    return (*cells, *credits_of(article))


def _trigger(text: str, span: Span, type: str) -> Span:
    """The word that names an act of this type, else all of the words."""
    for word in _WORD.finditer(text, span.start, span.end):
        key = lemma(word[0])
        if any(meaning.type == type for part in "VN" for meaning in lexicon()[part].get(key, ())):
            return Span(*word.span())
    return span


def _refuse_if_read(record: Record, article: str, trigger: Span, kind: Cell) -> None:
    for report in record.reports_in.get(article, []):
        over = report.trigger.start < trigger.end and trigger.start < report.trigger.end
        if over and report.type == kind.type and "all" not in report.corrected:
            raise QueryError(f"this act was read there: report {report.id[:8]}; correct the parts of it that are wrong")


def credits_of(article: Article) -> Iterable[Cell]:
    """The agency that all an article tells is credited to, where there is one beside its outlet."""
    return (Cell(link.name, part=CREDIT) for link in outer_links(article) if link.name != article.outlet)


def is_act(article: str, name: str, cells: Sequence[Cell]) -> bool:
    """Whether cells make the act that bears this id: they may come from anywhere."""
    if not cells or cells[0].part != "type" or cells[0].text is None or not all(map(is_sound, cells)):
        return False
    parts = grouped((cell.part, cell) for cell in cells)
    named, credited = parts.pop(TRIGGER, []), parts.pop(CREDIT, [])
    if len(parts) > 6 + _MOST_COUNTS or len(named) > 1 or len(credited) > 1 or any(cell.text is None for cell in named):
        return False
    known = all(part in ("type", "who", "whom", "when", "where", "modality") or ":" in part for part in parts)
    whole = sum(map(len, parts.values())) + len(named) + len(credited) == len(cells)
    fitting = all(fits(part, found) for part, found in parts.items())
    return known and whole and fitting and act_id(article, cells) == name
