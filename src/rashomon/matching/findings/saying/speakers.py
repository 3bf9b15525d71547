"""Articles of a story → who speaks for whom: the spokesman for his ministry, the leader for her union.

Reads the words around names of speakers. The one idea: outlets name one voice by the person or by the body ("the
ministry said", "its spokeswoman, Ane Korsby, said"), so statements are compared by the voice behind them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from rashomon.matching.acts.parties import bare, is_named, stand_ins
from rashomon.record import Entity

_OFFICES = (
    r"spokes(?:man|woman|person|people)|speaker|press (?:secretary|officer)|representative|leader|head|chief|chairman"
    r"|chairwoman|boss"
)
_TITLE = r"(?:(?:Colonel|Captain|Major|General|Lieutenant|Brigadier|Commander)(?:-General)?|(?:Dr|Mr|Ms|Mrs)\.?)"
_RANK = rf"(?:\s+{_TITLE})*"
_BODY = r"[A-Z][\w’'-]*(?:\s+{between}[A-Z][\w’'-]*){{0,4}}"
_OFFICE = re.compile(rf"(?<=\s)(?:{_OFFICES}),?\s+")
_RANKED = re.compile(rf"{_TITLE}\s+")
_EDGE = re.compile(r"\b")
_HIS_OFFICE = re.compile(rf",?\s+(?:the\s+|a\s+)?(?:{_OFFICES})\s+(?:of|for)\s+(?:the\s+)?({_BODY.format(between='')})")


def voices(texts: Iterable[str], entities: Iterable[Entity]) -> dict[str, str]:
    """Entity id → the id of the entity for which it speaks, itself mostly; for the speakers of one story."""
    known = sorted(entities, key=lambda one: one.id)
    found = stand_ins(known)
    bodies = {bare(name): one.id for one in known if one.kind == "organization" for name in (one.name, *one.aliases)}
    people = [one for one in known if one.kind == "person" and is_named(one)]
    everything = "\n".join(texts) if people and bodies else ""
    starts = _after_offices(everything)
    for person in people if bodies else ():
        body = _spoken_for(everything, person.name, bodies, starts)
        if body is not None and body != person.id:
            found[person.id] = found.get(body, body)
    return found


def _spoken_for(text: str, name: str, bodies: Mapping[str, str], starts: Iterable[int]) -> str | None:
    """The body whose spokesman a person is called, where it is among the speakers itself."""
    for called in chain(_bodies_before(text, name, starts), _bodies_after(text, name)):
        plain = bare(called)
        exact = bodies.get(plain)
        near = sorted(key for key in bodies if plain.endswith(f" {key}") or key.endswith(f" {plain}"))
        if exact or len(near) == 1:
            return exact or bodies[near[0]]
    return None


def _after_offices(text: str) -> list[int]:
    """Where a name can begin that stands behind an office: behind the office itself, and behind each rank there."""
    found = []
    for office in _OFFICE.finditer(text):
        found.append(office.end())
        while ranked := _RANKED.match(text, found[-1]):
            found.append(ranked.end())
    return found


def _bodies_before(text: str, name: str, starts: Iterable[int]) -> Iterator[str]:
    """What stands before "spokesman NAME". A name that stands behind no office, as most, costs no pattern."""
    if name == name.strip() and not any(text.startswith(name, start) for start in starts):
        return
    body = _BODY.format(between=r"(?:of\s+|the\s+)?")
    for match in re.finditer(rf"({body})\s+(?:{_OFFICES}),?{_RANK}\s+{re.escape(name)}\b", text):
        yield match.group(1)


def _bodies_after(text: str, name: str) -> Iterator[str]:
    """What stands behind "NAME, spokesman for"."""
    at = text.find(name)
    while at >= 0:
        match = _HIS_OFFICE.match(text, at + len(name)) if _EDGE.match(text, at) else None
        if match:
            yield match.group(1)
        at = text.find(name, match.end() if match else at + 1)
