"""Numbered plurals of one article → their members: "the two countries", "both sides", "the trio", "the two chiefs".

Reads the chains made so far, writes groups. The one idea: a number that is definite means exactly that many named
right before, joined ("Iran and Russia") or set against each other ("Mexico accused Peru"); where the nearest sentence
that names enough of the kind does not settle which, nobody is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Token

from rashomon.knowledge.countries import adjective_of, country_of, metonym_of
from rashomon.matching.article.chains import ArticleChain, Reader, is_plural
from rashomon.record import Mention

_NUMBERS = {"two": 2, "both": 2, "duo": 2, "pair": 2, "three": 3, "trio": 3, "four": 4, "quartet": 4, "five": 5}
_COUNTED = re.compile(
    r"(?:(?:the|these|those|all|all the|both|both the|between the) )?"
    r"(?P<number>both|two|three|four|five|duo|trio|pair|quartet)(?: of them)?"
    r"(?: (?:neighbou?ring|warring|rival|allied|feuding|friendly|brotherly|opposing))?(?P<noun> [a-z]+)?",
    re.IGNORECASE,
)
_LANDS = frozenset(
    "country countries nation nations state states capital capitals government governments neighbour neighbours "
    "neighbor neighbors republics kingdoms".split()
)
_BODIES = frozenset(
    "company companies firm firms group groups bank banks club clubs team teams union unions agency agencies "
    "organisation organisations organization organizations movements factions airlines carriers".split()
)
_SIDES = frozenset(("side", "sides", "party", "parties"))
_ALL = ("person", "land", "body")
_BETWEEN = re.compile(r"(?:['’]s)?\s?(?:,|and|, and|&|-|–)\s?")
#: Sentences looked at before the one of the number.
_FURTHEST = 5

Named = dict[object, str]


def link_number(reader: Reader, mention: Mention, head: Token) -> bool:
    """Whether a numbered plural of lands, bodies or anybody was given its members."""
    counted = _counted(mention)
    if counted is None or any(k.dep_ == "relcl" or k.lower_ == "of" for k in head.rights):
        return False
    wanted, noun = counted
    families = _families(noun)
    return bool(families) and _make_group(reader, mention, wanted, families)


def _families(noun: str) -> tuple[str, ...]:
    if not noun:
        return _ALL
    if noun in _SIDES:
        return ("land", "body")
    return ("land",) if noun in _LANDS else ("body",) if noun in _BODIES else ()


def link_persons(reader: Reader, mention: Mention, words: frozenset[str]) -> bool:
    """Whether "the two ministers" was given exactly so many people named right before; `words`: of their role."""
    counted = _counted(mention, persons=True)
    return counted is not None and _make_group(reader, mention, counted[0], ("person",), words)


def is_counted(mention: Mention) -> bool:
    """Whether a mention is a numbered plural, never a name: "the two capitals"."""
    return _counted(mention) is not None


def is_bare(mention: Mention) -> bool:
    """Whether a number stands for people or parties without a noun: "the two", taken for a quantity."""
    counted = _counted(mention)
    return counted is not None and not counted[1]


def _counted(mention: Mention, persons: bool = False) -> tuple[int, str] | None:
    """How many, and of what; None where the number is not definite or more is said of them."""
    words = mention.text.lower().split()
    if words[0] not in ("the", "these", "those", "both", "all"):
        return None
    found = _COUNTED.match(mention.text)
    if found is None or not (persons or found.end() == len(mention.text)):
        return None
    return _NUMBERS[found["number"].lower()], (found["noun"] or "").strip().lower()


def _make_group(
    reader: Reader,
    mention: Mention,
    wanted: int,
    families: Iterable[str],
    words: frozenset[str] = frozenset(),
) -> bool:
    members = _members(reader, mention, wanted, tuple(families), words)
    if members is not None:
        reader.groups[mention.id] = replace(mention, members=tuple(sorted(members)))
    return members is not None


def _members(
    reader: Reader, mention: Mention, wanted: int, families: tuple[str, ...], words: frozenset[str]
) -> set[str] | None:
    """The mentions of the nearest sentence that names exactly so many, joined or in all."""
    named = _named_before(reader, mention)
    here = reader.around.sentence[reader.heads[mention.id].i]
    passed: set[object] = set()
    for number in range(here, max(-1, here - _FURTHEST - 1), -1):
        row = named.get(number, [])
        found = [f for family in families if (f := _of_family(reader, row, family, wanted, words)) is not None]
        if found:
            # "the trio" and "the two" are people rather than the lands that their offices name
            found = found[:1] if families == _ALL and len(found[0]) == wanted else found
            chosen = found[0] if len(found) == 1 and len(found[0]) == wanted else None
            if chosen is not None and len(passed) >= wanted and not passed & chosen.keys():
                return None  # as many others are told of since
            return None if chosen is None else {_plainest(reader, key, one) for key, one in chosen.items()}
        things = [family for family in families if family != "person"]
        passed |= {key for family in things for one, _ in row for key, _ in _keys(reader, one, family, words)}
    return None


def _plainest(reader: Reader, key: object, one: str) -> str:
    """A land by its name where the article has one anywhere: "Syria" rather than "Syrian"."""
    named = next(m for m in reader.chain_of[one].mentions if m.id == one)
    if not isinstance(key, str) or named.kind == "place":
        return one
    lands = (m for chain in reader.chains if chain.kind == "place" for m in chain.mentions if m.kind == "place")
    return min(((m.start, m.id) for m in lands if country_of(m.text) == key), default=(0, one))[1]


def _of_family(
    reader: Reader, row: list[tuple[Mention, Token]], family: str, wanted: int, words: frozenset[str]
) -> Named | None:
    """Who of a family one sentence names: those joined where exactly so many are, else all; None where too few are."""
    sets: list[Named] = []
    every: Named = {}
    said = False
    runs = _runs(reader, row)
    for mention, head in row:
        mine = dict(_keys(reader, mention, family, words))
        known = family != "person" or _is_definite(reader, mention)
        said |= family != "person" or _is_said_to_be(reader, mention, words)
        every |= {key: one for key, one in mine.items() if known and key not in every}
        joined = dict(mine)
        for other, place in row:
            if place in head.conjuncts or runs[other.id] == runs[mention.id]:
                joined |= dict(_keys(reader, other, family, words))
        if len(joined) == wanted and (mine or not head.conjuncts) and joined.keys() not in [s.keys() for s in sets]:
            sets.append(joined)
    if len(sets) == 1:
        return sets[0]
    if len(every) < wanted:
        return None
    if len(every) > wanted and not sets:
        of_verb = of_one_verb(reader, [(key, h) for m, h in row for key, _ in _keys(reader, m, family, words)], wanted)
        return {key: one for key, one in every.items() if key in of_verb}
    if not said:
        return {}
    # bodies that merely stand in one sentence are seldom each other's other side
    return every if family != "body" else {}


def of_one_verb(reader: Reader, parties: Iterable[tuple[object, Token]], wanted: int) -> set[object]:
    """ "Roe met Diaz while Lund stayed home": the parties of the one verb that has so many; none where two verbs do.

    `parties`: what tells one from another, and the word that names it.
    """
    by_verb: dict[int, set[object]] = {}
    for key, word in parties:
        while word.dep_ == "conj" and word.head != word:
            word = word.head
        verb = reader.around.clause(word)
        if verb is not None:
            by_verb.setdefault(verb, set()).add(key)
    fitting = [keys for keys in by_verb.values() if len(keys) == wanted]
    return fitting[0] if len(fitting) == 1 else set()


def _is_said_to_be(reader: Reader, mention: Mention, words: frozenset[str]) -> bool:
    """Whether somebody's role fits that of a number: of "the two leaders", merely named together, one must be such."""
    chain = reader.chain_of.get(mention.id)
    return not words or (chain is not None and any(role.counterpart or role.words & words for role in chain.roles))


