"""Answers of several accounts to one question → sides, and how far they agree.

Reads answers; gives agreed, differing, contradicted, updated or single. The one idea: to differ is common and to
contradict is rare. Two answers contradict only where both are plainly to one question: of one sharply told act
(one day, one place), of the same population, in accounts that do not mix several acts; else they differ.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise, permutations, product
from typing import Any

from rashomon.knowledge.plover import HARM
from rashomon.matching.acts.facts import described, described_as
from rashomon.matching.acts.pairs import likelihood
from rashomon.matching.acts.parties import bare, is_named, is_within
from rashomon.matching.answers import (
    COARSE,
    COMPATIBLE,
    EQUAL,
    EXCLUDING,
    compare_places,
    compare_quantities,
    is_land,
    is_vague,
    same_population,
)
from rashomon.matching.findings.account import Answer, Called, Corpus, wording
from rashomon.matching.findings.denials import is_plain_telling, same_deed
from rashomon.matching.findings.sayings import Saying, count_otherwise, is_another_version, numbers_of
from rashomon.matching.findings.who import Parties, is_denied
from rashomon.record import Entity, Quantity, Report, When, Where

#: Tolls that later accounts raise as more becomes known.
GROWING = frozenset(("dead", "injured", "missing", "displaced", "arrested"))
#: What may be counted differently of one act; other numbers of a text mostly count other things.
_TOLLS = GROWING | frozenset(
    """expelled released abducted people protesters workers strikers missiles troops soldiers hostages""".split()
)
#: Sectors of those who act for a state, and words for those who do not.
_STATE = frozenset(("GOV", "MIL", "COP", "SPY", "JUD", "LEG"))
_ARMED = frozenset(
    """group organization organisation network movement militia militant fighter insurgent extremist jihadist jihadi
    islamist terrorist rebel gunman guerrilla separatist""".split()
)
#: Who did it, told by the deed: it says nothing of who they are.
_DOERS = frozenset(
    """attacker assailant perpetrator culprit killer murderer shooter bomber suspect hijacker kidnapper abductor captor
    robber thief""".split()
)
#: Descriptions that may mean whomever another account names.
_ANYBODY = frozenset(
    """people person man woman victim other individual casualty son daughter brother sister father mother parent wife
    husband child boy girl relative""".split()
)
_SITES = frozenset(
    "office building headquarters house home base post checkpoint outpost station camp village town shop".split()
)
_FORCES = frozenset("army military police force".split())
_BODIES = _ARMED | frozenset("army military police force government coalition council party company ministry".split())
_FORCE = frozenset((HARM, "ASSAULT"))
#: The question with whom talks began.
BEGAN = "who:began"
#: Share of the shorter description's words that the other has if they may mean the same.
_MET = 0.67
#: Likelihood of two wordings from which they may tell one thing.
_LIKE = 0.4
#: Days within which two numbers of one act are told.
_SOON = 14
_EXACT = ("minute", "hour", "day")
#: Share of an event's tellings that give its day (its place) if it is told sharply.
_SHARP = 0.7
#: What is told in many words and seldom done twice in one story: "set free", "handed over".
_PLAIN_MODES = frozenset(("release", "expel"))
_FIRST_PERSON = re.compile(r"(?:my|our)\s", re.I)
_CORRECTED = re.compile(r"\b(?:correct(?:ed|s|ion)|revis(?:ed|es|ion)|lower(?:ed|s)|recount)\b", re.I)

Compare = Callable[[Any, Any], str]


def sides_of(answers: Sequence[Answer], compare: Compare) -> list[list[Answer]]:
    """Equal answers together, those with most articles first; the fullest answer speaks for its side."""
    sides: list[list[Answer]] = []
    for answer in sorted(answers, key=lambda a: (-_fullness(a.value), a.article, a.report or "", a.statement or "")):
        home = next((side for side in sides if compare(side[0].value, answer.value) == EQUAL), None)
        if home is None:
            sides.append([answer])
        else:
            home.append(answer)
    return sorted(sides, key=lambda side: (-len({a.article for a in side}), side[0].words))


def in_their_words(sides: list[list[Answer]], mutual: bool = False) -> list[list[Answer]]:
    """Sides of parties told by the names that their accounts give: those that more than half as many give as give the
    one given most (of a `mutual` act at least half as many, where one name would stay alone); by the description given
    most where nobody is named.
    """
    return [[replace(side[0], words=_told_most(side, mutual)), *side[1:]] for side in sides]


def _told_most(side: Sequence[Answer], mutual: bool) -> str:
    named: dict[str, set[str]] = {}
    described: dict[str, set[str]] = {}
    for answer in side:
        for party in answer.value.parties:
            (named if is_named(party) else described).setdefault(party.name, set()).add(answer.article)
    told = named or described
    most = max(map(len, told.values()), default=0)
    often = sorted(name for name in told if 2 * len(told[name]) > most)
    kept = _without_shorter([name for name in often if not _FIRST_PERSON.match(name)])
    if mutual and len(kept) < 2:
        kept = _without_shorter(sorted(name for name in told if 2 * len(told[name]) >= most))
    # "my son" are a speaker's words: whose son it is they do not say
    best = min(kept or told, key=lambda name: (bool(_FIRST_PERSON.match(name)), -len(told[name]), name), default="")
    words = ", ".join(kept) if named else best
    return f"not {words}" if side[0].value.denied else words or side[0].words


def _without_shorter(names: Sequence[str]) -> list[str]:
    """Names without those that another holds: "the North" beside "North Korea"."""
    plain = {name: bare(name) for name in names}
    longest = sorted(names, key=lambda name: (-len(plain[name]), name))
    kept: list[str] = []
    for name in longest:
        if not any(is_within(plain[name], plain[other]) for other in kept):
            kept.append(name)
    return sorted(kept)


def by_source(corpus: Corpus, sides: list[list[Answer]]) -> list[list[Answer]]:
    """Sides with the one who counted, where each side has one of its own: "3,000 (union)"."""
    sources = [{corpus.sources.get(answer.report or "") for answer in side} for side in sides]
    names = [next(iter(found)) if len(found) == 1 else None for found in sources]
    if len(sides) < 2 or len({name for name in names if name}) < 2:
        return sides
    return [
        [replace(side[0], words=f"{side[0].words} ({name})"), *side[1:]] if name else side
        for side, name in zip(sides, names, strict=True)
    ]


def of_one_question(
    corpus: Corpus, question: str, sides: list[list[Answer]], compare: Compare, reports: Sequence[Report]
) -> list[list[Answer]]:
    """Sides without what answers another question: other numbers, other parts of the act, other acts."""
    value = sides[0][0].value
    if isinstance(value, Quantity):
        return of_one_count(corpus, sides, compare, reports)
    if isinstance(value, Parties) and question != BEGAN:
        if not (any(report.type in _FORCE for report in reports) or any(_is_denial(side[0]) for side in sides)):
            return sides[:1]  # others may have taken part as well: nobody disputes it
        sides = of_one_act(corpus, without_descriptions(without_anybody(told_apart(sides))), reports)
        return of_one_occasion(sides, reports) if question == "whom" else sides
    if isinstance(value, Where):
        sides = told_apart(_without_lands(sides))
        return of_one_occasion(of_one_act(corpus, sides, reports), reports)
    if isinstance(value, Saying):
        return [sides[0], *(side for side in sides[1:] if is_another_version(value, side[0].value))]
    if isinstance(value, When):
        force = all(report.type in _FORCE for report in reports)
        apart = [side for side in sides[1:] if force and compare(value, side[0].value) == EXCLUDING]
        shared = of_one_occasion([sides[0], *apart], reports)
        return told_apart([side for side in sides if side not in apart or side in shared])
    return told_apart(sides) if isinstance(value, Called) else sides


def without_descriptions(sides: list[list[Answer]]) -> list[list[Answer]]:
    """Without who is only described beside a name that the description may mean: "a senior aide" beside a person,
    "the extremist group" beside a group that is no state's. Where three are told apart, each says of what side it is.
    """
    main = next((answer.value for answer in sides[0] if answer.value.is_named), None) if sides else None
    if main is None:
        return sides
    sides = [sides[0], *(side for side in sides[1:] if not _is_but_doer(side[0].value) and not _is_site(side[0].value))]
    if _STATE & {sector for one in main.parties for sector in one.sectors}:
        return sides
    sides = [sides[0], *(side for side in sides[1:] if not _is_but_armed(side[0].value))]
    if len(sides) > 2:
        return sides
    return [sides[0], *(side for side in sides[1:] if not _may_mean(side[0].value, main))]


def without_anybody(sides: list[list[Answer]]) -> list[list[Answer]]:
    """Without "12 people" beside whom other accounts name or describe, and the other way round: they may be one."""
    if not sides or any(_is_denial(side[0]) for side in sides):
        return sides
    if _is_anybody(sides[0][0].value):
        return sides[:1]
    return [sides[0], *(side for side in sides[1:] if not _is_anybody(side[0].value))]


def _is_anybody(value: Parties) -> bool:
    return all(not is_named(party) and _head(party) in _ANYBODY for party in value.parties)


def _is_but_doer(value: Parties) -> bool:
    """Whether it names who did it by the deed alone: "the suspected attackers"."""
    return not value.denied and all(_head(party) in _DOERS for party in value.parties)


def _is_site(value: Parties) -> bool:
    """Whether it names but a building or post: that of whom another account names."""
    described = (party.name.split()[-1].islower() and _head(party) in _SITES for party in value.parties if party.name)
    return not value.denied and all(described)


def _is_but_armed(value: Parties) -> bool:
    """Whether a single word says that they bear arms: "Jihadist" in a headline."""
    words = all(" " not in bare(one.name) and _head(one) in _ARMED for one in value.parties)
    return words and value.is_named and not value.denied


def _head(party: Entity) -> str:
    return described_as(party.name).rpartition(" ")[2]


def _without_lands(sides: list[list[Answer]]) -> list[list[Answer]]:
    """Without a mere country where most say more closely where it was: it is mostly that of a party."""
    if not sides or is_land(sides[0][0].value):
        return sides
    return [sides[0], *(side for side in sides[1:] if not is_land(side[0].value))]


def _may_mean(value: Parties, main: Parties) -> bool:
    if value.denied or main.denied or len(value) != 1 or value.is_named:
        return False
    told, party = described_as(value.parties[0].name), main.parties[0]
    head = told.rpartition(" ")[2]
    if party.kind == "person" and head not in _BODIES:
        return len(main) == 1 and told.startswith("one ")
    if party.kind == "person" and head in _FORCES:
        return not any(main.sectors)  # "Officer Wilson", "police"
    return head in _ARMED and not _STATE & {sector for one in main.parties for sector in one.sectors}


def told_apart(sides: list[list[Answer]]) -> list[list[Answer]]:
    """Without the party, place or word that mostly accounts give which give the main side's too: they tell two parts
    of the act, or choose no word. A denial always stays.
    """
    if not sides or any(_is_denial(answer) for side in sides for answer in side):
        return sides
    main = {answer.article for answer in sides[0]}
    return [sides[0], *(side for side in sides[1:] if not _mostly_in({answer.article for answer in side}, main))]


def _mostly_in(articles: Collection[str], main: Collection[str]) -> bool:
    return 2 * sum(article in main for article in articles) > len(articles)


def of_one_act(corpus: Corpus, sides: list[list[Answer]], reports: Sequence[Report]) -> list[list[Answer]]:
    """The side of most articles with those that are told in like words, or of one day: an event of force may have
    caught what is told of the war around it. A denial always stays.
    """
    if len(sides) < 2 or not all(report.type in _FORCE for report in reports):
        return sides
    by_id = {report.id: report for report in reports}
    main, *rest = sides
    return [main] + [side for side in rest if _is_told_alike(corpus, main, side, by_id)]


def of_one_occasion(sides: list[list[Answer]], reports: Sequence[Report]) -> list[list[Answer]]:
    """The side of most articles with those whose accounts share something particular of the act with its: a day, a
    place, a number. One word for what is done again and again ("beheaded", "hit") may tell of two acts, and whom it
    befell, where and when is seldom what accounts dispute. A denial always stays.
    """
    if len(sides) < 2:
        return sides
    told: dict[str, set[tuple[object, ...]]] = defaultdict(set)
    for report in reports:
        told[report.article] |= _particulars(report)
    main = set().union(*(told[answer.article] for answer in sides[0]))
    denied = any(_is_denial(answer) for answer in sides[0])
    return [
        sides[0],
        *(
            side
            for side in sides[1:]
            if denied or any(_is_denial(a) or not main.isdisjoint(told[a.article]) for a in side)
        ),
    ]


def _particulars(report: Report) -> set[tuple[object, ...]]:
    """The exact day, the exact place and the numbers beyond two that a report gives."""
    found: set[tuple[object, ...]] = {(q.of or q.unit, q.low) for q in report.quantities if q.low and q.low > 2}
    if report.when and report.when.start and report.when.precision in _EXACT:
        found.add(("day", report.when.start[:10]))
    if report.where is not None and report.where.precision not in COARSE:
        found.add(("place", report.where.place))
    return found


def without_victims(answers: Sequence[Answer], met: Sequence[Answer]) -> list[Answer]:
    """The doers without those whom more accounts say it befell: "the Dask killing" names nobody who killed."""
    befell, did = (
        Counter(party.id for one in dict.fromkeys((a.article, a.value) for a in told) for party in one[1].parties)
        for told in (met, answers)
    )
    return [
        answer
        for answer in answers
        if answer.value.denied or any(befell[party.id] <= did[party.id] for party in answer.value.parties)
    ]


def struck_back(did: Sequence[Answer], met: Sequence[Answer]) -> list[tuple[list[Answer], list[Answer]]]:
    """Doers and sufferers of each of two blows, where accounts tell both as one act: what a party did to others, and
    what others did to it. Nothing where no party is told by two accounts to have done and by two to have undergone it,
    and neither are its others.
    """
    roles = [_by_party(told) for told in (did, met)]
    both = roles[0].keys() & roles[1].keys()
    often = {party: min(len(role[party]) for role in roles) for party in both}
    most = min(often, key=lambda party: (-often[party], party), default=None)
    if most is None or often[most] < 2:
        return []
    own = [[a for a in told if any(party.id == most for party in a.value.parties)] for told in (did, met)]
    others = [[a for a in told if a not in mine] for told, mine in zip((did, met), own, strict=True)]
    if any(len({answer.article for answer in part}) < 2 for part in others):
        return []
    return [(own[0], others[1]), (others[0], own[1])]


def _by_party(told: Sequence[Answer]) -> dict[str, set[str]]:
    """Party → the articles that name it in a role."""
    found: dict[str, set[str]] = defaultdict(set)
    for answer in told:
        for party in answer.value.parties if not answer.value.denied else ():
            found[party.id].add(answer.article)
    return found


def _is_told_alike(
    corpus: Corpus, main: Sequence[Answer], side: Sequence[Answer], reports: Mapping[str, Report]
) -> bool:
    if any(_is_denial(answer) for answer in (*main, *side)):
        return True
    told = [[reports[a.report] for a in part if a.report and a.report in reports] for part in (main, side)]
    return any(_told_alike(corpus, one, other) for one, other in product(*told) if one.article != other.article)


def _is_denial(answer: Answer) -> bool:
    return isinstance(answer.value, Parties) and answer.value.denied


def of_one_count(
    corpus: Corpus, sides: list[list[Answer]], compare: Compare, reports: Sequence[Report]
) -> list[list[Answer]]:
    """Sides that may count one thing: a text tells many numbers of an act, of those before it and of the war around it.

    The side of most articles stays, with those that are told in like words, of like people and size, by others than
    give its own number too.
    """
    by_id = {report.id: report for report in reports}
    main, *rest = _exact_first(sides)
    return [main] + [side for side in rest if _may_count_alike(corpus, main, side, compare, by_id)]


def _exact_first(sides: list[list[Answer]]) -> list[list[Answer]]:
    """A word for many after the number that all of its articles give too: "dozens", and further on how many; "several"
    after the number that it may mean and that as many articles give.
    """
    if not is_vague(sides[0][0].value):
        return sides
    told = {answer.article for answer in sides[0]}
    of_side = [(side, {answer.article for answer in side}) for side in sides[1:] if not is_vague(side[0].value)]
    exact = (
        side
        for side, articles in of_side
        if told <= articles
        or (len(told) <= len(articles) and compare_quantities(sides[0][0].value, side[0].value) == COMPATIBLE)
    )
    first = next(exact, None)
    return sides if first is None else [first, *(side for side in sides if side is not first)]


def _may_count_alike(
    corpus: Corpus, main: Sequence[Answer], side: Sequence[Answer], compare: Compare, reports: Mapping[str, Report]
) -> bool:
    if _of_two_acts(corpus, main, side) or all(_gives_elsewhere(corpus, main, answer) for answer in side):
        return False
    if is_vague(side[0].value) and {a.article for a in side} <= {a.article for a in main}:
        return False  # "dozens", and further on how many
    values = main[0].value, side[0].value
    # "several" may be any number that is larger; "tens of thousands" is that of a war
    vague = any(is_vague(a) and (a.low or 0) < (b.low or b.high or 0) for a, b in permutations(values))
    agrees = vague or compare(*values) == COMPATIBLE
    return any(
        same_population(counted_phrase(corpus, a), counted_phrase(corpus, b))
        and (agrees or not of_another_size(a.value, b.value))
        and _told_alike(corpus, reports[a.report or ""], reports[b.report or ""])
        for a, b in product(main, side)
    )


def _gives_elsewhere(corpus: Corpus, main: Sequence[Answer], answer: Answer) -> bool:
    """Whether the account of an answer gives the main side's number too, of another act: it disputes nothing."""
    value = main[0].value
    return value.low != answer.value.low and any(
        (number.of, number.low, number.high) == (value.of, value.low, value.high)
        and corpus.sources.get(report.id) == corpus.sources.get(answer.report or "")
        for report in corpus.reports.get(answer.article, ())
        for number in (report.quantities if value.of else ())
    )


