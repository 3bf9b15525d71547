"""stories + events + reports + statements → findings: what the accounts say to each question.

For every event of a story each report gives its answers (who, whom, when, where, how many, whether, which word);
for every speaker of a story the statements of different articles are aligned. Equal answers make a side, sides
are compared, and outlets that answer nothing are named: silence is information. Nothing is averaged or dropped.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise
from typing import Any

from rashomon.knowledge.labels import act_label, labels_in
from rashomon.matching.answers import (
    COMPATIBLE,
    EQUAL,
    EXCLUDING,
    compare_places,
    compare_quantities,
    compare_times,
    quantity_words,
    time_words,
    wording_overlap,
)
from rashomon.record import (
    Article,
    Entity,
    Event,
    Finding,
    Mention,
    Quantity,
    Report,
    Side,
    Statement,
    Story,
    Where,
    finding_id,
)

#: Share of the shorter statement's content words from which two statements are held for one, and for the same words.
_ALIGNED, _SAME_WORDS = 0.42, 0.8
#: Content words from which a yes and a no in the same words contradict each other.
_TELLING = 4

#: Tolls that later accounts raise as more becomes known.
_GROWING = frozenset(("dead", "injured", "missing", "displaced", "arrested"))

#: What may be counted differently of one act; other numbers of a text mostly count other things.
_TOLLS = _GROWING | {"people", "protesters", "workers", "strikers", "missiles", "troops", "soldiers", "hostages"}

#: Types whose acts are called by words that take sides.
_WORDED = frozenset(("ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "RETREAT", "SANCTION"))

#: Types that are words of one speaker; types whose acts are worth a line though one article alone tells them.
_VERBAL = frozenset(("ACCUSE", "REQUEST", "SUPPORT", "REJECT", "AGREE", "THREATEN", "CONCEDE"))
_WEIGHTY = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "RETREAT", "PROTEST"))
_PLAIN = ("who", "whom", "when", "where", "label", "whether")
_DONE = frozenset(("happened", "ongoing", "denied"))
_AGENTS = frozenset(("person", "organization", "place", "nationality"))
_MEASURES = frozenset(("percent", "USD", "EUR", "years", "days", "hours", "months", "km", "times"))

_ORDER = {name: place for place, name in enumerate(("contradicted", "updated", "differing", "agreed", "single"))}
_CORRECTED = re.compile(r"\b(?:correct(?:ed|s|ion)|revis(?:ed|es|ion)|lower(?:ed|s)|recount)\b", re.I)
_WORD = re.compile(r"[^\W\d_]{3,}|\d+")
_EMPTY = frozenset(
    """the and for that this with from have has had are was were been will would should could may might must not but
    its his her their our your they them she him who whom which what when where while after before into over under
    also said says say told added noted stressed than then there here such some any all more most other between about
    against because being both each had does did can cannot""".split()
)


@dataclass(frozen=True)
class _Answer:
    """What one report or statement says to a question: a value to compare and words to show."""

    value: Any
    words: str
    article: str
    report: str | None = None
    statement: str | None = None


@dataclass(frozen=True)
class _Corpus:
    """What answers are read from, and who stands behind each article."""

    articles: Mapping[str, Article]
    mentions: Mapping[str, Mention]
    entities: Mapping[str, Entity]
    of_mention: Mapping[str, str]
    origins: Mapping[str, str]
    statements: Mapping[str, list[Statement]] = field(default_factory=dict)
    #: Statement id → the mention that speaks.
    speakers: Mapping[str, str | None] = field(default_factory=dict)
    #: Report id → the innermost name that it rests on, in words.
    sources: Mapping[str, str] = field(default_factory=dict)

    def outlet(self, article: str) -> str:
        return self.articles[article].outlet or f"article {article[:8]}"


def find_findings(
    articles: Mapping[str, Article],
    mentions: Mapping[str, Mention],
    statements: Sequence[Statement],
    reports: Sequence[Report],
    stories: Sequence[Story],
    events: Sequence[Event],
    entities: Mapping[str, Entity],
    of_mention: Mapping[str, str],
    origins: Mapping[str, str],
) -> list[Finding]:
    """Findings of every story, contradictions first."""
    said: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        said[statement.article].append(statement)
    speakers = {statement.id: statement.speaker for statement in statements}
    sources = _sources(mentions, reports, speakers)
    corpus = _Corpus(articles, mentions, entities, of_mention, origins, said, speakers, sources)
    by_id = {report.id: report for report in reports}
    in_article: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions.values():
        in_article[mention.article].append(mention)
    event_of = {event.id: event for event in events}
    found: list[Finding] = []
    for story in stories:
        here = [
            *_event_findings(corpus, story, event_of, by_id),
            *_said_findings(corpus, story),
            *_label_findings(corpus, story, in_article),
        ]
        found.extend(sorted(here, key=lambda f: (_ORDER[f.agreement], f.event or "", f.question, f.id)))
    return found


def _sources(
    mentions: Mapping[str, Mention], reports: Sequence[Report], speakers: Mapping[str, str | None]
) -> dict[str, str]:
    """Who is said to know it: the speaker of the statement it stands in, else the innermost link of its chain."""
    found = {}
    for report in reports:
        speaker = mentions.get(speakers.get(report.statement or "") or "")
        named = [link.name for link in report.according_to if link.start is not None]
        if speaker is not None or named:
            found[report.id] = _line(speaker.text if speaker is not None else named[-1])
    return found


# ── what each event's reports answer ──────────────────────────────────────────────────────────────────────


def _event_findings(
    corpus: _Corpus, story: Story, events: Mapping[str, Event], reports: Mapping[str, Report]
) -> Iterator[Finding]:
    inside = set(story.articles)
    counting = _counting(corpus, story, events, reports)
    for event_id in story.events:
        told = [reports[r] for r in events[event_id].reports if r in reports and reports[r].article in inside]
        found = [
            finding
            for question, answers, compare in _questions(corpus, told)
            for finding in _finding(corpus, story, event_id, question, answers, compare, 0, counting.get(question, ()))
        ]
        yield from found if len({report.article for report in told}) > 1 else _of_one_account(found, told)


def _counting(
    corpus: _Corpus, story: Story, events: Mapping[str, Event], reports: Mapping[str, Report]
) -> dict[str, frozenset[str]]:
    """What is counted → the outlets that count it anywhere in the story: they are not silent on it."""
    told = [reports[r] for event in story.events for r in events[event].reports if r in reports]
    inside = set(story.articles)
    counts = _counts([report for report in told if report.article in inside])
    return {of: frozenset(corpus.outlet(answer.article) for answer in answers) for of, answers in counts.items()}


def _of_one_account(found: Sequence[Finding], reports: Sequence[Report]) -> list[Finding]:
    """Of an act that one article tells: its numbers, what it contradicts itself on, and, of weighty acts, that it
    stands alone.
    """
    plain = [f for f in found if f.question in _PLAIN]
    keep = [f for f in plain if f.agreement == "single"][:1] if any(_is_weighty(report) for report in reports) else []
    return [f for f in found if f not in plain or f in keep]


def _is_weighty(report: Report) -> bool:
    """An act of force or state power, or an agreement of two; not what one speaker says."""
    return report.type in _WEIGHTY or (report.type in ("AGREE", "COOPERATE") and len(report.actors) > 1)


_Questions = Iterator[tuple[str, list[_Answer], Callable[[Any, Any], str]]]


def _questions(corpus: _Corpus, reports: Sequence[Report]) -> _Questions:
    """Every question that these reports answer, with the answers and how they are compared."""
    verbal = all(report.type in _VERBAL for report in reports)
    if verbal and all(report.type == "REQUEST" and report.mode is None for report in reports):
        return  # "he told reporters" is no act worth asking about
    who = _telling([a for r in reports if (a := _who(corpus, r, r.actors))])
    yield "who", who, _compare_parties
    whom = _telling([a for r in reports if (a := _who(corpus, r, r.recipients, denies=False))])
    yield "whom", whom, _compare_parties
    yield "when", [a for r in reports if (a := _when(corpus, r))], compare_times
    yield "where", [a for r in reports if (a := _where(r))], compare_places
    for counted, answers in sorted(_counts(reports).items()):
        yield counted, answers, compare_quantities
    is_denied = any(report.modality == "denied" for report in reports)
    if is_denied and not verbal and not any(answer.value.denied for answer in who):
        yield "whether", [_whether(report) for report in reports if report.modality in _DONE], _compare_plain
    yield "label", [a for r in reports if (a := _label(corpus, r))], _compare_words


@dataclass(frozen=True)
class _Parties:
    """Who is named in a role; `denied`: the account says that it was not they."""

    parties: tuple[Entity, ...]
    denied: bool = False

    def __len__(self) -> int:
        return len(self.parties)

    @property
    def names(self) -> frozenset[str]:
        return frozenset(_bare(party.name) for party in self.parties)

    @property
    def is_named(self) -> bool:
        return all(_is_proper(party) for party in self.parties)


def _who(corpus: _Corpus, report: Report, mentions: Iterable[str], denies: bool = True) -> _Answer | None:
    """The parties by name: two entities that the accounts call alike are no disagreement."""
    members = [m for mention in mentions for m in (corpus.mentions[mention].members or (mention,))]
    found = {corpus.of_mention[m] for m in members if m in corpus.of_mention}
    parties = _agents(corpus, found)
    denied = denies and report.modality == "denied" and report.type == "ASSAULT"
    if denied and not _Parties(parties).is_named:
        # "its fighters had not fired", said the Front: it is the Front that denies
        speaker = corpus.of_mention.get(corpus.speakers.get(report.statement or "") or "", "")
        parties = _agents(corpus, {speaker}) or parties
    words = ", ".join(dict.fromkeys(party.name for party in parties))
    if not words:
        return None
    return _Answer(_Parties(parties, denied), f"not {words}" if denied else words, report.article, report.id)


def _agents(corpus: _Corpus, found: Iterable[str]) -> tuple[Entity, ...]:
    """Entities by name; places only where nobody else is named."""
    known = [corpus.entities[one] for one in found if one in corpus.entities]
    acting = [one for one in known if one.kind != "place"] or known
    return tuple(sorted(acting, key=lambda one: (one.name, one.id)))


def _telling(answers: list[_Answer]) -> list[_Answer]:
    """Answers by name where there are such; else descriptions where they agree: "a soldier" against "a man" says
    nothing.
    """
    named = [answer for answer in answers if answer.value.is_named]
    if named or not answers:
        return named
    heads = {answer.words.split()[-1].casefold() for answer in answers}
    return answers if len(heads) == 1 else []


def _compare_parties(left: _Parties, right: _Parties) -> str:
    """Equal by name, also where one account names fewer; exclusive only where one account clears whom another
    names: others named beside them may both have taken part.
    """
    shared = sum(any(_is_within(a, b) for b in right.names) for a in left.names)
    back = sum(any(_is_within(a, b) for b in left.names) for a in right.names)
    if left.denied != right.denied:
        return EXCLUDING if shared else COMPATIBLE
    if shared == len(left.names) or back == len(right.names):
        return EQUAL
    if left.denied or shared or not (left.is_named and right.is_named):
        return EQUAL if not (left.is_named or right.is_named) else COMPATIBLE
    return COMPATIBLE


def _is_within(one: str, other: str) -> bool:
    """Whether one name holds the other, word by word: "Highland Front militants" are the Highland Front's."""
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "


