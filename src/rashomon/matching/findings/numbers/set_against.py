"""A number that an account gives + the words after it → the number that another sets against it.

Reads texts and the quantities in them; gives answers. The one idea: who counts otherwise need not say what he counts:
"The union says 3,000 nurses are on strike. The board puts the number at 1,200." No act is told in the second sentence,
and its number counts what the number before it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rashomon.language.numbers import value_of
from rashomon.matching.answers import quantity_words
from rashomon.matching.findings.account import Answer, Corpus
from rashomon.matching.findings.numbers.givers import giver
from rashomon.matching.findings.text.sentences import sentences_of
from rashomon.record import Mention, Quantity, Span

#: Characters after a number within which another is set against it.
_REACH = 220
_COUNT = r"(?:(?:death )?toll|number|figure|count|total|turnout|crowd|attendance|estimate)"
#: What leads to such a number: it takes up the count before it, and names nothing that is counted.
_LEADS = re.compile(
    rf"\b(?:(?:puts?|putting|placed?|places|set|sets) (?:(?:the|that|this|its|their) (?:\w+ )?{_COUNT}|it|them) at"
    rf"|(?:gave|gives?|giving|had|has|cited|offered) (?:an?|the) (?:\w+ )?{_COUNT} of"
    r"|(?:speaks?|spoke|speaking) (?:of|about)"
    rf"|(?:says?|said|insists?|insisted) (?:that )?(?:it|the (?:\w+ )?{_COUNT}) (?:is|was|were|stood at))"
    r"\s+(?:only |just |some |about |around |at least |more than |over |no more than |fewer than |up to )?$",
    re.I,
)
#: After it nothing is counted.
_CLOSED = re.compile(r"\s*(?:[.,;:)—–]|$|\s(?:and|but|while|in all)\b)")
_NUMBER = re.compile(
    r"(?<![\w.,$£€-])\d{1,3}(?:,\d{3})+(?![\d%])|(?<![\w.,$£€-])\d{1,6}(?![\w%,.]\d)(?!\w)"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty)\b",
    re.I,
)
_PARAGRAPH = re.compile(r"\n\s*\n")
_LEAST = re.compile(r"\b(?:at least|more than|over)\s+$", re.I)
_MOST = re.compile(r"\b(?:no more than|fewer than|up to)\s+$", re.I)


def set_against(corpus: Corpus, answers: Sequence[Answer]) -> Iterator[Answer]:
    """The numbers that are set against those of `answers` right after them by somebody else, as answers to the same
    question.
    """
    known = set[tuple[str, int]]()
    read = _numbers_of_reports(corpus, {answer.article for answer in answers})
    for answer in answers:
        told = corpus.mentions.get(answer.value.mention)
        if told is None:
            continue
        text = corpus.articles[answer.article].text
        for found in _NUMBER.finditer(text, told.end, told.end + _REACH):
            named = _giver(text, told, found)
            value = value_of(found[0].casefold().split())
            at = (answer.article, found.start())
            if named is not None and value is not None and at not in known | read:
                known.add(at)
                yield _resting(corpus, answer, _bounded(text, found, value), found.start(), named)


def _numbers_of_reports(corpus: Corpus, articles: Iterable[str]) -> set[tuple[str, int]]:
    """Where numbers stand that reports carry: these count what their report says."""
    numbers = (q.mention for article in articles for r in corpus.reports.get(article, ()) for q in r.quantities)
    told = (corpus.mentions[number] for number in numbers if number in corpus.mentions)
    return {(mention.article, at) for mention in told for at in range(mention.start, mention.end)}


def _giver(text: str, told: Mention, number: re.Match[str]) -> str | None:
    """Who sets a number against the one that is `told`; None where nobody else does, or it counts something else."""
    between = text[told.end : number.start()]
    if _PARAGRAPH.search(between) or not (_LEADS.search(between) and _CLOSED.match(text[number.end() :])):
        return None
    named = giver(text, number.start(), number.end())
    return None if named is None or named == giver(text, told.start, told.end) else named


def _bounded(text: str, number: re.Match[str], value: float) -> Quantity:
    lead = text[max(0, number.start() - 20) : number.start()]
    return Quantity(None if _MOST.search(lead) else value, None if _LEAST.search(lead) else value, None, None, "")


def _resting(corpus: Corpus, answer: Answer, value: Quantity, at: int, named: str) -> Answer:
    """The answer with the statement that the number stands in, else with its sentence."""
    given = replace(value, unit=answer.value.unit, of=answer.value.of)
    said = [s for s in corpus.statements.get(answer.article, ()) if s.start <= at < s.end]
    inner = min(said, key=lambda s: (s.end - s.start, s.id), default=None)
    if inner is not None:
        return Answer(given, quantity_words(given), answer.article, answer.report, inner.id, giver=named)
    sentences = sentences_of(answer.article, corpus.articles[answer.article].text)
    whole = next((one for one in sentences if one.start <= at < one.end), None)
    sentence = Span(whole.start, whole.end) if whole is not None else None
    return Answer(given, quantity_words(given), answer.article, answer.report, sentence=sentence, giver=named)