def _told_alike(corpus: Corpus, left: Report, right: Report) -> bool:
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
    if question in GROWING and all(_grew(corpus, question, a, b) for a, b in combinations(sides, 2)):
        return "updated"
    apart = [(a, b) for a, b in combinations(sides, 2) if compare(a[0].value, b[0].value) == EXCLUDING]
    excluding = [(a, b) for a, b in apart if can_contradict(corpus, question, a, b, reports)]
    if not excluding or any(_of_two_acts(corpus, a, b) for a, b in apart):
        return "differing"
    if question in GROWING and all(_is_update(corpus, question, a, b) for a, b in excluding):
        return "updated"
    return "contradicted"


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
            return _in_two_articles(left, right)
        return _clears(left, right) and (_in_two_articles(left, right) or _own_denial(corpus, left, right))
    if isinstance(left[0].value, Saying) and count_otherwise(left[0].value, right[0].value):
        one, other = left[0], right[0]
        of_one_day = came_out_within(corpus, one.article, other.article, 1)
        return of_one_day and not (_gives(corpus, one, other) or _gives(corpus, other, one))
    if not isinstance(left[0].value, Quantity):
        return question.startswith("said") or question == "whether" or isinstance(left[0].value, float)
    if question not in _TOLLS or not is_sharp(reports):
        return False
    if question == "people" and not all(report.type == "PROTEST" for report in reports):
        return False
    by_id = {report.id: report for report in reports}
    pairs = [(a, b) for a, b in product(left, right) if _count_alike(corpus, a, b, by_id)]
    sources = [{corpus.sources.get(answer.report or "") for answer in side} - {None} for side in (left, right)]
    by_two = bool(sources[0] and sources[1] and not sources[0] & sources[1])
    return bool(pairs) and (_in_two_articles(left, right) or by_two)