def _bare(name: str) -> str:
    return re.sub(r"^(?:the|a|an)\s+", "", name.casefold())


def _is_proper(party: Entity) -> bool:
    """Named, not described: "Ana Lund", not "officials of the ministry"."""
    words = [word for word in party.name.split() if len(word) > 3]
    return bool(words) and all(word[:1].isupper() for word in words) and party.kind in _AGENTS


def _where(report: Report) -> _Answer | None:
    """Countries beside talks and words are those of the parties."""
    where = report.where
    if where is None or (where.precision == "country" and report.type in (*_VERBAL, "CONSULT", "COOPERATE")):
        return None
    return _Answer(where, where.name, report.article, report.id)


def _when(corpus: _Corpus, report: Report) -> _Answer | None:
    """What was done before its article came out has no later date: that is the date of what was agreed or asked."""
    when, published = report.when, corpus.articles[report.article].published_latest
    if when is None or not when.start:
        return None
    if published and when.start[:10] > published[:10] and report.modality in _DONE and report.type in _VERBAL:
        return None
    return _Answer(when, time_words(when), report.article, report.id)


def _counts(reports: Sequence[Report]) -> dict[str, list[_Answer]]:
    found: dict[str, list[_Answer]] = defaultdict(list)
    for report in reports:
        for quantity in report.quantities:
            if counted := _counted(report, quantity):
                found[counted].append(_Answer(quantity, quantity_words(quantity), report.article, report.id))
    return found


