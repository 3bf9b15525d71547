"""stories + events + reports + statements → findings: what the accounts say to each question.

For every event of a story each report gives its answers (who, whom, when, where, how many, whether, which word);
for every voice of a story the statements of different articles are aligned. Equal answers make a side, sides
are compared, and outlets that answer nothing are named: silence is information, so an account in a language that
nobody read here is not silent. Nothing is averaged or dropped.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from rashomon.knowledge.labels import labels_in
from rashomon.knowledge.plover import HARM
from rashomon.language.normalise import one_line
from rashomon.matching.account import (
    VERBAL,
    Answer,
    Called,
    Corpus,
    counts,
    label,
    labels_of,
    own_words,
    places_named,
    when,
    where,
    wording,
)
from rashomon.matching.agreement import (
    BEGAN,
    agreement_of,
    by_source,
    came_out_within,
    deeds_denied,
    in_their_words,
    of_one_question,
    sides_of,
    without_victims,
)
from rashomon.matching.alongside import Seen, alongside
from rashomon.matching.answers import COMPATIBLE, EQUAL, EXCLUDING, compare_places, compare_quantities, compare_times
from rashomon.matching.clearing import clearings
from rashomon.matching.confirmed import confirmed
from rashomon.matching.denied import Denial, denied_things
from rashomon.matching.exposed import disputed
from rashomon.matching.facts import MUTUAL
from rashomon.matching.initiative import compare_initiators, initiators
from rashomon.matching.manner import tells_in_general
from rashomon.matching.otherwise import Counted, told_otherwise
from rashomon.matching.parties import is_named, stand_ins
from rashomon.matching.sayings import Saying, aligned, compare_sayings, saying
from rashomon.matching.sentences import Sentence
from rashomon.matching.speakers import voices
from rashomon.matching.who import (
    Parties,
    compare_parties,
    doers,
    of_one_sort,
    sufferers,
    together,
    told_parties,
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
    finding_id,
    grouped,
)

#: Types whose acts are worth a line though one article alone tells them.
_WEIGHTY = frozenset((HARM, "ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "RETREAT", "PROTEST"))
_FORCE = frozenset((HARM, "ASSAULT"))
#: Characters between "the story is a hoax" and the nearest words of a report or statement that it can rest on.
_NEAR = 400
#: Days within which two accounts count one thing at one time.
_DAYS = 2
#: Before a noun that takes up what goes on: "into the third day of their", "day two of the".
_DAY_OF = re.compile(r"\b(?:day|week)(?: [\w-]{1,12})? of (?:an?|the|its|their) (?:[\w-]{1,20} ){0,2}$", re.I)
_PLAIN = ("who", BEGAN, "whom", "when", "where", "label", "whether")
_SPEECH = frozenset("tell say speak brief inform announce state address".split())
_SOMEBODY = frozenset(("person", "organization", "place", "nationality"))
_ORDER = {name: place for place, name in enumerate(("contradicted", "updated", "differing", "agreed", "single"))}

Compare = Callable[[Any, Any], str]


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
    without: Collection[str] = (),
) -> list[Finding]:
    """Findings of every story, contradictions first; none of the stories `without`, by id."""
    in_article: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions.values():
        in_article[mention.article].append(mention)
    speakers = {statement.id: statement.speaker for statement in statements}
    corpus = Corpus(
        articles,
        mentions,
        entities,
        of_mention,
        origins,
        grouped((statement.article, statement) for statement in statements),
        grouped((report.article, report) for report in reports),
        {article: [m for m in found if m.text[:1].isupper()] for article, found in in_article.items()},
        {article: [m for m in found if m.kind in _SOMEBODY] for article, found in in_article.items()},
        {article: [m for m in found if m.kind == "quantity"] for article, found in in_article.items()},
        speakers,
        _sources(mentions, reports, speakers),
    )
    by_id = {report.id: report for report in reports}
    event_of = {event.id: event for event in events}
    story_of = {article: story.id for story in stories for article in story.articles}
    found: list[Finding] = []
    for story in (one for one in stories if one.id not in without):
        here = replace(
            corpus,
            meant=_meant(corpus, story),
            speaks_for=_speaks_for(corpus, story),
            places=places_named(corpus, story.articles),
        )
        said = list(_said_findings(here, story))
        of_story = [
            *_event_findings(here, story, event_of, by_id, story_of, _spoken(here, story, said)),
            *said,
            *_label_findings(here, story, in_article),
            *_refutal_findings(here, story),
        ]
        of_story += _count_findings(here, story, {one.question for one in of_story if len(one.sides) > 1})
        found.extend(sorted(of_story, key=lambda f: (_ORDER[f.agreement], f.event or "", f.question, f.id)))
    return found


def _meant(corpus: Corpus, story: Story) -> dict[str, str]:
    """Who acts for whom in a story, by entity."""
    heard = {
        corpus.of_mention.get(mention)
        for article in story.articles
        for mention in (
            *(s.speaker for s in corpus.statements.get(article, ()) if s.speaker),
            *(m for r in corpus.reports.get(article, ()) for m in (*r.actors, *r.recipients)),
        )
    }
    known = [corpus.entities[one] for one in sorted(e for e in heard if e is not None) if one in corpus.entities]
    return stand_ins(known)


def _speaks_for(corpus: Corpus, story: Story) -> dict[str, str]:
    """For whom the speakers of a story and those who act in it by words speak, by entity."""
    said = [s.speaker for article in story.articles for s in corpus.statements.get(article, ()) if s.speaker]
    verbal = [r for article in story.articles for r in corpus.reports.get(article, ()) if r.type in VERBAL]
    heard = {corpus.of_mention.get(mention) for mention in (*said, *(m for r in verbal for m in r.actors))}
    known = [corpus.entities[one] for one in sorted(e for e in heard if e is not None) if one in corpus.entities]
    return voices((corpus.articles[article].text for article in story.articles), known)


def _sources(
    mentions: Mapping[str, Mention], reports: Sequence[Report], speakers: Mapping[str, str | None]
) -> dict[str, str]:
    """Who is said to know it: the speaker of the statement it stands in, else the innermost link of its chain."""
    found = {}
    for report in reports:
        speaker = mentions.get(speakers.get(report.statement or "") or "")
        named = [link.name for link in report.according_to if link.start is not None]
        if speaker is not None or named:
            found[report.id] = one_line(speaker.text if speaker is not None else named[-1])
    return found


# ── what each event's reports answer ──────────────────────────────────────────────────────────────────────


def _event_findings(
    corpus: Corpus,
    story: Story,
    events: Mapping[str, Event],
    reports: Mapping[str, Report],
    story_of: Mapping[str, str],
    spoken: Collection[str],
) -> Iterator[Finding]:
    """Of every event that is at home in the story, by all reports of it wherever they stand. `spoken`: reports that
    tell what a finding on somebody's words tells.
    """
    counting = _counting(corpus, story, events, reports)
    acts = {event: [reports[r] for r in events[event].reports if r in reports] for event in story.events}
    # what is told here of an act that is at home elsewhere stands beside the rest, in the story that is about it
    acts = {event: told for event, told in acts.items() if _home(told, story_of) == story.id}
    counted = {event: told for event, told in acts.items() if any(report.quantities for report in told)}
    seen = alongside(corpus, [a for a in story.articles if corpus.articles[a].language == "en"], counted)
    for event_id, told in acts.items():
        found = [
            finding
            for question, answers, compare in _questions(corpus, story, told)
            for finding in _finding(
                corpus, story, event_id, question, answers, compare, 0, counting.get(question, ()), told,
                seen.get(event_id, {}),
            )
        ]  # fmt: skip
        shared = len({report.article for report in told}) > 1
        yield from _worth_telling(corpus, found, told, spoken) if shared else _of_one_account(found, told)


def _worth_telling(
    corpus: Corpus, found: Sequence[Finding], reports: Sequence[Report], spoken: Collection[str]
) -> list[Finding]:
    """Without what is no news of an act: who took part in anything but force is no dispute where some accounts name
    one and some another; what somebody says, in quotation marks or in several accounts, is told as what he said.
    """
    if any(report.type in _FORCE for report in reports):
        return list(found)
    words = not any(_is_weighty(report) for report in reports) and all(
        report.id in spoken or _is_quoted(corpus, report) for report in reports
    )
    return [
        finding
        for finding in found
        if finding.question not in ("who", "whom") or not (words or finding.agreement == "differing")
    ]


def _spoken(corpus: Corpus, story: Story, said: Sequence[Finding]) -> set[str]:
    """Acts of words that stand in statements which these findings lay side by side."""
    aligned_ones = {statement for finding in said for side in finding.sides for statement in side.statements}
    places = {
        article: [(s.start, s.end) for s in corpus.statements.get(article, ()) if s.id in aligned_ones]
        for article in story.articles
    }
    return {
        report.id
        for article, spans in places.items()
        for report in corpus.reports.get(article, ())
        if report.type in VERBAL and any(start <= report.trigger.start < end for start, end in spans)
    }


def _is_quoted(corpus: Corpus, report: Report) -> bool:
    """Whether an act is told in somebody's own words."""
    said = corpus.statements.get(report.article, ())
    return any(statement.id == report.statement and statement.form == "direct" for statement in said)


