"""Statements of a story → findings on what one voice is reported to have said.

A voice is whoever speaks or those for whom he speaks; its statements in several articles are aligned, and each group
of them is laid out as one question.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from rashomon.language.normalise import one_line
from rashomon.language.pronouns import is_pronoun
from rashomon.matching.acts.pairs import lemma
from rashomon.matching.acts.parties import is_named
from rashomon.matching.answers import COMPATIBLE, EQUAL
from rashomon.matching.findings.account import Answer, Corpus
from rashomon.matching.findings.saying.bodies import OFFICE, Voice, tells_whose, voices_told
from rashomon.matching.findings.saying.guilt_denied import denies_guilt
from rashomon.matching.findings.saying.quotations import Quoted, voices_by_quotation
from rashomon.matching.findings.saying.sayings import (
    Saying,
    aligned,
    compare_sayings,
    in_other_words,
    is_another_version,
    is_silence,
    saying,
)
from rashomon.matching.findings.sides.agreement import came_out_within
from rashomon.matching.findings.sides.laid_out import compare_plain, laid_out
from rashomon.matching.unions import Unions
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
    said = [s for article in story.articles for s in corpus.statements.get(article, ()) if not _is_deed(corpus, s)]
    if len({statement.article for statement in said}) < 2:
        return
    speakers = _speakers(corpus, said)
    voices = voices_told(corpus, story, said, speakers)
    numbers: Counter[str] = Counter()
    for circle in _circles(said, voices):
        if len({statement.article for statement in circle}) < 2:
            continue
        by_id = {statement.id: statement for statement in circle}
        told = [one for one in (_saying(corpus, statement) for statement in circle) if not is_silence(one)]
        near = {one.id: voices[one.id] for one in told}
        likely = in_other_words(told, near)
        groups = aligned(told, _of_one_voice(told, near), likely)
        compare = _comparing(likely)
        for sayings in groups:
            answers = [_said(corpus, by_id[one.id], one) for one in sayings]
            speaker = _most_named(corpus, [(speakers[one.id], voices[one.id].id) for one in sayings])
            if _is_heard(corpus, speaker, answers):
                yield from laid_out(corpus, story, None, f"said:{speaker}", answers, compare, numbers[speaker])
            numbers[speaker] += 1
        for statements in _by_voice(circle, voices):
            found = list(_guilt_denied(corpus, story, statements, speakers, groups, numbers))
            numbers.update(finding.question.partition(":")[2] for finding in found)
            yield from found


def _circles(said: Iterable[Statement], voices: Mapping[str, Voice]) -> list[list[Statement]]:
    """Statements by those whose voices may say one thing, each circle in the order of the story's articles."""
    heard = [statement for statement in said if statement.id in voices]
    offices = {name for statement in heard for name in voices[statement.id].near if name.startswith(OFFICE)}
    unions = Unions(sorted({voices[statement.id].id for statement in heard} | offices))
    for statement in heard:
        for other in sorted(name for name in voices[statement.id].near if name in unions):
            unions.join(voices[statement.id].id, other)
    circle_of = {name: number for number, names in enumerate(unions.sets()) for name in names}
    circles: dict[int, list[Statement]] = defaultdict(list)
    for statement in heard:
        circles[circle_of[voices[statement.id].id]].append(statement)
    return [circles[number] for number in sorted(circles)]


def _by_voice(statements: Iterable[Statement], voices: Mapping[str, Voice]) -> list[list[Statement]]:
    found: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        found[voices[statement.id].id].append(statement)
    return [found[voice] for voice in sorted(found)]


def _of_one_voice(told: Sequence[Saying], voices: Mapping[str, Voice]) -> list[tuple[int, int]]:
    """The places of each two sayings of one voice."""
    names = [voices[one.id].id for one in told]
    return [(i, j) for i, j in combinations(range(len(told)), 2) if names[i] == names[j]]


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
    statements: Sequence[Statement],
    speakers: Mapping[str, str],
    groups: Sequence[Sequence[Saying]],
    numbers: Mapping[str, int],
) -> Iterator[Finding]:
    """The finding that a voice denies guilt, where accounts tell so in unlike words, soon after each other."""
    own = [one for one in statements if denies_guilt(corpus, one) and not _is_rejection(corpus, one)]
    denials = {one.article: one for one in reversed(own)}
    told = {one.id for one in denials.values()}
    if any(len(told & {one.id for one in group}) > 1 for group in groups):
        return  # like words were laid side by side already
    first = min(denials, default="")
    soon = [one for article, one in sorted(denials.items()) if came_out_within(corpus, first, article, _SOON)]
    if not soon:
        return
    speaker = _most_named(corpus, [(speakers[one.id], "") for one in soon])
    answers = [replace(_said(corpus, one, _saying(corpus, one)), value="denied") for one in soon]
    if is_named(corpus.entities[speaker]):
        found = laid_out(corpus, story, None, f"said:{speaker}", answers, compare_plain, numbers[speaker])
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


def _most_named(corpus: Corpus, speakers: Sequence[tuple[str, str]]) -> str:
    """The entity that most of the statements name, of the voice that most of them have; of the names of a ministry one
    that says whose it is. `speakers`: entity and voice of each.
    """
    named, heard = Counter(entity for entity, _ in speakers), Counter(voice for _, voice in speakers)
    vague = {entity: not tells_whose(corpus.entities[entity]) for entity in named}
    own = {entity: corpus.speaks_for.get(entity, entity) == entity for entity in named}
    most, _ = min(
        speakers, key=lambda one: (-heard[one[1]], vague[one[0]], -named[one[0]], not own[one[0]], one[0])
    )
    return most


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