def _counted(report: Report, quantity: Quantity) -> str | None:
    """What a number counts: people whom police arrest are the arrested."""
    if quantity.of is None and report.type == "COERCE" and report.mode == "arrest" and quantity.unit not in _MEASURES:
        return "arrested"
    return quantity.of or (None if quantity.unit in _MEASURES else quantity.unit)


def _whether(report: Report) -> _Answer:
    told = "denied" if report.modality == "denied" else "it happened"
    return _Answer(told, told, report.article, report.id)


def _label(corpus: _Corpus, report: Report) -> _Answer | None:
    """The word an account uses for an act of force or its end: there words are chosen with care."""
    if report.type not in _WORDED:
        return None
    text, start = corpus.articles[report.article].text, report.trigger.start
    word = act_label(_line(text[start : report.trigger.end]), text[max(0, start - 20) : start])
    return _Answer(word, word, report.article, report.id) if word else None


# ── what the same speaker is reported to have said ────────────────────────────────────────────────────────


def _said_findings(corpus: _Corpus, story: Story) -> Iterator[Finding]:
    by_speaker: dict[str, list[Statement]] = defaultdict(list)
    for article in story.articles:
        for statement in corpus.statements.get(article, ()):
            entity = corpus.of_mention.get(statement.speaker or "")
            if entity is not None:
                by_speaker[entity].append(statement)
    for entity, statements in sorted(by_speaker.items()):
        for number, aligned in enumerate(_aligned(corpus, statements)):
            answers = [_said(corpus, statement) for statement in aligned]
            yield from _finding(corpus, story, None, f"said:{entity}", answers, _compare_said, number)