def _home(reports: Sequence[Report], story_of: Mapping[str, str]) -> str | None:
    """The story with most of the articles that tell an event, the first by id among equals."""
    told = Counter(story_of.get(article, "") for article in {report.article for report in reports})
    return min(told, key=lambda story: (-told[story], story), default=None)


def _counting(
    corpus: Corpus, story: Story, events: Mapping[str, Event], reports: Mapping[str, Report]
) -> dict[str, frozenset[str]]:
    """What is counted → the outlets that count it anywhere in the story: they are not silent on it."""
    told = [reports[r] for event in story.events for r in events[event].reports if r in reports]
    inside = set(story.articles)
    found = counts(corpus, [report for report in told if report.article in inside])
    return {of: frozenset(corpus.outlet(answer.article) for answer in answers) for of, answers in found.items()}


def _of_one_account(found: Sequence[Finding], reports: Sequence[Report]) -> list[Finding]:
    """Of an act that one article tells: its numbers, what it contradicts itself on, and, of weighty acts, that it
    stands alone.
    """
    plain = [f for f in found if f.question in _PLAIN]
    keep = [f for f in plain if f.agreement == "single"][:1] if any(_is_weighty(report) for report in reports) else []
    keep += [f for f in plain if f.agreement == "contradicted"]
    return [f for f in found if f not in plain or f in keep]


