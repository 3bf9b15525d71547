"""Sides of one question → how far the accounts agree.

Reads answers; gives agreed, differing, contradicted, updated or single. The one idea: to differ is common and to
contradict is rare. Two answers contradict only where both are plainly to one question: of one sharply told act
(one day, one place), of the same population, in accounts that do not mix several acts; else they differ.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import combinations, permutations, product
from typing import Any

from rashomon.knowledge.plover import FORCE
from rashomon.matching.acts.facts import described
from rashomon.matching.acts.pairs import likelihood
from rashomon.matching.answers import (
    COARSE,
    EXCLUDING,
    compare_places,
    is_rounded,
    is_vague,
    kinds_counted,
    same_population,
)
from rashomon.matching.findings.account import Answer, Corpus, wording
from rashomon.matching.findings.denying.denials import is_plain_telling, same_deed
from rashomon.matching.findings.numbers.givers import are_of_two, are_of_two_named, given_by, plain
from rashomon.matching.findings.parties.who import Parties, compare_parties, is_denied
from rashomon.matching.findings.saying.sayings import Saying, count_otherwise, numbers_of
from rashomon.record import Quantity, Report, Where

#: Tolls that later accounts raise as more becomes known.
GROWING = frozenset(("dead", "injured", "missing", "displaced", "arrested", "infected", "rescued", "trapped"))
#: Tolls that fall as those are found who are counted.
_FALLING = frozenset(("missing", "trapped"))
#: What may be counted differently of one act; other numbers of a text mostly count other things.
_TOLLS = GROWING - {"infected", "rescued", "trapped"} | frozenset(
    """expelled released abducted people protesters workers strikers missiles troops soldiers hostages""".split()
)
#: The question with whom talks began.
BEGAN = "who:began"
#: Share of the shorter description's words that the other has if they may mean the same.
_MET = 0.67
#: Likelihood of two wordings from which they may tell one thing.
_LIKE = 0.4
#: From here on a number may be another one, told roughly: "10" beside 14 is not.
_ROUND = 100
#: Characters within which an account lays two counts side by side.
BESIDE = 250
#: Kinds of people who fight: of an act that befell them and others a text may count them alone.
_IN_ARMS = frozenset(("soldier", "officer", "militant", "guard", "marine"))
#: Days within which two numbers of one act are told.
_SOON = 14
EXACT = ("minute", "hour", "day")
#: Sectors of those who act for a state, and with them those who fight it.
STATE = frozenset(("GOV", "MIL", "COP", "SPY", "JUD", "LEG"))
_SIDED = STATE | {"REB", "OPP"}
#: Share of an event's tellings that give its day (its place) if it is told sharply.
_SHARP = 0.7
#: What is told in many words and seldom done twice in one story: "set free", "handed over".
_PLAIN_MODES = frozenset(("release", "expel"))
_CORRECTED = re.compile(r"\b(?:correct(?:ed|s|ion)|revis(?:ed|es|ion)|lower(?:ed|s)|recount)\b", re.I)
#: Where the words for those who are counted end: "dozens killed as fighters …", "20 were hurt".
_VERB = re.compile(
    r"\b(?:were|was|are|is|have|had|has|been|killed|wounded|injured|hurt|dead|died|arrested|detained|as|after|when|by)\b",
    re.I,
)
#: Somebody counted, in a sentence before a number that names nobody: "80 supporters were detained and 20 were hurt".
_COUNTED = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens of|hundreds of|thousands of))"
    r"\s+(?:[\w-]+\s+){0,2}?(?P<who>[a-z]{3,})"
)

Compare = Callable[[Any, Any], str]


def tell_alike(corpus: Corpus, left: Report, right: Report) -> bool:
    """Whether two tellings use like words, or give one day."""
    if left.mode == right.mode and left.mode in _PLAIN_MODES:
        return True
    return likelihood(wording(corpus, left), wording(corpus, right)) >= _LIKE or _one_day(left, right)


def agreement_of(
    corpus: Corpus,
    question: str,
    sides: Sequence[Sequence[Answer]],
    compare: Compare,
    reports: Sequence[Report],
) -> str:
    """How far the sides agree; copies of one text are one voice. `reports` are all that tell the event."""
    if len(sides) == 1:
        return "agreed" if _are_several(corpus, sides) else "single"
    firm = [side for side in sides if not all(answer.feared for answer in side)]
    if len(firm) < 2:
        return "differing"  # who fears that more died disputes no count
    sides = firm
    if question in GROWING and any(_is_disputed(corpus, a, b, compare) for a, b in combinations(sides, 2)):
        return "contradicted"
    if question in GROWING and all(_grew(corpus, question, a, b) for a, b in combinations(sides, 2)):
        return "updated"
    if question == "who" and any(blamed_by_two(corpus, a, b, reports) for a, b in combinations(sides, 2)):
        return "contradicted"
    # a side of talks is a minister in one account and his ministry in another, and one of a toll "at least three"
    # beside "three": any two may say that they exclude
    told = slice(None) if question == BEGAN or question in _TOLLS else slice(1)
    apart = [
        (a, b) for a, b in combinations(sides, 2)
        if any(compare(one.value, other.value) == EXCLUDING for one, other in product(a[told], b[told]))
    ]  # fmt: skip
    excluding = [(a, b) for a, b in apart if can_contradict(corpus, question, a, b, reports)]
    if any(of_two_acts(corpus, a, b) for a, b in apart):
        return "differing"
    if not excluding:
        rose = question in GROWING and apart and all(_is_update(corpus, question, a, b) for a, b in apart)
        return "updated" if rose else "differing"
    if question in GROWING and all(_is_update(corpus, question, a, b) for a, b in excluding):
        return "updated"
    return "contradicted"


def _is_disputed(
    corpus: Corpus, left: Sequence[Answer], right: Sequence[Answer], compare: Compare
) -> bool:
    """Whether one account lays two numbers that exclude each other side by side, in two names."""
    return any(
        compare(a.value, b.value) == EXCLUDING and _is_laid_side_by_side(corpus, a, b) for a, b in product(left, right)
    )


def _are_several(corpus: Corpus, sides: Sequence[Sequence[Answer]]) -> bool:
    """Whether two outlets answer, and not in copies of one text."""
    articles = {answer.article for side in sides for answer in side}
    outlets = {corpus.outlet(article) for article in articles}
    return len(outlets) > 1 and len({corpus.origins.get(article, article) for article in articles}) > 1


def can_contradict(
    corpus: Corpus, question: str, left: Sequence[Answer], right: Sequence[Answer], reports: Sequence[Report]
) -> bool:
    """Whether two answers are to one question: a text that counts two things says no two things of one.

    Days and places differ by night, by time zone and by what is meant, so they never contradict. Who did it
    contradicts where one account plainly clears whom another names; numbers where they count the same people of an
    act told sharply, in two articles, or in one by two sources.
    """
    if isinstance(left[0].value, Parties):
        if question == BEGAN:
            return _told_apart(left, right)
        heard = _in_two_articles(left, right) or _own_denial(corpus, left, right)
        return heard and _clears(left, right) and _is_blamed(left, right)
    if isinstance(left[0].value, Saying) and count_otherwise(left[0].value, right[0].value):
        one, other = left[0], right[0]
        of_one_day = came_out_within(corpus, one.article, other.article, 1)
        return of_one_day and not (_gives(corpus, one, other) or _gives(corpus, other, one))
    if not isinstance(left[0].value, Quantity):
        return question.startswith("said") or question == "whether" or isinstance(left[0].value, float)
    if question not in _TOLLS:
        return False
    if question == "people" and not all(report.type == "PROTEST" for report in reports):
        return False
    if any(_is_laid_side_by_side(corpus, a, b) for a, b in product(left, right)):
        return True
    if not is_sharp(reports):
        return False
    by_id = {report.id: report for report in reports}
    pairs = [(a, b) for a, b in product(left, right) if _count_alike(corpus, a, b, by_id)]
    sources = [{plain(given_by(corpus, answer)) for answer in side} - {""} for side in (left, right)]
    by_two = bool(sources[0] and sources[1] and not sources[0] & sources[1])
    return bool(pairs) and (_in_two_articles(left, right) or by_two)


def _gives(corpus: Corpus, answer: Answer, other: Answer) -> bool:
    """Whether an answer's article gives the other's number too: an offer, and what it may be raised to."""
    text = corpus.articles[answer.article].text
    return any(re.search(rf"(?<![\d.]){re.escape(number)}(?!\d)", text) for number in numbers_of(other.value.text))


def came_out_within(corpus: Corpus, one: str, other: str, days: int) -> bool:
    """Whether two articles came out at most so many days apart; where nothing says when, they stand in one story."""
    here, there = corpus.came_out(one), corpus.came_out(other)
    return here is None or there is None or _days_between(here, there) <= days


def _days_between(one: tuple[date, date], other: tuple[date, date]) -> int:
    """The fewest days that can lie between a day of the one span and a day of the other."""
    return max(0, (one[0] - other[1]).days, (other[0] - one[1]).days)


def of_two_acts(corpus: Corpus, left: Sequence[Answer], right: Sequence[Answer]) -> bool:
    """Whether one article gives both numbers in nobody's name: it tells of two acts, an earthquake and one before."""
    if not isinstance(left[0].value, Quantity):
        return False
    return any(a.article == b.article and not are_of_two(corpus, a, b) for a, b in product(left, right))