def _is_definite(reader: Reader, mention: Mention) -> bool:
    """Whether a person is named, or described as one who is known: "a colleague" is nobody that "the pair" means."""
    chain = reader.chain_of.get(mention.id)
    return chain is None or bool(chain.names) or not all(role.indefinite for role in chain.roles)


def _runs(reader: Reader, row: list[tuple[Mention, Token]]) -> dict[str, int]:
    """Mention → the number of its run: those that nothing but "and" or a comma parts, however they were parsed."""
    runs: dict[str, int] = {}
    number, end = 0, 0
    for mention, _ in row:
        number += not _BETWEEN.fullmatch(reader.article.text, min(end, mention.start), mention.start)
        runs[mention.id] = number
        end = max(end, mention.end)
    return runs


def _keys(reader: Reader, mention: Mention, family: str, words: frozenset[str]) -> Iterator[tuple[object, str]]:
    """What tells one party from another, with a mention of it; a group gives its members."""
    group = reader.groups.get(mention.id)
    if group is not None:
        for member in group.members:
            if (chain := reader.chain_of.get(member)) is not None:
                one = next(m for m in chain.mentions if m.id == member)
                yield from _key(chain, one, family, words)
    elif (chain := reader.chain_of.get(mention.id)) is not None:
        yield from _key(chain, mention, family, words)


def _key(chain: ArticleChain, mention: Mention, family: str, words: frozenset[str]) -> Iterator[tuple[object, str]]:
    if family == "land":
        name = mention.text.removesuffix("'s").removesuffix("’s")
        code = country_of(name) or metonym_of(name) or (adjective_of(name) if mention.kind == "nationality" else None)
        if code and mention.kind in ("place", "nationality"):
            yield code, mention.id
    elif is_plural(chain) or mention.kind == "quantity":
        return
    elif family == "body":
        if chain.kind == "organization" and chain.names:
            yield id(chain), mention.id
    elif chain.kind == "person" and (chain.names or chain.roles) and _may_hold(chain, words):
        yield id(chain), chain.mentions[0].id


def _may_hold(chain: ArticleChain, words: frozenset[str]) -> bool:
    """Whether nothing that is said of somebody makes him another's holder: no role, or one that shares a word."""
    fitting = any(role.counterpart or not role.words or role.words & words for role in chain.roles)
    return not words or not chain.roles or fitting


def _named_before(reader: Reader, mention: Mention) -> Mapping[int, list[tuple[Mention, Token]]]:
    """Sentence → the mentions in it that end before this one and are in a chain or a group, with their heads."""
    found: dict[int, list[tuple[Mention, Token]]] = {}
    known = {m.id: m for chain in reader.chains for m in chain.mentions} | reader.groups
    for one in sorted(known.values(), key=lambda m: (m.start, m.end, m.id)):
        if one.end <= mention.start and one.id in reader.heads:
            head = reader.heads[one.id]
            found.setdefault(reader.around.sentence[head.i], []).append((one, head))
    return found
