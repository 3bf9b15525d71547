"""index + story → its accounts side by side: outlets as columns, questions as rows, a cited answer in each cell.

Reads the search index; writes nothing. The one idea: one page holds what there is to compare (`questions.py` the
rows, `voices.py` who copies whom), and what each outlet leaves out.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from rashomon.record import Finding, from_row
from rashomon.store.search import SearchIndex
from rashomon.store.search_tables import STANDS
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
    said_items,
    volume_of,
)
from rashomon.views.overview import note_of
from rashomon.views.questions import StoryRow, finding_rows, headline_of
from rashomon.views.voices import Voice, voices_of
from rashomon.views.words import URGENCY, spell_story

#: What one page shows at most of a story; the page says so where there is more.
_MOST_ACCOUNTS, _MOST_ROWS, _MOST_EVENTS, _MOST_SAID = 400, 300, 200, 300
#: Of what an outlet leaves out: items, and the outlets that tell each and their quotes.
_MOST_LEFT_OUT, _MOST_TELLING, _MOST_QUOTED = 8, 8, 3

#: Scripts that are read from right to left.
_RIGHT_TO_LEFT = frozenset(("ar", "fa", "he", "ur", "ps", "ckb", "yi", "dv", "ug", "sd"))


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
class LeftOutItem:
    """Something that at least two other outlets and two voices tell: an act (`event`), or a question (`finding`).

    `told_by`: the first of the outlets that tell it, and `more`, how many others do; `quotes`: of the first of them.
    """

    finding: str | None
    event: str | None
    what: str
    about: str | None
    told_by: tuple[str, ...]
    more: int
    origins: int
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What one outlet's accounts leave out: the first items, and how many `more` there are."""

    outlet: str
    items: tuple[LeftOutItem, ...]
    more: int


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
        voices=voices_of(index, numbers, told),
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
    # who credits an agency rests on it; only who credits none rests on whom its text surely came from
    via = dict.fromkeys(
        name
        for article in articles
        for name in (article.agencies or _surely_from(article))
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


def _surely_from(article: AccountItem) -> tuple[str, ...]:
    return (article.copy_of.name,) if article.copy_of and article.copied == "known" else ()


def _rows(index: SearchIndex, story: int, columns: Sequence[Column]) -> tuple[tuple[StoryRow, ...], int]:
    stored = index.rows("select row from findings where story = ? order by place", (story,))
    findings = [from_row(Finding, json.loads(row["row"])) for row in stored]
    kept = sorted(findings, key=lambda finding: URGENCY[finding.agreement])[:_MOST_ROWS]
    return tuple(finding_rows(index, kept, [column.outlet for column in columns])), len(findings)


# ── rows, labels, silence ───────────────────────────────────────────────────────────────────────────────


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


def _left_out(rows: Sequence[StoryRow], events: Sequence[EventItem], columns: Sequence[Column]) -> tuple[LeftOut, ...]:
    """For each outlet the acts, numbers and words that at least two other outlets, and two voices, tell."""
    told = {event.id: event for event in events}
    quotes = {row.about.event: _first_quotes(row) for row in rows if row.about}
    found: dict[str, list[LeftOutItem]] = {column.outlet: [] for column in columns}
    for event in events:
        for outlet in found if event.origins > 1 and len(event.outlets) > 1 else ():
            if outlet not in event.outlets:
                told_by, more = _first_outlets(event.outlets)
                item = LeftOutItem(
                    None, event.id, headline_of(event), None, told_by, more, event.origins, quotes.get(event.id, ())
                )
                found[outlet].append(item)
    for row in rows:
        answering = tuple(cell.outlet for cell in row.cells if not cell.silent)
        for outlet in row.silent if _is_telling(row, answering) else ():
            about = told.get(row.about.event) if row.about else None
            if outlet in found and (about is None or outlet in about.outlets):
                headline = row.about.headline if row.about else None
                told_by, more = _first_outlets(answering)
                quoted = _first_quotes(row)
                item = LeftOutItem(row.id, None, _what(row), headline, told_by, more, row.origins, quoted)
                found[outlet].append(item)
    return tuple(
        LeftOut(outlet, tuple(items[:_MOST_LEFT_OUT]), max(0, len(items) - _MOST_LEFT_OUT))
        for outlet, items in found.items()
        if items
    )


def _first_outlets(outlets: Sequence[str]) -> tuple[tuple[str, ...], int]:
    """The first outlets, and how many others there are: of a hundred outlets each is named in thousands of lines."""
    return tuple(outlets[:_MOST_TELLING]), max(0, len(outlets) - _MOST_TELLING)


def _is_telling(row: StoryRow, answering: Sequence[str]) -> bool:
    """Numbers and words that two voices of two outlets give: silence on what one alone tells says little."""
    return row.section in ("number", "said") and row.origins > 1 and len(answering) > 1


def _first_quotes(row: StoryRow) -> tuple[Quote, ...]:
    quotes = (quote for cell in row.cells for answer in cell.answers for quote in answer.quotes[:1])
    return tuple(islice(quotes, _MOST_QUOTED))


def _what(row: StoryRow) -> str:
    answers = dict.fromkeys(answer.answer for cell in row.cells for answer in cell.answers)
    return f"{row.words}: {' / '.join(answers)}"