def _is_laid_side_by_side(corpus: Corpus, one: Answer, other: Answer) -> bool:
    """Whether one account gives both numbers in two names close together: it says itself that they are of one act."""
    if one.article != other.article:
        return False
    here, there = (corpus.mentions.get(answer.value.mention) for answer in (one, other))
    if here is None or there is None:  # a number that names nothing counted was set against the other
        return bool(one.giver or other.giver) and one.report == other.report
    if abs(here.start - there.start) > BESIDE:
        return False
    alike = same_population(counted_phrase(corpus, one), counted_phrase(corpus, other))
    named = [plain(given_by(corpus, answer)) for answer in (one, other)]
    return alike and all(named) and named[0] != named[1] and not is_rough(one.value, other.value)


def is_sharp(reports: Sequence[Report]) -> bool:
    """Whether an event's tellings give one day and one place, as far as they give any: no war told as one act."""
    exact = [r.when.start[:10] for r in reports if r.when and r.when.start and r.when.precision in EXACT]
    places = [r.where for r in reports if r.where is not None and r.where.precision not in COARSE]
    return _mostly_one(exact) and _one_place(places) and _mostly_one([r.mode for r in reports if r.mode])


def deeds_denied(corpus: Corpus, reports: Sequence[Report]) -> list[tuple[Report, Report]]:
    """(Denial, telling) of one deed in like words, by two articles or two sources."""
    denials = [r for r in reports if r.modality == "denied" and is_denied(corpus, r)]
    told = [r for r in reports if r.modality in ("happened", "ongoing") and _is_plain(corpus, r)]
    return [
        (denial, telling)
        for denial, telling in product(denials, told)
        if denial.article != telling.article
        and not _others(denial.recipients, telling.recipients, corpus)
        and same_deed(wording(corpus, denial), wording(corpus, telling), corpus.clause(denial), corpus.clause(telling))
    ]


