"""article + mentions + times → the range of dates on which an undated article can have been published.

English in full; Russian by its dates and weekdays.

The one idea: everything in a text that knows its day bounds the day of the text: dates told as past or to come,
a weekday beside a date, offices held, events named. The range that most of the evidence supports is taken
(matching/ranges.py); where evidence conflicts or is thin, the article stays undated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from spacy.tokens import Doc

from rashomon.knowledge.dated_events import NamedEvent, events_named
from rashomon.knowledge.offices import Holding, held_together, interval_of
from rashomon.language import calendar
from rashomon.language.timex.intervals import Stretch, stretches
from rashomon.language.timex.tagger import Timex, find_timexes
from rashomon.language.timex.tense import tense_at
from rashomon.matching.ranges import ANY, Evidence, Period, Supported, best_supported
from rashomon.record import Article, Judgement, Mention, Reason, When

BY = "machine:dating-2"
#: A report that gives a weekday was written within so many days of it.
WEEK = timedelta(days=6)
#: An event told without its date, and as recent, is news: the report follows within so many days.
NEWS = timedelta(days=60)
#: Characters within which "recent" speaks of an event.
NEARBY = 700
#: A future event told without its year is at most so far away.
AHEAD = timedelta(days=60)
#: A date that the lead gives with its year is seldom older, in news, than this.
YEAR = timedelta(days=400)
#: Characters of a text that count as its lead.
LEAD = 1000
#: Ranges wider than this many days say too little to be a date.
WIDEST = 4 * 366
#: Ranges up to this many days are called "same", wider ones "unsure".
NARROW = 45
#: Evidence lighter than this in all leaves the article undated.
ENOUGH = 0.8
#: Years in which a date without a year is looked for.
YEARS = range(1990, 2041)


class Dated(NamedTuple):
    """`article` with its dates filled where something says; `judgements` (relation "published") say what.

    `whens` are the times again, those counted from publication resolved where the range is short enough.
    """

    article: Article
    judgements: list[Judgement]
    whens: list[When]


def date_article(article: Article, doc: Doc, mentions: Sequence[Mention], whens: Sequence[When]) -> Dated:
    """Leaves a dated article as it is; else infers a range from offices, dates and events in the text."""
    russian = article.language == "ru" and doc.has_annotation("DEP")
    if article.published is not None or not (russian or article.language in ("en", "")):
        return Dated(article, [], list(whens))
    found = _range_in_russian(doc, mentions, whens) if russian else _range(article, doc, mentions)
    if found is None:
        return Dated(article, [], list(whens))
    dated = replace(
        article,
        published=f"{found.period.first}T00:00:00Z",
        published_latest=f"{found.period.last}T23:59:59Z",
        published_from="inferred",
    )
    return Dated(dated, [_judgement(article, found)], reanchor(article, doc, mentions, whens, found.period))


def _range(article: Article, doc: Doc, mentions: Sequence[Mention]) -> Supported | None:
    timexes = find_timexes(doc, None)
    evidence = [
        *_dates_told(doc, article.text, timexes),
        *_days_without_year(doc, timexes),
        *_events(doc, article.text, timexes),
        *_offices(article, doc, mentions),
    ]
    found = best_supported(evidence)
    return _after_the_lead(doc, timexes, found) if found and _enough(found) else None


def _range_in_russian(doc: Doc, mentions: Sequence[Mention], whens: Sequence[When]) -> Supported | None:
    found = best_supported([*_told_in_russian(doc, mentions, whens)])
    return found if found and _enough(found) else None


def _enough(found: Supported) -> bool:
    width = (found.period.last - found.period.first).days
    offices = all(one.feature == "office held" for one in found.used)
    weight = sum(one.weight for one in found.used)
    return width <= WIDEST and (weight >= ENOUGH or (offices and bool(found.used)))


def _judgement(article: Article, found: Supported) -> Judgement:
    width = (found.period.last - found.period.first).days
    doubt = 1.0
    for one in found.used:
        doubt *= 1 - one.weight
    for one in found.against:
        doubt = min(1.0, doubt + one.weight / 4)
    reasons = [Reason(one.feature, one.weight, one.left, one.right) for one in found.used]
    reasons += [Reason(one.feature, -one.weight, one.left, one.right) for one in found.against]
    verdict = "same" if width <= NARROW else "unsure"
    right = f"{found.period.first}/{found.period.last}"
    return Judgement("published", article.id, right, verdict, round(1 - doubt, 4), tuple(reasons), BY, None)


# --- dates in the text -----------------------------------------------------------------------------------


def _dates_told(doc: Doc, text: str, timexes: Sequence[Timex]) -> Iterator[Evidence]:
    """The latest absolute date told as past; a year alone only where its clause is past and dates an act."""
    past: list[tuple[calendar.Interval, Timex]] = []
    for timex in timexes:
        interval = calendar.interval_of(timex.value) if _absolute(timex) else None
        if interval is None or not 1900 <= interval.start.year <= 2099:
            continue
        tense = tense_at(doc, timex.start)
        exact = interval.precision in ("day", "hour", "minute")
        if tense < 0 or (exact and tense == 0):
            past.append((interval, timex))
        elif tense > 0 and exact:
            last = interval.start.date()
            yield Evidence((Period(ANY.first, last),), 0.3, "date told as to come", timex.text, timex.value)
    dating = [one for one in past if one[0].precision != "year" or _dates_an_act(text, one[1])]
    if dating:
        yield from _at_or_after(*max(dating, key=lambda one: (one[0].start, one[1].start)))
        yield from _same_week(doc, past, timexes)


def _dates_an_act(text: str, timex: Timex) -> bool:
    """ "in 2015", "since 2015": not "the 2016 election"."""
    before = text[max(0, timex.start - 8) : timex.start].lower()
    return before.endswith(("in ", "since ", "late ", "early "))


def _absolute(timex: Timex) -> bool:
    return timex.anchor == "absolute" and timex.type in ("DATE", "TIME")


def _at_or_after(interval: calendar.Interval, timex: Timex) -> Iterator[Evidence]:
    """A bound that holds, and for a day the likelihood that news gives dates of its own year."""
    exact = interval.precision in ("day", "hour", "minute")
    day = interval.start.date()
    yield Evidence((Period(day, ANY.last),), 0.5 if exact else 0.4, "latest date told as past", timex.text, timex.value)
    if exact and timex.start < LEAD:
        yield Evidence((Period(day, day + YEAR),), 0.25, "news of the latest date's year", timex.text, timex.value)


def _same_week(doc: Doc, past: list[tuple[calendar.Interval, Timex]], timexes: Sequence[Timex]) -> Iterator[Evidence]:
    """The latest day of the text, where the text also calls its weekday: it was written within the week."""
    days = [(interval.start.date(), timex) for interval, timex in past if interval.precision == "day"]
    if not days or max(day for day, _ in days).year < _latest_year(timexes):
        return
    day, timex = max(days, key=lambda one: one[0])
    named = [one for one in timexes if _calls(one, day) and tense_at(doc, one.start) <= 0]
    if named:
        feature = "weekday of the latest date"
        yield Evidence((Period(day, day + WEEK),), 0.7, feature, f"{named[0].text} … {timex.text}", day.isoformat())


def _latest_year(timexes: Sequence[Timex]) -> int:
    """The latest year that the text gives at all."""
    years = [int(one.value[:4]) for one in timexes if one.value[:4].isdigit() and one.anchor == "absolute"]
    return max((year for year in years if year < 2100), default=0)


def _calls(timex: Timex, day: date) -> bool:
    """Whether an expression without a year means a day: its weekday, or its weekday, month and number."""
    if _bare_weekday(timex) == day.isoweekday():
        return True
    same_day = timex.anchor != "absolute" and timex.value[4:] == f"-{day:%m-%d}"
    return same_day and _WEEKDAY.search(timex.text) is not None


def _bare_weekday(timex: Timex) -> int | None:
    found = re.fullmatch(r"XXXX-WXX-(\d)(?:T.*)?", timex.value)
    return int(found[1]) if found and timex.type in ("DATE", "TIME") else None


_YEARLESS = re.compile(r"(?:XXXX|\d{4})-(\d\d)-(\d\d)$")
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b", re.IGNORECASE)
_NUMBERS = {name: number for number, name in enumerate("mon tue wed thu fri sat sun".split(), start=1)}


def _days_without_year(doc: Doc, timexes: Sequence[Timex]) -> Iterator[Evidence]:
    """ "Tuesday, August 16": the years in which it was a Tuesday."""
    for timex in timexes:
        found = _YEARLESS.match(timex.value)
        if timex.type != "DATE" or timex.anchor == "absolute" or not found:
            continue
        weekday = _WEEKDAY.search(timex.text)
        if weekday is None:
            continue
        days = [day for year in YEARS if (day := calendar.safe_date(year, int(found[1]), int(found[2])))]
        days = [day for day in days if day.isoweekday() == _NUMBERS[weekday[1].lower()]]
        periods = _around(days, tense_at(doc, timex.start))
        if periods:
            years = " ".join(str(day.year) for day in days)
            yield Evidence(periods, 0.6, "weekday beside a date", timex.text, years)


def _around(days: Sequence[date], tense: int) -> tuple[Period, ...]:
    if tense > 0:
        return tuple(Period(day - AHEAD, day) for day in days)
    return tuple(Period(day, day + WEEK) for day in days)


# --- dates in a Russian text -----------------------------------------------------------------------------


def _told_in_russian(doc: Doc, mentions: Sequence[Mention], whens: Sequence[When]) -> Iterator[Evidence]:
    """The latest full date of the text that is not to come, with its weekday, and days whose weekday is told."""
    # loaded with the first Russian text, as all that reads Russian
    from rashomon.language.russian.times import tense_in_russian, weekdays_told

    told = {mention.id: mention for mention in mentions}
    known = [(day, told[one.mention]) for one in whens if (day := _full_day(one))]
    weekdays = weekdays_told(doc)
    past = [(day, mention) for day, mention in known if tense_in_russian(doc, mention.start) <= 0]
    if past:
        day, mention = max(past, key=lambda one: (one[0], -one[1].start))
        iso = day.isoformat()
        yield Evidence((Period(day, ANY.last),), 0.5, "latest date told as past", mention.text, iso)
        if mention.start < LEAD:
            yield Evidence((Period(day, day + YEAR),), 0.25, "news of the latest date's year", mention.text, iso)
        named = [one for one in weekdays if one.month is None and one.weekday == day.isoweekday() and one.tense <= 0]
        if named and day == max(known, key=lambda one: one[0])[0]:
            said = f"{named[0].said} … {mention.text}"
            yield Evidence((Period(day, day + WEEK),), 0.7, "weekday of the latest date", said, iso)
    for one in weekdays:
        if one.month is not None and one.day is not None:
            days = [found for year in YEARS if (found := calendar.safe_date(year, one.month, one.day))]
            days = [found for found in days if found.isoweekday() == one.weekday]
            years = " ".join(str(found.year) for found in days)
            if days:
                yield Evidence(_around(days, one.tense), 0.6, "weekday beside a date", one.said, years)


def _full_day(when: When) -> date | None:
    """The day of a time that is told with its year."""
    if when.start is None or when.anchor != "absolute" or when.precision not in ("day", "hour", "minute"):
        return None
    return date.fromisoformat(when.start[:10])


# --- events ----------------------------------------------------------------------------------------------

_OLD = re.compile(
    r"\b(?:anniversary|since|years? (?:ago|after|earlier)|last year|decade|history|remember|commemorat)", re.IGNORECASE
)
_RECENT = re.compile(r"\b(?:recent(?:ly)?|latest|this week|last week|earlier this (?:week|month)|last month)\b", re.I)
_COMING = re.compile(r"\b(?:will|scheduled|slated|upcoming|due to|ahead of|to (?:take part|attend|join|meet))\b", re.I)
_TODAY = re.compile(r"\btoday\b", re.I)
_YESTERDAY = re.compile(r"\byesterday\b", re.I)
_TOMORROW = re.compile(r"\btomorrow\b", re.I)


def _events(doc: Doc, text: str, timexes: Sequence[Timex]) -> Iterator[Evidence]:
    """Events of the table that a sentence names; several that one sentence can mean are alternatives."""
    seen: set[str] = set()
    recent = [found.start() for found in _RECENT.finditer(text)]
    for sentence in doc.sents:
        start, end = sentence.start_char, sentence.end_char
        named = events_named(text[start:end])
        if not named or len(named) > 4:
            continue
        inside = [one for one in timexes if start <= one.start < end]
        fresh = any(abs(at - start) < NEARBY for at in recent)
        feature, weight, periods = _told(doc, start, text[start:end], named, inside, fresh)
        key = feature + "|".join(one.event.name for one in named)
        if key not in seen:
            seen.add(key)
            names = "; ".join(f"{one.event.name} {one.event.start}" for one in named)
            yield Evidence(periods, weight, feature, _quoted(text[start:end]), names)


def _quoted(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 160 else plain[:159] + "…"


def _told(
    doc: Doc, start: int, text: str, named: Sequence[NamedEvent], inside: Sequence[Timex], fresh: bool
) -> tuple[str, float, tuple[Period, ...]]:
    """How the sentence tells the event: by weekday, as of today, as to come, with its date, or as known news."""
    weekdays = {one for timex in inside if (one := _bare_weekday(timex))}
    fitting = [one for one in named if one.event.start.isoweekday() in weekdays]
    if any(_absolute(timex) for timex in inside) or _OLD.search(text):
        return "event told with its date", 0.4, tuple(Period(one.event.start, ANY.last) for one in named)
    tense = max(tense_at(doc, start + one.offset) for one in named)
    if fitting and tense <= 0:
        return "event and its weekday", 0.8, tuple(Period(one.event.start, one.event.start + WEEK) for one in fitting)
    day = timedelta(days=1)
    for words, shift in ((_TODAY, 0), (_YESTERDAY, 1), (_TOMORROW, -1)):
        if words.search(text):
            return "event by day", 0.8, tuple(
                Period(one.event.start + shift * day - day * (shift == 0), one.event.end + shift * day) for one in named
            )
    if tense <= 0 and _COMING.search(text):
        return "event near", 0.4, tuple(Period(one.event.start - AHEAD, one.event.start + NEWS) for one in named)
    if tense > 0:
        return "event to come", 0.6, tuple(Period(one.event.start - AHEAD, one.event.end) for one in named)
    if fresh:
        return "event told as recent", 0.35, tuple(Period(one.event.start, one.event.start + NEWS) for one in named)
    return "event told as known", 0.4, tuple(Period(one.event.start, ANY.last) for one in named)


# --- offices ---------------------------------------------------------------------------------------------


def _offices(article: Article, doc: Doc, mentions: Sequence[Mention]) -> Iterator[Evidence]:
    """Persons beside their offices: all together where the holds coincide, else each for itself."""
    holdings = list(dict.fromkeys(_holdings(article, doc, mentions)))
    known = [(one, held) for one in holdings if (held := interval_of(one.phrase or "", one.country, one.name))]
    together = held_together([one for one, _ in known]) if known else None
    if together is not None and _period(together.start, together.end) is None:
        together = None
    for holding, held in known:
        bounds = together or held
        period = _period(bounds.start, bounds.end)
        if period is None:
            continue
        row = next((row for row in bounds.rows if row in held.rows), held.rows[0])
        right = f"{row.title} of {row.country or row.organization} {row.start}–{row.end or ''}"
        yield Evidence((period,), 0.35, "office held", f"{holding.phrase} {holding.name}".strip(), right)


def _period(start: str | None, end: str | None) -> Period | None:
    """The days of a hold; the last day is the successor's. None where two holds only touch."""
    first = date.fromisoformat(start) if start else ANY.first
    last = date.fromisoformat(end) - timedelta(days=1) if end else ANY.last
    return Period(first, last) if first <= last else None


