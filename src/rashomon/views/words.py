"""How answers are put into words: marks, citations, intervals, names. Shared by every view and face."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from rashomon.knowledge.plover import HARM
from rashomon.language.calendar import part_of_day
from rashomon.language.normalise import one_line
from rashomon.language.pronouns import is_pronoun
from rashomon.record import (
    Article,
    Attribution,
    Copy,
    Mention,
    Record,
    Report,
    Span,
    Statement,
    When,
    answers_cited,
    cells_of,
    cited_for,
    day_of,
)

#: Agreement is shown by shape and word, never by colour alone.
MARKS = {"agreed": "●", "differing": "◐", "contradicted": "✕", "updated": "↻", "single": "○"}

#: The order in which an editor tells findings: what is disputed first.
URGENCY = {name: place for place, name in enumerate(("contradicted", "updated", "differing", "agreed", "single"))}


#: "2019-05-14 morning", "2019-05", "2019-05-13 to 2019-05-19", "2019-05-14 07:40".
_DAYS = re.compile(r"(\d{4}(?:-\d\d){0,2})(?: to (\d{4}-\d\d-\d\d))?(?: (morning|afternoon|evening|night|\d\d:\d\d))?")


@dataclass(frozen=True, slots=True)
class Citation:
    """Characters of an article: who published them, where they stand, what they say."""

    article: str
    outlet: str
    start: int
    end: int
    quote: str


#: What `outlet_name` calls an article whose outlet nothing names.
_UNNAMED = re.compile(r"article [0-9a-f]{8}")
#: Parties that a line names before it counts the rest.
_PARTIES = 4


def doers(names: Iterable[str], type: str) -> str:
    """Who did it, in one line: "somebody" where no account names one, nothing where harm is laid to none."""
    return some_names(names) or ("" if type == HARM else "somebody")


def some_names(names: Iterable[str]) -> str:
    """ "A, B, C, D and 2 more": parties in one line."""
    every = list(names)
    rest = f" and {len(every) - _PARTIES} more" if len(every) > _PARTIES + 1 else ""
    return ", ".join(every[: _PARTIES if rest else None]) + rest


#: Languages by their code, for those that stand in a case unread.
_LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "de": "German", "el": "Greek", "es": "Spanish", "fa": "Persian",
    "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian",
    "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "pl": "Polish",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def unread(language: str, tells: bool) -> str | None:
    """ "in French, not read": an account in a language that no reader here took up; None of any other.

    `tells`: whether a report or a statement was read in it.
    """
    if language == "en" or tells:
        return None
    return f"in {_LANGUAGES.get(language, f'another language ({language})')}, not read"


def outlet_name(article: Article) -> str:
    """The outlet, or what else tells the article from others."""
    return article.outlet or f"article {article.id[:8]}"


def spell_outlets(count: int, names: Iterable[str]) -> str:
    """ "6 outlets"; of articles that nothing names an outlet for ("article 780f4f0b") nobody knows whether it is one:
    "4 outlets and 2 articles of unknown ones", "outlets unknown".
    """
    unnamed = len({name for name in names if _UNNAMED.fullmatch(name)})
    if not unnamed:
        return counted(count, "outlet")
    known = f"{counted(count - unnamed, 'outlet')} and {counted(unnamed, 'article')} of unknown ones"
    return known if count > unnamed else "outlets unknown"


def published_by(outlet: str) -> str:
    """The outlet, beside the article's id; what has but its id for one is of an unknown outlet."""
    return "outlet unknown" if _UNNAMED.fullmatch(outlet) else outlet


def took(other: str, direction: str | None, agency: str | None = None) -> str:
    """ "copied from X"; "shares text with X" where neither a date nor a credit says who took it from whom.

    `agency`: whom both credit; neither took its text from the other then.
    """
    if agency:
        return f"the same text as {other}"
    return f"copied from {other}" if direction == "known" else f"shares text with {other}"


def how_copied(record: Record, copy: Copy) -> str:
    """What an article has to do with the one that its text derives from."""
    article, of = record.articles[copy.article], record.articles[copy.of]
    agency = next((name for name in article.agencies if name in of.agencies), None)
    return took(outlet_name(of), copy.direction, agency)


def taken_from(record: Record, article: str) -> Copy | None:
    """Of the articles that one derives from: one that surely came first before any guess, then what shares most."""
    found = [copy for copy in record.copies_of.get(article, ()) if copy.of in record.articles]
    return min(found, key=lambda copy: (copy.direction != "known", -copy.share, copy.of), default=None)


