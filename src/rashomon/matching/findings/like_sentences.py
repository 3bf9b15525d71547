"""Sentences of a story → findings on what several accounts tell in like words, of acts that no report tells.

Reads the texts of a story's articles with what its other findings rest on; gives findings whose answers are sentences.
The one idea: a wedding, a sting or a suicide is no act of any type of ours, but whoever tells it tells it in like
words; so sentences are aligned as the words of one speaker are, and what other findings tell already is left to them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from rashomon.language.normalise import one_line
from rashomon.matching.acts.parties import bare, is_named
from rashomon.matching.answers import COMPATIBLE, EQUAL
from rashomon.matching.findings.account import VERBAL, Answer, Corpus
from rashomon.matching.findings.laid_out import compare_plain, laid_out
from rashomon.matching.findings.numbers_told import numbers_told
from rashomon.matching.findings.sayings import Saying, aligned, are_akin, compare_sayings, saying
from rashomon.matching.findings.sentences import Sentence, is_speech, sentences_of
from rashomon.record import Finding, Span, Story

#: Sentences of an article that are compared, and of a story.
_OF_ARTICLE, _OF_STORY = 40, 1_200
#: Content words that two sentences share at least, and of those words that name nobody.
_SHARED, _PLAIN = 3, 2
#: Rows of a story at most, those that most accounts tell first.
_ROWS = 16
#: What an outlet says of itself and of its page.
_OF_PAGE = re.compile(
    r"\b(?:stay tuned|keep (?:you|on) (?:updated|posted)|updates?\b.{0,30}\bstory|click|subscribe|newsletter|follow us"
    r"|read more|sign up|copyright|all rights reserved|photos?|images?|video|gallery|pictured|contributed to this)\b"
    r"|https?://|^(?:MORE|RELATED|READ|WATCH)\b",
    re.I,
)
_DAY = re.compile(
    r"(?<!Mail on )\b(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?: (?:morning|afternoon|evening|night))?\b"
)
#: "In 2007, the gang drove two cars through the window": another time than the story's.
_YEAR = re.compile(r"(?:In|By|Since|During|Back in) (?:[A-Z]\w{2,8} )?((?:19|20)\d\d)\b")
_ISO = re.compile(r"\d{4}-\d\d-\d\d\b(?! to )")
#: Before the name of a place where something was done.
_AT = re.compile(
    r"\b(?:in|at|near|outside|off)\s+(?:the\s+)?(?:[\w-]+\s+(?:city|town|village|state|province) of\s+)?$", re.I
)


def like_findings(corpus: Corpus, story: Story, told: Sequence[Finding]) -> Iterator[Finding]:
    """What accounts tell in like sentences that nothing which is `told` rests on, what most accounts tell first."""
    texts = {a: corpus.articles[a].text for a in story.articles if corpus.articles[a].language == "en"}
    covered = _covered(corpus, story, told)
    copies = _copies(corpus, texts)
    sentences = _sentences({article: texts[article] for article in copies})
    groups = []
    for group in (part for whole in _aligned(sentences) for part in _by_year(whole)):
        free = [one for one in group if not _is_covered(one, covered)]
        own = [one for one in free if not is_speech(one) and not _is_said(corpus, one)]
        if own and _voices(corpus, free) > 1 and 2 * len(free) >= len(group) and not any(map(_is_of_page, free)):
            groups.append(_of_one_count(texts, _of_one_day([*free, *(one for one in group if one not in free)])))
    groups = [group for group in groups if _voices(corpus, group) > 1]
    groups.sort(key=lambda group: (-_voices(corpus, group), group[0].article, group[0].start))
    groups = [[*group, *_in_copies(group, copies, texts)] for group in groups[:_ROWS]]
    for number, group in enumerate(groups):
        answers = [
            Answer("told", one_line(one.text), one.article, sentence=Span(one.start, one.end)) for one in group
        ]
        yield from laid_out(corpus, story, None, "told", answers, compare_plain, number)
    for kind, answers_of in (("when", _days), ("where", _places)):
        given = _given(told, kind)
        for number, group in enumerate(groups):
            answers = [answer for one in group for answer in answers_of(corpus, one)]
            for value in dict.fromkeys(answer.value for answer in answers):
                same = [answer for answer in answers if answer.value == value]
                if value not in given and _voices(corpus, same) > 1:
                    given.add(value)
                    yield from laid_out(corpus, story, None, kind, same, compare_plain, number)


def _given(told: Sequence[Finding], kind: str) -> set[str]:
    """The days of the week, or the places, that findings which compare accounts give."""
    answers = [s.answer for one in told if one.question == kind and one.agreement != "single" for s in one.sides]
    if kind == "where":
        return {bare(answer) for answer in answers}
    return {f"{date.fromisoformat(answer[:10]):%A}" for answer in answers if _ISO.match(answer)}


def _days(corpus: Corpus, one: Sentence) -> Iterator[Answer]:
    """The day of the week that a sentence names, where it is but one."""
    found = {match["day"]: match[0] for match in _DAY.finditer(one.text)}
    for day, words in found.items():
        if len(found) == 1:
            yield Answer(day, words, one.article, sentence=Span(one.start, one.end))


def _places(corpus: Corpus, one: Sentence) -> Iterator[Answer]:
    """The places where a sentence says that something was done."""
    for mention in corpus.named.get(one.article, ()):
        before = one.text[: mention.start - one.start]
        if mention.kind == "place" and one.start <= mention.start < one.end and _AT.search(before):
            yield Answer(bare(mention.text), mention.text, one.article, sentence=Span(one.start, one.end))


def _covered(corpus: Corpus, story: Story, told: Sequence[Finding]) -> dict[str, list[tuple[int, int]]]:
    """Article → the characters of what findings that compare accounts rest on."""
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    reports = {r.id: r for article in story.articles for r in corpus.reports.get(article, ())}
    statements = {s.id: s for article in story.articles for s in corpus.statements.get(article, ())}
    for finding in told:
        if finding.agreement == "single":
            continue
        for report in (reports[r] for side in finding.sides for r in side.reports if r in reports):
            spans[report.article].append((report.start, report.end))
        for said in (statements[s] for side in finding.sides for s in side.statements if s in statements):
            spans[said.article].append((said.start, said.end))
        for excerpt in finding.excerpts:
            spans[excerpt.article].append((excerpt.start, excerpt.end))
    return spans


def _is_covered(one: Sentence, covered: Mapping[str, Sequence[tuple[int, int]]]) -> bool:
    return any(start < one.end and one.start < end for start, end in covered.get(one.article, ()))


def _is_said(corpus: Corpus, one: Sentence) -> bool:
    """Whether a sentence holds the words of somebody who is named, or that somebody asked, blamed or promised by words:
    "rumours" and "reports" are nobody.
    """
    statements, reports = corpus.statements.get(one.article, ()), corpus.reports.get(one.article, ())
    if any(r.type in VERBAL and r.actors and one.start <= r.trigger.start < one.end for r in reports):
        return True
    speakers = [said.speaker or "" for said in statements if said.start < one.end and one.start < said.end]
    known = (corpus.entities.get(corpus.of_mention.get(speaker, "")) for speaker in speakers)
    return any(entity is not None and is_named(entity) for entity in known)


def _voices(corpus: Corpus, sentences: Sequence[Sentence | Answer]) -> int:
    """Independent outlets that tell it: copies of one text are one."""
    origins = {corpus.origins.get(one.article, one.article) for one in sentences}
    return min(len(origins), len({corpus.outlet(one.article) for one in sentences}))


def _is_of_page(one: Sentence) -> bool:
    return bool(_OF_PAGE.search(one.text))


def _copies(corpus: Corpus, texts: Mapping[str, str]) -> dict[str, list[str]]:
    """The first article of each voice → those that print its text: their sentences are compared once."""
    voices: dict[str, list[str]] = defaultdict(list)
    for article in sorted(texts):
        voices[corpus.origins.get(article, article)].append(article)
    return {first: rest for first, *rest in voices.values()}


def _in_copies(
    group: Sequence[Sentence], copies: Mapping[str, Sequence[str]], texts: Mapping[str, str]
) -> Iterator[Sentence]:
    """The same sentences where they stand in copies."""
    for one in group:
        for copy in copies[one.article]:
            start = texts[copy].find(one.text)
            if start >= 0:
                yield Sentence(copy, start, start + len(one.text), one.text)


def _sentences(texts: Mapping[str, str]) -> list[Sentence]:
    """The first sentences of each article, of so many articles as a story is compared by."""
    found: list[Sentence] = []
    for article, text in sorted(texts.items()):
        if len(found) < _OF_STORY:
            found += sentences_of(article, text)[:_OF_ARTICLE]
    return found


def _aligned(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Groups of sentences that tell one thing, one of each article; none where two of them say yes and no."""
    sayings = [saying(str(place), one.article, one.text, "") for place, one in enumerate(sentences)]
    groups = aligned(sayings, _likely(sayings))
    groups = [_near_one(group) for group in groups]
    return [[sentences[int(one.id)] for one in group] for group in groups if len(group) > 1 and _agree(group)]