def _gives(corpus: Corpus, answer: Answer, other: Answer) -> bool:
    """Whether an answer's article gives the other's number too: an offer, and what it may be raised to."""
    text = corpus.articles[answer.article].text
    return any(re.search(rf"(?<![\d.]){re.escape(number)}(?!\d)", text) for number in numbers_of(other.value.text))


def came_out_within(corpus: Corpus, one: str, other: str, days: int) -> bool:
    """Whether two articles came out at most so many days apart; where nothing says when, they stand in one story."""
    published = [corpus.articles[article].published for article in (one, other)]
    if published[0] is None or published[1] is None:
        return True
    first, last = (date.fromisoformat(day[:10]) for day in published if day)
    return abs((first - last).days) <= days


def _of_two_acts(corpus: Corpus, left: Sequence[Answer], right: Sequence[Answer]) -> bool:
    """Whether one article gives both numbers in nobody's name: it tells of two acts, an earthquake and one before."""
    if not isinstance(left[0].value, Quantity):
        return False
    return any(
        a.article == b.article and corpus.sources.get(a.report or "") == corpus.sources.get(b.report or "")
        for a, b in product(left, right)
    )


def is_sharp(reports: Sequence[Report]) -> bool:
    """Whether an event's tellings give one day and one place, as far as they give any: no war told as one act."""
    exact = [r.when.start[:10] for r in reports if r.when and r.when.start and r.when.precision in _EXACT]
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


