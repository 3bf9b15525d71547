"""People's judgements: kept as slices of their own, so that taking one back leaves everything else as it was.

Reads ids, writes person slices. The one idea: a judgement is kept on members (a mention, a report, an article), since
the ids of clusters change with them.
"""

from __future__ import annotations

from rashomon.errors import NotFound
from rashomon.partial import find_thing
from rashomon.record import MARKS, PARTS, READING, Judgement, Reason, judgement_id, rows_to_table, table_to_rows
from rashomon.store.base import Store
from rashomon.store.delta import DeltaStore
from rashomon.store.slices import write_slice

#: What a person can say: of two things, and of a reading.
VERDICTS = ("same", "different", *MARKS)


def keep_judgement(
    store: DeltaStore, verdict: str, left: str, right: str, by: str, because: str | None, at: str
) -> Judgement:
    """Keeps that two things are the same or different, or that a reading is wrong or right.

    Of a reading `right` is the part that is meant (record.PARTS). Raises NotFound where things are unknown or not of
    one kind.
    """
    relation, ends = _mark(store, left, right) if verdict in MARKS else _pair(store, left, right)
    reasons = (Reason(because, 1.0, None, None),) if because else ()
    made = Judgement(relation, *ends, verdict, 1.0, reasons, f"person:{by}", at)
    write_slice(store, "person", [judgement_id(made)], at, {"judgements": rows_to_table(Judgement, [made])})
    return made


def _pair(store: DeltaStore, left: str, right: str) -> tuple[str, tuple[str, str]]:
    """The relation that two things can have, and the members that stand for them."""
    (kind, left), (other, right) = find_thing(store, left), find_thing(store, right)
    if kind != other:
        raise NotFound(f"not of one kind: {left!r} is a {kind}, {right!r} is a {other}")
    if kind == "statement":
        raise NotFound(f"statements are not joined: {left!r} can be marked wrong or right")
    relation = {"article": "copy", "mention": "entity", "report": "event"}.get(kind, kind)
    return relation, (_lasting(store, kind, left), _lasting(store, kind, right))


def _mark(store: DeltaStore, name: str, part: str) -> tuple[str, tuple[str, str]]:
    """A reading and the part of it that is meant."""
    kind, found = find_thing(store, name)
    if kind not in ("report", "statement"):
        raise NotFound(f"not a reading: {name!r} is a {kind}; reports and statements can be marked wrong or right")
    parts = PARTS if kind == "report" else PARTS[:1]
    if part not in parts:
        raise NotFound(f"a {kind} has no such part: {part!r}; say {', '.join(parts)}")
    return READING, (found, part)


def take_back(store: DeltaStore, name: str, at: str) -> Judgement:
    """Takes a person's judgement back; `name` is its id or the beginning of it. Raises NotFound, also where several
    begin so.
    """
    people = {judgement_id(made): made for made in people_s_judgements(store)}
    found = [name] if name in people else [one for one in people if name and one.startswith(name)]
    if not found:
        raise NotFound(f"no such judgement by a person: {name!r}; `rashomon judgements` lists them")
    if len(found) > 1:
        raise NotFound(f"several judgements begin so: {name!r}; {', '.join(one[:8] for one in sorted(found)[:5])}")
    # two programs that took in the same have a slice each
    slices = [entry.slice for entry in store.ledger() if entry.kind == "person" and found[0] in entry.covers]
    write_slice(store, "forgotten", [], at, {}, replaces=slices)
    return people[found[0]]


def people_s_judgements(store: Store) -> list[Judgement]:
    """People's judgements, oldest first."""
    slices = [entry.slice for entry in store.ledger() if entry.kind == "person"]
    rows = table_to_rows(Judgement, store.read("judgements", where={"slice": slices}))
    return sorted(rows, key=lambda j: (j.at or "", judgement_id(j)))


def _lasting(store: DeltaStore, kind: str, name: str) -> str:
    """The member that stands for a cluster in a judgement: the smallest, as in the cluster's id."""
    members = [name]
    if kind == "entity":
        rows = store.read("members", ["member"], {"noun": ["mention"], "cluster": [name]})
        members = rows["member"].to_pylist()
    if kind in ("event", "story"):
        table, column = ("events", "reports") if kind == "event" else ("stories", "articles")
        members = store.read(table, [column], {"id": [name]})[column].to_pylist()[0]
    return min(members)
