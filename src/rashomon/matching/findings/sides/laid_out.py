"""Answers to one question → the finding that lays them side by side.

Reads answers of one story, given with how they are compared; gives one finding, or none where one outlet alone could
have answered. The one idea: equal answers make a side, sides are compared, and outlets that could have told it and do
not are named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from rashomon.knowledge.labels import takes_no_side
from rashomon.knowledge.plover import FORCE
from rashomon.language.normalise import one_line
from rashomon.matching.acts.facts import MUTUAL
from rashomon.matching.answers import COMPATIBLE, EQUAL, EXCLUDING, compare_quantities
from rashomon.matching.findings.account import Answer, Called, Corpus
from rashomon.matching.findings.numbers.alongside import Seen
from rashomon.matching.findings.parties.who import Parties
from rashomon.matching.findings.sides.agreement import BEGAN, agreement_of
from rashomon.matching.findings.sides.confirmed import confirmed
from rashomon.matching.findings.sides.gathered import by_source, sides_of
from rashomon.matching.findings.sides.of_parties import in_their_words
from rashomon.matching.findings.sides.of_question import of_one_question
from rashomon.matching.findings.text.sentences import Sentence
from rashomon.record import Excerpt, Finding, Quantity, Report, Side, Span, Statement, Story, finding_id, part_asked

#: Before the number of "no one was hurt", which counts nobody.
_NO = re.compile(r"\bno[- ]$", re.I)
Compare = Callable[[Any, Any], str]


def laid_out(
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
    sides = _with_given(sides, of_one_question(corpus, question, sides, compare, reports), question, reports)
    sides = _with_confirmed(corpus, question, sides, reports, seen)
    # whoever is set aside says something all the same
    told, given = {*told, *(corpus.outlet(answer.article) for answer in answers)}, len(answers)
    answers = [answer for side in sides for answer in side]
    outlets = sorted({corpus.outlet(article) for article in story.articles if corpus.is_read(article)})
    answering = {corpus.outlet(answer.article) for answer in answers}
    agreement = agreement_of(corpus, question, sides, compare, reports)
    alone = len(answering.union(outlets)) == 1
    if agreement in ("single", "agreed") and alone and not isinstance(answers[0].value, Quantity):
        return
    if question.startswith("label") and (agreement in ("single", "agreed") or _are_plain_words(sides)):
        return
    if agreement == "differing" and len({answer.article for answer in answers}) == 1:
        return  # what one account tells in two ways tells two things
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
        tuple(excerpt for place, side in enumerate(sides) for excerpt in _excerpts(place, side)),
    )


def _with_given(
    sides: list[list[Answer]], kept: list[list[Answer]], question: str, reports: Sequence[Report]
) -> list[list[Answer]]:
    """The sides that are kept, and those that rest on what a person gave: nobody sets these aside."""
    given = {report.id for report in reports if part_asked(question) in report.corrected}
    if not given:
        return kept
    there = {answer.report for side in kept for answer in side}
    return [*kept, *(side for side in sides if any(a.report in given and a.report not in there for a in side))]


def _are_plain_words(sides: Sequence[Sequence[Answer]]) -> bool:
    """Whether accounts call an act by words that take no side, each its own: "raid" here, "strike" there is no choice
    of which another account makes anything.
    """
    plain = (takes_no_side(answer.value.word) and not answer.value.quoted for side in sides for answer in side)
    return all(plain) and all(len({answer.article for answer in side}) == 1 for side in sides)


def _is_of_one(question: str, reports: Sequence[Report]) -> bool:
    """Whether a question is worth asking only where two accounts answer it alike or in dispute: what somebody said, and
    who took part in anything but force.
    """
    force = any(report.type in FORCE for report in reports)
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
        resting = leading(corpus, one.seen.sentence, "")
        number = corpus.mentions.get(one.answer.value.mention)
        if number is not None and _NO.search(corpus.articles[number.article].text[: number.start][-4:]):
            continue
        answer = replace(
            one.answer, report=resting.report, statement=resting.statement, sentence=resting.sentence
        )
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


def _excerpts(place: int, answers: Sequence[Answer]) -> list[Excerpt]:
    """The sentences that a side rests on, by article."""
    spans = {(answer.article, answer.sentence) for answer in answers if answer.sentence is not None}
    ordered = sorted(spans, key=lambda one: (one[0], one[1].start))
    return [Excerpt(place, article, span.start, span.end) for article, span in ordered]


def leading(corpus: Corpus, sentence: Sentence, value: str | float, near: int = 0) -> Answer:
    """The answer of a sentence, with the report or statement that has most of its words, or that stands nearest, at
    most `near` characters away; with the sentence itself where none does.
    """
    start, end = sentence.start - near, sentence.end + near
    reports = [r for r in corpus.reports.get(sentence.article, ()) if start <= r.trigger.start < end]
    said = [s for s in corpus.statements.get(sentence.article, ()) if s.start < end and start < s.end]

    def place(noun: Report | Statement) -> tuple[int, int, bool, int, str]:
        inside = min(noun.end, sentence.end) - max(noun.start, sentence.start)
        return max(-inside, 0), -max(inside, 0), isinstance(noun, Report), noun.start, noun.id

    nouns: list[Report | Statement] = [*said, *reports]
    best = min(nouns, key=place, default=None)
    words = one_line(sentence.text)
    if best is None:
        return Answer(value, words, sentence.article, sentence=Span(sentence.start, sentence.end))
    if isinstance(best, Report):
        return Answer(value, words, sentence.article, best.id)
    return Answer(value, words, sentence.article, statement=best.id)


def compare_plain(left: str, right: str) -> str:
    if left == right:
        return EQUAL
    return EXCLUDING if {left, right} == {"it happened", "denied"} else COMPATIBLE


def compare_counts(left: float, right: float) -> str:
    return EQUAL if left == right else EXCLUDING


def compare_estimates(left: float, right: float) -> str:
    return EQUAL if left == right else COMPATIBLE


def compare_words(left: Called, right: Called) -> str:
    """Whether two labels are one: a word in scare quotes is not the word that an account uses as its own."""
    if left.quoted or right.quoted:
        return EQUAL if (left.quoted or "").casefold() == (right.quoted or "").casefold() else COMPATIBLE
    one, other = left.word, right.word
    return EQUAL if one[:5] == other[:5] or one.endswith(other) or other.endswith(one) else COMPATIBLE
