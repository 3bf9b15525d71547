"""Entities → which of them are named, and which stand for another.

Reads names and aliases of entities that share a story. The one idea: "the terrorists of the Highland Front",
"Highland Front militants" and "the Front" act for one body, and "14 people" is no name; sameness of entities is
settled elsewhere, here only who can be meant by whom when acts and answers are compared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import dropwhile

from rashomon.knowledge.labels import labels_in
from rashomon.language.termweights import weight
from rashomon.matching.acts.pairs import lemma
from rashomon.record import Entity

_WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")
_DETERMINER = re.compile(r"^(?:the|a|an|its|his|her|their|our|this|that|these|those|some|any|every)\s+", re.I)
_COMPLEMENT = re.compile(r"(?<!\s)\s+(?:of|in|on|at|from|for|near|to|with|who|which|that|and)\s+|,\s*", re.I)
_POSSESSIVE = re.compile(r"['’]s?\b")
#: Those who act or speak for a body and are no other party than it.
_AGENTS = frozenset(
    """fighter militant terrorist rebel insurgent guerrilla gunman separatist extremist troop soldier force
    serviceman official member representative spokesman spokeswoman spokesperson side leadership command unit army
    military authority government""".split()
)
_MINISTRY = re.compile(r"\bministry of (?:the )?(\w+)(?: affairs)?|\b(\w+) ministry\b")
_COMMON_BODIES = frozenset(
    """ministry government army front union company court police agency party council senate parliament mission society
    committee commission board office department state court administration management group movement""".split()
)
#: Words of a description within which its "of" stands.
_BEFORE_OF = 6
#: A single word as common as this is no name, even where a sentence begins with it; likewise a common plural.
_COMMON, _COMMON_PLURAL = 5.0, 7.9


def is_named(party: Entity) -> bool:
    """Whether a party bears a name of its own: not "14 people", "Shells" or "the bus station of Brennik"."""
    if party.country or party.roles:
        return not _is_description(party.name) or party.kind in ("place", "nationality")
    return party.kind in ("person", "organization", "place", "nationality") and not _is_description(party.name)


def stand_ins(entities: Iterable[Entity]) -> dict[str, str]:
    """Entity id → the id of the one that it stands for, itself mostly; for the entities of one story.

    A name stands for the one longer name that ends with it; agents of a body stand for the body; ministries are
    one by what they are for and whose they are.
    """
    known = sorted(entities, key=lambda one: (-len(one.name), one.id))
    found: dict[str, str] = {}
    for group in _same_bodies(known):
        first = max(group, key=lambda one: (len(one.aliases), one.id))
        found |= {one.id: first.id for one in group}
    ends = _ends(known)
    for one in known:
        target = _body_behind(one, ends) or _longer(one, ends)
        if target is not None and one.id not in found:
            found[one.id] = found.get(target.id, target.id)
    return {one.id: _last(found, one.id) for one in known}


@lru_cache(maxsize=100_000)
def bare(name: str) -> str:
    """A name in lower case without its article."""
    return _DETERMINER.sub("", name).casefold()


def is_within(one: str, other: str) -> bool:
    """Whether one bare name holds the other, word by word."""
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "


@lru_cache(maxsize=100_000)
def _is_description(name: str) -> bool:
    plain = _DETERMINER.sub("", name)
    head = (_WORD.findall(_COMPLEMENT.split(plain)[0]) or [""])[-1]
    if not any(part[:1].isupper() for part in head.split("-")) or plain[:1].isdigit():  # "al-Freij" is a name
        return True
    words = _WORD.findall(plain)
    if any(word.isdigit() for word in words):  # a dateline taken for a name: "VELMAR, May 17"
        return True
    if len(words) > 1 and _COMPLEMENT.search(plain) and words[0] == head:  # "Terrorists of the Highland Front"
        return lemma(head) in _AGENTS or (head.endswith("s") and weight(head.lower()) < _COMMON_PLURAL)
    if len(words) > 1:
        return False
    low = head.lower()
    is_plural = low.endswith("s") and lemma(low) != low
    return low in _COMMON_BODIES or weight(low) < (_COMMON_PLURAL if is_plural else _COMMON)


def _same_bodies(entities: Iterable[Entity]) -> list[list[Entity]]:
    """Ministries with one task and one owner: a ministry that is not said to be anybody's stays alone."""
    found: dict[tuple[str, str], list[Entity]] = defaultdict(list)
    for one in entities:
        key = _ministry(one) if one.kind == "organization" else None
        if key and key[1]:
            found[key].append(one)
    return [group for group in found.values() if len(group) > 1]