def _own_denial(corpus: Corpus, left: Sequence[Answer], right: Sequence[Answer]) -> bool:
    """Whether, in one article, the one to whom it lays the deed is heard to deny it."""
    denied = left if left[0].value.denied else right
    return any(answer.statement or corpus.sources.get(answer.report or "") for answer in denied)


def _count_alike(corpus: Corpus, one: Answer, other: Answer, reports: Mapping[str, Report]) -> bool:
    """Whether two numbers plainly count the same: people of one kind, told within days, neither a word for many."""
    if is_vague(one.value) or is_vague(other.value) or of_another_size(one.value, other.value):
        return False
    told = [reports.get(answer.report or "") for answer in (one, other)]
    days = [_told_on(corpus, answer.article, report) for answer, report in zip((one, other), told, strict=True)]
    if days[0] is None or days[1] is None or abs((days[0] - days[1]).days) > _SOON:
        return False
    if not same_population(counted_phrase(corpus, one), counted_phrase(corpus, other)):
        return False
    return told[0] is None or told[1] is None or _told_alike(corpus, told[0], told[1])


def of_another_size(one: Quantity, other: Quantity) -> bool:
    """Whether one number is ten times the other: that of a war, not of one act in it."""
    sizes = sorted(quantity.low or quantity.high or 0.0 for quantity in (one, other))
    return sizes[1] > 10 * sizes[0] > 0


