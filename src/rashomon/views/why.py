"""record + ids → the reasons: which features spoke for and against a judgement, what a report rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rashomon.record import ACT, Judgement, Record


@dataclass(frozen=True, slots=True)
class Why:
    """Judgements that bear on the things asked about, and plain lines for what needs no judgement."""

    judgements: tuple[Judgement, ...]
    lines: tuple[str, ...]
    #: Of the mentions that are judged, what they say.
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
        return Why(tuple(found), lines, _words(record, found))
    (one,) = members
    found = [j for j in record.judgements if j.left in one or (j.verdict == ACT and j.right in one)]
    return Why(tuple(found), (), _words(record, found))


def _words(record: Record, judgements: Sequence[Judgement]) -> dict[str, str]:
    ends = {end for judgement in judgements for end in (judgement.left, judgement.right)}
    return {end: record.mentions[end].text for end in sorted(ends & record.mentions.keys())}


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
