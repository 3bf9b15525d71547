"""Facts of tellings → whether two tell one act: within one article, and across articles.

Reads what a report says, by entities (`Facts`); gives named features for two models. The one idea: within an
article an act is told as deed and outcome ("shells hit …, killing 14") and taken up again by a definite noun
("the attack"); across articles, by the same parties, time, place and words. What contradicts weighs as much as
what agrees; an act told without a date leans on the day its article came out.
"""

from __future__ import annotations

import functools
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rashomon.matching.acts.apart import ON_THE_SPOT, TELLING, VOICES, among_many, content, others, reality
from rashomon.matching.acts.facts import MUTUAL, Facts, Pair, are_others, count_others, days, is_fine
from rashomon.matching.acts.pairs import Told, Wording, akin, likelihood
from rashomon.matching.acts.short import in_short, learned
from rashomon.matching.answers import EXCLUDING, compare_places
from rashomon.matching.reprints import OfPairs
from rashomon.matching.scores import Evidence, Model
from rashomon.matching.sets import shared
from rashomon.record import Where

#: Log-odds, set by reading invented reports, then drawn towards what reports of ECB+ (train split; only these weights
#: are kept) and of the example corpus say; what neither holds enough of stands as set.
WITHIN = Model(
    {
        "same type": 0.7,
        "other type": -2.2,
        "outcome in one sentence": 3.5,
        "outcome told further on": 3.0,
        "denial told further on": 3.0,
        "two outcomes": 1.8,
        "taken up again": 1.1,
        "same mode": 1.6,
        "same words": 2.6,
        "words of one family": 1.2,
        "people in common": 1.1,
        "same roles": 0.7,
        "other parties": -2.5,
        "other persons acted": -1.7,
        "other persons suffered it": -3.7,
        "roles swapped": -3.0,
        "other countries acted": -1.5,
        "same time": 0.6,
        "the day before or after": -3.5,
        "another day of it": -0.5,
        "another time": -5.0,
        "same place": 0.2,
        "another place": -1.5,
        "same numbers": 1.9,
        "same thing hit": 1.0,
        "described alike": 0.6,
        "described and named": 1.2,
        "one is of old": -3.5,
        "one is general": -3.5,
        "told as another": -2.5,
        "a visit and talks": -2.0,
        "others did it": -1.2,
        "others underwent it": -1.0,
        "same content": 0.8,
        "other content": -2.2,
        "other means": -2.0,
        "others suffered it": -2.5,
        "other numbers": -2.0,
        "only one is real": -1.8,
    },
    bias=-3.0,
)
ACROSS = Model(
    {
        "same type": 1.0,
        "other type": -0.9,
        "same mode": 0.6,
        "other mode": -0.6,
        "both of force": 0.8,
        "people in common": 1.7,
        "no people in common": -1.7,
        "same roles": 0.5,
        "same on both sides": 1.1,
        "other parties": -2.3,
        "other persons acted": -1.5,
        "other persons suffered it": -4.0,
        "roles swapped": -3.0,
        "other countries acted": -1.5,
        "same time": 1.9,
        "the day before or after": -1.9,
        "another day of it": -0.3,
        "another time": -5.0,
        "told in the same days": 0.7,
        "told in other days": -6.0,
        "same place": 0.7,
        "another place": -1.2,
        "same numbers": 1.0,
        "same thing hit": 0.5,
        "described alike": 1.0,
        "words": 1.1,
        "other words": -1.1,
        "names around": 0.9,
        "one story": 0.9,
        "only one is real": -1.5,
        "told after it was done": -2.5,
        "both are to come": 0.5,
        "others did it": -1.2,
        "others underwent it": -0.8,
        "same content": 1.5,
        "other content": -1.2,
        "one is general": -2.5,
        "other means": -0.6,
        "told as another": -1.0,
        "others described": -1.5,
        "one of several": -0.75,
        "nothing in particular": -1.1,
        "its word alone": -1.3,
        **learned(),
    },
    bias=-2.3,
)