def _is_weighty(report: Report) -> bool:
    """An act of force or state power, or an agreement of two; not what one speaker says."""
    return report.type in _WEIGHTY or (report.type in ("AGREE", "COOPERATE") and len(report.actors) > 1)


_Questions = Iterator[tuple[str, list[Answer], Compare]]


def _questions(corpus: Corpus, story: Story, reports: Sequence[Report]) -> _Questions:
    """Every question that these reports answer, with the answers and how they are compared."""
    reports = _answering(corpus, reports)
    verbal = all(report.type in VERBAL for report in reports)
    if verbal and all(report.type == "REQUEST" and _is_telling(corpus, report) for report in reports):
        return  # "he told reporters" is no act worth asking about
    did = told_parties([a for r in reports if (a := doers(corpus, r))])
    did += clearings(corpus, story.articles, reports, did)
    met = of_one_sort(told_parties([a for r in reports if r.modality != "denied" and (a := sufferers(corpus, r))]))
    if any(report.type in _FORCE for report in reports):
        did = without_victims(did, met)
    else:
        did, met = together(did), together(met)
    if not verbal or not any(wording(corpus, r).words.lemmas & _SPEECH for r in reports):
        yield "who", did, compare_parties  # what somebody merely said is told as what was said
    yield BEGAN, [a for r in reports for a in initiators(corpus, r)], compare_initiators
    yield "whom", [] if _are_sites(reports, met) else met, compare_parties
    yield "when", [a for r in reports if not _is_of_its_days(corpus, r) and (a := when(corpus, r))], compare_times
    yield "where", _finest([a for r in reports if (a := where(corpus, r))]), compare_places
    for counted, answers in sorted(counts(corpus, reports).items()):
        yield counted, answers, compare_quantities
    if not verbal and not any(answer.value.denied for answer in did):
        yield "whether", _whether(corpus, reports), _compare_plain
    yield "label", own_words([a for r in reports if (a := label(corpus, r))]), _compare_words