def _near_one(group: Sequence[Saying]) -> list[Saying]:
    """The sentence that is most like the others of its group, and those that are like it."""
    near = [[other for other in group if other is one or are_akin(one, other)] for one in group]
    return max(near, key=len)


def _likely(sayings: Sequence[Saying]) -> list[tuple[int, int]]:
    """Pairs of two articles that share words enough to tell one thing."""
    holders: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(sayings):
        for stem in one.words:
            holders[stem].append(place)
    both: dict[tuple[int, int], list[str]] = defaultdict(list)
    for stem, places in holders.items():
        for pair in combinations(places, 2):
            both[pair].append(stem)
    return sorted(
        (left, right)
        for (left, right), stems in both.items()
        if len(stems) >= _SHARED
        and sayings[left].article != sayings[right].article
        and _tell_enough(sayings[left], sayings[right], stems)
    )


def _tell_enough(one: Saying, other: Saying, stems: Sequence[str]) -> bool:
    """Whether the words in common are more than names; of few words they must be most."""
    plain = [stem for stem in stems if stem not in one.names and stem not in other.names]
    least = min(len(one.words), len(other.words))
    return len(plain) >= _PLAIN and (len(plain) > _PLAIN or 2 * len(stems) >= least)


def _agree(group: Sequence[Saying]) -> bool:
    return all(compare_sayings(one, other) in (EQUAL, COMPATIBLE) for one, other in combinations(group, 2)) and all(
        one.negations % 2 == group[0].negations % 2 for one in group
    )


