"""Who did it and to whom: one report → the parties it names in a role, and whether two accounts name the same.

Reads actors and recipients with the entities behind them; gives `Parties` that can be compared. The one idea: accounts
name one party in many ways ("the Northern Brigades", "the militants"; "the government", "Defence Minister Nashwan"),
and a description is held against a name by its head and by the sector it stands for; only names can exclude names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from rashomon.knowledge.actors import code_actor
from rashomon.knowledge.countries import adjective_of, people_of
from rashomon.knowledge.plover import FORCE
from rashomon.matching.acts.counted import is_only_counted, uncounted
from rashomon.matching.acts.facts import MUTUAL
from rashomon.matching.acts.pairs import lemma
from rashomon.matching.acts.parties import bare, is_named, is_within
from rashomon.matching.answers import COMPATIBLE, EQUAL, EXCLUDING
from rashomon.matching.findings.account import Answer, Corpus
from rashomon.matching.findings.denying.denials import is_plain_denial
from rashomon.record import Entity, Mention, Report

#: Acts that a spokesman or a leader does by words, for his body.
_BY_WORDS = frozenset(("ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT", "CONCEDE"))
#: Acts that are done to somebody by what is done to a thing: whose goods are seized is asked, not which.
_HANDLING = frozenset(("COERCE", "AID", "RETREAT", "SANCTION", "MOBILIZE", "PROTEST"))
#: Sectors that say who acts; the others (civilians, unknown) say nothing that could be compared.
_ACTING = frozenset(("GOV", "MIL", "COP", "SPY", "REB", "LAB", "OPP", "CRM", "JUD", "LEG", "PTY"))
#: Whom texts call together after naming each.
_HEADS = frozenset(
    """minister president premier leader king chancellor ambassador envoy diplomat negotiator official chief counterpart
    country nation state government neighbour neighbor general commander chairman""".split()
)
#: Whoever bears arms, and nothing says for whom: no rebels, separatists or fighters, who have a cause. Behind which of
#: them a named body may stand, and which only tells the deed, are other questions, with words of their own: sides.py.
_ARMED = frozenset(
    """gunman gunmen bandit militant terrorist insurgent guerrilla extremist jihadist attacker assailant raider
    kidnapper abductor robber hijacker shooter assassin""".split()
)
_ARMED_MEN = re.compile(r"\b(?:armed|masked|unknown|unidentified) (?:men|youths|persons|people|gang|group)\b", re.I)
#: Descriptions that point at whoever took part.
_BOTH = re.compile(r"(?:the |both )?(?:two |both )?(?:sides|parties)|(?:the )?(?:two|both|pair)|they", re.I)
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_COMPLEMENT = re.compile(r"(?<!\s)\s+(?:of|in|on|at|from|for|near|to|with|who|which|that)\s+|,\s*", re.I)
_OWN = re.compile(r"(?:its|his|her|their|our|my|we|they|he|she|it|i)\b", re.I)
_AT = re.compile(r"\b(?:at|in|during|outside)\s+(?:(?:an?|the|his|her|their|its)\s+)?$", re.I)
_OCCASIONS = frozenset(
    "party wedding concert rally gathering ceremony festival funeral reception dinner service meeting vigil".split()
)
_ONE_OF = re.compile(r"(?P<article>(?:an?|the|one|another)\s+)?(?P<whose>[A-Z][a-z]+)")
#: Endings of one person's word; of a word for all of a nation ("the French"); peoples without a state.
_COUNTRYMAN, _ALL, _STATELESS = ("man", "woman", "ian"), ("sh", "ch", "ese", "iss"), frozenset(("Kurd", "Arab"))
#: Characters before a name in which a person's office stands.
_TITLE = 40


@dataclass(frozen=True)
class Parties:
    """Who is named in a role; `denied`: the account says that it was not they. `sectors` by party, by office too."""

    parties: tuple[Entity, ...]
    denied: bool = False
    sectors: tuple[frozenset[str], ...] = field(default=(), compare=False)

    def __len__(self) -> int:
        return len(self.parties)

    @property
    def is_named(self) -> bool:
        return all(is_named(party) for party in self.parties)

    @property
    def acts(self) -> bool:
        """Whether a description says of what side somebody is."""
        return any(sectors & _ACTING for sectors in self.sectors)


def doers(corpus: Corpus, report: Report) -> Answer | None:
    """Who did it; of a mutual act, all who took part."""
    together = report.recipients if report.type in MUTUAL else ()
    return who(corpus, report, (*report.actors, *together)) or _nameless(corpus, report)


def sufferers(corpus: Corpus, report: Report) -> Answer | None:
    """To whom, or to what, it was done; of a mutual act nobody, since all did it."""
    if report.type in MUTUAL:
        return None
    found = who(corpus, report, [m for m in report.recipients if not _is_occasion(corpus, m)], denies=False)
    return found or (_things(corpus, report) if report.type not in _HANDLING else None)


def _is_occasion(corpus: Corpus, mention: str) -> bool:
    """Whether somebody did it at an occasion, not to it: "opened fire at an office Christmas party"."""
    met = corpus.mentions[mention]
    before = corpus.articles[met.article].text[max(0, met.start - 12) : met.start]
    return bool(_AT.search(before)) and _head(met.text) in _OCCASIONS


def _nameless(corpus: Corpus, report: Report) -> Answer | None:
    """Whoever bears arms in a telling of force and is nobody else in the case: "bandits"."""
    if report.type not in FORCE or report.modality == "denied":
        return None
    own = [corpus.mentions[m] for m in report.actors if m in corpus.mentions and m not in corpus.of_mention]
    armed = [
        Entity(m.id, "person", " ".join(m.text.split()), (), None, (), (), ()) for m in own if _bears_arms(m.text)
    ]
    if not armed:
        return None
    sectors = (frozenset(("REB",)),) * len(armed)
    return Answer(Parties(tuple(armed), False, sectors), ", ".join(a.name for a in armed), report.article, report.id)


def _things(corpus: Corpus, report: Report) -> Answer | None:
    """The things it was done to, in the account's words: "the fuel depot"."""
    met = [corpus.mentions[m] for m in report.recipients if m in corpus.mentions and m not in corpus.of_mention]
    named = [Entity(m.id, "other", " ".join(m.text.split()), (), None, (), (), ()) for m in met if _is_thing(m)]
    if not named:
        return None
    words = ", ".join(dict.fromkeys(one.name for one in named))
    return Answer(Parties(tuple(named)), words, report.article, report.id)


