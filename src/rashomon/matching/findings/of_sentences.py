"""Sentences of a story → findings that rest on no one event.

What some accounts tell and others call untrue, and what they count differently in like sentences. Each answer rests on
the report or statement that has most of its sentence.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from rashomon.language.normalise import one_line
from rashomon.matching.acts.parties import bare, is_named
from rashomon.matching.findings.account import Answer, Corpus
from rashomon.matching.findings.denying.armed import Named, armed_or_not
from rashomon.matching.findings.denying.denied import Denial, denied_things
from rashomon.matching.findings.denying.exposed import disputed
from rashomon.matching.findings.numbers.ages import ages_alike
from rashomon.matching.findings.numbers.numbers_told import BY_ITSELF, Counted, in_context, numbers_told
from rashomon.matching.findings.numbers.otherwise import estimated_otherwise, told_otherwise
from rashomon.matching.findings.numbers.told_alike import Alike, told_alike
from rashomon.matching.findings.sides.agreement import came_out_within
from rashomon.matching.findings.sides.laid_out import (
    compare_counts,
    compare_estimates,
    compare_plain,
    laid_out,
    leading,
)
from rashomon.matching.findings.text.sentences import Sentence, is_speech
from rashomon.record import Finding, Span, Story

#: Characters between "the story is a hoax" and the nearest words of a report or statement that it can rest on.
_NEAR = 400
#: Numbers that accounts give alike and that are told of a story, at most.
_ALIKE = 8
#: Days within which two accounts count one thing at one time.
_DAYS = 2


def refutal_findings(corpus: Corpus, story: Story) -> Iterator[Finding]:
    """The report that some accounts lead with while others lead with its denial, and what somebody is heard to deny
    while others tell it.
    """
    texts = {article: corpus.articles[article].text for article in story.articles}
    disputes, refuted = [], list[Sentence]()
    for found in disputed(texts):
        told = [leading(corpus, sentence, "it happened") for sentence in found.told]
        denied = [leading(corpus, sentence, "denied", _NEAR) for sentence in found.denied]
        if told and denied:
            disputes.append((told, denied))
            refuted += found.denied
    for thing in denied_things(texts, {article: corpus.statements.get(article, ()) for article in texts}):
        told = [leading(corpus, sentence, "it happened") for sentence in thing.told]
        denied = [_denial(corpus, denial) for denial in thing.denials]
        if told and denied and 2 * sum(_stands_in(one, refuted) for one in thing.denials) < len(thing.denials):
            disputes.append((told, denied))
    for one in armed_or_not(texts, {article: _persons(corpus, article) for article in texts}):
        told = [leading(corpus, sentence, "it happened") for sentence in one.told]
        disputes.append((told, [leading(corpus, sentence, "denied") for sentence in one.denied]))
    for number, (told, denied) in enumerate(disputes):
        yield from laid_out(corpus, story, None, "whether", [*told, *denied], compare_plain, number)


def _persons(corpus: Corpus, article: str) -> list[Named]:
    """The persons whom an article names, wherever it does, pronouns that stand for them among them."""
    found = []
    for mention in corpus.parties.get(article, ()):
        entity = corpus.entities.get(corpus.of_mention.get(mention.id, ""))
        if mention.kind == "person" and entity is not None and entity.kind == "person" and is_named(entity):
            found.append(Named(mention.start, mention.end, bare(entity.name).split()[-1]))
    return found


def count_findings(corpus: Corpus, story: Story, asked: Collection[str]) -> Iterator[Finding]:
    """What accounts count differently in like sentences, where no act's own count tells it: `asked`."""
    texts = {a: corpus.articles[a].text for a in story.articles if corpus.articles[a].language == "en"}
    of_thing: dict[str, dict[Sentence, Counted]] = defaultdict(dict)
    for one, other in told_otherwise(texts):
        here, there = one.sentence.article, other.sentence.article
        if one.question not in asked and came_out_within(corpus, here, there, _DAYS):
            of_thing[one.thing].update({one.sentence: one, other.sentence: other})
    for number, counted in enumerate(of_thing.values()):
        answers = [replace(leading(corpus, one.sentence, one.value), words=_shown(one)) for one in counted.values()]
        if len({answer.value for answer in answers}) > 1:
            first = next(iter(counted.values()))
            heard = {corpus.outlet(article) for article in _counting(texts, first.thing)}
            yield from laid_out(corpus, story, None, first.question, answers, compare_counts, number, heard)


def estimate_findings(corpus: Corpus, story: Story, number: int) -> Iterator[Finding]:
    """Sums, lengths and spans of time that accounts estimate differently; findings are numbered from `number` on."""
    texts = {a: corpus.articles[a].text for a in story.articles if corpus.articles[a].language == "en"}
    for place, group in enumerate(estimated_otherwise(texts), number):
        answers = [replace(leading(corpus, one.sentence, one.value), words=_shown(one)) for one in group]
        heard = {corpus.outlet(article) for article in _counting(texts, group[0].thing)}
        yield from laid_out(corpus, story, None, group[0].question, answers, compare_estimates, place, heard)


