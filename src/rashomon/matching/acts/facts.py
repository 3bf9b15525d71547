"""Reports → the facts of a telling: what one report, or all reports of one act in an article, says by entities.

Reads reports with the words of their sentences and the entities behind their parties; gives `Facts`, which tellings.py
compares. The one idea: an act told as deed, outcome and "the attack" is one telling; its facts are those of all three.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property, lru_cache

from rashomon.knowledge.plover import HARM
from rashomon.language.numbers import number_words
from rashomon.matching.acts.pairs import Told, lemma
from rashomon.matching.answers import COARSE
from rashomon.matching.sets import shared, union
from rashomon.record import Report, When, Where

#: What comes of an act of force, by base forms.
_OUTCOME = frozenset(
    """kill wound injure die perish maim hurt toll casualty death dead fatality victim injury murder
    slay decapitate lose destroy damage""".split()
)
#: Words for a number of dead: their day is that of the counting.
TOLL_WORDS = frozenset("toll dead death casualty fatality victim number".split())
_RAZED = frozenset("destroy damage lose".split())
_DEFINITE = re.compile(
    r"(?:\b(?:the|this|that|these|those|its|their|his|her|such|so-called)|['’]s?)\s+[\"“”'‘’]?(?:[\w-]+\s+){0,2}$",
    re.I,
)
_VERBAL = ("ed", "es", "en")
_LETTERS = re.compile(r"[^\W\d_]+")
_OF = re.compile(r"\s(?:of|in|on|at|from|for|near|to|with|who|which|that|whose)\s|,")
_WORDS = re.compile(r"[^\W_]+")
_SEVERAL = re.compile(r"\b(?:dozens?|hundreds?|thousands?|some|several|many|few|scores?|both|all|group)\b|\d", re.I)
_PRONOUNS = frozenset("he she it they him her them who whom which that this those these himself".split())
_PEOPLE = frozenset("people police troop personnel staff crew family".split())
_ANYBODY = frozenset("people person man woman victim other another individual casualty member figure leader".split())
_WORD = re.compile(r"[^\W_]{3,}")
_DESCRIBED = frozenset("the and people persons person of from some all them they others man men".split())
#: Things that force hits, by base forms. No ships: a story of pirates has many.
_HIT = frozenset(
    """hospital clinic school university college kindergarten orphanage market marketplace bazaar mall supermarket
    mosque church temple synagogue shrine monastery station airport airfield port harbour harbor base camp convoy bus
    train bridge dam reservoir plant refinery pipeline depot warehouse silo hotel restaurant cafe nightclub bar prison
    jail embassy consulate checkpoint barracks headquarters stadium theatre theater cinema bakery shelter farm factory
    mine museum funeral wedding""".split()
)
_DAY = 86_400.0
#: Acts that two do together: all who take part did it.
MUTUAL = frozenset(("CONSULT", "COOPERATE", "AGREE"))


#: "country" or "person", and two of them in order.
Pair = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Member:
    """Who has a role ("actors", "recipients") in a report; `counted`: told by number, as "three thousand people"."""

    role: str
    entity: str
    report: str
    counted: bool


class _Remembering:
    """Room for what is worked out once."""


# slots: with so many fields a dict of a thousand bytes would hold those of each
@dataclass(frozen=True, eq=False, slots=True)
class Facts(_Remembering):
    """What one report says, or all reports of one act in an article.

    `actors` and `recipients` are named parties, `cast` all who are named or described in either role.
    `countries` stand for their officials: a strike by a president is his country's. `things` are the words of
    parties that are described, not named. `published`: the earliest and the latest that its article can have come
    out, in days since 1970; None where nothing says. `is_definite`: a noun that takes up what was told.
    """

    id: str
    article: str
    stories: frozenset[str]
    reports: tuple[Report, ...]
    told: tuple[Told, ...]
    actors: frozenset[str]
    recipients: frozenset[str]
    countries: frozenset[str]
    persons: frozenset[str]
    things: frozenset[str]
    published: tuple[float, float] | None
    is_definite: bool
    is_outcome: bool
    #: The countries of those who did it and of those it met.
    acting: frozenset[str] = frozenset()
    met: frozenset[str] = frozenset()
    #: Everybody in it, the described too.
    cast: tuple[Member, ...] = ()
    #: Who meets whom, where a report of a mutual act names two.
    pairs: frozenset[Pair] = frozenset()
    #: How many acts of its type its article tells (the mean over articles): the only one is the one all tell.
    rivals: float = 1.0
    #: Party or country → in how many acts of its article it takes part (the fewest over articles).
    taking_part: Mapping[str, int] = field(default_factory=dict)
    #: Told as going on in general, of no one time: "has been launching air strikes", "families would kill them".
    is_general: bool = False
    #: Told beside others of its kind: "another car bomb", "in a separate attack".
    is_another: bool = False
    #: Who did it and whom it met, as `described_as` has them: "one soldier", "many people"; a person's name as it is.
    doers: frozenset[str] = frozenset()
    struck: frozenset[str] = frozenset()
    #: The acts of single articles that are joined in it, and those that these articles tell as others.
    acts: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    #: The words by which those who did it and those whom it met are called, named or described.
    doing: frozenset[str] = frozenset()
    undergoing: frozenset[str] = frozenset()
    #: How many acts its article tells in all (the mean over articles).
    beside: float = 1.0

    @cached_property
    def types(self) -> frozenset[str]:
        """Types of its reports; harm that nobody did is compared like force, for one account may name the doer."""
        found = shared(report.type for report in self.reports)
        return shared((*found, "ASSAULT")) if HARM in found else found

    @cached_property
    def sites(self) -> Counter[Where]:
        """The exact places that its reports give, by how many give each."""
        places = [report.where for report in self.deeds if report.where is not None]
        exact = [replace(where, mention="") for where in places if where.precision not in COARSE]
        return Counter(exact)

    @cached_property
    def modes(self) -> frozenset[str]:
        return shared(report.mode for report in self.reports if report.mode)

    @cached_property
    def hit(self) -> frozenset[str]:
        """The things beside its words that force hits: "bombed the hospital", "a strike on the market"."""
        if "ASSAULT" not in self.types:
            return shared(())
        return shared(word for told in self.told for word in told.words.near if word in _HIT)

    @cached_property
    def is_real(self) -> bool:
        """Whether some report tells it as done, going on or denied, not as planned, wanted or imagined."""
        return any(report.modality not in ("planned", "hypothetical", "demanded") for report in self.reports)

    @cached_property
    def counted(self) -> frozenset[tuple[str | None, float]]:
        """What its reports count, and how many they find; not one or two."""
        quantities = (found for report in self.reports for found in report.quantities)
        return shared((found.of or found.unit, found.low) for found in quantities if found.low and found.low > 2)

    @cached_property
    def articles(self) -> frozenset[str]:
        return shared(report.article for report in self.reports)

    @cached_property
    def people(self) -> frozenset[str]:
        return union((self.actors, self.recipients))

    @cached_property
    def when(self) -> When | None:
        """The best supported time: of the finest, the one that most reports give."""
        whens = [report.when for report in self.deeds if report.when and report.when.start and report.when.end]
        told = Counter((when.start or "")[:10] for when in whens if is_fine(when))

        def rank(when: When) -> tuple[bool, int, str, str]:
            return not is_fine(when), -told[(when.start or "")[:10]], when.start or "", when.mention

        return min(whens, key=rank, default=None)

    @cached_property
    def deeds(self) -> tuple[Report, ...]:
        """The reports that can date it: "at least 17 dead on Thursday" bears the day of the counting."""
        told = zip(self.reports, self.told, strict=True)
        return tuple(report for report, words in told if not words.words.lemmas & TOLL_WORDS)

    @cached_property
    def days(self) -> Counter[str]:
        """The exact days that its reports give, by how many give each."""
        exact = [report.when for report in self.deeds if report.when and _is_exact(report.when)]
        return Counter(day for when in exact if (day := (when.start or "")[:10]))

    @cached_property
    def told_days(self) -> tuple[float, ...]:
        """Those of them, since 1970, that a third as many give as the most told: one may be misread."""
        most = max(self.days.values(), default=0)
        return tuple(days(f"{day}T00:00:00Z") for day, times in self.days.items() if 3 * times >= most)


def joined(parts: Sequence[Facts]) -> Facts:
    """The facts of all reports that tell one act in one article."""
    first = min(parts, key=lambda part: part.id)
    if len(parts) == 1:
        return first
    ordered = sorted(parts, key=lambda part: (part.is_outcome, part.is_definite, part.id))
    return Facts(
        first.id,
        first.article,
        union(part.stories for part in parts),
        tuple(report for part in ordered for report in part.reports),
        tuple(told for part in ordered for told in part.told),
        union(part.actors for part in parts),
        union(part.recipients for part in parts),
        union(part.countries for part in parts),
        union(part.persons for part in parts),
        union(part.things for part in parts),
        first.published,
        all(part.is_definite for part in parts),
        all(part.is_outcome for part in parts),
        union(part.acting for part in parts),
        union(part.met for part in parts),
        tuple(member for part in parts for member in part.cast),
        union(part.pairs for part in parts),
        math.fsum(part.rivals for part in parts) / len(parts),
        _fewest(parts),
        all(part.is_general for part in parts),
        any(part.is_another for part in parts),
        union(part.doers for part in parts),
        union(part.struck for part in parts),
        union(part.acts for part in parts),
        union(part.others for part in parts),
        union(part.doing for part in parts),
        union(part.undergoing for part in parts),
        math.fsum(part.beside for part in parts) / len(parts),
    )


def _fewest(parts: Sequence[Facts]) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in parts:
        for party, acts in part.taking_part.items():
            found[party] = min(acts, found.get(party, acts))
    return found


def beside_others(acts: Sequence[Facts]) -> list[Facts]:
    """Acts of one article each, with how many of their type it tells and how busy their parties are in it."""
    kinds = Counter((act.article, kind) for act in acts for kind in act.types)
    told = Counter(act.article for act in acts)
    busy = Counter((act.article, party) for act in acts for party in act.people | act.countries)
    return [
        replace(
            act,
            rivals=float(max(kinds[act.article, kind] for kind in act.types)),
            beside=float(told[act.article]),
            taking_part={party: busy[act.article, party] for party in act.people | act.countries},
        )
        for act in acts
    ]


def pairs_of(report: Report, countries: Iterable[str], persons: Iterable[str]) -> frozenset[Pair]:
    """The two countries, and the two persons, that a report of a mutual act names; nobody where it names more."""
    if report.type not in MUTUAL or report.mode == "multilateral":
        return shared(())
    named = (("country", sorted(set(countries))), ("person", sorted(set(persons))))
    return shared((kind, found[0], found[1]) for kind, found in named if len(found) == 2)


def is_outcome(trigger: str, has_actor: bool = False) -> bool:
    """Whether the words tell what came of an act: "killing", "the death toll"; who destroys does a deed of his own."""
    words = {lemma(word) for word in re.findall(r"[^\W_]+", trigger)}
    return bool(words & _OUTCOME) and not (has_actor and words & _RAZED)


def is_definite(text: str, start: int, end: int) -> bool:
    """Whether a noun at [start, end) takes up an act as known: "the shelling", "last week's attack"."""
    trigger = text[start:end].casefold()
    return not trigger.endswith(_VERBAL) and bool(_DEFINITE.search(text[max(0, start - 60) : start]))


@lru_cache(maxsize=50_000)
def described(name: str) -> frozenset[str]:
    """The content words of a description, by their base forms."""
    return frozenset(lemma(word) for word in _WORD.findall(name) if word.casefold() not in _DESCRIBED)


@lru_cache(maxsize=50_000)
def described_as(name: str) -> str:
    """A description by number and head: "one soldier", "3 judge", "many people"; empty for a pronoun."""
    plain = _OF.split(name, maxsplit=1)[0]
    words = _LETTERS.findall(plain)
    if not words or words[-1].casefold() in _PRONOUNS:
        return ""
    head = lemma(words[-1])
    stated = [value for word in _WORDS.findall(plain.casefold()) if (value := _number(word)) is not None]
    several = bool(_SEVERAL.search(plain)) or (head != words[-1].casefold() and words[-1].casefold().endswith("s"))
    number = str(stated[0]) if len(stated) == 1 else "many" if stated or several or head in _PEOPLE else "one"
    return f"{'one' if number == '1' else number} {'people' if head in _ANYBODY else head}"


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() and len(word) < 7 else number_words().get(word)


def are_others(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether none of those whom one telling says it befell can be any of the other's."""
    pairs = [(a, b) for a in one for b in other]
    return bool(pairs) and not any(_may_be_one(a, b) for a, b in pairs)