#: Words that make an office phrase speak of a race or an end, not of a hold.
_NO_HOLD = re.compile(
    r"\b(?:poll|candidate|front-?runner|nominee|hopeful|elect|republican|democratic|then|slain|late|toppl\w+|oust\w+"
    r"|deposed|overthrow\w*|designate|acting|would-be|under)\b", re.IGNORECASE,
)  # fmt: skip


def _holdings(article: Article, doc: Doc, mentions: Sequence[Mention]) -> Iterator[Holding]:
    """Named persons with the role words before the name, or in the apposition after it."""
    for mention in mentions:
        if mention.kind != "person" or not mention.text[:1].isupper() or mention.article != article.id:
            continue
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is None or not len(span):
            continue
        before, after = _words_before(doc, span.start), _words_after(doc, span.end)
        for phrase in (before, after):
            if phrase and phrase[0] != "-" and not _NO_HOLD.search(phrase) and interval_of(phrase, None, mention.text):
                yield Holding(mention.text, phrase)
                break


_LINKS = {"of", "for", "the", "'s", "’s", "(", ")", "and"}


def _words_before(doc: Doc, start: int) -> str:
    """The noun phrase that runs into a name: "Iranian Defense Minister Brigadier General"."""
    first = start
    while first > 0 and start - first < 12 and _in_title(doc, first - 1):
        first -= 1
    return str(doc[first:start].text).strip()


