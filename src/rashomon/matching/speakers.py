"""Articles of a story → who speaks for whom: the spokesman for his ministry, the leader for her union.

Reads the words around names of speakers. The one idea: outlets name one voice by the person or by the body ("the
ministry said", "its spokeswoman, Ane Korsby, said"), so statements are compared by the voice behind them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rashomon.matching.parties import bare, is_named, stand_ins
from rashomon.record import Entity

_OFFICES = (
    r"spokes(?:man|woman|person|people)|speaker|press (?:secretary|officer)|representative|leader|head|chief|chairman"
    r"|chairwoman|boss"
)
_RANK = r"(?:\s+(?:(?:Colonel|Captain|Major|General|Lieutenant|Brigadier|Commander)(?:-General)?|(?:Dr|Mr|Ms|Mrs)\.?))*"


def voices(texts: Iterable[str], entities: Iterable[Entity]) -> dict[str, str]:
    """Entity id → the id of the entity for which it speaks, itself mostly; for the speakers of one story."""
    known = sorted(entities, key=lambda one: one.id)
    found = stand_ins(known)
    bodies = {bare(name): one.id for one in known if one.kind == "organization" for name in (one.name, *one.aliases)}
    everything = "\n".join(texts)
    for person in known:
        if person.kind == "person" and is_named(person):
            body = _spoken_for(everything, person, bodies)
            if body is not None and body != person.id:
                found[person.id] = found.get(body, body)
    return found


def _spoken_for(text: str, person: Entity, bodies: Mapping[str, str]) -> str | None:
    """The body whose spokesman a person is called, where it is among the speakers itself."""
    name = re.escape(person.name)
    patterns = (
        rf"([A-Z][\w’'-]*(?:\s+(?:of\s+|the\s+)?[A-Z][\w’'-]*){{0,4}})\s+(?:{_OFFICES}),?{_RANK}\s+{name}\b",
        rf"\b{name},?\s+(?:the\s+|a\s+)?(?:{_OFFICES})\s+(?:of|for)\s+(?:the\s+)?([A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){{0,4}})",
    )
    for pattern in patterns:
        for match in re.finditer(pattern, text):
            called = bare(match.group(1))
            exact = bodies.get(called)
            near = sorted(key for key in bodies if called.endswith(f" {key}") or key.endswith(f" {called}"))
            if exact or len(near) == 1:
                return exact or bodies[near[0]]
    return None