#: An outcome told in another sentence than the one act it can come of.
FURTHER_ON = {"outcome told further on": Evidence(1.0)}
#: What somebody denies, told after the act.
DENIED = {"denial told further on": Evidence(1.0)}

#: Reporting follows the deed within so many days; further off it tells of another.
_SLACK, _FAR = 1.5, 5.0
#: Acts that go on for days.
_LASTING = frozenset(("PROTEST", "MOBILIZE", "SANCTION"))
#: Days by which tellings of one long act may be apart.
_LONG = 31.0
#: Positions that are held for weeks and told anew.
_HELD = frozenset(("ACCUSE", "REJECT", "SUPPORT"))
#: Means of force of which one is hardly told for another.
_MEANS = {
    "aerial": "air", "drone": "air", "heavy-weapons": "air", "explosives": "bomb", "suicide-attack": "bomb",
    "firearms": "gun", "primitive": "blade", "beat": "hands", "abduct": "abduction", "crowd-control": "gas",
}  # fmt: skip
#: Whom texts call by what they did.
_CULPRITS = frozenset("attacker assailant suspect gunman shooter bomber hijacker killer kidnapper culprit".split())
#: Names around two tellings that are as alike as this speak for one act.
_AROUND = 0.3
#: The features of two acts that follow from their words, and how much each is at most.
_WORDED = {
    "words": 2.0, "other words": 2.0, "names around": 1.0, "nothing in particular": 1.0, "its word alone": 1.0,
}  # fmt: skip
#: Accounts choose their words for force with care: "shelling", "attack" and "incident" may be one act.
_ALIKE_LEAST = -0.5


def may_be_one(one: Facts, other: Facts) -> bool:
    """The hard bars: what is told of exact days two or more apart, or of places far apart, is two acts.

    What lasts for days may be dated weeks apart, and talks take place in two capitals. One misread date among
    several does not bar: a day or place counts where it has a third of its side's tellings.
    """
    if not one.acts.isdisjoint(other.others):
        return False
    return _days_agree(one, other) and _places_agree(one, other) and not meet_others(one, other)


def told_as_others(acts: Sequence[Facts]) -> list[Facts]:
    """Acts with those that their article tells as others: what it keeps apart no other account makes one."""
    of_article: dict[str, list[Facts]] = defaultdict(list)
    for act in acts:
        of_article[act.article].append(act)
    return [
        replace(
            act,
            acts=shared((act.id,)),
            others=shared(one.id for one in of_article[act.article] if one is not act and are_two(one, act)),
        )
        for act in acts
    ]


def are_two(one: Facts, other: Facts) -> bool:
    """Whether what one article tells is plainly two acts: of other days or places, met by others, asking else."""
    if not may_be_one(one, other) or _on_other_days(one, other) or one.is_general != other.is_general:
        return True
    return _ask_otherwise(one, other) or _meet_by_others(one, other) or _is_answered(one, other)


def _is_answered(one: Facts, other: Facts) -> bool:
    """Whether force befell those who had used it: militants shot a policeman, and his mother killed 25 militants; the
    attackers killed twelve, and police shot the suspects.
    """
    if "ASSAULT" not in one.types & other.types:
        return False
    did, theirs, struck, met = (_heads(part) for part in (one.doers, other.doers, one.struck, other.struck))
    if not struck or not met or struck & met:
        return False
    # where an account names no doer, whom it takes for the victim may be the doer himself
    turned = bool((did & met or theirs & struck) - {"people"}) and bool(did and theirs) and not did & theirs
    return turned or (struck <= _CULPRITS) != (met <= _CULPRITS)


def _heads(described: Iterable[str]) -> set[str]:
    """What those who are described are, without how many: "25 militant" are militants."""
    return {head for one in described if (head := one.rpartition(" ")[2])}


def _meet_by_others(one: Facts, other: Facts) -> bool:
    """Whether two meetings share somebody, and in each of them there is a person whom the other does not name."""
    if not one.types & other.types & MUTUAL or one.persons.isdisjoint(other.persons):
        return False
    return bool(one.persons - other.persons and other.persons - one.persons)