def _answering(corpus: Corpus, reports: Sequence[Report]) -> list[Report]:
    """The reports that tell the act itself: not what might be done, and not what is done now and then."""
    return [
        report
        for report in reports
        if report.modality not in ("hypothetical", "demanded")
        and not tells_in_general(report, corpus.articles[report.article].text)
    ]


def _is_of_its_days(corpus: Corpus, report: Report) -> bool:
    """ "The second day of a strike": the day of the telling is one of those it has gone on."""
    text = corpus.articles[report.article].text
    return bool(_DAY_OF.search(text[max(0, report.trigger.start - 60) : report.trigger.start]))


def _finest(answers: list[Answer]) -> list[Answer]:
    """Places without the country that holds another of them: accounts from abroad name it for their readers."""
    within = {a.value.country for a in answers if a.value.country and a.value.precision != "country"}
    return [a for a in answers if a.value.precision != "country" or a.value.country not in within]


def _are_sites(reports: Sequence[Report], met: Sequence[Answer]) -> bool:
    """Whether accounts of an act of force name but several places that it met: where it was done says so."""
    places = all(party.kind == "place" for answer in met for party in answer.value.parties)
    apart = any(compare_parties(met[0].value, answer.value) != EQUAL for answer in met[1:])
    return places and apart and all(r.type in _FORCE for r in reports)


def _is_telling(corpus: Corpus, report: Report) -> bool:
    """Whether a request is hardly more than speech: no mode, and a word of speech."""
    return report.mode is None and bool(wording(corpus, report).words.lemmas & _SPEECH)


def _whether(corpus: Corpus, reports: Sequence[Report]) -> list[Answer]:
    """Tellings and denials of one deed; nothing where no denial meets its telling."""
    pairs = deeds_denied(corpus, reports)
    denials = {denial.id: denial for denial, _ in pairs}
    told = {telling.id: telling for _, telling in pairs}
    return [
        Answer(words, words, report.article, report.id)
        for words, found in (("denied", denials), ("it happened", told))
        for report in found.values()
    ]


# ── what the same voice is reported to have said ──────────────────────────────────────────────────────────


def _said_findings(corpus: Corpus, story: Story) -> Iterator[Finding]:
    by_voice: dict[str, list[Statement]] = defaultdict(list)
    said = [s for article in story.articles for s in corpus.statements.get(article, ())]
    for statement in said:
        entity = corpus.of_mention.get(statement.speaker or "")
        if entity is not None:
            by_voice[corpus.speaks_for.get(entity, entity)].append(statement)
    for voice, statements in sorted(by_voice.items()):
        by_id = {statement.id: statement for statement in statements}
        groups = aligned([_saying(corpus, statement) for statement in statements])
        for number, sayings in enumerate(groups):
            answers = [_said(corpus, by_id[one.id], one) for one in sayings]
            speaker = _speaker(corpus, [by_id[one.id] for one in sayings], voice)
            if _is_heard(corpus, speaker, answers):
                yield from _finding(corpus, story, None, f"said:{speaker}", answers, compare_sayings, number)


