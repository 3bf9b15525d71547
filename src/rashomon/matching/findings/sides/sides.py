"""Answers to one question → its sides: who gives which answer, and who answers no such question.

Reads answers and how two are compared; gives sides, those of most voices first. The one idea: whoever says less (a
description, a land, a part) takes the side of whoever says more, and what is told of another act is no side at all.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import permutations, product
from typing import Any

from rashomon.knowledge.labels import takes_no_side
from rashomon.knowledge.plover import HARM
from rashomon.matching.acts.facts import described_as
from rashomon.matching.acts.pairs import likelihood
from rashomon.matching.acts.parties import bare, is_named, is_within
from rashomon.matching.answers import (
    COARSE,
    COMPATIBLE,
    EQUAL,
    EXCLUDING,
    compare_places,
    compare_quantities,
    distance_km,
    is_land,
    is_vague,
    same_population,
)
from rashomon.matching.findings.account import Answer, Called, Corpus, wording
from rashomon.matching.findings.numbers.givers import are_of_two, given_by, plain
from rashomon.matching.findings.parties.own_cells import given_by_others
from rashomon.matching.findings.parties.who import Parties
from rashomon.matching.findings.saying.sayings import Saying, is_another_version
from rashomon.matching.findings.sides.agreement import (
    BEGAN,
    EXACT,
    GROWING,
    STATE,
    Compare,
    blamed_by_two,
    came_out_within,
    counted_phrase,
    is_rough,
    of_another_size,
    of_two_acts,
    tell_alike,
)
from rashomon.record import Entity, Quantity, Report, When, Where

#: Sectors that fight or rule: of two such that have none in common one is not the other.
_SIDED = STATE | {"REB", "OPP"}
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
#: How many times the smaller of two numbers the larger is, at most, if they are of one size.
_OF_SIZE = 3.0
#: Days within which accounts of one disaster raise its toll.
_DAYS_OF_HARM = 4
_MARCHING = frozenset(("protesters", "people", "workers", None))
_OF_THE_DAY = frozenset(("dead", "displaced"))
#: Likelihood of two wordings from which a word may be another for one act.
_AKIN = 0.1
#: How far from the middle of a county or peninsula a town of it lies at most, in km.
_IN_COUNTY = 60.0
_ALSO = re.compile(r"\b(?:also|likewise|separately)\s+(?:been\s+|\w+ly\s+)?$", re.I)
_FIRST_PERSON = re.compile(r"(?:my|our)\s", re.I)


def sides_of(answers: Sequence[Answer], compare: Compare) -> list[list[Answer]]:
    """Equal answers together, those with most articles first; the fullest answer speaks for its side."""
    sides: list[list[Answer]] = []
    for answer in sorted(
        answers, key=lambda a: (-_fullness(a.value), a.feared, a.article, a.report or "", a.statement or "")
    ):
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
    sources = [[given_by(corpus, answer) for answer in side] for side in sides]
    names = [found[0] if len({plain(one) for one in found}) == 1 else None for found in sources]
    if len(sides) < 2 or len({plain(name) for name in names if name}) < 2:
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
        if question == "whom":
            sides = [sides[0], *(side for side in sides[1:] if not all(_is_further(corpus, a, reports) for a in side))]
            named = [side for side in sides[1:] if _are_people(side[0].value) and _are_people(sides[0][0].value)]
            denied = [side for side in sides[1:] if any(_is_denial(answer) for answer in (*sides[0], *side))]
            kept = [*sides[:1], *(side for side in sides[1:] if side in named or side in denied)]
            return of_one_occasion(given_by_others(corpus, kept, reports), reports)
        kept = without_named_strangers(with_described(sides), reports)
        blamed = [side for side in sides if side is not kept[0] and blamed_by_two(corpus, kept[0], side, reports)]
        return [*kept, *(side for side in blamed if side not in kept)]
    if isinstance(value, Where):
        sides = _without_lands(sides)
        near = _near_by_another(sides)
        sides = given_by_others(corpus, told_apart(_with_what_holds_it(sides)), reports)
        return [*of_one_occasion(of_one_act(corpus, sides, reports), reports), *near]
    if isinstance(value, Saying):
        return [sides[0], *(side for side in sides[1:] if is_another_version(value, side[0].value))]
    if isinstance(value, When):
        lasts = any(report.type == "PROTEST" for report in reports)  # on each of its days
        apart = [side for side in sides[1:] if not lasts and compare(value, side[0].value) == EXCLUDING]
        shared = of_one_occasion([sides[0], *apart], reports)
        told = told_apart([side for side in sides if side not in apart or side in shared])
        return given_by_others(corpus, _without_open(told), reports)
    if isinstance(value, Called):  # a party is called so whatever is told of it
        return told_apart(_words_of_one_act(corpus, sides, reports) if question == "label" else sides)
    return sides


def _words_of_one_act(corpus: Corpus, sides: list[list[Answer]], reports: Sequence[Report]) -> list[list[Answer]]:
    """The word of most articles with those that accounts choose for the same act: words that both take a side
    ("terrorist attack", "incident"), or of tellings that are somewhat alike, of one doer by name, or of its day, place
    or number. The battle of a war is no other word for the murder it began with.
    """
    shared = of_one_occasion(sides, reports)
    by_id = {report.id: report for report in reports}
    plain = takes_no_side(sides[0][0].value.word)
    return [
        side
        for side in sides
        if side in shared
        or not (plain or takes_no_side(side[0].value.word))
        or _is_told_akin(corpus, sides[0], side, by_id)
    ]


def _is_told_akin(
    corpus: Corpus, main: Sequence[Answer], side: Sequence[Answer], reports: Mapping[str, Report]
) -> bool:
    told = [[reports[a.report] for a in part if a.report and a.report in reports] for part in (main, side)]
    return any(
        not _doers(corpus, one).isdisjoint(_doers(corpus, other))
        or likelihood(wording(corpus, one), wording(corpus, other)) >= _AKIN
        for one, other in product(*told)
        if one.article != other.article
    )


def _doers(corpus: Corpus, report: Report) -> set[str]:
    """Those who are named to have done it."""
    found = {corpus.of_mention.get(mention, "") for mention in report.actors}
    return {one for one in found if one in corpus.entities and is_named(corpus.entities[one])}


def _is_further(corpus: Corpus, answer: Answer, reports: Sequence[Report]) -> bool:
    """Whether an account tells of one more: "Maria Valencia was also killed in a hit-and-run"."""
    report = next((one for one in reports if one.id == answer.report), None)
    if report is None:
        return False
    text = corpus.articles[report.article].text
    return bool(_ALSO.search(text[max(0, report.trigger.start - 30) : report.trigger.start]))


def without_descriptions(sides: list[list[Answer]]) -> list[list[Answer]]:
    """Without who is only described beside a name that the description may mean: "a senior aide" beside a person,
    "the extremist group" beside a group that is no state's. Where three are told apart, each says of what side it is.
    """
    main = next((answer.value for answer in sides[0] if answer.value.is_named), None) if sides else None
    if main is None:
        return sides
    sides = [sides[0], *(side for side in sides[1:] if not _is_but_doer(side[0].value) and not _is_site(side[0].value))]
    if STATE & {sector for one in main.parties for sector in one.sectors}:
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


def _with_what_holds_it(sides: list[list[Answer]]) -> list[list[Answer]]:
    """Places without those that may hold them, or lie near: they dispute nothing. What no map has is on the side of the
    region that may hold it ("Abdul Satar village", "Farah"), and so is a town on that of its county ("Banstead",
    "Surrey").
    """
    if not sides:
        return sides
    main = sides[0][0].value
    near = [side for side in sides[1:] if compare_places(main, side[0].value) == COMPATIBLE]
    held = [side for side in near if _may_hold(main, side[0].value) or _may_hold(side[0].value, main)]
    return [[*sides[0], *(answer for side in held for answer in side)], *(s for s in sides[1:] if s not in near)]


def _may_hold(region: Where, place: Where) -> bool:
    """Whether a place may lie in a region: it stands on no map, or close to the middle of a small one."""
    if (place.precision == "name") != (region.precision == "name"):
        return True
    small = region.precision in ("region", "admin2") and place.precision not in COARSE
    return small and region.country == place.country and distance_km(region, place) <= _IN_COUNTY


def _near_by_another(sides: list[list[Answer]]) -> list[list[Answer]]:
    """Of two accounts that each name a place of their own, near each other, the second: "Homs", "Shayrat". A region
    disputes no town.
    """
    if len(sides) != 2:
        return []
    main, other = sides
    apart = {answer.article for answer in main}.isdisjoint(answer.article for answer in other)
    exact = all(side[0].value.latitude is not None and side[0].value.precision not in COARSE for side in sides)
    return [other] if apart and exact and compare_places(main[0].value, other[0].value) == COMPATIBLE else []


def with_described(sides: list[list[Answer]]) -> list[list[Answer]]:
    """Who did it, with whoever is only described on the side of the one whom accounts name: "a former employee", "the
    gunman". Where nobody is named, or several are, a description says nothing more. Two that say of which side they
    are dispute it all the same ("soldiers", "militants"), and a denial always stays.
    """
    if len(sides) < 2 or any(_is_denial(answer) for side in sides for answer in side):
        return sides
    described = [side for side in sides if not side[0].value.is_named]
    apart = [side for side in described if any(_is_of_another_side(side, other) for other in sides)]
    named = [side for side in sides if side not in described]
    anybody = [side for side in described if side not in apart and not _sided(side)]
    if len(named) == 1 and all(side is named[0] or side in anybody for side in sides[:1]):
        return [[*named[0], *(answer for side in anybody for answer in side)], *apart]
    return [side for side in sides if side is sides[0] or side in apart or (side in named and not _sided(sides[0]))]


def _is_of_another_side(one: Sequence[Answer], other: Sequence[Answer]) -> bool:
    here, there = _sided(one), _sided(other)
    return bool(here and there) and not here & there and (here <= STATE) != (there <= STATE)


def _sided(side: Sequence[Answer]) -> frozenset[str]:
    return frozenset().union(*side[0].value.sectors) & _SIDED


def _are_people(value: Parties) -> bool:
    return value.is_named and all(party.kind == "person" for party in value.parties)


def _may_mean(value: Parties, main: Parties) -> bool:
    if value.denied or main.denied or len(value) != 1 or value.is_named:
        return False
    told, party = described_as(value.parties[0].name), main.parties[0]
    head = told.rpartition(" ")[2]
    if party.kind == "person" and head not in _BODIES:
        return len(main) == 1 and told.startswith("one ")
    if party.kind == "person" and head in _FORCES:
        return not any(main.sectors)  # "Officer Wilson", "police"
    return head in _ARMED and not STATE & {sector for one in main.parties for sector in one.sectors}


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
        told[report.article] |= particulars(report)
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


def without_named_strangers(sides: list[list[Answer]], reports: Sequence[Report]) -> list[list[Answer]]:
    """Who did it, without the sides that name somebody else by name whose tellings share no day and no number with
    those of the main side: two ships that fired are two acts, and much is done in one city. A denial always stays.
    """
    if not sides or not sides[0][0].value.is_named or any(_is_denial(answer) for answer in sides[0]):
        return sides
    told = {report.id: {one for one in particulars(report) if one[0] != "place"} for report in reports}
    of_side = [set().union(*(told.get(answer.report or "", set()) for answer in side)) for side in sides]
    return [
        side
        for side, own in zip(sides, of_side, strict=True)
        if side is sides[0] or _is_denial(side[0]) or not side[0].value.is_named or own & of_side[0]
    ]


def _without_open(sides: list[list[Answer]]) -> list[list[Answer]]:
    """Without times that have no end, or no beginning: "in coming weeks" disputes no month."""
    return [side for side in sides if side[0].value.start and side[0].value.end] or sides[:1]


def particulars(report: Report) -> set[tuple[object, ...]]:
    """The exact day, the exact place and the numbers beyond two that a report gives."""
    found: set[tuple[object, ...]] = {(q.of or q.unit, q.low) for q in report.quantities if q.low and q.low > 2}
    if report.when and report.when.start and report.when.precision in EXACT:
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


def without_answers_to_it(did: Sequence[Answer], met: Sequence[Answer]) -> list[Answer]:
    """The doers without those who, by their own account, did it to whom more accounts say did it: soldiers who killed
    thirty fighters of those who stormed the camp did not storm it. `met`: whom it befell, by each report.
    """
    doing: dict[str, set[str]] = defaultdict(set)
    for answer in did:
        for party in answer.value.parties:
            doing[party.id].add(answer.article)
    befell = {answer.report: {party.id for party in answer.value.parties} for answer in met}
    back = {
        (answer.article, party.id)
        for answer in did
        if not answer.value.denied
        for party in answer.value.parties
        for other in befell.get(answer.report, ())
        if other != party.id and len(doing.get(other, set()) - {answer.article}) > len(doing[party.id])
    }
    return [answer for answer in did if not all((answer.article, party.id) in back for party in answer.value.parties)]


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
    return any(tell_alike(corpus, one, other) for one, other in product(*told) if one.article != other.article)


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
    main, *rest = _exact_first(_most_alike_first(sides))
    rest = [side for side in rest if not _says_about(main[0].value, side[0].value)]
    rest = [side for side in rest if not is_rough(main[0].value, side[0].value)]
    rest = [side for side in rest if _may_count_alike(corpus, main, side, compare, by_id)]
    return [main] + [side for side in rest if not _is_of_something_else(corpus, main, side, rest)]


def _most_alike_first(sides: list[list[Answer]]) -> list[list[Answer]]:
    """Of tolls first the one that is of the size of what most articles give, then that of most, then the largest."""
    if len(sides) < 3 or sides[0][0].value.of not in GROWING | _MARCHING:
        return sides
    of_side = [(_size(side), {answer.article for answer in side}) for side in sides]

    def rank(side: Sequence[Answer]) -> tuple[int, int, float]:
        size = _size(side)
        near = (articles for other, articles in of_side if max(other, size) <= _OF_SIZE * min(other, size))
        return len(set().union(*near)), len({answer.article for answer in side}), size

    first = max(sides, key=rank)
    return [first, *(side for side in sides if side is not first)]


def _size(side: Sequence[Answer]) -> float:
    return side[0].value.low or side[0].value.high or 0.0


def _is_of_something_else(
    corpus: Corpus, main: Sequence[Answer], side: Sequence[Answer], rest: Sequence[Sequence[Answer]]
) -> bool:
    """Whether all accounts of a side give, in the same name, another number that is nearer to the main one: of the 40
    dead of a bomb, and six who were shot elsewhere, the six are none of the answers.
    """

    def is_nearer(other: Sequence[Answer]) -> bool:
        apart = [max(size, _size(main)) / max(min(size, _size(main)), 1.0) for size in (_size(other), _size(side))]
        return apart[0] < apart[1]

    nearer = [answer for other in rest if other is not side and is_nearer(other) for answer in other]
    return all(any(a.article == b.article and not are_of_two(corpus, a, b) for b in nearer) for a in side)


def _says_about(one: Quantity, other: Quantity) -> bool:
    """Whether one number is "about" the other: "some 150 miles" beside 150."""
    return any(
        a.low is not None and a.high is not None and b.low == b.high and a.low < (b.low or 0.0) < a.high
        and not is_vague(a)
        for a, b in ((one, other), (other, one))
    )


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
    if all(answer.feared for answer in side):
        return not of_another_size(main[0].value, side[0].value)
    if of_two_acts(corpus, main, side) or all(_gives_elsewhere(corpus, main, answer) for answer in side):
        return False
    if _struck_other_lands(main, side, reports):
        return False
    if is_vague(side[0].value) and {a.article for a in side} <= {a.article for a in main}:
        return False  # "dozens", and further on how many
    values = main[0].value, side[0].value
    # "several" may be any number that is larger; "tens of thousands" is that of a war
    vague = any(is_vague(a) and (a.low or 0) < (b.low or b.high or 0) for a, b in permutations(values))
    agrees = vague or compare(*values) == COMPATIBLE
    return any(
        same_population(counted_phrase(corpus, a), counted_phrase(corpus, b))
        and (b.moved or _are_of_one_act(corpus, a, b, reports, agrees))
        for a, b in product(main, side)
    )


def _struck_other_lands(main: Sequence[Answer], side: Sequence[Answer], reports: Mapping[str, Report]) -> bool:
    """Whether accounts tell of disasters in other countries: a quake's is no party's, as that of a raid may be."""
    here, there = (
        {
            report.where.country
            for answer in part
            if (report := reports.get(answer.report or "")) is not None and report.type == HARM
            if report.where is not None and report.where.country
        }
        for part in (main, side)
    )
    return bool(here and there) and here.isdisjoint(there)


def _are_of_one_act(
    corpus: Corpus, one: Answer, other: Answer, reports: Mapping[str, Report], agrees: bool
) -> bool:
    """Whether two numbers of an event are of one size and told in like words, or are tolls of one day."""
    if not agrees and of_another_size(one.value, other.value):
        return False
    if one.moved:
        return True
    told = reports[one.report or ""], reports[other.report or ""]
    types = {report.type for report in told}
    return tell_alike(corpus, *told) or _are_tolls(corpus, one, other, types == {"PROTEST"}, types == {HARM})


def _are_tolls(corpus: Corpus, one: Answer, other: Answer, marched: bool, of_harm: bool) -> bool:
    """Whether both give the dead, those who fled or those who marched, of an act of which two accounts tell within a
    day of each other, or some days after a disaster:
    residents count twelve, the army eight. Of what is told later the words must be alike: it may be a war's.
    """
    articles = one.article, other.article
    dated = all(corpus.came_out(article) is not None for article in articles)
    days = _DAYS_OF_HARM if of_harm else 1
    alike = marched or (one.value.of == other.value.of and one.value.of in _OF_THE_DAY)
    return alike and dated and came_out_within(corpus, *articles, days)


def _gives_elsewhere(corpus: Corpus, main: Sequence[Answer], answer: Answer) -> bool:
    """Whether the account of an answer gives the main side's number too, of another act: it disputes nothing."""
    value = main[0].value
    return value.low != answer.value.low and any(
        (number.of, number.low, number.high) == (value.of, value.low, value.high)
        and not are_of_two(corpus, Answer(number, "", report.article, report.id), answer)
        for report in corpus.reports.get(answer.article, ())
        for number in (report.quantities if value.of else ())
    )


def _fullness(value: Any) -> int:
    """How much an answer says: the fullest speaks for its side."""
    if isinstance(value, Where):
        return int(value.precision != "country")
    if isinstance(value, When):
        return int(value.precision in EXACT)
    return len(value) if isinstance(value, Parties) else 0
