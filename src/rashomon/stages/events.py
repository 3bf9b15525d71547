"""reports → events: the one act that several reports tell.

Reads reports, the stories their articles are in, the entities behind actors and recipients, and the origins;
writes events and the judgements behind them. The one idea: reports tell one act when their types, their
people, their time and place are compatible and their words are akin; what contradicts (other people, another
day) weighs as much as what agrees. Background retold later joins the old event by its time and people.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from rashomon.matching.act_keys import are_near, keys_of
from rashomon.matching.acts import told
from rashomon.matching.candidates import pairs_sharing
from rashomon.matching.clusters import Linkage, clusters
from rashomon.matching.facts import (
    Facts,
    beside_others,
    days,
    described,
    described_as,
    is_definite,
    is_outcome,
    joined,
    pairs_of,
)
from rashomon.matching.growing_acts import ActsKept, GrowingActs, RoundRules, grouped, may_meet
from rashomon.matching.manner import is_another, tells_in_general
from rashomon.matching.parties import is_named, stand_ins
from rashomon.matching.scores import Evidence, Model, judge
from rashomon.matching.tellings import (
    ACROSS,
    DENIED,
    FURTHER_ON,
    WITHIN,
    across,
    are_two,
    told_as_others,
    within,
)
from rashomon.record import Article, Entity, Event, Judgement, Report, Story, When, Where, event_id, is_person, pair_of
from rashomon.record.ids import digest
from rashomon.record.packed import packing

VERSION = "machine:events-4"

_PRECISION = ("minute", "hour", "day", "week", "month", "quarter", "season", "year", "decade", "century")


@dataclass(frozen=True, slots=True)
class EventsSettings:
    """What makes two reports one event."""

    #: Mean likelihood between two groups of reports above which they are one event.
    threshold: float = 0.5
    #: Reports with one key that are all compared; beyond, each meets the first so many.
    crowd: int = 24
    #: The same, within one article; stricter, since a text tells many acts in like words.
    within: float = 0.5
    #: How many following reports of its article a report is compared with.
    reach: int = 60
    #: Rounds in which acts of several articles are joined, at most.
    rounds: int = 3
    #: By how much the threshold rises from round to round: groups share something with most others.
    stricter: float = 0.15
    #: Judgements below this likelihood are not kept.
    least: float = 0.25

    def rules(self) -> list[RoundRules]:
        """The rules of each round."""
        return [RoundRules(self.threshold + i * self.stricter, self.crowd, i > 0) for i in range(self.rounds)]


class EventsFound(NamedTuple):
    """`of_report` maps report ids to event ids."""

    events: list[Event]
    of_report: dict[str, str]
    judgements: list[Judgement]


def find_events(
    articles: Mapping[str, Article],
    reports: Sequence[Report],
    stories: Sequence[Story],
    of_mention: Mapping[str, str],
    entities: Mapping[str, Entity],
    origins: Mapping[str, str],
    judgements: Sequence[Judgement] = (),
    settings: EventsSettings = EventsSettings(),
    kept: EventsKept | None = None,
) -> EventsFound:
    """`of_mention` maps mentions to entities; `judgements` are people's.

    `kept`, empty, takes in what newcomers need to join; people are not asked there.
    """
    people = [found for found in judgements if found.relation == "event" and is_person(found)]
    story_of = {article: story.id for story in stories for article in story.articles}
    meant = _meant(reports, story_of, of_mention, entities)
    if kept is not None:
        kept.follows.update(_followed(reports, story_of, meant, entities))
    facts = _facts_of(articles, reports, story_of, meant, entities)
    return events_of(facts, origins, people, settings, kept)


def events_of(
    facts: Sequence[Facts],
    origins: Mapping[str, str],
    people: Sequence[Judgement] = (),
    settings: EventsSettings = EventsSettings(),
    kept: EventsKept | None = None,
) -> EventsFound:
    """See `find_events`; of the facts of reports."""
    acts, inside = _of_articles(facts, people, settings)
    told, between = _gathered(acts, people, settings, kept)
    if kept is not None:
        _keep_inside(kept, acts, inside)
    events = sorted((_event(one, origins) for one in told), key=lambda event: event.reports)
    of_report = {report: event.id for event in events for report in event.reports}
    # a pair that two rounds judge alike is one judgement
    every = dict.fromkeys((*inside, *between))
    return EventsFound(events, of_report, sorted(every, key=lambda found: (found.left, found.right)))


def _facts_of(
    articles: Mapping[str, Article],
    reports: Iterable[Report],
    story_of: Mapping[str, str],
    meant: Mapping[tuple[str, str], str],
    entities: Mapping[str, Entity],
) -> list[Facts]:
    """The facts of reports, in order of their ids."""
    return [
        _facts(report, articles[report.article], story_of.get(report.article, ""), meant, entities)
        for report in sorted(reports, key=lambda report: report.id)
    ]


def _of_articles(
    facts: Sequence[Facts], people: Sequence[Judgement], settings: EventsSettings
) -> tuple[list[Facts], list[Judgement]]:
    """The acts that each article tells, and the judgements behind them: an article's depend on its own facts alone."""
    inside = _within_articles(facts, settings)
    acts = _acts(facts, [*inside, *people], settings)
    outcomes = _kept(_outcomes(acts), settings)
    acts = told_as_others(beside_others(_joined_acts(acts, [*outcomes, *people], settings)))
    return acts, [*inside, *outcomes]