def as_published(record: Record, articles: Iterable[str]) -> list[str]:
    """Articles in the order in which they came out, as far as anything says; undated ones last."""
    return sorted(articles, key=lambda name: (record.articles[name].published or "~", name))


def called(title: str | None, head: str | None) -> str | None:
    """The title; of an article that has none its first words, in quotes."""
    return title or (f"“{first_words(head, 70)}”" if head else None)


def cite(record: Record, article: str, start: int, end: int) -> Citation:
    """The citation of a span."""
    found = record.articles[article]
    return Citation(article, outlet_name(found), start, end, record.quote(article, start, end))


def cite_report(record: Record, report: Report) -> Citation:
    """The sentence or clause in which a report is told."""
    return cite(record, report.article, report.start, report.end)


def cite_answer(record: Record, report: Report, question: str) -> Citation:
    """The clause in which a report is told, with the words that its answer to a question was read from."""
    text, own = record.articles[report.article].text, Span(report.start, report.end)
    when, where = (cell.mention if cell else None for cell in (report.when, report.where))
    counted = [(quantity.of or quantity.unit or "", quantity.mention) for quantity in report.quantities]
    cells = cells_of(report.actors, report.recipients, when, where, counted)
    places = {one: Span(m.start, m.end) for ids in cells.values() for one in ids if (m := record.mentions.get(one))}
    span = cited_for(question, answers_cited(text, own, cells, places)) or own
    return cite(record, report.article, span.start, span.end)


def cite_statement(record: Record, statement: Statement) -> Citation:
    """The hull of a statement: speaker, cue and content."""
    return cite(record, statement.article, statement.start, statement.end)


def content_of(record: Record, statement: Statement) -> str:
    """The words of a statement's content, pieces joined by an ellipsis."""
    return " … ".join(one_line(record.quote(statement.article, s.start, s.end)) for s in statement.content)


def cue_of(record: Record, statement: Statement) -> str | None:
    """The words by which an account says that it was said: "has rejected"; None where only a colon or a dash does."""
    cue = statement.cue
    return None if cue is None else spelled_cue(record.quote(statement.article, cue.start, cue.end))


def spelled_cue(words: str) -> str | None:
    """A cue on one line; None where it has no words."""
    line = one_line(words)
    return line if any(letter.isalpha() for letter in line) else None


def manner(form: str, negative: bool) -> str:
    """ "(direct)", "(indirect, negative)"."""
    return f"({form}{', negative' if negative else ''})"


def names(record: Record, mentions: Iterable[str]) -> tuple[str, ...]:
    """Names of the entities behind mentions, groups opened, each once, in the order given."""
    found: dict[str, None] = {}
    for mention in mentions:
        for member in record.mentions[mention].members or (mention,):
            if member in record.mentions:
                found[record.name_of(member) or ""] = None
    return tuple(found)


def entity_names(record: Record, entities: Iterable[str]) -> tuple[str, ...]:
    """Names of entities; an id without an entity says itself."""
    return tuple(record.entities[e].name if e in record.entities else e for e in entities)


def spell_chain(links: Iterable[Attribution]) -> str:
    """outlet ← agency ← ministry, outermost first."""
    return " ← ".join(link.name for link in links)


def spell_when(when: When | None) -> str | None:
    """An interval as a reader says it: "11 Apr 2017", "Apr 2017", "3–5 Apr 2018"; None where it is open."""
    if when is None or when.start is None:
        return None
    start = _moment(when.start)
    end = _moment(when.end) if when.end else None
    about = {"before": "before ", "after": "after ", "about": "about "}.get(when.relation, "")
    part = part_of_day(when.start, when.end or "") if when.precision == "hour" else None
    return about + (f"{_day(start)}, {part}" if part else spell_interval(start, end))


def spell_interval(start: datetime, end: datetime | None) -> str:
    """Half-open [start, end) with no more detail than it has."""
    last = end - timedelta(seconds=1) if end else start
    if end and end - start < timedelta(hours=23):
        return f"{start.day} {start:%b %Y, %H:%M}"
    if start.date() == last.date():
        return _day(start)
    if (start.day, start.month) == (1, 1) and (last.day, last.month) == (31, 12):
        return str(start.year) if start.year == last.year else f"{start.year}–{last.year}"
    if start.day == 1 and (last + timedelta(days=1)).day == 1:
        return (
            f"{start:%b %Y}"
            if start.month == last.month and start.year == last.year
            else f"{start:%b %Y} – {last:%b %Y}"
        )
    if start.year == last.year and start.month == last.month:
        return f"{start.day}–{_day(last)}"
    return f"{start.day} {start:%b} – {_day(last)}" if start.year == last.year else f"{_day(start)} – {_day(last)}"


