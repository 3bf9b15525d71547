"""Statements of a story → findings on what one voice is reported to have said.

A voice is whoever speaks or those for whom he speaks; its statements in several articles are aligned, and each group
of them is laid out as one question.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from rashomon.language.normalise import one_line
from rashomon.language.pronouns import is_pronoun
from rashomon.matching.acts.pairs import lemma
from rashomon.matching.acts.parties import is_named
from rashomon.matching.answers import COMPATIBLE, EQUAL
from rashomon.matching.findings.account import Answer, Corpus
from rashomon.matching.findings.agreement import came_out_within
from rashomon.matching.findings.guilt_denied import denies_guilt
from rashomon.matching.findings.laid_out import compare_plain, laid_out
from rashomon.matching.findings.quotations import Quoted, voices_by_quotation
from rashomon.matching.findings.sayings import (
    Saying,
    aligned,
    compare_sayings,
    in_other_words,
    is_another_version,
    saying,
)
from rashomon.record import Finding, Statement, Story

#: Words from which a content is mostly a clause, and verbs that make a shorter one a clause: "he was there"; words that
#: hang on the verb before them.
_CLAUSE = 6
_FINITE = re.compile(
    r"\s(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|shall|should|does|do|did)\b", re.I
)
_HANGS_ON = re.compile(
    r"(?:of|for|to|at|against|from|on|about|with|into|over|by|in|as|if|whether|who|when|why|how)\b", re.I
)

#: Days within which two denials of guilt are of one thing.
_SOON = 3
#: Verbs that somebody's words may stand behind, and that told by themselves are deeds.
_DEEDS = frozenset("welcome accept see receive greet host hold".split())


def said_findings(corpus: Corpus, story: Story) -> Iterator[Finding]:
    by_voice: dict[str, list[Statement]] = defaultdict(list)
    said = [s for article in story.articles for s in corpus.statements.get(article, ()) if not _is_deed(corpus, s)]
    if len({statement.article for statement in said}) < 2:
        return
    speakers = _speakers(corpus, said)
    for statement in said:
        entity = speakers.get(statement.id)
        if entity is not None:
            by_voice[corpus.speaks_for.get(entity, entity)].append(statement)
    for voice, statements in sorted(by_voice.items()):
        if len({statement.article for statement in statements}) < 2:
            continue
        by_id = {statement.id: statement for statement in statements}
        told = [_saying(corpus, statement) for statement in statements]
        likely = in_other_words(told)
        groups = aligned(told, likely=likely)
        compare = _comparing(likely)
        for number, sayings in enumerate(groups):
            answers = [_said(corpus, by_id[one.id], one) for one in sayings]
            speaker = _most_named([speakers[one.id] for one in sayings], voice)
            if _is_heard(corpus, speaker, answers):
                yield from laid_out(corpus, story, None, f"said:{speaker}", answers, compare, number)
        yield from _guilt_denied(corpus, story, voice, statements, speakers, groups)


def _comparing(likely: Mapping[frozenset[str], float]) -> Callable[[Saying, Saying], str]:
    """`compare_sayings`, and equal where two say one thing in other words, unless they count otherwise."""

    def compare(left: Saying, right: Saying) -> str:
        verdict = compare_sayings(left, right)
        retold = verdict == COMPATIBLE and frozenset((left.id, right.id)) in likely
        return EQUAL if retold and not is_another_version(left, right) else verdict

    return compare


def _guilt_denied(
    corpus: Corpus,
    story: Story,
    voice: str,
    statements: Sequence[Statement],
    speakers: Mapping[str, str],
    groups: Sequence[Sequence[Saying]],
) -> Iterator[Finding]:
    """The finding that a voice denies guilt, where accounts tell so in unlike words, soon after each other."""
    own = [one for one in statements if denies_guilt(corpus, one) and not _is_rejection(corpus, one)]
    denials = {one.article: one for one in reversed(own)}
    told = {one.id for one in denials.values()}
    if any(len(told & {one.id for one in group}) > 1 for group in groups):
        return  # like words were laid side by side already
    first = min(denials, default="")
    soon = [one for article, one in sorted(denials.items()) if came_out_within(corpus, first, article, _SOON)]
    speaker = _most_named([speakers[one.id] for one in soon], voice)
    answers = [replace(_said(corpus, one, _saying(corpus, one)), value="denied") for one in soon]
    if is_named(corpus.entities[speaker]):
        found = laid_out(corpus, story, None, f"said:{speaker}", answers, compare_plain, len(groups))
        yield from (finding for finding in found if finding.agreement == "agreed")


def _is_rejection(corpus: Corpus, statement: Statement) -> bool:
    """Whether a report tells the denial as an act: it is left to its event."""
    reports = corpus.reports.get(statement.article, ())
    return any(one.type == "REJECT" and statement.start <= one.trigger.start < statement.end for one in reports)


def _speakers(corpus: Corpus, statements: Sequence[Statement]) -> dict[str, str]:
    """Statement → who says it: as the account tells, or as another does that quotes the same words."""
    read = {s.id: corpus.of_mention[s.speaker] for s in statements if s.speaker and s.speaker in corpus.of_mention}
    return read | voices_by_quotation([_quoted(corpus, statement, read.get(statement.id)) for statement in statements])


def _quoted(corpus: Corpus, statement: Statement, entity: str | None) -> Quoted:
    """`name` only where the account's own words name the speaker, or the body that he speaks for."""
    speaker = corpus.mentions.get(statement.speaker or "")
    words = speaker.text.split() if speaker is not None else []
    voice = corpus.speaks_for.get(entity or "", entity or "")
    known = corpus.entities.get(voice)
    pronoun = speaker is None or is_pronoun(speaker.text)
    told = voice != entity or pronoun or any(word[:1].isupper() for word in words[-1:])
    name = known.name if known is not None and told and is_named(known) else None
    return Quoted(statement.id, statement.article, _content(corpus, statement), entity, name, pronoun)


