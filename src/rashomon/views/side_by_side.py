"""index + story → its accounts side by side: outlets as columns, questions as rows, a cited answer in each cell.

Reads the search index; writes nothing. The one idea: silence is a cell too, and every answer leads to the characters it
rests on, so that a reader can object to one cell without distrusting the page.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from rashomon.record import Finding, Side, from_row
from rashomon.store.search import SearchIndex
from rashomon.store.search_tables import STANDS
from rashomon.views.consequence import consequence
from rashomon.views.figures import spell_told
from rashomon.views.filters import number_of
from rashomon.views.items import (
    AccountItem,
    DayCount,
    EventItem,
    Name,
    Quote,
    SaidItem,
    accounts,
    event_items,
    listed,
    name_rows,
    report_quotes,
    said_items,
    statement_quotes,
    volume_of,
)
from rashomon.views.overview import note_of
from rashomon.views.strength import goes_further
from rashomon.views.words import MARKS, URGENCY, doers, some_names, spell_interval, spell_story

#: What one page shows at most of a story; the page says so where there is more.
_MOST_ACCOUNTS, _MOST_ROWS, _MOST_EVENTS, _MOST_SAID = 400, 300, 200, 300

#: Scripts that are read from right to left.
_RIGHT_TO_LEFT = frozenset(("ar", "fa", "he", "ur", "ps", "ckb", "yi", "dv", "ug", "sd"))

#: Questions about an act that are not counts.
_PLAIN = ("who", "whom", "when", "where", "whether", "label")

_WORDS = {
    "who": "Who did it", "whom": "To whom", "when": "When", "where": "Where", "whether": "Whether it happened",
    "label": "What it is called",
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
class Column:
    """One outlet's accounts. `via`: the agencies they credit; `direction`: ltr or rtl.

    `unread`: "in French, not read" where nothing could be read in any of them: it answers nothing, and is not silent.
    """

    outlet: str
    country: str | None
    articles: tuple[AccountItem, ...]
    when: str
    via: tuple[str, ...]
    language: str
    direction: str
    unread: str | None


@dataclass(frozen=True, slots=True)
class LabelWord:
    """A word that outlets use for one party."""

    word: str
    outlets: tuple[str, ...]
    articles: int
    origins: int
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class LabelRow:
    """The words used for one party, side by side."""

    entity: Name
    words: tuple[LabelWord, ...]


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A stretch that a copy shares with what it comes from."""

    start: int
    end: int
    of_start: int
    of_end: int
    quote: str
    of_quote: str


