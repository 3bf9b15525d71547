"""Sides that name who did it, or whom it befell → those that dispute it, in the words of their accounts.

The one idea: whoever only describes takes the side of whoever names, and what may mean anybody disputes nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.knowledge.plover import FORCE
from rashomon.matching.acts.facts import described_as
from rashomon.matching.acts.parties import bare, is_named, is_within
from rashomon.matching.findings.account import Answer, Corpus
from rashomon.matching.findings.parties.own_cells import given_by_others
from rashomon.matching.findings.parties.who import Parties
from rashomon.matching.findings.sides.agreement import STATE, blamed_by_two
from rashomon.matching.findings.sides.occasions import is_denial, of_one_act, of_one_occasion, particulars, told_apart
from rashomon.record import Entity, Report

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
_ALSO = re.compile(r"\b(?:also|likewise|separately)\s+(?:been\s+|\w+ly\s+)?$", re.I)
_FIRST_PERSON = re.compile(r"(?:my|our)\s", re.I)


def of_one_role(
    corpus: Corpus, question: str, sides: list[list[Answer]], reports: Sequence[Report]
) -> list[list[Answer]]:
    """Sides that dispute who did it, or whom it befell (`question`: "whom"); of acts without force and denial the main
    side alone, for others may have taken part as well.
    """
    if not (any(report.type in FORCE for report in reports) or any(is_denial(side[0]) for side in sides)):
        return sides[:1]
    sides = of_one_act(corpus, without_descriptions(without_anybody(told_apart(sides))), reports)
    return _whom(corpus, sides, reports) if question == "whom" else _who(corpus, sides, reports)


def _whom(corpus: Corpus, sides: list[list[Answer]], reports: Sequence[Report]) -> list[list[Answer]]:
    """Of two people by name one disputes the other, and so does who denies; of others it may have befallen both."""
    sides = [sides[0], *(side for side in sides[1:] if not all(_is_further(corpus, a, reports) for a in side))]
    named = [side for side in sides[1:] if _are_people(side[0].value) and _are_people(sides[0][0].value)]
    denied = [side for side in sides[1:] if any(is_denial(answer) for answer in (*sides[0], *side))]
    kept = [*sides[:1], *(side for side in sides[1:] if side in named or side in denied)]
    return of_one_occasion(given_by_others(corpus, kept, reports), reports)


def _who(corpus: Corpus, sides: list[list[Answer]], reports: Sequence[Report]) -> list[list[Answer]]:
    """Whom two accounts blame for one act is disputed, whatever else they share."""
    kept = _without_named_strangers(_with_described(sides), reports)
    blamed = [side for side in sides if side is not kept[0] and blamed_by_two(corpus, kept[0], side, reports)]
    return [*kept, *(side for side in blamed if side not in kept)]


def _is_further(corpus: Corpus, answer: Answer, reports: Sequence[Report]) -> bool:
    """Whether an account tells of one more: "Maria Valencia was also killed in a hit-and-run"."""
    report = next((one for one in reports if one.id == answer.report), None)
    if report is None:
        return False
    text = corpus.articles[report.article].text
    return bool(_ALSO.search(text[max(0, report.trigger.start - 30) : report.trigger.start]))


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
    if not sides or any(is_denial(side[0]) for side in sides):
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


def _with_described(sides: list[list[Answer]]) -> list[list[Answer]]:
    """Who did it, with whoever is only described on the side of the one whom accounts name: "a former employee", "the
    gunman". Where nobody is named, or several are, a description says nothing more. Two that say of which side they
    are dispute it all the same ("soldiers", "militants"), and a denial always stays.
    """
    if len(sides) < 2 or any(is_denial(answer) for side in sides for answer in side):
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


def _without_named_strangers(sides: list[list[Answer]], reports: Sequence[Report]) -> list[list[Answer]]:
    """Who did it, without the sides that name somebody else by name whose tellings share no day and no number with
    those of the main side: two ships that fired are two acts, and much is done in one city. A denial always stays.
    """
    if not sides or not sides[0][0].value.is_named or any(is_denial(answer) for answer in sides[0]):
        return sides
    told = {report.id: {one for one in particulars(report) if one[0] != "place"} for report in reports}
    of_side = [set().union(*(told.get(answer.report or "", set()) for answer in side)) for side in sides]
    return [
        side
        for side, own in zip(sides, of_side, strict=True)
        if side is sides[0] or is_denial(side[0]) or not side[0].value.is_named or own & of_side[0]
    ]