def _is_thing(mention: Mention) -> bool:
    return mention.kind not in ("time", "quantity") and bool(_head(mention.text)) and not _OWN.match(mention.text)


def _is_site(party: Entity) -> bool:
    return party.kind == "other" or (party.kind == "place" and not is_named(party))


def of_one_sort(answers: Sequence[Answer]) -> list[Answer]:
    """Who was harmed, or what was hit: two questions, of which that stays which most accounts answer."""
    things = [answer for answer in answers if all(_is_site(party) for party in answer.value.parties)]
    people = [answer for answer in answers if answer not in things]
    told = [len({answer.article for answer in part}) for part in (people, things)]
    return people if told[0] >= told[1] else things


def who(corpus: Corpus, report: Report, mentions: Iterable[str], denies: bool = True) -> Answer | None:
    """The parties by name, agents of a body as the body."""
    members = [m for mention in mentions for m in (corpus.mentions[mention].members or (mention,))]
    members = [m for m in members if not _is_one_of(corpus, m)]
    found = {corpus.of_mention[m]: m for m in reversed(members) if m in corpus.of_mention}
    if denies and report.type in _BY_WORDS:
        found = {corpus.speaks_for.get(entity, entity): mention for entity, mention in found.items()}
    parties = _agents(corpus, found)
    denied = denies and report.modality == "denied" and report.type == "ASSAULT" and is_denied(corpus, report)
    if denied and not all(is_named(party) for party in parties) and _is_speakers_own(corpus, members):
        # "its fighters had not fired", said the Front: it is the Front that denies
        speaker = corpus.of_mention.get(corpus.speakers.get(report.statement or "") or "", "")
        parties = _agents(corpus, {speaker}) or parties
    words = ", ".join(dict.fromkeys(uncounted(party.name) for party in parties))
    if not words or (report.modality == "denied" and denies and not denied):
        return None
    sectors = tuple(_sectors(corpus, party, found) for party in parties)
    value = Parties(parties, denied, sectors)
    return Answer(value, f"not {words}" if denied else words, report.article, report.id)


def _is_one_of(corpus: Corpus, mention: str) -> bool:
    """Whether a mention is of one person by his nation: "the Briton" is not his country."""
    one = corpus.mentions[mention]
    found = _ONE_OF.fullmatch(one.text) if one.kind in ("nationality", "person") else None
    if found is None:
        return False
    return _is_countryman(found["whose"]) if found["article"] else _is_but_countryman(found["whose"])


@lru_cache(maxsize=5_000)
def _is_but_countryman(word: str) -> bool:
    """Whether a word means a person of a nation and is no adjective: "Briton", "Spaniard"."""
    return adjective_of(word) is None and people_of(f"{word}s") is not None