def _speaker(corpus: Corpus, statements: Sequence[Statement], voice: str) -> str:
    """The entity that most of the statements name; the voice itself among equals."""
    named = Counter(corpus.of_mention[s.speaker] for s in statements if s.speaker and s.speaker in corpus.of_mention)
    return min(named, key=lambda entity: (-named[entity], entity != voice, entity), default=voice)


def _is_heard(corpus: Corpus, speaker: str, answers: Sequence[Answer]) -> bool:
    """What nameless "witnesses" say in the copies of one text is one voice, and no finding."""
    voices_heard = {corpus.origins.get(answer.article, answer.article) for answer in answers}
    return len(voices_heard) > 1 or is_named(corpus.entities[speaker])


def _saying(corpus: Corpus, statement: Statement) -> Saying:
    text = corpus.articles[statement.article].text
    content = " … ".join(text[span.start : span.end] for span in statement.content)
    cue = text[max(statement.start, statement.cue.start - 12) : statement.cue.end] if statement.cue else ""
    return saying(statement.id, statement.article, content, cue)


def _said(corpus: Corpus, statement: Statement, value: Saying) -> Answer:
    text = corpus.articles[statement.article].text
    words = " … ".join(one_line(text[span.start : span.end]) for span in statement.content)
    words = f"not: {words}" if statement.polarity == "negative" and not words.startswith("not ") else words
    return Answer(value, words, statement.article, statement=statement.id)


# ── what the accounts call the same party ─────────────────────────────────────────────────────────────────


def _label_findings(corpus: Corpus, story: Story, mentions: Mapping[str, Sequence[Mention]]) -> Iterator[Finding]:
    """The loaded words that accounts use for one named party, where they choose differently."""
    called: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for entity, family, answer in labels_of(corpus, story.articles, mentions, labels_in):
        if answer not in called[entity, family]:
            called[entity, family].append(answer)
    for (entity, _), found in sorted(called.items()):
        answers = own_words(found)
        if len({answer.article for answer in answers}) > 1 and len({answer.value for answer in answers}) > 1:
            yield from _finding(corpus, story, None, f"label:{entity}", answers, _compare_words)


# ── what some tell and others call untrue ─────────────────────────────────────────────────────────────────


def _refutal_findings(corpus: Corpus, story: Story) -> Iterator[Finding]:
    """The report that some accounts lead with while others lead with its denial, and what somebody is heard to deny
    while others tell it.
    """
    texts = {article: corpus.articles[article].text for article in story.articles}
    disputes, refuted = [], list[Sentence]()
    for found in disputed(texts):
        told = [a for sentence in found.told if (a := _leading(corpus, sentence, "it happened"))]
        denied = [a for sentence in found.denied if (a := _leading(corpus, sentence, "denied", _NEAR))]
        if told and denied:
            disputes.append((told, denied))
            refuted += found.denied
    for thing in denied_things(texts, {article: corpus.statements.get(article, ()) for article in texts}):
        told = [a for sentence in thing.told if (a := _leading(corpus, sentence, "it happened"))]
        denied = [a for denial in thing.denials if (a := _denial(corpus, denial))]
        if told and denied and 2 * sum(_stands_in(one, refuted) for one in thing.denials) < len(thing.denials):
            disputes.append((told, denied))
    for number, (told, denied) in enumerate(disputes):
        yield from _finding(corpus, story, None, "whether", [*told, *denied], _compare_plain, number)