# ── one after the other ───────────────────────────────────────────────────────────────────────────────────


@dataclass
class EventsKept:
    """What grows: by article its acts, the judgements behind them and a digest of what its facts follow from, besides
    its reading; and the rounds. Each part may lie in a file.
    """

    acts: MutableMapping[str, list[str]] = field(default_factory=dict)
    inside: MutableMapping[str, list[Judgement]] = field(default_factory=dict)
    follows: MutableMapping[str, str] = field(default_factory=dict)
    rounds: Sequence[ActsKept] = field(default_factory=lambda: [ActsKept() for _ in range(EventsSettings().rounds)])


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

    def __init__(self, kept: EventsKept, settings: EventsSettings = EventsSettings()) -> None:
        self._kept, self._settings = kept, settings
        judge = _AcrossArticles(settings).once
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
    ) -> dict[str, list[Facts]]:
        """Of the articles of some stories those whose facts may have changed, with all the facts of each.

        `reports`: all of these stories'; `articles` gives articles by their ids.
        """
        meant = _meant(reports, story_of, of_mention, entities)
        follows = _followed(reports, story_of, meant, entities)
        changed = {one for one in story_of if self._kept.follows.get(one) != follows.get(one)}
        for one in changed - follows.keys():
            del self._kept.follows[one]
        self._kept.follows.update({one: follows[one] for one in changed & follows.keys()})
        again = [report for report in reports if report.article in changed]
        found: dict[str, list[Facts]] = {one: [] for one in changed}
        for fact in _facts_of(articles(sorted(changed)), again, story_of, meant, entities):
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
        acts, inside = _of_articles([one for article in sorted(facts) for one in facts[article]], (), self._settings)
        _keep_inside(self._kept, acts, inside, facts)
        rejudged |= {pair_of(found) for found in inside}
        before = self._kept.rounds[0].facts
        new = {act.id: act for act in acts if not _is_as_before(act, before.get(act.id))}
        gone -= {act.id for act in acts}
        for one in self._rounds:
            changed = one.change(gone, new)
            gone, new = changed.gone, changed.new
            rejudged |= changed.rejudged
        new |= {group: self._rounds[-1].facts_of(group) for group in self.told_by(voiced)}
        events = [_event(one, origins) for _, one in sorted(new.items())]
        return EventsChanged(events, [event_id([one]) for one in gone], self._judgements(rejudged, facts), rejudged)

    def told_by(self, articles: Iterable[str]) -> set[str]:
        """The events that these articles tell, each by the smallest of its reports."""
        found = {act for article in articles for act in self._kept.acts.get(article) or ()}
        for one in self._rounds:
            found = one.groups_of(found)
        return found

    def events(self, names: Iterable[str], origins: Mapping[str, str]) -> list[Event]:
        """These events, which are given as in `told_by`."""
        return [_event(self._rounds[-1].facts_of(name), origins) for name in sorted(names)]

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