@lru_cache(maxsize=5_000)
def _is_countryman(word: str) -> bool:
    one = adjective_of(word) or people_of(f"{word}s")
    return word.endswith(_COUNTRYMAN) or word in _STATELESS or (one is not None and not word.endswith(_ALL))


def _is_speakers_own(corpus: Corpus, members: Iterable[str]) -> bool:
    """Whether somebody is named by whose they are: "its fighters", "we"."""
    return any(_OWN.match(corpus.mentions[member].text) for member in members)


def is_denied(corpus: Corpus, report: Report) -> bool:
    """Whether the report is a plain denial of its deed; "denied" may stand before its own clause."""
    text = corpus.articles[report.article].text
    said = [s for s in corpus.statements.get(report.article, ()) if s.id == report.statement]
    start = min([report.start, *(s.start for s in said if s.polarity == "negative")])
    return is_plain_denial(text, start, report.end, report.trigger.start)


def _agents(corpus: Corpus, found: Iterable[str]) -> tuple[Entity, ...]:
    """Entities by name; places only where nobody else is named."""
    meant = {corpus.meant.get(one, one) for one in found}
    known = [corpus.entities[one] for one in meant if one in corpus.entities]
    acting = [one for one in known if one.kind != "place"] or known
    return tuple(sorted(acting, key=lambda one: (one.name, one.id)))


def _sectors(corpus: Corpus, party: Entity, mentions: dict[str, str]) -> frozenset[str]:
    """What a party is known or called to be: "Defence Minister Khaled Nashwan" speaks for a government."""
    known = frozenset("REB" if sector == "UAF" else sector for sector in party.sectors) - {"UNK"}
    if known or party.kind != "person" or party.id not in mentions:
        return known
    return _titled(corpus, corpus.mentions[mentions[party.id]])


def _titled(corpus: Corpus, mention: Mention) -> frozenset[str]:
    text = corpus.articles[mention.article].text
    before = text[max(0, mention.start - _TITLE) : mention.start].rpartition("\n")[2]
    return _coded(re.split(r"[.;:!?,(\"“”]", before)[-1].strip())


@lru_cache(maxsize=20_000)
def _coded(phrase: str) -> frozenset[str]:
    return frozenset(code_actor(phrase).sectors) if phrase else frozenset()


def told_parties(answers: Sequence[Answer]) -> list[Answer]:
    """The answers that say something: names; what an article describes where it names nobody, if the description says
    of what side they are, or another article gives the like. "A soldier" against "a man" says nothing.
    """
    named = {a.article for a in answers if a.value.is_named and not _is_place(a) and not a.value.denied}
    kept = [a for a in answers if a.article not in named or (a.value.is_named and not _is_place(a))]
    return [
        answer
        for answer in kept
        if answer.value.acts
        or (not _is_only_counted(answer) and (
            (answer.value.is_named and not _is_place(answer))
            or any(o.article != answer.article and compare_parties(answer.value, o.value) == EQUAL for o in kept)
            or (_is_place(answer) and not named)))
    ]  # fmt: skip


def _is_only_counted(answer: Answer) -> bool:
    """ "3,000 workers": how many did it is asked by itself, and that they were workers says no more."""
    return all(is_only_counted(party.name) for party in answer.value.parties)


def _is_place(answer: Answer) -> bool:
    """Whether it names a mere place of the map: where others name whom it met, the town says nothing more."""
    return all(party.kind == "place" and party.country and not party.sectors for party in answer.value.parties)


def compare_parties(left: Parties, right: Parties) -> str:
    """Equal by name or description, also where one account names fewer; exclusive only where one account clears whom
    another names: others named beside them may both have taken part.
    """
    shared = sum(any(are_one(left, i, right, j) for j in range(len(right))) for i in range(len(left)))
    back = sum(any(are_one(left, i, right, j) for i in range(len(left))) for j in range(len(right)))
    if left.denied != right.denied:
        return EXCLUDING if shared else COMPATIBLE
    if shared == len(left) or back == len(right) or _are_together(left, right) or _are_together(right, left):
        return EQUAL
    return EQUAL if shared and shared == back and _may_be_meant(left, right) else COMPATIBLE


def _are_together(group: Parties, named: Parties) -> bool:
    """Whether one account calls together whom the other names: "the two ministers", Varnholt and Ferrun."""
    if len(group) != 1 or len(named) < 2 or not named.is_named or group.is_named:
        return False
    words = _WORD.findall(_COMPLEMENT.split(group.parties[0].name)[0])
    plural = bool(words) and words[-1].casefold().endswith("s") and _head(group.parties[0].name) in _HEADS
    return plural and all(one.kind in ("person", "place", "nationality") for one in named.parties)


