"""record + ids → the reasons: which features spoke for and against a judgement, what a report rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rashomon.record import Judgement, Record, is_person
from rashomon.views.words import first_words

#: Characters that tell which report or article is meant.
_MOST = 80


@dataclass(frozen=True, slots=True)
class Why:
    """Judgements that bear on the things asked about, and plain lines for what needs no judgement.

    People's come first, then what is the same, the surest first, then what is not.
    """

    judgements: tuple[Judgement, ...]
    lines: tuple[str, ...]
    #: Of the mentions, reports and articles that are judged, what they say: of an article its title or first words.
    words: Mapping[str, str] = field(default_factory=dict)


def explain(record: Record, things: Sequence[tuple[str, str]]) -> Why:
    """Of two things: the judgements between their members. Of one: all that rests on it."""
    members = [_members(record, kind, name) for kind, name in things]
    if len(members) == 2:
        left, right = members
        found = [j for j in record.judgements if _between(j, left, right)]
        if not found:
            whole, other = (_told_with(record, name) for _, name in things)
            found = [j for j in record.judgements if _between(j, whole, other)]
        lines = () if found else ("nothing was compared between these two: they shared no key",)
        return _why(record, found, lines)
    (one,) = members
    return _why(record, [j for j in record.judgements if j.left in one or j.right in one])


def _why(record: Record, found: Sequence[Judgement], lines: tuple[str, ...] = ()) -> Why:
    counting = _that_count(found)
    return Why(counting, lines, _words(record, counting))


def _that_count(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Of several judgements of one pair by the machine the one that decides: what once is the same stays so.

    An article's acts are compared as they stand and again with what is told further on. People's are all given.
    """
    decides: dict[tuple[str, frozenset[str]], Judgement] = {}
    for one in judgements:
        pair = (one.relation, frozenset((one.left, one.right)))
        if not is_person(one) and (pair not in decides or _weight(decides[pair]) < _weight(one)):
            decides[pair] = one
    counting = [*(one for one in judgements if is_person(one)), *decides.values()]
    return tuple(sorted(counting, key=_order))


def _order(judgement: Judgement) -> tuple[bool, bool, float, str, str]:
    return not is_person(judgement), judgement.verdict != "same", -judgement.score, judgement.left, judgement.right


def _weight(judgement: Judgement) -> tuple[bool, float]:
    return judgement.verdict == "same", judgement.score


def _words(record: Record, judgements: Sequence[Judgement]) -> dict[str, str]:
    ends = sorted({end for judgement in judgements for end in (judgement.left, judgement.right)})
    said = ((end, _said(record, end)) for end in ends)
    return {end: words for end, words in said if words}


def _said(record: Record, end: str) -> str | None:
    """The words of what is judged, on one line; None where it has none of its own."""
    if end in record.mentions:
        return record.mentions[end].text
    if end in record.reports:
        report = record.reports[end]
        return first_words(record.quote(report.article, report.start, report.end), _MOST)
    article = record.articles.get(end)
    return None if article is None else first_words(article.title or article.text, _MOST)


def _members(record: Record, kind: str, name: str) -> frozenset[str]:
    """Ids that judgements may name for a thing: itself and what it is made of."""
    made_of: dict[str, tuple[str, ...]] = {
        "story": record.stories[name].articles if kind == "story" else (),
        "event": record.events[name].reports if kind == "event" else (),
        "entity": tuple(m.id for m in record.mentions_of.get(name, [])) if kind == "entity" else (),
    }
    return frozenset({name, *made_of.get(kind, ())})


def _told_with(record: Record, report: str) -> frozenset[str]:
    """The reports of its article that tell one act with it: they are compared with other articles as one."""
    told = record.reports.get(report)
    event = record.events.get(told.event or "") if told else None
    if told is None or event is None:
        return frozenset()
    return frozenset(one for one in event.reports if record.reports[one].article == told.article)


def _between(judgement: Judgement, left: frozenset[str], right: frozenset[str]) -> bool:
    ends = (judgement.left, judgement.right)
    return (ends[0] in left and ends[1] in right) or (ends[0] in right and ends[1] in left)
