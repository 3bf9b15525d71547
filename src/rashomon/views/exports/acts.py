"""What every table of events asks of an event: who, whom, on which day, where, how many, from which articles.

Reads the record; gives one `Act` an event, in the order of days. The one idea: what a table cannot say
(modality, several actors, differing figures) is decided here once, and docs/exports.md tells how.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rashomon.knowledge.plover import HARM, kind_of
from rashomon.record import (
    HOW_MANY,
    Article,
    Entity,
    Event,
    Finding,
    Mention,
    Quantity,
    Record,
    Report,
    Side,
    When,
    Where,
    given_lines,
    is_given,
)
from rashomon.views.exports.base import count, full_text, has_text
from rashomon.views.exports.near_by import Named, place_near_by, places_named
from rashomon.views.given import spell_short

#: Modalities under which an outlet tells an act as a fact; tables without a modality hold only these.
REALISED = frozenset({"happened", "ongoing"})

#: Types in which all sides are actors, so that a pair of actors makes a dyad.
_MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE", "ASSAULT"})

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[^\W\d_a-zа-я])|\n+")


@dataclass(frozen=True, slots=True)
class Party:
    """One side of an act: its entity, and the words by which the reports name it, in reading order."""

    entity: Entity
    words: tuple[str, ...]
    mention: Mention | None


@dataclass(frozen=True, slots=True)
class Act:
    """An event with what its tables need. `day` is ISO; `day_from` says whether it was told or is that of
    publication; `place_from` whether the place was told of it or is one that its accounts name near by; `reports` run
    from the earliest published, `lead` is the first."""

    event: Event
    reports: tuple[Report, ...]
    articles: tuple[Article, ...]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    day: str | None
    day_from: str | None
    place: Where | None
    place_from: str | None

    @property
    def lead(self) -> Report:
        """The report that the table cites where it has room for one."""
        return self.reports[0]

    @property
    def article(self) -> Article:
        """The article of the leading report."""
        return self.articles[0]

    @property
    def contexts(self) -> tuple[str, ...]:
        """The contexts of all reports, in alphabetical order."""
        return tuple(sorted({context for report in self.reports for context in report.contexts}))

    @property
    def cameo(self) -> str:
        """The CAMEO code, as text."""
        return kind_of(self.event.type, self.event.mode).cameo

    @property
    def quad(self) -> int:
        """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
        return kind_of(self.event.type, None).quad

    @property
    def score(self) -> float:
        """PLOVER's score of the type with its mode, -10 … 10."""
        return kind_of(self.event.type, self.event.mode).score

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that tell it, the earliest first; an article of which nobody knows the outlet names none."""
        return tuple(dict.fromkeys(article.outlet for article in self.articles if article.outlet))


def acts(record: Record, realised: bool = False, coded: bool = False, near_by: bool = False) -> list[Act]:
    """Every event that a report tells, in the order of days and ids.

    `realised`: only those that at least one report tells as happened or ongoing. `near_by`: a place named near by
    stands in where none is told. `coded`: the same, and only those of a PLOVER type.
    """
    events = [event for event in record.events.values() if not (coded and event.type == HARM)]
    named = places_named(record) if coded or near_by else {}
    found = [act for event in events if (act := _act(record, event, realised, named))]
    return sorted(found, key=lambda act: (act.day or "9999", act.event.id))


def first_day(record: Record, event: Event) -> str | None:
    """The ISO day on which an event's row stands in every table: the first of its interval, else of publication."""
    return _day(event, [record.reports[id] for id in event.reports if id in record.reports], record)[0]


def headline(act: Act) -> str:
    """The act in one line: "ASSAULT (drone): A, B → C"."""
    kind = f"{act.event.type} ({act.event.mode})" if act.event.mode else act.event.type
    sides = [", ".join(p.entity.name for p in side) for side in (act.actors, act.recipients)]
    return f"{kind}: {sides[0] or 'nobody named'}" + (f" → {sides[1]}" if sides[1] else "")


def stand_ins(act: Act) -> list[str]:
    """What no account tells of it and something near stands in for, in words for a column of notes."""
    day = ["date is that of publication"] if act.day_from == "published" else []
    return day + (["place is not told of it, but named near by"] if act.place_from == "near by" else [])


def voices(act: Act) -> str:
    """ "3 articles, 2 independent origins"."""
    event = act.event
    return f"{count(event.articles, 'article')}, {count(event.origins, 'independent origin')}"


def corrections(record: Record, act: Act) -> list[str]:
    """What people gave in its reports, each once: "corrected by ada: when is 7 Apr 2017"."""
    lines = given_lines(record, [report.id for report in act.reports])
    return list(dict.fromkeys(map(spell_short, lines)))


def dyads(act: Act) -> list[tuple[Party | None, Party | None]]:
    """Each actor with each recipient; each pair of actors of a mutual act without recipients."""
    if act.recipients:
        return [(a, r) for a in act.actors or (None,) for r in act.recipients]
    if len(act.actors) > 1 and act.event.type in _MUTUAL:
        return [(a, b) for n, a in enumerate(act.actors) for b in act.actors[n + 1 :]]
    return [(a, None) for a in act.actors] or [(None, None)]