def _one_day(left: Report, right: Report) -> bool:
    days = [report.when.start[:10] for report in (left, right) if report.when and report.when.start]
    return len(days) == 2 and days[0] == days[1]


def _told_on(corpus: Corpus, article: str, report: Report | None) -> date | None:
    """The day that a report gives, else that on which its article came out; None where nothing says: without days
    two numbers may be of two acts.
    """
    exact = report.when.start if report and report.when and report.when.precision in _EXACT else None
    found = exact or corpus.articles[article].published
    return date.fromisoformat(found[:10]) if found else None


def counted_phrase(corpus: Corpus, answer: Answer) -> str:
    """A number with the words after it that say what it counts."""
    mention = corpus.mentions.get(answer.value.mention)
    if mention is None:
        return ""
    text = corpus.articles[answer.article].text
    after = re.match(r"(?:[^\S\n]+[\w-]+){0,3}", text[mention.end : mention.end + 60])
    return text[mention.start : mention.end] + (after.group() if after else "")


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


def _grew(corpus: Corpus, question: str, left: Sequence[Answer], right: Sequence[Answer]) -> bool:
    """Whether "at least 12" rose to 17 in a later account: the one does not exclude the other."""
    values = [side[0].value for side in (left, right)]
    bounded = [value.low is not None and (value.high is None or value.high == value.low) for value in values]
    return all(bounded) and any(value.high is None for value in values) and _is_update(corpus, question, left, right)