def _may_be_meant(left: Parties, right: Parties) -> bool:
    """Whether all but one party on either side are the same, and of the last two one is only described: "Hart met the
    union's leader", "Hart met Bogdan Sirak".
    """
    rest = [i for i in range(len(left)) if not any(are_one(left, i, right, j) for j in range(len(right)))]
    back = [j for j in range(len(right)) if not any(are_one(left, i, right, j) for i in range(len(left)))]
    if len(rest) != 1 or len(back) != 1:
        return False
    one, other = left.parties[rest[0]], right.parties[back[0]]
    apart = bool(one.country and other.country and one.country != other.country)
    return is_named(one) != is_named(other) and not apart


def together(answers: Sequence[Answer]) -> list[Answer]:
    """Answers with all whom their article names in the role: it may tell of two who did it in two sentences."""
    named: dict[str, dict[str, tuple[Entity, frozenset[str]]]] = {}
    for answer in answers:
        value: Parties = answer.value
        sectors = value.sectors or (frozenset(),) * len(value)
        own = named.setdefault(answer.article, {})
        own |= {party.id: (party, sector) for party, sector in zip(value.parties, sectors, strict=True)}
    return [_with_all(answer, named[answer.article]) for answer in answers]


def _with_all(answer: Answer, named: Mapping[str, tuple[Entity, frozenset[str]]]) -> Answer:
    if answer.value.denied or len(named) == len(answer.value):
        return answer
    ordered = sorted(named.values(), key=lambda one: (one[0].name, one[0].id))
    parties, sectors = tuple(party for party, _ in ordered), tuple(sector for _, sector in ordered)
    words = ", ".join(dict.fromkeys(party.name for party in parties))
    return replace(answer, value=Parties(parties, False, sectors), words=words)


def are_one(left: Parties, i: int, right: Parties, j: int) -> bool:
    """Whether the party at place `i` of one answer is that at place `j` of the other."""
    one, other = left.parties[i], right.parties[j]
    if _alike(_spellings(one), _spellings(other)):
        return True
    if one.country and other.country and one.country != other.country:
        return False
    named, theirs = is_named(one), is_named(other)
    if named and theirs:
        if bool(one.country) != bool(other.country):
            return _governs_it(left, i, right, j) or _governs_it(right, j, left, i)
        return bool(one.country) and one.country == other.country and _act_for_one_state(one, other)
    if any(_BOTH.fullmatch(party.name) for party in (one, other)) or _head(one.name) == _head(other.name):
        return True
    if not named and not theirs and _bears_arms(one.name) and _bears_arms(other.name):
        return True
    sectors = [side.sectors[k] if k < len(side.sectors) else frozenset() for side, k in ((left, i), (right, j))]
    return bool(sectors[0] & sectors[1] & _ACTING)


@lru_cache(maxsize=20_000)
def _bears_arms(name: str) -> bool:
    """Whether a description says no more of somebody than that he is armed or used force: "bandits", "armed men". By
    which of these words they are called is a choice of the account.
    """
    return _head(name) in _ARMED or bool(_ARMED_MEN.search(name))


def _governs_it(left: Parties, i: int, right: Parties, j: int) -> bool:
    """Whether one is somebody in office of whom nothing says in which country, and the other a country."""
    person, land = left.parties[i], right.parties[j]
    sectors = left.sectors[i] if i < len(left.sectors) else frozenset()
    return person.kind == "person" and not person.country and "GOV" in sectors and _is_land(land)


def _act_for_one_state(one: Entity, other: Entity) -> bool:
    """Whether two of one country are that country and somebody of it, or its government and somebody who governs."""
    governs = all("GOV" in party.sectors for party in (one, other))
    return _is_land(one) != _is_land(other) or (governs and one.kind != other.kind)


def _is_land(party: Entity) -> bool:
    """Whether it is a country itself: its ministry and its minister act for it."""
    return party.kind in ("place", "nationality")


def _spellings(party: Entity) -> frozenset[str]:
    return frozenset(bare(name) for name in (party.name, *party.aliases))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(is_within(a, b) for a in one for b in other)


@lru_cache(maxsize=50_000)
def _head(name: str) -> str:
    """The base form of what a description is about: "two diplomats of Belarus" are diplomats."""
    words = _WORD.findall(_COMPLEMENT.split(name)[0])
    return lemma(words[-1]) if words else ""