def count_others(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether both are described by exact numbers, and by others of other kinds: three soldiers, two policemen."""
    here, there = ([told for name in side if (told := name.split(" ", 1))[0].isdecimal()] for side in (one, other))
    return bool(here and there) and all(a[0] != b[0] and a[1] != b[1] for a in here for b in there)


def _may_be_one(one: str, other: str) -> bool:
    if " " not in one and " " not in other:
        return one == other
    if " " not in one or " " not in other:
        return (one if " " in one else other).startswith("one ")
    number, head, others, theirs = *one.split(" ", 1), *other.split(" ", 1)
    alike = number == others or ("many" in (number, others) and "one" not in (number, others))
    return alike and (head == theirs or "people" in (head, theirs))


def names_around(one: Facts, most: int = 8) -> list[str]:
    """The rarest names in the sentences that tell it."""
    names = {name: weight for told in one.told for name, weight in told.words.names.items()}
    return sorted(names, key=lambda name: (-names[name], name))[:most]


def is_fine(when: When) -> bool:
    """Whether it names a day or less."""
    return when.precision in ("minute", "hour", "day")


def _is_exact(when: When) -> bool:
    return is_fine(when) and when.relation == "on"


@lru_cache(maxsize=50_000)
def days(instant: str) -> float:
    """Days since 1970 of an ISO instant."""
    return datetime.fromisoformat(instant.replace("Z", "+00:00")).timestamp() / _DAY
