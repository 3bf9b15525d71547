"""Counts of one happening that stand with several acts → the act with which they are compared.

Reads the acts of a story; gives the reports whose number answers another act's question. The one idea: "the flood
displaced 1,200", "some 2,000 people fled", "12 bodies were found" and "the toll has risen to 38" tell no act of their
own beside the flood: of one story, told within days, they count what it did, unless their own words set them apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from rashomon.knowledge.plover import FORCE, HARM
from rashomon.matching.acts.facts import TOLL_WORDS, is_outcome
from rashomon.matching.acts.manner import is_another, tells_in_general
from rashomon.matching.answers import COARSE, EXCLUDING, compare_places, compare_quantities, is_vague
from rashomon.matching.findings.account import Answer, Corpus, counts, feared, wording
from rashomon.matching.findings.numbers.givers import are_of_two_named
from rashomon.matching.findings.questions import answering
from rashomon.matching.findings.sides.agreement import BESIDE, EXACT, came_out_within
from rashomon.record import Report

#: What an act of harm does to people and their houses.
_SUFFERED = (
    "dead", "injured", "missing", "displaced", "trapped", "stranded", "infected", "rescued", "evacuated", "buildings",
)  # fmt: skip
#: Types of the acts whose counts are compared; of those who fled and took shelter somewhere, more.
_DONE = frozenset((HARM, "ASSAULT", "AID"))
_FLED = _DONE | {"RETREAT", "REQUEST"}
_MARCHED = frozenset({"PROTEST"})
#: Days within which two accounts count one thing, where people did it and where nobody did; how many times the smaller
#: number the larger is, at most.
_DAYS, _DAYS_OF_HARM, _TIMES, _TIMES_OF_HARM = 4, 10, 4, 10
#: Days before an account from which what it dates is none of the happening it tells.
_OLD = 10
_COARSE_TIMES = frozenset(("month", "season", "quarter", "half", "year", "decade", "century"))
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: Beside a number: it is of another happening, told to compare.
_OF_OLD = re.compile(
    r"\b(?:similar|earlier (?:this|in)|previous|last (?:month|year|january|february|march|april|may|june|july|august"
    r"|september|october|november|december)|(?:years|months) ago|deadliest|worst)\b",
    re.I,
)
#: What is counted → the types of the acts that count it.
_QUESTIONS = {
    **dict.fromkeys(_SUFFERED, _DONE), **dict.fromkeys(("displaced", "evacuated"), _FLED), "people": _MARCHED,
}  # fmt: skip

#: Act → question → the answers of other acts' reports to it.
Strays = Mapping[str, Mapping[str, Sequence[Answer]]]


def strays(corpus: Corpus, acts: Mapping[str, Sequence[Report]]) -> Strays:
    """By the act whose question they answer. An act that several accounts tell keeps its own counts, unless they are
    all that is told of it.
    """
    found: dict[str, dict[str, list[Answer]]] = defaultdict(dict)
    types_told = _FLED | _MARCHED
    done = {act: told for act, told in acts.items() if all(one.type in types_told for one in told)}
    counted = {act: counts(corpus, answering(corpus, told)) for act, told in done.items()}
    for act, given in counted.items():
        if unsure := feared(corpus, acts[act]):
            given["dead"] = [*given.get("dead", ()), *unsure]
    happening: str | None = None
    for question, types in _QUESTIONS.items():
        giving = {
            act: given[question]
            for act, given in counted.items()
            if question in given and all(one.type in types for one in acts[act])
        }
        if len(giving) < 2:
            continue
        sure = [act for act, answers in giving.items() if not all(one.feared for one in answers)]
        home = max(sure, key=lambda act: _weight(acts[act], giving[act], act, happening), default=None)
        if home is None:
            continue
        happening = happening or (home if types is not _MARCHED else None)
        others = [
            (act, answer)
            for act, answers in giving.items()
            if act != home and (_accounts(acts[act]) == 1 or _is_but_a_toll(corpus, acts[act]))
            for answer in answers
        ]
        joined = list(_joining(corpus, acts, home, giving[home], others))
        if joined:
            found[home][question] = joined
    return found


def _weight(
    told: Sequence[Report], given: Sequence[Answer], act: str, happening: str | None
) -> tuple[bool, int, int, bool, str]:
    """How likely an act is what its story is about, by its accounts."""
    return act == happening, _accounts(told), _accounts(given), _force(told), act


def _accounts(told: Sequence[Report] | Sequence[Answer]) -> int:
    return len({one.article for one in told})


def _force(told: Sequence[Report]) -> bool:
    return any(report.type in FORCE for report in told)


def _joining(
    corpus: Corpus,
    acts: Mapping[str, Sequence[Report]],
    home: str,
    given: Sequence[Answer],
    others: Sequence[tuple[str, Answer]],
) -> Iterator[Answer]:
    """The answers of other acts that are of the home act; those that say more of themselves first."""
    here = list(given)
    own = {report.id: report for told in acts.values() for report in told}
    waiting = [
        (act, answer)
        for act, answer in others
        if answer.report in own and not _is_apart(corpus, answer, acts[act], own[answer.report], acts[home])
    ]

    def said(one: tuple[str, Answer]) -> tuple[bool, float, str, str]:
        answer, report = one[1], one[1].report or ""
        return not own[report].where, -_size(answer), answer.article, report

    waiting.sort(key=said)
    again = True
    while again:
        again = False
        for one in list(waiting):
            act, answer = one
            if _belongs(corpus, answer, acts[act], here, acts[home]):
                waiting.remove(one)
                here.append(answer)
                again = True
                yield replace(answer, moved=True)


def _belongs(
    corpus: Corpus, answer: Answer, told: Sequence[Report], here: Sequence[Answer], home: Sequence[Report]
) -> bool:
    """Whether a number is of the act that these answers count: of their size, within days, and the only one that its
    account gives in that name.
    """
    alike = (other for other in here if other.article == answer.article and other.feared == answer.feared)
    own = (other for other in alike if not _is_vaguer(other, answer))
    if not all(are_of_two_named(corpus, answer, other) for other in own):
        return False
    if not _is_of_the_happening(corpus, told, home) or not _stands_near(corpus, answer, told, here):
        return False
    wide = all(report.type in (HARM, "PROTEST") for report in (*told, *home))
    times, days = (_TIMES_OF_HARM, _DAYS_OF_HARM) if wide else (_TIMES, _DAYS)
    near = [o for o in here if o.article == answer.article or came_out_within(corpus, answer.article, o.article, days)]
    size, sizes = _size(answer), [_size(other) for other in near]
    # what is far below all that is counted is a part of it
    firm = max((_size(other) for other in near if not other.feared), default=0.0)
    return size * _TIMES_OF_HARM >= firm and any(max(size, one) <= times * min(size, one) for one in sizes)


def _stands_near(corpus: Corpus, answer: Answer, told: Sequence[Report], here: Sequence[Answer]) -> bool:
    """Whether of what people did an account gives this number close to one that it gives already: further on it may
    tell of another deed.
    """
    given = [other for other in here if other.article == answer.article]
    if not given or not any(report.type == "ASSAULT" for report in told) or _is_toll(corpus, told):
        return True
    number = corpus.mentions.get(answer.value.mention)
    others = (corpus.mentions.get(other.value.mention) for other in given)
    return number is not None and any(o is not None and abs(o.start - number.start) <= BESIDE for o in others)


def _is_vaguer(one: Answer, other: Answer) -> bool:
    """Whether an account tells one number roughly, "dozens", and the other exactly."""
    return is_vague(one.value) and not is_vague(other.value) and compare_quantities(one.value, other.value) != EXCLUDING


def _size(answer: Answer) -> float:
    return answer.value.low or answer.value.high or 0.0


def _is_of_the_happening(corpus: Corpus, told: Sequence[Report], home: Sequence[Report]) -> bool:
    """Whether an act that tells but a number counts what the home act did: by a word of a toll, or for want of another
    act of force in its account.
    """
    if _is_toll(corpus, told) or not _force(told):
        return True
    if not all(is_outcome(_trigger(corpus, report)) or report.type not in FORCE for report in told):
        return all(report.type == HARM for report in (*told, *home))
    at_home = {report.id for report in (*told, *home)}
    deeds = (
        report
        for article in {report.article for report in told}
        for report in corpus.reports.get(article, ())
        if report.type == "ASSAULT" and report.id not in at_home and report.modality in ("happened", "ongoing")
    )
    return all(is_outcome(_trigger(corpus, deed)) or _is_toll(corpus, [deed]) for deed in deeds)


def _trigger(corpus: Corpus, report: Report) -> str:
    return corpus.articles[report.article].text[report.trigger.start : report.trigger.end]


def _is_toll(corpus: Corpus, told: Iterable[Report]) -> bool:
    return all(wording(corpus, report).words.lemmas & _TOLL or _is_told_by_number(corpus, report) for report in told)


def _is_told_by_number(corpus: Corpus, report: Report) -> bool:
    """Whether an act has no word but those whom its number counts: "13 men", "198 pupils"."""
    numbers = (corpus.mentions[one.mention] for one in report.quantities if one.mention in corpus.mentions)
    return any(one.start <= report.trigger.start < one.end for one in numbers)


_TOLL = TOLL_WORDS | frozenset("body corpse figure count missing homeless".split())


def _is_but_a_toll(corpus: Corpus, told: Sequence[Report]) -> bool:
    """Whether nothing is told of an act but how many it met."""
    return _is_toll(corpus, told) and not any(report.actors for report in told)


def _is_apart(
    corpus: Corpus, answer: Answer, told: Sequence[Report], report: Report, home: Sequence[Report]
) -> bool:
    """Whether the words of a number, or of the act it stands with, set it apart from another act."""
    own = [one for one in told if one.article == report.article]
    return (
        any(_is_of_old(corpus, one) for one in own)
        or any(is_another(corpus.articles[one.article].text, one.trigger.start) for one in own)
        or (report.modality not in ("happened", "ongoing") and not answer.feared)
        or tells_in_general(report, corpus.articles[report.article].text)
        or _is_of_another_day(corpus, own, home)
        or _is_elsewhere(own, home)
        or _is_by_others(corpus, own, home)
    )


def _is_of_old(corpus: Corpus, report: Report) -> bool:
    """Whether what is counted was long over when its account came out, by its time or its words."""
    out = corpus.articles[report.article].published
    clause = corpus.clause(report)
    if report.when is not None and report.when.precision in _COARSE_TIMES:
        return True  # no account dates what it is about by its month
    if report.when is not None and report.when.end and out and _days_before(report.when.end, out) > _OLD:
        return True
    years = {int(year) for year in _YEAR.findall(clause)}
    return bool(_OF_OLD.search(clause)) or bool(out and any(year < int(out[:4]) for year in years))


def _days_before(end: str, out: str) -> int:
    return (date.fromisoformat(out[:10]) - date.fromisoformat(end[:10])).days


def _is_of_another_day(corpus: Corpus, told: Sequence[Report], home: Sequence[Report]) -> bool:
    """Whether both acts have days of their own, none within a day of another; a toll bears the day of its counting. A
    crowd is counted on its day.
    """
    here, there = ([_day(report) for report in of if _is_dated(corpus, report)] for of in (told, home))
    if all(report.type == "PROTEST" for report in told):
        known = all(corpus.came_out(report.article) is not None for report in (*told, *home))
        return not set(here) & set(there) if here and there else not known
    return bool(here and there) and not any(abs(_days_before(a, b)) <= 1 for a in here for b in there)


def _is_dated(corpus: Corpus, report: Report) -> bool:
    exact = report.when is not None and report.when.start and report.when.precision in EXACT
    return bool(exact) and not wording(corpus, report).words.lemmas & _TOLL


def _day(report: Report) -> str:
    return ((report.when.start if report.when else None) or "")[:10]


def _is_elsewhere(told: Sequence[Report], home: Sequence[Report]) -> bool:
    lands = [{report.where.country for report in of if report.where and report.where.country} for of in (told, home)]
    if lands[0] and lands[1] and lands[0].isdisjoint(lands[1]):
        return True
    here, there = (
        [report.where for report in of if report.where is not None and report.where.precision not in COARSE]
        for of in (told, home)
    )
    return bool(here and there) and all(compare_places(a, b) == EXCLUDING for a in here for b in there)


def _is_by_others(corpus: Corpus, told: Sequence[Report], home: Sequence[Report]) -> bool:
    """Whether somebody is told to have done it who is not told to have done the other."""
    here, there = (
        {corpus.of_mention.get(actor, actor) for report in of if report.type in FORCE for actor in report.actors}
        for of in (told, home)
    )
    return bool(here) and here.isdisjoint(there)
