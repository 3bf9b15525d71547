"""Sentences of a story → findings that rest on no one event.

What some accounts tell and others call untrue, and what they count differently in like sentences. Each answer rests on
the report or statement that has most of its sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from rashomon.language.normalise import one_line
from rashomon.matching.account import Answer, Corpus
from rashomon.matching.agreement import came_out_within
from rashomon.matching.denied import Denial, denied_things
from rashomon.matching.exposed import disputed
from rashomon.matching.laid_out import compare_counts, compare_plain, laid_out, leading
from rashomon.matching.otherwise import Counted, told_otherwise
from rashomon.matching.sentences import Sentence
from rashomon.record import Finding, Story

#: Characters between "the story is a hoax" and the nearest words of a report or statement that it can rest on.
_NEAR = 400
#: Days within which two accounts count one thing at one time.
_DAYS = 2


def refutal_findings(corpus: Corpus, story: Story) -> Iterator[Finding]:
    """The report that some accounts lead with while others lead with its denial, and what somebody is heard to deny
    while others tell it.
    """
    texts = {article: corpus.articles[article].text for article in story.articles}
    disputes, refuted = [], list[Sentence]()
    for found in disputed(texts):
        told = [a for sentence in found.told if (a := leading(corpus, sentence, "it happened"))]
        denied = [a for sentence in found.denied if (a := leading(corpus, sentence, "denied", _NEAR))]
        if told and denied:
            disputes.append((told, denied))
            refuted += found.denied
    for thing in denied_things(texts, {article: corpus.statements.get(article, ()) for article in texts}):
        told = [a for sentence in thing.told if (a := leading(corpus, sentence, "it happened"))]
        denied = [a for denial in thing.denials if (a := _denial(corpus, denial))]
        if told and denied and 2 * sum(_stands_in(one, refuted) for one in thing.denials) < len(thing.denials):
            disputes.append((told, denied))
    for number, (told, denied) in enumerate(disputes):
        yield from laid_out(corpus, story, None, "whether", [*told, *denied], compare_plain, number)


def count_findings(corpus: Corpus, story: Story, asked: Collection[str]) -> Iterator[Finding]:
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
            if (answer := leading(corpus, one.sentence, one.value))
        ]
        if len({answer.value for answer in answers}) > 1:
            question = next(iter(counted.values())).question
            yield from laid_out(corpus, story, None, question, answers, compare_counts, number)


def _stands_in(denial: Denial, sentences: Sequence[Sentence]) -> bool:
    return any(one.article == denial.article and one.start < denial.end and denial.start < one.end for one in sentences)


def _denial(corpus: Corpus, denial: Denial) -> Answer | None:
    text = corpus.articles[denial.article].text[denial.start : denial.end]
    if denial.statement is None:
        return leading(corpus, Sentence(denial.article, denial.start, denial.end, text), "denied")
    return Answer("denied", one_line(text), denial.article, statement=denial.statement)