def _count_findings(corpus: Corpus, story: Story, asked: Collection[str]) -> Iterator[Finding]:
    """What accounts count differently in like sentences, where no act's own count tells it: `asked`."""
    texts = {a: corpus.articles[a].text for a in story.articles if corpus.articles[a].language == "en"}
    of_thing: dict[str, dict[Sentence, Counted]] = defaultdict(dict)
    for one, other in told_otherwise(texts):
        here, there = one.sentence.article, other.sentence.article
        if one.question not in asked and came_out_within(corpus, here, there, _DAYS):
            of_thing[one.thing].update({one.sentence: one, other.sentence: other})
    for number, counted in enumerate(of_thing.values()):
        answers = [
            replace(answer, words=one.words)
            for one in counted.values()
            if (answer := _leading(corpus, one.sentence, one.value))
        ]
        if len({answer.value for answer in answers}) > 1:
            question = next(iter(counted.values())).question
            yield from _finding(corpus, story, None, question, answers, _compare_counts, number)


def _stands_in(denial: Denial, sentences: Sequence[Sentence]) -> bool:
    return any(one.article == denial.article and one.start < denial.end and denial.start < one.end for one in sentences)


def _denial(corpus: Corpus, denial: Denial) -> Answer | None:
    text = corpus.articles[denial.article].text[denial.start : denial.end]
    if denial.statement is None:
        return _leading(corpus, Sentence(denial.article, denial.start, denial.end, text), "denied")
    return Answer("denied", one_line(text), denial.article, statement=denial.statement)


def _leading(corpus: Corpus, sentence: Sentence, value: str | float, near: int = 0) -> Answer | None:
    """The answer of a sentence, with the report or statement that has most of its words, or that stands nearest, at
    most `near` characters away; None where none does.
    """
    start, end = sentence.start - near, sentence.end + near
    reports = [r for r in corpus.reports.get(sentence.article, ()) if start <= r.trigger.start < end]
    said = [s for s in corpus.statements.get(sentence.article, ()) if s.start < end and start < s.end]

    def place(noun: Report | Statement) -> tuple[int, int, bool, int, str]:
        inside = min(noun.end, sentence.end) - max(noun.start, sentence.start)
        return max(-inside, 0), -max(inside, 0), isinstance(noun, Report), noun.start, noun.id

    nouns: list[Report | Statement] = [*said, *reports]
    best = min(nouns, key=place, default=None)
    if best is None:
        return None
    words = one_line(sentence.text)
    if isinstance(best, Report):
        return Answer(value, words, sentence.article, best.id)
    return Answer(value, words, sentence.article, statement=best.id)


# ── comparing answers ─────────────────────────────────────────────────────────────────────────────────────


def _compare_plain(left: str, right: str) -> str:
    if left == right:
        return EQUAL
    return EXCLUDING if {left, right} == {"it happened", "denied"} else COMPATIBLE


def _compare_counts(left: float, right: float) -> str:
    return EQUAL if left == right else EXCLUDING


def _compare_words(left: Called, right: Called) -> str:
    """Whether two labels are one: a word in scare quotes is not the word that an account uses as its own."""
    if left.quoted or right.quoted:
        return EQUAL if (left.quoted or "").casefold() == (right.quoted or "").casefold() else COMPATIBLE
    one, other = left.word, right.word
    return EQUAL if one[:5] == other[:5] or one.endswith(other) or other.endswith(one) else COMPATIBLE