def _ministry(body: Entity) -> tuple[str, str] | None:
    """What a ministry is for and, by five letters, whose it is; None for other bodies."""
    for name in sorted((body.name, *body.aliases), key=lambda name: (-len(name), name)):
        found = _MINISTRY.search(name.casefold())
        if found and (task := (found.group(1) or found.group(2))[:6]) not in ("the", "its", "her", "his"):
            rest = _POSSESSIVE.sub("", name[: found.start()] + " " + name[found.end() :])
            owner = [word for word in _WORD.findall(rest) if word[:1].isupper() and word != "Republic"]
            return ("foreig" if task == "extern" else task), owner[-1].casefold()[:5] if owner else ""
    return None


_Ends = Mapping[str, list[Entity]]


def _ends(entities: Iterable[Entity]) -> _Ends:
    """Named parties by the last word of each of their names."""
    found: dict[str, list[Entity]] = defaultdict(list)
    for one in entities:
        if is_named(one):
            for last in sorted({words[-1] for name in (one.name, *one.aliases) if (words := bare(name).split())}):
                found[last].append(one)
    return found


def _called(one: Entity) -> tuple[str, ...]:
    """A body's names; of others only the first: "Kurdish fighters" are not the Kurds."""
    return (one.name, *one.aliases) if one.kind == "organization" else (one.name,)


def _body_behind(one: Entity, ends: _Ends) -> Entity | None:
    """The body of "Highland Front militants" and of "fighters of the Highland Front"."""
    words = _DETERMINER.sub("", one.name).split()
    of = words.index("of") if "of" in words[1:_BEFORE_OF] else 0
    if of and _is_agent(words[of - 1].casefold()):  # "30 fighters of the Front", "fighters of the paramilitary Guard"
        name = list(dropwhile(str.islower, words[of + 1 :]))
    elif len(words) > 1 and _is_agent(words[-1].casefold()):
        name = words[:-1]
    else:
        return None
    name = [_POSSESSIVE.sub("", word).casefold() for word in name]
    whole = " ".join(name)
    near = ends.get(name[-1] if name else "", ())
    named = [other for other in near if whole in map(bare, _called(other))]
    return named[0] if named and named[0].id != one.id else None


def _is_agent(word: str) -> bool:
    return lemma(word) in _AGENTS or any(family == "armed" for family, _ in labels_in(word))


def _longer(one: Entity, ends: _Ends) -> Entity | None:
    """The only longer name that ends with this one: "Orun" is Pavel Orun, "Van Aalten" Dirk van Aalten, "the Front" is
    the Highland Front; "the General Staff" is the one that is said to be somebody's.
    """
    words = bare(one.name).split()
    is_body = one.kind == "organization" and all(word in _COMMON_BODIES for word in words[-1:])
    if not words or (len(words) == 1 and not (is_body or is_named(one))):
        return None
    body = one.kind == "organization" and is_named(one) and _ministry(one) is None
    if len(words) > 1 and not (one.kind == "person" or body):
        return None
    longer = [other for other in ends.get(words[-1], ()) if _ends_with(other, words, one)]
    return longer[0] if len(longer) == 1 and longer[0].kind != "place" else None


#: Endings of whose a body is: "Meskia's General Staff", "the Iranian Foreign Ministry".
_OWNER = ("'s", "’s", "s'", "s’", "ian", "ean", "ish", "ese")


def _ends_with(other: Entity, words: list[str], one: Entity) -> bool:
    """Whether a name is longer and ends with these words; of a body, whether only its owner stands before them."""
    longer = bare(other.name).split()
    if len(longer) <= len(words) or longer[-len(words) :] != words:
        return False
    if len(words) == 1:
        return True
    before = longer[: -len(words)]
    owned = len(before) == 1 and before[0].endswith(_OWNER)
    return other.kind == one.kind and (one.kind == "person" or owned)


def _last(found: Mapping[str, str], one: str) -> str:
    seen = {one}
    while (after := found.get(one, one)) not in seen:
        seen.add(after)
        one = after
    return one
