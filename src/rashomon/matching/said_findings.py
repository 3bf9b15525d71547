"""Statements of a story → findings on what one voice is reported to have said.

A voice is whoever speaks or those for whom he speaks; its statements in several articles are aligned, and each group
of them is laid out as one question.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from rashomon.language.normalise import one_line
from rashomon.matching.account import Answer, Corpus
from rashomon.matching.laid_out import laid_out
from rashomon.matching.parties import is_named
from rashomon.matching.sayings import Saying, aligned, compare_sayings, saying
from rashomon.record import Finding, Statement, Story


def said_findings(corpus: Corpus, story: Story) -> Iterator[Finding]:
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
                yield from laid_out(corpus, story, None, f"said:{speaker}", answers, compare_sayings, number)


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