@dataclass(frozen=True, slots=True)
class Folded:
    """One article folded under its origin. `of`: the account that the passages count in; None where it is an agency."""

    article: AccountItem
    of: AccountItem | None
    share: float
    direction: str
    passages: tuple[SharedPassage, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """Copies under what they come from: an article of the case, or an agency that is not in it."""

    origin: AccountItem | None
    agency: str | None
    copies: tuple[Folded, ...]


@dataclass(frozen=True, slots=True)
class LeftOutItem:
    """Something that at least two other outlets and two voices tell: an act (`event`), or a question (`finding`)."""

    finding: str | None
    event: str | None
    what: str
    about: str | None
    told_by: tuple[str, ...]
    origins: int
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What one outlet's accounts leave out."""

    outlet: str
    items: tuple[LeftOutItem, ...]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """A story with its accounts side by side. `sampled` says what is not shown, or is None."""

    id: str
    title: str
    first: str | None
    last: str | None
    when: str
    articles: int
    outlets: int
    origins: int
    note: str | None
    columns: tuple[Column, ...]
    rows: tuple[StoryRow, ...]
    said: tuple[SaidItem, ...]
    events: tuple[EventItem, ...]
    labels: tuple[LabelRow, ...]
    voices: tuple[Voice, ...]
    left_out: tuple[LeftOut, ...]
    volume: tuple[DayCount, ...]
    sampled: str | None


def view_accounts(index: SearchIndex, name: str) -> StoryPage:
    """One story. `name` is an id or the beginning of one. Raises NotFound."""
    number = number_of(index, "stories", name)
    (story,) = index.rows("select * from stories where n = ?", (number,))
    numbers = [row["n"] for row in index.rows("select n from articles where story = ? order by n", (number,))]
    told = accounts(index, numbers)
    shown = dict(list(told.items())[:_MOST_ACCOUNTS])
    columns = _columns(index, shown)
    rows, total_rows = _rows(index, number, columns)
    events = _numbers(index, "events", number, _MOST_EVENTS)
    items = tuple(event_items(index, events.shown))
    said = _numbers(index, "statements", number, _MOST_SAID)
    volume = volume_of(index, "a.story = ?", (number,))
    return StoryPage(
        id=story["id"],
        title=story["title"],
        first=story["first"],
        last=story["last"],
        when=spell_story([one.day for one in volume], story["first"], story["last"]),
        articles=story["articles"],
        outlets=story["outlets"],
        origins=story["origins"],
        note=note_of(index, numbers),
        columns=columns,
        rows=rows,
        said=tuple(said_items(index, said.shown)),
        events=items,
        labels=_labels(index, rows, shown),
        voices=_voices(index, numbers, told),
        left_out=_left_out(rows, items, columns),
        volume=volume,
        sampled=_sampled(
            (len(shown), len(told), "articles"), (len(rows), total_rows, "questions"),
            (len(events.shown), events.total, "acts"), (len(said.shown), said.total, "statements"),
        ),
    )  # fmt: skip


def direction_of(language: str) -> str:
    """How a language is read: ltr or rtl."""
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


@dataclass(frozen=True, slots=True)
class _Some:
    shown: list[int]
    total: int


def _numbers(index: SearchIndex, table: str, story: int, most: int) -> _Some:
    """The events with most voices first; the statements in order of publication."""
    if table == "events":
        query = "select n from events where story = ? order by origins desc, articles desc, start is null, start, n"
    else:
        query = (
            "select s.n from statements s join articles a on a.n = s.article where a.story = ? "
            f"and {STANDS} order by a.published is null, a.published, a.n, json_extract(s.row, '$.start'), s.n"
        )
    rows = index.rows(query, (story,))
    return _Some([row["n"] for row in rows[:most]], len(rows))


def _sampled(*parts: tuple[int, int, str]) -> str | None:
    left = [f"{shown:,} of {total:,} {what}" for shown, total, what in parts if shown < total]
    return f"this page shows {', '.join(left)}" if left else None


# ── columns ───────────────────────────────────────────────────────────────────────────────────────────────


def _columns(index: SearchIndex, told: Mapping[int, AccountItem]) -> tuple[Column, ...]:
    by_outlet: dict[str, list[int]] = defaultdict(list)
    for n, account in told.items():
        by_outlet[account.outlet].append(n)
    rows = index.rows(
        "select n, country, day from articles where n in (select value from json_each(?))", (listed(told),)
    )
    facts = {row["n"]: row for row in rows}
    return tuple(
        _column(outlet, [told[n] for n in found], [facts[n] for n in found]) for outlet, found in by_outlet.items()
    )


def _column(outlet: str, articles: Sequence[AccountItem], facts: Sequence[Any]) -> Column:
    published = dict.fromkeys(article.published for article in articles)
    # who credits an agency rests on it; only who credits none rests on whom its text was taken from
    via = dict.fromkeys(
        name
        for article in articles
        for name in (article.agencies or ((article.copy_of.name,) if article.copy_of else ()))
        if name != outlet
    )
    return Column(
        outlet=outlet,
        country=next((fact["country"] for fact in facts if fact["country"]), None),
        articles=tuple(articles),
        when=", ".join(published),
        via=tuple(via),
        language=articles[0].language,
        direction=direction_of(articles[0].language),
        unread=articles[0].unread if all(article.unread for article in articles) else None,
    )


@dataclass(frozen=True, slots=True)
class _Quotes:
    """What rows cite: by report or statement, by label, the words behind values, and the voice of each article."""

    cited: Mapping[str, Quote]
    labelled: Mapping[tuple[str, str, str], tuple[Quote, ...]]
    written: Mapping[tuple[str, str], str]
    voice: Mapping[str, int]


# ── rows ──────────────────────────────────────────────────────────────────────────────────────────────────


def finding_rows(index: SearchIndex, findings: Sequence[Finding], outlets: Sequence[str]) -> list[StoryRow]:
    """Findings as rows over these outlets, disputed first."""
    cited = {
        **report_quotes(index, {r for f in findings for side in f.sides for r in side.reports}),
        **statement_quotes(index, {s for f in findings for side in f.sides for s in side.statements}),
    }
    labelled = _label_quotes(index, findings)
    quotes = _Quotes(cited, labelled, _written(index, cited), _voice_of(index, cited, labelled))
    names = name_rows(index, {f.question.partition(":")[2] for f in findings})
    about = _about(index, {f.event for f in findings if f.event})
    types = _types(index, about)
    ordered = sorted(findings, key=lambda finding: consequence(finding, types.get(finding.event or "")))
    return [_row(finding, outlets, quotes, names, about) for finding in ordered]


def _rows(index: SearchIndex, story: int, columns: Sequence[Column]) -> tuple[tuple[StoryRow, ...], int]:
    stored = index.rows("select row from findings where story = ? order by place", (story,))
    findings = [from_row(Finding, json.loads(row["row"])) for row in stored]
    kept = sorted(findings, key=lambda finding: URGENCY[finding.agreement])[:_MOST_ROWS]
    return tuple(finding_rows(index, kept, [column.outlet for column in columns])), len(findings)


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
        words=_question_words(kind, names.get(entity, entity)),
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
        _answer(finding, side, place, _of_outlet(finding, side, outlet, quotes), quotes)
        for place, side in enumerate(finding.sides)
        if outlet in side.outlets
    )
    return StoryCell(outlet, not answers, answers)