def _finding(
    corpus: Corpus,
    story: Story,
    event: str | None,
    question: str,
    answers: Sequence[Answer],
    compare: Compare,
    number: int = 0,
    told: Collection[str] = (),
    reports: Sequence[Report] = (),
    seen: Mapping[str, Sequence[Seen]] = MappingProxyType({}),
) -> Iterator[Finding]:
    """The finding on one question; none where nobody answers, or where one outlet alone could.

    `number` tells findings on one question apart: a speaker says many things. `told`: outlets that speak to it
    elsewhere. `reports`: all that tell the event. `seen`: where accounts without a report of it tell it.
    """
    if not answers:
        return
    sides = sides_of(answers, compare)
    sides = of_one_question(corpus, question, sides, compare, reports)
    sides = _with_confirmed(corpus, question, sides, reports, seen)
    # whoever is set aside says something all the same
    told, given = {*told, *(corpus.outlet(answer.article) for answer in answers)}, len(answers)
    answers = [answer for side in sides for answer in side]
    outlets = sorted({corpus.outlet(article) for article in story.articles if corpus.is_read(article)})
    answering = {corpus.outlet(answer.article) for answer in answers}
    agreement = agreement_of(corpus, question, sides, compare, reports)
    if agreement in ("single", "agreed") and len(outlets) == 1 and not isinstance(answers[0].value, Quantity):
        return
    if question.startswith("label") and agreement in ("single", "agreed"):
        return
    if agreement == "single" and len(answers) < given and _is_of_one(question, reports):
        return  # the others say something else, and dispute nothing
    if isinstance(answers[0].value, Quantity):
        sides = by_source(corpus, sides)
    elif isinstance(answers[0].value, Parties) and question != BEGAN:
        sides = in_their_words(sides, all(r.type in MUTUAL and r.mode != "visit" for r in reports))
    yield Finding(
        finding_id(story.id, event, f"{question}#{number}" if number else question),
        story.id,
        event,
        question,
        agreement,
        tuple(_side(corpus, side) for side in sides),
        tuple(outlet for outlet in _silent(corpus, story, answers) if outlet not in answering and outlet not in told),
    )


def _is_of_one(question: str, reports: Sequence[Report]) -> bool:
    """Whether a question is worth asking only where two accounts answer it alike or in dispute: what somebody said, and
    who took part in anything but force.
    """
    force = any(report.type in _FORCE for report in reports)
    return question.startswith("said") or (question in ("who", "whom") and not force)


def _with_confirmed(
    corpus: Corpus,
    question: str,
    sides: list[list[Answer]],
    reports: Sequence[Report],
    seen: Mapping[str, Sequence[Seen]],
) -> list[list[Answer]]:
    """The sides of a count with the numbers of accounts that tell the act without a report that counts."""
    if not seen or not isinstance(sides[0][0].value, Quantity):
        return sides
    own = {report.id for report in reports}
    taken = {
        quantity.mention
        for article in seen
        for report in corpus.reports.get(article, ())
        if report.id not in own
        for quantity in report.quantities
    }
    sides = [list(side) for side in sides]
    for one in list(confirmed(corpus, question, sides, seen, taken)):
        resting = _leading(corpus, one.seen.sentence, "")
        if resting is None:
            continue
        answer = replace(one.answer, report=resting.report, statement=resting.statement)
        told = (side for side in sides if compare_quantities(side[0].value, answer.value) == EQUAL)
        home = next(told, None) if one.side is None else sides[one.side]
        if home is None:
            sides.append([answer])
        else:
            home.append(answer)
    return sides


def _silent(corpus: Corpus, story: Story, answers: Sequence[Answer]) -> list[str]:
    """The outlets that could have told it, by name: with an account read here that came out on the day on which the
    first account tells it, or later. Where either has no date, nothing says that it could not.
    """
    days = [(corpus.articles[answer.article].published or "")[:10] for answer in answers]
    first = min(days)
    return sorted(
        {
            corpus.outlet(article)
            for article in story.articles
            if corpus.is_read(article) and first <= (corpus.articles[article].published_latest or "9")[:10]
        }
    )


def _side(corpus: Corpus, answers: Sequence[Answer]) -> Side:
    articles = {answer.article for answer in answers}
    return Side(
        answer=answers[0].words,
        reports=tuple(sorted({answer.report for answer in answers if answer.report})),
        statements=tuple(sorted({answer.statement for answer in answers if answer.statement})),
        outlets=tuple(sorted({corpus.outlet(article) for article in articles})),
        origins=len({corpus.origins.get(article, article) for article in articles}),
    )