def _aligned(corpus: _Corpus, statements: Sequence[Statement]) -> list[list[Statement]]:
    """Groups of statements of different articles that say the same thing, each statement with its best match."""
    words = {s.id: _content_words(corpus, s) for s in statements}
    pairs = sorted(
        (
            (-overlap, left, right)
            for left, right in combinations(range(len(statements)), 2)
            if statements[left].article != statements[right].article
            and min(len(words[statements[left].id]), len(words[statements[right].id])) >= 3
            and (overlap := wording_overlap(words[statements[left].id], words[statements[right].id])) >= _ALIGNED
        ),
    )
    group = {i: {i} for i in range(len(statements))}
    for _, left, right in pairs:
        one, two = group[left], group[right]
        articles = [statements[i].article for i in one | two]
        # one statement an article: a speech is not folded into a single sentence
        if one is not two and len(articles) == len(set(articles)):
            one |= two
            for i in two:
                group[i] = one
    distinct = {id(members): members for members in group.values()}
    found = [[statements[i] for i in sorted(members)] for members in distinct.values() if len(members) > 1]
    return sorted(found, key=lambda members: (members[0].article, members[0].start))


def _content_words(corpus: _Corpus, statement: Statement) -> list[str]:
    text = corpus.articles[statement.article].text
    content = " ".join(text[span.start : span.end] for span in statement.content).casefold()
    return [word for word in _WORD.findall(content) if word not in _EMPTY]


def _said(corpus: _Corpus, statement: Statement) -> _Answer:
    text = corpus.articles[statement.article].text
    words = " … ".join(_line(text[span.start : span.end]) for span in statement.content)
    value = (frozenset(_content_words(corpus, statement)), statement.polarity)
    return _Answer(value, words, statement.article, statement=statement.id)


# ── what the accounts call the same party ─────────────────────────────────────────────────────────────────