def _answer(finding: Finding, side: Side, place: int, cited: tuple[Quote, ...], quotes: _Quotes) -> CellAnswer:
    words = (quotes.written.get((quote.report or "", finding.question)) for quote in cited)
    written = [word for word in words if word]
    answer = spell_dates(side.answer) if finding.question == "when" else spell_told(side.answer, written)
    return CellAnswer(answer, tuple(dict.fromkeys(written)), place, side.origins, cited)


def _of_outlet(finding: Finding, side: Side, outlet: str, quotes: _Quotes) -> tuple[Quote, ...]:
    found = [quotes.cited[key] for key in (*side.reports, *side.statements) if key in quotes.cited]
    mine = tuple(quote for quote in found if quote.outlet == outlet)
    return mine or quotes.labelled.get((finding.story, outlet, side.answer), ())


def _written(index: SearchIndex, cited: Mapping[str, Quote]) -> dict[tuple[str, str], str]:
    """(report, question) → the words that the answer was read from."""
    rows = index.rows("select id, written from reports where id in (select value from json_each(?))", (listed(cited),))
    return {(row["id"], question): words for row in rows for question, words in json.loads(row["written"]).items()}


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


# ── labels, copies, silence ───────────────────────────────────────────────────────────────────────────────


def _labels(index: SearchIndex, rows: Sequence[StoryRow], told: Mapping[int, AccountItem]) -> tuple[LabelRow, ...]:
    """The words for one party, over all findings about it."""
    origin = {
        row["id"]: row["origin"] if row["origin"] is not None else -row["n"]
        for row in index.rows(
            "select id, n, origin from articles where n in (select value from json_each(?))", (listed(told),)
        )
    }
    words: dict[str, dict[str, list[Quote]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row.section == "label":
            for cell in row.cells:
                for answer in cell.answers:
                    words[row.question.partition(":")[2]][answer.answer].extend(answer.quotes)
    names = name_rows(index, words)
    return tuple(
        LabelRow(
            Name(entity if entity in names else None, names.get(entity, entity)),
            tuple(_label_word(word, found[word], origin) for word in sorted(found, key=lambda w: (-len(found[w]), w))),
        )
        for entity, found in sorted(words.items())
    )


def _label_word(word: str, quotes: Sequence[Quote], origin: Mapping[str, int]) -> LabelWord:
    articles = {quote.article for quote in quotes}
    voices = {origin.get(article, 0) for article in articles}
    outlets = tuple(dict.fromkeys(quote.outlet for quote in quotes))
    return LabelWord(word, outlets, len(articles), len(voices), tuple(quotes[:20]))


def _voices(index: SearchIndex, numbers: Sequence[int], told: Mapping[int, AccountItem]) -> tuple[Voice, ...]:
    """Texts that are told more than once, each under the account that it comes from."""
    rows = index.rows(
        "select c.*, a.origin from copies c join articles a on a.n = c.article "
        "where c.article in (select value from json_each(?)) order by c.article",
        (listed(numbers),),
    )
    others = accounts(index, {row["of_article"] for row in rows if row["of_article"] and row["of_article"] not in told})
    every = {**told, **others}
    texts = texts_of(index, {n for row in rows for n in (row["article"], row["of_article"]) if n})
    clusters: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        clusters[row["origin"] if row["origin"] is not None else -row["article"]].append(row)
    return tuple(_voice(found, every, texts) for _, found in sorted(clusters.items()))


def _voice(rows: Sequence[Any], every: Mapping[int, AccountItem], texts: Mapping[int, str]) -> Voice:
    """One origin: an article that derives from none of the case, or the agency alone; each copy once, by most text."""
    agency = next((row["of"] for row in rows if not row["of_article"]), None)
    best: dict[int, Any] = {}
    for row in rows:
        if row["of_article"] and _share(row) > _share(best.get(row["article"])):
            best[row["article"]] = row
    for row in rows:
        best.setdefault(row["article"], row)
    sources = [n for row in rows if (n := row["of_article"]) and (n not in best or not best[n]["of_article"])]
    origin = min(sources, default=None, key=lambda n: (-sources.count(n), n))
    copies = [_folded(row, every, texts) for n, row in best.items() if n != origin]
    return Voice(every.get(origin or 0), agency, tuple(sorted(copies, key=lambda copy: -copy.share)))


def _share(row: Any) -> float:
    return float(json.loads(row["row"])["share"]) if row is not None else -1.0


def _folded(row: Any, every: Mapping[int, AccountItem], texts: Mapping[int, str]) -> Folded:
    noun = json.loads(row["row"])
    here, there = texts.get(row["article"], ""), texts.get(row["of_article"] or 0, "")
    passages = tuple(
        SharedPassage(
            p["start"], p["end"], p["of_start"], p["of_end"], here[p["start"] : p["end"]],
            there[p["of_start"] : p["of_end"]],
        )
        for p in noun["passages"]
    )  # fmt: skip
    of = every.get(row["of_article"] or 0)
    return Folded(every[row["article"]], of, round(noun["share"], 4), noun["direction"], passages)


def texts_of(index: SearchIndex, numbers: Iterable[int]) -> dict[int, str]:
    """Number of an article → its text."""
    rows = index.rows(
        "select article, text from texts where article in (select value from json_each(?))", (listed(numbers),)
    )
    return {row["article"]: row["text"] for row in rows}


def _left_out(
    rows: Sequence[StoryRow], events: Sequence[EventItem], columns: Sequence[Column]
) -> tuple[LeftOut, ...]:
    """For each outlet the acts, numbers and words that at least two other outlets, and two voices, tell."""
    told = {event.id: event for event in events}
    quotes = {row.about.event: _first_quotes(row) for row in rows if row.about}
    found: dict[str, list[LeftOutItem]] = {column.outlet: [] for column in columns}
    for event in events:
        for outlet in found if event.origins > 1 and len(event.outlets) > 1 else ():
            if outlet not in event.outlets:
                item = LeftOutItem(
                    None, event.id, headline_of(event), None, event.outlets, event.origins, quotes.get(event.id, ())
                )
                found[outlet].append(item)
    for row in rows:
        answering = tuple(cell.outlet for cell in row.cells if not cell.silent)
        for outlet in row.silent if _is_telling(row, answering) else ():
            about = told.get(row.about.event) if row.about else None
            if outlet in found and (about is None or outlet in about.outlets):
                headline = row.about.headline if row.about else None
                item = LeftOutItem(row.id, None, _what(row), headline, answering, row.origins, _first_quotes(row))
                found[outlet].append(item)
    return tuple(LeftOut(outlet, tuple(items)) for outlet, items in found.items() if items)


def _is_telling(row: StoryRow, answering: Sequence[str]) -> bool:
    """Numbers and words that two voices of two outlets give: silence on what one alone tells says little."""
    return row.section in ("number", "said") and row.origins > 1 and len(answering) > 1


def _first_quotes(row: StoryRow) -> tuple[Quote, ...]:
    return tuple(quote for cell in row.cells for answer in cell.answers for quote in answer.quotes[:1])


def _what(row: StoryRow) -> str:
    answers = dict.fromkeys(answer.answer for cell in row.cells for answer in cell.answers)
    return f"{row.words}: {' / '.join(answers)}"