def _is_plain(corpus: Corpus, report: Report) -> bool:
    text = corpus.articles[report.article].text
    return is_plain_telling(text, report.start, report.end, report.trigger.start)


def _others(one: Sequence[str], other: Sequence[str], corpus: Corpus) -> bool:
    """Whether two roles are filled by others, by entity or by description: "personal weapons", "heavy weapons"."""
    here, there = ({corpus.of_mention[m] for m in role if m in corpus.of_mention} for role in (one, other))
    here, there = ({corpus.meant.get(e, e) for e in role} for role in (here, there))
    if here and there and here & there:
        return False
    words, theirs = (_words_for(role, corpus) for role in (one, other))
    return bool(words and theirs) and len(words & theirs) < _MET * min(len(words), len(theirs))


def _words_for(role: Sequence[str], corpus: Corpus) -> set[str]:
    return {word for m in role if m in corpus.mentions for word in described(corpus.mentions[m].text)}


def _clears(left: Sequence[Answer], right: Sequence[Answer]) -> bool:
    """Whether one side plainly denies what the other plainly tells: a deed of force."""
    return bool(left[0].value.denied != right[0].value.denied)


def _is_blamed(left: Sequence[Answer], right: Sequence[Answer]) -> bool:
    """Whether whoever is cleared is among those whom a third of the accounts on the other side say did it: an event of
    force may have caught a blow of his own.
    """
    denials, told = (left, right) if left[0].value.denied else (right, left)
    blaming = {
        answer.article for answer in told if any(compare_parties(answer.value, d.value) == EXCLUDING for d in denials)
    }
    return 3 * len(blaming) >= len({answer.article for answer in told})