def _label_findings(corpus: _Corpus, story: Story, mentions: Mapping[str, Sequence[Mention]]) -> Iterator[Finding]:
    """The loaded words that accounts use for one named party, where they choose differently."""
    called: dict[tuple[str, str], list[_Answer]] = defaultdict(list)
    for article in story.articles:
        for entity, family, word, _ in sorted(set(_labels(corpus, mentions.get(article, ())))):
            called[entity, family].append(_Answer(word, word, article))
    for (entity, _), answers in sorted(called.items()):
        if len({answer.article for answer in answers}) > 1 and len({answer.value for answer in answers}) > 1:
            yield from _finding(corpus, story, None, f"label:{entity}", answers, _compare_words)


def _labels(corpus: _Corpus, mentions: Sequence[Mention]) -> Iterator[tuple[str, str, str, str]]:
    """(entity, family, word, mention): "Highland Front militants", and "the militants" where one party is so called."""
    named: dict[str, set[str]] = defaultdict(set)
    loaded = [(m, family, word) for m in mentions for family, word in labels_in(m.text)]
    parties = [(m, e) for m in mentions if (e := _party(corpus, m)) is not None]
    for mention, family, word in loaded:
        for other, entity in parties:
            if other.id != mention.id and mention.start <= other.start and other.end <= mention.end:
                named[word].add(entity)
                yield entity, family, word, mention.id
    for mention, family, word in loaded:
        if len(named[word]) == 1:
            yield next(iter(named[word])), family, word, mention.id


def _party(corpus: _Corpus, mention: Mention) -> str | None:
    """The entity of a mention that names a body: what a label can be put on."""
    entity = corpus.of_mention.get(mention.id)
    if entity is None or mention.kind != "organization" or entity not in corpus.entities:
        return None
    return entity if _is_proper(corpus.entities[entity]) and not labels_in(mention.text) else None


# ── comparing answers ─────────────────────────────────────────────────────────────────────────────────────


def _compare_plain(left: str, right: str) -> str:
    if left == right:
        return EQUAL
    return EXCLUDING if {left, right} == {"it happened", "denied"} else COMPATIBLE


def _compare_words(left: str, right: str) -> str:
    return EQUAL if left[:5] == right[:5] else COMPATIBLE


def _compare_said(left: tuple[frozenset[str], str], right: tuple[frozenset[str], str]) -> str:
    alike = wording_overlap(left[0], right[0]) >= _SAME_WORDS
    if left[1] != right[1]:
        return EXCLUDING if alike and min(len(left[0]), len(right[0])) >= _TELLING else COMPATIBLE
    return EQUAL if alike else COMPATIBLE


def _finding(
    corpus: _Corpus,
    story: Story,
    event: str | None,
    question: str,
    answers: Sequence[_Answer],
    compare: Callable[[Any, Any], str],
    number: int = 0,
    told: Collection[str] = (),
) -> Iterator[Finding]:
    """The finding on one question; none where nobody answers, or where one outlet alone could.

    `number` tells findings on one question apart: a speaker says many things. `told`: outlets that speak to it
    elsewhere.
    """
    if not answers:
        return
    sides = _sides(answers, compare)
    outlets = sorted({corpus.outlet(article) for article in story.articles})
    answering = {corpus.outlet(answer.article) for answer in answers}
    agreement = _agreement(corpus, question, sides, compare, answering)
    if agreement in ("single", "agreed") and len(outlets) == 1 and not isinstance(answers[0].value, Quantity):
        return
    if question.startswith("label") and agreement in ("single", "agreed"):
        return
    if isinstance(answers[0].value, Quantity):
        sides = _by_source(corpus, sides)
    yield Finding(
        finding_id(story.id, event, f"{question}#{number}" if number else question),
        story.id,
        event,
        question,
        agreement,
        tuple(_side(corpus, side) for side in sides),
        tuple(outlet for outlet in outlets if outlet not in answering and outlet not in told),
    )


def _sides(answers: Sequence[_Answer], compare: Callable[[Any, Any], str]) -> list[list[_Answer]]:
    """Equal answers together, those with most articles first; the fullest answer speaks for its side."""
    sides: list[list[_Answer]] = []
    for answer in sorted(answers, key=lambda a: (-_fullness(a.value), a.article, a.report or "", a.statement or "")):
        home = next((side for side in sides if compare(side[0].value, answer.value) == EQUAL), None)
        if home is None:
            sides.append([answer])
        else:
            home.append(answer)
    return sorted(sides, key=lambda side: (-len({a.article for a in side}), side[0].words))