def spell_answer(question: str, answer: str) -> str:
    """An answer as a reader says it: the days of "when" as in the rest of the brief, other answers as they stand."""
    found = _DAYS.fullmatch(answer) if question == "when" else None
    if found is None:
        return answer
    first, last, rest = found.group(1), found.group(2), found.group(3)
    start = _first_day(first)
    end = _first_day(last) + timedelta(days=1) if last else _after(first)
    return spell_interval(start, end) + (f", {rest}" if rest else "")


def _first_day(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}-01-01"[:10] if len(day) == 4 else f"{day}-01" if len(day) == 7 else day)


def _after(day: str) -> datetime:
    """The day after a year, a month or a day."""
    first = _first_day(day)
    if len(day) == 4:
        return first.replace(year=first.year + 1)
    if len(day) == 7:
        return (first + timedelta(days=31)).replace(day=1)
    return first + timedelta(days=1)


def spell_published(article: Article) -> str:
    """When an article was published, as far as anything says."""
    if article.published is None and article.published_latest is None:
        return "undated"
    start = _moment(article.published) if article.published else None
    last = _moment(article.published_latest) if article.published_latest else None
    if start is None:
        return f"up to {_day(last)}" if last else "undated"
    if last is None:
        return f"from {_day(start)}"
    said = spell_interval(*_whole_days(start, last))
    return f"{said} (inferred)" if article.published_from == "inferred" else said


def known_day(article: Article) -> str | None:
    """The day on which an article came out, where it is known to a day or two."""
    return day_of(article.published, article.published_latest)


def spell_days(first: str | None, last: str | None) -> str:
    """Days from the first to the last, in words."""
    if first is None or last is None:
        return "undated"
    start, end = (datetime.fromisoformat(day[:10] + "T00:00:00Z") for day in (first, last))
    return spell_interval(start, end + timedelta(days=1))


def spell_story(days: Sequence[str | None], first: str | None, last: str | None) -> str:
    """The days on which a story was told; where no article is dated to a day, the range that was inferred."""
    known = sorted(day for day in days if day)
    if known:
        return spell_days(known[0], known[-1])
    return "undated" if first is None or last is None else f"{spell_days(first, last)} (inferred)"


def some_chains(chains: str, most: int) -> str:
    """ "A ← x; B; and 4 more ways": the first of the ways by which an act is told."""
    ways = chains.split("; ")
    return chains if len(ways) <= most + 1 else f"{'; '.join(ways[:most])}; and {len(ways) - most} more ways"


def _whole_days(first: datetime, last: datetime) -> tuple[datetime, datetime]:
    """The half-open days from that of the first instant through that of the last."""
    return _midnight(first), _midnight(last) + timedelta(days=1)


#: The question of an act that some tell and others deny.
WHETHER = "whether it happened"
#: Questions about an act, which is told in words where they are asked of no event.
OF_AN_ACT = ("whether", "when", "where")
#: The question of what several accounts tell in like sentences.
TOLD = "told alike"


def quoted(quote: str | None) -> str | None:
    """The first words of a passage, in quotes; None of none."""
    return f"“{first_words(quote, 110)}”" if quote else None


def nested(value: Any) -> Any:
    """A list or a struct as JSON, any other value as it is."""
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, list | dict) else value


def first_words(text: str, limit: int = 160) -> str:
    """Text on one line, cut at a word with an ellipsis."""
    line = one_line(text)
    return line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def some_outlets(outlets: Sequence[str], most: int = 6) -> str:
    """ "A, B, C, D, E, F and 4 more": outlets in one line."""
    rest = f" and {len(outlets) - most} more" if len(outlets) > most + 1 else ""
    return ", ".join(outlets[: most if rest else None]) + rest


def counted(count: int, noun: str) -> str:
    """ "1 article", "2,000 articles", "2 stories"."""
    many = {"story": "stories", "copy": "copies"}.get(noun, f"{noun}s")
    return f"{count:,} {noun if count == 1 else many}"


def spellings(mentions: Iterable[Mention]) -> dict[str, int]:
    """How often each spelling stands, commonest first; "it" and "who" spell nobody."""
    counts: dict[str, int] = {}
    for mention in mentions:
        if not is_pronoun(mention.text):
            counts[mention.text] = counts.get(mention.text, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _moment(instant: str) -> datetime:
    return datetime.fromisoformat(instant)


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0)


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%b %Y}"