def blamed_by_two(
    corpus: Corpus, left: Sequence[Answer], right: Sequence[Answer], reports: Sequence[Report]
) -> bool:
    """Whether one lays a sharply told deed of force to a party and another to that party's enemy, or to another state:
    "the rebels fired it, the army said", "the army fired it, said the rebels". Two who fought each other both did it.
    """
    if not all(report.type in FORCE for report in reports) or not is_sharp(reports):
        return False
    if not _told_apart(left, right) or any(answer.value.denied for answer in (*left, *right)):
        return False
    said = [{plain(corpus.sources.get(answer.report or "")) for answer in side} - {""} for side in (left, right)]
    if not (said[0] and said[1] and said[0].isdisjoint(said[1])):
        return False
    met = {corpus.of_mention.get(mention) for report in reports for mention in report.recipients}
    parties = [{party.id for answer in side for party in answer.value.parties} for side in (left, right)]
    return met.isdisjoint(parties[0] | parties[1]) and _are_enemies(left[0].value, right[0].value)


def _are_enemies(one: Parties, other: Parties) -> bool:
    """Whether two parties are of a state and of those who fight one, or of two states."""
    sectors = [frozenset().union(*value.sectors) & _SIDED for value in (one, other)]
    if sectors[0] and sectors[1] and not sectors[0] & sectors[1] and (sectors[0] <= STATE) != (sectors[1] <= STATE):
        return True
    lands = [{party.country for party in value.parties if party.country} for value in (one, other)]
    return one.is_named and other.is_named and bool(lands[0] and lands[1]) and lands[0].isdisjoint(lands[1])


def _own_denial(corpus: Corpus, left: Sequence[Answer], right: Sequence[Answer]) -> bool:
    """Whether, in one article, the one to whom it lays the deed is heard to deny it."""
    denied = left if left[0].value.denied else right
    return any(answer.statement or corpus.sources.get(answer.report or "") for answer in denied)


def _count_alike(corpus: Corpus, one: Answer, other: Answer, reports: Mapping[str, Report]) -> bool:
    """Whether two numbers plainly count the same: people of one kind, told within days, neither a word for many."""
    if is_vague(one.value) or is_vague(other.value) or of_another_size(one.value, other.value):
        return False
    if is_rough(one.value, other.value):
        return False
    told = [reports.get(answer.report or "") for answer in (one, other)]
    days = [_told_on(corpus, answer.article, report) for answer, report in zip((one, other), told, strict=True)]
    if days[0] is None or days[1] is None or _days_between(days[0], days[1]) > _SOON:
        return False
    phrases = counted_phrase(corpus, one), counted_phrase(corpus, other)
    if not same_population(*phrases) or _is_one_in_arms(*phrases):
        return False
    if one.moved or other.moved:  # nothing but who counts says that they dispute each other
        return bool(given_by(corpus, one) and given_by(corpus, other)) and are_of_two(corpus, one, other)
    return told[0] is None or told[1] is None or tell_alike(corpus, told[0], told[1])


def _is_one_in_arms(one: str, other: str) -> bool:
    """Whether one number counts officers, soldiers or fighters, and the other says not whom: "two officers", "17"."""
    here, there = kinds_counted(one), kinds_counted(other)
    return bool(here) != bool(there) and bool((here | there) & _IN_ARMS)


def is_rough(one: Quantity, other: Quantity) -> bool:
    """Whether one number may be the other, told roughly: 600 beside 612."""
    low, high = sorted(quantity.low or quantity.high or 0.0 for quantity in (one, other))
    return low >= _ROUND and is_rounded(low, high)


def of_another_size(one: Quantity, other: Quantity) -> bool:
    """Whether one number is ten times the other: that of a war, not of one act in it."""
    sizes = sorted(quantity.low or quantity.high or 0.0 for quantity in (one, other))
    return sizes[1] > 10 * sizes[0] > 0


def _one_day(left: Report, right: Report) -> bool:
    days = [report.when.start[:10] for report in (left, right) if report.when and report.when.start]
    return len(days) == 2 and days[0] == days[1]