def _ask_otherwise(one: Facts, other: Facts) -> bool:
    """Whether both are requests told in full below the headline, and no two of their tellings share what is asked."""
    if any(act.types != {"REQUEST"} or act.is_definite for act in (one, other)):
        return False
    pairs = [(here, there) for here in one.told for there in other.told]
    full = all(min(here.line, there.line) > 0 and here.begin != there.begin for here, there in pairs)
    return full and all(_asks(here).isdisjoint(_asks(there)) and _asks(here) and _asks(there) for here, there in pairs)


def _asks(telling: Told) -> set[str]:
    """The telling words after a request."""
    return {word for word, much in telling.words.right.items() if much >= TELLING}


def _on_other_days(one: Facts, other: Facts) -> bool:
    """Whether both give exact days, and share none."""
    if lasts(one) and lasts(other):
        return False
    return bool(one.days and other.days) and one.days.keys().isdisjoint(other.days)


def meet_others(one: Facts, other: Facts) -> bool:
    """Whether two meet each other here, and there one of them, or neither, meets somebody else.

    People whom accounts of one day name differently may be one: a name misspelt, or the very thing they differ in.
    """
    if not one.pairs or not other.pairs:
        return False
    kinds = ("country",) if one.days.keys() & other.days.keys() else ("country", "person")
    pairs = ((_of_kind(one, kind), _of_kind(other, kind)) for kind in kinds)
    return any(here and there and here.isdisjoint(there) for here, there in pairs)


def _of_kind(one: Facts, kind: str) -> frozenset[Pair]:
    return frozenset(pair for pair in one.pairs if pair[0] == kind)


def _days_agree(one: Facts, other: Facts) -> bool:
    slack = _LONG if lasts(one) and lasts(other) else 1.0
    if one.days and other.days:
        return any(abs(a - b) <= slack for a in one.told_days for b in other.told_days)
    here, there = one.when, other.when
    if here is None or there is None or not (here.start and here.end and there.start and there.end):
        return True
    return max(days(there.start) - days(here.end), days(here.start) - days(there.end)) <= slack


def _places_agree(one: Facts, other: Facts) -> bool:
    if not one.sites or not other.sites or not one.types & other.types & ON_THE_SPOT:
        return True
    return any(compare_places(a, b) != EXCLUDING for a in _told_sites(one) for b in _told_sites(other))


def _told_sites(one: Facts) -> list[Where]:
    most = max(one.sites.values())
    return [where for where, times in one.sites.items() if 3 * times >= most]


def lasts(one: Facts) -> bool:
    """Whether it goes on for days, so that two accounts may date it differently: a strike, a march of troops."""
    return bool(one.types & _LASTING) or "siege" in one.modes


def within(one: Facts, other: Facts) -> dict[str, Evidence]:
    """The features of two reports in one article."""
    left, right = one.told[0], other.told[0]
    same_type = bool(one.types & other.types)
    force = "ASSAULT" in one.types and "ASSAULT" in other.types
    deed_and_outcome = force and one.is_outcome != other.is_outcome
    one_sentence = left.begin == right.begin
    kinship = akin(left, right)
    values = {
        "same type": float(same_type),
        "other type": float(not same_type),
        "outcome in one sentence": float(deed_and_outcome and one_sentence),
        "two outcomes": float(force and one.is_outcome and other.is_outcome),
        "taken up again": float(same_type and one.is_definite != other.is_definite),
        "same mode": float(bool(one.modes & other.modes)),
        "same words": float(kinship == 1.0),
        "words of one family": float(0 < kinship < 1),
        **_parties(one, other),
        **_time(one, other),
        **_place(one, other),
        "same numbers": _numbers(one, other),
        "same thing hit": float(bool(one.hit & other.hit)),
        "described alike": _alike(one.things, other.things),
        "described and named": float(_is_described_and_named(one, other)),
        "one is of old": float(_is_old(one) != _is_old(other)),
        "one is general": float(one.is_general != other.is_general),
        "told as another": float(one.is_another or other.is_another) * float(not one_sentence),
        "a visit and talks": float(_are_visit_and_talks(one, other)),
        "other means": float(_other_means(one, other)),
        "others suffered it": float(_befell_others(one, other) and not one_sentence),
        "other numbers": float(_count_others(one, other) and not one_sentence),
        "only one is real": float(one.is_real != other.is_real),
        **({} if one_sentence else {**others(one, other), **content(one, other)}),
    }
    return {name: Evidence(value, left.words.trigger, right.words.trigger) for name, value in values.items() if value}


