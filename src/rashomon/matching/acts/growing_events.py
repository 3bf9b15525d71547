"""Events kept ready for newcomers: articles and voices that change → the events that change.

Keeps what each article tells and each round of joining; gives what `find_events` would give, for the same work as the
newcomers' own acts and those they meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from rashomon.matching.acts.cells import event_of
from rashomon.matching.acts.facts import Facts
from rashomon.matching.acts.growing import ActsKept, GrowingActs
from rashomon.matching.acts.judging import SETTINGS, AcrossArticles, EventsSettings
from rashomon.matching.acts.report_facts import facts_of_reports, followed, meant_in
from rashomon.matching.acts.within import acts_of_articles
from rashomon.record import Article, Entity, Event, Judgement, Report, event_id, pair_of
from rashomon.record.packed import packing


@dataclass
class EventsKept:
    """What grows: by article its acts, the judgements behind them and a digest of what its facts follow from, besides
    its reading; and the rounds. Each part may lie in a file.
    """

    acts: MutableMapping[str, list[str]] = field(default_factory=dict)
    inside: MutableMapping[str, list[Judgement]] = field(default_factory=dict)
    follows: MutableMapping[str, str] = field(default_factory=dict)
    rounds: Sequence[ActsKept] = field(default_factory=lambda: [ActsKept() for _ in range(SETTINGS.rounds)])


class EventsChanged(NamedTuple):
    """`events` and `judgements` are new or may have changed; `gone` events are no more or are among them.

    `rejudged`: pairs, the smaller first, whose judgements of before are no more, or are among these.
    """

    events: list[Event]
    gone: list[str]
    judgements: list[Judgement]
    rejudged: set[tuple[str, str]]


class GrowingEvents:
    """Events kept ready for newcomers: `add` changes them to what `find_events` would give, where no people judge."""

    def __init__(self, kept: EventsKept, settings: EventsSettings = SETTINGS) -> None:
        self._kept, self._settings = kept, settings
        judge = AcrossArticles(settings).once
        self._rounds = [
            GrowingActs(part, rules, judge) for part, rules in zip(kept.rounds, settings.rules(), strict=True)
        ]

    def changed_facts(
        self,
        articles: Callable[[Sequence[str]], Mapping[str, Article]],
        reports: Sequence[Report],
        story_of: Mapping[str, str],
        of_mention: Mapping[str, str],
        entities: Mapping[str, Entity],
        read_anew: Set[str] = frozenset(),
    ) -> dict[str, list[Facts]]:
        """Of the articles of some stories those whose facts may have changed, with all the facts of each.

        `reports`: all of these stories'; `articles` gives articles by their ids; what is told in those that are
        `read_anew` may be another.
        """
        meant = meant_in(reports, story_of, of_mention, entities)
        follows = followed(reports, story_of, meant, entities)
        others = {one for one in story_of if self._kept.follows.get(one) != follows.get(one)}
        changed = others | (read_anew & story_of.keys())
        for one in changed - follows.keys():
            self._kept.follows.pop(one, None)
        self._kept.follows.update({one: follows[one] for one in changed & follows.keys()})
        again = [report for report in reports if report.article in changed]
        found: dict[str, list[Facts]] = {one: [] for one in changed}
        for fact in facts_of_reports(articles(sorted(changed)), again, story_of, meant, entities):
            found[fact.article].append(fact)
        return found

    def add(
        self, facts: Mapping[str, Sequence[Facts]], voiced: Iterable[str], origins: Mapping[str, str]
    ) -> EventsChanged:
        """`facts`: of articles that are new or whose facts may have changed, all they have; `voiced`: articles whose
        voice has changed.
        """
        gone = {act for article in facts for act in self._kept.acts.get(article) or ()}
        rejudged = {pair_of(found) for article in facts for found in self._kept.inside.get(article) or ()}
        told = [one for article in sorted(facts) for one in facts[article]]
        acts, inside = acts_of_articles(told, (), self._settings)
        keep_inside(self._kept, acts, inside, facts)
        rejudged |= {pair_of(found) for found in inside}
        before = self._kept.rounds[0].facts
        new = {act.id: act for act in acts if not _is_as_before(act, before.get(act.id))}
        gone -= {act.id for act in acts}
        moved: Mapping[str, frozenset[str]] | None = None
        for one in self._rounds:
            changed = one.change(gone, new, moved)
            gone, new, moved = changed.gone, changed.new, changed.moved
            rejudged |= changed.rejudged
        new |= {group: self._rounds[-1].facts_of(group) for group in self.told_by(voiced)}
        events = [event_of(one, origins) for _, one in sorted(new.items())]
        return EventsChanged(events, [event_id([one]) for one in gone], self._judgements(rejudged, facts), rejudged)

    def told_by(self, articles: Iterable[str]) -> set[str]:
        """The events that these articles tell, each by the smallest of its reports."""
        found = {act for article in articles for act in self._kept.acts.get(article) or ()}
        for one in self._rounds:
            found = one.groups_of(found)
        return found

    def events(self, names: Iterable[str], origins: Mapping[str, str]) -> list[Event]:
        """These events, which are given as in `told_by`."""
        return [event_of(self._rounds[-1].facts_of(name), origins) for name in sorted(names)]

    def articles_of(self, events: Iterable[str]) -> set[str]:
        """The articles that tell these events, which are given as in `told_by`."""
        facts = (self._rounds[-1].facts_of(event) for event in events)
        return {report.article for one in facts for report in one.reports}

    def _judgements(self, pairs: set[tuple[str, str]], articles: Iterable[str]) -> list[Judgement]:
        """The judgements of these pairs, in the order of `find_events`."""
        known = self._kept.rounds[0].facts
        homes = {act: known[act].article for pair in pairs for act in pair if act in known}
        inside: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
        for article in {*articles, *(homes[one] for one, other in pairs if homes.get(one, 1) == homes.get(other, 2))}:
            for found in self._kept.inside.get(article) or ():
                inside[pair_of(found)].append(found)
        made: list[Judgement] = []
        for pair in sorted(pairs):
            between = (one.judgement(pair) for one in self._rounds)
            made += dict.fromkeys([*inside[pair], *(found for found in between if found is not None)])
        return made


def _is_as_before(act: Facts, before: Facts | None) -> bool:
    dump = packing(Facts).dump
    return before is not None and dump is not None and dump(act) == dump(before)


def keep_inside(
    kept: EventsKept, acts: Sequence[Facts], inside: Sequence[Judgement], articles: Iterable[str] = ()
) -> None:
    """Notes what each article tells; of these `articles` what was noted before is no more."""
    for article in articles:
        for part in (kept.acts, kept.inside):
            part.pop(article, None)
    home = {report.id: act.article for act in acts for report in act.reports}
    told: dict[str, list[str]] = defaultdict(list)
    judged: dict[str, list[Judgement]] = defaultdict(list)
    for act in acts:
        told[act.article].append(act.id)
    for found in inside:
        judged[home[found.left]].append(found)
    kept.acts.update(told)
    kept.inside.update(judged)