def _told_on(corpus: Corpus, article: str, report: Report | None) -> tuple[date, date] | None:
    """The day that a report gives, else the days on which its article can have come out; None where nothing says, or
    weeks lie between them: without days two numbers may be of two acts.
    """
    exact = report.when.start if report and report.when and report.when.precision in EXACT else None
    if exact:
        return (date.fromisoformat(exact[:10]),) * 2
    out = corpus.came_out(article)
    return None if out is None or (out[1] - out[0]).days > _SOON else out


def counted_phrase(corpus: Corpus, answer: Answer) -> str:
    """A number with the words after it that say what it counts; else with whom the number before it counts."""
    mention = corpus.mentions.get(answer.value.mention)
    if mention is None:
        return ""
    text = corpus.articles[answer.article].text
    after = re.match(r"(?:[^\S\n]+[\w-]+){0,3}", text[mention.end : mention.end + 60])
    words = _VERB.split(text[mention.start : mention.end] + (after.group() if after else ""))[0]
    if _VERB.match(text, mention.end + 1) is None or "people" in words or kinds_counted(words):
        return words
    begin = max(text.rfind(". ", 0, mention.start), text.rfind("\n", 0, mention.start)) + 1
    told = [found["who"] for found in _COUNTED.finditer(text, begin, mention.start) if kinds_counted(found["who"])]
    return f"{words} {told[-1]}" if told else words


def _mostly_one(values: Sequence[str]) -> bool:
    return not values or Counter(values).most_common(1)[0][1] >= _SHARP * len(values)


def _one_place(places: Sequence[Where]) -> bool:
    if not places:
        return True
    first = Counter(where.place for where in places).most_common(1)[0][0]
    main = next(where for where in places if where.place == first)
    return sum(compare_places(main, where) != EXCLUDING for where in places) >= _SHARP * len(places)


def _in_two_articles(left: Sequence[Answer], right: Sequence[Answer]) -> bool:
    """One article that names several parties or numbers tells parts of an act; it does not contradict itself."""
    return not {answer.article for answer in left} & {answer.article for answer in right}


def _told_apart(left: Sequence[Answer], right: Sequence[Answer]) -> bool:
    """Whether either side has an article of its own, whatever a third tells of both."""
    one, other = ({answer.article for answer in side} for side in (left, right))
    return bool(one - other) and bool(other - one)


def _grew(corpus: Corpus, question: str, left: Sequence[Answer], right: Sequence[Answer]) -> bool:
    """Whether "at least 12" rose to 17 in a later account: the one does not exclude the other."""
    # a headline leaves "at least" out
    least = ((a.value for a in side if a.value.low is not None and a.value.high is None) for side in (left, right))
    values = [next(found, side[0].value) for found, side in zip(least, (left, right), strict=True)]
    bounded = [value.low is not None and (value.high is None or value.high == value.low) for value in values]
    return all(bounded) and any(value.high is None for value in values) and _is_update(corpus, question, left, right)


def _is_update(corpus: Corpus, question: str, left: Sequence[Answer], right: Sequence[Answer]) -> bool:
    """Every later article has the higher toll. An account without a date says nothing of the order, nor do two that
    may be of one day; where a side has no other, nothing is an update. The arrested are counted once: more of them by
    another voice is another count.
    """
    if question == "arrested" and {corpus.outlet(a.article) for a in left} != {corpus.outlet(a.article) for a in right}:
        return False
    dated = [[a for a in side if corpus.articles[a.article].published is not None] for side in (left, right)]
    if not all(dated):
        return False
    out = ((corpus.articles[a.article], a.value.low or a.value.high or 0.0) for side in dated for a in side)
    told = [(article.published or "", article.published_latest or "", low) for article, low in out]
    later = [(low, after) for (_, last, low), (first, _, after) in permutations(told, 2) if last < first]
    if any(before > after for before, after in later):
        by_two = all(are_of_two_named(corpus, a, b) for a, b in product(left, right))
        if question in _FALLING and not by_two:
            return True
        return not by_two and _is_corrected(corpus, left, right, max(told)[2])
    return bool(later)


def _is_corrected(corpus: Corpus, left: Sequence[Answer], right: Sequence[Answer], last: float) -> bool:
    """Whether the last number is told as a correction."""
    for answer in (*left, *right):
        text = corpus.articles[answer.article].text
        if (answer.value.low or 0.0) == last and _CORRECTED.search(text[:1500]):
            return True
    return False