def across(one: Facts, other: Facts) -> dict[str, Evidence]:
    """The features of two acts told in two articles."""
    return with_words(but_for_words(one, other), one, other)


def but_for_words(one: Facts, other: Facts) -> dict[str, Evidence]:
    """Those features of `across` for which the words of tellings need not be compared."""
    same_type = bool(one.types & other.types)
    here, there = one.modes, other.modes
    parties = _parties(one, other)
    values = {
        "same type": float(same_type),
        "other type": float(not same_type),
        "same mode": float(bool(here & there)),
        "other mode": float(bool(here and there and not here & there) and not _are_bombing(one, other)),
        "both of force": _of_force(one, other),
        "one of several": _of_several(one, other),
        "no people in common": 0.0 if "people in common" in parties else _apart(one, other),
        "same on both sides": float(bool(one.actors & other.actors and one.recipients & other.recipients))
        or 0.7 * _for_their_state(one, other),
        **parties,
        **(_time(one, other) if one.when and other.when else _days(one, other)),
        **_place(one, other),
        "same numbers": _numbers(one, other, _TELLING_NUMBER),
        "other means": float(_other_means(one, other)),
        "told as another": float(one.is_another != other.is_another),
        "others described": float(_are_others(one, other)),
        "same thing hit": float(bool(one.hit & other.hit)),
        "described alike": _alike(one.things, other.things),
        "one story": float(bool(one.stories & other.stories)),
        "one is general": float(one.is_general != other.is_general),
        **reality(one, other),
        **content(one, other),
    }
    if "people in common" not in parties and not values["no people in common"]:
        values |= others(one, other)
    return {name: _evidence(value) for name, value in values.items() if value}


#: Few values stand for millions of pairs.
_evidence = functools.lru_cache(maxsize=10_000)(Evidence)


def with_words(found: Mapping[str, Evidence], one: Facts, other: Facts) -> dict[str, Evidence]:
    """All features of two acts: those of `but_for_words`, and what their words say."""
    found = {**found, **_words(one, other)}
    if around := _names_around(one, other):
        found["names around"] = Evidence(around)
    found |= _alone(found, one, other)
    return found | in_short(found, one, other)


def may_reach(found: Mapping[str, Evidence], one: Facts, other: Facts, least: float) -> bool:
    """Whether some words would make two acts as likely as this, 0..1, beside what is `found` but for words.

    Never false where their words do. What speaks against between long accounts is taken back between short ones.
    """
    values = {name: evidence.value for name, evidence in {**found, **in_short(found, one, other)}.items()}
    # a score is rounded to a millionth before it is compared
    return ACROSS.bias + sum(ACROSS.weighed(values)) + _most_of_words() >= math.log(least / (1.0 - least)) - 1e-4


@functools.cache
def _most_of_words() -> float:
    """What the features that follow from words add to the log-odds at most: each is between 0 and its `_WORDED`, and in
    short between 0 and as much.
    """
    weights = ACROSS.weights
    return sum(
        much * max(0.0, weights[name] + max(0.0, weights.get(f"{name}, in short", 0.0)))
        for name, much in _WORDED.items()
    )


def _alone(found: Mapping[str, Evidence], one: Facts, other: Facts) -> dict[str, Evidence]:
    """Whether nothing but their kind, or their word, speaks for them."""
    if _is_vague(found):
        return {"nothing in particular": Evidence(1.0)}
    if _is_word_alone(found) and (alone := among_many(one, other)):
        return {"its word alone": Evidence(alone)}
    return {}