def last_day(when: When | None) -> str | None:
    """The last day of an interval (it is half-open), or None."""
    if when is None or when.end is None:
        return None
    whole = when.end[10:] in ("", "T00:00:00Z")
    day = date.fromisoformat(when.end[:10]) - timedelta(days=int(whole))
    return max(day.isoformat(), (when.start or "")[:10])


def figures(act: Act, of: str) -> list[Quantity]:
    """What the reports say to "how many": dead, injured, arrested …"""
    told = (q for report in act.reports for q in report.quantities)
    return [q for q in told if q.of == of and (q.low is not None or q.high is not None)]


def figures_that_stand(act: Act, of: str) -> list[Quantity]:
    """The figures of an act; where a person gave one, it outranks what was read."""
    given = tuple(report for report in act.reports if f"{HOW_MANY}:{of}" in report.corrected)
    return figures(replace(act, reports=given) if given else act, of)


def lowest(act: Act, of: str) -> int | None:
    """The lowest number that any report gives; a bare "at most" counts for nothing."""
    lows = [q.low for q in figures_that_stand(act, of) if q.low is not None]
    return int(min(lows)) if lows else None


def updates(record: Record, of: str) -> dict[str, Finding]:
    """Event → the finding by which its number of `of` was updated."""
    found = (f for f in record.findings.values() if (f.question, f.agreement) == (of, "updated"))
    return {finding.event: finding for finding in found if finding.event}


def standing(record: Record, act: Act, of: str, updated: Finding | None) -> int | None:
    """The lowest number that stands: of one that was `updated` what was told last, of any other the lowest of all."""
    sides = [(day, side) for side in updated.sides if (day := _first_told(record, side))] if updated else []
    if not sides or any(f"{HOW_MANY}:{of}" in report.corrected for report in act.reports):
        return lowest(act, of)
    last = set(max(sides, key=lambda dated: dated[0])[1].reports)
    return lowest(replace(act, reports=tuple(report for report in act.reports if report.id in last)), of)


def _first_told(record: Record, side: Side) -> str | None:
    """When the first of the dated articles that give an answer came out."""
    told = (record.articles[record.reports[report].article].published for report in side.reports)
    return min((published for published in told if published), default=None)


def told_range(act: Act, of: str) -> str | None:
    """All numbers that are told, lowest to highest: "86" or "86-100"; None where none is."""
    ends = [end for q in figures(act, of) for end in (q.low, q.high) if end is not None]
    if not ends:
        return None
    low, high = int(min(ends)), int(max(ends))
    return str(low) if low == high else f"{low}-{high}"


def sentence_number(record: Record, report: Report) -> int:
    """The number of the sentence the act is told in, from 1, counted by punctuation and line breaks."""
    text = full_text(record, report.article)
    return 1 + sum(1 for _ in _SENTENCE_END.finditer(text, 0, report.trigger.start))


def number(id: str, *more: str) -> int:
    """A whole number below 2^53 from ids, for tables whose ids are numbers: exact in every reader."""
    value = int(id[:13], 16)
    for other in more:
        value = (value * 31 + int(other[:13], 16)) % (1 << 52)
    return value


def dyad_number(act: Act, pair: tuple[Party | None, Party | None]) -> int:
    """The number of one dyad: that of the event where it has but one."""
    if len(dyads(act)) == 1:
        return number(act.event.id)
    return number(act.event.id, *(side.entity.id if side else "0" for side in pair))


def _act(record: Record, event: Event, realised: bool, named: Named) -> Act | None:
    reports = [record.reports[id] for id in event.reports if id in record.reports]
    if not reports or (realised and not any(report.modality in REALISED for report in reports)):
        return None
    reports.sort(key=lambda r: (_published(record, r) or "9999", r.article, r.start, r.id))
    # one that tells it as a fact leads, so that the cited sentence says what the table says
    reports.sort(key=lambda r: r.modality not in REALISED)
    articles = dict.fromkeys(r.article for r in reports)
    day, day_from = _day(event, reports, record)
    place = event.where or place_near_by(reports, named)
    return Act(
        event,
        tuple(reports),
        tuple(record.articles[id] for id in articles),
        tuple(_parties(record, event.actors, reports, "actors")),
        tuple(_parties(record, event.recipients, reports, "recipients")),
        day,
        day_from,
        place,
        None if place is None else "told" if event.where else "near by",
    )


def _published(record: Record, report: Report) -> str | None:
    return record.articles[report.article].published


def _day(event: Event, reports: list[Report], record: Record) -> tuple[str | None, str | None]:
    if event.when and event.when.start:
        return event.when.start[:10], "told"
    published = min((at for report in reports if (at := _published(record, report))), default=None)
    return (published[:10], "published") if published else (None, None)


def _parties(record: Record, entities: tuple[str, ...], reports: list[Report], side: str) -> Iterator[Party]:
    mentions = [record.mentions[id] for report in reports for id in getattr(report, side) if id in record.mentions]
    for id in entities:
        if id not in record.entities:
            continue
        own = [m for m in mentions if m.entity == id and not is_given(m)]
        # withheld words are fingerprints, which name nobody
        words = tuple(dict.fromkeys(m.text for m in own)) if has_text(record) else ()
        yield Party(record.entities[id], words, own[0] if own else None)