def _keep_inside(
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


def _followed(
    reports: Iterable[Report],
    story_of: Mapping[str, str],
    meant: Mapping[tuple[str, str], str],
    entities: Mapping[str, Entity],
) -> dict[str, str]:
    """Of each article a digest of what the facts of its reports follow from, besides its reading."""
    found: dict[str, list[object]] = defaultdict(list)
    for report in sorted(reports, key=lambda report: report.id):
        story = story_of.get(report.article, "")
        parties = ((one, meant.get((story, one))) for one in (*report.actors, *report.recipients))
        found[report.article] += [story, report.id, *((one, party_of(entities[who])) for one, who in parties if who)]
    return {article: digest("facts", repr(parts)) for article, parts in found.items()}


def party_of(entity: Entity) -> tuple[object, ...]:
    """What facts say of an entity; who stands for whom in a story is settled before."""
    return entity.id, entity.kind, entity.name, entity.country, bool(entity.roles)


# ── the facts of reports ──────────────────────────────────────────────────────────────────────────────────


def _meant(
    reports: Sequence[Report],
    story_of: Mapping[str, str],
    of_mention: Mapping[str, str],
    entities: Mapping[str, Entity],
) -> dict[tuple[str, str], str]:
    """(Story, mention) of a party → the entity that it stands for in that story."""
    parties: dict[str, dict[str, str]] = defaultdict(dict)
    for report in reports:
        for mention in (*report.actors, *report.recipients):
            if of_mention.get(mention) in entities:
                parties[story_of.get(report.article, "")][mention] = of_mention[mention]
    meant: dict[tuple[str, str], str] = {}
    for story, found in parties.items():
        behind = stand_ins(entities[one] for one in sorted(set(found.values())))
        meant |= {(story, mention): behind[one] for mention, one in found.items()}
    return meant


def _facts(
    report: Report, article: Article, story: str, meant: Mapping[tuple[str, str], str], entities: Mapping[str, Entity]
) -> Facts:
    known = {
        role: [entities[meant[story, one]] for one in mentions if (story, one) in meant]
        for role, mentions in (("actors", report.actors), ("recipients", report.recipients))
    }
    everybody = [*known["actors"], *known["recipients"]]
    trigger = report.trigger
    words = told(report.id, report.article, article.text, trigger.start, trigger.end)
    return Facts(
        report.id,
        report.article,
        frozenset((story,)),
        (report,),
        (words,),
        frozenset(one.id for one in known["actors"] if is_named(one)),
        frozenset(one.id for one in known["recipients"] if is_named(one)),
        frozenset(one.country for one in everybody if one.country),
        frozenset(one.id for one in everybody if one.kind == "person" and is_named(one)),
        frozenset(word for one in everybody if not is_named(one) for word in described(one.name)),
        days(article.published) if article.published else None,
        is_definite(article.text, trigger.start, trigger.end),
        is_outcome(words.words.trigger, bool(report.actors)),
        frozenset(one.country for one in known["actors"] if one.country),
        frozenset(one.country for one in known["recipients"] if one.country),
        tuple((role, one.id) for role, found in known.items() for one in found),
        pairs_of(
            report,
            (one.country for one in everybody if one.country),
            (one.id for one in everybody if one.kind == "person" and " " in one.name),
        ),
        is_general=tells_in_general(report, article.text),
        is_another=is_another(article.text, trigger.start),
        doers=frozenset(one for party in known["actors"] for one in _described(party)),
        struck=frozenset(one for party in known["recipients"] for one in _described(party)),
        doing=frozenset(word for party in known["actors"] for word in described(party.name)),
        undergoing=frozenset(word for party in known["recipients"] for word in described(party.name)),
    )


def _described(party: Entity) -> Iterable[str]:
    """A person by name; who is described by number and head; nothing for what is no person or says nothing."""
    if is_named(party):
        return (party.id,) if party.kind == "person" else ()
    return (words,) if (words := described_as(party.name)) else ()


def _within_articles(facts: Sequence[Facts], settings: EventsSettings) -> list[Judgement]:
    """Judgements on reports of one article, of one or of near types."""
    in_article: dict[str, list[Facts]] = defaultdict(list)
    for one in facts:
        in_article[one.article].append(one)
    found = []
    for here in in_article.values():
        ordered = sorted(here, key=lambda one: (one.reports[0].trigger.start, one.id))
        for place, one in enumerate(ordered):
            for other in ordered[place + 1 : place + 1 + settings.reach]:
                if one.types == other.types or are_near(one, other):
                    found.append(_judgement(one, other, WITHIN, within(one, other)))
    return _kept(found, settings)


def _acts(facts: Sequence[Facts], judgements: Sequence[Judgement], settings: EventsSettings) -> list[Facts]:
    """Reports of one article that tell one act, as one; who meets whom bars it."""
    by_id = {one.id: one for one in facts}

    def allowed(left: Sequence[str], right: Sequence[str]) -> bool:
        return not are_two(joined([by_id[one] for one in left]), joined([by_id[one] for one in right]))

    groups = clusters(by_id, _inside(by_id, judgements), Linkage(settings.within), allowed)
    return [joined([by_id[member] for member in group]) for group in groups]


#: Characters after a deed within which what comes of it is told as such: the next sentence or two.
_NEXT = 350


def _outcomes(acts: Sequence[Facts]) -> list[Judgement]:
    """What an article tells of the dead further on comes of the one act of force it tells; where it tells several, of
    the one told right before. What somebody denies to have done is the act told before it.
    """
    told = [act for act in acts if "ASSAULT" in act.types]
    done: dict[str, list[Facts]] = defaultdict(list)
    for act in told:
        if not _is_denied(act):
            done[act.article].append(act)
    found = []
    for act in told:
        further = DENIED if _is_denied(act) else FURTHER_ON if act.is_outcome else None
        deeds = [one for one in done[act.article] if _is_denied(act) or not one.is_outcome]
        deed = _deed_behind(act, deeds) if further else None
        if further and deed is not None:
            found.append(_judgement(act, deed, WITHIN, {**within(act, deed), **further}))
    return found


def _is_denied(act: Facts) -> bool:
    return all(report.modality == "denied" for report in act.reports)


def _deed_behind(outcome: Facts, deeds: Sequence[Facts]) -> Facts | None:
    """The deed of which an outcome comes: the only one; one told in its sentence; else the last one before it."""
    if len(deeds) == 1:
        return deeds[0]
    if not _is_denied(outcome) and not any(report.quantities for report in outcome.reports):
        return None  # somebody by name, whose end may come of any of them
    deeds = [deed for deed in deeds if deed.is_real == outcome.is_real and not deed.is_general]
    starts = [report.trigger.start for report in outcome.reports]
    sentences = {words.begin for words in outcome.told}
    reach = max(starts) if _is_denied(outcome) else _NEXT
    told = [
        (words.begin in sentences, -min(abs(report.trigger.start - start) for start in starts), deed.id, deed)
        for deed in deeds
        for report, words in zip(deed.reports, deed.told, strict=True)
        if words.begin in sentences or any(start - reach <= report.trigger.start < start for start in starts)
    ]
    return max(told, key=lambda one: one[:3])[3] if told else None


def _joined_acts(acts: Sequence[Facts], judgements: Sequence[Judgement], settings: EventsSettings) -> list[Facts]:
    """Acts with their outcomes."""
    home = {report.id: act.id for act in acts for report in act.reports}
    by_id = {act.id: act for act in acts}
    groups = clusters(by_id, _inside(by_id, _of_acts(judgements, home)), Linkage(settings.within))
    return [joined([by_id[member] for member in group]) for group in groups]


def _inside(by_id: Mapping[str, Facts], judgements: Iterable[Judgement]) -> list[Judgement]:
    """Judgements on two of one article."""
    known = [j for j in judgements if j.left in by_id and j.right in by_id]
    return [j for j in known if by_id[j.left].article == by_id[j.right].article]


class _Gathered(NamedTuple):
    acts: list[Facts]
    judgements: list[Judgement]


def _gathered(
    acts: list[Facts], people: Sequence[Judgement], settings: EventsSettings, kept: EventsKept | None
) -> _Gathered:
    """Acts of all articles, joined in rounds: each sees what the one before has gathered, till nothing more joins."""
    found: list[Judgement] = []
    across_articles = _AcrossArticles(settings)
    for number, rules in enumerate(settings.rules()):
        judged = across_articles.judgements(acts, rules)
        groups = _grouped(acts, [*judged, *people], rules.threshold)
        if kept is not None:
            GrowingActs(kept.rounds[number], rules, across_articles.judge).begin(acts, judged, groups)
        found += judged
        before, acts = acts, _joined_groups(acts, groups)
        if len(acts) == len(before) and kept is None:
            break
    return _Gathered(acts, found)


class _AcrossArticles:
    """Judgements on acts of different articles; what a later round finds as it was is judged once."""

    def __init__(self, settings: EventsSettings) -> None:
        self._settings = settings
        self._known: dict[tuple[int, int], tuple[Facts, Facts, Judgement | None]] = {}

    def judgements(self, acts: Sequence[Facts], rules: RoundRules) -> list[Judgement]:
        """Of all acts that meet; by one report of each."""
        pairs = pairs_sharing([keys_of(one) for one in acts], 1, rules.crowd)
        met = ((acts[i], acts[j]) for i, j in zip(pairs.left.tolist(), pairs.right.tolist(), strict=True))
        return [
            found for one, other in met
            if may_meet(one, other, rules.again) and (found := self.once(one, other)) is not None
        ]  # fmt: skip

    def once(self, one: Facts, other: Facts) -> Judgement | None:
        """The judgement on two acts, as `judge` gives it; what a round hands on as it was is not judged again."""
        key = id(one), id(other)
        if key not in self._known:
            # the facts are held, so that no others can take their addresses
            self._known[key] = one, other, self.judge(one, other)
        return self._known[key][2]

    def judge(self, one: Facts, other: Facts) -> Judgement | None:
        """The judgement on two acts; None where it is too unlikely to be kept."""
        values = across(one, other)
        # most pairs are not kept: their reasons need not be told
        if round(ACROSS.score(values), 6) < self._settings.least:
            return None
        return _judgement(one, other, ACROSS, values)


def _grouped(acts: Sequence[Facts], judgements: Sequence[Judgement], threshold: float) -> list[tuple[str, ...]]:
    """Acts that the judgements make one. A later round sees what the one before has gathered: an undated telling meets
    the day that most others give.
    """
    home = {report.id: act.id for act in acts for report in act.reports}
    by_id = {act.id: act for act in acts}
    machine = [found for found in judgements if not is_person(found) and found.left in by_id and found.right in by_id]
    people = _of_acts([found for found in judgements if is_person(found)], home)
    return grouped(by_id, [*machine, *people], threshold)


def _joined_groups(acts: Sequence[Facts], groups: Iterable[Sequence[str]]) -> list[Facts]:
    by_id = {act.id: act for act in acts}
    return [joined([by_id[member] for member in group]) for group in groups]


def _of_acts(people: Sequence[Judgement], home: Mapping[str, str]) -> list[Judgement]:
    """People's judgements on reports, as judgements on the acts they tell."""
    known = [j for j in people if j.left in home and j.right in home and home[j.left] != home[j.right]]
    return [replace(j, left=home[j.left], right=home[j.right]) for j in known]


def _kept(found: Iterable[Judgement], settings: EventsSettings) -> list[Judgement]:
    return [judgement for judgement in found if judgement.score >= settings.least]


def _judgement(one: Facts, other: Facts, model: Model, values: Mapping[str, Evidence]) -> Judgement:
    return judge("event", one.id, other.id, model.score(values), model.reasons(values), VERSION)


def _event(told: Facts, origins: Mapping[str, str]) -> Event:
    """The event of a group of reports, with everybody whom at least one report names."""
    reports = sorted(told.reports, key=lambda report: report.id)
    articles = {report.article for report in reports}
    kind = _most(report.type for report in reports)
    return Event(
        event_id(report.id for report in reports),
        kind or reports[0].type,
        _most(report.mode for report in reports if report.type == kind and report.mode),
        _cast(told, "actors"),
        _cast(told, "recipients"),
        _finest_when(told.deeds or reports),
        _most_told_where(reports),
        tuple(report.id for report in reports),
        len(articles),
        len({origins.get(article, article) for article in articles}),
    )


def _most(values: Iterable[str | None]) -> str | None:
    """The most frequent value, the first in the alphabet among equals."""
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value), default=None)