def _by_source(corpus: _Corpus, sides: list[list[_Answer]]) -> list[list[_Answer]]:
    """Sides with the one who counted, where each side has one of its own: "3,000 (union)"."""
    sources = [{corpus.sources.get(answer.report or "") for answer in side} for side in sides]
    names = [next(iter(found)) if len(found) == 1 else None for found in sources]
    if len(sides) < 2 or len({name for name in names if name}) < 2:
        return sides
    return [
        [replace(side[0], words=f"{side[0].words} ({name})"), *side[1:]] if name else side
        for side, name in zip(sides, names, strict=True)
    ]


def _fullness(value: Any) -> int:
    """How much an answer says: the fullest speaks for its side."""
    if isinstance(value, Where):
        return int(value.precision != "country")
    return len(value) if isinstance(value, _Parties) else 0


def _agreement(
    corpus: _Corpus,
    question: str,
    sides: Sequence[Sequence[_Answer]],
    compare: Callable[[Any, Any], str],
    answering: set[str],
) -> str:
    if len(sides) == 1:
        return "single" if len(answering) == 1 else "agreed"
    excluding = [
        (a, b)
        for a, b in combinations(sides, 2)
        if compare(a[0].value, b[0].value) == EXCLUDING and _can_contradict(corpus, question, a, b)
    ]
    if not excluding:
        return "differing"
    if question in _GROWING and all(_is_update(corpus, a, b) for a, b in excluding):
        return "updated"
    return "contradicted"


def _can_contradict(corpus: _Corpus, question: str, left: Sequence[_Answer], right: Sequence[_Answer]) -> bool:
    """Whether two answers are to one question: a text that counts two things says no two things of one.

    Parties, days and places contradict across articles; numbers also within one, where two sources give them.
    """
    if question in _PLAIN[:4] or not isinstance(left[0].value, Quantity):
        return question not in _PLAIN[:4] or _in_two_articles(left, right)
    if question not in _TOLLS:
        return False
    sources = [{corpus.sources.get(answer.report or "") for answer in side} - {None} for side in (left, right)]
    return _in_two_articles(left, right) or bool(sources[0] and sources[1] and not sources[0] & sources[1])


def _in_two_articles(left: Sequence[_Answer], right: Sequence[_Answer]) -> bool:
    """One article that names several parties, days or places tells parts of an act; it does not contradict itself."""
    return not {answer.article for answer in left} & {answer.article for answer in right}


def _is_update(corpus: _Corpus, left: Sequence[_Answer], right: Sequence[_Answer]) -> bool:
    """Every later article has the higher toll; without dates nothing is an update."""
    dated = [
        (corpus.articles[answer.article].published, answer.value.low or 0.0)
        for side in (left, right)
        for answer in side
    ]
    if any(published is None for published, _ in dated):
        return False
    ordered = sorted((published or "", low) for published, low in dated)
    days = {published for published, _ in ordered}
    if len(days) < 2:
        return False
    if any(a[1] > b[1] for a, b in pairwise(ordered) if a[0] != b[0]):
        return all(_is_corrected(corpus, left, right, low) for _, low in ordered[-1:])
    return True


def _is_corrected(corpus: _Corpus, left: Sequence[_Answer], right: Sequence[_Answer], last: float) -> bool:
    """Whether the last number is told as a correction."""
    for answer in (*left, *right):
        text = corpus.articles[answer.article].text
        if (answer.value.low or 0.0) == last and _CORRECTED.search(text[:1500]):
            return True
    return False


def _side(corpus: _Corpus, answers: Sequence[_Answer]) -> Side:
    articles = {answer.article for answer in answers}
    return Side(
        answer=answers[0].words,
        reports=tuple(sorted({answer.report for answer in answers if answer.report})),
        statements=tuple(sorted({answer.statement for answer in answers if answer.statement})),
        outlets=tuple(sorted({corpus.outlet(article) for article in articles})),
        origins=len({corpus.origins.get(article, article) for article in articles}),
    )


def _line(text: str) -> str:
    return " ".join(text.split())
