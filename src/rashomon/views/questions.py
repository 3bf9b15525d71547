"""index + findings → rows: one question, and in each outlet's cell its answers with the characters they rest on.

Reads the search index; writes nothing. The one idea: silence is a cell too, and every answer leads to its sentence, so
that a reader can object to one cell without distrusting the page.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from rashomon.record import Finding, Side, cited_for
from rashomon.store.search import SearchIndex
from rashomon.views.figures import spell_told
from rashomon.views.findings_order import consequence
from rashomon.views.items import (
    EventItem,
    Quote,
    event_items,
    listed,
    name_rows,
    report_quotes,
    statement_quotes,
)
from rashomon.views.places import spell_place
from rashomon.views.strength import goes_further
from rashomon.views.words import MARKS, OF_AN_ACT, TOLD, WHETHER, doers, quoted, some_names, spell_interval

#: Questions about an act that are not counts.
#: The key of the gazetteer's name beside the words that a place was read from.
_PLACE = "where: name"
_PLAIN = ("who", "whom", "when", "where", "whether", "label", "told")

_WORDS = {
    "who": "Who did it", "whom": "To whom", "when": "When", "where": "Where", "whether": WHETHER.capitalize(),
    "label": "What it is called", "told": TOLD.capitalize(),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class About:
    """The act that a question is about, in one line."""

    event: str
    headline: str
    when: str | None


@dataclass(frozen=True, slots=True)
class CellAnswer:
    """One answer of one outlet. `side` counts the row's answers from 0: equal answers share it.

    `written`: the words that a time, place or number was read from ("on Tuesday" for 11 Apr 2017).
    """

    answer: str
    written: tuple[str, ...]
    side: int
    origins: int
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class StoryCell:
    """What one outlet says to one question; no answers where it is silent."""

    outlet: str
    silent: bool
    answers: tuple[CellAnswer, ...]


@dataclass(frozen=True, slots=True)
class StoryRow:
    """One question across the outlets. `section`: act, number, said, label."""

    id: str
    section: str
    question: str
    words: str
    about: About | None
    agreement: str
    mark: str
    origins: int
    cells: tuple[StoryCell, ...]
    silent: tuple[str, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class _Quotes:
    """What rows cite: by report or statement, by label, the words behind values, and the voice of each article."""

    cited: Mapping[str, Quote]
    labelled: Mapping[tuple[str, str, str], tuple[Quote, ...]]
    written: Mapping[tuple[str, str], str]
    voice: Mapping[str, int]
    #: Report → question → [start, end, quote] of what shows the answer, where that is more than the report's clause.
    answers: Mapping[str, Mapping[str, Any]]
    #: Finding and side → the sentences that it rests on besides.
    excerpts: Mapping[tuple[str, int], tuple[Quote, ...]]


def finding_rows(index: SearchIndex, findings: Sequence[Finding], outlets: Sequence[str]) -> list[StoryRow]:
    """Findings as rows over these outlets, disputed first."""
    cited = {
        **report_quotes(index, {r for f in findings for side in f.sides for r in side.reports}),
        **statement_quotes(index, {s for f in findings for side in f.sides for s in side.statements}),
    }
    labelled = _label_quotes(index, findings)
    excerpts = _excerpts(index, findings)
    voice = _voice_of(index, cited, {**labelled, **excerpts})
    quotes = _Quotes(cited, labelled, _written(index, cited), voice, _answers(index, cited), excerpts)
    names = name_rows(index, {f.question.partition(":")[2] for f in findings})
    about = _about(index, {f.event for f in findings if f.event})
    types = _types(index, about)
    came_out = _came_out(index, cited)
    ordered = sorted(findings, key=lambda finding: consequence(finding, types.get(finding.event or "")))
    ordered = [_as_it_grew(finding, cited, came_out) for finding in ordered]
    return [_row(finding, outlets, quotes, names, about) for finding in ordered]


def _as_it_grew(finding: Finding, cited: Mapping[str, Quote], came_out: Mapping[str, str]) -> Finding:
    """A number that was updated is told as it grew: the answer that was published first comes first."""
    if finding.agreement != "updated":
        return finding

    def first(side: Side) -> str:
        quotes = (cited[key] for key in (*side.reports, *side.statements) if key in cited)
        return min((came_out.get(quote.article, "~") for quote in quotes), default="~")

    return replace(finding, sides=tuple(sorted(finding.sides, key=first)))


def _row(
    finding: Finding,
    outlets: Sequence[str],
    quotes: _Quotes,
    names: Mapping[str, str],
    about: Mapping[str, About],
) -> StoryRow:
    kind, _, entity = finding.question.partition(":")
    section = kind if kind in ("said", "label") and entity else "act" if kind in _PLAIN else "number"
    cells = tuple(_cell(finding, outlet, quotes) for outlet in outlets)
    voices = {quotes.voice.get(q.article) for cell in cells for answer in cell.answers for q in answer.quotes}
    origins = len(voices) or max((side.origins for side in finding.sides), default=0)
    return StoryRow(
        id=finding.id,
        section=section,
        question=finding.question,
        words=_question_words(kind, names.get(entity, entity)) + _disputed_act(finding, cells),
        about=about.get(finding.event or ""),
        agreement=finding.agreement,
        mark=MARKS[finding.agreement],
        origins=origins,
        cells=cells,
        silent=finding.silent,
        note=_note(finding, origins),
    )


def _question_words(kind: str, name: str) -> str:
    """The question as a heading: "Who did it", "Dead", "Ana Lund said", "The Front is called"."""
    if kind in ("said", "label") and name:
        return f"{name} said" if kind == "said" else f"{name} is called"
    return "Who began it" if kind == "who" and name else _WORDS.get(kind, kind[:1].upper() + kind[1:])


def _disputed_act(finding: Finding, cells: Iterable[StoryCell]) -> str:
    """What is told here and denied there, or whose day or place is told, where no event says it: the words of the first
    that tells it.
    """
    if finding.question not in OF_AN_ACT or finding.event:
        return ""
    told = (quote.quote for cell in cells for one in cell.answers if one.answer != "denied" for quote in one.quotes)
    words = quoted(next(told, None))
    return f": {words}" if words else ""


def _note(finding: Finding, origins: int) -> str | None:
    """What a mark alone would hide: agreement of one voice is no corroboration."""
    outlets = {outlet for side in finding.sides for outlet in side.outlets}
    if finding.agreement == "agreed" and origins == 1 and len(outlets) > 1:
        return f"{len(outlets)} outlets, 1 origin"
    if finding.agreement == "contradicted" and len(outlets) == 1:
        return "contradicted within one outlet"
    return goes_further(finding)


def _cell(finding: Finding, outlet: str, quotes: _Quotes) -> StoryCell:
    answers = tuple(
        _answer(finding, side, place, _of_outlet(finding, place, outlet, quotes), quotes)
        for place, side in enumerate(finding.sides)
        if outlet in side.outlets
    )
    return StoryCell(outlet, not answers, answers)


def _answer(finding: Finding, side: Side, place: int, cited: tuple[Quote, ...], quotes: _Quotes) -> CellAnswer:
    words = (quotes.written.get((quote.report or "", finding.question)) for quote in cited)
    written = [word for word in words if word]
    answer = _spelled(finding, side, written, quotes)
    return CellAnswer(answer, tuple(dict.fromkeys(written)), place, side.origins, cited)


def _spelled(finding: Finding, side: Side, written: Sequence[str], quotes: _Quotes) -> str:
    """An answer as a reader says it; a place as most of those who give this answer call it."""
    if finding.question == "when":
        return spell_dates(side.answer)
    if finding.question != "where":
        return spell_told(side.answer, written)
    there = (report for report in side.reports if quotes.written.get((report, _PLACE)) == side.answer)
    return spell_place(side.answer, (quotes.written[report, "where"] for report in there))


def _of_outlet(finding: Finding, place: int, outlet: str, quotes: _Quotes) -> tuple[Quote, ...]:
    side = finding.sides[place]
    found = [quotes.cited[key] for key in (*side.reports, *side.statements) if key in quotes.cited]
    found += quotes.excerpts.get((finding.id, place), ())
    mine = tuple(_showing(quote, finding.question, quotes) for quote in found if quote.outlet == outlet)
    return mine or quotes.labelled.get((finding.story, outlet, side.answer), ())


def _excerpts(index: SearchIndex, findings: Sequence[Finding]) -> dict[tuple[str, int], tuple[Quote, ...]]:
    """Finding and side → the sentences that it rests on besides reports and statements."""
    wanted = [[n, e.article, e.start, e.end] for n, f in enumerate(findings) for e in f.excerpts]
    rows = index.rows(
        "select w.value ->> 0 n, w.value ->> 2 start, w.value ->> 3 last, a.id article, a.outlet, "
        "substr(t.text, (w.value ->> 2) + 1, (w.value ->> 3) - (w.value ->> 2)) quote from json_each(?) w "
        "join articles a on a.id = w.value ->> 1 join texts t on t.article = a.n",
        (json.dumps(wanted),),
    )
    cited = {
        (row["n"], row["article"], row["start"], row["last"]): Quote(
            row["article"], row["outlet"], row["start"], row["last"], row["quote"], (), "", None, None, None
        )
        for row in rows
    }
    found: dict[tuple[str, int], tuple[Quote, ...]] = defaultdict(tuple)
    for n, finding in enumerate(findings):
        for e in finding.excerpts:
            if (n, e.article, e.start, e.end) in cited:
                found[finding.id, e.side] += (cited[n, e.article, e.start, e.end],)
    return found


def _showing(quote: Quote, question: str, quotes: _Quotes) -> Quote:
    """A quote with the words that the answer to a question was read from."""
    found = cited_for(question, quotes.answers.get(quote.report or "", {}))
    return quote if found is None else replace(quote, start=found[0], end=found[1], quote=found[2])


def _answers(index: SearchIndex, cited: Mapping[str, Quote]) -> dict[str, Mapping[str, Any]]:
    """Report → question → [start, end, quote], where an answer is shown by more than the report's clause."""
    rows = index.rows("select id, cited from reports where id in (select value from json_each(?))", (listed(cited),))
    return {row["id"]: json.loads(row["cited"]) for row in rows}