def _is_vague(found: Mapping[str, Evidence]) -> bool:
    """Whether two acts share their kind alone: no party, number, day, exact place or akin word speaks for them."""
    return _is_word_alone(found) and "told in the same days" not in found and "words" not in found


def _is_word_alone(found: Mapping[str, Evidence]) -> bool:
    """Whether no party, number, exact time or place, and no names around two acts speak for them."""
    if found.keys() & {"people in common", "same numbers", "described alike", "same content"}:
        return False
    if "names around" in found and found["names around"].value >= _AROUND:
        return False
    return max((found[name].value for name in ("same time", "same place") if name in found), default=0.0) < 1.0


def _words(one: Facts, other: Facts) -> dict[str, Evidence]:
    """The likeliest pair of wordings, as log-odds up to 2; for acts of force or of one mode hardly against."""
    pairs = [(a, b) for a in one.told[:VOICES] for b in other.told[:VOICES]]
    wording, left, right = max((likelihood(a, b), a.words.trigger, b.words.trigger) for a, b in pairs)
    logit = math.log(max(wording, 1e-3) / max(1 - wording, 1e-3))
    alike = "ASSAULT" in one.types & other.types or bool(one.modes & other.modes)
    least = _ALIKE_LEAST if alike else -2.0
    if logit > 0:
        return {"words": Evidence(min(2.0, logit), left, right)}
    return {"other words": Evidence(-max(least, logit), left, right)}


def _names_around(one: Facts, other: Facts) -> float:
    """How alike the names are in the sentences that tell it, 0..1."""
    return max(_names_alike(a.words, b.words) for a in one.told[:VOICES] for b in other.told[:VOICES])


def _sum_of_names(one: Wording, other: Wording) -> float:
    return sum(value * other.names.get(name, 0.0) for name, value in one.names.items())


_names_alike = OfPairs(_sum_of_names)


def _parties(one: Facts, other: Facts) -> dict[str, float]:
    """Shared entities count whole, shared countries half; what both name differently speaks against."""
    here, there = one.people, other.people
    if not here or not there:
        return _of_one_state(one, other)
    shared = (_shared(here & there, one, other) + 0.5 * _for_their_state(one, other)) / min(len(here), len(there))
    if not shared and one.countries & other.countries:
        both = _shared(one.countries & other.countries, one, other)
        shared = 0.5 * both / min(len(one.countries), len(other.countries))
    found = {
        "other parties": float(_is_other_party(one, other)),
        "other persons acted": _other_persons(one, other, one.actors, other.actors),
        "other persons suffered it": _other_persons(one, other, one.recipients, other.recipients),
        "roles swapped": float(_is_answer(one, other)),
        "other countries acted": float(_other_countries(one, other)),
    }
    if shared:
        found |= {"people in common": shared, "same roles": float(bool(one.actors & other.actors))}
    return found


def _of_one_state(one: Facts, other: Facts) -> dict[str, float]:
    """Of acts of which one names nobody: whether bodies of one state did both, "the Belarusian embassy" and Minsk, to
    nobody who is another's.
    """
    alone = one.types & other.types - MUTUAL - {"ASSAULT"} and one.acting & other.acting
    met = one.met and other.met and one.met.isdisjoint(other.met)
    return {"people in common": 0.5} if alone and not met else {}


def _for_their_state(one: Facts, other: Facts) -> bool:
    """Whether a state fills a role in one telling and its ministry, or another of its ministries, in the other, and
    the other role is filled by the same.
    """
    doers, sufferers = bool(one.actors & other.actors), bool(one.recipients & other.recipients)
    if one.types & other.types & MUTUAL or doers == sufferers:
        return False
    return bool(one.met & other.met if doers else one.acting & other.acting)


def _shared(both: Iterable[str], one: Facts, other: Facts) -> float:
    """How many they share; who takes part in most of what an article tells says little about which act it is."""
    if "ASSAULT" in one.types & other.types:
        return float(len(set(both)))
    busy = (max(one.taking_part.get(party, 1), other.taking_part.get(party, 1)) for party in sorted(both))
    return math.fsum(1.0 / math.sqrt(acts) for acts in busy)


