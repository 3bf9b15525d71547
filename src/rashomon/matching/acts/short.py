"""Two short accounts of one story → what counts otherwise between them than between long pages.

Reads facts of acts and what speaks for and against a pair; gives named values, 0..1, and their learned weights. The one
idea: a page of thirty acts says little of which one another page means, so that other words, or nothing but a kind in
common, speak against; an account of a few lines tells the few acts that matter, in words of its own.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from importlib import resources

from rashomon.matching.acts.facts import Facts
from rashomon.matching.scores import Evidence

#: Acts in an article up to which it is a short account, and from which it is none.
_FEW, _MANY = 4.0, 8.0
#: What counts otherwise between short accounts.
_OTHERWISE = (
    "same type", "other type", "other words", "its word alone", "nothing in particular", "same time",
)  # fmt: skip
#: What tells two acts of one story apart, however short they are told: twins are told shortly, too.
_AGAINST = frozenset((
    "other parties", "other persons acted", "other persons suffered it", "roles swapped", "other countries acted",
    "another place", "another time", "the day before or after", "told in other days", "told after it was done",
    "other content", "others described",
))  # fmt: skip


def in_short(found: Mapping[str, Evidence], one: Facts, other: Facts) -> dict[str, Evidence]:
    """What is `found` of a pair, once more, by how short the two accounts are; nothing beyond one story.

    Acts of force are told in other words wherever they are told: there it says nothing.
    """
    if not one.stories & other.stories or "ASSAULT" in one.types & other.types or not _AGAINST.isdisjoint(found):
        return {}
    short = min(1.0, (_MANY - max(one.beside, other.beside)) / (_MANY - _FEW))
    if short <= 0.0:
        return {}
    told = {f"{name}, in short": Evidence(short * found[name].value) for name in _OTHERWISE if name in found}
    lead = all(any(telling.line == 0 for telling in side.told) for side in (one, other))
    return told | {"both short": Evidence(short)} | ({"both lead, in short": Evidence(short)} if lead else {})


@functools.cache
def learned() -> dict[str, float]:
    """Log-odds, learned but for three that were halved by hand.

    docs/plans/2026-11-22-event-pairs.md tells why, 2026-11-23-short-accounts-learned.md what came of learning all.
    """
    text = (resources.files("rashomon.matching.acts") / "short.json").read_text(encoding="utf-8")
    return {name: float(weight) for name, weight in json.loads(text)["weights"].items()}