def _most_named(speakers: Sequence[str], voice: str) -> str:
    """The entity that most of the statements name; the voice itself among equals."""
    named = Counter(speakers)
    return min(named, key=lambda entity: (-named[entity], entity != voice, entity), default=voice)


def _is_heard(corpus: Corpus, speaker: str, answers: Sequence[Answer]) -> bool:
    """What nameless "witnesses" say in the copies of one text is one voice, and no finding."""
    voices_heard = {corpus.origins.get(answer.article, answer.article) for answer in answers}
    return len(voices_heard) > 1 or is_named(corpus.entities[speaker])


def _saying(corpus: Corpus, statement: Statement) -> Saying:
    text = corpus.articles[statement.article].text
    cue = text[max(statement.start, statement.cue.start - 12) : statement.cue.end] if statement.cue else ""
    return saying(statement.id, statement.article, _content(corpus, statement), cue)


def _content(corpus: Corpus, statement: Statement) -> str:
    text = corpus.articles[statement.article].text
    return " … ".join(text[span.start : span.end] for span in statement.content)


def _said(corpus: Corpus, statement: Statement, value: Saying) -> Answer:
    text = corpus.articles[statement.article].text
    words = " … ".join(one_line(text[span.start : span.end]) for span in statement.content)
    if statement.form == "indirect" and statement.cue and is_fragment(words):
        # "of piracy in the region" says nothing by itself: New Delhi "had taken a serious view of" it
        start = min(statement.cue.start, *(span.start for span in statement.content))
        words = one_line(text[start : max(span.end for span in statement.content)])
    elif statement.polarity == "negative" and not words.startswith("not "):
        words = f"not: {words}"
    return Answer(value, words, statement.article, statement=statement.id)


def _is_deed(corpus: Corpus, statement: Statement) -> bool:
    """Whether it tells what somebody did, not what he said: "welcoming Mr. Abe to his estate"."""
    if statement.form != "indirect" or statement.cue is None or not is_fragment(_content(corpus, statement)):
        return False
    text = corpus.articles[statement.article].text
    return any(lemma(word) in _DEEDS for word in text[statement.cue.start : statement.cue.end].casefold().split())


def is_fragment(words: str) -> bool:
    """Whether the content of a saying is no clause that can be read by itself."""
    is_short = len(words.split()) < _CLAUSE and not _FINITE.search(words)
    return " … " in words or is_short or bool(_HANGS_ON.match(words))