def _counting(texts: Mapping[str, str], thing: str) -> Iterator[str]:
    """The articles that give some number of a thing: they are not silent on how many there are."""
    for article, text in texts.items():
        if any(one.counted.thing == thing for one in numbers_told(article, text)):
            yield article


def _shown(counted: Counted) -> str:
    """A number with what it counts, in words enough to be read by themselves."""
    start = counted.sentence.text.find(counted.words)
    whole = counted.thing.startswith("age") or start < 0
    return counted.words if whole else in_context(counted.sentence.text, start, start + len(counted.words))


def alike_findings(
    corpus: Corpus, story: Story, told: Sequence[Finding], event_of: Mapping[str, str]
) -> Iterator[Finding]:
    """What accounts count alike in like sentences, and whom they give one age, where nothing that is `told` gives the
    number already. `event_of`: report → event.
    """
    texts = {a: corpus.articles[a].text for a in story.articles if corpus.articles[a].language == "en"}
    shown = 0
    for number, alike in enumerate(told_alike(texts), len(told)):
        sentences = [sentence for sentence, _ in alike.told if not is_speech(sentence)]
        words = alike.told[0][1]
        answers = [replace(leading(corpus, sentence, alike.value), words=words) for sentence in sentences]
        if shown < _ALIKE and not _is_told(corpus, told, alike, answers):
            event = _event_told(corpus, [sentence for sentence, _ in alike.told], event_of)
            for finding in _agreed(corpus, story, event, alike, answers, number):
                shown += 1
                yield finding
    for number, alike in enumerate(ages_alike(texts), len(told)):
        answers = [
            Answer(alike.value, words, sentence.article, sentence=Span(sentence.start, sentence.end))
            for sentence, words in alike.told
        ]
        yield from _agreed(corpus, story, None, alike, answers, number)


def _agreed(
    corpus: Corpus, story: Story, event: str | None, alike: Alike, answers: Sequence[Answer], number: int
) -> Iterator[Finding]:
    heard = {corpus.outlet(article) for article in alike.given}
    for finding in laid_out(corpus, story, event, alike.question, answers, compare_counts, number, heard):
        if finding.agreement == "agreed":
            yield finding


def _event_told(corpus: Corpus, sentences: Sequence[Sentence], event_of: Mapping[str, str]) -> str | None:
    """The event that most of these sentences of several accounts tell, and more than one of them does."""
    told = Counter(
        event
        for one in sentences
        for event in {
            event_of[report.id]
            for report in corpus.reports.get(one.article, ())
            if report.id in event_of and one.start <= report.trigger.start < one.end
        }
    )
    most = max(told, key=lambda event: (told[event], event), default=None)
    return most if most is not None and told[most] > 1 else None


def _is_told(corpus: Corpus, told: Sequence[Finding], alike: Alike, answers: Sequence[Answer]) -> bool:
    """Whether a finding gives the number with most of the outlets that do, or asks the question of other numbers."""
    outlets = {corpus.outlet(answer.article) for answer in answers}
    written = "|".join(re.escape(one) for one in (alike.number, f"{alike.value:,.15g}"))
    number = re.compile(rf"(?<![\w.,])(?:{written})(?![\w]|[.,]\d)", re.I)
    for finding in told:
        apart = finding.event is None and finding.question == alike.question and finding.agreement != "agreed"
        if apart and not alike.is_estimate:  # accounts tell many sums, and few numbers of one thing
            return True
        giving = {outlet for side in finding.sides if number.search(side.answer) for outlet in side.outlets}
        if 2 * len(outlets & giving) > len(outlets) - (alike.value >= BY_ITSELF):
            return True
    return False


def without_contradicted(findings: Sequence[Finding]) -> list[Finding]:
    """Without what is said to agree in statements that another finding tells to count otherwise."""
    apart = [
        [set(side.statements) for side in one.sides]
        for one in findings
        if one.agreement == "contradicted" and not one.question.startswith("said")
    ]
    return [
        one
        for one in findings
        if one.agreement != "agreed"
        or not one.question.startswith("said")
        or not any(sum(not side.isdisjoint(one.sides[0].statements) for side in sides) > 1 for sides in apart)
    ]



def _stands_in(denial: Denial, sentences: Sequence[Sentence]) -> bool:
    return any(one.article == denial.article and one.start < denial.end and denial.start < one.end for one in sentences)


def _denial(corpus: Corpus, denial: Denial) -> Answer:
    text = corpus.articles[denial.article].text[denial.start : denial.end]
    if denial.statement is None:
        return leading(corpus, Sentence(denial.article, denial.start, denial.end, text), "denied")
    return Answer("denied", one_line(text), denial.article, statement=denial.statement)