def _cast(told: Facts, role: str) -> tuple[str, ...]:
    """The named in a role by how many reports name them, then by id; where nobody is named, the one most told of."""
    counts = Counter(entity for part, entity in told.cast if part == role)
    named = told.actors if role == "actors" else told.recipients
    ordered = sorted(counts, key=lambda entity: (-counts[entity], entity))
    return tuple(entity for entity in ordered if entity in named) or tuple(ordered[:1])


def _finest_when(reports: Sequence[Report]) -> When | None:
    """The most told of the finest times: a day before a month, a month before a year."""
    whens = [report.when for report in reports if report.when is not None and report.when.start]
    told_by: dict[tuple[str | None, str | None], int] = defaultdict(int)
    for when in whens:
        told_by[when.start, when.end] += 1

    def rank(when: When) -> tuple[int, int, str, str]:
        fineness = _PRECISION.index(when.precision) if when.precision in _PRECISION else len(_PRECISION)
        return fineness, -told_by[when.start, when.end], when.start or "", when.mention

    return min(whens, key=rank, default=None)


def _most_told_where(reports: Sequence[Report]) -> Where | None:
    """The place that most reports give; a finer one before a country."""
    wheres = [report.where for report in reports if report.where is not None]
    counts = Counter(where.place for where in wheres)

    def rank(where: Where) -> tuple[int, bool, str, str]:
        return -counts[where.place], where.precision == "country", where.place, where.mention

    return min(wheres, key=rank, default=None)