def _written(index: SearchIndex, cited: Mapping[str, Quote]) -> dict[tuple[str, str], str]:
    """(report, question) → the words that the answer was read from; (report, _PLACE) → the gazetteer's name."""
    rows = index.rows(
        "select id, written, json_extract(row, '$.where.name') place from reports "
        "where id in (select value from json_each(?))",
        (listed(cited),),
    )
    found = {(row["id"], question): words for row in rows for question, words in json.loads(row["written"]).items()}
    return found | {(row["id"], _PLACE): row["place"] for row in rows if (row["id"], "where") in found}


def _voice_of(
    index: SearchIndex, cited: Mapping[str, Quote], labelled: Mapping[Any, tuple[Quote, ...]]
) -> dict[str, int]:
    """Article → its independent origin."""
    articles = {quote.article for quote in cited.values()}
    articles |= {quote.article for quotes in labelled.values() for quote in quotes}
    rows = index.rows(
        "select id, n, origin from articles where id in (select value from json_each(?))", (listed(articles),)
    )
    return {row["id"]: row["origin"] if row["origin"] is not None else -row["n"] for row in rows}


def _came_out(index: SearchIndex, cited: Mapping[str, Quote]) -> dict[str, str]:
    """Article → the instant at which it was published, of those that are dated."""
    articles = {quote.article for quote in cited.values()}
    rows = index.rows(
        "select id, published from articles where published is not null and id in (select value from json_each(?))",
        (listed(articles),),
    )
    return {row["id"]: row["published"] for row in rows}