def _is_update(corpus: Corpus, question: str, left: Sequence[Answer], right: Sequence[Answer]) -> bool:
    """Every later article has the higher toll. An account without a date says nothing of the order; where a side has
    no other, nothing is an update. The arrested are counted once: more of them by another voice is another count.
    """
    if question == "arrested" and {corpus.outlet(a.article) for a in left} != {corpus.outlet(a.article) for a in right}:
        return False
    dated = [[a for a in side if corpus.articles[a.article].published is not None] for side in (left, right)]
    if not all(dated):
        return False
    ordered = sorted((corpus.articles[a.article].published or "", a.value.low or 0.0) for side in dated for a in side)
    if len({published for published, _ in ordered}) < 2:
        return False
    if any(a[1] > b[1] for a, b in pairwise(ordered) if a[0] != b[0]):
        return all(_is_corrected(corpus, left, right, low) for _, low in ordered[-1:])
    return True


def _is_corrected(corpus: Corpus, left: Sequence[Answer], right: Sequence[Answer], last: float) -> bool:
    """Whether the last number is told as a correction."""
    for answer in (*left, *right):
        text = corpus.articles[answer.article].text
        if (answer.value.low or 0.0) == last and _CORRECTED.search(text[:1500]):
            return True
    return False


def _fullness(value: Any) -> int:
    """How much an answer says: the fullest speaks for its side."""
    if isinstance(value, Where):
        return int(value.precision != "country")
    if isinstance(value, When):
        return int(value.precision in _EXACT)
    return len(value) if isinstance(value, Parties) else 0
