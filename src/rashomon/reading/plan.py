"""The ledger → what the next run has to do, and why.

Reads the ledger, writes nothing. The one idea: the ledger tells which document was read by which versions of the
stages, so the work to be done is the difference between the ledger and what it should say.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow.compute as pc

from rashomon.errors import NotFound
from rashomon.settings import CaseSettings
from rashomon.store.base import Entry, Store
from rashomon.store.ledger import compares, covered


@dataclass(frozen=True, slots=True)
class Plan:
    """What the next run will do. `again`: reading slices that are to be made anew; `reasons`: one line each."""

    unread: int
    again: tuple[Entry, ...]
    compare: bool
    reasons: tuple[str, ...]


def make_plan(store: Store, settings: CaseSettings, stage: str | None = None, everything: bool = False) -> Plan:
    """What is unread, what was read by other versions, and whether the comparison is out of date.

    `stage` plans that stage and what depends on it anew, `everything` all. Raises NotFound for an unknown stage.
    """
    from rashomon.pipeline import STAGES, versions

    ledger = store.ledger()
    readings = [entry for entry in ledger if entry.kind == "reading"]
    unread = len(unread_documents(ledger))
    reasons = [f"{unread:,} documents are not read yet"] if unread else []
    shapes = {found.name: found.shape for found in STAGES}
    if stage is not None and stage not in shapes:
        raise NotFound(f"no such stage: {stage!r}; there are {', '.join(shapes)}")
    alone = stages_alone()
    forced = everything or (stage is not None and shapes[stage] != "corpus")
    reads = reads_with(settings)
    again = [e for e in readings if forced or is_changed(e, alone, reads)]
    if again:
        count = len({name for entry in again for name in entry.covers})
        why = "as asked" if forced else _why(again, alone, reads)
        reasons.append(f"{count:,} documents are read again: {why}")
    compare = _comparison(ledger, {n: v for n, v in versions().items() if shapes[n] == "corpus"}, stage)
    if compare and not again and not unread:
        reasons.append(f"all accounts are compared again: {compare}")
    return Plan(unread, tuple(again), bool(compare or again or unread), tuple(reasons))


def stages_alone() -> dict[str, int]:
    """Stage → version, of the stages that read one document."""
    from rashomon.pipeline import STAGES

    return {stage.name: stage.version for stage in STAGES if stage.shape != "corpus"}


def unread_documents(ledger: Sequence[Entry]) -> list[str]:
    """Ids of documents that no reading covers, in the order in which they came."""
    taken, done = covered(ledger, "documents"), covered(ledger, "reading")
    unread = taken.filter(pc.invert(pc.is_in(taken, value_set=done)))
    return list(dict.fromkeys(unread.to_pylist()))


def reads_with(settings: CaseSettings) -> str:
    """What decides a reading besides the stages' versions: settings that change rows, and the models' weights."""
    from rashomon.language.russian import parse as russian
    from rashomon.language.weights import model_name

    return " ".join([settings.digest(), model_name(), *([russian.model_name()] if russian.is_readable() else [])])


def without_reader(store: Store) -> tuple[str, ...]:
    """A line where articles in Russian were read without their grammar, for want of the extra."""
    from rashomon.language.russian import parse as russian

    if russian.is_readable():
        return ()
    count = store.read("articles", where={"language": ["ru"]}, columns=["id"]).num_rows
    told = "1 article in Russian is" if count == 1 else f"{count:,} articles in Russian are"
    return (f"{told} read by names alone: {russian.MISSING}",) if count else ()


def with_small_weights() -> tuple[str, ...]:
    """A line where the smaller English weights read, for want of those that the figures were measured with."""
    from rashomon.language.weights import LARGER, find_weights

    name = find_weights().name
    if not name.startswith("en_core_web_sm"):
        return ()
    again = f"{LARGER}, then 'rashomon run' reads again"
    return (f"read with the smaller English model ({name}), which misses more: {again}",)


def is_changed(entry: Entry, wanted: Mapping[str, int], settings: str) -> bool:
    made: dict[str, int] = json.loads(entry.versions)
    return any(made.get(name) != version for name, version in wanted.items()) or entry.settings not in ("", settings)


def _why(again: Sequence[Entry], wanted: Mapping[str, int], settings: str) -> str:
    """The differences between what made these slices and what is wanted, in words."""
    reasons: dict[str, None] = {}
    for entry in again:
        made: dict[str, int] = json.loads(entry.versions)
        for name, version in wanted.items():
            if made.get(name) != version:
                reasons[f"{name} {made.get(name, 'new')} → {version}"] = None
        if entry.settings not in ("", settings):
            reasons[f"read with {entry.settings.partition(' ')[2]}, now {settings.partition(' ')[2]}"] = None
    return ", ".join(reasons)


def _comparison(ledger: Sequence[Entry], wanted: Mapping[str, int], stage: str | None) -> str | None:
    """Why the accounts are to be compared again; None where the last comparison stands."""
    read = {entry.slice for entry in ledger if entry.kind in ("reading", "person")}
    last = next((entry for entry in reversed(ledger) if entry.kind == "comparison"), None)
    if not read:
        return None
    if last is None:
        return "they never were"
    if not compares(last, read):
        return "readings or judgements have come or gone"
    if stage is not None:
        return "as asked"
    made: dict[str, int] = json.loads(last.versions)
    changes = [f"{n} {made.get(n, 'new')} → {version}" for n, version in wanted.items() if made.get(n) != version]
    return ", ".join(changes) or None