def spell_dates(answer: str) -> str:
    """An answer's ISO dates as a reader says them: "2019-05-14 morning" → "14 May 2019 morning"."""

    def spelled(found: re.Match[str]) -> str:
        first, last = (datetime.fromisoformat(f"{day}T00:00:00Z") for day in (found[1], found[2] or found[1]))
        return spell_interval(first, last + timedelta(days=1))

    try:
        return re.sub(r"(\d{4}-\d\d-\d\d)(?: to (\d{4}-\d\d-\d\d))?", spelled, answer)
    except ValueError:
        return answer


def _label_quotes(index: SearchIndex, findings: Sequence[Finding]) -> dict[tuple[str, str, str], tuple[Quote, ...]]:
    """(story, outlet, word) → where the word stands: findings on labels rest on mentions, not on reports."""
    stories = {f.story for f in findings if f.question.startswith("label:")}
    if not stories:
        return {}
    rows = index.rows(
        "select s.id story, a.id article, a.outlet, l.word, l.start, l.end, l.quote from labels l "
        "join articles a on a.n = l.article join stories s on s.n = a.story "
        "where s.id in (select value from json_each(?)) order by a.published is null, a.published, a.n, l.start",
        (listed(stories),),
    )
    found: dict[tuple[str, str, str], list[Quote]] = defaultdict(list)
    for row in rows:
        quote = Quote(row["article"], row["outlet"], row["start"], row["end"], row["quote"], (), "", None, None, None)
        found[row["story"], row["outlet"], row["word"]].append(quote)
    return {key: tuple(quotes) for key, quotes in found.items()}


def _about(index: SearchIndex, events: Iterable[str]) -> dict[str, About]:
    rows = index.rows("select n from events where id in (select value from json_each(?))", (listed(events),))
    return {
        item.id: About(item.id, headline_of(item), item.when.words if item.when else None)
        for item in event_items(index, [row["n"] for row in rows], citations=0)
    }


def headline_of(event: EventItem) -> str:
    """An act in one short line: actors, type and mode, recipients."""
    actors = doers((name.name for name in event.actors), event.type)
    recipients = some_names(name.name for name in event.recipients)
    act = event.type + (f"/{event.mode}" if event.mode else "")
    return " · ".join(part for part in (actors, act, recipients) if part)


def _types(index: SearchIndex, events: Iterable[str]) -> dict[str, str]:
    rows = index.rows("select id, type from events where id in (select value from json_each(?))", (listed(events),))
    return {row["id"]: row["type"] for row in rows}