def _words_after(doc: Doc, end: int) -> str:
    """The apposition after a name: ", the Russian defence minister,"."""
    if end >= len(doc) or doc[end].text != ",":
        return ""
    last = end + 1
    while last < len(doc) and last - end < 12 and _in_title(doc, last):
        last += 1
    return str(doc[end + 1 : last].text).strip()


def _in_title(doc: Doc, at: int) -> bool:
    token = doc[at]
    if "\n" in token.text or "\n" in token.whitespace_:
        return False
    return token.pos_ in ("PROPN", "NOUN", "ADJ") or token.lower_ in _LINKS or token.text == "-"


# --- narrowing and counting again ------------------------------------------------------------------------


def _after_the_lead(doc: Doc, timexes: Sequence[Timex], found: Supported) -> Supported:
    """News leads with what is newest: the weekday of the lead does not precede that of an event told as background."""
    anchored = [one for one in found.used if one.feature in ("event and its weekday", "weekday of the latest date")]
    early = [one for one in timexes if one.start < LEAD and _bare_weekday(one)]
    lead = next((one for one in early if tense_at(doc, one.start) <= 0), None)
    if lead is None or not anchored or (found.period.last - found.period.first).days > 7:
        return found
    first = found.period.first  # where other evidence has narrowed it, all that was anchored may begin before it
    newest = max((day for one in anchored for period in one.periods if (day := period.first) >= first), default=first)
    day = calendar.weekday_near(newest, _bare_weekday(lead) or 1, 1)
    if not found.period.first < day <= found.period.last:
        return found
    narrowed = Period(day, found.period.last)
    reason = Evidence((narrowed,), 0.3, "weekday of the lead", lead.text, day.isoformat())
    return Supported(narrowed, [*found.used, reason], found.against)