def _is_other_party(one: Facts, other: Facts) -> bool:
    """Two acts of one party with different others: he phoned one minister, and then another."""
    persons, others = one.persons - other.people, other.persons - one.people
    if persons and others and one.people & other.people:
        return True
    lands = one.countries - other.countries, other.countries - one.countries
    return all(lands) and bool(one.countries & other.countries)


def _is_answer(one: Facts, other: Facts) -> bool:
    """Whether the one to whom it was done did the other: two expulsions, two accusations."""
    if one.types & other.types & MUTUAL or one.actors & other.actors or one.recipients & other.recipients:
        return False
    if one.actors & other.recipients or one.recipients & other.actors:
        return True
    apart = bool(one.acting and other.acting) and not one.acting & other.acting
    return apart and bool(one.acting & other.met or one.met & other.acting)


def _other_countries(one: Facts, other: Facts) -> bool:
    """Whether other states did it; who used force is what accounts dispute."""
    kinds = one.types & other.types - MUTUAL - {"ASSAULT"}
    return bool(kinds and one.acting and other.acting) and not one.acting & other.acting


def _is_described_and_named(one: Facts, other: Facts) -> bool:
    """ "The foreign ministers spoke by phone"; further on, "she called him": one mutual act of one mode."""
    mutual = one.types & other.types & MUTUAL and one.modes & other.modes
    return bool(mutual) and bool(one.persons) != bool(other.persons) and bool(one.cast and other.cast)


def _is_old(one: Facts) -> bool:
    """Whether it is told as past and gone: dated a month or more before its article came out."""
    when = one.when
    return bool(when and when.end and one.published is not None and one.published[0] - days(when.end) >= _LONG)


def _apart(one: Facts, other: Facts) -> float:
    """How far both name others in one role: who did it is what accounts dispute, whom it met hardly."""
    if not (one.people and other.people):
        return 0.0
    one_role = (one.actors and other.actors) or (one.recipients and other.recipients)
    return 1.0 if one_role and "ASSAULT" not in one.types & other.types else 0.3


def _of_force(one: Facts, other: Facts) -> float:
    """An article that tells one act of force tells the story's; one that tells many says little about which."""
    return 1.0 / max(one.rivals, other.rivals) if "ASSAULT" in one.types & other.types and _is_near(one, other) else 0.0


def _of_several(one: Facts, other: Facts) -> float:
    """Doublings of the acts of that type in the article that tells most: any of them might be the other's. One deed
    of force is told in several, its outcome and its echo; only those beyond four count, and half.
    """
    several = math.log2(max(one.rivals, other.rivals, 1.0))
    if "ASSAULT" in one.types & other.types:
        return 0.5 * max(0.0, several - 2.0)
    told_alike = one.modes & other.modes or _time(one, other).get("same time") == 1.0
    return several * (0.5 if told_alike else 1.0)


def _is_near(one: Facts, other: Facts) -> bool:
    """Told in one story, or of one day."""
    return bool(one.stories & other.stories) or _time(one, other).get("same time") == 1.0


def _other_persons(one: Facts, other: Facts, here: frozenset[str], there: frozenset[str]) -> float:
    """Whether one role is filled by different persons; the role of a mutual act counts for both sides."""
    named, named_there = here & one.persons, there & other.persons
    return float(bool(named and named_there) and not (named & other.people) and not (named_there & one.people))


def _time(one: Facts, other: Facts) -> dict[str, float]:
    here, there = one.when, other.when
    if here is None or there is None or not (here.start and here.end and there.start and there.end):
        return {}
    fine = is_fine(here) and is_fine(there)
    if here.start < there.end and there.start < here.end:
        return {"same time": 1.0 if fine else 0.4}
    gap = max(days(there.start) - days(here.end), days(here.start) - days(there.end))
    if lasts(one) and lasts(other) and gap <= _FAR:
        return {"another day of it": 1.0}
    if fine and gap < 1.0:
        return {"the day before or after": 1.0}
    return {"another time": 1.0 if fine else 0.6}