def _by_year(group: Sequence[Sentence]) -> list[list[Sentence]]:
    """Sentences that begin with a year apart from those that do not name it: they tell of another time."""
    parts: dict[str, list[Sentence]] = defaultdict(list)
    years = {year[1] for one in group if (year := _YEAR.match(one.text))}
    for one in group:
        parts[next((year for year in sorted(years) if year in one.text), "")].append(one)
    return list(parts.values())


def _of_one_day(group: Sequence[Sentence]) -> list[Sentence]:
    """Sentences without those that name other days of the week than the most do: of which act, nobody can say."""
    days = [frozenset(match["day"] for match in _DAY.finditer(one.text)) for one in group]
    told = list(zip(group, days, strict=True))
    fits = [[one for one, other in told if not other or own & other] for own in days if own]
    return max(fits, key=len, default=list(group))


def _of_one_count(texts: Mapping[str, str], group: Sequence[Sentence]) -> list[Sentence]:
    """Sentences without those that count a thing otherwise than the first: "14 members", "12 members"."""
    given = [_counts(texts, one) for one in group]
    first = given[0]
    return [
        one
        for one, counts in zip(group, given, strict=True)
        if all(counts[thing] & first[thing] for thing in counts.keys() & first.keys())
    ]


def _counts(texts: Mapping[str, str], one: Sentence) -> dict[str, set[float]]:
    """What a sentence counts → the numbers that it gives."""
    found: dict[str, set[float]] = defaultdict(set)
    for told in numbers_told(one.article, texts[one.article]):
        if told.counted.sentence.start == one.start:
            found[told.counted.thing].add(told.counted.value)
    return found