#: Ranges of at most this many days still place "on Friday".
SHORT = 7


def reanchor(
    article: Article, doc: Doc, mentions: Sequence[Mention], whens: Sequence[When], period: Period
) -> list[When]:
    """The times again, counted from a short range of publication: what both ends of the range agree on.

    Where the two ends give different days, the interval covers both and the relation is "about".
    """
    if (period.last - period.first).days > SHORT or not any(when.anchor == "published" for when in whens):
        return list(whens)
    first = _stretched(article, doc, period.first)
    last = _stretched(article, doc, period.last)
    places = {mention.id: (mention.start, mention.end) for mention in mentions}
    return [_placed(when, first.get(places.get(when.mention)), last.get(places.get(when.mention))) for when in whens]


def _stretched(article: Article, doc: Doc, day: date) -> dict[tuple[int, int] | None, Stretch]:
    if article.language == "ru":
        from rashomon.language.russian.times import find_moments

        told = find_moments(doc, day)
    else:
        told = stretches(article.text, find_timexes(doc, day), day)
    return {(one.start, one.end): one for one in told}


def _placed(when: When, one: Stretch | None, other: Stretch | None) -> When:
    if when.start is not None or when.end is not None or one is None or other is None:
        return when
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return when
    same = (one.first, one.last) == (other.first, other.last)
    first, last = min(one.first, other.first), max(one.last, other.last)
    return replace(
        when,
        start=f"{first.isoformat(timespec='seconds')}Z",
        end=f"{last.isoformat(timespec='seconds')}Z",
        relation=when.relation if same else "about",
    )