def _days(one: Facts, other: Facts) -> dict[str, float]:
    """Where a telling has no date, its article's day stands for it, weakly; an outcome is told for weeks."""
    if one.is_outcome or other.is_outcome or not (one.is_real and other.is_real):
        return {}
    here, there = _told_on(one), _told_on(other)
    if here is None or there is None:
        return {}
    gap = max(here[0] - there[1], there[0] - here[1], 0.0)
    if gap <= _SLACK:
        return {"told in the same days": 1.0 - gap / (2 * _SLACK)}
    held = one.types & other.types & _HELD
    faded = 0.4 if held or one.is_definite or other.is_definite else 1.0
    return {"told in other days": faded * min(1.0, (gap - _SLACK) / _FAR)}


def _told_on(one: Facts) -> tuple[float, float] | None:
    """The days in which it was done, since 1970: those it names, or the days before its article came out."""
    when = one.when
    if when is not None and when.start and when.end:
        return days(when.start), days(when.end)
    return None if one.published is None else (one.published[0] - 1.0, one.published[1])


def _place(one: Facts, other: Facts) -> dict[str, float]:
    here = [report.where for report in one.reports if report.where]
    there = [report.where for report in other.reports if report.where]
    if not here or not there:
        return {}
    if {where.place for where in here} & {where.place for where in there}:
        return {"same place": 1.0}
    if {where.country for where in here if where.country} & {where.country for where in there}:
        return {"same place": 0.5} if any(w.precision == "country" for w in (*here, *there)) else {}
    return {"another place": 1.0}


def _numbers(one: Facts, other: Facts, telling: float = 1.0) -> float:
    """Whether both count the same thing and find the same; `telling`: what that says where it is no round number."""
    shared = one.counted & other.counted
    return telling if any(low > _FEW and low % 5 for _, low in shared) else float(bool(shared))


#: Two accounts count up to so many by chance.
_FEW = 20
_TELLING_NUMBER = 1.6


def _count_others(one: Facts, other: Facts) -> bool:
    """Whether both give exact numbers of the dead, and share none; what a toll rose to is told by its words."""
    here, there = (
        {q.low for report in side.deeds for q in report.quantities if q.of == "dead" and q.low and q.low == q.high}
        for side in (one, other)
    )
    return bool(here and there) and here.isdisjoint(there)


def _are_visit_and_talks(one: Facts, other: Facts) -> bool:
    """Whether one is a visit and the other is told as no visit: who travelled met several, each of them apart."""
    return "CONSULT" in one.types & other.types and ("visit" in one.modes) != ("visit" in other.modes)


def _befell_others(one: Facts, other: Facts) -> bool:
    """Whether two outcomes befell others."""
    return one.is_outcome and other.is_outcome and are_others(sorted(one.struck), sorted(other.struck))


def _are_others(one: Facts, other: Facts) -> bool:
    """Whether those who did it, or whom it befell, are described as others: three soldiers, two policemen."""
    return count_others(one.doers, other.doers) or _befell_others(one, other)


def _other_means(one: Facts, other: Facts) -> bool:
    """Whether both are told with means of force, and of two kinds: a car bomb, gunmen."""
    here, there = _means_of(one.modes), _means_of(other.modes)
    return bool(here and there) and here.isdisjoint(there) and not _are_bombing(one, other)


@functools.lru_cache(maxsize=1000)
def _means_of(modes: frozenset[str]) -> frozenset[str]:
    return frozenset(_MEANS[mode] for mode in modes if mode in _MEANS)


def _are_bombing(one: Facts, other: Facts) -> bool:
    """Whether one is told by "bombed" and the other by aircraft: whoever bombs a camp mostly does it from the air."""
    pairs = (one, other), (other, one)
    return any("aerial" in b.modes and any(t.words.trigger == "bombed" for t in a.told) for a, b in pairs)


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared words of what is described, over the shorter description."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0
