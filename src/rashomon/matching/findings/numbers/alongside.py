"""The acts of a story that are counted → the sentences with a number in which its accounts tell them.

Reads texts and reports; gives sentences with where the act's word stands in them. The one idea: an account need not be
read as well as another to speak to the same act: a sentence that holds the act's word (or one of its family), and the
names and words of a telling, tells it too, and what the others count can be looked for there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

from rashomon.knowledge.plover import FORCE
from rashomon.language.termweights import WORD
from rashomon.matching.acts.manner import is_another, is_general
from rashomon.matching.acts.pairs import Told, families_of, lemma, likelihood, stem, told
from rashomon.matching.findings.account import Corpus, wording
from rashomon.matching.findings.denying.negated import is_undone
from rashomon.matching.findings.text.sentences import Sentence, sentences_of
from rashomon.record import Report

#: Likelihood that two tellings tell one act, from which a sentence tells it.
_LIKELY = 0.44
#: Sentences of one account that tell an act, at most; tellings of an act that are looked at.
_OF_ACCOUNT, _TELLINGS = 2, 6
#: How near to its best act a sentence must come to tell another one, too.
_NEAR = 0.92
#: Words that tell an act only together with others.
_LIGHT = "make take hold have give get go do be say tell call use come put set"

#: What words of one act have in common: a stem, or the number of a family.
_Root = str | int


class Seen(NamedTuple):
    """A sentence that tells an act; [start, end) in the article's text is the act's word."""

    sentence: Sentence
    start: int
    end: int
    score: float


def alongside(
    corpus: Corpus, articles: Iterable[str], acts: Mapping[str, Sequence[Report]]
) -> dict[str, dict[str, list[Seen]]]:
    """Act → article → the sentences with a number that tell it, best first; an act's word that another act's report
    stands on is that act's.

    `acts`: the reports of each act, by its id.
    """
    if not acts:
        return {}
    sentences = [one for article in sorted(articles) for one in _counting(corpus, article)]
    holders: dict[_Root, list[int]] = defaultdict(list)
    for place, one in enumerate(sentences):
        for root in _roots_in(one):
            holders[root].append(place)
    found = [
        (act, place, seen)
        for act, reports in sorted(acts.items())
        for place, seen in _tells(corpus, reports, sentences, holders)
    ]
    best: dict[int, float] = defaultdict(float)
    for _, place, seen in found:
        best[place] = max(best[place], seen.score)
    near: dict[str, dict[str, list[Seen]]] = defaultdict(lambda: defaultdict(list))
    for act, place, seen in found:
        if seen.score >= _NEAR * best[place]:
            near[act][seen.sentence.article].append(seen)
    return {
        act: {a: sorted(seen, key=lambda s: (-s.score, s.start))[:_OF_ACCOUNT] for a, seen in by_article.items()}
        for act, by_article in near.items()
    }


def right_after(corpus: Corpus, reports: Sequence[Report]) -> dict[str, list[Seen]]:
    """Article → the sentences with a number in which a deed of force stands, and those right after: "Seven fell and
    nineteen were wounded". Only of articles that tell no other deed of force, whose toll it might be.
    """
    own = {report.id for report in reports}
    found: dict[str, list[Seen]] = {}
    for article in sorted({report.article for report in reports if corpus.articles[report.article].language == "en"}):
        deeds = [report for report in corpus.reports.get(article, ()) if report.type in FORCE]
        if deeds and all(deed.id in own for deed in deeds):
            found[article] = list(_with_the_next(corpus, article, deeds))
    return found


def _with_the_next(corpus: Corpus, article: str, deeds: Iterable[Report]) -> Iterator[Seen]:
    every, counting = sentences_of(article, corpus.articles[article].text), set(_counting(corpus, article))
    for deed in sorted(deeds, key=lambda report: report.start):
        start, end = deed.trigger.start, deed.trigger.end
        at = next((i for i, one in enumerate(every) if one.start <= start < one.end), None)
        for sentence in every[at : at + 2] if at is not None else ():
            if sentence in counting:
                yield Seen(sentence, start, end, 1.0)


def _counting(corpus: Corpus, article: str) -> Iterator[Sentence]:
    """The sentences of an article that hold a number."""
    numbers = sorted(mention.start for mention in corpus.numbers.get(article, ()))
    for one in sentences_of(article, corpus.articles[article].text) if numbers else ():
        if bisect_left(numbers, one.start) < bisect_left(numbers, one.end):
            yield one


def _tells(
    corpus: Corpus, reports: Sequence[Report], sentences: Sequence[Sentence], holders: Mapping[_Root, Sequence[int]]
) -> Iterator[tuple[int, Seen]]:
    """The sentences that tell the act of these reports, each with its place. `holders`: places by the roots there."""
    tellings, own = _tellings(corpus, reports), {report.id for report in reports}
    roots = _roots_of(tellings)
    for place in sorted({place for root in roots for place in holders.get(root, ())}):
        seen = _seen(corpus, sentences[place], tellings, roots, own)
        if seen is not None:
            yield place, seen


def _tellings(corpus: Corpus, reports: Sequence[Report]) -> list[Told]:
    """How the reports of an act word it, one of an article first."""
    ordered = sorted(reports, key=lambda report: (report.article, report.start, report.id))
    first = {report.article: report for report in reversed(ordered)}
    every = [*first.values(), *(report for report in ordered if first[report.article] is not report)]
    return [wording(corpus, report) for report in every[:_TELLINGS]]


def _roots_of(tellings: Iterable[Told]) -> frozenset[_Root]:
    """The roots of the words by which an act is told, but of those that tell no act alone."""
    roots = frozenset[_Root]().union(*(one.words.stems | one.words.families for one in tellings))
    return roots - _light()


@lru_cache(maxsize=1)
def _light() -> frozenset[str]:
    return frozenset(map(stem, map(lemma, _LIGHT.split())))


def _seen(
    corpus: Corpus, sentence: Sentence, tellings: Sequence[Told], roots: Set[_Root], own: Collection[str]
) -> Seen | None:
    """The likeliest telling of the act by one of its words; `own`: its reports."""
    text, article, begin = corpus.articles[sentence.article].text, sentence.article, sentence.start
    taken = [(r.trigger.start, r.trigger.end) for r in corpus.reports.get(article, ()) if r.id not in own]
    best: Seen | None = None
    for match in WORD.finditer(sentence.text):
        start, end = begin + match.start(), begin + match.end()
        if roots.isdisjoint(_roots(match[0])) or any(a < end and start < b for a, b in taken):
            continue  # what is read as an act of its own is joined, or kept apart, where events are made
        if is_undone(text[begin:start]) or is_general(text, start, end) or is_another(text, start):
            continue
        one = _told_at(article, text, start, end)
        score = max(likelihood(one, other) for other in tellings)
        if score >= _LIKELY and (best is None or score > best.score):
            best = Seen(sentence, start, end, score)
    return best


@lru_cache(maxsize=20_000)
def _told_at(article: str, text: str, start: int, end: int) -> Told:
    """How the word at [start, end) tells an act."""
    return told(f"{article}:{start}", article, text, start, end)


@lru_cache(maxsize=20_000)
def _roots_in(sentence: Sentence) -> frozenset[_Root]:
    return frozenset[_Root]().union(*(_roots(word) for word in WORD.findall(sentence.text) if len(word) > 2))


@lru_cache(maxsize=100_000)
def _roots(word: str) -> frozenset[_Root]:
    return frozenset((stem(lemma(word)), *families_of(word)))
